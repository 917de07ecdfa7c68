//! The schema of the database: its name, its version, and the names of its stores.

pub(super) const NAME: &str = "pizhu";
/// 2 brought the restore points and the files that texts are tied to, 3 the chunks.
pub(super) const VERSION: u32 = 3;
/// One record a key, as in the store of record.
pub(super) const RECORDS: &str = "records";
/// Moments of the histories of undo.
pub(super) const HISTORY: &str = "history";
/// Something to write, so that a flush has something to bring to the disk.
pub(super) const FLUSHES: &str = "flushes";
/// Many records a key.
pub(super) const CHUNKS: &str = "chunks";
/// What points are.
pub(super) const POINTS: &str = "points";
/// What they hold.
pub(super) const DIFFERENCES: &str = "differences";
pub(super) const TIES: &str = "ties";
