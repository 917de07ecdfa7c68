//! View requests: what a view is asked to do once. A new number is a new request, so that a view that remembers the last
//! one it has done does each of them once.

use crate::model::AnnotationId;
use crate::text::{CharOffset, Span};

/// Something that a view is asked to do once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request<T> {
    pub number: u64,
    pub what: T,
}

/// The part of a row of the list that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowPart {
    Summary,
    Note,
}

/// A selection, or a place, that is found by what the text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectSegment {
    /// The next larger segment around the caret or the selection.
    Larger,
    Smaller,
    /// The beginning of the next paragraph without an annotation.
    NextUnmarked,
    These(Span),
}

/// The last request of each kind.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    /// Scroll to an annotation and let it flash.
    pub reveal: Option<Request<AnnotationId>>,
    /// Give the focus to the text.
    pub focus_text: Option<Request<()>>,
    /// Give the focus to a part of a row.
    pub focus_row: Option<Request<(AnnotationId, RowPart)>>,
    /// Put the caret there, if that is near what is in sight.
    pub caret: Option<Request<CharOffset>>,
    /// Scroll to a place and put the caret there.
    pub scroll_to: Option<Request<CharOffset>>,
    pub select: Option<Request<SelectSegment>>,
    /// Give the focus to the field of the find bar.
    pub focus_find: Option<Request<()>>,
    /// Open the browser's file dialog.
    pub pick_file: Option<Request<()>>,
    pub open_menu: Option<Request<()>>,
}
