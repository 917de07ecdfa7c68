//! What a restore point is called.

use crate::i18n::PointWords;
use crate::storage::{Because, Point};

/// The name of a restore point, or why it was set.
pub fn point_name(words: &PointWords, point: &Point) -> String {
    if !point.name.is_empty() {
        return point.name.to_string();
    }
    let says = match point.because {
        Because::Opened => words.opened,
        Because::Worked => words.worked,
        Because::Before => words.before,
        Because::Wanted => words.wanted,
    };
    says.to_owned()
}
