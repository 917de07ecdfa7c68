//! The program in a worker: it does one job beside the page, which goes on meanwhile, and has no page of its own.
//! Imports: `text`, `model`, `storage`, `formats`, `browser`, `wire`.
//! Never here: Yew, the DOM, anything of the session; what a worker knows comes with its job.
//! Start reading at `reading.rs`.

mod door;
mod gathering;
mod reading;

use crate::browser::{self, Job};

/// Waits for a job. All that it takes lies in an annex, since the page has no need of it.
pub fn start() {
    browser::serve(work);
}

/// Nothing, where its annex cannot be fetched.
async fn work(job: Job) -> Vec<u8> {
    let Some(table) = door::open().await else { return Vec::new() };
    match job {
        Job::Read(file) => (table.read)(file).await,
        Job::Gather(job) => (table.gather)(job).await,
    }
}

pub use browser::is_worker as is_here;
