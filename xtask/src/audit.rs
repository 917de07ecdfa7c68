//! Whether the crates that are depended on have known faults, licences we can keep, and come from where we think.
//! Everything runs offline: the advisories are a snapshot among the public suites.

use std::fs;

use crate::shell::{Outcome, about, program, root, run, say};
use crate::{suites, tools};

/// What the `RustSec` database had on the day that its snapshot was taken.
const SNAPSHOT: &str = "rustsec-advisory-db.tgz";

pub fn audit(extra: &[String]) -> Outcome {
    let (audit, deny) = tools::auditors()?;
    run(program(deny)
        .args(["--offline", "--workspace", "check", "--hide-inclusion-graph"])
        .args(extra)
        .args(["bans", "licenses", "sources"]))?;
    let snapshot = suites::folder(&root()).join(SNAPSHOT);
    if !snapshot.is_file() {
        say(format_args!("There is no {}: known faults were not looked for.", snapshot.display()));
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
