//! The mouse: real events at real places, so that whatever lies above the text is hit instead of it.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::Page;

#[derive(Clone, Copy, Debug, Deserialize)]
struct Point {
    x: f64,
    y: f64,
}

impl Page {
    /// Drags from the first to the last character of the nth (from 0) occurrence of these words in the text, which
    /// may reach over blocks: a line feed separates them.
    #[track_caller]
    pub fn select_text(&self, words: &str, nth: usize) {
        let [from, to] = self.ends(words, nth);
        self.mouse("mouseMoved", from, 0);
        self.mouse("mousePressed", from, 1);
        for step in [0.25, 0.5, 0.75, 1.0] {
            let between = |from: f64, to: f64| from + (to - from) * step;
            self.mouse("mouseMoved", Point { x: between(from.x, to.x), y: between(from.y, to.y) }, 1);
        }
        self.mouse("mouseReleased", to, 1);
    }

    /// Clicks on the first character of the nth (from 0) occurrence of these words in the text.
    #[track_caller]
    pub fn click_text(&self, words: &str, nth: usize) {
        let [from, _] = self.ends(words, nth);
        self.click_at(from, 1);
    }

    #[track_caller]
    pub fn double_click_text(&self, words: &str, nth: usize) {
        let [from, _] = self.ends(words, nth);
        self.click_at(from, 1);
        self.click_at(from, 2);
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
        let target = self.wait_for(&what, |page| page.center(selector, role, name));
        self.click_at(target, 1);
    }

    /// Whether such an element is there for a screen reader.
    #[track_caller]
    pub fn has(&self, role: &str, name: &str) -> bool {
        !self.accessible("html", role, name).is_empty()
    }

    #[track_caller]
    fn click_at(&self, point: Point, count: u32) {
        self.mouse("mouseMoved", point, 0);
        self.mouse("mousePressed", point, count);
        self.mouse("mouseReleased", point, count);
    }

    #[track_caller]
    fn ends(&self, words: &str, nth: usize) -> [Point; 2] {
        self.ask("ends(arguments[0], arguments[1])", &[json!(words), json!(nth)])
    }

    /// `count` is 0 for a mouse whose button is up.
    #[track_caller]
    fn mouse(&self, kind: &str, Point { x, y }: Point, count: u32) {
        let (button, buttons) = if count == 0 { ("none", 0) } else { ("left", 1) };
        let event = json!({
            "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": count,
        });
        self.devtools("Input.dispatchMouseEvent", event);
    }

    /// The middle of the one element with this role and name, scrolled into sight; `None` while it is not there, is
    /// not alone or has no place on the screen.
    #[track_caller]
    fn center(&self, selector: &str, role: &str, name: &str) -> Option<Point> {
        let [node] = self.accessible(selector, role, name)[..] else { return None };
        let outcome =
            self.browser.try_devtools("DOM.scrollIntoViewIfNeeded", json!({ "backendNodeId": node }));
        let quads = outcome.and_then(|_| {
            self.browser.try_devtools("DOM.getContentQuads", json!({ "backendNodeId": node }))
        })?;
        let corners: Vec<f64> = serde_json::from_value(quads.pointer("/quads/0")?.clone()).ok()?;
        let [left, top, .., right, bottom, _, _] = corners[..] else { return None };
        Some(Point { x: f64::midpoint(left, right), y: f64::midpoint(top, bottom) })
    }

    #[track_caller]
    fn accessible(&self, selector: &str, role: &str, name: &str) -> Vec<u64> {
        let answer = self.devtools("DOM.getDocument", json!({ "depth": 0 }));
        let document = answer.pointer("/root/nodeId").cloned().unwrap_or_default();
        let inside = json!({ "nodeId": document, "selector": selector });
        let Some(inside) = self.browser.try_devtools("DOM.querySelector", inside) else { return Vec::new() };
        let question = json!({ "nodeId": inside.get("nodeId"), "role": role, "accessibleName": name });
        let Some(found) = self.browser.try_devtools("Accessibility.queryAXTree", question) else {
            return Vec::new();
        };
        let nodes = found.get("nodes").and_then(Value::as_array).cloned().unwrap_or_default();
        let shown = nodes.iter().filter(|node| node.get("ignored") == Some(&Value::Bool(false)));
        shown.filter_map(|node| node.get("backendDOMNodeId")?.as_u64()).collect()
    }
}
