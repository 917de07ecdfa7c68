//! A hundred copies of the article with 10,000 annotations: what is painted, listed, hit, found, undone and kept is what
//! it is in a small text, though only a part of it stands on the page at a time.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "what is not there fails the test"
)]

use pizhu_e2e::{Page, Visit};
use serde::Deserialize;
use serde_json::json;

const COPIES: usize = 100;
const COUNT: usize = 10_000;

/// Words that stand in the text once, far from its beginning.
const ONCE: &str = "绝无仅有";

const TAGS: [&str; 3] = ["person", "place", "figure"];

/// Where an annotation is, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

/// The text, and where the annotations are: every so many characters, never over the end of a line.
struct Large {
    text: Vec<char>,
    places: Vec<Place>,
}

impl Large {
    fn of(article: &str) -> Self {
        let mut copies = vec![article.trim_end().to_owned(); COPIES];
        copies[90].push_str(ONCE);
        let text: Vec<char> = copies.join("\n").chars().collect();
        let step = text.len() / (3 * COUNT);
        let starts = (0..).map(|number| number * step).take_while(|start| start + 60 < text.len());
        let place = |start: usize| {
            let end = start + 2 + start % 57;
            let is_on_a_line = !text[start..end].contains(&'\n');
            is_on_a_line.then_some(Place { start, end })
        };
        let all: Vec<Place> = starts.filter_map(place).collect();
        assert!(all.len() >= COUNT, "{} places", all.len());
        let places: Vec<Place> = (0..COUNT).map(|number| all[number * all.len() / COUNT]).collect();
        Self { text, places }
    }

    fn words(&self, place: Place) -> String {
        self.text[place.start..place.end].iter().collect()
    }

    /// As a file to import.
    fn file(&self) -> String {
        let annotation = |(number, place): (usize, &Place)| {
            json!({
                "id": id(number), "tag": TAGS[number % TAGS.len()],
                "quote": self.words(*place), "start": place.start, "end": place.end,
            })
        };
        let annotations: Vec<_> = self.places.iter().enumerate().map(annotation).collect();
        let text: String = self.text.iter().collect();
        json!({
            "format": "article-annotations", "version": 1, "document": { "text": text, "title": "Large" },
            "tags": [], "annotations": annotations, "links": [],
        })
        .to_string()
    }
}

fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// What is painted: name, start and end; and from where to where the text is in sight.
#[derive(Deserialize)]
struct Sight {
    painted: Vec<(String, usize, usize)>,
    first: usize,
    last: usize,
}

/// In blocks of several thousand the functions of the harness would take minutes.
const SIGHT: &str = "(() => {
    const points = (text) => [...text].length;
    const at = (node, offset) => {
        const block = node.parentElement.closest('[data-start]') ?? node.previousSibling;
        const before = block.contains(node) ? 0 : points(block.textContent);
        return Number(block.dataset.start) + before + points(node.data.slice(0, offset));
    };
    const painted = [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) =>
        [name, at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)]));
    const seen = [...document.querySelectorAll('[data-text] section')]
        .filter((section) => { const { top, bottom } = section.getBoundingClientRect(); return top < innerHeight && bottom > 0; })
        .flatMap((section) => [...section.querySelectorAll('[data-start]')])
        .filter((block) => { const { top, bottom } = block.getBoundingClientRect(); return top < innerHeight && bottom > 0; });
    const last = seen.at(-1);
    return { painted, first: Number(seen[0].dataset.start), last: Number(last.dataset.start) + points(last.textContent) };
})()";

/// Everything in sight is painted once, where it is, in its tag; and what is painted elsewhere is right too.
fn sees(page: &Page, large: &Large, tag_of: &dyn Fn(usize) -> &'static str) -> bool {
    let Sight { painted, first, last } = page.ask(SIGHT, &[]);
    let mut found: Vec<Place> = Vec::new();
    for (name, start, end) in painted {
        let place = Place { start, end };
        let number = large.places.binary_search(&place).unwrap_or_else(|_| panic!("{place:?} is painted"));
        assert!(name.starts_with(&format!("tag-{}-", tag_of(number))), "{name} for {number}");
        found.push(place);
    }
    found.sort_unstable();
    assert!(found.windows(2).all(|two| two[0] != two[1]), "each is painted once");
    let in_sight = large.places.iter().filter(|place| place.start < last && place.end > first);
    in_sight.clone().count() > 0 && in_sight.into_iter().all(|place| found.binary_search(place).is_ok())
}

fn tag(number: usize) -> &'static str {
    TAGS[number % TAGS.len()]
}

fn retagged(number: usize) -> impl Fn(usize) -> &'static str {
    move |other| if other == number { "quote" } else { tag(other) }
}

fn count(page: &Page, words: &str) {
    page.wait(words, |page| page.words(".list h2") == words);
}

/// Clicks on the first character of an annotation that is painted in the upper half of the window, and says what that
/// chooses.
fn click_one(page: &Page, large: &Large) -> usize {
    let (x, y, start): (f64, f64, usize) = page.wait_for("an annotation to click on", |page| {
        page.ask(
            "(() => {
                const ranges = [...CSS.highlights].flatMap(([, ranges]) => [...ranges]);
                for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
                    const range = document.createRange();
                    range.setStart(startContainer, startOffset);
                    range.setEnd(endContainer, Math.min(endOffset, startOffset + 2));
                    const { left, top, width, height } = range.getClientRects()[0] ?? {};
                    if (top > innerHeight / 4 && top < innerHeight / 2 && width > 20) {
                        const block = startContainer.parentElement;
                        const start = Number(block.dataset.start) + [...startContainer.data.slice(0, startOffset)].length;
                        return [left + width / 4, top + height / 2, start];
                    }
                }
                return null;
            })()",
            &[],
        )
    });
    for kind in ["mousePressed", "mouseReleased"] {
        let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
        page.devtools("Input.dispatchMouseEvent", event);
    }
    // a click chooses the smallest of those that lie over each other
    let there =
        large.places.iter().enumerate().filter(|(_, place)| place.start <= start && start < place.end);
    let smallest = there.min_by_key(|(_, place)| (place.end - place.start, place.start));
    smallest.expect("what is painted is an annotation").0
}

/// Whichever store was the last to say so.
fn is_kept(page: &Page) {
    page.wait("it to be kept", |page| {
        let status = page.status();
        ["On this device", "Saved"].iter().any(|words| status.contains(words))
    });
}

#[test]
fn a_hundred_copies_with_ten_thousand_annotations() {
    let page = Visit::new().window(1400, 900).open();
    let large = Large::of(&page.text());
    page.import_file(&page.file("large.json", &large.file()));
    page.wait("what the file would do", |page| page.words("dialog").contains("10000 new"));
    page.click_within("dialog", "button", "Import");
    count(&page, "10000 annotations");
    is_kept(&page);
    assert!(!page.words("body").contains("damaged"), "what waits for its text is not damaged");
    page.wait("all of the text", |page| page.ask::<usize>("text().length", &[]) >= large.text.len());
    assert!(page.text().chars().eq(large.text.iter().copied()), "the text to the letter");
    page.wait("the beginning", |page| sees(page, &large, &tag));

    // on paper stands all of it
    let painted = |page: &Page| {
        page.ask::<usize>("[...CSS.highlights].reduce((all, [, one]) => all + one.size, 0)", &[])
    };
    let near = painted(&page);
    assert!(near < COUNT / 10, "{near} are painted");
    page.run("dispatchEvent(new Event('beforeprint'))", &[]);
    assert!(painted(&page) >= COUNT, "{} are printed", painted(&page));
    page.run("dispatchEvent(new Event('afterprint'))", &[]);
    assert_eq!(painted(&page), near);

    // far in
    page.ask::<()>("(scrollTo(0, document.documentElement.scrollHeight / 2), null)", &[]);
    page.wait("the middle", |page| sees(page, &large, &tag));
    page.wait("another part", |page| page.ask::<Sight>(SIGHT, &[]).first > large.text.len() / 4);

    // hit, and shown among the few rows that stand in the page
    let number = click_one(&page, &large);
    let current = format!(".row.current[data-annotation='{}']", id(number));
    page.wait("its row", |page| page.is_there(&current));
    let place: String = page.ask("document.querySelector('.row.current').ariaPosInSet", &[]);
    assert_eq!(place, (number + 1).to_string());
    assert!(page.rows().len() < 200, "{} rows stand in the page", page.rows().len());
    assert_eq!(page.words(&format!("{current} bdi")), large.words(large.places[number]));

    // edited, undone, done again
    page.press("Digit1");
    page.wait("another colour", |page| sees(page, &large, &retagged(number)));
    page.press("Ctrl+KeyZ");
    page.wait("the colour before", |page| sees(page, &large, &tag));
    page.press("Delete");
    count(&page, "9999 annotations");
    page.press("Ctrl+KeyZ");
    count(&page, "10000 annotations");
    page.press("Digit1");
    page.wait("another colour", |page| sees(page, &large, &retagged(number)));

    // found, far away
    page.press("Ctrl+KeyF");
    page.wait("the field", |page| page.is_there(".find input:focus"));
    page.type_text(ONCE);
    page.wait("the count", |page| page.words(".find [aria-live]") == "1 / 1");
    page.press("Escape");
    page.wait("it to be selected", |page| page.ask::<String>("getSelection().toString()", &[]) == ONCE);
    page.wait("it to be in sight", |page| {
        let (top, height): (f64, f64) =
            page.ask("[getSelection().getRangeAt(0).getBoundingClientRect().top, innerHeight]", &[]);
        0.0 < top && top < height
    });
    page.wait("what is around it", |page| sees(page, &large, &retagged(number)));

    // the last row of the list
    page.ask::<()>(
        "((list) => (list.scrollTop = list.scrollHeight, null))(document.querySelector('.list > ol'))",
        &[],
    );
    page.wait("the last row", |page| {
        page.ask::<()>(
            "((list) => (list.scrollTop = list.scrollHeight, null))(document.querySelector('.list > ol'))",
            &[],
        );
        page.is_there(&format!("[data-annotation='{}'][aria-posinset='{COUNT}']", id(COUNT - 1)))
    });
    assert!(page.rows().len() < 200, "{} rows stand in the page", page.rows().len());

    // kept
    is_kept(&page);
    page.reload();
    // the text that was shown last, which only the mirror has
    count(&page, "10000 annotations");
    assert!(!page.words("body").contains("damaged"), "and nothing of it was ever damaged");
    page.wait("all of the text", |page| page.ask::<usize>("text().length", &[]) >= large.text.len());
    page.ask::<()>("(scrollTo(0, document.documentElement.scrollHeight / 2), null)", &[]);
    page.wait("the middle", |page| sees(page, &large, &retagged(number)));
    let file = page.export();
    let kept: Vec<_> = file
        .list("/annotations")
        .iter()
        .map(|one| (one["start"].as_u64().unwrap_or(0) as usize, one["tag"].as_str().unwrap_or_default()))
        .collect();
    let expected = large.places.iter().enumerate().map(|(at, place)| (place.start, retagged(number)(at)));
    assert_eq!(kept, expected.collect::<Vec<_>>());
    assert_eq!(page.console_errors(), Vec::<String>::new());
    page.screenshot("large");
}
