//! Random states of a text with all that may be said about it, and a few helpers to write one down.

use std::sync::Arc;

use pizhu::model::{
    Annotated, Annotation, AnnotationId, AnnotationSet, AttributeDefinition, AttributeKind, AttributeValue,
    Birth, Color, Draft, Extra, Number, ReplicaId, Slug, Stamp, Stamped, Tag, TagDraft, TagScheme, Target,
};
use pizhu::text::{Block, BlockKind, CharOffset, Document, DocumentInfo, Span, Strangers, blocks_by_line};
use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

/// Pieces that have ever been counted wrongly somewhere.
const PIECES: [&str; 16] = [
    "党",
    "旗高高飘扬",
    "“",
    "”",
    "3.9万个",
    "👍",
    "👩\u{200d}👩\u{200d}👦",
    "𠮷",
    "e\u{301}",
    "\n",
    "\n\n",
    "\u{2028}",
    " ",
    "\u{3000}",
    "\"\\/",
    "a\tb\u{0}",
];

/// Values of fields that no version knows, each as it is kept: without white space.
const STRANGERS: [&str; 5] = ["{\"a b\":[1,2.50,null]}", "\"x\\\"y\\n\"", "1e300", "null", "[[[[[[]]]]]]"];

pub fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

pub fn span(start: u32, end: u32) -> Span {
    Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
}

fn words() -> impl Strategy<Value = Arc<str>> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..4).prop_map(|pieces| pieces.concat().into())
}

fn document() -> impl Strategy<Value = Document> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..30);
    let kinds = prop::collection::vec((prop::sample::select(&BlockKind::ALL[..]), 0u8..7), 1..5);
    (pieces, kinds, words(), words(), words()).prop_map(|(pieces, kinds, title, language, source)| {
        let text = format!("批{}", pieces.concat());
        let blocks = blocks_by_line(&text).into_iter().zip(kinds.iter().cycle());
        let blocks = blocks.map(|(block, (kind, level))| {
            let leads = matches!(kind, BlockKind::Title | BlockKind::Heading);
            Block { kind: *kind, level: if leads { *level } else { 0 }, ..block }
        });
        let info = DocumentInfo {
            title: title.to_string(),
            language: language.to_string(),
            source: source.to_string(),
            extra: strangers(&title),
            around: strangers(&source),
        };
        Document::new(info, &text, blocks.collect()).unwrap()
    })
}

/// As many as the words are long, at most two.
fn strangers(words: &str) -> Strangers {
    let strangers = [("newer", "{\"a\":[1,null]}"), ("未知", "\"值\"")];
    strangers.iter().take(words.len()).map(|(name, json)| ((*name).into(), (*json).into())).collect()
}

fn name() -> impl Strategy<Value = Slug> {
    prop::sample::select(&["quote", "figure", "speaker", "A-1_b", "x"][..]).prop_map(slug)
}

fn extra() -> impl Strategy<Value = Extra> {
    let names = prop::sample::select(&["newer", "未知", "x y", "~"][..]);
    let fields = (names.prop_map(Arc::from), prop::sample::select(&STRANGERS[..]).prop_map(Arc::from));
    prop::collection::vec(fields, 0..3).prop_map(|fields| fields.into_iter().collect())
}

fn stamp() -> impl Strategy<Value = Stamp> {
    let millis = prop_oneof![Just(0), 1u64..2_000, 1u64..253_402_300_800_000, any::<u64>()];
    (millis, 0u32..3, 0u32..3).prop_map(|(millis, counter, replica)| Stamp {
        millis,
        counter,
        replica: ReplicaId(replica),
    })
}

fn tag() -> impl Strategy<Value = Tag> {
    let kind = prop_oneof![
        Just(AttributeKind::Text),
        Just(AttributeKind::Number),
        prop::collection::vec(words(), 0..3).prop_map(AttributeKind::Choice),
        Just(AttributeKind::Flag),
        Just(AttributeKind::Link),
    ];
    let definition =
        (name(), words(), kind).prop_map(|(id, label, kind)| AttributeDefinition { id, label, kind });
    let attributes = prop::collection::vec(definition, 0..3);
    let rest = (words(), "[A-Za-z0-9]{0,6}", any::<[u8; 3]>(), -2i64..3);
    (name(), words(), rest, attributes, extra(), stamp(), prop::bool::weighted(0.3)).prop_map(
        |(id, label, (guideline, key, [red, green, blue], rank), attributes, extra, stamp, deleted)| {
            let color = Color::rgb(red, green, blue);
            let draft = TagDraft { label, color, guideline, key: key.into(), attributes, rank };
            let mut tag = Tag { extra, ..Tag::new(id, draft, stamp) };
            if deleted {
                tag.delete();
            }
            tag
        },
    )
}

/// A value, before it is known which annotations there are to link to.
#[derive(Clone, Debug)]
enum Value {
    Plain(Option<AttributeValue>),
    Link(Index),
}

fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![any::<f64>(), (-1000i32..1000).prop_map(f64::from), Just(-0.0), Just(9e15)];
    prop_oneof![
        words().prop_map(|text| Value::Plain(Some(AttributeValue::Text(text)))),
        number.prop_map(|number| Value::Plain(Number::new(number).map(AttributeValue::Number))),
        any::<bool>().prop_map(|flag| Value::Plain(Some(AttributeValue::Flag(flag)))),
        Just(Value::Plain(Some(AttributeValue::Unnamed))),
        any::<Index>().prop_map(Value::Link),
    ]
}

type Sketch = (u128, Vec<Index>, Slug, Arc<str>, Birth, Vec<(Slug, Value, Stamp)>, (Extra, Stamp, bool));

fn sketch() -> impl Strategy<Value = Sketch> {
    let birth = (stamp(), words(), words()).prop_map(|(stamp, creator, provenance)| Birth {
        created: stamp.millis,
        creator,
        provenance,
    });
    let ends = prop_oneof![
        4 => prop::collection::vec(any::<Index>(), 2),
        1 => prop::collection::vec(any::<Index>(), 3..8),
    ];
    let attributes = prop::collection::vec((name(), value(), stamp()), 0..3);
    (any::<u128>(), ends, name(), words(), birth, attributes, (extra(), stamp(), prop::bool::weighted(0.1)))
}

/// Spans between pairs of sorted gaps; the whole text where none is left.
fn target(ends: &[Index], document: &Document) -> Target {
    let length = document.end().char.get();
    let mut gaps: Vec<u32> = ends.iter().map(|end| end.index(length as usize + 1) as u32).collect();
    gaps.sort_unstable();
    let spans: Vec<Span> = gaps
        .chunks_exact(2)
        .filter_map(|pair| Span::new(CharOffset::new(pair[0]), CharOffset::new(pair[1])))
        .collect();
    Target::new(&spans).unwrap_or_else(|| document.whole().unwrap().into())
}

/// A document with nested, crossing, identical and broken annotations, deleted ones and links, and a tag scheme.
pub fn state() -> impl Strategy<Value = (Annotated, TagScheme)> {
    let tags = prop::collection::vec(tag(), 0..5);
    (document(), tags, prop::collection::vec(sketch(), 0..10)).prop_map(|(document, tags, sketches)| {
        let ids: Vec<_> =
            sketches.iter().map(|sketch| AnnotationId::new(Uuid::from_u128(sketch.0))).collect();
        let annotations = sketches.into_iter().zip(&ids).map(|(sketch, id)| {
            let (_, ends, tag, note, birth, attributes, (extra, stamp, deleted)) = sketch;
            let draft = Draft { note, extra, ..Draft::new(target(&ends, &document), tag, birth) };
            let mut annotation: Annotation = draft.stamped(*id, stamp);
            for (name, value, stamp) in attributes {
                let value = match value {
                    Value::Plain(value) => value,
                    Value::Link(to) => Some(AttributeValue::Link(*to.get(&ids))),
                };
                annotation.attributes.insert(name, Stamped::new(value, stamp));
            }
            if deleted {
                annotation.delete();
            }
            annotation
        });
        let annotations: AnnotationSet = annotations.collect();
        let mut scheme = TagScheme::default();
        for tag in tags {
            scheme.put(tag);
        }
        (
            Annotated { document: Arc::new(document), annotations, open: Stamped::new(true, Stamp::ORIGIN) },
            scheme,
        )
    })
}
