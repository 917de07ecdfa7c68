//! Random projects for the properties of this room, with all that has ever broken a program of this kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use uuid::Uuid;

use crate::model::{
    Annotated, Annotation, AnnotationId, AnnotationSet, AttributeDefinition, AttributeKind, AttributeValue,
    Birth, Color, Extra, Field, Number, Project, ReplicaId, Seen, Slug, Stamp, Stamped, Tag, TagField,
    Target,
};
use crate::text::{CharOffset, Document, DocumentInfo, Span, blocks_by_line};

/// Text with signs outside the first plane, combining marks, line separators, quotes, backslashes and controls.
pub fn nasty(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "党",
        "旗",
        "𠮷",
        "👍🏽",
        "e\u{301}",
        "\u{2028}",
        "\n",
        "\"",
        "\\",
        "\u{0}",
        "\u{1f}",
        "…",
        "a",
        "\u{feff}",
        "\u{202e}",
        "\u{ffff}",
        "</script>",
        "\u{3000}",
        ":",
    ]);
    prop::collection::vec(piece, pieces).prop_map(|pieces| pieces.concat())
}

fn shared(pieces: std::ops::Range<usize>) -> impl Strategy<Value = Arc<str>> {
    nasty(pieces).prop_map(Arc::from)
}

pub fn slug() -> impl Strategy<Value = Slug> {
    prop::sample::select(vec!["tag", "note", "target", "speaker", "quote", "A-1_b", "7"])
        .prop_map(|name| Slug::new(name).unwrap())
}

/// Never the origin, which the program's own tags have.
pub fn stamp() -> impl Strategy<Value = Stamp> {
    let millis = prop_oneof![1u64..5, Just(1_690_000_000_000), any::<u64>().prop_map(|n| n.max(1))];
    (millis, 0u32..3, prop_oneof![Just(0), any::<u32>()]).prop_map(|(millis, counter, replica)| Stamp {
        millis,
        counter,
        replica: ReplicaId(replica),
    })
}

fn stamped<T: std::fmt::Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Stamped<T>> {
    (value, stamp()).prop_map(|(value, stamp)| Stamped::new(value, stamp))
}

fn extra() -> impl Strategy<Value = Extra> {
    let raw = prop::sample::select(vec![
        "null",
        "1.50",
        "12345678901234567890",
        "1e400",
        r#"{"b": [1, "\u00e9"],"a":2}"#,
    ]);
    prop::collection::vec((shared(0..3), raw.prop_map(Arc::from)), 0..3)
        .prop_map(|fields| fields.into_iter().collect())
}

fn attribute() -> impl Strategy<Value = Option<AttributeValue>> {
    prop_oneof![
        Just(None),
        Just(Some(AttributeValue::Unnamed)),
        shared(0..4).prop_map(|text| Some(AttributeValue::Text(text))),
        any::<f64>().prop_map(|number| Number::new(number).map(AttributeValue::Number)),
        any::<bool>().prop_map(|flag| Some(AttributeValue::Flag(flag))),
        any::<u128>().prop_map(|id| Some(AttributeValue::Link(AnnotationId::new(Uuid::from_u128(id))))),
    ]
}

fn target(length: u32) -> impl Strategy<Value = Target> {
    prop::collection::btree_set(0..=length, 2..6).prop_map(|gaps| {
        let gaps: Vec<_> = gaps.into_iter().map(CharOffset::new).collect();
        let spans: Vec<_> = gaps.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1]).unwrap()).collect();
        Target::new(&spans).unwrap()
    })
}

/// An annotation of a text of this many code points.
pub fn annotation(length: u32) -> impl Strategy<Value = Annotation> {
    let birth = (prop_oneof![Just(0), any::<u64>()], shared(0..3), shared(0..2));
    let fields = (
        stamped(target(length)),
        stamped(slug()),
        stamped(prop_oneof![
            Just(Arc::from("")),
            shared(0..6),
            shared(1..6).prop_map(|note| note.repeat(2_000).into())
        ]),
        prop::collection::vec((slug(), stamped(attribute())), 0..4),
    );
    let seen = prop::collection::vec(stamp(), 0..4);
    (any::<u128>(), birth, fields, seen, extra()).prop_map(|(id, birth, fields, seen, extra)| {
        let (target, tag, note, attributes) = fields;
        let (created, creator, provenance) = birth;
        let names = [Field::Target, Field::Tag, Field::Note, Field::Attribute(Slug::new("tag").unwrap())];
        Annotation {
            id: AnnotationId::new(Uuid::from_u128(id)),
            birth: Arc::new(Birth { created, creator, provenance }),
            target,
            tag,
            note,
            attributes: attributes.into_iter().collect(),
            seen: names.into_iter().zip(seen).collect(),
            extra,
        }
    })
}

pub fn tag() -> impl Strategy<Value = Tag> {
    let kind = prop_oneof![
        Just(AttributeKind::Text),
        Just(AttributeKind::Number),
        Just(AttributeKind::Flag),
        Just(AttributeKind::Link),
        prop::collection::vec(shared(0..3), 0..3).prop_map(AttributeKind::Choice),
    ];
    let definition =
        (slug(), shared(0..3), kind).prop_map(|(id, label, kind)| AttributeDefinition { id, label, kind });
    let color = any::<[u8; 3]>().prop_map(|[red, green, blue]| Color::rgb(red, green, blue));
    let fields = (
        stamped(shared(0..4)),
        stamped(color),
        stamped(shared(0..9)),
        stamped(shared(0..2)),
        stamped(prop::collection::vec(definition, 0..3)),
        stamped(any::<i64>()),
    );
    (slug(), fields, prop::collection::vec(stamp(), 0..7), extra()).prop_map(|(id, fields, seen, extra)| {
        let (label, color, guideline, key, attributes, rank) = fields;
        let seen: Seen<TagField> = TagField::ALL.into_iter().zip(seen).collect();
        Tag { id, label, color, guideline, key, attributes, rank, seen, extra }
    })
}

pub fn document() -> impl Strategy<Value = Arc<Document>> {
    let text = prop_oneof![4 => nasty(1..30), 1 => nasty(300..600)].prop_map(|text| format!("一{text}"));
    let info = (nasty(0..4), nasty(0..2), nasty(0..4));
    (text, info).prop_map(|(text, (title, language, source))| {
        let strangers = |json: &str| vec![(title.as_str().into(), json.into()), ("neu".into(), "{}".into())];
        let (extra, around) =
            (strangers("[1,\"\"]"), if language.is_empty() { Vec::new() } else { strangers("null") });
        let info = DocumentInfo { title, language, source, extra, around };
        Arc::new(Document::new(info, &text, blocks_by_line(&text)).unwrap())
    })
}

fn annotated() -> impl Strategy<Value = Annotated> {
    document().prop_flat_map(|document| {
        let length = document.end().char.get();
        let annotations = prop::collection::vec(annotation(length), 0..5);
        (annotations, stamped(any::<bool>())).prop_map(move |(annotations, open)| {
            let annotations: AnnotationSet = annotations.into_iter().collect();
            Annotated { document: document.clone(), annotations, open }
        })
    })
}

pub fn project() -> impl Strategy<Value = Project> {
    (prop::collection::vec(annotated(), 0..3), prop::collection::vec(tag(), 0..3)).prop_map(
        |(documents, tags)| {
            let mut project = documents.into_iter().fold(Project::new(), |project, one| project.with(one));
            let scheme = Arc::make_mut(&mut project.scheme);
            for tag in tags {
                scheme.put(tag);
            }
            project
        },
    )
}

/// Everything in a project, to be compared.
pub fn contents(project: &Project) -> Vec<String> {
    let documents = project.records().map(|annotated| {
        let annotations: BTreeMap<_, _> =
            annotated.annotations.records().map(|annotation| (annotation.id, annotation)).collect();
        let document = &annotated.document;
        let (info, blocks) = (document.info(), document.blocks());
        format!("{:?} {info:?} {blocks:?} {:?} {annotations:#?}", document.text(), annotated.open)
    });
    documents.chain(project.scheme.records().map(|tag| format!("{tag:#?}"))).collect()
}
