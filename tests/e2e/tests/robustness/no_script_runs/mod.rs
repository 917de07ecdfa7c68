//! Texts that run a script where a page takes them for HTML come in by every door: as a file and its name, as tags,
//! notes, attributes, colours and links of a project, as what is looked for, as stored records. No script runs, nothing
//! is asked for, no element or attribute of theirs stands in the page, and the policy has nothing to report.

#[path = "../../../../project_json/script_vectors.rs"]
mod script_vectors;
#[path = "../../../../suites/mod.rs"]
mod suites;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use pizhu_e2e::{Page, Visit};
use script_vectors::{our_script_vectors, public_script_vectors};
use serde_json::{Value, json};

/// Ours, and those of the public suites where they are.
fn vectors() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    our_script_vectors().into_iter().chain(public_script_vectors(&suites::folder(&root))).collect()
}

/// A page that notes whatever runs in it.
fn open() -> Page {
    let page = Visit::new().window(1280, 1600).open();
    let source = include_str!("tripwire.js");
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }));
    page.reload();
    page.console_errors();
    page.requests();
    page
}

fn tripped(page: &Page) -> Vec<String> {
    page.ask("globalThis.tripped.splice(0)", &[])
}

/// Nothing ran, was written or was asked for.
#[track_caller]
fn nothing_happened(page: &Page, door: &str) {
    assert_eq!(tripped(page), Vec::<String>::new(), "{door}");
    assert_eq!(page.console_errors(), Vec::<String>::new(), "{door}");
    let address = page.site().address();
    let strangers: Vec<String> =
        page.requests().into_iter().filter(|request| !request.starts_with(&address)).collect();
    assert_eq!(strangers, Vec::<String>::new(), "{door}");
    let frames = page.devtools("Page.getFrameTree", json!({}));
    assert_eq!(frames.pointer("/frameTree/childFrames"), None, "{door}");
    assert!(page.ask::<String>("location.href", &[]).starts_with(&address), "{door}: the page is still here");
}

/// Gives each vector to one of the doors of `doors.js`.
#[track_caller]
fn try_each(page: &Page, door: &str, vectors: &[String]) {
    let start = Instant::now();
    page.run(include_str!("doors.js"), &[json!(vectors), json!(door)]);
    let tried = |page: &Page| page.ask::<Value>("globalThis.tried", &[]);
    let mut before = Value::Null;
    // As long as it gets on.
    while tried(page) != json!(vectors.len()) {
        let now = page.wait_for(door, |page| Some(tried(page)).filter(|now| *now != before));
        assert!(now.is_number(), "{door}: {now}");
        before = now;
    }
    println!("{door}: {} in {:.1} s", vectors.len(), start.elapsed().as_secs_f32());
    nothing_happened(page, door);
}

#[track_caller]
fn import(page: &Page, name: &str, text: &str) {
    page.import_file(&page.file(name, text));
    page.wait(&format!("the preview of {name}; {}", page.alert()), |page| page.is_there("dialog[open]"));
    page.click_within("dialog", "button", "Import");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
}

/// So many tags share the vectors.
const TAGS: usize = 12;

/// A project in which every field that takes words has a vector.
fn project(vectors: &[String]) -> String {
    let id = |number: usize| format!("00000000-0000-0000-0000-{number:012}");
    let numbered = || vectors.iter().enumerate();
    let tag = |(number, vector): (usize, &String)| {
        let own = numbered().filter(|(other, _)| other % TAGS == number);
        let definitions = own.flat_map(|(number, vector)| {
            [
                json!({ "id": format!("w{number}"), "label": vector, "kind": "text" }),
                json!({ "id": format!("c{number}"), "label": vector, "kind": "choice", "choices": [vector, "a"] }),
            ]
        });
        let link = json!({ "id": "who", "label": vector, "kind": "link" });
        json!({
            "id": format!("t{number}"), "label": vector, "color": vector, "description": vector, "key": vector,
            "attributes": definitions.chain([link]).collect::<Vec<_>>(), vector.as_str(): vector,
        })
    };
    let annotation = |(number, vector): (usize, &String)| {
        json!({
            "id": id(number), "tag": format!("t{}", number % TAGS), "quote": "字", "start": number,
            "end": number + 1, "note": vector, "creator": vector, "provenance": vector,
            "attributes": { format!("w{number}"): vector, format!("c{number}"): vector },
            "newer": { vector.as_str(): vector },
        })
    };
    let link = |(number, vector): (usize, &String)| json!({ "id": vector, "from": id(number), "to": id(0), "label": "who", "more": vector });
    // What is no colour, no tag and no end of a link is reported, and the report shows it.
    let unfit = |(_, vector): (usize, &String)| json!({ "id": vector, "tag": vector, "quote": vector });
    let annotations: Vec<Value> = numbered().map(annotation).chain(numbered().map(unfit)).collect();
    json!({
        "format": "article-annotations", "version": 1,
        "document": {
            "text": "字".repeat(vectors.len()), "title": vectors.first(), "source": vectors.get(1), "language": vectors.get(2),
        },
        "tags": numbered().take(TAGS).map(tag).collect::<Vec<_>>(), "annotations": annotations,
        "links": numbered().map(link).collect::<Vec<_>>(), "newer": vectors,
    })
    .to_string()
}

#[test]
fn as_files_they_are_words() {
    let (page, vectors) = (open(), vectors());
    let printed = |c: &char| !c.is_control() || c.is_whitespace();
    let text: Vec<String> = vectors.iter().map(|vector| vector.chars().filter(printed).collect()).collect();
    import(&page, "all.txt", &text.join("\n"));
    page.wait("all of them", |page| page.text().contains("<script>alert(1)</script>"));
    nothing_happened(&page, "contents of a file");
    let headings: Vec<String> =
        text.iter().map(|vector| format!("## {}", vector.replace('\n', " "))).collect();
    let page_of_a_newspaper =
        format!("# 党旗飘扬在一线\n羊城晚报记者 侯梦菲\n{}\n{}", "党".repeat(4_000), headings.join("\n"));
    import(&page, "page.md", &page_of_a_newspaper);
    page.wait("the outline", |page| page.words("nav").contains("<script>alert(1)</script>"));
    nothing_happened(&page, "headings");
    try_each(&page, "name of a file that is refused", &vectors);
    try_each(&page, "name of a file that is opened", &vectors);
    try_each(&page, "link", &vectors);
    page.press("Ctrl+KeyF");
    page.wait("the field", |page| page.is_there("[role=search] input"));
    try_each(&page, "words to look for", &vectors);
}

#[test]
fn as_a_project_they_are_words() {
    let (page, vectors) = (open(), vectors());
    import(&page, "project.json", &project(&vectors));
    let heading = format!("{} annotations", vectors.len());
    page.wait("every annotation", |page| page.words("h2").contains(&heading));
    nothing_happened(&page, "tags, notes, attributes and links");
    try_each(&page, "open row", &vectors);
    page.press("Escape");
    page.select_text("字", 3);
    page.wait("the toolbar", |page| page.is_there("[role=toolbar]"));
    nothing_happened(&page, "toolbar");
    page.press("Escape");
    page.click("button", "More");
    page.click("button", "Tags");
    page.wait("the tags", |page| page.is_there("dialog .tag-form"));
    try_each(&page, "name of a tag", &vectors);
    page.press("Escape");
    page.wait("the dialog to go", |page| !page.is_there("dialog"));
    let exported = page.export();
    let notes: Vec<&str> =
        exported.list("/annotations").iter().filter_map(|one| one["note"].as_str()).collect();
    let given: Vec<&str> = vectors.iter().map(String::as_str).filter(|vector| !vector.is_empty()).collect();
    assert_eq!(notes, given, "and all of them are what they were");

    page.wait_for_status("Saved");
    page.reload();
    let show = "((field) => {
        field.selectedIndex = [...field.options].findIndex((one) => one.text === arguments[0]);
        field.dispatchEvent(new Event('change', { bubbles: true }));
    })(document.querySelector('.documents select'))";
    page.ask::<()>(&format!("({show}, null)"), &[json!(vectors[0])]);
    page.wait("every annotation again", |page| page.words("h2").contains(&heading));
    nothing_happened(&page, "after a reload");
}

#[test]
fn as_stored_records_they_are_words() {
    let (page, vectors) = (open(), vectors());
    page.mark("陈俊敏", 0, "Digit4");
    page.wait_for_status("Saved");
    // under names that are nobody else's, those of annotations of this text
    let one = page.local_storage().into_keys().find(|key| key.starts_with("an:a:")).expect("what was marked");
    let (text, _) = one.rsplit_once('-').expect("an id has hyphens");
    let name = |number: usize| format!("{text}-{number:012x}");
    let stored: BTreeMap<String, &String> =
        vectors.iter().enumerate().map(|(number, vector)| (name(number), vector)).collect();
    page.ask::<()>(
        "(Object.entries(arguments[0]).forEach((entry) => localStorage.setItem(...entry)), null)",
        &[json!(stored)],
    );
    page.reload();
    page.click("button", "Show");
    page.wait("each of them", |page| {
        page.ask::<usize>("document.querySelectorAll('.damage li').length", &[]) == stored.len()
    });
    nothing_happened(&page, "records that cannot be read");
}

#[test]
fn the_wire_is_tripped_where_they_do_run() {
    let page = open();
    let run = |expression: &str| page.ask::<()>(&format!("((() => {{ {expression} }})(), null)"), &[]);
    run("alert(1)");
    run("fetch('http://127.0.0.1:9/').catch(() => {})");
    run(
        "const image = document.createElement('img'); image.src = 'http://127.0.0.1:9/'; document.body.append(image)",
    );
    run("try { document.body.insertAdjacentHTML('beforeend', '<b>1</b>') } catch {}");
    let mut all: Vec<String> = Vec::new();
    for wanted in [
        "alert(1)",
        "fetch(http",
        "policy: connect-src",
        "policy: img-src",
        "element: <img",
        "policy: require-trusted",
    ] {
        page.wait(&format!("{wanted} among {all:?}"), |page| {
            let before = page.ask::<Vec<String>>("globalThis.tripped", &[]);
            before.iter().any(|one| one.starts_with(wanted))
        });
        all = page.ask("globalThis.tripped", &[]);
    }

    // Without the policy, and taken for HTML, many of them run: that is what would be noticed.
    page.devtools("Page.setBypassCSP", json!({ "enabled": true }));
    page.reload();
    tripped(&page);
    // Some of them take the names of what others need.
    page.ask::<()>(
        "((make, body) => arguments[0].forEach((vector) => {
            try { body.appendChild(make()).innerHTML = vector } catch {}
        }))(document.createElement.bind(document, 'div'), document.body), null",
        &[json!(vectors())],
    );
    let ran =
        |page: &Page| -> usize { page.ask("tripped.filter((one) => one.startsWith('alert')).length", &[]) };
    page.wait("scripts to run", |page| ran(page) > 10);
}
