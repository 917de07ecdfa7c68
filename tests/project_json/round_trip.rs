//! What is written is read, and written again is the same bytes.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use pizhu::formats::{self, Loss, ReadError, Source, Unfit};
use pizhu::model::{
    Annotated, AnnotationId, AttributeValue, Birth, Draft, Number, Stamp, Stamped, first_scheme,
};
use pizhu::text::{Document, DocumentInfo, blocks_by_line};
use proptest::prelude::*;
use std::sync::Arc;
use uuid::Uuid;

use super::states::{slug, span, state};
use super::{opened, read, root, suites, write};

/// After this moment four digits cannot say the year.
const LAST: u64 = 253_402_300_799_999;

/// What a file says about each annotation, with what it has no words for taken out.
fn said(annotated: &Annotated) -> BTreeMap<AnnotationId, impl PartialEq + std::fmt::Debug> {
    let annotations = annotated.annotations.iter().map(|annotation| {
        let attributes: BTreeMap<_, _> = annotation
            .attributes
            .iter()
            .filter_map(|(name, value)| match value.value.clone()? {
                AttributeValue::Link(to) if annotated.annotations.get(to).is_none() => None,
                // Which of the two it is depends on what the tags define.
                AttributeValue::Unnamed => Some((name.clone(), AttributeValue::Text("unnamed".into()))),
                value @ (AttributeValue::Text(_)
                | AttributeValue::Number(_)
                | AttributeValue::Flag(_)
                | AttributeValue::Link(_)) => Some((name.clone(), value)),
            })
            .collect();
        let known = |millis: u64| if millis > LAST { 0 } else { millis };
        let birth = Birth { created: known(annotation.birth.created), ..(*annotation.birth).clone() };
        let written =
            (annotation.target.value.clone(), annotation.tag.value.clone(), annotation.note.value.clone());
        (
            annotation.id,
            (written, birth, known(annotation.modified().millis), attributes, annotation.extra.clone()),
        )
    });
    annotations.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_state_comes_back_from_its_file((annotated, scheme) in state()) {
        let first = write(&annotated, &scheme);
        let reading = formats::read(&Source { name: "x", text: &first.text });
        let reading = reading.map_err(|error| TestCaseError::fail(format!("{error:?} {}", first.text)))?;
        prop_assert_eq!(&reading.unfit, &[]);
        prop_assert_eq!(&reading.bundle.document, &annotated.document);
        let (again, tags) = opened(reading);
        prop_assert_eq!(said(&again), said(&annotated));
        let alive: Vec<_> = scheme.tags().iter().map(|tag| tag.id.clone()).collect();
        let kept = tags.tags().into_iter().map(|tag| tag.id.clone()).filter(|id| alive.contains(id));
        prop_assert_eq!(kept.collect::<Vec<_>>(), alive, "the person's order");
        let second = write(&again, &tags);
        prop_assert_eq!(&second.text, &first.text);
        prop_assert_eq!(second.losses, vec![], "what was lost once is not there");
    }

    #[test]
    fn each_field_keeps_its_date((annotated, scheme) in state()) {
        let (again, _) = opened(read(&write(&annotated, &scheme).text).unwrap());
        let is_dated = |annotation: &&Arc<pizhu::model::Annotation>| (1..=LAST).contains(&annotation.modified().millis);
        for annotation in annotated.annotations.iter().filter(is_dated) {
            let copy = again.annotations.get(annotation.id).unwrap();
            for (field, stamp) in annotation.stamps() {
                // An attribute that the file does not have at all is a link to what is not there.
                let read = copy.stamp_of(&field).unwrap_or(stamp);
                prop_assert_eq!(read.millis, stamp.millis, "{:?}", field);
            }
        }
    }

    #[test]
    fn bytes_are_lines_of_utf8_that_end_in_one_line_feed((annotated, scheme) in state()) {
        let text = write(&annotated, &scheme).text;
        let beginning = "{\n  \"format\": \"article-annotations\",\n  \"version\": 1,\n  \"document\": {\n";
        prop_assert!(text.starts_with(beginning));
        prop_assert!(text.ends_with("\n}\n") && !text.ends_with("\n\n"), "one line feed");
        prop_assert!(!text.contains('\r'));
    }

    #[test]
    fn a_cut_file_is_broken_and_nothing_else((annotated, scheme) in state(), cut in any::<prop::sample::Index>()) {
        let text = write(&annotated, &scheme).text;
        let whole = text.trim_end().len();
        let cut: String = text.chars().take(cut.index(text.trim_end().chars().count())).collect();
        prop_assert!(cut.len() < whole);
        let error = read(&cut).err();
        prop_assert!(matches!(error, Some(ReadError::Syntax { .. })), "{error:?}");
    }

    #[test]
    fn changed_characters_never_panic((annotated, scheme) in state(), place in any::<prop::sample::Index>(), c in "[\\PC\"\\\\{}\\[\\],:0-9]") {
        let text = write(&annotated, &scheme).text;
        let place = place.index(text.chars().count());
        let changed: String = text.chars().take(place).chain(c.chars()).chain(text.chars().skip(place + 1)).collect();
        if let Ok(reading) = read(&changed) {
            let (again, tags) = opened(reading);
            let written = write(&again, &tags).text;
            let (twice, tags) = opened(read(&written).unwrap());
            prop_assert_eq!(write(&twice, &tags).text, written);
        }
    }
}

#[test]
fn a_link_to_what_is_gone_is_declared_lost() {
    let document = Document::new(DocumentInfo::default(), "一二", blocks_by_line("一二")).unwrap();
    let mut draft = Draft::new(span(0, 1).into(), slug("quote"), Birth::default());
    draft.attributes.insert(slug("speaker"), AttributeValue::Link(AnnotationId::new(Uuid::from_u128(2))));
    let annotations = [draft.stamped(AnnotationId::new(Uuid::from_u128(1)), Stamp::ORIGIN)];
    let annotated = Annotated {
        document: Arc::new(document),
        annotations: annotations.into_iter().collect(),
        open: Stamped::new(true, Stamp::ORIGIN),
    };
    let written = write(&annotated, &first_scheme());
    assert_eq!(written.losses, [Loss::Links(1)]);
    assert!(written.text.ends_with("\"links\": []\n}\n"));
}

#[test]
fn numbers_are_written_as_people_write_them() {
    let table = [
        (3.0, "3"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
        (39_000.0, "39000"),
        (9e15, "9000000000000000.0"),
        (1e-7, "1e-7"),
        (5e-324, "5e-324"),
        (0.300_000_000_000_000_04, "0.30000000000000004"),
    ];
    for (number, written) in table {
        let document = Document::new(DocumentInfo::default(), "一", blocks_by_line("一")).unwrap();
        let mut draft = Draft::new(span(0, 1).into(), slug("figure"), Birth::default());
        draft.attributes.insert(slug("value"), AttributeValue::Number(Number::new(number).unwrap()));
        let annotation = draft.stamped(AnnotationId::new(Uuid::from_u128(1)), Stamp::ORIGIN);
        let annotated = Annotated {
            document: Arc::new(document),
            annotations: [annotation].into_iter().collect(),
            open: Stamped::new(true, Stamp::ORIGIN),
        };
        let text = write(&annotated, &first_scheme()).text;
        assert!(text.contains(&format!("\"value\": {written}\n")), "{number}: {text}");
        let (again, _) = opened(read(&text).unwrap());
        assert_eq!(said(&again), said(&annotated));
    }
}

/// The files of a folder, which are named as the suite of github.com/nst/JSONTestSuite names its own: `y` is JSON, `n` is
/// not, and `i` may be either. None where the folder is not there.
fn pieces(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.push((name, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned()));
    }
    files
}

#[test]
fn a_piece_of_json_is_kept_and_what_is_none_is_refused() {
    let pieces = pieces(&root().join("tests/fixtures/json"));
    assert!(pieces.len() > 70);
    kept_or_refused(pieces);
}

mod of_the_suites {
    use super::*;

    #[test]
    fn a_piece_of_json_is_kept_and_what_is_none_is_refused() {
        kept_or_refused(pieces(&suites::folder(root()).join("JSONTestSuite/test_parsing")));
    }
}

fn kept_or_refused(pieces: Vec<(String, String)>) {
    for (name, text) in pieces {
        let alone = read(&text).err();
        let json = name.starts_with("y_");
        let wrapped = super::refused::with_annotation(&format!("\"newer\":\n{text}\n, \"zz\": 1"));
        let inside = read(&wrapped);
        match name.split_once('_').unwrap().0 {
            // Decoding has made characters of bytes that are none: that alone may be JSON now.
            "n" if text.contains('\u{fffd}') => assert!(alone.is_some(), "{name}"),
            "n" => {
                assert!(matches!(alone, Some(ReadError::Syntax { .. })), "{name}: {alone:?}");
                assert!(matches!(inside, Err(ReadError::Syntax { .. })), "{name}: {inside:?}");
            }
            "y" => assert!(
                matches!(alone, Some(ReadError::Unknown | ReadError::Syntax { .. })),
                "{name}: {alone:?}"
            ),
            _ => assert!(alone.is_some(), "{name}"),
        }
        if json || inside.is_ok() {
            let (annotated, scheme) = opened(inside.unwrap());
            let written = write(&annotated, &scheme).text;
            let (again, scheme) = opened(read(&written).unwrap());
            assert_eq!(write(&again, &scheme).text, written, "{name}");
            assert_eq!(said(&again), said(&annotated), "{name}");
            let kept = if name.contains("nested") { 1 } else { 2 };
            assert_eq!(annotated.annotations.iter().next().unwrap().extra.len(), kept, "{name}");
        }
    }
}

/// A hundred thousand annotations. The limit is loose: it is there to find what is quadratic.
#[test]
fn a_large_file_is_written_and_read_in_time() {
    let text = "集结的号角响起，广大党员干部闻令而动。👍\n".repeat(25_000);
    let document = Document::new(DocumentInfo::default(), &text, blocks_by_line(&text)).unwrap();
    let annotations = (0..100_000).map(|number| {
        let start = number * 5;
        let mut draft = Draft::new(
            span(start, start + 4).into(),
            slug("quote"),
            Birth { created: 1, ..Birth::default() },
        );
        draft.note = "note".into();
        draft.stamped(
            AnnotationId::new(Uuid::from_u128(u128::from(number))),
            Stamp::of_file(1_795_420_800_000),
        )
    });
    let annotated = Annotated {
        document: Arc::new(document),
        annotations: annotations.collect(),
        open: Stamped::new(true, Stamp::ORIGIN),
    };
    let start = Instant::now();
    let written = write(&annotated, &first_scheme()).text;
    let (writing, reading_start) = (start.elapsed(), Instant::now());
    let reading = read(&written).unwrap();
    println!("{} bytes, written in {writing:?}, read in {:?}", written.len(), reading_start.elapsed());
    assert_eq!((reading.bundle.annotations.len(), reading.unfit.len()), (100_000, 0));
    let broken = written.replace("\"utf16\": [", "\"utf16\": [1");
    let Err(ReadError::NothingFits(unfit)) = read(&broken) else { panic!("every annotation is wrong") };
    assert_eq!(unfit.iter().map(Unfit::count).sum::<usize>(), 100_000);
    assert!(unfit.len() < 2_000, "not each is told, or a worse file would fill the memory");
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}
