//! Files that must be read for ever, and written again to the byte. `tests/golden/project-1.json` is also what the
//! state below is written as. To add one, put a file into `tests/golden/`; to accept a change of the writer, run with
//! `GOLDEN=accept` and look at the difference.

use std::path::PathBuf;
use std::sync::Arc;

use pizhu::formats::{Source, read};
use pizhu::model::{
    Annotated, Annotation, AnnotationId, AttributeValue, Birth, Draft, Number, Stamp, Stamped, TagScheme,
    Target, first_scheme,
};
use pizhu::text::{Block, BlockKind, Document, DocumentInfo, Span};
use uuid::Uuid;

use super::states::{slug, span};
use super::{opened, write};

const TEXT: &str =
    "疫情防控一线 党旗高高飘扬👍\n𠮷田说：“集结的号角响起，”他又说，“3.9万个e\u{301}。”\n有人道：“让我上”";

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The files of the folder that are project files, with their names.
pub fn files() -> Vec<(String, String)> {
    let paths = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let projects = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    projects.map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap())).collect()
}

/// Where words stand first.
fn at(words: &str) -> Span {
    let (before, _) = TEXT.split_once(words).unwrap();
    let start = before.chars().count() as u32;
    span(start, start + words.chars().count() as u32)
}

fn annotation(
    number: u128,
    tag: &str,
    target: impl Into<Target>,
    draw: impl FnOnce(&mut Draft),
) -> Annotation {
    let created = 1_795_420_800_000;
    let birth = Birth { created, creator: "demo".into(), provenance: "".into() };
    let mut draft = Draft::new(target.into(), slug(tag), birth);
    draw(&mut draft);
    draft.stamped(AnnotationId::new(Uuid::from_u128(number)), Stamp::of_file(created + 60_000))
}

fn state() -> (Annotated, TagScheme) {
    let kinds = [(BlockKind::Title, 1), (BlockKind::Paragraph, 0), (BlockKind::Quotation, 0)];
    let blocks = TEXT.lines().zip(kinds);
    let blocks = blocks.map(|(line, (kind, level))| Block { span: at(line), kind, level }).collect();
    let info = DocumentInfo {
        title: "疫情防控一线 党旗高高飘扬👍".into(),
        language: "zh-Hans".into(),
        source: "page.md".into(),
        ..DocumentInfo::default()
    };
    let document = Document::new(info, TEXT, blocks).unwrap();
    let person = AnnotationId::new(Uuid::from_u128(0xa1));
    let annotations = [
        annotation(0xa1, "person", at("𠮷田"), |_| {}),
        annotation(
            0xa2,
            "quote",
            Target::new(&[at("“集结的号角响起，”"), at("“3.9万个e\u{301}。”")]).unwrap(),
            |draft| {
                draft.attributes.insert(slug("speaker"), AttributeValue::Link(person));
                draft.attributes.insert(slug("mode"), AttributeValue::Text("direct".into()));
                draft.note = "原话\n\"两段\"\u{2028}\\".into();
            },
        ),
        annotation(0xa3, "figure", at("3.9万个"), |draft| {
            draft.attributes.insert(slug("value"), AttributeValue::Number(Number::new(39_000.0).unwrap()));
            draft.attributes.insert(slug("checked"), AttributeValue::Flag(true));
            draft.birth.provenance = "figures".into();
        }),
        annotation(0xa4, "quote", at("“让我上”"), |draft| {
            draft.attributes.insert(slug("speaker"), AttributeValue::Unnamed);
        }),
        annotation(0xa6, "event", at("👍"), |draft| draft.birth = Birth::default()),
        annotation(0xa5, "sign", at("👍"), |draft| {
            draft.birth.created += 7;
            draft.extra.insert("certainty".into(), "{\"low\":0.50}".into());
        }),
    ];
    let mut scheme = first_scheme();
    let mut term = scheme.get(&slug("term")).unwrap().as_ref().clone();
    term.extra.insert("parent".into(), "\"quote\"".into());
    scheme.put(term);
    let mut event = scheme.get(&slug("event")).unwrap().as_ref().clone();
    event.delete();
    scheme.put(event); // deleted, and still in the file for the one that has it
    let open = Stamped::new(true, Stamp::ORIGIN);
    (Annotated { document: Arc::new(document), annotations: annotations.into_iter().collect(), open }, scheme)
}

#[test]
fn the_state_is_written_as_in_the_golden_file() {
    let path = folder().join("project-1.json");
    let (annotated, scheme) = state();
    let written = write(&annotated, &scheme);
    assert_eq!(written.losses, []);
    if std::env::var("GOLDEN").as_deref() == Ok("accept") {
        std::fs::write(&path, &written.text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), written.text);
}

#[test]
fn every_golden_file_is_read_and_written_as_it_was() {
    let files = files();
    assert!(!files.is_empty());
    for (name, text) in files {
        let reading = read(&Source { name: &name, text: &text }).unwrap();
        assert_eq!(reading.unfit, [], "{name}");
        let (annotated, scheme) = opened(reading);
        assert_eq!(write(&annotated, &scheme).text, text, "{name}");
    }
}
