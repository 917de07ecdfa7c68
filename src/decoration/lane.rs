//! In which row the underline of each annotation runs, so that overlapping ones can be told apart without colour.
//!
//! ```text
//!   text    一 二 三 四 五 六 七 八
//!   lane 0  ━━━━━━━━━━━    ━━━━━
//!   lane 1     ━━━━━━━━━━━
//!   lane 2        ━━
//! ```

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Emphasis;
use crate::model::{AnnotationId, AnnotationSet, TagId};
use crate::text::{CharOffset, Span};

/// Rows under a line of text. Where more annotations lie over each other, rows are used again.
pub const LANES: u8 = 4;

/// How one stretch of one annotation is drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decoration {
    pub id: AnnotationId,
    pub tag: TagId,
    pub span: Span,
    pub lane: u8,
    pub emphasis: Emphasis,
}

/// What is drawn in a window of the text: every stretch that overlaps it, in the order of the text, none emphasised.
///
/// A window that begins or ends among overlapping annotations gives the same lanes as the whole text would, unless what
/// hangs together with it begins far before it. The cost is by what stands in the window and so far before.
pub fn decorate(annotations: &AnnotationSet, window: Span) -> Vec<Decoration> {
    let Some(reach) = connected(annotations, window) else { return Vec::new() };
    let cluster = annotations.overlapping(reach);
    let lanes = lanes(cluster.iter().map(|annotation| annotation.target.value.hull()));
    let mut decorations = Vec::new();
    for (annotation, lane) in cluster.into_iter().zip(lanes) {
        for span in annotation.target.value.spans().filter(|span| span.overlaps(window)) {
            let tag = annotation.tag.value.clone();
            decorations.push(Decoration { id: annotation.id, tag, span, lane, emphasis: Emphasis::Plain });
        }
    }
    decorations
}

/// Gives every stretch of an annotation an emphasis, in the place of what it had.
pub fn emphasise(decorations: &mut [Decoration], id: Option<AnnotationId>, emphasis: Emphasis) {
    for decoration in decorations.iter_mut().filter(|decoration| Some(decoration.id) == id) {
        decoration.emphasis = emphasis;
    }
}

/// So many characters before a window an annotation may begin and still decide a lane in it. Where people annotate every
/// word and let them overlap, all of a text hangs together.
const FAR: u32 = 1 << 14;

/// The window, and before it all annotations that hang together with those in it: overlapping or touching one of them, or
/// one that does. What begins later decides no lane. White space between paragraphs, which no selection ends in, keeps
/// this short; else it ends at one of few places, so that the next window mostly gives the same lanes.
fn connected(annotations: &AnnotationSet, window: Span) -> Option<Span> {
    let start = |span: Span| {
        let there = annotations.overlapping(span);
        there.iter().map(|annotation| annotation.target.value.hull().start()).min()
    };
    let mut first = start(window)?;
    let last = CharOffset::new(window.start().minus(FAR).get() / FAR * FAR);
    while first > last {
        let before = Span::new(first.minus(1), first).and_then(start).filter(|before| *before < first);
        let Some(before) = before else { break };
        first = before;
    }
    Span::new(first.max(last), window.end())
}

/// Gives each the lowest lane in which nothing overlaps or touches it. Spans come in the order of the text, which makes
/// this the fewest lanes that will do (Kleinberg and Tardos, *Algorithm Design*, §4.1, interval partitioning).
fn lanes(hulls: impl Iterator<Item = Span>) -> Vec<u8> {
    let mut busy: BinaryHeap<Reverse<(CharOffset, usize)>> = BinaryHeap::new();
    let mut free: BinaryHeap<Reverse<usize>> = BinaryHeap::new();
    let mut lanes = Vec::new();
    for span in hulls {
        while let Some(Reverse((_, lane))) = pop_if(&mut busy, |end| end < span.start()) {
            free.push(Reverse(lane));
        }
        let lane = free.pop().map_or(busy.len(), |Reverse(lane)| lane);
        busy.push(Reverse((span.end(), lane)));
        lanes.push((lane % usize::from(LANES)) as u8);
    }
    lanes
}

/// The lane that ends first, if it ends soon enough.
fn pop_if(
    busy: &mut BinaryHeap<Reverse<(CharOffset, usize)>>,
    ends: impl Fn(CharOffset) -> bool,
) -> Option<Reverse<(CharOffset, usize)>> {
    busy.peek().filter(|Reverse((end, _))| ends(*end))?;
    busy.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotation, Birth, Draft, Stamp, Target};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn span(start: u32, end: u32) -> Span {
        Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
    }

    fn annotation(number: usize, spans: &[Span]) -> Annotation {
        let id = AnnotationId::new(Uuid::from_u128(number as u128));
        let target = Target::new(spans).unwrap();
        let draft = Draft::new(target, TagId::new("term").unwrap(), Birth::default());
        draft.stamped(id, Stamp::ORIGIN)
    }

    /// The stretches of a drawing: `.##.#` is 1..3 and 4..5.
    fn drawn(row: &str) -> Vec<Span> {
        let cells: Vec<char> = row.chars().collect();
        let starts = (0..cells.len()).filter(|at| cells[*at] == '#' && (*at == 0 || cells[*at - 1] != '#'));
        starts
            .map(|start| {
                let length = cells[start..].iter().take_while(|cell| **cell == '#').count();
                span(start as u32, (start + length) as u32)
            })
            .collect()
    }

    fn lanes_of(rows: &[&str]) -> Vec<u8> {
        let annotations: Vec<_> =
            rows.iter().enumerate().map(|(number, row)| annotation(number, &drawn(row))).collect();
        let set: AnnotationSet = annotations.iter().cloned().collect();
        let decorations = decorate(&set, span(0, 100));
        let lane = |id| decorations.iter().find(|decoration| decoration.id == id).unwrap().lane;
        annotations.iter().map(|annotation| lane(annotation.id)).collect()
    }

    #[test]
    fn lanes() {
        let table: [(&[&str], &[u8]); 9] = [
            (&["####......", "......####"], &[0, 0]),
            (&["####......", "....####.."], &[0, 1]),
            (&["####......", "....####..", "........##"], &[0, 1, 0]),
            (&["#####.....", "...#####.."], &[0, 1]),
            (&["..##......", "########.."], &[1, 0]),
            (&["..####....", "..####....", "..####...."], &[0, 1, 2]),
            (&["########..", ".##.......", "....##....", ".##......."], &[0, 1, 1, 2]),
            (&["##....##..", "...##....."], &[0, 1]),
            (&["######", "######", "######", "######", "######"], &[0, 1, 2, 3, 0]),
        ];
        for (rows, expected) in table {
            assert_eq!(lanes_of(rows), expected, "{rows:#?}");
        }
    }

    #[test]
    fn only_what_overlaps_the_window_is_drawn_and_each_stretch_by_itself() {
        let set: AnnotationSet =
            [annotation(1, &drawn("##....##..##")), annotation(2, &drawn("..##........"))]
                .into_iter()
                .collect();
        let spans = |window| -> Vec<Span> {
            decorate(&set, window).into_iter().map(|decoration| decoration.span).collect()
        };
        assert_eq!(spans(span(0, 12)), [span(0, 2), span(6, 8), span(10, 12), span(2, 4)]);
        assert_eq!(spans(span(3, 7)), [span(6, 8), span(2, 4)]);
        assert_eq!(spans(span(4, 6)), [], "the hole in a target is not drawn");
        assert_eq!(spans(span(12, 20)), []);
    }

    #[test]
    fn deleted_annotations_leave_their_lane() {
        let mut first = annotation(1, &[span(0, 5)]);
        let second = annotation(2, &[span(2, 8)]);
        let mut set: AnnotationSet = [first.clone(), second.clone()].into_iter().collect();
        first.delete();
        set.put(first);
        let decorations = decorate(&set, span(0, 10));
        assert_eq!(decorations.iter().map(|d| (d.id, d.lane)).collect::<Vec<_>>(), [(second.id, 0)]);
    }

    fn sets() -> impl Strategy<Value = AnnotationSet> {
        let piece = (0u32..8, 1u32..9);
        let target = (0u32..120, prop::collection::vec(piece, 1..3)).prop_map(|(mut at, pieces)| {
            let spans = pieces.into_iter().map(|(gap, length)| {
                let span = span(at + gap, at + gap + length);
                at += gap + length;
                span
            });
            spans.collect::<Vec<_>>()
        });
        prop::collection::vec(target, 0..40).prop_map(|targets| {
            targets.iter().enumerate().map(|(number, spans)| annotation(number, spans)).collect()
        })
    }

    /// How many annotations cover a gap or touch it.
    fn depth(set: &AnnotationSet, gap: CharOffset) -> usize {
        let hulls = set.iter().map(|annotation| annotation.target.value.hull());
        hulls.filter(|hull| hull.start() <= gap && gap <= hull.end()).count()
    }

    #[test]
    fn where_a_whole_text_hangs_together_little_of_it_is_asked_and_what_meets_is_still_told_apart() {
        let each = |number: u32| annotation(number as usize, &[span(number * 3, number * 3 + 5)]);
        let set: AnnotationSet = (0..30_000).map(each).collect();
        for start in (0..89_000).step_by(7_001) {
            let reach = connected(&set, span(start, start + 500)).unwrap();
            assert!(reach.start().get() + 2 * FAR >= start && reach.end().get() == start + 500, "{reach:?}");
            let (one, next) =
                (decorate(&set, span(start, start + 500)), decorate(&set, span(start + 9, start + 509)));
            assert!(one.iter().zip(one.iter().skip(1)).all(|(one, next)| one.lane != next.lane));
            let of_next = |of: &Decoration| {
                next.iter().find(|other| other.id == of.id).map_or(of.lane, |other| other.lane)
            };
            assert!(start / FAR != (start + 9) / FAR || one.iter().all(|one| one.lane == of_next(one)));
        }
    }

    proptest! {
        #[test]
        fn overlapping_or_touching_ones_never_share_a_lane_within_the_cap(set in sets()) {
            let all = decorate(&set, span(0, 1000));
            let hull = |decoration: &Decoration| set.get(decoration.id).unwrap().target.value.hull();
            let within_cap = |decoration: &Decoration| depth(&set, hull(decoration).start()) <= usize::from(LANES);
            for one in &all {
                prop_assert!(one.lane < LANES);
                for other in all.iter().filter(|other| other.id != one.id) {
                    let meet = hull(one).overlaps(hull(other)) || hull(one).touches(hull(other));
                    let capped = within_cap(one) && within_cap(other);
                    prop_assert!(!meet || !capped || one.lane != other.lane, "{:?} {:?}", one, other);
                }
            }
        }

        #[test]
        fn a_window_gives_the_lanes_of_the_whole(set in sets(), start in 0u32..150, length in 1u32..60) {
            let window = span(start, start + length);
            let mut expected = decorate(&set, span(0, 1000));
            expected.retain(|decoration| decoration.span.overlaps(window));
            prop_assert_eq!(decorate(&set, window), expected);
        }
    }
}
