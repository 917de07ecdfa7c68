//! Holds the plan of the house: what may import what, which words stay in which room, how long a file is, what its
//! header says, and that nothing lies about unregistered. `ARCHITECTURE.md` has the reasons at length.
#![cfg(not(target_arch = "wasm32"))]

mod circles;
mod folders;
mod old_words;
mod paths;

use std::fs;
use std::path::Path;

/// A room and what it may import of ours: floors below it, and rooms by name.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    ("wire", &[], &[]),
    ("text", &[], &["wire"]),
    ("i18n", &[], &[]),
    ("json", &[], &[]),
    ("model", &[], &["text", "i18n", "wire"]),
    ("edit", &FLOORS_0_1, &[]),
    ("decoration", &FLOORS_0_1, &[]),
    ("storage", &FLOORS_0_1, &[]),
    ("suggest", &FLOORS_0_1, &[]),
    ("formats", &FLOORS_0_1, &[]),
    ("analysis", &FLOORS_0_1, &[]),
    ("report", &FLOORS_0_2, &[]),
    ("wording", &FLOORS_0_2, &[]),
    ("sync", &FLOORS_0_2, &[]),
    ("session", &FLOORS_0_2, &["wording"]),
    ("browser", &[], &["text", "i18n", "wire", "model", "decoration", "storage"]),
    ("worker", &FLOORS_0_2, &["report", "wording", "sync", "browser"]),
    ("ui", &FLOORS_0_2, &["report", "wording", "sync", "session", "browser"]),
];

const FLOORS_0_1: [&str; 5] = ["text", "i18n", "wire", "json", "model"];

const FLOORS_0_2: [&str; 11] = [
    "text",
    "i18n",
    "wire",
    "json",
    "model",
    "edit",
    "decoration",
    "storage",
    "formats",
    "suggest",
    "analysis",
];

/// A crate, or something in one, that only these places may name; and why.
struct Kept {
    word: &'static str,
    places: &'static [&'static str],
    why: &'static str,
}

const KEPT: &[Kept] = &[
    Kept { word: "web_sys", places: &["browser", "ui"], why: BROWSER },
    Kept { word: "js_sys", places: &["browser", "ui"], why: BROWSER },
    Kept { word: "gloo", places: &["browser", "ui"], why: BROWSER },
    Kept { word: "wasm_bindgen", places: &["browser", "ui"], why: BROWSER },
    Kept {
        word: "web_sys::window",
        places: &["browser"],
        why: "ui may name events and elements; browser asks",
    },
    Kept { word: "yew", places: &["ui", "main.rs"], why: "one room talks to Yew" },
    Kept {
        word: "wasm_split_helpers",
        places: &["ui/lazy", "worker/door.rs", "browser/finder.rs"],
        why: "where the program is divided can be seen in three places",
    },
    Kept { word: "serde", places: &["json"], why: "one small reader of JSON is all that is transferred" },
];

const BROWSER: &str = "one room talks to the browser, so that the others run under `cargo test`";

/// Folders of which each file is one thing of a kind, and the constant by which their `ALL` knows it.
const KINDS: &[(&str, Option<&str>)] =
    &[("formats", Some("FORMAT")), ("suggest", Some("SUGGESTER")), ("i18n", None), ("edit/commands", None)];

const NAMES: &[&str] = &["utils", "helpers", "common", "manager", "service", "misc", "types"];

const LINES: usize = 400;

const HEADER: &[&str] = &["//! ", "//! Imports: ", "//! Never here: ", "//! Start reading at "];

/// A source file: its path below `src/`, and what is in it.
struct File {
    path: String,
    text: String,
}

#[test]
fn the_house_is_tidy() {
    let mut files = Vec::new();
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    assert!(files.iter().any(|file| file.path == "text/mod.rs"), "the sources were found");
    let faults = faults(&files);
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn no_old_word_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for folder in ["src", "tests", "xtask"] {
        let mut files = Vec::new();
        read(&root.join(folder), &format!("{folder}/"), &mut files);
        // the list of the words names them
        files.retain(|file| !file.path.ends_with("tidy/old_words.rs"));
        assert!(files.len() > 5, "{folder} was found");
        faults.extend(files.iter().flat_map(|file| old_words::faults(&file.path, &file.text)));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn read(folder: &Path, below: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{below}{}", entry.file_name().display());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else if entry.path().extension().is_some_and(|extension| extension == "rs") {
            files.push(File { path, text: fs::read_to_string(entry.path()).unwrap_or_default() });
        }
    }
}

fn faults(files: &[File]) -> Vec<String> {
    let mut faults: Vec<String> = files.iter().flat_map(faults_of).collect();
    faults.extend(files.iter().flat_map(|file| folders::faults(&file.path, &code(before_tests(&file.text)))));
    let sources: Vec<_> = files.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    let circles = circles::circles(&sources);
    faults
        .extend(circles.iter().map(|circle| format!("src: these import each other: {}", circle.join(", "))));
    faults.extend(whole_session(files));
    faults.extend(KINDS.iter().flat_map(|(folder, constant)| unregistered(files, folder, *constant)));
    faults
}

/// Files that may take the whole session to change it: what belongs to one feature takes its slice and the core.
const WHOLE_SESSION: &[&str] = &["session/step.rs", "session/together.rs", "session/escape.rs"];

fn whole_session(files: &[File]) -> Vec<String> {
    let takes_it = |file: &&File| code(before_tests(&file.text)).contains("&mut Session");
    let strangers = files.iter().filter(takes_it).filter(|file| !WHOLE_SESSION.contains(&file.path.as_str()));
    strangers
        .map(|file| format!("src/{}: `&mut Session` stands in {} alone", file.path, WHOLE_SESSION.join(", ")))
        .collect()
}

fn faults_of(file: &File) -> Vec<String> {
    let room = file.path.split('/').next().unwrap_or_default();
    let parts: Vec<&str> = file.path.trim_end_matches(".rs").split('/').collect();
    let depth = if file.path.ends_with("/mod.rs") { parts.len() - 1 } else { parts.len() };
    let code = code(before_tests(&file.text));
    let mut faults = Vec::new();
    for (at, line) in code.lines().enumerate() {
        let mut fault = |words: String| faults.push(format!("src/{}:{}: {words}", file.path, at + 1));
        for kept in KEPT.iter().filter(|kept| !is_among(kept.places, &file.path) && names(line, kept.word)) {
            fault(format!("`{}` belongs to {}: {}", kept.word, kept.places.join(" and "), kept.why));
        }
        if leaves(line, depth) {
            fault(
                "`super` leaves the room: a path to another one begins with `crate`, so that it can be seen"
                    .into(),
            );
        }
    }
    for (line, other) in imports(&code) {
        if let Some(words) = import_fault(room, &other) {
            faults.push(format!("src/{}:{line}: {words}", file.path));
        }
    }
    let length = before_tests(&file.text).lines().count();
    if length > LINES {
        let why = "a file is an idea that is read in one sitting";
        faults.push(format!("src/{}: {length} lines before its tests, {LINES} at most: {why}", file.path));
    }
    for part in parts.iter().filter(|part| NAMES.contains(part)) {
        faults.push(format!("src/{}: `{part}` says nothing; name it after what it is", file.path));
    }
    if file.path == format!("{room}/mod.rs") {
        faults.extend(header_faults(file, room));
    }
    faults
}

/// Whether a file lies in one of these rooms or folders, or is one of them.
fn is_among(places: &[&str], path: &str) -> bool {
    let mut rest = places.iter().filter_map(|place| path.strip_prefix(place));
    rest.any(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Why this room may not import that one, if so.
fn import_fault(room: &str, other: &str) -> Option<String> {
    let is_room = ROOMS.iter().any(|(name, ..)| *name == other);
    if !is_room || room == other {
        return None;
    }
    let (_, floors, rooms) = ROOMS.iter().find(|(name, ..)| *name == room)?;
    let allowed = [*floors, *rooms].concat();
    let allowed_here = if allowed.is_empty() { "nothing of ours".into() } else { allowed.join(", ") };
    let is_allowed = allowed.contains(&other);
    (!is_allowed)
        .then(|| format!("`{room}` may not import `{other}`, only {allowed_here}: imports point down"))
}

fn header_faults(file: &File, room: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines: Vec<&str> = file.text.lines().collect();
    let mut fault = |at: usize, words: String| faults.push(format!("src/{}:{}: {words}", file.path, at + 1));
    if !ROOMS.iter().any(|(name, ..)| *name == room) {
        fault(0, format!("`{room}` is not in the plan of the house (tests/tidy.rs)"));
    }
    for (at, start) in HEADER.iter().enumerate() {
        let line = lines.get(at).copied().unwrap_or_default();
        if !line.starts_with(start) {
            fault(at, format!("the header of a room has four lines; this one begins with {start:?}"));
        } else if at == 1 {
            for other in line.split('`').skip(1).step_by(2) {
                if let Some(words) = import_fault(room, other) {
                    fault(at, words);
                }
            }
        }
    }
    faults
}

/// The files of a kind that their folder does not declare, or does not list in `ALL`.
fn unregistered(files: &[File], folder: &str, constant: Option<&str>) -> Vec<String> {
    let text_of = |name: &str| files.iter().find(|file| file.path == name).map_or("", |file| &file.text);
    let registry = code(text_of(&format!("{folder}/mod.rs")));
    let mut faults = Vec::new();
    for file in files {
        let Some(name) = file.path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) else {
            continue;
        };
        let name = name.trim_end_matches(".rs");
        if name == "mod" || name.contains('/') {
            continue;
        }
        if !registry.lines().any(|line| line.trim_start_matches("pub ").trim() == format!("mod {name};")) {
            faults.push(format!(
                "src/{}: `mod {name};` is missing in {folder}/mod.rs: nobody compiles it",
                file.path
            ));
        }
        let all =
            registry.split_once("ALL:").and_then(|(_, rest)| rest.split(';').next()).unwrap_or_default();
        if let Some(constant) = constant.filter(|constant| !names(all, &format!("{name}::{constant}"))) {
            faults.push(format!(
                "src/{}: `{name}::{constant}` is missing in `ALL` of {folder}/mod.rs: nobody meets it \
                 (what several of the kind share goes into a folder)",
                file.path
            ));
        }
    }
    faults
}

/// The rooms that are imported, by `crate::room` or in a `crate::{…}`, each with its line.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let (before, rest) = code.split_at(at);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let line = before.matches('\n').count() + 1;
        let rest = rest.trim_start_matches("crate::");
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in group.chars() {
                match c {
                    '}' if depth == 0 => break,
                    ',' if depth == 0 => found.push((line, first_word(&std::mem::take(&mut item)))),
                    _ => {
                        depth += i32::from(c == '{') - i32::from(c == '}');
                        item.push(c);
                    }
                }
            }
            found.push((line, first_word(&item)));
        } else {
            found.push((line, first_word(rest)));
        }
    }
    found
}

fn first_word(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether a line names a crate (or one that is named after it, as `serde_json`), or a path.
fn names(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let (before, rest) = line.split_at(at);
        let behind = rest.strip_prefix(word).unwrap_or_default();
        let ends = !behind.starts_with(is_part) || (!word.contains("::") && behind.starts_with('_'));
        !before.ends_with(is_part) && ends
    })
}

/// Whether a chain of `super::` is long enough to leave the room, for a module this deep below `src/`.
fn leaves(line: &str, depth: usize) -> bool {
    line.contains(&"super::".repeat(depth))
}

/// What stands before the tests at the foot.
fn before_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

/// The text with blanks for comments and for what stands in quotation marks; lines keep their numbers.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r#\"") {
            rest.split_at(3).1.find("\"#").map_or(rest.len(), |at| at + 5)
        } else if c == '"' {
            string_length(rest)
        } else if rest.starts_with("'\"'") {
            3
        } else {
            0
        };
        if length == 0 {
            code.push(c);
            rest = rest.split_at(c.len_utf8()).1;
        } else {
            let (skipped, behind) = rest.split_at(length);
            code.extend(skipped.chars().map(|c| if c == '\n' { c } else { ' ' }));
            rest = behind;
        }
    }
    code
}

/// In bytes, with both quotation marks.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match (is_escaped, c) {
            (false, '"') => return at + 1,
            (false, '\\') => is_escaped = true,
            _ => is_escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of a single file, without the place.
    fn of(path: &str, text: &str) -> String {
        let faults = faults_of(&File { path: path.into(), text: text.into() });
        faults
            .iter()
            .map(|fault| fault.split_once(": ").unwrap().1.to_string())
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// Path, text, and whether a fault with these words is found there.
    fn check(table: &[(&str, &str, bool)], words: &str) {
        for (path, text, expected) in table {
            assert_eq!(of(path, text).contains(words), *expected, "{path}: {text}");
        }
    }

    #[test]
    fn imports_point_down() {
        let bad = [
            ("text/span.rs", "use crate::model::Tag;"),
            ("model/tag.rs", "use crate::{text::Span, edit::EditorState};"),
            ("model/tag.rs", "use crate::{\n    text::{Span, CharOffset},\n    edit,\n};"),
            ("edit/history.rs", "fn store() -> crate::storage::Store {}"),
            ("formats/x.rs", "use crate::edit::apply;"),
            ("browser/files.rs", "use crate::ui::App;"),
            ("worker/mod.rs", "use crate::ui::App;"),
            ("ui/app.rs", "use crate::worker::run;"),
            ("i18n/zh.rs", "use crate::text::Span;"),
        ];
        for (path, text) in bad {
            assert!(of(path, text).contains("may not import"), "{path}: {text}");
        }
        let good = [
            ("model/tag.rs", "use crate::text::Span;"),
            (
                "model/tag.rs",
                "use crate::model::Tag;\n// use crate::ui::App;\nconst A: &str = \"crate::ui::App\";",
            ),
            ("edit/history.rs", "#[cfg(test)]\nmod tests {\n    use crate::storage::Store;\n}"),
            ("ui/app.rs", "use crate::{edit::{apply, undo}, browser::Painter};"),
            ("main.rs", "use crate::ui::App;"),
        ];
        for (path, text) in good {
            assert_eq!(of(path, text), "", "{path}: {text}");
        }
    }

    #[test]
    fn a_fault_says_file_line_rule_and_reason() {
        let file =
            File { path: "text/span.rs".into(), text: "//! Spans.\n\nuse crate::model::Tag;\n".into() };
        assert_eq!(
            faults_of(&file),
            ["src/text/span.rs:3: `text` may not import `model`, only wire: imports point down"]
        );
    }

    #[test]
    fn super_does_not_leave_the_room() {
        let table = [
            ("edit/mod.rs", "use super::model;", true),
            ("edit/history.rs", "use super::EditorState;", false),
            ("edit/history.rs", "use super::super::model;", true),
            ("edit/commands/tag.rs", "use super::super::EditorState;", false),
            ("edit/commands/mod.rs", "use super::super::model;", true),
        ];
        check(&table, "`super` leaves");
    }

    #[test]
    fn words_stay_in_their_rooms() {
        let table = [
            ("model/tag.rs", "use serde::Serialize;", true),
            ("model/tag.rs", "let a = serde_json::Value::Null;", true),
            ("storage/v1.rs", "use serde::Serialize;", true),
            ("json/fields.rs", "use serde_json::Value;", false),
            ("decoration/lane.rs", "fn f(e: web_sys::Element) {}", true),
            ("storage/store.rs", "use js_sys::Date;", true),
            ("worker/mod.rs", "use wasm_bindgen_futures::spawn_local;", true),
            ("browser/files.rs", "use gloo::file::File; use wasm_bindgen::JsCast;", false),
            ("browser/painter.rs", "use yew::Html;", true),
            ("ui/app.rs", "use yew::prelude::*; use web_sys::HtmlElement;", false),
            ("ui/app.rs", "let window = web_sys::window();", true),
            ("main.rs", "yew::Renderer::new();", false),
            ("model/tag.rs", "let deserde = gloomy; // yew", false),
        ];
        check(&table, "belongs to");
    }

    #[test]
    fn files_are_short_and_well_named() {
        let lines = |count: usize| "let a = 1;\n".repeat(count);
        assert_eq!(of("model/tag.rs", &lines(400)), "");
        assert!(of("model/tag.rs", &lines(401)).contains("401 lines before its tests"));
        let tested = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", lines(400), lines(400));
        assert_eq!(of("model/tag.rs", &tested), "");
        assert!(of("model/utils.rs", "").contains("says nothing"));
        assert!(of("ui/common/button.rs", "").contains("says nothing"));
    }

    #[test]
    fn a_room_has_its_header() {
        let header = "//! Commands.\n//! Imports: `text`, `model`.\n//! Never here: the clock.\n\
                      //! Start reading at `history.rs`.\n";
        assert_eq!(of("edit/mod.rs", header), "");
        for line in header.lines() {
            assert!(of("edit/mod.rs", &header.replace(line, "")).contains("four lines"), "without {line}");
        }
        let boasting = header.replace("`model`", "`model`, `storage`");
        assert!(of("edit/mod.rs", &boasting).contains("may not import `storage`"));
        assert!(of("cellar/mod.rs", header).contains("not in the plan"));
        assert_eq!(of("edit/commands/mod.rs", ""), "", "a folder inside a room is no room");
    }

    #[test]
    fn each_file_of_a_kind_is_registered() {
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
        let registry =
            "mod csv;\nmod json;\npub const ALL: &[Format] = &[json::FORMAT];\nconst B: u8 = csv::FORMAT;";
        let files = [
            file("formats/mod.rs", registry),
            file("formats/csv.rs", ""),
            file("formats/json.rs", ""),
            file("formats/xml.rs", ""),
            file("formats/xml/escape.rs", ""),
            file("edit/commands/mod.rs", "pub mod tag;\n// mod undo;"),
            file("edit/commands/tag.rs", ""),
            file("edit/commands/undo.rs", ""),
        ];
        let faults = KINDS.iter().flat_map(|(folder, constant)| unregistered(&files, folder, *constant));
        let starts: Vec<String> =
            faults.map(|fault| fault.split(" is missing").next().unwrap().into()).collect();
        assert_eq!(
            starts,
            [
                "src/formats/csv.rs: `csv::FORMAT`",
                "src/formats/xml.rs: `mod xml;`",
                "src/formats/xml.rs: `xml::FORMAT`",
                "src/edit/commands/undo.rs: `mod undo;`",
            ]
        );
    }

    #[test]
    fn comments_and_strings_are_not_code() {
        let text = "a // b\n\"c \\\" d\" e '\"' f r#\"g \" h\"# i\n\"j\nk\" l";
        let words: Vec<String> = code(text).split_whitespace().map(String::from).collect();
        assert_eq!(words, ["a", "e", "f", "i", "l"]);
        assert_eq!(code(text).lines().count(), text.lines().count());
    }
}
