//! Where the annotations of a whole text are, in as many cells as a narrow strip beside it has.
//!
//! ```text
//!   text    ..qqqq....qqppq........f.
//!   strip   .QQ.QPQ..F.                 what begins later, or is shorter, stands over the other
//! ```

use crate::model::{AnnotationSet, TagId};
use crate::text::{CharOffset, Span};

/// Cells of one strip: more could not be told apart by eye.
pub const CELLS: u32 = 200;

/// Neighbouring cells of the same tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub first: u32,
    pub count: u32,
    pub tag: TagId,
}

/// The runs from the top. `start` says where in the text a cell begins; one between the beginnings of two characters is
/// the former's. Each cell costs one look into the annotations, however many there are.
pub fn runs(annotations: &AnnotationSet, start: &dyn Fn(u32) -> CharOffset) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for number in 0..CELLS {
        let (first, behind) = (start(number), start(number + 1));
        let cell = Span::new(first, behind).or_else(|| Span::new(first.minus(1), first));
        let topmost = cell.and_then(|cell| annotations.topmost(cell));
        let Some(tag) = topmost.map(|annotation| &annotation.tag.value) else { continue };
        match runs.last_mut() {
            Some(run) if run.tag == *tag && run.first + run.count == number => run.count += 1,
            _ => runs.push(Run { first: number, count: 1, tag: tag.clone() }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AnnotationId, Birth, Draft, Stamp, Target};
    use uuid::Uuid;

    /// A tag with the start and the end of its annotation.
    type Tagged = (&'static str, u32, u32);

    /// Each cell of ten characters as the first letter of its tag.
    fn drawn(annotations: &[Tagged]) -> String {
        let mut set = AnnotationSet::default();
        for (id, (tag, start, end)) in (1..).zip(annotations) {
            let span = Span::new(CharOffset::new(*start), CharOffset::new(*end)).unwrap();
            let draft = Draft::new(Target::from(span), TagId::new(tag).unwrap(), Birth::default());
            set.put(draft.stamped(AnnotationId::new(Uuid::from_u128(id)), Stamp::ORIGIN));
        }
        let mut cells = vec!['.'; CELLS as usize];
        for run in runs(&set, &|cell| CharOffset::new(cell * 10)) {
            for cell in cells.iter_mut().skip(run.first as usize).take(run.count as usize) {
                assert_eq!(*cell, '.', "no cell is in two runs");
                *cell = run.tag.as_str().chars().next().unwrap();
            }
        }
        cells.into_iter().collect::<String>().trim_end_matches('.').to_owned()
    }

    #[test]
    fn what_is_where() {
        let table: &[(&[Tagged], &str)] = &[
            (&[], ""),
            (&[("quote", 0, 10)], "q"),
            (&[("quote", 9, 11)], "qq"),
            (&[("quote", 0, 60), ("person", 20, 25), ("term", 80, 81)], "qqpqqq..t"),
            (&[("quote", 0, 10), ("quote", 10, 20), ("figure", 40, 60)], "qq..ff"),
            (&[("quote", 1990, 2000)], &format!("{}q", ".".repeat(199))),
        ];
        for (annotations, expected) in table {
            assert_eq!(drawn(annotations), *expected, "{annotations:?}");
        }
    }
}
