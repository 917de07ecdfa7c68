//! A text and nothing else: the last resort for a file, and the form in which a text goes anywhere.
//!
//! Every line with words is a paragraph, and no character means anything but itself: `# ` at the start of a line is
//! text. What is written is the text of the document, byte for byte.

use std::sync::Arc;

use super::{Format, Loss, ReadError, Reading, Source, Written};
use crate::model::{Annotated, Bundle, Limit, TagScheme};
use crate::text::{Document, DocumentInfo, blocks_by_line, first_clusters, normalise};

pub const FORMAT: Format = Format {
    id: "plain-text",
    extension: "txt",
    media_type: "text/plain",
    recognises: |head| is_text(head) && !is_object(head),
    limit: 32 << 20, // ten times the longest novels
    read: Some(read),
    write: Some(write),
};

/// A title longer than this is cut, in grapheme clusters: one line of a list.
const TITLE: usize = 40;

/// How much of a text tells its language, in characters.
const SAMPLE: usize = 4096;

/// No control character but those that are white space. A file in another encoding than UTF-8 was decoded into
/// replacement characters: more than one in twenty, and it would not be readable.
fn is_text(text: &str) -> bool {
    let (mut count, mut replaced) = (0, 0);
    for c in text.chars() {
        if c.is_control() && !c.is_whitespace() {
            return false;
        }
        count += 1;
        replaced += usize::from(c == char::REPLACEMENT_CHARACTER);
    }
    replaced * 20 <= count
}

/// Begins as a JSON object does: a file of some other program's, which nobody wants to read as it stands.
fn is_object(text: &str) -> bool {
    let inside = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('{');
    inside.is_some_and(|inside| inside.trim_start().starts_with('"'))
}

fn read(source: &Source) -> Result<Reading, ReadError> {
    let text = normalise(source.text);
    if text.trim().is_empty() || !is_text(&text) {
        return Err(ReadError::NoText);
    }
    let language = if is_mostly_han(&text) { "zh-Hans" } else { "" };
    let info = DocumentInfo {
        title: Limit::Name.cut(&title(&text).unwrap_or_else(|| stem(source.name).into())).into(),
        language: language.into(),
        source: source.name.into(),
        ..DocumentInfo::default()
    };
    let blocks = blocks_by_line(&text);
    Limit::Blocks.check(blocks.len()).map_err(ReadError::Passed)?;
    let document = Document::new(info, &text, blocks).map_err(|_| ReadError::NoText)?;
    Ok(Reading { bundle: Bundle::bare(Arc::new(document)), unfit: Vec::new() })
}

/// The first line with a letter or digit in it: a row of dashes names nothing.
fn title(text: &str) -> Option<String> {
    let line = text.lines().find(|line| line.contains(char::is_alphanumeric))?.trim();
    let cut = first_clusters(line, TITLE);
    Some(if cut == line { line.into() } else { format!("{cut}…") })
}

/// A file's name without its extension.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        Some(_) | None => name,
    }
}

/// More than half of the letters at the beginning of a text are Han, and so it is taken for Chinese; in Japanese and
/// Korean most are not.
pub(super) fn is_mostly_han(text: &str) -> bool {
    let sample = text.chars().take(SAMPLE).filter(|c| c.is_alphabetic());
    let (han, other): (Vec<_>, Vec<_>) = sample.partition(|c| is_han(*c));
    han.len() > other.len()
}

/// The blocks of CJK Unified Ideographs, with their extensions and the compatibility forms.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn write(annotated: &Annotated, _: &TagScheme) -> Written {
    let count = annotated.annotations.count();
    let losses = if count == 0 { Vec::new() } else { vec![Loss::Annotations(count)] };
    Written { text: annotated.document.text().into(), losses }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AnnotationId, AnnotationSet, Birth, Draft, Project, Stamp, TagId};
    use crate::text::Span;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn document(name: &str, text: &str) -> Result<Arc<Document>, ReadError> {
        read(&Source { name, text }).map(|reading| reading.bundle.document)
    }

    fn annotated(text: &str, annotations: AnnotationSet) -> Annotated {
        let document = document("a.txt", text).unwrap();
        let project = Project::new().with_document(document.clone(), Stamp::ORIGIN);
        Annotated { annotations, ..project.get(document.id()).unwrap().clone() }
    }

    /// The paragraphs with a bar between two.
    fn drawn(document: &Document) -> String {
        let paragraphs = document.blocks().iter().map(|block| document.slice(block.span).unwrap());
        paragraphs.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_line_is_a_paragraph_and_marks_are_text() {
        let table = [
            ("一\n二", "一\n二", "一|二"),
            ("\u{feff}一\r\n\r\n二\r三\r\n", "一\n\n二\n三\n", "一|二|三"),
            ("# 一\n\n- 二\n", "# 一\n\n- 二\n", "# 一|- 二"),
            ("\u{3000}\u{3000}一 \n \n\t二", "\u{3000}\u{3000}一 \n \n\t二", "\u{3000}\u{3000}一 |\t二"),
            ("𠮷e\u{301}👩\u{200d}👦\n👍", "𠮷e\u{301}👩\u{200d}👦\n👍", "𠮷e\u{301}👩\u{200d}👦|👍"),
        ];
        for (file, text, paragraphs) in table {
            let document = document("a.txt", file).unwrap();
            assert_eq!(document.text(), text);
            assert_eq!(drawn(&document), paragraphs, "{file:?}");
        }
    }

    #[test]
    fn title_and_language() {
        let long = "e\u{301}".repeat(41);
        let cut = format!("{}…", "e\u{301}".repeat(40));
        let table = [
            ("a.txt", "\n  野草 \n鲁迅", "野草", "zh-Hans"),
            ("a.txt", "————\n野草", "野草", "zh-Hans"),
            ("a.txt", "# Notes on 草", "# Notes on 草", ""),
            ("a.txt", "昨日、友だちと話した。", "昨日、友だちと話した。", ""),
            ("a.txt", "𠮷𠮷a", "𠮷𠮷a", "zh-Hans"),
            ("a.txt", &long, &cut, ""),
            ("笔记.2021.txt", "……\n👍", "笔记.2021", ""),
            ("", "!", "", ""),
        ];
        for (name, text, title, language) in table {
            let document = document(name, text).unwrap();
            let info = document.info();
            assert_eq!((&*info.title, &*info.language), (title, language), "{name:?} {text:?}");
            assert_eq!(info.source, name);
        }
    }

    #[test]
    fn what_is_no_text() {
        for empty in ["", "\u{feff}", " \r\n\u{3000}\n", "\n"] {
            assert_eq!(document("a.txt", empty).err(), Some(ReadError::NoText), "{empty:?}");
        }
        let gbk = "\u{fffd}\u{fffd}a".repeat(9);
        for other in ["a\0b", "\u{1b}[1m", "\u{7f}", "\u{9c}", &gbk] {
            assert!(!(FORMAT.recognises)(other), "{other:?}");
            assert_eq!(document("a.txt", other).err(), Some(ReadError::NoText), "behind the beginning too");
        }
        for object in ["{\"format\": \"pizhu\",", "\u{feff}{\n  \"a\": 1}"] {
            assert!(!(FORMAT.recognises)(object), "{object:?}");
        }
        for text in [
            "{a}",
            "{ }",
            "“{”\"",
            "\ta\u{b}\u{c}\r\n\u{85}\u{2028}",
            "one torn character in a long line: \u{fffd}",
        ] {
            assert!((FORMAT.recognises)(text), "{text:?}");
        }
    }

    #[test]
    fn the_text_is_written_and_the_annotations_are_lost() {
        let text = "一𠮷\n\n👍 ";
        let bare = write(&annotated(text, AnnotationSet::default()), &TagScheme::default());
        assert_eq!((&*bare.text, bare.losses), (text, vec![]));

        let whole = annotated(text, AnnotationSet::default()).document.whole().unwrap();
        let marks = [1, 2].map(|id| {
            let draft = Draft::new(Span::into(whole), TagId::new("quote").unwrap(), Birth::default());
            draft.stamped(AnnotationId::new(Uuid::from_u128(id)), Stamp::ORIGIN)
        });
        let written = write(&annotated(text, marks.into_iter().collect()), &TagScheme::default());
        assert_eq!((&*written.text, written.losses), (text, vec![Loss::Annotations(2)]));
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_again(text in "(\\PC|\r|\n|\t|\u{feff}|\u{3000}|\u{301}|𠮷|👍){0,60}") {
            if let Ok(document) = document("a.txt", &text) {
                let written = write(&annotated(&text, AnnotationSet::default()), &TagScheme::default());
                prop_assert_eq!(&written.text, &normalise(&text));
                prop_assert_eq!(self::document("a.txt", &written.text).unwrap(), document);
            } else {
                let text = normalise(&text);
                prop_assert!(text.trim().is_empty() || !is_text(&text));
            }
        }
    }
}
