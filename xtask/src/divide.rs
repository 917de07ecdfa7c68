//! Divides the program: what is behind a door of `src/ui/annex` goes into files of its own, which are fetched when they
//! are first needed.
//!
//! ```text
//!   cargo's program  --wasm-split-->  main     --wasm-bindgen-->  program and script
//!                                     annexes  what only they need, and what several of them share
//!                                     loader   a script that fetches an annex with what it shares
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use crate::names::{bare, renamed, shorten};
use crate::shell::{Outcome, about, program, root, run};
use crate::tools;

/// The name by which the loader is imported in the script that wasm-bindgen writes.
const LOADER: &str = "__wasm_split.js";

/// What the loader does with an answer, instead of what only servers can do that know the type of the file.
const INSTANTIATE: &str = "\
const instantiate = async (asked, imports) => {
    const answer = await asked;
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
};
";

/// A program in several files.
pub struct Divided {
    /// The script of all of them. It names each annex as `"./name.wasm"`.
    pub script: String,
    pub program: Vec<u8>,
    pub annexes: Vec<Annex>,
}

pub struct Annex {
    /// As the script has it, without the ending.
    pub name: String,
    pub program: Vec<u8>,
}

/// Divides what cargo linked for the release.
pub fn divide() -> Outcome<Divided> {
    let path = tools::ready_to_divide()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let linked = target.join("wasm32-unknown-unknown/release/pizhu.wasm");
    let parts = target.join("divided");
    let bound = parts.join("bound");
    if parts.exists() {
        fs::remove_dir_all(&parts).map_err(|error| about(&parts, error))?;
    }
    fs::create_dir_all(&bound).map_err(|error| about(&bound, error))?;
    run(program("wasm-split-cli")
        .args(["--target", "web", "--out-name", "pizhu"])
        .args([&linked, &parts])
        .env("PATH", &path))?;
    // The annexes take the table of functions and the memory from the program.
    run(program("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .args(["--remove-name-section", "--remove-producers-section", "--out-name", "pizhu", "--out-dir"])
        .args([&bound, &parts.join("pizhu.wasm")])
        .env("PATH", &path))?;
    let (program, names) = shorten(&bare(&bytes(&bound.join("pizhu_bg.wasm"))?)?)?;
    let script = joined(&text(&bound.join("pizhu.js"))?, &text(&parts.join(LOADER))?)?;
    Ok(Divided { script: renamed(&script, &names), program, annexes: annexes(&parts)? })
}

fn annexes(folder: &Path) -> Outcome<Vec<Annex>> {
    let mut annexes = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| about(folder, error))? {
        let path = entry.map_err(|error| about(folder, error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".wasm"));
        if let Some(name) = name.filter(|name| *name != "pizhu") {
            annexes.push(Annex { name: name.into(), program: bare(&bytes(&path)?)? });
        }
    }
    annexes.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(annexes)
}

/// One script of the one that wasm-bindgen wrote and the loader, which import each other.
fn joined(glue: &str, loader: &str) -> Outcome<String> {
    let name = |line: &str| Some(line.strip_prefix("export const ")?.split(' ').next()?.to_owned());
    let loads: Vec<String> = loader.lines().filter_map(name).collect();
    let key = format!("\"./{LOADER}\": ");
    let entry = format!("{key}{{ {} }},\n", loads.join(", "));
    let (before, behind) = glue.split_once(&key).ok_or("The program has no annex.")?;
    let is_import = |line: &&str| line.starts_with("import ") && line.contains(LOADER);
    let lines = |text: &str| -> String {
        let kept = text.lines().filter(|line| !is_import(line) && !line.trim_start().starts_with(&key));
        kept.map(|line| format!("{line}\n")).collect()
    };
    let rest = behind.split_once('\n').map_or("", |(_, rest)| rest);
    let loader = loader.split_once('\n').map_or("", |(_, rest)| rest); // the first line imports from the other
    let loader = loader.replace("export const ", "const ");
    let loader = loader.replace("WebAssembly.instantiateStreaming(", "instantiate(");
    Ok([lines(before), entry, lines(rest), INSTANTIATE.into(), loader].concat())
}

fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| about(path, error))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| about(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\n\
        imports = {\n\"./own.js\": own,\n\"./__wasm_split.js\": import1,\n\"./__wasm_split.js\": import2,\n};\n\
        export { initSync, init as default };\n";

    const LOADER_SCRIPT: &str = "import { initSync } from \"./pizhu.js\";\nfunction make() {}\n\
        const shared = make(() => WebAssembly.instantiateStreaming(fetch(\"./chunk_5.wasm\")));\n\
        export const load_a = make(\"./split_a.wasm\", [shared]);\nexport const load_b = make();\n";

    #[test]
    fn two_scripts_that_import_each_other_become_one() {
        let script = joined(GLUE, LOADER_SCRIPT).unwrap();
        let (glue, loader) = script.split_once(INSTANTIATE).unwrap();
        assert_eq!(
            glue,
            "imports = {\n\"./own.js\": own,\n\"./__wasm_split.js\": { load_a, load_b },\n};\n\
             export { initSync, init as default };\n"
        );
        assert_eq!(
            loader,
            "function make() {}\nconst shared = make(() => instantiate(fetch(\"./chunk_5.wasm\")));\n\
             const load_a = make(\"./split_a.wasm\", [shared]);\nconst load_b = make();\n"
        );
    }

    #[test]
    fn a_program_without_an_annex_is_refused() {
        assert!(joined("export { init as default };\n", LOADER_SCRIPT).is_err());
    }
}
