//! The structure of a text: what each stretch of it is.

use super::unseen::is_seen;
use super::{CharOffset, Span};

/// What a block is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    Title,
    Heading,
    /// A line above or below a headline that leads into it.
    Kicker,
    Byline,
    Caption,
    /// A quotation set apart from the running text.
    Quotation,
    /// Who said the quotation set apart.
    Attribution,
    Paragraph,
    /// One of a list.
    Item,
}

impl BlockKind {
    /// In the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Heading,
        Self::Kicker,
        Self::Byline,
        Self::Caption,
        Self::Quotation,
        Self::Attribution,
        Self::Paragraph,
        Self::Item,
    ];
}

/// A stretch of a text that is shown as one paragraph, heading or line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
    /// 1 to 6 for a title or heading, 0 for anything else.
    pub level: u8,
}

/// A paragraph for each line of which anything can be seen: the structure of a text that came with none.
pub fn blocks_by_line(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = CharOffset::new(0);
    for line in text.split('\n') {
        let end = start.plus(line.chars().count() as u32);
        if let Some(span) = Span::new(start, end).filter(|_| is_seen(line)) {
            blocks.push(Block { span, kind: BlockKind::Paragraph, level: 0 });
        }
        start = end.plus(1);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_a_line_and_none_for_a_blank_one() {
        let text = "一二\n\n \u{3000}\n𠮷\n";
        let spans: Vec<_> = blocks_by_line(text)
            .iter()
            .map(|block| (block.span.start().get(), block.span.end().get()))
            .collect();
        assert_eq!(spans, [(0, 2), (7, 8)]);
        assert!(blocks_by_line("\n \n").is_empty());
        for line in
            ["\u{200b}", "\u{2060}\u{200b}", "\u{ad}", "\u{feff} \u{3000}", "\u{200e}\u{2800}", "\u{1}"]
        {
            let text = format!("一\n{line}\n二");
            assert_eq!(blocks_by_line(&text).len(), 2, "nothing of {line:?} can be seen");
        }
    }
}
