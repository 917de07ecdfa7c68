//! The mouse: real events at real places, so that whatever lies above the text is hit instead of it.

use std::cell::Cell;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Page;
use crate::browser::Make;

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// What the mouse does, where, and the press that it belongs to; 0 is a mouse whose button is up.
pub(crate) type Step = (&'static str, Point, u32);

fn clicks(at: Point, times: u32) -> Vec<Step> {
    let click = |count| [("mouseMoved", at, 0), ("mousePressed", at, count), ("mouseReleased", at, count)];
    (1..=times).flat_map(click).collect()
}

fn drag(from: Point, to: Point, count: u32) -> Vec<Step> {
    let between = |from: f64, to: f64, step: f64| from + (to - from) * step;
    let at = |step| Point { x: between(from.x, to.x, step), y: between(from.y, to.y, step) };
    let mut steps = vec![("mouseMoved", from, 0), ("mousePressed", from, count)];
    steps.extend([0.25, 0.5, 0.75, 1.0].map(|step| ("mouseMoved", at(step), count)));
    steps.push(("mouseReleased", to, count));
    steps
}

impl Page {
    /// Drags from the first to the last character of the nth (from 0) occurrence of these words in the text, which
    /// may reach over blocks: a line feed separates them.
    #[track_caller]
    pub fn select_text(&self, words: &str, nth: usize) {
        let [from, to] = self.ends(words, nth);
        self.at_once(&drag(from, to, 1));
    }

    /// Presses so many times at the beginning of these words, holds the last of them, and drags to their end; or from their
    /// end to the beginning.
    #[track_caller]
    pub fn press_and_drag(&self, presses: u32, words: &str, is_backward: bool) {
        let [from, to] = self.ends(words, 0);
        let (from, to) = if is_backward { (to, from) } else { (from, to) };
        let mut steps = clicks(from, presses - 1);
        steps.extend(drag(from, to, presses));
        self.at_once(&steps);
    }

    /// Drags from one point of the window to another, whatever words stand there.
    #[track_caller]
    pub fn drag_over_points(&self, from: (f64, f64), to: (f64, f64)) {
        self.at_once(&drag(Point { x: from.0, y: from.1 }, Point { x: to.0, y: to.1 }, 1));
    }

    /// What a hand does without a rest: the browser counts presses that follow each other within half a second.
    #[track_caller]
    fn at_once(&self, steps: &[Step]) {
        match self.browser.make {
            Make::Chromium => steps.iter().for_each(|(kind, at, count)| self.mouse(kind, *at, *count)),
            Make::Firefox => self.browser.point(steps),
        }
    }

    /// Clicks on the first character of the nth (from 0) occurrence of these words in the text.
    #[track_caller]
    pub fn click_text(&self, words: &str, nth: usize) {
        let [from, _] = self.ends(words, nth);
        self.click_at(from, 1);
    }

    #[track_caller]
    pub fn double_click_text(&self, words: &str, nth: usize) {
        self.click_often(2, words, nth);
    }

    /// Clicks so many times on the first character of these words, as fast as a hand does.
    #[track_caller]
    pub fn click_often(&self, times: u32, words: &str, nth: usize) {
        let [from, _] = self.ends(words, nth);
        self.at_once(&clicks(from, times));
    }

    /// The same with Shift held down, at the end of these words, or at their beginning.
    #[track_caller]
    pub fn shift_click(&self, times: u32, words: &str, is_end: bool) {
        let [from, to] = self.ends(words, 0);
        self.hold_shift(true);
        self.at_once(&clicks(if is_end { to } else { from }, times));
        self.hold_shift(false);
    }

    /// Waits for one element with this role and accessible name, and clicks on it: `click("button", "Export")`.
    #[track_caller]
    pub fn click(&self, role: &str, name: &str) {
        self.click_within("html", role, name);
    }

    /// The same inside the first element that a CSS selector finds.
    #[track_caller]
    pub fn click_within(&self, selector: &str, role: &str, name: &str) {
        let what = format!("one {role} named {name:?} in {selector}");
        let target = self.at_rest(&what, |page| page.center(selector, role, name));
        self.click_at(target, 1);
    }

    /// Clicks on the first element that a CSS selector finds, for what has its place in the page and not one name.
    #[track_caller]
    pub fn click_on(&self, selector: &str) {
        let target = self.at_rest(selector, |page| page.middle_of(selector));
        self.click_at(target, 1);
    }

    /// Whether such an element is there for a screen reader.
    #[track_caller]
    pub fn has(&self, role: &str, name: &str) -> bool {
        match self.browser.make {
            Make::Chromium => !self.accessible("html", role, name).is_empty(),
            Make::Firefox => self.named("html", role, name).is_some(),
        }
    }

    #[track_caller]
    fn click_at(&self, point: Point, count: u32) {
        self.mouse("mouseMoved", point, 0);
        self.mouse("mousePressed", point, count);
        self.mouse("mouseReleased", point, count);
    }

    /// Drags an element by as much as lies between the last characters of two passages.
    #[track_caller]
    pub fn drag(&self, selector: &str, from: &str, to: &str) {
        let (at, way) = self.grip(selector, from, to);
        self.mouse("mouseMoved", at, 0);
        self.mouse("mousePressed", at, 1);
        for step in [0.5, 1.0] {
            self.mouse("mouseMoved", Point { x: at.x + way.x * step, y: at.y + way.y * step }, 1);
        }
        self.mouse("mouseReleased", Point { x: at.x + way.x, y: at.y + way.y }, 1);
    }

    /// The middle of an element, and the way between the last characters of two passages.
    #[track_caller]
    pub(crate) fn grip(&self, selector: &str, from: &str, to: &str) -> (Point, Point) {
        let ([_, from], [_, to]) = (self.ends(from, 0), self.ends(to, 0));
        let at = self.at_rest(selector, |page| page.middle_of(selector));
        (at, Point { x: to.x - from.x, y: to.y - from.y })
    }

    #[track_caller]
    pub(crate) fn ends(&self, words: &str, nth: usize) -> [Point; 2] {
        self.at_rest("the text", |page| {
            Some(page.ask("ends(arguments[0], arguments[1])", &[json!(words), json!(nth)]))
        })
    }

    /// A place that is the same in two looks: while the page still scrolls, a click would hit something else.
    #[track_caller]
    pub(crate) fn at_rest<T: Copy + PartialEq>(&self, what: &str, look: impl Fn(&Self) -> Option<T>) -> T {
        let last = Cell::new(None);
        self.wait_for(&format!("{what} to rest"), |page| {
            let now = look(page);
            page.browser.show_frames();
            now.filter(|_| last.replace(now) == now)
        })
    }

    /// `count` is 0 for a mouse whose button is up.
    #[track_caller]
    fn mouse(&self, kind: &'static str, Point { x, y }: Point, count: u32) {
        if self.browser.make == Make::Firefox {
            return self.browser.point(&[(kind, Point { x, y }, count)]);
        }
        let (button, buttons) = if count == 0 { ("none", 0) } else { ("left", 1) };
        let event = json!({
            "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": count,
            "modifiers": self.held.get(),
        });
        self.devtools("Input.dispatchMouseEvent", event);
    }

    /// The middle of the one element with this role and name, scrolled into sight; `None` while it is not there, is
    /// not alone or has no place on the screen.
    #[track_caller]
    pub(crate) fn center(&self, selector: &str, role: &str, name: &str) -> Option<Point> {
        if self.browser.make == Make::Firefox {
            return self.named(selector, role, name);
        }
        let [node] = self.accessible(selector, role, name)[..] else { return None };
        self.middle(json!({ "backendNodeId": node }))
    }

    /// The same where there is no tree of what a screen reader sees to be asked.
    #[track_caller]
    fn named(&self, selector: &str, role: &str, name: &str) -> Option<Point> {
        self.ask(
            "named(arguments[0], arguments[1], arguments[2])",
            &[json!(selector), json!(role), json!(name)],
        )
    }

    /// The middle of the first element that a CSS selector finds, scrolled into sight.
    #[track_caller]
    fn middle_of(&self, selector: &str) -> Option<Point> {
        match self.browser.make {
            Make::Chromium => self.middle(json!({ "nodeId": self.node(selector)? })),
            Make::Firefox => self.ask("middle(document.querySelector(arguments[0]))", &[json!(selector)]),
        }
    }

    /// The middle of an element, scrolled into sight.
    #[track_caller]
    fn middle(&self, node: Value) -> Option<Point> {
        self.browser.try_devtools("DOM.scrollIntoViewIfNeeded", node.clone())?;
        let quads = self.browser.try_devtools("DOM.getContentQuads", node)?;
        let corners: Vec<f64> = serde_json::from_value(quads.pointer("/quads/0")?.clone()).ok()?;
        let [left, top, .., right, bottom, _, _] = corners[..] else { return None };
        Some(Point { x: f64::midpoint(left, right), y: f64::midpoint(top, bottom) })
    }

    #[track_caller]
    fn accessible(&self, selector: &str, role: &str, name: &str) -> Vec<u64> {
        let Some(inside) = self.node(selector) else { return Vec::new() };
        let question = json!({ "nodeId": inside, "role": role, "accessibleName": name });
        let Some(found) = self.browser.try_devtools("Accessibility.queryAXTree", question) else {
            return Vec::new();
        };
        let nodes = found.get("nodes").and_then(Value::as_array).cloned().unwrap_or_default();
        let shown = nodes.iter().filter(|node| node.get("ignored") == Some(&Value::Bool(false)));
        shown.filter_map(|node| node.get("backendDOMNodeId")?.as_u64()).collect()
    }

    /// The first element that a CSS selector finds, as the DevTools protocol numbers it.
    #[track_caller]
    pub(crate) fn node(&self, selector: &str) -> Option<u64> {
        let document = self.devtools("DOM.getDocument", json!({ "depth": 0 }));
        let within = json!({ "nodeId": document.pointer("/root/nodeId")?, "selector": selector });
        let found = self.browser.try_devtools("DOM.querySelector", within)?;
        found.get("nodeId")?.as_u64().filter(|node| *node != 0)
    }
}
