//! What each target begins with. It stands alone, so that `cargo xtask fuzz` and the tests can include it.

/// Folders whose files are inputs of a target.
pub struct Seeds {
    pub target: &'static str,
    /// Of this repository.
    pub ours: &'static [&'static str],
    /// Of the public suites, which may not be there.
    pub suites: &'static [&'static str],
}

const fn seeds(
    target: &'static str,
    ours: &'static [&'static str],
    suites: &'static [&'static str],
) -> Seeds {
    Seeds { target, ours, suites }
}

pub const ALL: &[Seeds] = &[
    seeds("any_file", OUR_FILES, FILES),
    seeds("project_json", OUR_FILES, FILES),
    seeds("newspaper_page", OUR_FILES, FILES),
    seeds("plain_text", OUR_FILES, FILES),
    seeds("json", OUR_FILES, FILES),
    seeds("record", OUR_RECORDS, JSON),
    seeds("storage", OUR_RECORDS, JSON),
    seeds("names", OUR_STRINGS, STRINGS),
    seeds("quote", OUR_TEXTS, STRINGS),
    seeds("text", OUR_TEXTS, STRINGS),
];

const OUR_FILES: &[&str] = &["tests/golden", "tests/fixtures", "tests/fixtures/json", "assets"];
const OUR_RECORDS: &[&str] = &["tests/golden/storage-v1", "tests/fixtures/json"];
const OUR_STRINGS: &[&str] = &["tests/fixtures"];
const OUR_TEXTS: &[&str] = &["tests/fixtures", "assets"];

const FILES: &[&str] = &[
    "JSONTestSuite/test_parsing",
    "JSONTestSuite/test_transform",
    "naughty-strings",
    "commonmark",
    "converted",
    "H5SC",
];
const JSON: &[&str] = &["JSONTestSuite/test_parsing"];
const STRINGS: &[&str] = &["naughty-strings"];
