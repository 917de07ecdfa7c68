//! Paths that the documents name: each of them is there.

use std::fs;
use std::path::Path;

/// Documents that lead a reader through the tree.
const DOCUMENTS: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

/// Beginnings by which something in backquotes is a path of this repository.
const FOLDERS: &[&str] = &["src/", "tests/", "docs/", "xtask/", "styles/", "assets/", "fuzz/", "bench/"];

/// A name that stands for any: `src/formats/x.rs`.
const ANY: &[&str] = &["x", "xx"];

#[test]
fn every_path_that_the_documents_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for document in DOCUMENTS {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let named: Vec<&str> = paths(&text).collect();
        missing.extend(
            named.iter().filter(|path| !root.join(path).exists()).map(|path| format!("{document}: {path}")),
        );
        assert!(!named.is_empty(), "{document} names none");
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn paths(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder))).filter(|path| {
        let stands_for_any = |part: &str| ANY.contains(&part.split('.').next().unwrap_or_default());
        !path.contains(['*', ' ', '{']) && !path.split('/').any(stands_for_any)
    })
}

#[test]
fn paths_are_told_from_other_words() {
    let text = "`src/a.rs` and `annotate` in `src/formats/x.rs`, `docs/`, `tests/*.rs`";
    assert_eq!(paths(text).collect::<Vec<_>>(), ["src/a.rs", "docs/"]);
}
