//! `cargo xtask pictures`: the release build in each state and look, so that anyone can look at it.

use std::path::Path;

use crate::shell::{Outcome, cargo, root, run, say};
use crate::{build, chromium};

/// Where they are kept where nobody says.
const FOLDER: &str = "target/pictures";

pub fn pictures(arguments: &[String]) -> Outcome {
    let folder = match arguments {
        [] => Some(Path::new(FOLDER)),
        [flag] if flag == "--readme" => None,
        [folder] if !folder.starts_with('-') => Some(Path::new(folder)),
        _ => return Err("`cargo xtask pictures` takes a folder, or `--readme`.".into()),
    };
    let chromium = chromium::ready()?;
    build::release()?;
    let folder = folder.map(|folder| root().join(folder));
    run(cargo(&["run", "--quiet", "--package", "pizhu-e2e", "--example", "pictures", "--"])
        .args(&folder)
        .env("CHROME", chromium.chrome)
        .env("CHROMEDRIVER", chromium.driver))?;
    let folder = folder.unwrap_or_else(|| root().join("docs/pictures"));
    say(format_args!("The pictures are in {}.", folder.display()));
    Ok(())
}
