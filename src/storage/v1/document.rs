//! A document, in two records: the header is small and changes when it is opened or closed, the text never does.
//!
//! ```text
//!   {"title":"…","language":"zh-Hans","length":120,"blocks":[["t1",0,12],["p",13,120]],"open":true,"opened":[…]}
//! ```

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::stamps::Moment;
use super::{Fault, is_default};
use crate::model::Stamped;
use crate::storage;
use crate::text::{Block, BlockKind, CharOffset, DocumentId, DocumentInfo, Span};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    #[serde(default, skip_serializing_if = "is_default")]
    title: String,
    #[serde(default, skip_serializing_if = "is_default")]
    language: String,
    #[serde(default, skip_serializing_if = "is_default")]
    source: String,
    /// In code points.
    length: u32,
    /// A letter for the kind, with the level behind it; start and end in code points.
    blocks: Vec<(String, u32, u32)>,
    open: bool,
    opened: Moment,
}

impl From<&storage::Header> for Header {
    fn from(header: &storage::Header) -> Self {
        let blocks = header.blocks.iter();
        Self {
            title: header.info.title.clone(),
            language: header.info.language.clone(),
            source: header.info.source.clone(),
            length: header.length,
            blocks: blocks
                .map(|block| (sign(block), block.span.start().get(), block.span.end().get()))
                .collect(),
            open: header.open.value,
            opened: header.open.stamp.into(),
        }
    }
}

impl Header {
    pub fn read(self) -> Result<storage::Header, Fault> {
        let info = DocumentInfo { title: self.title, language: self.language, source: self.source };
        let blocks = self.blocks.iter().map(|(sign, start, end)| {
            let span = Span::new(CharOffset::new(*start), CharOffset::new(*end))?;
            block(sign, span)
        });
        Ok(storage::Header {
            info,
            length: self.length,
            blocks: blocks.collect::<Option<_>>().ok_or(Fault::Value("blocks"))?,
            open: Stamped::new(self.open, self.opened.into()),
        })
    }
}

fn sign(block: &Block) -> String {
    let letter = match block.kind {
        BlockKind::Title => 't',
        BlockKind::Heading => 'h',
        BlockKind::Kicker => 'k',
        BlockKind::Byline => 'b',
        BlockKind::Caption => 'c',
        BlockKind::Quotation => 'q',
        BlockKind::Attribution => 'a',
        BlockKind::Paragraph => 'p',
        BlockKind::Item => 'i',
    };
    if block.level == 0 { letter.into() } else { format!("{letter}{}", block.level) }
}

fn block(sign: &str, span: Span) -> Option<Block> {
    let mut chars = sign.chars();
    let kind = match chars.next()? {
        't' => BlockKind::Title,
        'h' => BlockKind::Heading,
        'k' => BlockKind::Kicker,
        'b' => BlockKind::Byline,
        'c' => BlockKind::Caption,
        'q' => BlockKind::Quotation,
        'a' => BlockKind::Attribution,
        'p' => BlockKind::Paragraph,
        'i' => BlockKind::Item,
        _ => return None,
    };
    let level = chars.as_str();
    Some(Block { span, kind, level: if level.is_empty() { 0 } else { level.parse().ok()? } })
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub text: Arc<str>,
}

impl Text {
    pub fn read(self, id: DocumentId) -> Result<Arc<str>, Fault> {
        if DocumentId::of(&self.text) == id { Ok(self.text) } else { Err(Fault::OtherText) }
    }
}
