//! Other programs are at work in the text's DOM: what is selected is right or refused, and what is painted is right again.

use pizhu::browser::Painter;
use pizhu::decoration::{Decoration, Emphasis};
use pizhu::model::{AnnotationId, TagId, first_scheme};
use pizhu::text::Span;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, Node};

use super::page::{Page, at, rest, span};
use super::painting::painted;

#[wasm_bindgen(module = "/tests/foreign.js")]
extern "C" {
    fn translate(root: &Node, is_bilingual: bool);
    #[wasm_bindgen(js_name = wrapTexts)]
    fn wrap_texts(root: &Node);
    #[wasm_bindgen(js_name = wrapPieces)]
    fn wrap_pieces(root: &Node, length: u32);
    #[wasm_bindgen(js_name = wrapStretch)]
    fn wrap_stretch(root: &Node, from: u32, to: u32) -> HtmlElement;
    fn unwrap(element: &HtmlElement);
    fn deeds() -> u32;
    fn disturb(root: &Node, deed: u32, which: u32, n: u32);
    #[wasm_bindgen(js_name = selectSomething)]
    fn select_something(root: &Node, numbers: Vec<u32>) -> String;
}

/// Each character stands in it once, so that the first and the last of a selection say where it is. Some take two code
/// units, and there are lines of all lengths, with blank ones between them.
fn text(lines: u32) -> String {
    let sign = |number: u32| {
        let plane = if number.is_multiple_of(7) { 0x20000 } else { 0x4e00 };
        char::from_u32(plane + number).unwrap()
    };
    let line = |line: u32| {
        let signs: String = (0..3 + line % 9).map(|place| sign(line * 12 + place)).collect();
        signs + if line.is_multiple_of(5) { "\n\n" } else { "\n" }
    };
    (0..lines).map(line).collect()
}

fn decoration(id: u128, span: Span) -> Decoration {
    let id = AnnotationId::new(uuid::Uuid::from_u128(id));
    Decoration { id, tag: TagId::new("term").unwrap(), span, lane: 0, emphasis: Emphasis::Plain }
}

/// A page with something painted in every seventh block.
struct Painted {
    page: Page,
    painter: Painter,
    decorations: Vec<Decoration>,
}

impl Painted {
    fn new(text: &str) -> Self {
        let page = Page::new(text);
        let blocks = page.view.document().blocks().iter().step_by(7);
        let inner = |span: Span| Span::new(span.start(), span.end().minus(1)).unwrap();
        let decorations = (1..).zip(blocks).map(|(id, block)| decoration(id, inner(block.span))).collect();
        let mut painter = Painter::new();
        painter.set_scheme(&first_scheme());
        Self { page, painter, decorations }
    }

    /// Paints, as an action does, and looks whether each stretch has its own words.
    fn paint(&mut self) {
        self.page.view.mend(self.decorations.iter().map(|one| one.span));
        self.painter.paint(&self.page.view, &self.decorations);
        let document = self.page.view.document();
        let mut words: Vec<&str> =
            self.decorations.iter().map(|one| document.slice(one.span).unwrap()).collect();
        let [painted] = &painted()[..] else { panic!("{:?}", painted()) };
        let mut painted: Vec<&str> = painted.strip_prefix("tag-term-0: ").unwrap().split(" | ").collect();
        words.sort_unstable();
        painted.sort_unstable();
        assert_eq!(painted, words);
    }
}

impl Drop for Painted {
    fn drop(&mut self) {
        self.painter.paint(&self.page.view, &[]);
    }
}

/// A sequence of numbers that is the same each time (Marsaglia, "Xorshift RNGs", 2003).
struct Lot(u32);

impl Lot {
    fn draw(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }
}

/// What came of a selection: refused and mended, or a span with these words, or nothing.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Refused,
    Right,
    Nothing,
}

fn outcome(page: &Page, words: &str) -> Outcome {
    if page.view.mend_selection() {
        assert_eq!(page.view.selection(), None, "nothing is selected any more");
        return Outcome::Refused;
    }
    // What others have written stands in Latin letters.
    let words: String = words.chars().filter(|c| !c.is_ascii_alphabetic() && !c.is_whitespace()).collect();
    let Some(selected) = page.view.selection() else {
        assert_eq!(words, "");
        return Outcome::Nothing;
    };
    let slice = page.view.document().slice(selected.span).unwrap();
    let ends = |words: &str| (words.chars().next(), words.chars().next_back());
    assert_eq!(ends(slice), ends(&words));
    Outcome::Right
}

#[wasm_bindgen_test]
fn after_a_thousand_changes_by_others_each_selection_is_right_or_refused_and_the_paint_is_right() {
    for (seed, lines) in [(2021, 150), (7, 12)] {
        let mut lot = Lot(seed);
        let mut page = Painted::new(&text(lines));
        let [mut right, mut refused] = [0; 2];
        for _ in 0..500 {
            disturb(&page.page.host, lot.draw() % deeds(), lot.draw(), lot.draw());
            let words = select_something(&page.page.host, (0..4).map(|_| lot.draw()).collect());
            match outcome(&page.page, &words) {
                Outcome::Right => right += 1,
                Outcome::Refused => refused += 1,
                Outcome::Nothing => {}
            }
            page.paint();
        }
        assert!(right > 100 && refused > 20, "{right} were right, {refused} refused");
    }
}

#[wasm_bindgen_test]
fn splits_wraps_and_joins_alone_never_refuse_anything() {
    let mut lot = Lot(11);
    let page = Page::new(&text(40));
    let whole = page.view.document().text().to_owned();
    let mut right = 0;
    for _ in 0..500 {
        disturb(&page.host, lot.draw() % 10, lot.draw(), lot.draw());
        assert_eq!(page.host.text_content().unwrap(), whole);
        let words = select_something(&page.host, (0..4).map(|_| lot.draw()).collect());
        match outcome(&page, &words) {
            Outcome::Right => right += 1,
            Outcome::Refused => panic!("{words}"),
            Outcome::Nothing => {}
        }
    }
    assert!(right > 100, "{right}");
}

#[wasm_bindgen_test]
fn every_span_can_be_selected_and_read_back_through_three_wrappers() {
    type Wrap = fn(&Node);
    let wrappers: [(&str, Wrap); 3] = [
        ("each text", |root| wrap_texts(root)),
        ("pieces of two units", |root| wrap_pieces(root, 2)),
        ("a stretch over two blocks", |root| drop(wrap_stretch(root, 5, 12))),
    ];
    for (name, wrap) in wrappers {
        let page = Page::new("一二𠮷三四\n五六七八九\n十");
        wrap(&page.host);
        for start in 0..11 {
            for end in start + 1..=11 {
                let wanted = pizhu::text::trim(page.view.document(), span(start, end));
                page.view.select_between(at(start), at(end));
                assert_eq!(
                    page.view.selection().map(|one| one.span),
                    wanted,
                    "{start}..{end} through {name}"
                );
                assert!(!page.view.mend_selection(), "{start}..{end} through {name}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn a_translated_block_is_refused_and_built_anew_and_no_other_is() {
    for is_bilingual in [false, true] {
        let page = Page::new("一二三四\n五六七八\n九十");
        translate(&page.host, is_bilingual);
        let block = |number| page.view.block_element(number).unwrap();
        let selection = web_sys::window().unwrap().get_selection().unwrap().unwrap();
        selection.select_all_children(&block(1)).unwrap();
        assert_eq!(page.view.selection(), None);
        assert!(page.view.mend_selection());
        assert_eq!(block(1).text_content().as_deref(), Some("五六七八"));
        assert!(block(0).text_content().unwrap().contains("another language"), "nobody asked for it");
        assert_eq!(page.view.caret(), Some(at(5)), "the caret stands where it was");
        assert!(!page.view.mend_selection(), "once");
        page.view.select(span(6, 8));
        assert_eq!(page.view.selection().unwrap().span, span(6, 8));

        // from one that is as it was to one that is not, and over one that is not
        page.view.select(span(0, 4));
        assert_eq!(
            page.host.text_content().unwrap().chars().next(),
            Some('一'),
            "what is selected by us is built anew"
        );
        translate(&block(1), is_bilingual);
        let (from, to) = (block(0).first_child().unwrap(), block(2));
        selection.set_base_and_extent(&from, 1, &to, 1).unwrap();
        assert!(page.view.mend_selection());
        assert_eq!(page.host.text_content().as_deref(), Some("一二三四\n五六七八\n九十"));
    }
}

#[wasm_bindgen_test]
fn a_text_that_others_leave_alone_is_never_built_anew() {
    let page = Page::new(&text(90));
    let version = page.view.version();
    let first = page.view.block_element(3).unwrap().first_child();
    page.view.select(span(0, 40));
    page.view.mend([span(0, 200)]);
    assert!(!page.view.mend_selection());
    assert_eq!(page.view.version(), version);
    // wrapped and unwrapped again
    let word = wrap_stretch(&page.host, 3, 5);
    assert_ne!(page.view.version(), version, "places may be wrong now");
    unwrap(&word);
    page.view.mend([span(0, 200)]);
    assert_eq!(page.view.block_element(3).unwrap().first_child(), first, "its words are the text's");
}

#[wasm_bindgen_test]
async fn whoever_paints_is_told_of_changes_by_others_and_of_no_others() {
    let page = Page::new(&text(20));
    let told = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = told.clone();
    page.view.on_foreign_change(move || counted.set(counted.get() + 1));
    page.view.select(span(0, 4));
    rest(1).await;
    assert_eq!(told.get(), 0);
    wrap_texts(&page.host);
    rest(1).await;
    assert_eq!(told.get(), 1);
    translate(&page.host, false);
    page.view.mend([span(0, 40)]);
    rest(1).await;
    assert_eq!(told.get(), 2, "mending is our own");
}
