//! What stands over the page.

use std::rc::Rc;

use super::Pending;
use crate::model::TagId;
use crate::storage::{Contrast, RestorePoint};

/// What stands over the page.
#[derive(Clone, Debug)]
pub enum Dialog {
    Help,
    /// While a file of this name is read.
    Working(String),
    Import(Rc<Pending>),
    /// The tag scheme, with one tag open for changes.
    TagScheme(Option<TagId>),
    /// The restore points of the text that is shown, the oldest first.
    RestorePoints(Rc<Vec<ListedPoint>>),
    Erase,
    /// Stored records that cannot be used.
    Quarantine,
}

/// A restore point and what is otherwise now.
#[derive(Clone, Debug)]
pub struct ListedPoint {
    pub point: RestorePoint,
    pub contrast: Contrast,
}
