//! The script with which the tests look for faults that shut people out: axe-core, from the registry of npm. It is kept in
//! the user's cache folder, and used only if it is the very one that is named here.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::shell::{Outcome, about, program, run, say};
use crate::tools;

const VERSION: &str = "4.14.1";

/// The SHA-256 of its `axe.min.js`.
const HASH: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// The script, fetched if need be.
pub fn ready() -> Outcome<PathBuf> {
    let home = tools::cache()?.join(format!("axe-core-{VERSION}"));
    let script = home.join("package/axe.min.js");
    if !script.is_file() {
        fetch(&home)?;
    }
    let found = hash(&script)?;
    if found == HASH {
        Ok(script)
    } else {
        Err(about(&script, format_args!("is not the axe-core {VERSION} that was looked at ({found}).")))
    }
}

/// Takes the package from the registry and the script out of it. Nothing of the package is run.
fn fetch(home: &Path) -> Outcome {
    say(format_args!("The tests need axe-core {VERSION} (0.7 MB to download, once)."));
    fs::create_dir_all(home).map_err(|error| about(home, error))?;
    let package = format!("axe-core@{VERSION}");
    run(program("npm").args(["pack", &package, "--silent", "--pack-destination"]).arg(home)).map_err(
        |error| format!("{error}\nThe tests need Node.js with npm. On Debian: apt-get install -y nodejs npm"),
    )?;
    let archive = home.join(format!("axe-core-{VERSION}.tgz"));
    run(program("tar").arg("-xzf").arg(&archive).arg("-C").arg(home).arg("package/axe.min.js"))
}

fn hash(path: &Path) -> Outcome<String> {
    let bytes = fs::read(path).map_err(|error| about(path, error))?;
    let mut hex = String::new();
    for byte in Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").map_err(|error| about(path, error))?;
    }
    Ok(hex)
}
