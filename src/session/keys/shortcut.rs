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

    /// Its strokes for people.
    pub fn drawn(&self, keys: &str) -> Vec<String> {
        match custom::chosen(self.id, keys) {
            Some(own) => vec![own.drawn()],
            None => self.strokes.iter().map(|stroke| stroke.drawn()).collect(),
        }
    }
}
