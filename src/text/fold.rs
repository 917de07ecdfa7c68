//! What counts as the same when words are looked for: `广州5` is `廣州５`, `Café` is `cafe\u{301}` written with a capital.
//!
//! A character becomes none, one or several folded ones:
//!
//! ```text
//!   as Unicode decomposes it (UAX #15, NFKD)    é  e ◌́      ㎏  kg       ５  5      ｶﾞ  カ ◌゙
//!   without case (Unicode Standard, §5.18)      É  e ◌́      ß   ss       Σ ς  σ
//!   the form that stands for its variants       廣 広  广    羣  群
//!   one sign for all of a kind                  “ 「 «  "    blanks  one blank
//!   nothing, where it shows nothing             zero-width space, soft hyphen, variation selector
//! ```
//!
//! Marks over one letter stand in canonical order then, whatever order they were written in. What is found is given as
//! gaps of the text itself.

mod variants;

use std::sync::{LazyLock, OnceLock};

use icu_casemap::CaseMapper;
use icu_normalizer::DecomposingNormalizerBorrowed as Decompose;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed as Classes;
use icu_properties::CodePointSetData;
use icu_properties::props::QuotationMark;

use super::unseen::{is_blank, is_invisible};
use variants::VARIANTS;

/// One folded character, and the class by which marks over the same letter are put in order; 0 for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    c: char,
    class: u8,
}

/// A folded character and where it stands: the gap before it, unless it is the later part of a character, and the gap
/// behind it, unless it is the earlier part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folded {
    pub c: char,
    pub start: Option<Gap>,
    pub end: Option<Gap>,
}

/// A gap between characters of a text that is read from its beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    pub char: u32,
    pub byte: u32,
}

/// Who is given a folded text, one character after the other.
pub trait Take {
    /// This character may be left out: it changes nothing. Nearly all of a text is, so this is kept short.
    fn passes(&self, c: char) -> bool;

    fn take(&mut self, folded: Folded);

    /// So many bytes of the text were read.
    fn hear(&mut self, _: u32) {}
}

/// After so many bytes it is said how much was read.
const OFTEN: usize = 1 << 19;

/// Folds a text.
pub fn fold(text: &str, taker: &mut impl Take) {
    let mut marks = Marks::default();
    let mut here = Gap::default();
    let mut rest = text;
    while !rest.is_empty() {
        let (part, behind) = rest.split_at_checked(rest.floor_char_boundary(OFTEN)).unwrap_or_default();
        for c in part.chars() {
            let next = Gap { char: here.char + 1, byte: here.byte + c.len_utf8() as u32 };
            match look_up(c) {
                Entry::One(c) if marks.is_empty() => {
                    if !taker.passes(c) {
                        taker.take(Folded { c, start: Some(here), end: Some(next) });
                    }
                }
                Entry::One(c) => marks.push(&[Piece { c, class: 0 }], here, next, taker),
                Entry::Several(pieces) => marks.push(pieces, here, next, taker),
            }
            here = next;
        }
        taker.hear(here.byte);
        rest = behind;
    }
    marks.hand_over(taker);
}

/// A text as it is compared.
pub fn folded(text: &str) -> Vec<char> {
    let mut all = All::default();
    fold(text, &mut all);
    all.0.into_iter().map(|folded| folded.c).collect()
}

#[derive(Default)]
struct All(Vec<Folded>);

impl Take for All {
    fn passes(&self, _: char) -> bool {
        false
    }

    fn take(&mut self, folded: Folded) {
        self.0.push(folded);
    }
}

/// Marks that follow each other and are not in order yet.
#[derive(Default)]
struct Marks(Vec<(u8, Folded)>);

impl Marks {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn push(&mut self, pieces: &[Piece], start: Gap, end: Gap, taker: &mut impl Take) {
        let last = pieces.len().saturating_sub(1);
        for (number, piece) in pieces.iter().enumerate() {
            let start = (number == 0).then_some(start);
            let end = (number == last).then_some(end);
            let folded = Folded { c: piece.c, start, end };
            if piece.class == 0 {
                self.hand_over(taker);
                taker.take(folded);
            } else {
                self.0.push((piece.class, folded));
            }
        }
    }

    /// In their order (Unicode Standard, D109). Where that is another than in the text, only all of them together
    /// stand between two gaps.
    fn hand_over(&mut self, taker: &mut impl Take) {
        if !self.0.is_sorted_by_key(|(class, _)| *class) {
            let start = self.0.first().and_then(|(_, mark)| mark.start);
            let end = self.0.last().and_then(|(_, mark)| mark.end);
            self.0.sort_by_key(|(class, _)| *class);
            let last = self.0.len().saturating_sub(1);
            for (number, (_, mark)) in self.0.iter_mut().enumerate() {
                mark.start = start.filter(|_| number == 0);
                mark.end = end.filter(|_| number == last);
            }
        }
        self.0.drain(..).for_each(|(_, mark)| taker.take(mark));
    }
}

/// What one character becomes.
enum Entry {
    /// A letter, as nearly every character.
    One(char),
    Several(&'static [Piece]),
}

/// So many characters are folded at once when the first of them is met; then each is one look into a table.
const PAGE: usize = 256;

struct Page {
    /// A character, or behind the last of them the number of one that becomes something else than one letter.
    entries: [u32; PAGE],
    several: Vec<Vec<Piece>>,
}

const BEHIND_ALL: u32 = 0x11_0000;

static PAGES: [OnceLock<Box<Page>>; BEHIND_ALL as usize / PAGE] =
    [const { OnceLock::new() }; BEHIND_ALL as usize / PAGE];

fn look_up(c: char) -> Entry {
    let code = u32::from(c) as usize;
    let Some(page) = PAGES.get(code / PAGE) else { return Entry::One(c) };
    let page = page.get_or_init(|| Box::new(Page::new((code / PAGE * PAGE) as u32)));
    let entry = page.entries.get(code % PAGE).copied().unwrap_or_default();
    match char::from_u32(entry) {
        Some(c) => Entry::One(c),
        None => Entry::Several(
            page.several.get((entry - BEHIND_ALL) as usize).map_or(&[], |pieces| pieces.as_slice()),
        ),
    }
}

impl Page {
    fn new(first: u32) -> Self {
        let mut several = Vec::new();
        let mut entry = |c: char| match *pieces(c) {
            [Piece { c, class: 0 }] => u32::from(c),
            ref pieces => {
                several.push(pieces.to_vec());
                BEHIND_ALL + several.len() as u32 - 1
            }
        };
        let mut entries = [0; PAGE];
        for (code, place) in (first..).zip(&mut entries) {
            // No text has the halves of a surrogate pair.
            *place = char::from_u32(code).map_or(0, &mut entry);
        }
        Self { entries, several }
    }
}

fn pieces(c: char) -> Vec<Piece> {
    if let '\u{3400}'..='\u{9fff}' = c {
        return vec![Piece { c: variant(c), class: 0 }];
    }
    let class = |c| Classes::new().get_u8(c);
    let mut pieces = Vec::new();
    // In the class that it has before its case is folded: the iota below becomes a letter, and stays in its place.
    for part in Decompose::new_nfd().normalize_iter(std::iter::once(c)) {
        let of_part = class(part);
        let letters = letters(part);
        pieces.extend(
            letters.chars().map(|c| Piece { c, class: if of_part == 0 { class(c) } else { of_part } }),
        );
    }
    pieces
}

/// Folding may bring out what is to be folded again; no character needs it more often.
const ROUNDS: usize = 4;

fn letters(c: char) -> String {
    let mut letters = String::from(c);
    for _ in 0..ROUNDS {
        let apart: String = Decompose::new_nfkd().normalize_iter(letters.chars()).collect();
        let lower = CaseMapper::new().fold_string(&apart);
        let next: String = lower.chars().filter(|c| !is_invisible(*c)).map(sign).collect();
        if next == letters {
            break;
        }
        letters = next;
    }
    letters
}

/// One sign for all of a kind.
fn sign(c: char) -> char {
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        _ if is_blank(c) => ' ',
        // In words: letters that look like an apostrophe; and ornaments.
        '\u{2bb}' | '\u{2bc}' | '❛'..='❠' | '❮' | '❯' | '🙶'..='🙸' => '"',
        _ if CodePointSetData::new::<QuotationMark>().contains(c) => '"',
        // What U+2011 is without its ban of a line's end.
        '\u{2010}' => '-',
        _ => variant(c),
    }
}

/// The character that stands for a Han character and its other forms.
fn variant(c: char) -> char {
    static TABLE: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
        let group = |group: &'static str| {
            let first = group.chars().next();
            group.chars().skip(1).filter_map(move |c| Some((c, first?)))
        };
        let mut table: Vec<_> = VARIANTS.split_ascii_whitespace().flat_map(group).collect();
        table.sort_unstable();
        table
    });
    let at = TABLE.binary_search_by_key(&c, |(form, _)| *form).ok();
    at.and_then(|at| TABLE.get(at)).map_or(c, |(_, first)| *first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        folded(text).into_iter().collect()
    }

    #[test]
    fn width_case_and_script() {
        let table = [
            ("廣州", "广州"),
            ("广州", "广州"),
            ("ＡＢＣ１２３（％）", "abc123(%)"),
            ("Pizhu", "pizhu"),
            ("一\u{3000}二", "一 二"),
            ("發與髮", "发与发"),
            ("黨員幹部築起嚴密防線,守護群眾安全和健康", "党员干部筑起严密防线,守护群众安全和健康"),
            ("醫護人員連夜開展核酸檢測", "医护人员连夜开展核酸检测"),
            ("萬龜", "万龟"),
            ("。，、“”「」", "。,、\"\"\"\""),
            ("𠮷É\u{301}👩\u{200d}👦\n", "𠮷e\u{301}\u{301}👩👦\n"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
            assert_eq!(shown(expected), expected, "folding again changes nothing");
        }
    }

    #[test]
    fn the_commonest_traditional_characters_are_their_simplified_ones() {
        let pairs = include_str!("../../tests/variants/commonest.txt").split_whitespace();
        let mut count = 0;
        for pair in pairs {
            let (traditional, simplified) = pair.split_at(3);
            assert_eq!(shown(traditional), simplified, "{pair}");
            count += 1;
        }
        assert_eq!(count, 976);
    }

    /// What readers of newspapers from Taiwan, Hong Kong and Japan missed, and what must not become one.
    #[test]
    fn forms_of_one_character_and_no_others() {
        let equal = "稅税 乾干 曆历 裏里 裡里 徵征 塗涂 鬍胡 讚赞 銳锐 瀋沈 佔占 嚐尝 鄒邹 釗钊 羣群 爲为 衞卫 啓启 綫线 峯峰 \
            牀床 説说 脫脱 絕绝 淨净 眞真 黃黄 內内 戶户 產产 録录 錄录 強强 祕秘 遊游 託托 兇凶 佈布 鬥斗 僱雇 閱阅 閲阅 \
            顏颜 顔颜 鷄鸡 雞鸡 臺台 颱台 隻只 祇只 餘余 廣広 氣気 學学 國国 黑黒 步歩 德徳 值値";
        for pair in equal.split_whitespace() {
            let mut forms = pair.chars().map(|c| shown(&String::from(c)));
            assert_eq!(forms.next(), forms.next(), "{pair}");
        }
        for pair in "他她 他它 余予 众匝 你您 历厉 关寡 柜馈 土士 日曰 未末 己已 甲由 一二".split_whitespace()
        {
            let mut forms = pair.chars().map(|c| shown(&String::from(c)));
            assert_ne!(forms.next(), forms.next(), "{pair}");
        }
    }

    #[test]
    fn every_character_is_folded_for_good() {
        // Behind the third plane nothing is assigned but what shows nothing.
        for c in ('\0'..'\u{33500}').chain('\u{e0000}'..'\u{e1000}') {
            let once = shown(&String::from(c));
            assert_eq!(shown(&once), once, "{c:?} U+{:04X}", u32::from(c));
            assert_eq!(once.is_empty(), is_invisible(c), "{c:?}: nothing that is seen is left out");
        }
    }

    #[test]
    fn each_character_stands_where_it_stood() {
        let text = "aß\u{ad}e\u{302}\u{323}廣";
        let mut all = All::default();
        fold(text, &mut all);
        let place = |gap: Option<Gap>| gap.map(|gap| gap.char);
        let places: Vec<_> = all.0.into_iter().map(|one| (one.c, place(one.start), place(one.end))).collect();
        let expected = [
            ('a', Some(0), Some(1)),
            ('s', Some(1), None),
            ('s', None, Some(2)),
            ('e', Some(3), Some(4)),
            ('\u{323}', Some(4), None),
            ('\u{302}', None, Some(6)),
            ('广', Some(6), Some(7)),
        ];
        assert_eq!(places, expected);
    }

    proptest! {
        #[test]
        fn what_unicode_calls_equal_is_equal(text in "(\\PC|é|ậ|\u{345}|\u{301}|\u{323}|가|ｶﾞ|ß|Σ){0,12}") {
            let apart: String = Decompose::new_nfd().normalize_iter(text.chars()).collect();
            let plain: String = Decompose::new_nfkd().normalize_iter(text.chars()).collect();
            prop_assert_eq!(shown(&apart), shown(&text));
            prop_assert_eq!(shown(&plain), shown(&text));
            prop_assert_eq!(shown(&text.to_lowercase()), shown(&text));
            prop_assert_eq!(shown(&CaseMapper::new().fold_string(&apart)), shown(&text));
        }

        #[test]
        fn the_places_are_those_of_the_text(text in "(\\PC|\u{301}|\u{323}|\n|廣|ß){0,12}") {
            let mut last = Gap::default();
            let mut all = All::default();
            fold(&text, &mut all);
            for gap in all.0.into_iter().flat_map(|one| [one.start, one.end]).flatten() {
                let before = text.get(..gap.byte as usize).unwrap();
                prop_assert_eq!(before.chars().count(), gap.char as usize);
                prop_assert!(gap.char >= last.char);
                last = gap;
            }
        }
    }
}
