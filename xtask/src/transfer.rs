//! What a first visit transfers, as a web server compresses it: the page and the files that it names. Lazily loaded modules,
//! which are fetched when they are first needed, are held to a line each.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::shell::{Outcome, about, root};

const KB: usize = 1024;

/// Bytes of the first visit in all, brotli, above which the test fails: a ceiling, and not a budget to fill. The article is
/// in the program.
const LIMIT: usize = 350 * KB;

/// Lazily loaded modules with their bytes, brotli, when this line was last changed. One that has grown by more than a tenth
/// wants its line changed in the same commit.
const MODULES: &[(&str, usize)] = &[
    ("dialogs", 13_600),
    ("files", 31_800),
    ("finder", 61_000),
    ("finding", 7_600),
    ("shared", 2_800),
    ("worker", 52_600),
];

struct File {
    name: String,
    raw: usize,
    brotli: usize,
    gzip: usize,
}

/// Prints a table of the files in `dist/`, and fails where a limit is passed.
pub fn measure() -> Outcome {
    let folder = root().join("dist");
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| about(&page, error))?;
    let (first, modules): (Vec<File>, Vec<File>) =
        files(&folder)?.into_iter().partition(|file| is_first(&html, &file.name));
    let sum = |size: fn(&File) -> usize| first.iter().map(size).sum::<usize>();
    let all = sum(|file| file.brotli);
    list("First visit, in bytes", &first);
    let (raw, gzip) = (sum(|file| file.raw), sum(|file| file.gzip));
    println!("{:<36} {raw:>9} {all:>9} {gzip:>9}  of {LIMIT} at most", "all");
    list("\nWhen first needed", &modules);
    let mut failures: Vec<String> =
        modules.iter().filter_map(|file| growth(&file.name, file.brotli)).collect();
    if all > LIMIT {
        failures.push(format!("The first visit transfers {all} bytes, {} too many.", all - LIMIT));
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// Why a module of this size is too large, if so. Its file is called after it, with a hash: `dialogs-1f2e.wasm`.
fn growth(file: &str, size: usize) -> Option<String> {
    let name = file.split('-').next().unwrap_or(file);
    let Some((_, line)) = MODULES.iter().find(|(module, _)| *module == name) else {
        return Some(format!(
            "The module {name:?} has no line in xtask/src/transfer.rs; it has {size} bytes."
        ));
    };
    let has_grown = size * 10 > line * 11;
    has_grown.then(|| {
        format!("The module {name:?} has {size} bytes, more than a tenth above its line in xtask/src/transfer.rs, {line}.")
    })
}

/// The page, or a file that it names. The script names the others, and asks for one when it is needed
/// (`tests/e2e/tests/robustness/modules.rs` sees to that).
fn is_first(html: &str, name: &str) -> bool {
    name == "index.html" || html.contains(&format!("\"./{name}\""))
}

fn list(title: &str, files: &[File]) {
    println!("{title:<36} {:>9} {:>9} {:>9}", "raw", "brotli", "gzip");
    for File { name, raw, brotli, gzip } in files {
        println!("{name:<36} {raw:>9} {brotli:>9} {gzip:>9}");
    }
}

fn files(folder: &Path) -> Outcome<Vec<File>> {
    let failed = |error| about(folder, error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let bytes = fs::read(entry.path()).map_err(|error| about(&entry.path(), error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (brotli, gzip) = (brotli(&bytes).map_err(failed)?, gzip(&bytes).map_err(failed)?);
        files.push(File { name, raw: bytes.len(), brotli, gzip });
    }
    files.sort_by(|one, other| other.brotli.cmp(&one.brotli).then(one.name.cmp(&other.name)));
    Ok(files)
}

/// The size at the highest quality with the window that every browser takes.
fn brotli(bytes: &[u8]) -> std::io::Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner().len())
}

/// The size for servers that have nothing better.
fn gzip(bytes: &[u8]) -> std::io::Result<usize> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    Ok(writer.finish()?.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_files_are_those_that_the_page_names() {
        let html = "<link href=\"./a.css\"><script src=\"./b.js\"></script><!-- c.wasm -->";
        let table =
            [("index.html", true), ("a.css", true), ("b.js", true), ("c.wasm", false), ("css", false)];
        for (name, expected) in table {
            assert_eq!(is_first(html, name), expected, "{name}");
        }
    }

    #[test]
    fn a_size_is_the_compressed_one() {
        let words = b"annotation ".repeat(1000);
        assert!(brotli(&words).unwrap() < 100 && gzip(&words).unwrap() < 150);
        assert!(brotli(b"").unwrap() < 10);
    }

    #[test]
    fn a_module_that_grows_by_more_than_a_tenth_wants_its_line_changed() {
        let (name, line) = MODULES[0];
        let file = format!("{name}-0123456789abcdef.wasm");
        assert_eq!(growth(&file, line), None);
        assert_eq!(growth(&file, line * 11 / 10), None);
        assert!(growth(&file, line * 11 / 10 + 1).unwrap().contains(name));
        assert!(growth("cellar-0123.wasm", 1).unwrap().contains("has no line"));
    }
}
