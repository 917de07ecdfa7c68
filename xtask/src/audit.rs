//! Whether the crates that are depended on have known faults, licences we can keep, and come from where we think.
//! Everything runs offline: the advisories are a snapshot beside the repository.

use std::fs;

use crate::shell::{Outcome, about, program, root, run, say};
use crate::tools;

/// What the `RustSec` database had on the day that its snapshot was taken.
const SNAPSHOT: &str = "../shared/fixtures/rustsec-advisory-db.tgz";

pub fn audit(extra: &[String]) -> Outcome {
    let (audit, deny) = tools::auditors()?;
    run(program(deny)
        .args(["--offline", "--workspace", "check", "--hide-inclusion-graph"])
        .args(extra)
        .args(["bans", "licenses", "sources"]))?;
    let snapshot = root().join(SNAPSHOT);
    if !snapshot.is_file() {
        say(format_args!("There is no {SNAPSHOT}: known faults were not looked for."));
        return Ok(());
    }
    let database = root().join("target/advisories");
    fs::create_dir_all(&database).map_err(|error| about(&database, error))?;
    run(program("tar").arg("-xzf").arg(&snapshot).arg("-C").arg(&database))?;
    for lock in ["Cargo.lock", "fuzz/Cargo.lock"] {
        run(program(&audit)
            .args(["audit", "--no-fetch", "--stale", "--quiet", "--file", lock, "--db"])
            .arg(&database))?;
    }
    Ok(())
}
