//! Growing and shrinking what is selected, rung by rung (`text::grow`).

use super::TextView;
use crate::text::{CharOffset, Document, Span, grow, next_cluster, previous_cluster, shrink};

/// Remembers where it was begun, so that the way down is the way up.
#[derive(Debug, Default)]
pub struct Ladder {
    last: Option<(Span, CharOffset)>,
}

impl Ladder {
    /// Selects the next rung up or down; from a caret, the character at it. The end that moves stays the same one.
    pub fn climb(&mut self, view: &TextView, up: bool) {
        let document = view.document();
        let selected = view.selection();
        let (next, begun) = if let Some(span) = selected.map(|selected| selected.span) {
            let begun = self.last.filter(|(rung, _)| *rung == span).map_or(span.start(), |(_, at)| at);
            let words = view.words_around(begun);
            (if up { grow(document, span, &words) } else { shrink(document, span, begun, &words) }, begun)
        } else {
            let Some(first) = view.caret().filter(|_| up).and_then(|caret| character_at(document, caret))
            else {
                return;
            };
            (first, first.start())
        };
        self.last = Some((next, begun));
        if selected.is_some_and(|selected| selected.backward) {
            view.select_between(next.end(), next.start());
        } else {
            view.select(next);
        }
    }
}

/// The character at a caret: the one behind it, but at the end of a line the one before.
fn character_at(document: &Document, caret: CharOffset) -> Option<Span> {
    let is_line_end = document.char_at(caret).is_none_or(|c| c == '\n');
    let behind = Span::new(caret, next_cluster(document, caret)).filter(|_| !is_line_end);
    behind.or_else(|| Span::new(previous_cluster(document, caret), caret))
}
