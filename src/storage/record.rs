//! One stored record as a value.

use std::sync::Arc;

use crate::model::{Annotation, Slug, Stamp, Stamped, Tag, UndoEntry};
use crate::text::{Block, CharOffset, Document, DocumentId, DocumentInfo, Span};

use super::Key;

/// Characters kept before and behind a target, enough to tell two equal quotes apart.
const CONTEXT: u32 = 16;

/// Of a longer stretch only this many characters from each end are kept.
const HALF_QUOTE: u32 = 200;

/// Stands between the two halves of a long stretch.
const CUT: char = '…';

/// What one key holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    Header(DocumentId, Header),
    Text(DocumentId, Arc<str>),
    Annotation(DocumentId, Box<Quoted>),
    Tag(Box<Tag>),
    Setting(Slug, Stamped<Arc<str>>),
    UndoEntry(DocumentId, Box<UndoEntry>, IsUndone),
    /// What an annotation said that lost a race.
    Conflict(DocumentId, Box<Quoted>),
}

/// A moment of the history can be done again.
pub type IsUndone = bool;

impl Record {
    pub fn key(&self) -> Key {
        match self {
            Self::Header(document, _) => Key::Header(*document),
            Self::Text(document, _) => Key::Text(*document),
            Self::Annotation(document, quoted) => Key::Annotation(*document, quoted.annotation.id),
            Self::Tag(tag) => Key::Tag(tag.id.clone()),
            Self::Setting(name, _) => Key::Setting(name.clone()),
            Self::UndoEntry(document, moment, _) => Key::UndoEntry(*document, moment.stamp),
            Self::Conflict(document, quoted) => {
                let copy = &quoted.annotation;
                Key::Conflict(*document, copy.id, copy.modified())
            }
        }
    }

    /// The latest stamp in it; a text has none, and those of the history are its records'.
    pub fn latest(&self) -> Stamp {
        match self {
            Self::Header(_, header) => header.open.stamp,
            Self::Text(..) | Self::UndoEntry(..) => Stamp::ORIGIN,
            Self::Annotation(_, quoted) | Self::Conflict(_, quoted) => {
                let seen = quoted.annotation.seen.iter().map(|(_, stamp)| stamp);
                seen.fold(quoted.annotation.modified(), Stamp::max)
            }
            Self::Tag(tag) => tag.seen.iter().map(|(_, stamp)| stamp).fold(tag.modified(), Stamp::max),
            Self::Setting(_, value) => value.stamp,
        }
    }
}

impl Record {
    /// What two copies of a record make together, by the one merge rule. Copies of other records stay apart.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Header(id, mine), Self::Header(_, theirs)) => {
                // One that was lost and made anew knows no title.
                let described = if mine.info == DocumentInfo::default() { theirs } else { mine };
                Self::Header(*id, Header { open: mine.open.join(&theirs.open), ..described.clone() })
            }
            (Self::Annotation(document, mine), Self::Annotation(_, theirs)) => {
                Self::Annotation(*document, Box::new(mine.join(theirs)))
            }
            (Self::Tag(mine), Self::Tag(theirs)) => Self::Tag(Box::new(mine.join(theirs))),
            (Self::Setting(name, mine), Self::Setting(_, theirs)) => {
                Self::Setting(name.clone(), mine.join(theirs))
            }
            (
                Self::Header(..)
                | Self::Text(..)
                | Self::Annotation(..)
                | Self::Tag(_)
                | Self::Setting(..)
                | Self::UndoEntry(..)
                | Self::Conflict(..),
                _,
            ) => self.clone(),
        }
    }
}

/// What is known of a document beside its text, and whether it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    pub info: DocumentInfo,
    /// The text's length in code points.
    pub length: u32,
    pub blocks: Vec<Block>,
    pub open: Stamped<bool>,
}

impl Header {
    pub fn of(document: &Document, open: Stamped<bool>) -> Self {
        let length = document.end().char.get();
        Self { info: document.info().clone(), length, blocks: document.blocks().to_vec(), open }
    }
}

/// An annotation with the words it is about, so that it can be found again in another text than its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    pub annotation: Annotation,
    /// The words of each span.
    pub quote: Vec<String>,
    /// What stands before the first span.
    pub prefix: String,
    /// What stands behind the last.
    pub suffix: String,
}

impl Quoted {
    /// Reads the words from the annotation's document.
    pub fn of(annotation: &Annotation, document: &Document) -> Self {
        let target = &annotation.target.value;
        let hull = target.hull();
        Self {
            annotation: annotation.clone(),
            quote: target.spans().map(|span| words(document, span)).collect(),
            prefix: document.before(hull.start(), CONTEXT).into(),
            suffix: document.behind(hull.end(), CONTEXT).into(),
        }
    }

    /// The words go with the later target.
    fn join(&self, other: &Self) -> Self {
        let annotation = self.annotation.join(&other.annotation);
        let words = if annotation.target == self.annotation.target { self } else { other };
        Self { annotation, ..words.clone() }
    }

    /// Every span lies in the document and has the words that were kept.
    pub fn fits(&self, document: &Document) -> bool {
        let target = &self.annotation.target.value;
        target.spans().count() == self.quote.len()
            && target
                .spans()
                .zip(&self.quote)
                .all(|(span, piece)| document.slice(span).is_some_and(|words| is_quoted(words, piece)))
    }
}

/// The piece is these words, or what is left of them where they were cut.
fn is_quoted(words: &str, piece: &str) -> bool {
    let halves = |(cut, sign): (usize, &str)| Some((piece.get(..cut)?, piece.get(cut + sign.len()..)?));
    let mut cuts = piece.match_indices(CUT).filter_map(halves);
    words == piece || cuts.any(|(head, tail)| words.starts_with(head) && words.ends_with(tail))
}

fn words(document: &Document, span: Span) -> String {
    let half = |start: CharOffset| document.behind(start, HALF_QUOTE);
    if span.count() <= 2 * HALF_QUOTE {
        document.slice(span).unwrap_or_default().into()
    } else {
        format!("{}{CUT}{}", half(span.start()), half(span.end().minus(HALF_QUOTE)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Fault, arbitrary, decode, encode, envelope, units};
    use super::*;
    use crate::builders;
    use crate::model::{
        AnnotationId, AttributeDefinition, AttributeKind, AttributeValue, Birth, Color, Draft, Intention,
        Number, ReplicaId, Step, TagDraft, Target,
    };
    use crate::text::blocks_by_line;
    use proptest::prelude::*;
    use uuid::Uuid;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn records_there_and_back(
            (document, annotation) in arbitrary::document().prop_flat_map(|document| {
                let length = document.end().char.get();
                (Just(document), arbitrary::annotation(length))
            }),
            tag in arbitrary::tag(),
            name in arbitrary::slug(),
            value in arbitrary::nasty(0..20),
            open in any::<bool>(),
            stamp in arbitrary::stamp(),
        ) {
            let quoted = Quoted::of(&annotation, &document);
            prop_assert!(quoted.fits(&document));
            let records = [
                Record::Header(document.id(), Header::of(&document, Stamped::new(open, stamp))),
                Record::Text(document.id(), document.text().into()),
                Record::Annotation(document.id(), Box::new(quoted)),
                Record::Tag(Box::new(tag)),
                Record::Setting(name, Stamped::new(value.into(), stamp)),
            ];
            for record in records {
                let encoded = encode(&record);
                prop_assert_eq!(decode(&record.key(), &encoded), Ok(record), "{}", encoded);
            }
        }
    }

    const TEXT: &str = "一名志愿者说，“哪里需要我们，我们就去哪里”。\n至6月4日，𠮷林村超2400人。";

    fn document() -> Document {
        let info = DocumentInfo {
            title: "党旗".into(),
            language: "zh-Hans".into(),
            source: "a.md".into(),
            ..DocumentInfo::default()
        };
        let mut blocks = blocks_by_line(TEXT);
        blocks[0].kind = crate::text::BlockKind::Title;
        blocks[0].level = 1;
        Document::new(info, TEXT, blocks).unwrap()
    }

    fn stamp(counter: u32) -> Stamp {
        Stamp { millis: 1_690_000_000_000, counter, replica: ReplicaId(0x89ab_cdef) }
    }

    fn id(number: u128) -> AnnotationId {
        AnnotationId::new(Uuid::from_u128(0x0197_f2c4_7b1e_7c3a_9d55_0000_0000_0000 | number))
    }

    fn draft(spans: &[(u32, u32)], tag: &str) -> Draft {
        let span =
            |(start, end): &(u32, u32)| Span::new(CharOffset::new(*start), CharOffset::new(*end)).unwrap();
        let target = Target::new(&spans.iter().map(span).collect::<Vec<_>>()).unwrap();
        let birth = Birth { created: 1_690_000_000_000, creator: "李娜".into(), provenance: "".into() };
        Draft::new(target, Slug::new(tag).unwrap(), birth)
    }

    /// A mark with a note written a little later, as most are.
    fn typical() -> Annotation {
        let mut annotation = draft(&[(7, 22)], "quote").stamped(id(1), stamp(0));
        annotation.note = Stamped::new("全文的主旨，标题也是它".into(), stamp(7));
        annotation
    }

    fn golden() -> Vec<(&'static str, &'static str, Record)> {
        let document = document();
        let quoted = |annotation: &Annotation| {
            Record::Annotation(document.id(), Box::new(Quoted::of(annotation, &document)))
        };
        let name = |name: &str| Slug::new(name).unwrap();

        let mut full = draft(&[(25, 29), (33, 39)], "figure");
        full.birth.provenance = "pattern.number".into();
        full.extra = [("mood".into(), r#"{"a": 1.50}"#.into())].into_iter().collect();
        full.attributes = [
            (name("value"), AttributeValue::Number(Number::new(0.1).unwrap())),
            (name("unit"), AttributeValue::Text("人\n".into())),
            (name("sure"), AttributeValue::Flag(false)),
            (name("speaker"), AttributeValue::Link(id(1))),
            (name("tag"), AttributeValue::Unnamed),
        ]
        .into_iter()
        .collect();
        let mut full = full.stamped(id(2), stamp(1));
        full.attributes.insert(name("gone"), Stamped::new(None, stamp(2)));

        let mut deleted = typical();
        deleted.delete();

        let mut tag = Tag::new(
            name("figure"),
            TagDraft {
                label: "数字".into(),
                color: Color::rgb(0x33, 0x22, 0x88),
                guideline: "连同单位。".into(),
                key: "Digit3".into(),
                attributes: vec![
                    AttributeDefinition {
                        id: name("value"),
                        label: "数值".into(),
                        kind: AttributeKind::Number,
                    },
                    AttributeDefinition {
                        id: name("approximation"),
                        label: "".into(),
                        kind: AttributeKind::Choice(vec!["about".into(), "over".into()]),
                    },
                ],
                rank: 3,
            },
            Stamp::ORIGIN,
        );
        tag.color.stamp = stamp(3);
        tag.seen.see(crate::model::TagField::Label, Stamp::ORIGIN);

        let before = draft(&[(7, 22)], "quote").stamped(id(1), stamp(0));
        let step = Step::Annotation {
            document: document.id(),
            before: Some(before.into()),
            after: typical().into(),
        };
        let moment = UndoEntry { intention: Intention::Note, steps: vec![step], stamp: stamp(7) };

        let header = Header::of(&document, Stamped::new(true, stamp(4)));
        vec![
            ("annotation", include_str!("../../tests/golden/storage-v1/annotation.txt"), quoted(&typical())),
            ("full", include_str!("../../tests/golden/storage-v1/full.txt"), quoted(&full)),
            ("deleted", include_str!("../../tests/golden/storage-v1/deleted.txt"), quoted(&deleted)),
            ("tag", include_str!("../../tests/golden/storage-v1/tag.txt"), Record::Tag(Box::new(tag))),
            (
                "header",
                include_str!("../../tests/golden/storage-v1/header.txt"),
                Record::Header(document.id(), header),
            ),
            (
                "text",
                include_str!("../../tests/golden/storage-v1/text.txt"),
                Record::Text(document.id(), TEXT.into()),
            ),
            (
                "moment",
                include_str!("../../tests/golden/storage-v1/moment.txt"),
                Record::UndoEntry(document.id(), Box::new(moment), true),
            ),
            (
                "setting",
                include_str!("../../tests/golden/storage-v1/setting.txt"),
                Record::Setting(name("language"), Stamped::new("en".into(), stamp(5))),
            ),
        ]
    }

    #[test]
    fn version_1_is_read_and_written_as_it_always_was() {
        for (name, file, record) in golden() {
            let written = format!("{}\n{}\n", record.key(), encode(&record));
            assert_eq!(written, file, "{name}.txt");
            let (key, raw) = file.trim_end().split_once('\n').unwrap();
            assert_eq!(decode(&Key::parse(key).unwrap(), raw), Ok(record), "{name}.txt");
        }
    }

    #[test]
    fn a_typical_annotation_is_small() {
        let record = Record::Annotation(document().id(), Box::new(Quoted::of(&typical(), &document())));
        let (key, value) = (units(&record.key().to_string()), units(&encode(&record)));
        assert!(key <= 106 && value <= 400, "{key} units of key and {value} of value");
    }

    #[test]
    fn a_long_stretch_is_quoted_by_its_ends() {
        let text = "旗".repeat(399) + "𠮷党" + &"旗".repeat(600);
        let document = builders::document(&text);
        let quote = |start, end| {
            let annotation = draft(&[(start, end)], "term").stamped(id(1), stamp(0));
            let quoted = Quoted::of(&annotation, &document);
            assert!(quoted.fits(&document));
            quoted.quote.concat()
        };
        assert_eq!(quote(0, 400), "旗".repeat(399) + "𠮷");
        assert_eq!(quote(201, 602), "旗".repeat(198) + "𠮷党…" + &"旗".repeat(200));
    }

    #[test]
    fn words_that_are_not_there_do_not_fit() {
        let document = document();
        let mut quoted = Quoted::of(&typical(), &document);
        quoted.quote = vec!["哪里".into()];
        assert!(!quoted.fits(&document));
        quoted.quote = Vec::new();
        assert!(!quoted.fits(&document));
        let behind = draft(&[(30, 300)], "term").stamped(id(1), stamp(0));
        assert!(!Quoted::of(&behind, &document).fits(&document));
    }

    /// Seals any JSON text as a record of this version.
    fn sealed(key: &str, body: &str) -> Result<Record, Fault> {
        decode(&Key::parse(key).unwrap(), &envelope::seal(1, key, body))
    }

    #[test]
    fn what_no_record_may_say() {
        let annotation = format!("an:a:{}:{}", document().id(), id(1));
        let tag = |fields: &str| format!(r##"{{"color":"#112233","rank":1,{fields}}}"##);
        let mark = |fields: &str| format!(r#"{{"quote":[],{fields}}}"#);
        let all = r#""stamps":[[[1,0,0],"target tag note"]]"#;
        let table = [
            (&*annotation, mark(&format!(r#""spans":[],"tag":"a",{all}"#)), Fault::Value("spans")),
            (&annotation, mark(&format!(r#""spans":[[3,3]],"tag":"a",{all}"#)), Fault::Value("spans")),
            (&annotation, mark(&format!(r#""spans":[[0,1]],"tag":"a b",{all}"#)), Fault::Value("tag")),
            (&annotation, mark(r#""spans":[[0,1]],"tag":"a","stamps":[]"#), Fault::Value("stamps")),
            (
                &annotation,
                mark(&format!(r#""spans":[[0,1]],"tag":"a",{all},"attributes":{{"x":null}}"#)),
                Fault::Value("stamps"),
            ),
            (
                &annotation,
                mark(
                    r#""spans":[[0,1]],"tag":"a","stamps":[[[1,0,0],"target tag note .x"]],"attributes":{"x":{"number":1e999}}"#,
                ),
                Fault::Value("attributes"),
            ),
            (
                &annotation,
                mark(&format!(r#""spans":[[0,1]],"tag":"a",{all},"seen":[[[1,0,0],"mood"]]"#)),
                Fault::Value("seen"),
            ),
            ("an:g:a", tag(r#""stamps":[[[1,0,0],"label"]]"#), Fault::Value("stamps")),
            ("an:g:a", r#"{"color":"red","rank":1,"stamps":[]}"#.into(), Fault::Value("color")),
            ("an:meta", "{}".into(), Fault::Key),
            ("an:q:an:g:a", "{}".into(), Fault::Key),
        ];
        for (key, body, fault) in table {
            assert_eq!(sealed(key, &body), Err(fault), "{key} {body}");
        }
        let hash = DocumentId::of("another");
        assert_eq!(sealed(&format!("an:t:{hash}"), r#"{"text":"one"}"#), Err(Fault::OtherText));
        let odd = r#"{"length":3,"blocks":[["x",0,3]],"open":true,"opened":[1,0,0]}"#;
        assert_eq!(sealed(&format!("an:d:{hash}"), odd), Err(Fault::Value("blocks")));
        let unknown = r#"{"value":"en","stamp":[1,0,0],"mood":1}"#;
        assert!(matches!(sealed("an:s:language", unknown), Err(Fault::Fields(_))));
    }

    #[test]
    fn what_a_newer_program_wrote_is_known_as_such() {
        let key = Key::parse("an:g:quote").unwrap();
        assert_eq!(decode(&key, r#"{"v":2,"whatever":[]}"#), Err(Fault::Newer(2)));
        assert_eq!(decode(&key, r#"{"v":0}"#), Err(Fault::Version));
        assert_eq!(decode(&key, "hello"), Err(Fault::Version));
    }
}
