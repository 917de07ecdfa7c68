//! Divides the program: what is behind a door of `src/ui/lazy` goes into files of its own, which are fetched when they
//! are first needed.
//!
//! ```text
//!   cargo's program  --wasm-split-->  main     --wasm-bindgen-->  program and script
//!                                     modules  what only they need
//!                                     chunks   what several of them share; we make one file of them
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use crate::names::{bare, custom, renamed, shorten};
use crate::shell::{Outcome, about, program, root, run};
use crate::tools;

/// The module from which the program imports what opens a module. wasm-split writes one, of which `js/modules.js` is ours.
const LOADER: &str = "./__wasm_split.js";

/// What the name of such an import begins with, before the module's.
const LOAD: &str = "__wasm_split_load_";

/// What wasm-split calls the file of a module, and one that several modules share.
const SPLIT: &str = "split_";
const CHUNK: &str = "chunk_";

/// What `js/modules.js` calls a module in a module.
const MODULE: &str = "module";

const SHARED: &str = "shared";

/// A WebAssembly module with nothing in it (Core Specification 2.0, §5.5.16).
const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

/// The variable that names what cargo linked, where it is not the program itself.
pub const BINARY: &str = "PIZHU_BINARY";

/// A program in several files.
pub struct Divided {
    /// The script of all of them. It names each module as `"./name.wasm"`.
    pub script: String,
    pub program: Vec<u8>,
    pub modules: Vec<Module>,
}

pub struct Module {
    /// As the script has it, without the ending.
    pub name: String,
    pub program: Vec<u8>,
}

/// Divides what cargo linked for the release.
pub fn divide() -> Outcome<Divided> {
    let path = tools::ready_to_divide()?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let linked = std::env::var(BINARY).unwrap_or_else(|_| "pizhu".into());
    let linked = target.join("wasm32-unknown-unknown/release").join(linked).with_extension("wasm");
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
    // The modules take the table of functions and the memory from the program.
    run(program("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
        .args(["--remove-name-section", "--remove-producers-section", "--out-name", "pizhu", "--out-dir"])
        .args([&bound, &parts.join("pizhu.wasm")])
        .env("PATH", &path))?;
    let (program, names) = shorten(&bare(&bytes(&bound.join("pizhu_bg.wasm"))?)?)?;
    let modules = modules(&parts)?;
    let script = script(&text(&bound.join("pizhu.js"))?, &text(&root().join("js/modules.js"))?, &modules)?;
    Ok(Divided { script: renamed(&script, &names), program, modules })
}

/// The modules, and what they share.
fn modules(folder: &Path) -> Outcome<Vec<Module>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| about(folder, error))? {
        let path = entry.map_err(|error| about(folder, error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".wasm").map(String::from));
        found.extend(name.map(|name| (name, path)));
    }
    found.sort();
    let mut modules = Vec::new();
    let mut shared = EMPTY.to_vec();
    for (name, path) in found {
        let program = bare(&bytes(&path)?)?;
        if name.starts_with(CHUNK) {
            shared.extend(custom(MODULE, &program));
        } else if let Some(name) = name.strip_prefix(SPLIT) {
            modules.push(Module { name: name.into(), program });
        }
    }
    modules.push(Module { name: SHARED.into(), program: shared });
    Ok(modules)
}

/// One script of the one that wasm-bindgen wrote and ours, in which the program finds what opens each module.
fn script(glue: &str, loader: &str, modules: &[Module]) -> Outcome<String> {
    let key = format!("\"{LOADER}\": ");
    let is_ours = |line: &str| line.trim_start().starts_with(&key);
    if !glue.lines().any(is_ours) {
        return Err("The program has no module.".into());
    }
    let names = || modules.iter().map(|module| &module.name).filter(|name| *name != SHARED);
    let opens: Vec<String> = names().map(|name| format!("{LOAD}{name}")).collect();
    let shared = format!("const {SHARED} = part(\"./{SHARED}.wasm\");\n");
    let door = |name| format!("const {LOAD}{name} = lazy(\"./{name}.wasm\", {SHARED});\n");
    let doors: Vec<String> = std::iter::once(shared).chain(names().map(door)).collect();
    let mut script = String::new();
    // The script has a line of each kind for each module.
    let is_import = |line: &&str| line.starts_with("import ") && line.contains(LOADER);
    let mut entry = Some(format!("{key}{{ {} }},", opens.join(", ")));
    for line in glue.lines().filter(|line| !is_import(line)) {
        let line = if is_ours(line) { entry.take() } else { Some(line.into()) };
        script.extend(line.map(|line| line + "\n"));
    }
    let loader = loader.lines().filter(|line| !line.starts_with("//"));
    script.extend(loader.map(|line| format!("{line}\n")));
    Ok(script + &doors.concat())
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
        imports = {\n\"./own.js\": own,\n\"./__wasm_split.js\": import1,\n\"./__wasm_split.js\": import2,\n};\n";

    fn modules(names: &[&str]) -> Vec<Module> {
        names.iter().map(|name| Module { name: (*name).into(), program: EMPTY.into() }).collect()
    }

    #[test]
    fn the_program_finds_what_opens_each_lazy() {
        let script = script(GLUE, "// why\nconst part = 1;\n", &modules(&["a", "b", SHARED])).unwrap();
        assert_eq!(
            script,
            "imports = {\n\"./own.js\": own,\n\
             \"./__wasm_split.js\": { __wasm_split_load_a, __wasm_split_load_b },\n};\n\
             const part = 1;\n\
             const shared = part(\"./shared.wasm\");\n\
             const __wasm_split_load_a = lazy(\"./a.wasm\", shared);\n\
             const __wasm_split_load_b = lazy(\"./b.wasm\", shared);\n"
        );
    }

    #[test]
    fn a_program_without_an_module_is_refused() {
        assert!(script("export { init as default };\n", "", &modules(&[SHARED])).is_err());
    }
}
