//! What a fuzzer found once stays mended: each input that failed lies in `tests/fuzzed/`, under the name of its target.
#![cfg(not(target_arch = "wasm32"))]
#![cfg(test)]

use std::fs;
use std::path::Path;

#[path = "../fuzz/src/seeds.rs"]
mod seeds;
mod suites;
#[path = "../fuzz/src/targets.rs"]
mod targets;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_input_that_failed_once_fails_again() {
    let folder = root().join("tests/fuzzed");
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
fn every_target_takes_every_seed_of_ours() {
    let names = targets::ALL.iter().map(|target| target.name);
    assert!(names.eq(seeds::ALL.iter().map(|seeds| seeds.target)));
    for (target, seeds) in targets::ALL.iter().zip(seeds::ALL) {
        let count: usize = seeds.ours.iter().map(|folder| taken(target, &root().join(folder))).sum();
        assert!(count > 0, "{} has no seeds", target.name);
    }
}

mod of_the_suites {
    use super::*;

    #[test]
    fn every_target_takes_every_seed() {
        let folder = suites::folder(root());
        for (target, seeds) in targets::ALL.iter().zip(seeds::ALL) {
            for suite in seeds.suites {
                taken(target, &folder.join(suite));
            }
        }
    }
}

/// How many files of a folder the target was given; none where there is no such folder.
fn taken(target: &targets::Target, folder: &Path) -> usize {
    let mut count = 0;
    for file in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        if file.file_type().unwrap().is_file() {
            let bytes = fs::read(file.path()).unwrap();
            (target.run)(&bytes[..bytes.len().min(64 << 10)]);
            count += 1;
        }
    }
    count
}
