//! `cargo xtask build`: the release build, in `dist/`.

use crate::shell::{Outcome, program, root, run, say};
use crate::{page, tools};

pub fn build(arguments: &[String]) -> Outcome {
    if let Some(argument) = arguments.first() {
        return Err(format!("`cargo xtask build` takes no {argument:?}."));
    }
    release()?;
    say("The release build is in dist/; any static server can serve it from any path.");
    Ok(())
}

/// Builds, and looks at what came of it.
pub fn release() -> Outcome {
    let path = tools::ready()?;
    run(program("trunk")
        .args(["build", "--release"])
        .env("PATH", path)
        .env("TRUNK_SKIP_VERSION_CHECK", "true"))?;
    page::check(&root().join("dist"))
}
