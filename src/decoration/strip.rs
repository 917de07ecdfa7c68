//! Where the annotations of a whole text are, in as many cells as a narrow strip beside it has.
//!
//! ```text
//!   text    ..qqqq....qqppq........f.
//!   strip   .QQ.QPQ..F.                 what begins later, or is shorter, stands over the other
//! ```

use crate::model::{AnnotationSet, TagId};
use crate::text::CharOffset;

/// Cells of one strip: more could not be told apart by eye.
pub const CELLS: u32 = 200;

/// Neighbouring cells of the same tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub first: u32,
    pub count: u32,
    pub tag: TagId,
}

/// The runs from the top. `cell` says in which cell a gap of the text lies.
pub fn runs(annotations: &AnnotationSet, cell: &dyn Fn(CharOffset) -> u32) -> Vec<Run> {
    let mut cells: Vec<Option<&TagId>> = vec![None; CELLS as usize];
    for annotation in annotations.iter() {
        let hull = annotation.target.value.hull();
        let (first, last) = (cell(hull.start()), cell(hull.end().minus(1)));
        for here in cells.iter_mut().take(last as usize + 1).skip(first as usize) {
            *here = Some(&annotation.tag.value);
        }
    }
    let mut runs: Vec<Run> = Vec::new();
    for (number, tag) in (0..).zip(cells).filter_map(|(number, tag)| Some((number, tag?))) {
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
    use crate::text::Span;
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
        for run in runs(&set, &|offset| offset.get() / 10) {
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
