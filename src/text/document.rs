//! One text with an identity. It never changes: a corrected text is another document.

mod wire;

use std::fmt;
use std::sync::Arc;

use hmac_sha256::Hash as Sha256;

use super::{Block, ByteOffset, CharOffset, OffsetTable, Place, Span, Utf16Offset, is_seen};

/// Names a document by its text: the SHA-256 of the UTF-8 bytes, so that the same text is the same document everywhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId([u8; 32]);

impl DocumentId {
    pub fn of(text: &str) -> Self {
        Self(Sha256::hash(text.as_bytes()))
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits: Vec<u8> =
            hex.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect::<Option<_>>()?;
        let bytes: Vec<u8> =
            digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
        (digits.len() == 64).then_some(Self(bytes.try_into().ok()?))
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

/// Fields that a newer program wrote into a file, in the order of their names and as they were written, so that they are there when the file
/// is written again.
pub type Strangers = Vec<(Arc<str>, Arc<str>)>;

/// What is known of a document beside its text. Empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentInfo {
    pub title: String,
    /// BCP 47, as `zh-Hans`.
    pub language: String,
    /// Where it came from: a file's name, an address.
    pub source: String,
    /// Of its record in a file.
    pub extra: Strangers,
    /// Of the file itself.
    pub around: Strangers,
}

/// Why a text cannot be a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    Empty,
    /// A carriage return or a byte order mark at the start: see [`normalise`].
    NotNormalised,
    /// More than 4 GiB, past which an offset no longer fits.
    TooLong,
    /// The block with this number is out of order, out of the text, or leaves out text before it.
    Block(usize),
}

/// Where a span stands, and what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage<'a> {
    pub start: Place,
    pub end: Place,
    pub words: &'a str,
    pub before: &'a str,
    pub behind: &'a str,
}

/// One text, its structure, and where its characters stand.
#[derive(Debug)]
pub struct Document {
    id: DocumentId,
    info: DocumentInfo,
    text: Arc<str>,
    blocks: Vec<Block>,
    table: OffsetTable,
}

impl Document {
    /// Blocks are in order, do not overlap, and leave out nothing that can be seen.
    pub fn new(info: DocumentInfo, text: &str, blocks: Vec<Block>) -> Result<Self, TextError> {
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if u32::try_from(text.len()).is_err() {
            return Err(TextError::TooLong);
        }
        // The search for a byte needs no program of its own; the one for a sign is a kilobyte.
        if text.starts_with('\u{feff}') || text.as_bytes().contains(&b'\r') {
            return Err(TextError::NotNormalised);
        }
        let document =
            Self { id: DocumentId::of(text), info, table: OffsetTable::new(text), text: text.into(), blocks };
        document.check_blocks()?;
        Ok(document)
    }

    /// Notes the fields that stood around it.
    pub fn set_around(&mut self, around: Strangers) {
        self.info.around = around;
    }

    /// The document with those fields of another file of the same text that it does not have; `None` where it has all.
    pub fn with_strangers_of(&self, other: &Self) -> Option<Self> {
        let mut info = self.info.clone();
        for (mine, theirs) in [(&mut info.extra, &other.info.extra), (&mut info.around, &other.info.around)] {
            for stranger in theirs {
                let at = mine.partition_point(|(name, _)| *name < stranger.0);
                if mine.get(at).is_none_or(|(name, _)| *name != stranger.0) {
                    mine.insert(at, stranger.clone());
                }
            }
        }
        let Self { id, text, blocks, table, .. } = self;
        let document =
            || Self { id: *id, info, text: text.clone(), blocks: blocks.clone(), table: table.clone() };
        let strangers = |document: &Self| document.info.extra.len() + document.info.around.len();
        Some(document()).filter(|document| strangers(document) > strangers(self))
    }

    fn check_blocks(&self) -> Result<(), TextError> {
        let mut place = ByteOffset::new(0);
        for (number, block) in self.blocks.iter().enumerate() {
            let span =
                self.bytes(block.span).filter(|span| span.start >= place).ok_or(TextError::Block(number))?;
            if !self.is_blank(place, span.start) {
                return Err(TextError::Block(number));
            }
            place = span.end;
        }
        if self.is_blank(place, self.table.end().byte) {
            Ok(())
        } else {
            Err(TextError::Block(self.blocks.len()))
        }
    }

    fn is_blank(&self, start: ByteOffset, end: ByteOffset) -> bool {
        self.text.get(start.get() as usize..end.get() as usize).is_some_and(|gap| !is_seen(gap))
    }

    fn bytes(&self, span: Span) -> Option<std::ops::Range<ByteOffset>> {
        Some(self.at(span.start())?.byte..self.at(span.end())?.byte)
    }

    pub fn id(&self) -> DocumentId {
        self.id
    }

    pub fn info(&self) -> &DocumentInfo {
        &self.info
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub const fn shared_text(&self) -> &Arc<str> {
        &self.text
    }

    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The end of the text in all three units.
    pub fn end(&self) -> Place {
        self.table.end()
    }

    /// The whole text as one span.
    pub fn whole(&self) -> Option<Span> {
        Span::new(CharOffset::new(0), self.end().char)
    }

    /// The gap at a code point offset, or `None` behind the end.
    pub fn at(&self, offset: CharOffset) -> Option<Place> {
        self.table.at_char(&self.text, offset)
    }

    /// The gap at a UTF-16 offset, or `None` behind the end or inside a surrogate pair.
    pub fn at_utf16(&self, offset: Utf16Offset) -> Option<Place> {
        self.table.at_utf16(&self.text, offset)
    }

    /// The words of a span, or `None` where it reaches behind the end.
    pub fn slice(&self, span: Span) -> Option<&str> {
        let bytes = self.bytes(span)?;
        self.text.get(bytes.start.get() as usize..bytes.end.get() as usize)
    }

    /// The character behind a gap.
    pub fn char_at(&self, offset: CharOffset) -> Option<char> {
        self.text.get(self.at(offset)?.byte.get() as usize..)?.chars().next()
    }

    /// The number of the last block that starts at or before a gap; 0 before the first.
    pub fn block_at(&self, offset: CharOffset) -> usize {
        self.blocks.partition_point(|block| block.span.start() <= offset).saturating_sub(1)
    }

    /// A span with so many characters on each side, looked up once; `None` where it reaches behind the text.
    pub fn passage(&self, span: Span, context: u32) -> Option<Passage<'_>> {
        let (start, end) = (self.at(span.start())?, self.at(span.end())?);
        let (before, rest) = self.text.split_at_checked(start.byte.get() as usize)?;
        let (words, behind) = rest.split_at_checked((end.byte.get() - start.byte.get()) as usize)?;
        let count = context as usize;
        let from = before.char_indices().rev().take(count).last().map_or(before.len(), |(at, _)| at);
        let to = behind.char_indices().nth(count).map_or(behind.len(), |(at, _)| at);
        Some(Passage { start, end, words, before: before.get(from..)?, behind: behind.get(..to)? })
    }

    /// At most `count` characters before a gap.
    pub fn before(&self, offset: CharOffset, count: u32) -> &str {
        Span::new(offset.minus(count), offset).and_then(|span| self.slice(span)).unwrap_or_default()
    }

    /// At most `count` characters behind a gap.
    pub fn behind(&self, offset: CharOffset, count: u32) -> &str {
        let end = offset.plus(count).min(self.end().char);
        Span::new(offset, end).and_then(|span| self.slice(span)).unwrap_or_default()
    }
}

/// Two documents are the same when their text, structure and description are.
impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.info == other.info && self.blocks == other.blocks
    }
}

/// The text as it is kept: without a byte order mark, every line end one line feed, and nothing else changed.
pub fn normalise(text: &str) -> String {
    let mut lines = text.trim_start_matches('\u{feff}').split('\r');
    let mut normal = String::with_capacity(text.len());
    normal.push_str(lines.next().unwrap_or_default());
    for line in lines {
        normal.push('\n');
        normal.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::super::{BlockKind, blocks_by_line};
    use super::*;
    use crate::builders::{document, span};
    use proptest::prelude::*;

    #[test]
    fn slices_and_context_count_code_points() {
        let document = document("一𠮷e\u{301}👍二\n三");
        assert_eq!(document.slice(span(1, 4)), Some("𠮷e\u{301}"));
        assert_eq!(document.slice(span(5, 9)), None, "reaches behind the end");
        assert_eq!(document.before(CharOffset::new(2), 16), "一𠮷");
        assert_eq!(document.behind(CharOffset::new(5), 2), "二\n");
        assert_eq!(document.char_at(CharOffset::new(4)), Some('👍'));
        assert_eq!(document.char_at(document.end().char), None);
    }

    #[test]
    fn units_of_two_kinds_meet_at_gaps() {
        let document = document("一𠮷二");
        let place = |utf16| document.at_utf16(Utf16Offset::new(utf16)).map(|place| place.char.get());
        assert_eq!([0, 1, 2, 3, 4, 5].map(place), [Some(0), Some(1), None, Some(2), Some(3), None]);
    }

    #[test]
    fn what_is_new_around_a_text_is_taken_in_and_what_is_known_stays() {
        let with = |names: &[(&str, &str)]| {
            let extra = names.iter().map(|(name, json)| (Arc::from(*name), Arc::from(*json))).collect();
            let info = DocumentInfo { extra, ..DocumentInfo::default() };
            Document::new(info, "一", blocks_by_line("一")).unwrap()
        };
        let mine = with(&[("b", "1"), ("d", "2")]);
        let both = mine.with_strangers_of(&with(&[("a", "3"), ("b", "4"), ("c", "5"), ("e", "6")])).unwrap();
        let told: Vec<_> = both.info().extra.iter().map(|(name, json)| [&**name, &**json].concat()).collect();
        assert_eq!(told, ["a3", "b1", "c5", "d2", "e6"]);
        assert!(mine.with_strangers_of(&with(&[("b", "4")])).is_none(), "nothing is new");
    }

    #[test]
    fn the_block_of_an_offset() {
        let document = document("\n一二\n\n三");
        let blocks: Vec<_> = (0..6).map(|offset| document.block_at(CharOffset::new(offset))).collect();
        assert_eq!(blocks, [0, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn the_id_is_the_hash_of_the_text() {
        let id = DocumentId::of("abc");
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(id.to_string(), hex, "FIPS 180-2, appendix B.1");
        assert_eq!(DocumentId::from_hex(hex), Some(id));
        assert_eq!(DocumentId::from_hex("ba78"), None);
        assert_eq!(DocumentId::from_hex(&"zz".repeat(32)), None);
        assert_eq!(DocumentId::from_hex(&"é".repeat(64)), None);
    }

    proptest! {
        #[test]
        fn a_passage_is_what_each_look_finds(text in "(\\PC|😀|\n){1,40}", start in 0u32..40, length in 1u32..40, context in 0u32..20) {
            let document = document(&text);
            let span = span(start, start + length);
            let expected = document.slice(span).map(|words| Passage {
                start: document.at(span.start()).unwrap(),
                end: document.at(span.end()).unwrap(),
                words,
                before: document.before(span.start(), context),
                behind: document.behind(span.end(), context),
            });
            prop_assert_eq!(document.passage(span, context), expected);
        }
    }

    #[test]
    fn what_is_refused() {
        let block = |start, end| Block { span: span(start, end), kind: BlockKind::Paragraph, level: 0 };
        let table = [
            ("", vec![], TextError::Empty),
            ("a\r\nb", vec![], TextError::NotNormalised),
            ("\u{feff}a", vec![], TextError::NotNormalised),
            ("ab\ncd", vec![block(0, 2)], TextError::Block(1)),
            ("ab\ncd", vec![block(3, 5), block(0, 2)], TextError::Block(0)),
            ("ab\ncd", vec![block(0, 3), block(2, 5)], TextError::Block(1)),
            ("ab\ncd", vec![block(0, 9)], TextError::Block(0)),
        ];
        for (text, blocks, error) in table {
            let refused = Document::new(DocumentInfo::default(), text, blocks);
            assert_eq!(refused.err(), Some(error), "{text:?}");
        }
    }

    #[test]
    fn normalising_touches_line_ends_and_the_mark_only() {
        assert_eq!(
            normalise("\u{feff}\ra\r\nb\rc\n\r\r\n\u{3000}e\u{301}\u{feff}\r"),
            "\na\nb\nc\n\n\n\u{3000}e\u{301}\u{feff}\n"
        );
        assert_eq!(
            normalise("\u{feff}\u{feff}a"),
            "a",
            "two programs each put one: no document begins with one"
        );
    }
}
