//! What a first visit transfers, as a web server compresses it: the page and the files that it names. The annexes, which
//! are fetched when they are first needed, are listed apart.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::shell::{Outcome, about, root};

const KB: usize = 1024;

/// Bytes in all, brotli, above which the test fails. The article is in the program.
const LIMIT: usize = 350 * KB;

struct File {
    name: String,
    raw: usize,
    compressed: usize,
}

/// Prints a table of the files in `dist/`, and fails above the limit.
pub fn measure() -> Outcome {
    let folder = root().join("dist");
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| about(&page, error))?;
    let (first, later): (Vec<File>, Vec<File>) =
        files(&folder)?.into_iter().partition(|file| is_first(&html, &file.name));
    let sum = |files: &[File], size: fn(&File) -> usize| files.iter().map(size).sum::<usize>();
    let all = sum(&first, |file| file.compressed);
    list("First visit, in bytes", &first);
    println!("{:<36} {:>9} {:>9}  of {LIMIT} at most", "all", sum(&first, |file| file.raw), all);
    list("\nWhen first needed", &later);
    if all > LIMIT {
        return Err(format!("The first visit transfers {all} bytes, {} too many.", all - LIMIT));
    }
    Ok(())
}

/// The page, or a file that it names. The script names the others, and asks for one when it is needed
/// (`tests/e2e/tests/robustness/annexes.rs` sees to that).
fn is_first(html: &str, name: &str) -> bool {
    name == "index.html" || html.contains(&format!("\"./{name}\""))
}

fn list(title: &str, files: &[File]) {
    println!("{title:<36} {:>9} {:>9}", "raw", "brotli");
    for file in files {
        println!("{:<36} {:>9} {:>9}", file.name, file.raw, file.compressed);
    }
}

fn files(folder: &Path) -> Outcome<Vec<File>> {
    let failed = |error| about(folder, error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let bytes = fs::read(entry.path()).map_err(|error| about(&entry.path(), error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let compressed = compressed(&bytes).map_err(failed)?;
        files.push(File { name, raw: bytes.len(), compressed });
    }
    files.sort_by(|one, other| other.compressed.cmp(&one.compressed).then(one.name.cmp(&other.name)));
    Ok(files)
}

/// The size at the highest quality with the window that every browser takes.
fn compressed(bytes: &[u8]) -> std::io::Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    writer.write_all(bytes)?;
    writer.flush()?;
    Ok(writer.into_inner().len())
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
        assert!(compressed(&b"annotation ".repeat(1000)).unwrap() < 100);
        assert!(compressed(b"").unwrap() < 10);
    }
}
