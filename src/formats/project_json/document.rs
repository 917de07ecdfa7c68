//! The record of the document: its text, what the text is known by, and its structure.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::fields::{Fields, Malformed, Report};
use super::one_line;
use crate::formats::{ReadError, UnfitReason};
use crate::text::{
    Block, BlockKind, CharOffset, Document, DocumentId, DocumentInfo, Span, TextError, blocks_by_line,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DocumentRecord<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'a str,
    text: &'a str,
    code_points: u32,
    sha256: String,
    blocks: Vec<Box<RawValue>>,
}

#[derive(Serialize, Deserialize)]
struct BlockRecord {
    start: u32,
    end: u32,
    #[serde(with = "KindWord")]
    kind: BlockKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
}

/// The words for [`BlockKind`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "BlockKind", rename_all = "lowercase")]
enum KindWord {
    Title,
    Heading,
    Kicker,
    Byline,
    Caption,
    Quotation,
    Attribution,
    Paragraph,
    Item,
}

pub(super) fn write(document: &Document) -> DocumentRecord<'_> {
    let blocks = document.blocks().iter().map(|block| BlockRecord {
        start: block.span.start().get(),
        end: block.span.end().get(),
        kind: block.kind,
        level: Some(block.level).filter(|level| *level > 0),
    });
    DocumentRecord {
        title: &document.info().title,
        language: &document.info().language,
        source: &document.info().source,
        text: document.text(),
        code_points: document.end().char.get(),
        sha256: document.id().to_string(),
        blocks: blocks.map(|block| one_line(&block)).collect(),
    }
}

pub(super) fn read(record: &RawValue, report: &mut Report) -> Result<Arc<Document>, ReadError> {
    let mut fields = Fields::of(record).map_err(|malformed| report.broken(Some(record), malformed))?;
    let text_record = fields.raw("text").unwrap_or(record);
    let text: Option<String> =
        fields.take("text").map_err(|malformed| report.broken(Some(text_record), malformed))?;
    let text = text.filter(|text| !text.trim().is_empty()).ok_or(ReadError::NoText)?;
    check_identity(&text, &mut fields, report)?;
    let info = DocumentInfo {
        title: fields.try_take("title", report).unwrap_or_default(),
        language: fields.try_take("language", report).unwrap_or_default(),
        source: fields.try_take("source", report).unwrap_or_default(),
    };
    let blocks_record = fields.raw("blocks");
    let stated: Option<Vec<BlockRecord>> = fields.try_take("blocks", report);
    let document = match stated.map(|stated| stated.iter().map(block).collect::<Option<Vec<_>>>()) {
        None => Document::new(info, &text, blocks_by_line(&text)),
        Some(blocks) => match Document::new(info.clone(), &text, blocks.unwrap_or_default()) {
            Err(TextError::Block(_)) => {
                report.add(blocks_record.unwrap_or(record), UnfitReason::Field("blocks".to_owned()));
                Document::new(info, &text, blocks_by_line(&text))
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
            let stated: Option<u64> = fields.take(name).map_err(&mut broken)?;
            stated.is_none_or(|count| count == text.chars().count() as u64)
        };
        if !same {
            return Err(ReadError::OtherText { line: report.line(record) });
        }
    }
    Ok(())
}

/// `None` where the span is empty or the level none that a heading has.
fn block(record: &BlockRecord) -> Option<Block> {
    let span = Span::new(CharOffset::new(record.start), CharOffset::new(record.end))?;
    let stated = record.level.map_or(Some(0), |level| (1..=6).contains(&level).then_some(level))?;
    let level = if matches!(record.kind, BlockKind::Title | BlockKind::Heading) { stated } else { 0 };
    Some(Block { span, kind: record.kind, level })
}
