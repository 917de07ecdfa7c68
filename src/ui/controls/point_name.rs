//! What a restore point is called.

use crate::i18n::PointWords;
use crate::storage::{RestorePoint, Trigger};

/// The name of a restore point, or why it was set.
pub fn point_name(words: &PointWords, point: &RestorePoint) -> String {
    if !point.name.is_empty() {
        return point.name.to_string();
    }
    let says = match point.because {
        Trigger::Opened => words.opened,
        Trigger::Worked => words.worked,
        Trigger::Before => words.before,
        Trigger::Wanted => words.wanted,
    };
    says.to_owned()
}
