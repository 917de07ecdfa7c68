//! What is registered with the browser to be painted.

use js_sys::{Object, Reflect};
use pizhu::browser::{Painter, TextView};
use pizhu::decoration::{Decoration, Emphasis, style_sheet};
use pizhu::model::{AnnotationId, TagId, first_scheme};
use pizhu::text::Span;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::CssStyleSheet;

use super::page::{Page, document, span};

#[wasm_bindgen(inline_js = "
    const live = ({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = new Range();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        return range;
    };
    export const ranges = name => [...CSS.highlights.get(name) ?? []];
    export const priority = name => CSS.highlights.get(name).priority;
    export const painted = () => [...CSS.highlights]
        .filter(([, ranges]) => ranges.size)
        .map(([name, ranges]) => `${name}: ${[...ranges].map(range => live(range).toString()).join(' | ')}`)
        .sort();
")]
extern "C" {
    /// The ranges of a highlight as the browser holds them.
    fn ranges(name: &str) -> Vec<JsValue>;
    fn priority(name: &str) -> i32;
    /// The words that each highlight paints, by name; those that paint nothing are left out.
    pub fn painted() -> Vec<String>;
}

fn decoration(id: u128, tag: &str, span: Span, lane: u8) -> Decoration {
    let id = AnnotationId::new(uuid::Uuid::from_u128(id));
    Decoration { id, tag: TagId::new(tag).unwrap(), span, lane, emphasis: Emphasis::Plain }
}

/// Paints nothing any more, so that the next test finds a clean registry.
fn clear(painter: &mut Painter, view: &TextView) {
    painter.paint(view, &[]);
    assert_eq!(painted(), [""; 0]);
}

#[wasm_bindgen_test]
fn only_what_differs_is_touched() {
    assert!(Painter::is_supported());
    let page = Page::new("一二三四𠮷五\n\n六七八");
    let mut painter = Painter::new();
    painter.set_scheme(&first_scheme());
    let quote = decoration(1, "quote", span(0, 3), 0);
    let person = decoration(2, "person", span(1, 5), 1);
    let other = decoration(3, "quote", span(4, 10), 0);
    painter.paint(&page.view, &[quote.clone(), person.clone()]);
    assert_eq!(painted(), ["tag-person-1: 二三四𠮷", "tag-quote-0: 一二三"]);
    let kept = ranges("tag-quote-0");

    painter.paint(&page.view, &[other.clone(), quote.clone()]);
    assert_eq!(painted(), ["tag-quote-0: 一二三 | 𠮷五\n\n六七"]);
    assert!(Object::is(&ranges("tag-quote-0")[0], &kept[0]), "the range that stayed is the same one");

    painter.paint(&page.view, &[other, decoration(1, "quote", span(0, 2), 0)]);
    assert_eq!(painted(), ["tag-quote-0: 𠮷五\n\n六七 | 一二"]);
    clear(&mut painter, &page.view);
}

#[wasm_bindgen_test]
fn what_was_found_lies_above_and_goes_again() {
    let page = Page::new("一二三一二");
    let mut painter = Painter::new();
    painter.set_scheme(&first_scheme());
    painter.paint(&page.view, &[decoration(1, "quote", span(0, 3), 0)]);
    painter.paint_found(&page.view, &[span(0, 2), span(3, 5)], Some(span(3, 5)));
    assert_eq!(painted(), ["found-current: 一二", "found: 一二 | 一二", "tag-quote-0: 一二三"]);
    assert!(priority("tag-quote-0") < priority("found") && priority("found") < priority("found-current"));
    painter.paint_found(&page.view, &[span(2, 3)], None);
    assert_eq!(painted(), ["found: 三", "tag-quote-0: 一二三"]);
    painter.paint_found(&page.view, &[], None);
    clear(&mut painter, &page.view);
}

#[wasm_bindgen_test]
fn the_same_stretch_twice_is_painted_twice() {
    let page = Page::new("一二三");
    let mut painter = Painter::new();
    painter.set_scheme(&first_scheme());
    let twice = [decoration(1, "term", span(0, 2), 0), decoration(2, "term", span(0, 2), 0)];
    painter.paint(&page.view, &twice);
    assert_eq!(ranges("tag-term-0").len(), 2);
    painter.paint(&page.view, &twice[1..]);
    assert_eq!(ranges("tag-term-0").len(), 1);
    clear(&mut painter, &page.view);
}

#[wasm_bindgen_test]
fn a_tag_that_is_not_known_is_painted_neutrally_until_it_is() {
    let page = Page::new("一二三");
    let mut painter = Painter::new();
    painter.paint(&page.view, &[decoration(1, "place", span(0, 2), 2)]);
    assert_eq!(painted(), ["untagged-2: 一二"]);
    painter.set_scheme(&first_scheme());
    assert_eq!(painted(), ["tag-place-2: 一二"]);
    clear(&mut painter, &page.view);
}

#[wasm_bindgen_test]
fn what_stands_out_is_painted_once_and_above() {
    let page = Page::new("一二三\n四五六");
    let mut painter = Painter::new();
    painter.set_scheme(&first_scheme());
    let plain = decoration(1, "term", span(0, 2), 3);
    let current = Decoration { emphasis: Emphasis::Current, ..plain.clone() };
    let lit = Decoration { emphasis: Emphasis::Lit, ..decoration(2, "term", span(4, 6), 0) };
    painter.paint(&page.view, std::slice::from_ref(&plain));
    painter.paint(&page.view, &[current, lit]);
    assert_eq!(painted(), ["tag-term-0-lit: 四五", "tag-term-3-current: 一二"]);
    assert!(priority("tag-term-3") < priority("tag-term-0-lit"));
    assert!(priority("tag-term-0-lit") < priority("tag-term-3-current"));
    painter.paint(&page.view, &[plain]);
    assert_eq!(painted(), ["tag-term-3: 一二"]);
    clear(&mut painter, &page.view);
}

#[wasm_bindgen_test]
fn another_text_begins_with_nothing_painted() {
    let mut page = Page::new("一二三");
    let mut painter = Painter::new();
    painter.set_scheme(&first_scheme());
    let term = decoration(1, "term", span(0, 2), 0);
    painter.paint(&page.view, std::slice::from_ref(&term));
    page.view = TextView::new(&page.host, document("甲乙丙").into());
    painter.paint(&page.view, &[term]);
    assert_eq!(painted(), ["tag-term-0: 甲乙"]);
    clear(&mut painter, &page.view);
}

#[wasm_bindgen_test]
fn the_browser_understands_every_rule() {
    let css = style_sheet(&first_scheme());
    let sheet = CssStyleSheet::new().unwrap();
    sheet.replace_sync(&css).unwrap();
    let rules = every_rule(&sheet.css_rules().unwrap());
    assert_eq!(rules.len(), css.lines().filter(|line| line.contains('{')).count());
    for text in rules {
        assert!(!text.replace([' ', '\n'], "").ends_with("{}"), "no declaration was understood: {text}");
    }
}

/// The text of each rule; of a group, its own and those within.
fn every_rule(rules: &web_sys::CssRuleList) -> Vec<String> {
    let mut texts = Vec::new();
    for rule in (0..rules.length()).filter_map(|number| rules.item(number)) {
        let inner = Reflect::get(&rule, &"cssRules".into()).unwrap();
        texts.push(rule.css_text());
        if let Ok(inner) = inner.dyn_into::<web_sys::CssRuleList>() {
            texts.extend(every_rule(&inner));
        }
    }
    texts
}

#[wasm_bindgen_test]
fn a_scheme_takes_the_place_of_the_one_before() {
    let adopted = || web_sys::window().unwrap().document().unwrap().adopted_style_sheets();
    let before = adopted().length();
    let mut painter = Painter::new();
    painter.set_scheme(&first_scheme());
    painter.set_scheme(&pizhu::model::TagScheme::default());
    assert_eq!(adopted().length(), before + 1);
    let sheet: CssStyleSheet = adopted().get(before).unchecked_into();
    let css = style_sheet(&pizhu::model::TagScheme::default());
    let rules = every_rule(&sheet.css_rules().unwrap());
    assert_eq!(rules.len(), css.lines().filter(|line| line.contains('{')).count());
}
