//! The program in a worker: it does one job beside the page, which goes on meanwhile, and has no page of its own.
//! Imports: `text`, `model`, `storage`, `formats`, `browser`, `wire`.
//! Never here: Yew, the DOM, anything of the session; what a worker knows comes with its job.
//! Start reading at `door.rs`, then `reading.rs`.

mod compacting;
mod door;
mod finding;
mod keeping;
mod merging;
mod points;
mod reading;
mod recalling;

use crate::browser::{self, Job};

/// Waits for a job. All that it takes lies in a lazily loaded module, since the page has no need of it; where that cannot be had, the
/// answer is nothing.
pub fn start() {
    browser::start_worker(async { door::open().await.map(|table| table.serve) });
}

async fn work(job: Job) -> Vec<u8> {
    match job {
        Job::Read(file) | Job::ReadFound(file) => reading::read(file).await,
        Job::Gather(job) => merging::gather(&job).await,
        Job::Keep(heavy) => keeping::keep(&heavy).await,
        Job::Recall(document) => recalling::recall(&document).await,
        Job::Points(asked) => points::answer(&asked).await,
        Job::Tidy => compacting::tidy().await,
        Job::Find(job) => finding::find(&job).await,
    }
}

pub use browser::is_worker as is_here;
