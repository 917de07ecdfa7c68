//! The style sheet of what is painted, as text: one rule for each tag and lane (CSS Custom Highlight API), and the same
//! colours as custom properties for whatever else shows a tag.
//!
//! The names of tags are slugs and the colours numbers, so nothing a person wrote stands in it.

use super::{LANES, Shade, Theme};
use crate::model::{Color, TagId, TagScheme};

/// What is painted above the annotations, for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Overlay {
    /// What the pointer or the list points at.
    Preview,
    /// The annotation that commands apply to.
    Current,
    /// Where a jump arrived.
    Flash,
}

impl Overlay {
    /// In the order in which they lie over each other, the lowest first.
    pub const ALL: [Self; 3] = [Self::Preview, Self::Current, Self::Flash];

    /// The name of its highlight.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Current => "current",
            Self::Flash => "flash",
        }
    }
}

/// The name of the highlight that paints a tag in a lane: `tag-quote-0`.
pub fn highlight_name(tag: &TagId, lane: u8) -> String {
    format!("tag-{tag}-{lane}")
}

/// The name of the highlight that paints, in a lane, what has no tag that is known. No tag's name can be equal to it.
pub fn plain_highlight_name(lane: u8) -> String {
    format!("untagged-{lane}")
}

/// The class of an element that shows a tag: it has `--tint`, `--ink` and `--swatch`. Where the tag is not known, they
/// are the neutral ones.
pub fn tag_class(tag: &TagId) -> String {
    format!("tag-{tag}")
}

/// The rules for every tag of the scheme on every paper.
pub fn style_sheet(scheme: &TagScheme) -> String {
    let tags = scheme.tags();
    let mut css = String::new();
    for lane in 0..LANES {
        let names = tags.iter().map(|tag| highlight_name(&tag.id, lane)).chain([plain_highlight_name(lane)]);
        rule(&mut css, &selectors("", names), &lane_line(lane));
    }
    for overlay in Overlay::ALL {
        rule(&mut css, &selectors("", [overlay.name().to_owned()].into_iter()), overlay_line(overlay));
    }
    for theme in Theme::ALL {
        let root = format!(":root[data-theme=\"{}\"]", theme.name());
        rule(&mut css, &root, &properties(theme.neutral(), theme));
        paint(&mut css, &root, (0..LANES).map(plain_highlight_name), theme.neutral(), theme);
        for tag in &tags {
            let color = tag.color.value;
            rule(&mut css, &format!("{root} .{}", tag_class(&tag.id)), &properties(color, theme));
            paint(&mut css, &root, (0..LANES).map(|lane| highlight_name(&tag.id, lane)), color, theme);
        }
        for overlay in Overlay::ALL {
            let selector = selectors(&root, [overlay.name().to_owned()].into_iter());
            rule(&mut css, &selector, &overlay_colors(overlay, theme));
        }
    }
    css + &forced_colors(&tags.iter().map(|tag| &tag.id).collect::<Vec<_>>())
}

fn rule(css: &mut String, selector: &str, declarations: &str) {
    css.push_str(selector);
    css.push('{');
    css.push_str(declarations);
    css.push_str("}\n");
}

fn selectors(root: &str, names: impl Iterator<Item = String>) -> String {
    let each = names.map(|name| format!("{root} ::highlight({name})"));
    each.map(|selector| selector.trim_start().to_owned()).collect::<Vec<_>>().join(",")
}

/// Han characters reach below the baseline, so the first line stands a little lower than a Latin underline would.
fn lane_line(lane: u8) -> String {
    format!(
        "text-decoration-line:underline;text-decoration-style:solid;text-decoration-thickness:2px;\
         text-decoration-skip-ink:none;text-underline-offset:calc(0.2em + {}px)",
        u32::from(lane) * 3
    )
}

const fn overlay_line(overlay: Overlay) -> &'static str {
    match overlay {
        Overlay::Preview | Overlay::Flash => "text-decoration-line:none",
        Overlay::Current => {
            "text-decoration-line:underline overline;text-decoration-style:solid;\
             text-decoration-thickness:2px;text-decoration-skip-ink:none;text-underline-offset:calc(0.2em - 2px)"
        }
    }
}

fn paint(css: &mut String, root: &str, names: impl Iterator<Item = String>, color: Color, theme: Theme) {
    let Shade { tint, ink } = Shade::new(color, theme);
    let declarations =
        format!("background-color:{};text-decoration-color:{ink}", translucent(tint, theme.tint_percent()));
    rule(css, &selectors(root, names), &declarations);
}

fn properties(color: Color, theme: Theme) -> String {
    let Shade { tint, ink } = Shade::new(color, theme);
    format!("--tint:{};--ink:{ink};--swatch:{color}", translucent(tint, theme.tint_percent()))
}

fn overlay_colors(overlay: Overlay, theme: Theme) -> String {
    let Shade { tint, ink } = Shade::new(theme.accent(), theme);
    let percent = match overlay {
        Overlay::Preview => 30,
        Overlay::Current => 25,
        Overlay::Flash => 70,
    };
    format!("background-color:{};text-decoration-color:{ink}", translucent(tint, percent))
}

fn translucent(color: Color, percent: u8) -> String {
    format!("rgb({} {} {}/{percent}%)", color.red, color.green, color.blue)
}

/// Where the system chooses the colours, it would paint every highlight as if it were selected. So the text opts out
/// and takes the system's colours by name: underlines keep their lanes, and only what is current is filled.
fn forced_colors(tags: &[&TagId]) -> String {
    let each_tag = tags.iter().flat_map(|tag| (0..LANES).map(|lane| highlight_name(tag, lane)));
    let lines = each_tag.chain((0..LANES).map(plain_highlight_name));
    let filled = [Overlay::Current, Overlay::Flash].map(|overlay| overlay.name().to_owned());
    let preview = [Overlay::Preview.name().to_owned()];
    let root = ":root[data-theme]";
    let mut css = String::from("@media (forced-colors:active){\n");
    rule(
        &mut css,
        "[data-text],[data-text] *",
        "forced-color-adjust:none;color:CanvasText;background-color:Canvas;border-color:CanvasText",
    );
    rule(&mut css, "[data-text] ::selection", "color:HighlightText;background-color:Highlight");
    rule(
        &mut css,
        &selectors(root, lines),
        "color:CanvasText;background-color:Canvas;text-decoration-color:LinkText",
    );
    rule(
        &mut css,
        &selectors(root, preview.into_iter()),
        "background-color:transparent;text-decoration-line:overline;text-decoration-color:CanvasText",
    );
    rule(
        &mut css,
        &selectors(root, filled.into_iter()),
        "color:HighlightText;background-color:Highlight;text-decoration-color:HighlightText",
    );
    css + "}\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stamp, Tag, TagDraft, first_scheme};

    /// Every selector of a rule with its declarations; what stands inside `@media` too.
    fn rules(css: &str) -> Vec<(String, String)> {
        let mut rules = Vec::new();
        for line in css.lines().filter(|line| line.contains('{') && !line.starts_with('@')) {
            let (selectors, declarations) = line.strip_suffix('}').unwrap().split_once('{').unwrap();
            rules.extend(selectors.split(',').map(|selector| (selector.to_owned(), declarations.to_owned())));
        }
        rules
    }

    #[test]
    fn every_tag_is_painted_in_every_lane_on_every_paper() {
        let scheme = first_scheme();
        let rules = rules(&style_sheet(&scheme));
        let tags = scheme.tags();
        let names = tags.iter().flat_map(|tag| (0..LANES).map(|lane| highlight_name(&tag.id, lane)));
        for name in names.chain((0..LANES).map(plain_highlight_name)) {
            for theme in Theme::ALL {
                let selector = format!(":root[data-theme=\"{}\"] ::highlight({name})", theme.name());
                let found: Vec<_> = rules.iter().filter(|(at, _)| *at == selector).collect();
                assert_eq!(found.len(), 1, "{selector}");
                assert!(found[0].1.starts_with("background-color:rgb("), "{found:?}");
            }
        }
        let offset = |lane| {
            let selector = format!("::highlight({})", highlight_name(&tags[0].id, lane));
            rules.iter().find(|(at, _)| *at == selector).unwrap().1.clone()
        };
        let mut offsets: Vec<String> = (0..LANES).map(offset).collect();
        offsets.dedup();
        assert_eq!(offsets.len(), usize::from(LANES), "each lane has its own line");
    }

    #[test]
    fn rows_of_a_tag_take_its_colours() {
        let rules = rules(&style_sheet(&first_scheme()));
        let of = |wanted: &str| rules.iter().find(|(at, _)| at == wanted).unwrap().1.clone();
        let color = Color::rgb(0xdd, 0xcc, 0x77);
        let ink = Shade::new(color, Theme::Light).ink;
        let expected = format!("--tint:rgb(221 204 119/30%);--ink:{ink};--swatch:#ddcc77");
        assert_eq!(of(":root[data-theme=\"light\"] .tag-term"), expected);
        let neutral = Theme::Dark.neutral();
        assert!(
            of(":root[data-theme=\"dark\"]").ends_with(&format!("--swatch:{neutral}")),
            "the tag is not known"
        );
    }

    #[test]
    fn a_deleted_tag_has_no_rule_and_a_label_never_gets_in() {
        let mut scheme = first_scheme();
        let draft = TagDraft {
            label: "}</style>*{display:none}".into(),
            color: Color::rgb(1, 2, 3),
            guideline: "".into(),
            key: "".into(),
            attributes: Vec::new(),
            rank: 9,
        };
        let mut tag = Tag::new(TagId::new("x").unwrap(), draft, Stamp::ORIGIN);
        scheme.put(tag.clone());
        let with = style_sheet(&scheme);
        assert!(with.contains("::highlight(tag-x-0)") && !with.contains("display"));
        tag.delete();
        scheme.put(tag);
        assert_eq!(style_sheet(&scheme), style_sheet(&first_scheme()));
    }

    #[test]
    fn no_tag_can_take_a_name_of_the_program() {
        let own = Overlay::ALL.map(|overlay| overlay.name().to_owned());
        for name in own.into_iter().chain((0..LANES).map(plain_highlight_name)) {
            assert!(!name.starts_with("tag-"), "{name}");
        }
    }
}
