//! A row of the table of keys.

use super::{Stroke, custom};
use crate::i18n::Messages;

/// A row of the table: strokes that ask for the same `A`.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut<A> {
    /// Names the row in what is stored; never changed.
    pub id: &'static str,
    pub strokes: &'static [Stroke<'static>],
    pub context: Context,
    pub asks: A,
    pub says: fn(&Messages) -> &'static str,
}

/// Where a row counts. Under a dialog none does, but what is done to the tag scheme is taken back there too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Anywhere but in a field.
    Page,
    PageAndFields,
    /// At an annotation: in the text, in its row, or nowhere else in particular.
    Annotation,
    /// The page, the dialog of the tag scheme, and fields that have settled what was written in them.
    History,
}

/// Where the focus is as a key is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// A field that takes text or a choice, and has the keys that type for itself.
    pub field: Option<Field>,
    /// In the find bar.
    pub is_in_find: bool,
    /// In the text, in a row of the list, or nowhere else in particular.
    pub is_at_annotation: bool,
}

/// Whose undo a field's is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Something is being written there, which the browser undoes.
    Written,
    /// What was written there is settled, and a step of the history.
    Settled,
}

impl Context {
    pub fn counts(self, focus: Focus) -> bool {
        match self {
            Self::Page => focus.field.is_none(),
            Self::PageAndFields => true,
            Self::Annotation => focus.field.is_none() && focus.is_at_annotation,
            Self::History => focus.field != Some(Field::Written),
        }
    }
}

impl<A> Shortcut<A> {
    /// The row, asking for something else.
    pub fn asking<B>(&self, asks: B) -> Shortcut<B> {
        let Self { id, strokes, context, says, .. } = *self;
        Shortcut { id, strokes, context, asks, says }
    }

    /// The reader's own stroke stands in the place of all of the table's.
    pub fn is_asked_by(&self, stroke: Stroke, keys: &str) -> bool {
        custom::chosen(self.id, keys).map_or_else(|| self.strokes.contains(&stroke), |own| own == stroke)
    }

    /// Its strokes for `aria-keyshortcuts`, without those that type where single keys are turned off.
    pub fn announced(&self, keys: &str, is_quiet: bool) -> String {
        let own = custom::chosen(self.id, keys);
        let strokes = own.as_ref().map_or(self.strokes, std::slice::from_ref);
        let counting = strokes.iter().filter(|stroke| !(is_quiet && stroke.types()));
        counting.map(|stroke| stroke.announced()).collect::<Vec<_>>().join(" ")
    }

    /// Its strokes for people.
    pub fn drawn(&self, keys: &str) -> Vec<String> {
        match custom::chosen(self.id, keys) {
            Some(own) => vec![own.drawn()],
            None => self.strokes.iter().map(|stroke| stroke.drawn()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::shortcuts;

    const FIELDS: [Option<Field>; 3] = [None, Some(Field::Written), Some(Field::Settled)];

    #[test]
    fn each_context_counts_where_it_should() {
        let table = [
            (Context::Page, false, [true, false, false]),
            (Context::Page, true, [true, false, false]),
            (Context::PageAndFields, false, [true, true, true]),
            (Context::PageAndFields, true, [true, true, true]),
            (Context::Annotation, false, [false, false, false]),
            (Context::Annotation, true, [true, false, false]),
            (Context::History, false, [true, false, true]),
            (Context::History, true, [true, false, true]),
        ];
        for (context, is_at_annotation, counts) in table {
            for (field, counts) in FIELDS.into_iter().zip(counts) {
                let focus = Focus { field, is_in_find: false, is_at_annotation };
                assert_eq!(context.counts(focus), counts, "{context:?} {focus:?}");
            }
        }
    }

    #[test]
    fn no_two_rows_share_a_stroke_in_any_place() {
        let rows = shortcuts();
        for (number, one) in rows.iter().enumerate() {
            for other in &rows[number + 1..] {
                let shared = one.strokes.iter().find(|stroke| other.strokes.contains(stroke));
                assert_eq!(shared, None, "{} and {}", one.id, other.id);
            }
        }
    }

    #[test]
    fn no_row_has_a_key_of_a_first_tag() {
        let scheme = crate::model::first_scheme();
        for row in shortcuts() {
            for tag in scheme.tags() {
                assert!(!row.is_asked_by(Stroke::plain(&tag.key.value), ""), "{} {}", row.id, tag.id);
            }
        }
    }

    #[test]
    fn each_row_has_an_id_of_its_own_that_can_be_stored() {
        let mut ids: Vec<_> = shortcuts().into_iter().map(|row| row.id).collect();
        assert!(ids.iter().all(|id| !id.is_empty() && !id.contains([' ', '=', '+'])), "{ids:?}");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn each_row_says_something_of_its_own_in_each_language() {
        for messages in crate::i18n::ALL {
            let mut said: Vec<_> = shortcuts().into_iter().map(|row| (row.says)(messages)).collect();
            assert!(said.iter().all(|words| !words.trim().is_empty()), "{}", messages.language);
            let count = said.len();
            said.sort_unstable();
            said.dedup();
            assert_eq!(said.len(), count, "{}", messages.language);
        }
    }

    #[test]
    fn each_row_has_a_stroke() {
        assert!(shortcuts().iter().all(|row| !row.strokes.is_empty()));
    }

    #[test]
    fn the_reader_s_own_stroke_stands_for_all_of_the_row_s() {
        let rows = shortcuts();
        let row = rows.iter().find(|row| row.id == "redo").unwrap();
        assert_eq!(row.drawn(""), ["Ctrl + Shift + Z", "Ctrl + Y"]);
        assert_eq!(row.drawn("redo=KeyX"), ["X"]);
        assert!(row.is_asked_by(Stroke::command("KeyY"), "undo=KeyX"));
        assert!(!row.is_asked_by(Stroke::command("KeyY"), "redo=KeyX"));
        assert!(row.is_asked_by(Stroke::plain("KeyX"), "redo=KeyX"));
    }
}
