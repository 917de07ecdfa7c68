//! A finger: real touch events, at real places.

use serde_json::{Value, json};

use crate::Page;
use crate::mouse::Point;

impl Page {
    /// From now on the screen is one to touch, and has no mouse.
    #[track_caller]
    pub fn touch_screen(&self) {
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 1 }));
        self.wait("a coarse pointer", |page| page.ask("matchMedia('(pointer: coarse)').matches", &[]));
    }

    /// Rests a finger on the first character of these words until they, or more, are selected.
    #[track_caller]
    pub fn long_press(&self, words: &str) {
        self.rest_finger(words);
        self.wait("a selection", |page| !page.ask::<String>("String(getSelection())", &[]).is_empty());
        self.lift_finger();
    }

    /// Puts a finger on the first character of these words, and leaves it there.
    #[track_caller]
    pub fn rest_finger(&self, words: &str) {
        let [at, _] = self.ends(words, 0);
        self.touch("touchStart", Some(at));
    }

    #[track_caller]
    pub fn lift_finger(&self) {
        self.touch("touchEnd", None);
    }

    /// Taps on the first character of these words.
    #[track_caller]
    pub fn tap_text(&self, words: &str) {
        let [at, _] = self.ends(words, 0);
        self.tap_at(at);
    }

    /// Taps on the one element with this role and name inside the first that a CSS selector finds.
    #[track_caller]
    pub fn tap_within(&self, selector: &str, role: &str, name: &str) {
        let what = format!("one {role} named {name:?} in {selector}");
        let at = self.at_rest(&what, |page| page.center(selector, role, name));
        self.tap_at(at);
    }

    /// Drags an element by as much as lies between the last characters of two passages.
    #[track_caller]
    pub fn drag_by_finger(&self, selector: &str, from: &str, to: &str) {
        let (at, way) = self.grip(selector, from, to);
        self.touch("touchStart", Some(at));
        for step in [0.5, 1.0] {
            self.touch("touchMove", Some(Point { x: at.x + way.x * step, y: at.y + way.y * step }));
        }
        self.touch("touchEnd", None);
    }

    #[track_caller]
    fn tap_at(&self, at: Point) {
        self.touch("touchStart", Some(at));
        self.touch("touchEnd", None);
    }

    #[track_caller]
    fn touch(&self, kind: &str, at: Option<Point>) {
        let points: Vec<Value> = at.iter().map(|Point { x, y }| json!({ "x": x, "y": y })).collect();
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points }));
    }
}
