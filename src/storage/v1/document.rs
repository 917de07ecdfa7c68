//! A document, in two records: the header is small and changes when it is opened or closed, the text never does.
//!
//! ```text
//!   {"title":"…","language":"zh-Hans","length":120,"blocks":[["t1",0,12],["p",13,120]],"open":true,"opened":[…]}
//! ```

use std::sync::Arc;

use super::stamps::write_moment;
use super::{extra, stamp, text};
use crate::json::{self, Brackets, Fields, Malformed};
use crate::model::Stamped;
use crate::storage::{Fault, Header};
use crate::text::{Block, BlockKind, CharOffset, DocumentId, DocumentInfo, Span, Strangers};

pub fn write_header(header: &Header) -> String {
    let mut blocks = Brackets::on_one_line();
    for block in &header.blocks {
        blocks.add(&format!("[\"{}\",{},{}]", sign(block), block.span.start().get(), block.span.end().get()));
    }
    let mut fields = Brackets::on_one_line();
    fields.words("title", &header.info.title);
    fields.words("language", &header.info.language);
    fields.words("source", &header.info.source);
    fields.filled("extra", &extra::write(strangers(&header.info.extra)));
    fields.filled("around", &extra::write(strangers(&header.info.around)));
    fields.field("length", &header.length.to_string());
    fields.field("blocks", &blocks.into_list());
    fields.field("open", &header.open.value.to_string());
    fields.field("opened", &write_moment(header.open.stamp));
    fields.into_object()
}

pub fn read_header(mut fields: Fields) -> Result<Header, Fault> {
    let info = DocumentInfo {
        title: fields.take("title")?.unwrap_or_default(),
        language: fields.take("language")?.unwrap_or_default(),
        source: fields.take("source")?.unwrap_or_default(),
        extra: extra::take(&mut fields, "extra")?,
        around: extra::take(&mut fields, "around")?,
    };
    let blocks = fields.need_list("blocks")?.into_iter().map(read_block);
    let header = Header {
        info,
        blocks: blocks.collect::<Result<Option<_>, _>>()?.ok_or(Fault::Value("blocks"))?,
        length: fields.need("length")?,
        open: Stamped::new(fields.need("open")?, stamp(&mut fields, "opened")?),
    };
    fields.finish()?;
    Ok(header)
}

fn strangers(strangers: &Strangers) -> impl Iterator<Item = (&str, &str)> {
    strangers.iter().map(|(name, json)| (&**name, &**json))
}

/// A letter for the kind, with the level behind it; start and end in code points. `None` where they say no block.
fn read_block(json: &str) -> Result<Option<Block>, Malformed> {
    let [sign, start, end] = json::array(json)?;
    let span = Span::new(CharOffset::new(json::read(start)?), CharOffset::new(json::read(end)?));
    let sign: String = json::read(sign)?;
    Ok(span.and_then(|span| block(&sign, span)))
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

pub fn write_text(words: &str) -> String {
    let mut fields = Brackets::on_one_line();
    fields.text("text", words);
    fields.into_object()
}

pub fn read_text(id: DocumentId, mut fields: Fields) -> Result<Arc<str>, Fault> {
    let words = text(&mut fields, "text")?;
    fields.finish()?;
    if DocumentId::of(&words) == id { Ok(words) } else { Err(Fault::OtherText) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_level_of_a_block_has_a_sign_of_its_own() {
        let span = Span::new(CharOffset::new(0), CharOffset::new(1)).unwrap();
        for kind in BlockKind::ALL {
            for level in [0, 1, 12] {
                let written = Block { span, kind, level };
                assert_eq!(block(&sign(&written), span), Some(written));
            }
        }
        for stranger in ["", "x", "p-1", "pp", "t256"] {
            assert_eq!(block(stranger, span), None, "{stranger:?}");
        }
    }
}
