//! The record of the document: its text, what the text is known by, and its structure.

use std::sync::Arc;

use super::report::Report;
use super::{add_strangers, strangers, whole, within};
use crate::formats::{ReadError, UnfitReason};
use crate::json::{self, Fields, Layout, Malformed, Sheet};
use crate::model::Limit;
use crate::text::{
    Block, BlockKind, CharOffset, Document, DocumentId, DocumentInfo, Span, TextError, blocks_by_line,
};

const FIELDS: &[&str] = &["title", "language", "source", "text", "codePoints", "sha256", "blocks"];

const fn kind_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Kicker => "kicker",
        BlockKind::Byline => "byline",
        BlockKind::Caption => "caption",
        BlockKind::Quotation => "quotation",
        BlockKind::Attribution => "attribution",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Item => "item",
    }
}

pub(super) fn write(record: &mut Sheet, document: &Document) {
    record.words("title", &document.info().title);
    record.words("language", &document.info().language);
    record.words("source", &document.info().source);
    record.text("text", document.text());
    record.number("codePoints", document.end().char.get());
    record.text("sha256", &document.id().to_string());
    record.list("blocks", Layout::Lines, |blocks| {
        for block in document.blocks() {
            blocks.add_object(Layout::Line, |record| write_block(record, block));
        }
    });
    add_strangers(record, &document.info().extra, FIELDS);
}

fn write_block(record: &mut Sheet, block: &Block) {
    record.number("start", block.span.start().get());
    record.number("end", block.span.end().get());
    record.text("kind", kind_word(block.kind));
    if block.level > 0 {
        record.number("level", block.level.into());
    }
}

pub(super) fn read(record: &str, report: &mut Report) -> Result<Arc<Document>, ReadError> {
    let mut fields = Fields::of(record).map_err(|malformed| report.broken(Some(record), malformed))?;
    let text_record = fields.raw("text").unwrap_or(record);
    let text: Option<String> =
        fields.take("text").map_err(|malformed| report.broken(Some(text_record), malformed))?;
    let text = text.filter(|text| !text.trim().is_empty()).ok_or(ReadError::NoText)?;
    Limit::Text.check(text.len()).map_err(ReadError::Passed)?;
    check_identity(&text, &mut fields, report)?;
    let mut aside = Vec::new();
    let [title, language, source] = ["title", "language", "source"].map(|name| {
        let json = fields.raw(name).unwrap_or(record);
        let words: String = report.take(&mut fields, name, json::read).unwrap_or_default();
        within(Limit::Name, name, json, &words, &mut aside).unwrap_or_default().to_owned()
    });
    let blocks_record = fields.raw("blocks").unwrap_or(record);
    let count = fields.raw("blocks").map_or(0, |blocks| json::shape(blocks).members);
    let blocks = match Limit::Blocks.check(count) {
        Ok(()) => report.take(&mut fields, "blocks", blocks),
        Err(passed) => {
            aside.push((blocks_record, UnfitReason::TooLarge("blocks".to_owned(), passed)));
            None
        }
    };
    let extra = strangers(fields, FIELDS, &mut aside);
    report.add_all(aside);
    let info = DocumentInfo { title, language, source, extra, ..DocumentInfo::default() };
    let by_line = || {
        let blocks = blocks_by_line(&text);
        Limit::Blocks.check(blocks.len()).map(|()| blocks).map_err(ReadError::Passed)
    };
    let document = match blocks {
        None => Document::new(info, &text, by_line()?),
        Some(blocks) => match Document::new(info.clone(), &text, blocks.unwrap_or_default()) {
            Err(TextError::Block(_)) => {
                report.add(blocks_record, UnfitReason::Field("blocks".to_owned()));
                Document::new(info, &text, by_line()?)
            }
            document => document,
        },
    };
    document.map(Arc::new).map_err(|error| match error {
        TextError::NotNormalised => ReadError::NotNormalised { line: report.line(text_record) },
        TextError::Empty | TextError::TooLong | TextError::Block(_) => ReadError::NoText,
    })
}

/// The text is the one whose length and hash are stated, where they are.
fn check_identity(text: &str, fields: &mut Fields, report: &mut Report) -> Result<(), ReadError> {
    for name in ["codePoints", "sha256"] {
        let Some(record) = fields.raw(name) else { continue };
        let mut broken = |malformed: Malformed| report.broken(Some(record), malformed);
        let same = if name == "sha256" {
            let stated: Option<String> = fields.take(name).map_err(&mut broken)?;
            stated.is_none_or(|hex| DocumentId::from_hex(&hex) == Some(DocumentId::of(text)))
        } else {
            let stated: Option<u64> = fields.take_with(name, whole::read).map_err(&mut broken)?;
            stated.is_none_or(|count| count == text.chars().count() as u64)
        };
        if !same {
            return Err(ReadError::OtherText { line: report.line(record) });
        }
    }
    Ok(())
}

/// `None` where one of them is none.
fn blocks(json: &str) -> Result<Option<Vec<Block>>, Malformed> {
    json::list(json)?.into_iter().map(block).collect()
}

/// `None` where the span is empty or the level none that a heading has.
fn block(json: &str) -> Result<Option<Block>, Malformed> {
    let mut fields = Fields::of(json)?;
    let (start, end) = (whole::need(&mut fields, "start")?, whole::need(&mut fields, "end")?);
    let span = Span::new(CharOffset::new(start), CharOffset::new(end));
    let kind = json::word(fields.need_raw("kind")?, &BlockKind::ALL.map(kind_word))?;
    let kind = BlockKind::ALL.get(kind).copied().unwrap_or(BlockKind::Paragraph);
    let stated: Option<u32> = fields.take_with("level", whole::read)?;
    let fits = stated.is_none_or(|level| (1..=6).contains(&level));
    let is_heading = matches!(kind, BlockKind::Title | BlockKind::Heading);
    let level = stated.filter(|_| is_heading).unwrap_or(0) as u8;
    Ok(span.filter(|_| fits).map(|span| Block { span, kind, level }))
}
