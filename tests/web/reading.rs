//! The text's DOM, and the way from offsets to places in it and back.

use pizhu::browser::{Ladder, Selected};
use pizhu::text::{Block, BlockKind, Document, DocumentInfo, trim};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Node;

use super::page::{Page, at, document, rest, span};

const MIXED: &str = "标题\n\n一𠮷e\u{301}👩‍👩‍👦 b\n \n“末”\n";

fn long(lines: usize) -> String {
    (0..lines).map(|line| format!("第{line}行👍")).collect::<Vec<_>>().join("\n\n")
}

#[wasm_bindgen_test]
fn the_text_content_is_the_text() {
    let (exact, more) = (long(70), long(150));
    for text in [MIXED, "a", "\n \u{3000}\n", "\n\na\n", "<b>&amp;</b>", exact.as_str(), more.as_str()] {
        let page = Page::new(text);
        assert_eq!(page.host.text_content().as_deref(), Some(text));
        assert_eq!(page.host.get_attribute("lang").as_deref(), Some("zh-Hans"));
        let sections = page.host.query_selector_all("section").unwrap().length();
        assert_eq!(sections, if text == more { 3 } else { 0 });
    }
}

#[wasm_bindgen_test]
fn each_block_is_an_element_with_one_text_node() {
    let text = long(150);
    let page = Page::new(&text);
    let document = page.view.document();
    for (number, block) in document.blocks().iter().enumerate() {
        let element = page.view.block_element(number).unwrap();
        assert_eq!(element.get_attribute("data-start"), Some(block.span.start().get().to_string()));
        assert_eq!(element.child_nodes().length(), 1);
        assert_eq!(element.text_content().as_deref(), document.slice(block.span));
    }
    assert_eq!(page.view.block_element(150), None);
    assert_eq!(page.host.query_selector_all("[data-start]").unwrap().length(), 150);
}

#[wasm_bindgen_test]
fn elements_by_kind_and_level() {
    let kinds = [
        (BlockKind::Title, 1, "H2 block-title"),
        (BlockKind::Title, 2, "H2 block-title heading 3"),
        (BlockKind::Heading, 2, "H3 block-heading"),
        (BlockKind::Heading, 4, "H3 block-heading heading 5"),
        (BlockKind::Kicker, 0, "P block-kicker"),
        (BlockKind::Byline, 0, "P block-byline"),
        (BlockKind::Caption, 0, "P block-caption"),
        (BlockKind::Quotation, 0, "BLOCKQUOTE block-quotation"),
        (BlockKind::Attribution, 0, "P block-attribution"),
        (BlockKind::Paragraph, 0, "P block-paragraph"),
        (BlockKind::Item, 0, "P block-item"),
    ];
    // Blocks that touch: there is nothing between them.
    let text = "x".repeat(kinds.len());
    let blocks =
        (0..).zip(kinds).map(|(start, (kind, level, _))| Block { span: span(start, start + 1), kind, level });
    let page = Page::of(Document::new(DocumentInfo::default(), &text, blocks.collect()).unwrap());
    for (number, (.., expected)) in kinds.iter().enumerate() {
        let element = page.view.block_element(number).unwrap();
        let mut made = format!("{} {}", element.tag_name(), element.class_name());
        for name in ["role", "aria-level"] {
            made.extend(element.get_attribute(name).map(|value| format!(" {value}")));
        }
        assert_eq!(made, *expected);
    }
    assert_eq!(page.host.text_content(), Some(text));
    page.view.select(span(2, 5));
    assert_eq!(page.view.selection().unwrap().span, span(2, 5));
}

#[wasm_bindgen_test]
fn every_span_becomes_a_range_and_comes_back() {
    for text in [MIXED, "\n\n一𠮷\n二\n", "\u{3000}\n "] {
        let page = Page::new(text);
        let document = page.view.document().clone();
        let end = document.end().char.get();
        for start in 0..end {
            for end in start + 1..=end {
                let span = span(start, end);
                let range = page.view.range(span).unwrap();
                assert_eq!(String::from(range.to_string()), document.slice(span).unwrap(), "{span:?}");
                for backward in [false, true] {
                    let (anchor, focus) = if backward { (end, start) } else { (start, end) };
                    page.view.select_between(at(anchor), at(focus));
                    let expected = trim(&document, span).map(|span| Selected { span, backward });
                    assert_eq!(page.view.selection(), expected, "{span:?} of {text:?}");
                }
            }
        }
        for offset in 0..=end {
            page.view.set_caret(at(offset));
            assert_eq!(page.view.caret(), Some(at(offset)));
            assert_eq!(page.view.selection(), None);
        }
    }
}

fn select(anchor: &Node, at: u32, focus: &Node, to: u32) {
    let selection = web_sys::window().unwrap().get_selection().unwrap().unwrap();
    selection.set_base_and_extent(anchor, at, focus, to).unwrap();
}

#[wasm_bindgen_test]
fn a_selection_that_begins_or_ends_at_an_element() {
    let text = "一二\n\n三四\n五六";
    let page = Page::new(text);
    let block = |number| Node::from(page.view.block_element(number).unwrap());
    let host: &Node = &page.host;
    let body: &Node = &host.parent_node().unwrap();
    let all = body.child_nodes().length();
    // 0 is the first block, 1 the line feeds behind it, 2 the second block.
    let table = [
        ((host, 0), (host, 5), Some("一二\n\n三四\n五六")),
        ((host, 0), (host, 1), Some("一二")),
        ((host, 1), (host, 3), Some("三四")),
        ((host, 1), (host, 2), None),
        ((host, 2), (&block(1), 1), Some("三四")),
        ((&block(0), 1), (&block(1), 1), Some("三四")),
        ((&block(1), 0), (&block(2), 0), Some("三四")),
        ((body, 0), (body, all), Some("一二\n\n三四\n五六")),
        ((body, 0), (&block(1), 0), Some("一二")),
        ((&block(2), 0), (body, all), Some("五六")),
        ((body, 0), (body, 0), None),
        ((body, all), (body, all), None),
    ];
    for ((anchor, from), (focus, to), expected) in table {
        select(anchor, from, focus, to);
        let span = page.view.selection().map(|selected| selected.span);
        assert_eq!(span.and_then(|span| page.view.document().slice(span)), expected, "{from}..{to}");
        select(focus, to, anchor, from);
        assert_eq!(page.view.selection().map(|selected| selected.span), span, "the other way round");
    }
    select(body, 0, body, 0);
    assert_eq!(page.view.caret(), None, "the caret stands outside");
}

#[wasm_bindgen_test]
fn a_selection_over_sections() {
    let text = long(150);
    let page = Page::new(&text);
    let host: &Node = &page.host;
    select(host, 1, host, 2);
    let selected = page.view.selection().unwrap().span;
    let blocks = page.view.document().blocks();
    assert_eq!((selected.start(), selected.end()), (blocks[70].span.start(), blocks[139].span.end()));
}

#[wasm_bindgen_test]
fn a_selection_never_splits_a_character() {
    let page = Page::new("一𠮷e\u{301}二");
    let text = page.view.block_element(0).unwrap().first_child().unwrap();
    // Between the halves of 𠮷, which takes the code units 1 and 2.
    select(&text, 2, &text, 4);
    let selected = page.view.selection().unwrap().span;
    assert_eq!(page.view.document().slice(selected), Some("𠮷e\u{301}"));
}

#[wasm_bindgen_test]
fn what_lies_under_a_point() {
    let page = Page::new("一二三👩‍👩‍👦四e\u{301}五\n\n短");
    let document = page.view.document();
    let mut offset = at(0);
    while let Some(cluster) = pizhu::text::Span::new(offset, pizhu::text::next_cluster(document, offset)) {
        if let Some(rects) = page.view.rects(cluster) {
            let rect = rects.first;
            let middle = f64::midpoint(rect.top, rect.bottom);
            for x in [rect.left + 1.0, rect.right - 1.0] {
                assert_eq!(page.view.offset_at(x, middle), Some(offset), "{cluster:?}");
                assert_eq!(page.view.offset_at(x, rect.bottom + 3.0), Some(offset), "on the underline");
            }
        }
        offset = cluster.end();
    }
    let line = page.view.rects(span(14, 15)).unwrap().last;
    let middle = f64::midpoint(line.top, line.bottom);
    assert_eq!(page.view.offset_at(line.right + 60.0, middle), None, "beside a short line");
    assert_eq!(page.view.offset_at(4.0, middle), None, "in the margin");
    assert_eq!(page.view.offset_at(-10.0, middle), None, "outside the window");
}

#[wasm_bindgen_test]
fn the_lines_of_a_span() {
    let page = Page::new(&format!("{}\n二", "一".repeat(100)));
    let rects = page.view.rects(span(0, 102)).unwrap();
    assert!(rects.first.right - rects.first.left > 500.0, "{rects:?}");
    assert!(rects.last.right - rects.last.left < 40.0, "{rects:?}");
    assert!(rects.last.top > rects.first.bottom + 60.0, "{rects:?}");
    assert_eq!(page.view.rects(span(100, 101)), None, "a line feed is not shown");
}

#[wasm_bindgen_test]
fn a_far_span_is_brought_to_where_it_is_seen_well() {
    let page = Page::of(document(&long(3000)));
    let sections = page.host.query_selector_all("section").unwrap();
    for number in 0..sections.length() {
        let section: web_sys::HtmlElement =
            wasm_bindgen::JsCast::unchecked_into(sections.item(number).unwrap());
        section.style().set_property("content-visibility", "auto").unwrap();
        section.style().set_property("contain-intrinsic-height", "auto 900px").unwrap();
    }
    for block in [2500, 10, 1400] {
        let target = page.view.document().blocks()[block].span;
        page.view.scroll_to(target);
        let line = page.view.rects(target).unwrap().first;
        let height = web_sys::window().unwrap().inner_height().unwrap().as_f64().unwrap();
        let middle = f64::midpoint(line.top, line.bottom);
        let sight = height * 0.38;
        let wanted = if block == 10 { 0.0..height } else { sight - 20.0..sight + 20.0 };
        assert!(wanted.contains(&middle), "block {block} stands at {middle} of {height}");
    }
}

#[wasm_bindgen_test]
async fn of_a_long_document_what_is_asked_for_is_there_at_once_and_all_of_it_before_long() {
    let text = "人民网上海四月十五日电，记者从上海市卫健委获悉，今天上午十时志愿者出发。\n".repeat(68_000);
    let page = Page::of(document(&text));
    let built = || page.host.query_selector_all("[data-start]").unwrap().length();
    assert!(built() < 68_000, "the rest comes by and by");
    let block = page.view.document().blocks()[60_000].span;
    let far = page.view.block_element(60_000).unwrap();
    assert_eq!(far.get_attribute("data-start"), Some(block.start().get().to_string()));
    assert_eq!(far.text_content().as_deref(), page.view.document().slice(block));
    while built() < 68_000 {
        rest(10).await;
    }
    assert!(page.host.text_content().is_some_and(|content| content == text), "to the letter");
}

#[wasm_bindgen_test]
fn what_is_selected_over_several_sections_is_whole() {
    let text = "一二三四五六七\n".repeat(10_000);
    let page = Page::of(document(&text));
    page.view.select(span(0, 79_999));
    assert!(page.view.selection().is_some());
    let selection = web_sys::window().unwrap().get_selection().unwrap().unwrap();
    assert_eq!(String::from(selection.to_string()).matches("七").count(), 10_000);
}

#[wasm_bindgen_test]
fn words_are_those_of_the_browsers_dictionary() {
    let page = Page::new("标题\n我们是党员,𠮷 ab👩\u{200d}👦5月");
    let word = |offset| {
        let word = page.view.word_at(at(offset))?;
        page.view.document().slice(word)
    };
    let words = [(0, "标题"), (3, "我们"), (4, "我们"), (5, "是"), (7, "党员"), (9, "𠮷"), (11, "ab")];
    for (offset, expected) in words {
        assert_eq!(word(offset), Some(expected));
    }
    assert_eq!([word(8), word(10), word(99)], [None; 3], "a mark, a space, behind the end");
}

#[wasm_bindgen_test]
fn the_ladder_keeps_the_end_that_moves() {
    let page = Page::new("他说“我们是党员。”");
    let selected = |ladder: &mut Ladder, up| {
        ladder.climb(&page.view, up);
        page.view.selection()
    };
    let mut ladder = Ladder::default();
    page.view.set_caret(at(7));
    for up in [span(7, 8), span(6, 8), span(3, 8), span(3, 9), span(2, 10), span(0, 10), span(0, 10)] {
        assert_eq!(selected(&mut ladder, true), Some(Selected { span: up, backward: false }));
    }
    for down in [span(2, 10), span(3, 9), span(3, 8), span(6, 8), span(7, 8), span(7, 8)] {
        assert_eq!(selected(&mut ladder, false), Some(Selected { span: down, backward: false }));
    }
    page.view.select_between(at(8), at(7));
    assert_eq!(selected(&mut ladder, true), Some(Selected { span: span(6, 8), backward: true }));
    page.view.set_caret(at(10));
    assert_eq!(
        selected(&mut ladder, true).map(|one| one.span),
        Some(span(9, 10)),
        "at the end, the last one"
    );
}
