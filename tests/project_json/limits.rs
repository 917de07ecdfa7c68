//! Every limit, where it is reached and where it is passed by one: what is said, and what was read nevertheless.

use pizhu::formats::{self, ReadError, Reading, Source, Unfit, UnfitReason};
use pizhu::model::{Limit, Passed};

use crate::read;

const ID: &str = "00000000-0000-0000-0000-00000000000";

/// A file in which each kind of record begins on a line that is known.
#[derive(Default)]
struct File {
    document: String,
    around: String,
    tags: String,
    annotations: String,
    links: String,
}

impl File {
    /// Tags begin on line 3, annotations on 6, links on 9.
    fn text(&self) -> String {
        let Self { document, around, tags, annotations, links } = self;
        let document = if document.is_empty() { "\"text\":\"一𠮷二三\"" } else { document };
        format!(
            "{{\"format\":\"article-annotations\",\"version\":1,{around}\"document\":{{{document}}},\n\"tags\":[\n{tags}\n],\n\
            \"annotations\":[\n{annotations}\n],\n\"links\":[\n{links}\n]}}"
        )
    }
}

fn annotation(number: u8, tag: &str, more: &str) -> String {
    format!(r#"{{"id":"{ID}{number}","tag":"{tag}","quote":"一𠮷","start":0,"end":2{more}}}"#)
}

/// A member again and again, with its number for `#`.
fn many(member: &str, count: usize) -> String {
    (0..count).map(|number| member.replace('#', &number.to_string())).collect::<Vec<_>>().join(",")
}

fn with_field(name: &str, value: &str) -> File {
    File { annotations: annotation(1, "a", &format!(",\n\"{name}\":{value}")), ..File::default() }
}

fn with_tag(more: &str) -> File {
    File { tags: format!(r#"{{"id":"a",{more}}}"#), ..File::default() }
}

fn words(count: usize) -> String {
    format!("\"{}\"", "党".repeat(count))
}

/// The one thing that is said, with its line.
fn said(reading: &Reading) -> Vec<(usize, UnfitReason)> {
    reading.unfit.iter().map(|Unfit { line, reason }| (*line, reason.clone())).collect()
}

/// So long is a field that a newer program wrote, with its quotation marks.
fn stranger(count: usize) -> String {
    words(count - 2)
}

fn nested(depth: usize) -> String {
    format!("{}0{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn a_field_that_passes_a_limit_is_left_out_and_the_rest_is_read() {
    type Make = fn(usize) -> File;
    let of_document =
        |field: String| File { document: format!("\"text\":\"一𠮷二三\",\n{field}"), ..File::default() };
    let table: [(&str, Limit, usize, Make); 13] = [
        ("note", Limit::Words, 7, |count| with_field("note", &words(count))),
        ("creator", Limit::Name, 7, |count| with_field("creator", &words(count))),
        ("provenance", Limit::Name, 7, |count| with_field("provenance", &words(count))),
        ("role", Limit::Words, 7, |count| {
            with_field("attributes", &format!("{{\"role\":{}}}", words(count)))
        }),
        ("newer", Limit::Depth, 7, |count| with_field("newer", &nested(count))),
        ("newer", Limit::Stranger, 7, |count| with_field("newer", &stranger(count))),
        ("label", Limit::Name, 3, |count| with_tag(&format!("\"label\":{}", words(count)))),
        ("description", Limit::Words, 3, |count| with_tag(&format!("\"description\":{}", words(count)))),
        ("newer", Limit::Depth, 3, |count| with_tag(&format!("\"newer\":{}", nested(count)))),
        ("title", Limit::Name, 2, |count| File {
            document: format!("\"text\":\"一𠮷二三\",\n\"title\":{}", words(count)),
            ..File::default()
        }),
        ("source", Limit::Name, 2, |count| File {
            document: format!("\"text\":\"一𠮷二三\",\n\"source\":{}", words(count)),
            ..File::default()
        }),
        ("newer", Limit::Stranger, 2, |count| File {
            document: format!("\"text\":\"一𠮷二三\",\n\"newer\":{}", stranger(count)),
            ..File::default()
        }),
        ("newer", Limit::Depth, 1, |count| File {
            around: format!("\"newer\":{},", nested(count)),
            ..File::default()
        }),
    ];
    for (name, limit, line, make) in table {
        let most = limit.most();
        let reading = read(&make(most).text()).unwrap();
        assert_eq!(said(&reading), [], "{name}: {limit:?}");
        let reading = read(&make(most + 1).text()).unwrap();
        let line = if name == "role" { 7 } else { line };
        let passed = Passed { limit, found: most + 1 };
        assert_eq!(said(&reading), [(line, UnfitReason::TooLarge(name.into(), passed))], "{limit:?}");
        let Reading { bundle, .. } = reading;
        assert_eq!(bundle.document.text(), "一𠮷二三");
        assert_eq!(bundle.annotations.len() + bundle.tags.len(), usize::from(line > 2), "{name}: {limit:?}");
    }
    // blocks, without which each line is one
    let blocks = |count| of_document(format!("\"blocks\":[{}]", many("0", count))).text();
    let most = Limit::Blocks.most();
    let passed = Passed { limit: Limit::Blocks, found: most + 1 };
    let reading = read(&blocks(most + 1)).unwrap();
    assert_eq!(said(&reading), [(2, UnfitReason::TooLarge("blocks".into(), passed))]);
    assert_eq!(reading.bundle.document.blocks().len(), 1);
}

#[test]
fn a_record_that_passes_a_limit_stays_outside() {
    type Make = fn(usize) -> File;
    let table: [(Limit, usize, Make); 6] = [
        (Limit::Spans, 7, |count| {
            let annotations = [
                annotation(1, "a", ""),
                format!("\n{}", annotation(2, "a", &format!(",\"spans\":[{}]", many("0", count)))),
            ];
            File { annotations: annotations.join(","), ..File::default() }
        }),
        (Limit::Attributes, 7, |count| {
            let more = format!(",\"attributes\":{{{}}}", many("\"a#\":true", count));
            let annotations = [annotation(1, "a", ""), format!("\n{}", annotation(2, "a", &more))];
            File { annotations: annotations.join(","), ..File::default() }
        }),
        (Limit::Definitions, 3, |count| {
            with_tag(&format!("\"attributes\":[{}]", many(r#"{"id":"a#","kind":"text"}"#, count)))
        }),
        (Limit::Choices, 3, |count| {
            let choices = many("\"#\"", count);
            with_tag(&format!(r#""attributes":[{{"id":"b","kind":"choice","choices":[{choices}]}}]"#))
        }),
        (Limit::Name, 3, |count| {
            let choice = words(count);
            with_tag(&format!(r#""attributes":[{{"id":"b","kind":"choice","choices":[{choice}]}}]"#))
        }),
        (Limit::Name, 3, |count| {
            let label = words(count);
            with_tag(&format!(r#""attributes":[{{"id":"b","kind":"text","label":{label}}}]"#))
        }),
    ];
    for (limit, line, make) in table {
        let most = limit.most();
        let passed = |reading: &Reading| {
            let reasons = said(reading).into_iter();
            reasons.filter(|(_, reason)| matches!(reason, UnfitReason::Passed(_))).collect::<Vec<_>>()
        };
        let reading = read(&make(most).text()).unwrap();
        assert_eq!(passed(&reading), [], "{limit:?}");
        let reading = read(&make(most + 1).text()).unwrap();
        let reason = UnfitReason::Passed(Passed { limit, found: most + 1 });
        assert_eq!(said(&reading), [(line, reason)], "{limit:?}");
        assert_eq!(reading.bundle.tags.len(), 0);
    }
}

#[test]
fn of_a_list_that_is_too_long_the_first_are_read() {
    let good = annotation(1, "a", "");
    let behind = |count: usize, member: &str, last: &str| {
        let mut list = format!("{member},").repeat(count - 1);
        list.insert(list.len() - 1, '\n');
        format!("{list}{last}").replacen(",\n", ",", count - 2)
    };
    let table = [
        (
            Limit::Annotations,
            File { annotations: behind(Limit::Annotations.most(), "0", &good), ..File::default() },
        ),
        (
            Limit::Links,
            File {
                annotations: good.clone(),
                links: behind(
                    Limit::Links.most(),
                    "0",
                    &format!(r#"{{"from":"{ID}1","to":"{ID}1","label":"speaker"}}"#),
                ),
                ..File::default()
            },
        ),
        (Limit::Tags, File { tags: behind(Limit::Tags.most(), "0", r#"{"id":"a"}"#), ..File::default() }),
    ];
    for (limit, file) in table {
        let reading = read(&file.text()).unwrap();
        let found = |reading: &Reading| {
            let links = reading.bundle.annotations.iter().map(|one| one.attributes.len()).sum::<usize>();
            let all = [
                (Limit::Links, links),
                (Limit::Tags, reading.bundle.tags.len()),
                (Limit::Annotations, reading.bundle.annotations.len()),
            ];
            all.into_iter().find(|(which, _)| *which == limit).unwrap().1
        };
        assert_eq!(found(&reading), 1, "{limit:?}: the last that may be");
        assert!(reading.unfit.iter().all(|unfit| unfit.left_out().is_none()));
        let unfit: usize = reading.unfit.iter().map(Unfit::count).sum();
        assert_eq!(unfit, limit.most() - 1);

        let one_before = |list: &str| if list.is_empty() { String::new() } else { format!("0,0,{list}") };
        let longer = if limit == Limit::Annotations {
            File { annotations: format!("{good},0,{}", file.annotations), ..file }
        } else {
            File { links: one_before(&file.links), tags: one_before(&file.tags), ..file }
        };
        let reading = read(&longer.text()).unwrap();
        let left_out: Vec<Passed> = reading.unfit.iter().filter_map(Unfit::left_out).collect();
        assert_eq!(left_out, [Passed { limit, found: limit.most() + 2 }]);
        assert_eq!(left_out[0].over(), 2);
        assert_eq!(
            found(&reading),
            usize::from(limit == Limit::Annotations),
            "{limit:?}: those are left out"
        );
    }
}

#[test]
fn tags_that_no_list_describes_are_counted_too() {
    let most = Limit::Tags.most();
    let of = |count: usize| {
        let id = |number: usize| format!("00000000-0000-0000-0000-{number:012}");
        let one = |number| annotation(1, &format!("t{number}"), "").replace(&format!("{ID}1"), &id(number));
        let annotations = (0..count).map(one).collect::<Vec<_>>().join(",");
        read(&File { annotations, ..File::default() }.text()).unwrap()
    };
    assert_eq!((said(&of(most)), of(most).bundle.annotations.len()), (vec![], most));
    let reading = of(most + 1);
    let reason = UnfitReason::Passed(Passed { limit: Limit::Tags, found: most + 1 });
    assert_eq!((said(&reading), reading.bundle.annotations.len()), (vec![(6, reason)], most));
}

#[test]
fn a_text_that_passes_a_limit_is_refused_whole() {
    let plain =
        |text: &str| formats::read(&Source { name: "a.txt", text }).map(|reading| reading.unfit.len());
    let page = |text: &str| plain(&format!("# 党旗飘扬\n羊城晚报记者 侯梦菲\n{text}"));
    let project = |text: &str| {
        let document = format!("\"text\":\"{}\"", text.replace('\n', "\\n"));
        read(&File { document, ..File::default() }.text()).map(|reading| reading.unfit.len())
    };
    let refused = |limit: Limit| Err(ReadError::Passed(Passed { limit, found: limit.most() + 1 }));
    let lines = |count: usize| "一。\n".repeat(count);
    let most = Limit::Blocks.most();
    assert_eq!([plain(&lines(most)), project(&lines(most)), page(&lines(most - 2))], [Ok(0), Ok(0), Ok(0)]);
    let longer = [plain(&lines(most + 1)), project(&lines(most + 1)), page(&lines(most - 1))];
    assert_eq!(longer, [const { Limit::Blocks }; 3].map(refused));

    let most = Limit::Text.most();
    let letters = |count: usize| "a".repeat(count);
    assert_eq!([plain(&letters(most)), project(&letters(most))], [Ok(0), Ok(0)]);
    assert_eq!(project(&letters(most + 1)), refused(Limit::Text));
    let limit = most as u64;
    assert_eq!(plain(&letters(most + 1)), Err(ReadError::TooLarge { size: limit + 1, limit }));
}

#[test]
fn a_name_made_of_a_text_is_never_too_long() {
    let marks = format!("a{}", "\u{301}".repeat(50_000));
    let title = |text: &str| {
        let reading = formats::read(&Source { name: "a", text }).unwrap();
        reading.bundle.document.info().title.chars().count()
    };
    assert!(title(&marks) <= Limit::Name.most(), "one sign may have any number of marks");
    let page = format!("# {}\n羊城晚报记者 侯梦菲\n面对", "党".repeat(12_000));
    assert_eq!(title(&page), Limit::Name.most());
}
