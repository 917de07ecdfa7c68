//! What builds the program: the wasm target, Trunk and wasm-bindgen; and what drives Firefox in its tests.
//!
//! The tools are taken from `PATH` where the right version is there. Else they are built once from the registry,
//! without optimisation (a quarter of the time, and the app is built no slower), and kept in the user's cache folder,
//! where the next clone finds them. Nothing is put among the programs that the user has installed.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Outcome, about, ask, cargo, program, root, run, say};

const TARGET: &str = "wasm32-unknown-unknown";

/// The newest that this Rust can build: 0.22 wants 1.96.
const TRUNK: &str = "0.21.14";

/// Divides a program whose modules `wasm_split_helpers` marks.
const WASM_SPLIT: &str = "0.2.4";

const GECKODRIVER: &str = "0.37.1";

struct Tool {
    /// Of the package in the registry.
    package: &'static str,
    /// Of the folder in the cache.
    name: &'static str,
    version: String,
    /// The last of its programs to be installed is all that is looked at.
    programs: &'static [&'static str],
    install: &'static [&'static str],
    /// On two cores from nothing, as measured.
    takes: &'static str,
}

fn trunk() -> Tool {
    Tool {
        package: "trunk",
        name: "trunk",
        version: TRUNK.into(),
        programs: &["trunk"],
        install: &["--locked", "--no-default-features", "--features", "rustls"],
        takes: "2 to 4 minutes",
    }
}

/// Not `--locked`: its lock file names a crate that the registry has withdrawn.
fn wasm_bindgen() -> Outcome<Tool> {
    Ok(Tool {
        package: "wasm-bindgen-cli",
        name: "wasm-bindgen",
        version: locked_version("wasm-bindgen")?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        install: &[],
        takes: "1 to 2 minutes",
    })
}

fn wasm_split() -> Tool {
    Tool {
        package: "wasm_split_cli_support",
        name: "wasm-split",
        version: WASM_SPLIT.into(),
        programs: &["wasm-split-cli"],
        install: &["--locked", "--features", "build-binary"],
        takes: "1 minute",
    }
}

/// What drives Firefox for the tests, built if need be.
pub fn geckodriver() -> Outcome<PathBuf> {
    alone(&["geckodriver"], GECKODRIVER, "1 to 2 minutes")
}

/// The one program of a package, which has its name. Where it is on `PATH` the name is enough.
fn alone(programs: &'static [&'static str; 1], version: &str, takes: &'static str) -> Outcome<PathBuf> {
    let [name] = *programs;
    let tool = Tool { package: name, name, version: version.into(), programs, install: &["--locked"], takes };
    Ok(folder(&tool)?.map_or_else(|| name.into(), |home| home.join(name)))
}

/// Sets up the target and both tools, and answers with the `PATH` on which cargo and Trunk find them.
pub fn ready() -> Outcome<OsString> {
    target()?;
    path_with(&[wasm_bindgen()?, trunk()])
}

/// Sets up what divides a program, and answers with the `PATH` on which it is found.
pub fn ready_to_divide() -> Outcome<OsString> {
    path_with(&[wasm_bindgen()?, wasm_split()])
}

fn path_with(tools: &[Tool]) -> Outcome<OsString> {
    let mut path = Vec::new();
    for tool in tools {
        path.extend(folder(tool)?);
    }
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    std::env::join_paths(path).map_err(|error| format!("PATH: {error}"))
}

/// Sets up what looks through the crates that are depended on; answers with the two programs.
pub fn auditors() -> Outcome<(PathBuf, PathBuf)> {
    let audit = alone(&["cargo-audit"], "0.22.2", "2 to 3 minutes")?;
    let deny = alone(&["cargo-deny"], "0.20.2", "a minute")?;
    Ok((audit, deny))
}

/// Sets up what breaks the program to see tests fail.
pub fn mutants() -> Outcome<PathBuf> {
    alone(&["cargo-mutants"], "27.1.0", "2 to 3 minutes")
}

/// Sets up what makes up inputs.
pub fn fuzzer() -> Outcome<PathBuf> {
    alone(&["cargo-fuzz"], "0.13.2", "a minute")
}

/// Sets up the compiler for the browser.
pub fn target() -> Outcome {
    let sysroot = ask(program("rustc").args(["--print", "sysroot"]))
        .ok_or("`rustc` does not run: is Rust installed?")?;
    if Path::new(&sysroot).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    say("The compiler for the browser is missing (some 30 MB to download).");
    run(program("rustup").args(["target", "add", TARGET]))
}

/// The folder of a tool's programs, built if need be; `None` where they are on `PATH` already.
fn folder(tool: &Tool) -> Outcome<Option<PathBuf>> {
    let on_path = tool.programs.iter().all(|name| {
        ask(program(name).arg("--version"))
            .is_some_and(|said| said.split(' ').any(|word| word == tool.version))
    });
    if on_path {
        return Ok(None);
    }
    let cache = cache()?;
    let home = cache.join(format!("{}-{}", tool.name, tool.version));
    if !is_complete(tool, &home) {
        build(tool, &cache, &home)?;
    }
    Ok(Some(home.join("bin")))
}

/// One process builds, another that comes meanwhile waits and finds it done. The finished folder is moved into its
/// place, so that an interrupted build is never taken for a tool.
fn build(tool: &Tool, cache: &Path, home: &Path) -> Outcome {
    let lock_path = cache.join("lock");
    let lock = fs::File::create(&lock_path).map_err(|error| about(&lock_path, error))?;
    if lock.try_lock().is_err() {
        say("Another process is setting up the tools; waiting for it.");
        lock.lock().map_err(|error| about(&lock_path, error))?;
    }
    if is_complete(tool, home) {
        return Ok(());
    }
    say(format_args!(
        "Building {} {}: {} on 2 cores, once; it is kept in {}.",
        tool.package,
        tool.version,
        tool.takes,
        home.display()
    ));
    let new = cache.join(format!("{}-{}.new", tool.name, tool.version));
    let work = cache.join(format!("{}-{}.target", tool.name, tool.version));
    let package = format!("{}@{}", tool.package, tool.version);
    run(cargo(&["install", "--debug", &package, "--root"])
        .arg(&new)
        .arg("--target-dir")
        .arg(&work)
        .args(tool.install)
        .env("CARGO_PROFILE_DEV_DEBUG", "0"))?;
    if home.exists() {
        fs::remove_dir_all(home).map_err(|error| about(home, error))?;
    }
    fs::rename(&new, home).map_err(|error| about(home, error))?;
    fs::remove_dir_all(&work).map_err(|error| about(&work, error))
}

fn is_complete(tool: &Tool, home: &Path) -> bool {
    tool.programs.iter().all(|name| home.join("bin").join(name).is_file())
}

/// `~/.cache/pizhu`, or where the user keeps such things.
pub fn cache() -> Outcome<PathBuf> {
    let home = || std::env::home_dir().map(|home| home.join(".cache"));
    let given = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let cache =
        given.or_else(home).ok_or("There is no home folder; XDG_CACHE_HOME can name another.")?.join("pizhu");
    fs::create_dir_all(&cache).map_err(|error| about(&cache, error))?;
    Ok(cache)
}

fn locked_version(package: &str) -> Outcome<String> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|error| about(&path, error))?;
    version_in(&lock, package).ok_or_else(|| about(&path, format_args!("no package {package}")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}
