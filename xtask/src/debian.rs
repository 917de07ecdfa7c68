//! Programs that the system's packages bring.

use std::path::PathBuf;

use crate::shell::{Outcome, ask, program, run, say};

/// Looks for something, and installs its packages where this machine and this user can. `what` begins the sentence
/// that says so, and `or_else` says what to do elsewhere.
pub fn ready<T>(what: &str, packages: &[&str], or_else: &str, find: impl Fn() -> Option<T>) -> Outcome<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let install = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
    let is_root = ask(program("id").arg("-u")).as_deref() == Some("0");
    if !is_root || on_path("apt-get").is_none() {
        return Err(format!("{what}. On Debian:\n  sudo {install}\nElsewhere, {or_else}"));
    }
    say(format_args!("{what}."));
    run(program("apt-get").arg("update"))?;
    run(program("apt-get").args(install.split(' ').skip(1)).env("DEBIAN_FRONTEND", "noninteractive"))?;
    find().ok_or_else(|| format!("`{install}` ran, and still they are not there."))
}

/// What a variable names.
pub fn given(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
