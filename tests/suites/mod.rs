//! The public suites of inputs, which lie beside the repository or where `PIZHU_SUITES` says, and may not be there.
//! What stands in `tests/fixtures/` is of our own making and always there.

use std::path::{Path, PathBuf};

/// The variable that names the folder of the suites.
pub const VARIABLE: &str = "PIZHU_SUITES";

/// The folder of the suites for the repository in this folder.
pub fn folder(root: &Path) -> PathBuf {
    root.join(std::env::var_os(VARIABLE).unwrap_or_else(|| "../shared/fixtures".into()))
}
