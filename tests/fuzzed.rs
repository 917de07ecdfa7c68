//! What a fuzzer found once stays mended: each input that failed lies in `tests/fuzzed/`, under the name of its target.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(test)]

use std::fs;
use std::path::Path;

#[path = "../fuzz/targets.rs"]
mod targets;

#[test]
fn no_input_that_failed_once_fails_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed");
    let mut count = 0;
    for file in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = file.file_name().into_string().unwrap();
        let of_target = |target: &&targets::Target| name.starts_with(&format!("{}-", target.name));
        let target = targets::ALL.iter().find(of_target).expect("it begins with the name of its target");
        (target.run)(&fs::read(file.path()).unwrap());
        count += 1;
    }
    assert!(count >= 3, "{count}");
}

#[test]
fn every_target_takes_every_seed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for target in targets::ALL {
        // The seeds beside the repository are data for tests and may not be there; the repository's own always are.
        let folders = target.seeds.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir());
        let mut count = 0;
        for file in folders.flat_map(|folder| fs::read_dir(folder).unwrap()).map(Result::unwrap) {
            if file.file_type().unwrap().is_file() {
                let bytes = fs::read(file.path()).unwrap();
                (target.run)(&bytes[..bytes.len().min(64 << 10)]);
                count += 1;
            }
        }
        assert!(count > 0 || !root.join("../shared/fixtures").is_dir(), "{} has no seeds", target.name);
    }
}
