//! What a first visit transfers: every file of the release build, as a web server compresses it.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::shell::{Outcome, about, root};

const KB: usize = 1024;

/// Bytes in all, brotli, above which the test fails. The article is in the program.
const LIMIT: usize = 250 * KB;

/// What is wanted; `docs/transfer.md` says how far it is and what stands in the way.
const GOAL: usize = 150 * KB;

struct File {
    name: String,
    raw: usize,
    compressed: usize,
}

/// Prints a table of the files in `dist/`, and fails above the limit.
pub fn measure() -> Outcome {
    let files = files(&root().join("dist"))?;
    let sum = |size: fn(&File) -> usize| files.iter().map(size).sum::<usize>();
    println!("{:<36} {:>9} {:>9}", "First visit, in bytes", "raw", "brotli");
    for file in &files {
        println!("{:<36} {:>9} {:>9}", file.name, file.raw, file.compressed);
    }
    let all = sum(|file| file.compressed);
    println!("{:<36} {:>9} {:>9}  of {LIMIT} at most, wanted {GOAL}", "all", sum(|file| file.raw), all);
    if all > LIMIT {
        return Err(format!("The first visit transfers {all} bytes, {} too many.", all - LIMIT));
    }
    Ok(())
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
    fn a_size_is_the_compressed_one() {
        assert!(compressed(&b"annotation ".repeat(1000)).unwrap() < 100);
        assert!(compressed(b"").unwrap() < 10);
    }
}
