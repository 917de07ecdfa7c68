//! The end-to-end tests are found: each file of an area is compiled and stands on the map.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn stem(path: &Path) -> &str {
    path.file_stem().unwrap().to_str().unwrap()
}

#[test]
fn each_end_to_end_test_is_compiled_and_on_the_map() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e");
    let map = fs::read_to_string(home.join("README.md")).unwrap();
    let mut count = 0;
    for area in entries(&home.join("tests")).iter().filter(|area| area.join("main.rs").is_file()) {
        let main = fs::read_to_string(area.join("main.rs")).unwrap();
        let (_, rest) = map.split_once(&format!("\n## {}\n", stem(area))).expect("the area is on the map");
        let rows = rest.split("\n## ").next().unwrap();
        for file in entries(area).iter().filter(|file| stem(file) != "main") {
            let name = stem(file);
            assert!(main.contains(&format!("\nmod {name};\n")), "{} is not compiled", file.display());
            assert!(rows.contains(&format!("\n| `{name}` | ")), "{} is not on the map", file.display());
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}
