//! What is fuzzed: each reader of what comes from outside, with what must hold whatever it is given. The tests include
//! this file too, for the inputs that failed once.

use std::fmt::Write;

use pizhu::formats::{self, Format, ReadError, Source};
use pizhu::model::{AnnotationId, Color, Project, Slug, TagScheme, differences};
use pizhu::storage::{Key, decode, encode, load, save};
use pizhu::text::quote::{Index, Quote, Revision};
use pizhu::text::{
    CharOffset, Document, DocumentId, DocumentInfo, Query, Span, blocks_by_line, grow, next_cluster,
    normalise, on_clusters, previous_cluster, safe_file_name, shrink, trim,
};

/// A check, under the name of its file in `fuzz_targets/`.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
}

pub const ALL: &[Target] = &[
    Target { name: "any_file", run: any_file },
    Target { name: "project_json", run: project_json },
    Target { name: "newspaper_page", run: newspaper_page },
    Target { name: "plain_text", run: plain_text },
    Target { name: "json", run: json },
    Target { name: "record", run: record },
    Target { name: "storage", run: storage },
    Target { name: "names", run: names },
    Target { name: "quote", run: quote },
    Target { name: "text", run: text },
];

fn source(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

fn format(id: &str) -> &'static Format {
    formats::ALL.iter().find(|format| format.id == id).expect("a format of that name")
}

fn read(format: &Format, text: &str) -> Result<formats::Reading, ReadError> {
    format.read.expect("it reads")(&Source { name: "a.b", text })
}

/// What was read, as the project file has it.
fn written(reading: &formats::Reading) -> String {
    let bundle = &reading.bundle;
    let annotated = pizhu::model::Annotated {
        document: bundle.document.clone(),
        annotations: bundle.annotations.iter().map(|annotation| (**annotation).clone()).collect(),
        open: pizhu::model::Stamped::new(true, pizhu::model::Stamp::ORIGIN),
    };
    let mut scheme = TagScheme::default();
    for tag in &bundle.tags {
        scheme.put(tag.clone());
    }
    format("project-json").write.expect("it writes")(&annotated, &scheme).text
}

pub fn any_file(data: &[u8]) {
    if let Ok(reading) = formats::read(&Source { name: "a.b", text: &source(data) }) {
        let file = written(&reading);
        assert!(read(format("project-json"), &file).is_ok(), "what was read can be exported and opened");
    }
}

/// What is written is read back as the same, and then no byte changes any more.
pub fn project_json(data: &[u8]) {
    let format = format("project-json");
    let Ok(reading) = read(format, &source(data)) else { return };
    let once = written(&reading);
    let again = read(format, &once).expect("a file of ours");
    assert_eq!(again.unfit, []);
    assert_eq!(again.bundle.annotations.len(), reading.bundle.annotations.len());
    assert_eq!(written(&again), once);
}

pub fn newspaper_page(data: &[u8]) {
    let text = source(data);
    if let Ok(reading) = read(format("newspaper-page"), &text) {
        let bare =
            |text: &str| text.chars().filter(|c| !c.is_whitespace() && !"#\u{feff}".contains(*c)).count();
        assert_eq!(bare(reading.bundle.document.text()), bare(&text), "every character is in the text");
    }
}

pub fn plain_text(data: &[u8]) {
    let text = source(data);
    if let Ok(reading) = read(format("plain-text"), &text) {
        assert_eq!(reading.bundle.document.text(), normalise(&text));
    }
}

/// The known parser takes what ours takes. Ours refuses more: what stands twice, and what is too much.
pub fn json(data: &[u8]) {
    let value = source(data);
    let file = format!("{{\"format\":\"article-annotations\",\"version\":1,\"x\":{value}}}");
    let is_json = serde_json::from_str::<&serde_json::value::RawValue>(&value).is_ok();
    let is_broken = matches!(read(format("project-json"), &file), Err(ReadError::Syntax { .. }));
    if !is_broken {
        let whole = serde_json::from_str::<&serde_json::value::RawValue>(&file);
        assert!(whole.is_ok(), "{file}");
    }
    if is_json && !value.contains(['"', '{', '[']) {
        assert!(!is_broken, "{value}");
    }
}

/// The checksum of storage (CRC-32 of ISO 3309), so that inputs get behind it.
fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const ID: &str = "0197f2c4-7b1e-7c3a-9d55-0a1b2c3d4e5f";

/// A key of the kind that a byte names, and a record under it that is whole but for what is in it.
fn sealed(kind: u8, body: &str) -> (String, String) {
    let key = match kind % 6 {
        0 => format!("an:d:{HASH}"),
        1 => format!("an:t:{HASH}"),
        2 => format!("an:a:{HASH}:{ID}"),
        3 => "an:g:person".to_owned(),
        4 => "an:s:language".to_owned(),
        _ => format!("an:q:{}", kind / 6),
    };
    let sum = crc(format!("1\n{key}\n{body}\n").as_bytes());
    let raw = format!("{{\"v\":1,\"crc\":\"{sum:08x}\",\"r\":{body}}}");
    (key, raw)
}

/// The body of a record, and what was around it in a file of seeds.
fn body(text: &str) -> &str {
    let text = text.trim_end();
    text.split_once("\"r\":").and_then(|(_, body)| body.strip_suffix('}')).unwrap_or(text)
}

pub fn record(data: &[u8]) {
    let text = source(data);
    for kind in 0..5 {
        let (key, raw) = sealed(kind, body(&text));
        let key = Key::parse(&key).expect("a key");
        if let Ok(record) = decode(&key, &raw) {
            assert_eq!(record.key(), key);
            let again = encode(&record);
            assert_eq!(decode(&key, &again), Ok(record));
        }
        let _ = decode(&key, &text);
    }
}

/// A whole area, one value a line: nothing that came in is left unsaid, and what was loaded is saved and loaded again.
pub fn storage(data: &[u8]) {
    let text = source(data);
    let lines = text.split('\n').enumerate();
    let entries: Vec<_> = lines.map(|(number, line)| sealed(number as u8, body(line))).collect();
    let count = entries.len();
    let loaded = load(entries, &[]);
    let told = [&loaded.damaged, &loaded.set_aside, &loaded.newer, &loaded.without_document];
    assert!(told.iter().map(|unread| unread.len()).sum::<usize>() + loaded.keys.len() >= count.min(6));
    let records = differences(&Project::new(), &loaded.project);
    let saved = save(&loaded.project, &records, &[]);
    let saved = saved.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    let again = load(saved, &[]);
    assert!(differences(&loaded.project, &again.project).is_empty() && again.damaged.is_empty());
}

pub fn names(data: &[u8]) {
    let text = source(data);
    let safe = safe_file_name(&text);
    assert_eq!(safe_file_name(&safe), safe);
    assert!(!safe.contains(['/', '\\', '\0', '\n', '\u{202e}']) && !safe.is_empty());
    if let Some(color) = Color::parse(&text) {
        assert_eq!(color.to_string(), text.to_ascii_lowercase());
    }
    if let Some(slug) = Slug::new(&text) {
        assert_eq!(slug.as_str(), text);
    }
    if let Some(key) = Key::parse(&text) {
        assert_eq!(key.to_string(), text);
    }
    let _ = (AnnotationId::parse(&text), DocumentId::from_hex(&text));
}

fn document(text: &str) -> Option<Document> {
    let text = normalise(text);
    Document::new(DocumentInfo::default(), &text, blocks_by_line(&text)).ok()
}

/// The first four bytes say where; then an old and a new text, each half of the rest.
pub fn quote(data: &[u8]) {
    let Some((place, rest)) = data.split_first_chunk::<4>() else { return };
    let text = source(rest.get(..1000).unwrap_or(rest)); // the work grows with the edits, not with what they say
    let (old, new) = text.split_at(text.floor_char_boundary(text.len() / 2));
    let Some(old) = document(old) else { return };
    let end = old.end().char.get();
    let [one, other, context, hint] = place.map(u32::from);
    let Some(span) =
        Span::between(CharOffset::new(one * end / 256), CharOffset::new((other + 1) * end / 256))
    else {
        return;
    };
    let Some(mut quote) = Quote::of(&old, span, context / 4) else { return };
    let index = Index::new(new);
    quote.hint = Some(CharOffset::new(hint)).filter(|_| hint > 9);
    let count = new.chars().count() as u32;
    for found in [index.find(&quote), Revision::new(&old, new).carry(span)] {
        assert!(found.span().is_none_or(|found| found.end().get() <= count));
    }
    let itself = Revision::new(&old, old.text()).carry(span);
    assert_eq!(itself.span(), Some(on_clusters(&old, span)), "an unchanged text keeps every span");
}

/// Growing, shrinking, walking and searching, at the place that the first two bytes say.
pub fn text(data: &[u8]) {
    let Some((place, rest)) = data.split_first_chunk::<2>() else { return };
    let Some(document) = document(&source(rest)) else { return };
    let end = document.end().char;
    let gap = |byte: u8| CharOffset::new(u32::from(byte)).min(end);
    let (one, other) = (gap(place[0]), gap(place[1]));
    let _ = (next_cluster(&document, one), previous_cluster(&document, one));
    let Some(span) = Span::between(one, other) else { return };
    let whole = on_clusters(&document, span);
    assert!(whole.contains(span) && on_clusters(&document, whole) == whole);
    let grown = grow(&document, whole, &[]);
    assert!(grown.contains(whole));
    assert!(whole.contains(shrink(&document, whole, whole.start(), &[])));
    let _ = trim(&document, whole);
    let words = document.slice(whole).unwrap_or_default();
    let mut found = String::new();
    for hit in Query::new(words).find_in(&document).into_iter().take(9) {
        let _ = write!(found, "{:?}", document.slice(hit));
    }
}
