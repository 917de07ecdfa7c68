//! A selection as the browser has it, and as the session has it.

use crate::browser::Selected;
use crate::session::selecting::Selection;

pub fn selection_of(Selected { span, backward }: Selected) -> Selection {
    Selection { span, backward }
}
