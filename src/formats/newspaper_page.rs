//! A page of a Chinese newspaper that OCR wrote down as Markdown: `#` for the title of a story, `##` for a heading,
//! and every other line a paragraph, a byline or a caption, or half a paragraph where a column ended.
//!
//! ```text
//!   面对高温炙烤、密封的防护                 One paragraph: the first line ends in the middle of a sentence.
//!
//!   措施和超负荷的工作等考验,医护人员从未退缩。
//! ```
//!
//! A line ends a sentence where its last character, before closing quotation marks and brackets, is one of
//! `。.!?…;:—`. A paragraph that does not is joined with the paragraph on the next line, and nothing is put between
//! them. When in doubt two lines stay two: a sentence that ends just where its column ended is not seen to go on, a
//! colon or a dash may lead into a paragraph of its own, and a caption or heading in between keeps both halves apart,
//! because nothing of the page is moved. Marks and line breaks are structure and leave the text; all else stays as it
//! was read.

use std::sync::Arc;

use super::plain_text::{is_mostly_han, stem};
use super::{Format, ReadError, Reading, Source};
use crate::model::{Bundle, Limit};
use crate::text::{Block, BlockKind, CharOffset, Document, DocumentInfo, Span, TextError, normalise};

pub const FORMAT: Format = Format {
    id: "newspaper-page",
    extension: "md",
    media_type: "text/markdown",
    recognises,
    limit: 32 << 20, // as of a plain text
    read: Some(read),
    write: None,
};

const ARTICLE: &str = include_str!("../../assets/article.md");

/// The page that a first visit shows. It names its newspaper and no year.
pub fn article() -> Result<Document, TextError> {
    document(&Source { name: "羊城晚报", text: ARTICLE })
}

/// A title, a reporter's byline and mostly Han text, and no mark of Markdown but headings: anybody's other notes are
/// read as they are, and never joined.
fn recognises(head: &str) -> bool {
    is_mostly_han(head)
        && head.lines().any(|line| heading(line).0 == 1)
        && head.lines().any(is_byline)
        && !head.lines().any(|line| OTHER_MARKS.iter().any(|mark| line.trim_start().starts_with(mark)))
}

/// Lists, quotations, code, tables, pictures, rules and front matter, and HTML.
const OTHER_MARKS: &[&str] = &["- ", "* ", "+ ", "> ", "1. ", "```", "~~~", "|", "![", "---", "***", "<"];

fn read(source: &Source) -> Result<Reading, ReadError> {
    let document = document(source).map_err(|_| ReadError::NoText)?;
    Limit::Blocks.check(document.blocks().len()).map_err(ReadError::Passed)?;
    Ok(Reading { bundle: Bundle::bare(Arc::new(document)), unfit: Vec::new() })
}

fn document(source: &Source) -> Result<Document, TextError> {
    let page = normalise(source.text);
    let pieces = pieces(&page);
    let title = pieces.iter().find(|piece| piece.kind == BlockKind::Title);
    let title: String =
        title.map_or_else(|| stem(source.name).into(), |piece| piece.lines.concat().trim().into());
    let info = DocumentInfo {
        title: Limit::Name.cut(&title).into(),
        language: "zh-Hans".into(),
        source: source.name.into(),
        ..DocumentInfo::default()
    };

    let (mut text, mut blocks) = (String::with_capacity(page.len()), Vec::with_capacity(pieces.len()));
    let mut start = CharOffset::new(0);
    for Piece { kind, level, lines } in pieces {
        if !text.is_empty() {
            text.push('\n');
            start = start.plus(1);
        }
        let count: usize = lines.iter().map(|line| line.chars().count()).sum();
        let end = start.plus(count as u32);
        text.extend(lines);
        blocks.extend(Span::new(start, end).map(|span| Block { span, kind, level }));
        start = end;
    }
    Document::new(info, &text, blocks)
}

/// What becomes one block.
struct Piece<'a> {
    kind: BlockKind,
    level: u8,
    /// More than one where it was cut at a column.
    lines: Vec<&'a str>,
}

impl Piece<'_> {
    fn is_cut(&self) -> bool {
        self.kind == BlockKind::Paragraph && self.lines.last().is_some_and(|line| !ends_sentence(line))
    }
}

/// Of a heading that has no mark.
const BARE_LEVEL: u8 = 2;

fn pieces(page: &str) -> Vec<Piece<'_>> {
    let first_title = page.lines().position(|line| heading(line).0 == 1).unwrap_or(0);
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, line) in page.lines().enumerate() {
        let (level, words) = heading(line);
        if words.trim().is_empty() {
            continue;
        }
        let found = match level {
            1 => Some((BlockKind::Title, level)),
            2.. => Some((BlockKind::Heading, level)),
            0 if is_caption(words) => Some((BlockKind::Caption, 0)),
            0 if is_byline(words) => Some((BlockKind::Byline, 0)),
            0 if number < first_title && !ends_sentence(words) => Some((BlockKind::Kicker, 0)),
            0 => match pieces.last_mut() {
                Some(before) => behind(before, words),
                None => Some((BlockKind::Paragraph, 0)),
            },
        };
        pieces.extend(found.map(|(kind, level)| Piece { kind, level, lines: vec![words] }));
    }
    pieces
}

/// What a line of running text is behind a piece, with its level; `None` where it was the piece's other half.
fn behind<'a>(before: &mut Piece<'a>, words: &'a str) -> Option<(BlockKind, u8)> {
    if is_dash_line(words) && before.kind == BlockKind::Paragraph {
        before.kind = BlockKind::Quotation;
        return Some((BlockKind::Attribution, 0));
    }
    if is_dash_line(words) && before.level > 0 {
        return Some((BlockKind::Kicker, 0));
    }
    if before.is_cut() {
        before.lines.push(words);
        return None;
    }
    Some(if is_bare_quotation(words) { (BlockKind::Heading, BARE_LEVEL) } else { (BlockKind::Paragraph, 0) })
}

/// The level of a line and its words: 0 without a mark (`CommonMark` 0.31.2, §4.2, but closing marks stay). A byte
/// order mark is none of the words: no text may begin with one, and any line may come to be the first.
fn heading(line: &str) -> (u8, &str) {
    let line = line.trim_start_matches(ORDER_MARK);
    let words = line.trim_start_matches('#');
    match line.len() - words.len() {
        level @ 1..=6 if words.is_empty() || words.starts_with([' ', '\t']) => {
            (level as u8, words.trim_start_matches(|c: char| c.is_whitespace() || c == ORDER_MARK))
        }
        _ => (0, line),
    }
}

const ORDER_MARK: char = '\u{feff}';

const CLOSING: &[char] = &['”', '’', '」', '』', '"', ')', '）', '》', '】'];
/// The dash too: what it leads to may be lost, as behind 合力——.
const ENDING: &[char] = &['。', '.', '!', '！', '?', '？', '…', ';', '；', ':', '：', '—'];

fn ends_sentence(line: &str) -> bool {
    line.trim_end().trim_end_matches(CLOSING).ends_with(ENDING)
}

/// `党旗迎风飘扬 羊城晚报记者 陈秋明 摄`: the last word says that somebody took the picture.
fn is_caption(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next_back() == Some("摄") && words.next().is_some()
}

/// `羊城晚报记者 侯梦菲 彭启有`: a reporter or correspondent, then names, and nothing that makes a sentence.
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let office = words.next().is_some_and(|word| word.ends_with("记者") || word.ends_with("通讯员"));
    office && words.next().is_some() && is_names(line) && !is_caption(line)
}

/// `——习近平`: a dash and a name.
fn is_dash_line(line: &str) -> bool {
    line.trim().strip_prefix("——").is_some_and(|name| !name.is_empty() && is_names(name))
}

/// Longer than this, letters without any mark are no names. In characters.
const LONGEST_NAMES: usize = 60;

fn is_names(words: &str) -> bool {
    words.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || matches!(c, '·' | '、'))
        && words.chars().nth(LONGEST_NAMES).is_none()
}

/// Longer than this, nothing was set as a heading. In characters.
const LONGEST_BARE: usize = 24;

/// `“为群众服务,是我的责任”`: one pair of quotation marks around the whole line, and no sentence ended in it. Only so
/// can a heading without a mark be told from the first half of a cut paragraph.
fn is_bare_quotation(line: &str) -> bool {
    let words = line.trim().strip_prefix('“').and_then(|words| words.strip_suffix('”'));
    let bare = |words: &str| !words.contains(ENDING) && !words.contains(['“', '”']);
    words.is_some_and(bare) && line.chars().nth(LONGEST_BARE).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::DocumentId;
    use proptest::prelude::*;

    const fn letter(kind: BlockKind) -> char {
        match kind {
            BlockKind::Title => 'T',
            BlockKind::Heading => 'H',
            BlockKind::Kicker => 'K',
            BlockKind::Byline => 'B',
            BlockKind::Caption => 'C',
            BlockKind::Quotation => 'Q',
            BlockKind::Attribution => 'A',
            BlockKind::Paragraph => 'P',
            BlockKind::Item => 'I',
        }
    }

    /// A line of the file with words, its heading marks taken away, and its number from 1.
    fn lines(page: &str) -> impl Iterator<Item = (usize, &str)> {
        let words = page.lines().map(|line| line.trim_start_matches(['#', ' ']));
        (1..).zip(words).filter(|(_, words)| !words.is_empty())
    }

    /// One row for each block: its number; the lines of the file that it was made of; kind, level and length; its
    /// first and last characters, with `|` where two lines were joined.
    fn table(page: &str, document: &Document) -> String {
        let mut lines = lines(page);
        let rows = document.blocks().iter().enumerate().map(|(number, block)| {
            let text = document.slice(block.span).unwrap();
            let (mut numbers, mut joined) = (Vec::new(), Vec::new());
            while joined.concat() != text {
                let (number, line) = lines.next().expect("each block is made of whole lines");
                numbers.push(number.to_string());
                joined.push(line);
            }
            let (numbers, joined) = (numbers.join("+"), joined.join("|"));
            let chars: Vec<char> = joined.chars().collect();
            let cut = |from: usize, to: usize| chars[from..to.min(chars.len())].iter().collect::<String>();
            let at = chars.iter().position(|c| *c == '|');
            let seam = at.map(|at| format!("…{}", cut(at.saturating_sub(4), at + 5))).unwrap_or_default();
            let (kind, level, count) = (letter(block.kind), block.level, block.span.count());
            let last = cut(chars.len().saturating_sub(5), chars.len());
            format!("{number:>2} {numbers:>7} {kind}{level} {count:>3} {}{seam}…{last}\n", cut(0, 5))
        });
        let drawn = rows.collect();
        assert_eq!(lines.next(), None, "no line is left over");
        drawn
    }

    #[test]
    fn every_piece_of_the_article() {
        assert_eq!(lines(ARTICLE).count(), 68);
        let drawn = table(ARTICLE, &article().unwrap());
        assert_eq!(format!("\n{drawn}"), BLOCKS, "{drawn}");
    }

    const BLOCKS: &str = "
 0       3 K0  32 逆行出征,…安全和健康
 1       5 T1  13 疫情防控一…旗高高飘扬
 2       7 H2  15 火速集结:…行“疫”线
 3       9 P0  62 5月21日…4”疫情。
 4      11 P0 159 疫情发生以…各项工作。
 5      13 P0  78 火线淬初心…热血沸腾。
 6      15 P0 107 6月21日…红得耀眼。
 7      17 P0 158 这只是广大…控工作中。
 8      19 B0  14 羊城晚报记…菲 彭启有
 9      21 P0  32 盛夏的南粤…击战打响。
10      23 P0 152 面对疫情,…全和健康。
11      27 C0  38 党旗在广州…陈秋明 摄
12      29 Q0 131 我们党已经…不败之地。
13      31 A0   5 ——习近平…——习近平
14      33 H2  14 勇担使命:…释责任担当
15      35 P0 125 社区是做好…起帮忙。”
16      37 P0  83 核酸检测是…哗地流下。
17   39+41 P0 116 面对高温炙…封的防护|措施和超…多的医院。
18      43 P0 125 防疫一线在…全和健康。
19      45 P0 122 为居民配送…”的感慨。
20      47 H2  11 七旬老党员…动请缨战疫
21      49 P0  47 5月29日…足不出户。
22      51 P0  74 小区居民封…最基础的。
23   53+55 P0  97 年近七旬的…可当了解|到人手不…配送任务。
24      57 P0  47 “您这么大…志愿者说。
25      59 P0  62 “不行!”…有问题!”
26      61 P0  39 封闭管理期…员老哥”。
27      63 P0  61 封闭时间久…”发声了:
28      65 P0  55 “党和政府…阻击战!”
29      67 P0  36 “党员老哥…得到平复。
30      69 H2  13 “为群众服…我的责任”
31      71 P0 136 6月11日…似亲人!”
32      73 B0  22 羊城晚报记…员 邱炳威
33      75 T1  17 党群心连心…织网守家园
34   77+79 P0 114 不久前,|…不久前,|两个场景…迎风飘扬。
35      81 P0 111 自广州“5…高高飘扬。
36      83 P0  28 党旗之所指…祉之所在。
37      85 P0  93 经过月余奋…”的日子。
38      87 H2  18 跑出“红色…“集结号”
39      89 P0  56 “某核酸检…凡的对白。
40      91 P0 157 5月21日…没有闭眼。
41   93+95 P0 176 转运同样是…转运。为|确保转运…安全到位。
42      97 P0 224 人员管控、…0余人次。
43      99 H2  18 凝聚“红色…“保障网”
44     101 P0 101 同时,荔湾…保障网”。
45 103+105 P0 201 5月31日…民群众需|求收集、…楼”服务。
46     107 P0 108 “三人小组…都要操心。
47     109 P0  90 一人难挑千…大合力——
48     111 P0  61 极响应号召…口值守等;
49     113 P0  71 两新组织党…宣传引导;
50     115 P0 116 立白集团、…浓厚氛围。
51     119 C0  23 鹤洞大桥西… 梁喻 摄
52     121 H2  16 传递“红色…同心共战疫
53     123 P0  68 一切为民者…疫情防控。
54     125 P0 127 “我打过两…疫情防控。
55     127 P0 120 3号楼居民…持秩序……
56 129+131 P0 172 动人的故事…注留言写|着:“不…护的敬意。
57     133 P0  93 在各大居民…谢!”……
58     135 P0  66 在转运工作…“抱歉”。
59     137 P0  64 习近平总书…落脚点。”
60     139 P0  37 在本轮疫情…意答卷”。
61     143 C0  31 “三人小组…汤铭明 摄
";

    #[test]
    fn the_article_is_shown_as_it_was_read() {
        let hash = "edf2a619c2a4709174d6f00027d7b9cfe0886372568eaa5f1914a5da1471b4f4";
        assert_eq!(DocumentId::of(ARTICLE).to_string(), hash, "the file is shipped as it came");
        let document = article().unwrap();
        let unmarked: String = lines(ARTICLE).map(|(_, words)| words).collect();
        assert_eq!(document.text().replace('\n', ""), unmarked, "every character, in order");
        let blocks = document.blocks().iter().map(|block| document.slice(block.span).unwrap());
        assert_eq!(
            document.text(),
            blocks.collect::<Vec<_>>().join("\n"),
            "one line feed between two blocks"
        );
        let info = document.info();
        assert_eq!(
            (&*info.title, &*info.language, &*info.source),
            ("疫情防控一线 党旗高高飘扬", "zh-Hans", "羊城晚报")
        );
    }

    /// Blocks between bars, each with its kind and level, and `+` where lines were joined.
    fn drawn(page: &str) -> String {
        let page = page.replace('/', "\n\n");
        let blocks = pieces(&page).into_iter().map(|piece| {
            let level = if piece.level > 0 { piece.level.to_string() } else { String::new() };
            format!("{}{level} {}", letter(piece.kind), piece.lines.join("+"))
        });
        blocks.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn what_a_line_is() {
        let table = [
            // the page, its lines between slashes      its blocks
            ("#/# 一/#二。/####### 三。", "T1 一 | P #二。 | P ####### 三。"),
            ("###### 一 ##/#\t 二", "H6 一 ## | T1 二"),
            ("要闻/一线防疫/完。/# 一/二", "K 要闻 | K 一线防疫 | P 完。 | T1 一 | P 二"),
            ("一/二。", "P 一+二。"),
            ("# 一/——记志愿者/二。", "T1 一 | K ——记志愿者 | P 二。"),
            ("一/二。/——鲁迅/三。", "Q 一+二。 | A ——鲁迅 | P 三。"),
            ("一。/——他说,二。", "P 一。 | P ——他说,二。"),
            ("一。/————", "P 一。 | P ————"),
            ("本报记者 张三/通讯员 李四 王五", "B 本报记者 张三 | B 通讯员 李四 王五"),
            ("本报记者 问他,他说。/记者", "P 本报记者 问他,他说。 | P 记者"),
            ("桥上 张三 摄/他也 摄", "C 桥上 张三 摄 | C 他也 摄"),
            ("拍摄/摄", "P 拍摄+摄"),
            ("一。/“二,三”/四。", "P 一。 | H2 “二,三” | P 四。"),
            ("一,/“二,三”/四。", "P 一,+“二,三”+四。"),
            ("一。/“二。”/“三”“四”/五。", "P 一。 | P “二。” | P “三”“四”+五。"),
            (
                "一。/“一二三四五六七八九十一二三四五六七八九十一二三四”",
                "P 一。 | P “一二三四五六七八九十一二三四五六七八九十一二三四”",
            ),
            ("\u{feff}# \u{feff}一/\u{feff}二", "T1 一 | P 二"),
        ];
        for (page, blocks) in table {
            assert_eq!(drawn(page), blocks, "{page}");
        }
    }

    #[test]
    fn where_a_paragraph_goes_on() {
        let table = [
            ("一/二/三。/四", "P 一+二+三。 | P 四"),
            ("一,/二。", "P 一,+二。"),
            ("一3/4。", "P 一3+4。"),
            ("一“/二”三。", "P 一“+二”三。"),
            ("一“二”/三。", "P 一“二”+三。"),
            ("一“二。”/三", "P 一“二。” | P 三"),
            ("一(二!)/三", "P 一(二!) | P 三"),
            ("一……/二;/三:/“四?”/五——/六", "P 一…… | P 二; | P 三: | P “四?” | P 五—— | P 六"),
            ("一 /二。", "P 一 +二。"),
            ("一/## 二/三。", "P 一 | H2 二 | P 三。"),
            ("一/桥上 张三 摄/二。", "P 一 | C 桥上 张三 摄 | P 二。"),
            ("一/本报记者 张三/二。", "P 一 | B 本报记者 张三 | P 二。"),
        ];
        for (page, blocks) in table {
            assert_eq!(drawn(page), blocks, "{page}");
        }
    }

    #[test]
    fn only_such_a_page_is_recognised() {
        let page = "# 党旗\n\n羊城晚报记者 侯梦菲\n\n面对高温。";
        let table = [
            (page.to_owned(), true),
            (ARTICLE.to_owned(), true),
            (format!("\u{feff}{page}"), true),
            (page.replace('\n', "\r\n"), true),
            (page.replace("# ", ""), false),
            (page.replace("# ", "## "), false),
            (page.replace("记者", ""), false),
            (page.replace("侯梦菲", "侯梦菲 摄"), false),
            (format!("{page}\nMore than half of all letters in this file are Latin."), false),
            (format!("{page}\n- 购物"), false),
            (format!("{page}\n\n  > 引语"), false),
            (format!("---\ntitle: 党\n---\n{page}"), false),
            (String::new(), false),
        ];
        for (head, expected) in table {
            assert_eq!((FORMAT.recognises)(&head), expected, "{head}");
        }
    }

    #[test]
    fn a_page_without_words_is_refused() {
        for text in ["", "\n \u{3000}\n", "#\n## ", "\u{feff}"] {
            let refused = read(&Source { name: "a.md", text });
            assert_eq!(refused.err(), Some(ReadError::NoText), "{text:?}");
        }
        let untitled = read(&Source { name: "版面.md", text: "一。" }).unwrap();
        assert_eq!(untitled.bundle.document.info().title, "版面");
    }

    /// What must be the same before and behind: everything but white space, heading marks and byte order marks.
    fn words(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace() && !matches!(*c, '#' | ORDER_MARK)).collect()
    }

    fn holds(text: &str) -> Result<(), TestCaseError> {
        match document(&Source { name: "", text }) {
            Ok(document) => {
                prop_assert_eq!(words(document.text()), words(text));
                let blocks = document.blocks().iter().map(|block| document.slice(block.span).unwrap());
                let blocks: Vec<&str> = blocks.collect();
                prop_assert_eq!(document.text(), blocks.join("\n"));
                prop_assert!(blocks.iter().all(|block| !block.contains('\n') && !block.trim().is_empty()));
            }
            Err(error) => {
                prop_assert_eq!(error, TextError::Empty);
                prop_assert_eq!(words(text), "");
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_is_read_whole(text in "(\\PC|\n|\r|\t|\u{feff}){0,80}") {
            holds(&text)?;
        }

        #[test]
        fn any_page_is_read_whole(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "\n", "\n\n", "# ", "## ", "#", "一", "𠮷", "。", ",", "“", "”", "——", " ", "\u{3000}", "记者 ",
                    "张三", " 摄", ":", "\u{feff}", "\r\n", "e\u{301}",
                ]),
                0..40,
            ),
        ) {
            holds(&parts.concat())?;
        }
    }

    #[test]
    fn a_long_page_takes_no_longer_a_line() {
        let page = "# 一\n".to_owned() + &"二\n".repeat(200_000);
        let document = document(&Source { name: "", text: &page }).unwrap();
        assert_eq!(document.blocks().len(), 2, "cut two hundred thousand times");
        assert_eq!(document.end().char.get(), 200_002);
    }
}
