//! The find bar, and what is done with many annotations at once.

use crate::ui::find::{Bar, bar, for_all_listed};
use crate::ui::list::Bulk;

pub struct Views {
    pub bar: Bar,
    pub bulk: Bulk,
}

pub static VIEWS: Views = Views { bar, bulk: for_all_listed };
