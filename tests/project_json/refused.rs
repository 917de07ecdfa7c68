//! What is refused, or left outside, and what is said about it.

use pizhu::formats::{self, ReadError, Source, Unfit, UnfitReason};
use pizhu::model::{AttributeValue, Color, Limit, Passed};

use super::{opened, read, write};

const GOOD: &str = r#"{"id":"00000000-0000-0000-0000-000000000001","tag":"quote","quote":"一𠮷","start":0,"end":2,"utf16":[0,3]}"#;
const LINKED: &str = r#"{"from":"00000000-0000-0000-0000-000000000001","to":"00000000-0000-0000-0000-000000000001","label":"speaker"}"#;

/// A file whose second annotation begins on line 7, whose second tag on line 4, and whose second link on line 11.
fn file(tag: &str, annotation: &str, link: &str) -> String {
    format!(
        r#"{{"format":"article-annotations","version":1,"document":{{"text":"一𠮷二三\n四五六"}},
"tags":[
{{"id":"quote","label":"引语","attributes":[{{"id":"speaker","kind":"link"}}]}}{tag}
],
"annotations":[{GOOD}
{annotation}
],
"links":[
{LINKED}
{link}
]}}"#
    )
}

/// A file whose one annotation has these fields too.
pub fn with_annotation(more: &str) -> String {
    let fields = GOOD.strip_suffix('}').unwrap();
    format!(
        r#"{{"format":"article-annotations","version":1,"document":{{"text":"一𠮷二三\n四五六"}},"annotations":[{fields},{more}}}]}}"#
    )
}

fn annotation(change: &str) -> String {
    let mut fields = vec![
        ("id", r#""00000000-0000-0000-0000-000000000002""#),
        ("tag", r#""quote""#),
        ("quote", r#""𠮷二""#),
        ("start", "1"),
        ("end", "3"),
        ("utf16", "[1,4]"),
    ];
    for change in change.split(';').filter(|change| !change.is_empty()) {
        let (name, value) = change.split_once('=').unwrap();
        fields.retain(|(other, _)| *other != name);
        fields.push((name, value));
    }
    fields.retain(|(_, value)| *value != "-");
    let fields: Vec<_> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", fields.join(","))
}

fn malformed(words: &str) -> UnfitReason {
    UnfitReason::Malformed(words.into())
}

#[test]
fn an_annotation_that_does_not_fit_stays_outside() {
    let offsets = |start, end| UnfitReason::Offsets { start, end, length: 8 };
    let quote = |stated: &str, found: &str| UnfitReason::Quote { stated: stated.into(), found: found.into() };
    let table = [
        ("quote=-", malformed("missing field `quote`")),
        ("id=-", malformed("missing field `id`")),
        ("tag=null", malformed("missing field `tag`")),
        ("id=\"7\"", malformed("id: `7` is no UUID")),
        ("start=\"1\"", malformed("start: invalid type: string \"1\", expected u32")),
        ("start=-1", malformed("start: invalid value: integer `-1`, expected u32")),
        ("end=4294967299", malformed("end: invalid value: integer `4294967299`, expected u32")),
        ("end=3.5", malformed("end: invalid type: floating point `3.5`, expected u32")),
        ("utf16=[1]", malformed("utf16: invalid length 1, expected a tuple of size 2")),
        ("note=1", malformed("note: invalid type: integer `1`, expected a string")),
        ("created=\"yesterday\"", malformed("created: `yesterday` is no RFC 3339 date-time")),
        ("attributes={\"value\":1e999}", malformed("attributes: `value` is neither text, number nor flag")),
        ("attributes={\"value\":[1]}", malformed("attributes: `value` is neither text, number nor flag")),
        ("attributes=7", malformed("attributes: invalid type: integer `7`, expected an object")),
        ("start=3", offsets(3, 3)),
        ("start=3;end=1", offsets(3, 1)),
        ("start=7;end=9", offsets(7, 9)),
        ("spans=[]", offsets(1, 3)),
        ("spans=[[1,2]]", offsets(1, 3)),
        ("spans=[[2,3],[1,2]]", offsets(1, 3)),
        ("spans=[[1,3],[2,3]]", offsets(1, 3)),
        ("spans=[[1,1],[1,3]]", offsets(1, 3)),
        ("utf16=[1,3]", UnfitReason::Utf16),
        ("start=0;end=2", quote("𠮷二", "一𠮷")),
        ("quote=\"𠮷\"", quote("𠮷", "𠮷二")),
        ("quote=\"𠮷二\";spans=[[1,2],[2,3]]", quote("𠮷二", "𠮷 … 二")),
        (
            "id=\"00000000-0000-0000-0000-000000000001\"",
            UnfitReason::SameId("00000000-0000-0000-0000-000000000001".into()),
        ),
        ("tag=\"引语\"", UnfitReason::Name("引语".into())),
        ("attributes={\"a b\":null}", UnfitReason::Name("a b".into())),
    ];
    for (change, reason) in table {
        let reading = read(&file("", &format!(",\n{}", annotation(change)), "")).unwrap();
        assert_eq!(reading.unfit, [Unfit { line: 7, reason }], "{change}");
        assert_eq!(reading.bundle.annotations.len(), 1, "{change}");
    }
    for value in ["[]", "7", "null", "{\"id\":1,\"id\":2}"] {
        let reading = read(&file("", &format!(",\n{value}"), "")).unwrap();
        assert!(
            matches!(&reading.unfit[..], [Unfit { line: 7, reason: UnfitReason::Malformed(_) }]),
            "{value}"
        );
    }
}

#[test]
fn an_annotation_that_fits_though_it_is_written_otherwise() {
    let table = [
        "",
        "utf16=-",
        "prefix=7",
        "note=null",
        "spans=[[1,3]]",
        "stamps={}",
        "tag=\"unknown\"",
        "attributes={\"a\":null}",
        "quote=\"𠮷 … 二\";spans=[[1,2],[2,3]]",
        "quote=\"\\ud842\\udfb7二\"",
        "id=\"{00000000-0000-0000-0000-00000000000A}\"",
        "created=\"2026-11-23T16:00:00.0+08:00\"",
        "start=1.0;end=3e0;utf16=[1.0,4.0]",
        "stamps={\"note\":\"2026-11-23T08:00:00Z\",\".mode\":\"2026-11-23T08:00:00Z\"}",
    ];
    for change in table {
        let reading = read(&file("", &format!(",\n{}", annotation(change)), "")).unwrap();
        assert_eq!((reading.unfit, reading.bundle.annotations.len()), (vec![], 2), "{change}");
    }
}

#[test]
fn a_tag_or_link_that_does_not_fit_stays_outside() {
    let tags = [
        ("{\"label\":\"a\"}", malformed("missing field `id`")),
        ("{\"id\":\"a.b\"}", UnfitReason::Name("a.b".into())),
        ("{\"id\":\"quote\"}", UnfitReason::SameId("quote".into())),
        ("{\"id\":\"a\",\"attributes\":[{\"id\":\"数\",\"kind\":\"text\"}]}", UnfitReason::Name("数".into())),
        (
            "{\"id\":\"a\",\"attributes\":[{\"id\":\"b\",\"kind\":\"date\"}]}",
            malformed(
                "attributes: unknown variant `date`, expected one of `text`, `number`, `choice`, `flag`, `link`",
            ),
        ),
    ];
    for (tag, reason) in tags {
        let reading = read(&file(&format!(",\n{tag}"), "", "")).unwrap();
        assert_eq!((reading.unfit, reading.bundle.tags.len()), (vec![Unfit { line: 4, reason }], 1), "{tag}");
    }
    let (known, unknown) = ("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000009");
    let links = [
        (known, unknown, "mentor", UnfitReason::Link(unknown.into())),
        (unknown, known, "mentor", UnfitReason::Link(unknown.into())),
        ("#1", known, "mentor", UnfitReason::Link("#1".into())),
        (known, known, "speaker", UnfitReason::Taken("speaker".into())),
        (known, known, "说话人", UnfitReason::Name("说话人".into())),
    ];
    for (from, to, label, reason) in links {
        let link = format!(",\n{{\"from\":\"{from}\",\"to\":\"{to}\",\"label\":\"{label}\"}}");
        assert_eq!(read(&file("", "", &link)).unwrap().unfit, [Unfit { line: 11, reason }], "{link}");
    }
}

#[test]
fn a_field_that_cannot_be_used_is_left_out_and_reported() {
    let tag = ",\n{\"id\":\"a\",\"color\":\"red;}\",\n\"key\":\"'\"}";
    let reading = read(&file(tag, "", "")).unwrap();
    let field = |line, name: &str| Unfit { line, reason: UnfitReason::Field(name.into()) };
    assert_eq!(reading.unfit, [field(4, "color"), field(5, "key")]);
    let tag = &reading.bundle.tags[1];
    assert_eq!((tag.color.value, tag.key.value.as_ref()), (Color::rgb(0x88, 0x88, 0x88), ""));

    let blocks = [
        "7",
        "[]",
        "[{\"start\":0,\"end\":4,\"kind\":\"paragraph\"}]",
        "[{\"start\":0,\"end\":8,\"kind\":\"verse\"}]",
        "[{\"start\":4,\"end\":4,\"kind\":\"paragraph\"}]",
        "[{\"start\":0,\"end\":8,\"kind\":\"title\",\"level\":7}]",
        "[{\"start\":0,\"end\":9,\"kind\":\"paragraph\"}]",
    ];
    for blocks in blocks {
        let text = file("", "", "")
            .replace("\"document\":{", &format!("\"document\":{{\n\"title\":1,\n\"blocks\":{blocks},"));
        let reading = read(&text).unwrap();
        assert_eq!(reading.unfit, [field(2, "title"), field(3, "blocks")], "{blocks}");
        assert_eq!(reading.bundle.document.blocks().len(), 2, "one a line");
    }
}

#[test]
fn a_date_of_a_field_that_is_none_is_left_out_and_reported() {
    for dates in [
        "7",
        "{\"note\":\"yesterday\"}",
        "{\"colour\":\"2026-11-23T08:00:00Z\"}",
        "{\".\":\"2026-11-23T08:00:00Z\"}",
    ] {
        let reading = read(&with_annotation(&format!("\n\"stamps\":{dates}"))).unwrap();
        assert_eq!(
            reading.unfit,
            [Unfit { line: 2, reason: UnfitReason::Field("stamps".into()) }],
            "{dates}"
        );
        assert_eq!(reading.bundle.annotations.len(), 1, "{dates}");
    }
}

#[test]
fn a_date_without_a_time_zone_is_one_of_utc_and_told() {
    for date in ["2026-11-20T17:45:12.123456", "2026-11-20T17:45:12", "2026-11-20 17:45:12"] {
        let reading = read(&with_annotation(&format!("\n\"modified\":\"{date}\""))).unwrap();
        assert_eq!(
            reading.unfit,
            [Unfit { line: 2, reason: UnfitReason::NoZone("modified".into()) }],
            "{date}"
        );
        let modified = reading.bundle.annotations[0].modified().millis;
        assert_eq!(modified / 1000, 1_795_196_712, "{date}");
    }
}

#[test]
fn half_characters_are_replaced_and_reported() {
    let note = with_annotation("\n\"note\":\"\\ud83d \\ud83d\\ude00 \\udfff\"");
    let reading = read(&note).unwrap();
    assert_eq!(reading.unfit, [Unfit { line: 2, reason: UnfitReason::HalfCharacters(2) }]);
    assert_eq!(reading.bundle.annotations[0].note.value.as_ref(), "\u{fffd} 😀 \u{fffd}");
}

#[test]
fn unnamed_is_a_person_for_a_link_and_a_word_elsewhere() {
    let own =
        file("", &format!(",\n{}", annotation("attributes={\"speaker\":\"unnamed\",\"x\":\"unnamed\"}")), "");
    let other = file(
        "",
        &format!(",\n{}", annotation("tag=\"term\";attributes={\"speaker\":\"unnamed\",\"x\":\"unnamed\"}")),
        "",
    );
    for text in [own, other] {
        let reading = read(&text).unwrap();
        let values: Vec<_> =
            reading.bundle.annotations[1].attributes.values().map(|value| value.value.clone()).collect();
        assert_eq!(values, [Some(AttributeValue::Unnamed), Some(AttributeValue::Text("unnamed".into()))]);
    }
}

#[test]
fn a_file_that_is_none_is_refused() {
    let good = file("", "", "");
    let replace = |from: &str, to: &str| good.replacen(from, to, 1);
    let document = |fields: &str| replace("\"text\":\"一𠮷二三\\n四五六\"", fields);
    let syntax = |line, column, words: &str| ReadError::Syntax { line, column, words: words.into() };
    let table = [
        ("empty", String::new(), syntax(1, 1, "EOF while parsing a value")),
        ("a list", "[]".into(), syntax(1, 1, "invalid type: sequence, expected an object")),
        ("cut", good.strip_suffix("]}").unwrap().into(), syntax(11, 1, "EOF while parsing a list")),
        ("two in one", format!("{good}\n{good}"), syntax(12, 1, "trailing characters")),
        ("a comma too many", replace("],", ",],"), syntax(4, 2, "expected value")),
        (
            "twice",
            replace("\"version\":1", "\"version\":1,\"version\":1"),
            syntax(1, 55, "duplicate field `version`"),
        ),
        ("another format", replace("article-", "other-"), ReadError::Unknown),
        ("no format", replace("\"format\":\"article-annotations\",", ""), ReadError::Unknown),
        ("newer", replace("\"version\":1", "\"version\":2"), ReadError::Newer { version: 2, known: 1 }),
        (
            "newer in all",
            "{\"format\":\"article-annotations\",\"version\":9,\"x\":0}".into(),
            ReadError::Newer { version: 9, known: 1 },
        ),
        ("no version", replace("\"version\":1,", ""), syntax(1, 1, "missing field `version`")),
        (
            "version 0",
            replace("\"version\":1", "\"version\":0"),
            syntax(1, 43, "version: there was no version 0"),
        ),
        (
            "a word for it",
            replace("\"version\":1", "\"version\":\"1\""),
            syntax(1, 43, "version: invalid type: string \"1\", expected u64"),
        ),
        ("no document", replace("\"document\"", "\"x\""), ReadError::NoText),
        ("no text", document(""), ReadError::NoText),
        ("empty text", document("\"text\":\"\""), ReadError::NoText),
        ("blank text", document("\"text\":\" \\n\u{3000}\""), ReadError::NoText),
        (
            "a number for the text",
            document("\n\"text\":1"),
            syntax(2, 8, "text: invalid type: integer `1`, expected a string"),
        ),
        (
            "a list for the document",
            replace("{\"text\":\"一𠮷二三\\n四五六\"}", "[]"),
            syntax(1, 56, "invalid type: sequence, expected an object"),
        ),
        ("too long", document("\"text\":\"一\",\n\"codePoints\":2"), ReadError::OtherText { line: 2 }),
        ("UTF-16", document("\"text\":\"𠮷\",\n\n\"codePoints\":2"), ReadError::OtherText { line: 3 }),
        (
            "another hash",
            document(&format!("\"text\":\"一\",\n\"sha256\":\"{}\"", "0".repeat(64))),
            ReadError::OtherText { line: 2 },
        ),
        ("no hash", document("\"text\":\"一\",\n\"sha256\":\"?\""), ReadError::OtherText { line: 2 }),
        ("carriage returns", document("\n\"text\":\"一\\r\\n二\""), ReadError::NotNormalised { line: 2 }),
        ("a mark", document("\"text\":\"\\ufeff一\""), ReadError::NotNormalised { line: 1 }),
        (
            "tags are no list",
            replace("\"tags\":[", "\"tags\":{},\"x\":["),
            syntax(2, 8, "tags: invalid type: map, expected a sequence"),
        ),
        (
            "nothing fits",
            replace("\"end\":2", "\"end\":3"),
            ReadError::NothingFits(vec![Unfit {
                line: 5,
                reason: UnfitReason::Quote { stated: "一𠮷".into(), found: "一𠮷二".into() },
            }]),
        ),
    ];
    assert_eq!(read(&good).map(|reading| reading.unfit), Ok(vec![]));
    for (name, text, error) in table {
        assert_eq!(read(&text).err(), Some(error), "{name}");
    }
}

#[test]
fn lists_may_be_empty_or_absent_and_a_mark_may_come_first() {
    let bare =
        "\u{feff}\r\n{\"version\":1,\"document\":{\"text\":\"一\"},\"format\":\"article-annotations\"}";
    let reading = formats::read(&Source { name: "a", text: bare }).unwrap();
    assert_eq!((reading.unfit.len(), reading.bundle.annotations.len()), (0, 0));
    let (annotated, scheme) = opened(reading);
    let written = write(&annotated, &scheme).text;
    assert!(written.ends_with("  \"tags\": [],\n  \"annotations\": [],\n  \"links\": []\n}\n"));
}

#[test]
fn what_is_taken_for_a_project_file() {
    let recognises = super::format().recognises;
    let long = "x".repeat(50_000);
    for head in [
        "{\"format\":\"article-annotations\"".to_owned(),
        "\u{feff} \n{\n\"version\": 7, \"format\" : \"article-annotations\"".to_owned(),
        format!("{{\"annotations\":[{{\"end\":1,\"note\":\"{long}\",\"utf16\":[0"),
        format!("{{\"document\":{{\"codePoints\":1,\"text\":\"{long}"),
    ] {
        assert!(recognises(&head), "{head}");
    }
    for head in [
        "",
        "{",
        "[\"article-annotations\"",
        "article-annotations",
        "{\"a\":1}",
        "# {\"article-annotations\"",
    ] {
        assert!(!recognises(head), "{head}");
    }
}

#[test]
fn nonsense_and_deep_nesting_are_refused_or_left_out() {
    let nonsense: String = (0u32..100_000)
        .map(|n| char::from(b'!' + (n.wrapping_mul(2_654_435_761) >> 24) as u8 % 90))
        .collect();
    assert!(matches!(read(&nonsense), Err(ReadError::Syntax { .. })));
    let named = format!("{{\"format\":\"article-annotations\",{nonsense}");
    assert!(matches!(
        formats::read(&Source { name: "a", text: &named }),
        Err(ReadError::Syntax { line: 1, .. })
    ));
    let deep = 1_000_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = format!("{}0{}", open.repeat(deep), close.repeat(deep));
        assert!(matches!(read(&open.repeat(deep)), Err(ReadError::Syntax { .. })));
        assert!(read(&nested).is_err());
        for field in ["newer", "note", "quote", "spans", "attributes"] {
            let result = read(
                &with_annotation(&format!("\"{field}\":{nested}"))
                    .replace("\"quote\":\"一𠮷\",\"start\"", "\"start\""),
            );
            assert!(matches!(result, Err(ReadError::NothingFits(_))), "{field}");
        }
        let reading = read(&with_annotation(&format!("\"newer\":{nested}"))).unwrap();
        let passed = Passed { limit: Limit::Depth, found: deep };
        assert_eq!(reading.unfit, [Unfit { line: 1, reason: UnfitReason::TooLarge("newer".into(), passed) }]);
        assert!(reading.bundle.annotations[0].extra.is_empty());
    }
}

#[test]
fn a_report_repeats_the_beginning_of_a_quote_only() {
    let text = "字".repeat(1000);
    let file = format!(
        "{{\"format\":\"article-annotations\",\"version\":1,\"document\":{{\"text\":\"{text}\"}},\"annotations\":[
{{\"id\":\"00000000-0000-0000-0000-000000000001\",\"tag\":\"a\",\"quote\":\"一\",\"start\":0,\"end\":1000}}]}}"
    );
    let found = format!("{}…", "字".repeat(60));
    let reason = UnfitReason::Quote { stated: "一".into(), found };
    assert_eq!(read(&file).err(), Some(ReadError::NothingFits(vec![Unfit { line: 2, reason }])));
}
