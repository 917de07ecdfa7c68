//! `cargo xtask build`: the release build, in `dist/`; with `--bench` the benchmark page, in `dist-bench/`.

use std::fs;

use crate::shell::{Outcome, about, program, root, run, say};
use crate::{divide, page, tools};

pub fn build(arguments: &[String]) -> Outcome {
    match arguments {
        [] => {
            release()?;
            say("The release build is in dist/; any static server can serve it from any path.");
            Ok(())
        }
        [flag] if flag == "--bench" => bench(),
        [argument, ..] => Err(format!("`cargo xtask build` takes no {argument:?}.")),
    }
}

/// Builds, and looks at what came of it.
pub fn release() -> Outcome {
    trunk("pizhu", &["index.html", "--dist", "dist"])?;
    page::check(&root().join("dist"))
}

/// The same page with the same profile around another binary, so that what is measured is what is shipped.
fn bench() -> Outcome {
    let (whole, here) = (root().join("index.html"), root().join("bench.html"));
    let html = fs::read_to_string(&whole).map_err(|error| about(&whole, error))?;
    let html = html.replace("data-bin=\"pizhu\"", "data-bin=\"bench\" data-cargo-features=\"bench\"");
    fs::write(&here, html).map_err(|error| about(&here, error))?;
    let built = trunk("bench", &["bench.html", "--dist", "dist-bench"]);
    fs::remove_file(&here).map_err(|error| about(&here, error))?;
    built?;
    let folder = root().join("dist-bench");
    let page = folder.join("index.html");
    fs::rename(&page, folder.join("bench.html")).map_err(|error| about(&page, error))?;
    say("The benchmark page is dist-bench/bench.html; bench/README.md says how it is driven.");
    Ok(())
}

fn trunk(binary: &str, arguments: &[&str]) -> Outcome {
    let path = tools::ready()?;
    run(program("trunk")
        .args(["build", "--release=true"])
        .args(arguments)
        .env("PATH", path)
        .env(divide::BINARY, binary)
        .env("TRUNK_SKIP_VERSION_CHECK", "true"))
}
