//! Paints decorations over a text without touching its DOM.

use std::rc::Rc;

use js_sys::Array;
use web_sys::{CssStyleSheet, StaticRange};

use super::TextView;
use super::highlight::{HIGHLIGHTS, Highlight};
use crate::decoration::{
    Decoration, INHERITED, LANES, OF_BLOCKS, highlight_name, plain_highlight_name, style_sheet,
};
use crate::model::{SmallMap, TagId, TagScheme};
use crate::text::Span;

/// What is painted now. Chromium works through all ranges after any change to one, so only what differs is touched, and
/// nothing where nothing does.
#[derive(Debug, Default)]
pub struct Painter {
    /// In the order of the decorations.
    painted: Vec<Painted>,
    /// By name, registered when first used.
    highlights: SmallMap<String, Highlight>,
    /// The tags for which the style sheet has rules.
    known: Vec<TagId>,
    sheet: Option<CssStyleSheet>,
    /// What stands in it. The browser looks at all that is painted again where it is replaced.
    css: String,
    /// The DOM that was painted, and its version.
    built: Option<(Rc<()>, u32)>,
}

/// A decoration as it was painted.
#[derive(Debug)]
struct Painted {
    decoration: Decoration,
    /// Of the highlight that it is in.
    name: String,
    range: StaticRange,
}

/// The priority of what lies above every annotation.
const ABOVE: i32 = 100;

impl Painter {
    pub fn new() -> Self {
        Self::default()
    }

    /// This browser can paint. Where it cannot, painting does nothing and all else works.
    pub fn is_supported() -> bool {
        HIGHLIGHTS.with(Option::is_some)
    }

    /// Takes the colours from a scheme. What is painted already changes with them.
    pub fn set_scheme(&mut self, scheme: &TagScheme) {
        self.set_style(style_sheet(scheme));
        self.known = scheme.tags().iter().map(|tag| tag.id.clone()).collect();
        let mut painted = std::mem::take(&mut self.painted);
        for Painted { decoration, name, range } in &mut painted {
            let now = self.name_of(decoration);
            if now != *name {
                self.highlight(name, 0).delete(range);
                self.highlight(&now, priority(decoration)).add(range);
                *name = now;
            }
        }
        self.painted = painted;
    }

    /// Through a constructed style sheet, which the page's policy allows where it forbids inline styles.
    fn set_style(&mut self, css: String) {
        if css == self.css {
            return;
        }
        if self.sheet.is_none() {
            self.sheet = adopted_sheet();
        }
        let Some(sheet) = &self.sheet else { return };
        let of_blocks = if inherits(sheet) { None } else { Some(css.replace(INHERITED, OF_BLOCKS)) };
        // Refused only for a sheet that was not constructed; rules that a browser does not know are skipped.
        let _ = sheet.replace_sync(of_blocks.as_deref().unwrap_or(&css));
        self.css = css;
    }

    /// Makes these, and only these, the decorations that are painted; but nothing where others have changed the words.
    pub fn paint(&mut self, view: &TextView, decorations: &[Decoration]) {
        if !Self::is_supported() {
            return;
        }
        self.look_at(view);
        let mut wanted: Vec<&Decoration> = decorations.iter().collect();
        wanted.sort_unstable();
        let mut painted = std::mem::take(&mut self.painted).into_iter().peekable();
        for decoration in wanted {
            while let Some(gone) = painted.next_if(|painted| painted.decoration < *decoration) {
                self.erase(&gone);
            }
            let there = painted.next_if(|painted| painted.decoration == *decoration);
            let there = there.or_else(|| self.draw(view, decoration));
            self.painted.extend(there);
        }
        painted.for_each(|gone| self.erase(&gone));
    }

    /// Paints the occurrences of what is looked for, and only these; one of them stands out.
    pub fn paint_found(&mut self, view: &TextView, found: &[Span], current: Option<Span>) {
        if !Self::is_supported() {
            return;
        }
        let strong = current.as_slice();
        for (name, spans, priority) in [("found", found, ABOVE), ("found-current", strong, ABOVE + 1)] {
            let highlight = self.highlight(name, priority);
            highlight.clear();
            for range in spans.iter().filter_map(|span| view.static_range(*span)) {
                highlight.add(&range);
            }
        }
    }

    fn erase(&self, gone: &Painted) {
        if let Some(highlight) = self.highlights.get(&gone.name) {
            highlight.delete(&gone.range);
        }
    }

    fn draw(&mut self, view: &TextView, decoration: &Decoration) -> Option<Painted> {
        let range = view.static_range(decoration.span)?;
        let name = self.name_of(decoration);
        self.highlight(&name, priority(decoration)).add(&range);
        Some(Painted { decoration: decoration.clone(), name, range })
    }

    /// Forgets what was painted on a DOM that is no more, or that others have changed since.
    fn look_at(&mut self, view: &TextView) {
        let version = view.version();
        if self
            .built
            .as_ref()
            .is_some_and(|(built, seen)| Rc::ptr_eq(built, view.built()) && *seen == version)
        {
            return;
        }
        for highlight in self.highlights.values() {
            highlight.clear();
        }
        self.painted.clear();
        self.built = Some((view.built().clone(), version));
    }

    fn name_of(&self, decoration: &Decoration) -> String {
        if self.known.contains(&decoration.tag) {
            highlight_name(&decoration.tag, decoration.lane, decoration.emphasis)
        } else {
            plain_highlight_name(decoration.lane, decoration.emphasis)
        }
    }

    /// The highlight with a name; a new one is registered.
    fn highlight(&mut self, name: &str, priority: i32) -> Highlight {
        if let Some(highlight) = self.highlights.get(name) {
            return highlight.clone();
        }
        let highlight = Highlight::new();
        highlight.set_priority(priority);
        HIGHLIGHTS.with(|registry| {
            if let Some(registry) = registry {
                registry.set(name, &highlight);
            }
        });
        self.highlights.insert(name.to_owned(), highlight.clone());
        highlight
    }
}

/// An empty style sheet among those of the page.
fn adopted_sheet() -> Option<CssStyleSheet> {
    let document = web_sys::window()?.document()?;
    let sheet = CssStyleSheet::new().ok()?;
    let adopted = Array::from(&document.adopted_style_sheets());
    adopted.push(&sheet);
    document.set_adopted_style_sheets(&adopted);
    Some(sheet)
}

/// What is painted over a text is inherited by what is in it. Seen by a rule for the page that nothing else has.
fn inherits(sheet: &CssStyleSheet) -> bool {
    let _ = sheet.replace_sync(":root::highlight(inherited){background-color:rgb(1, 2, 3)}");
    let style = web_sys::window().and_then(|window| {
        let body = window.document()?.body()?;
        window.get_computed_style_with_pseudo_elt(&body, "::highlight(inherited)").ok()?
    });
    let color = style.and_then(|style| style.get_property_value("background-color").ok());
    color.is_some_and(|color| color == "rgb(1, 2, 3)")
}

/// Of two over the same words, the higher priority lies above: what stands out more, and then the higher lane, since
/// lanes go to the longer first.
fn priority(decoration: &Decoration) -> i32 {
    decoration.emphasis as i32 * i32::from(LANES) + i32::from(decoration.lane)
}
