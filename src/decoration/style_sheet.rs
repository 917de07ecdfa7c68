//! The style sheet of what is painted, as text: one rule for each tag and lane (CSS Custom Highlight API), and the same
//! colours as custom properties for whatever else shows a tag.
//!
//! The names of tags are slugs and the colours numbers, so nothing a person wrote stands in it.

use super::{Emphasis, LANES, Shade, Theme};
use crate::model::{Color, TagId, TagScheme};

/// The name of the highlight that paints a tag in a lane: `tag-quote-0`, `tag-quote-0-current`.
pub fn highlight_name(tag: &TagId, lane: u8, emphasis: Emphasis) -> String {
    format!("tag-{tag}-{lane}{}", emphasis.suffix())
}

/// The name of the highlight that paints, in a lane, what has no tag that is known. No tag's name can be equal to it.
pub fn plain_highlight_name(lane: u8, emphasis: Emphasis) -> String {
    format!("untagged-{lane}{}", emphasis.suffix())
}

/// The class of an element that shows a tag: it has `--tint`, `--ink` and `--swatch`. Where the tag is not known, they
/// are the neutral ones.
pub fn tag_class(tag: &TagId) -> String {
    format!("tag-{tag}")
}

/// The rules for every tag of the scheme on every paper, and on white paper for the printer.
pub fn style_sheet(scheme: &TagScheme) -> String {
    let tags: Vec<(Option<&TagId>, Color)> =
        scheme.tags().into_iter().map(|tag| (Some(&tag.id), tag.color.value)).collect();
    let mut css = String::new();
    for (lane, emphasis) in cells() {
        let names = tags.iter().map(|(tag, _)| *tag).chain([None]).map(|tag| name(tag, lane, emphasis));
        rule(&mut css, &selectors("", names), &line(lane, emphasis));
    }
    for theme in Theme::ALL {
        on_paper(&mut css, &format!(":root[data-theme=\"{}\"]", theme.name()), &tags, theme);
    }
    css.push_str("@media print{\n");
    on_paper(&mut css, ":root[data-theme]", &tags, Theme::Light);
    css.push_str("}\n");
    css + &forced_colors(&tags)
}

/// Every lane in every emphasis.
fn cells() -> impl Iterator<Item = (u8, Emphasis)> {
    (0..LANES).flat_map(|lane| Emphasis::ALL.map(|emphasis| (lane, emphasis)))
}

fn name(tag: Option<&TagId>, lane: u8, emphasis: Emphasis) -> String {
    tag.map_or_else(|| plain_highlight_name(lane, emphasis), |tag| highlight_name(tag, lane, emphasis))
}

/// The colours of every tag on one paper.
fn on_paper(css: &mut String, root: &str, tags: &[(Option<&TagId>, Color)], theme: Theme) {
    rule(css, root, &properties(theme.neutral(), theme));
    for (tag, color) in tags.iter().copied().chain([(None, theme.neutral())]) {
        if let Some(tag) = tag {
            rule(css, &format!("{root} .{}", tag_class(tag)), &properties(color, theme));
        }
        let Shade { tint, ink } = Shade::new(color, theme);
        for emphasis in Emphasis::ALL {
            let tint = translucent(tint, percent(emphasis, theme));
            let names = (0..LANES).map(|lane| name(tag, lane, emphasis));
            let declarations = format!("background-color:{tint};text-decoration-color:{ink}");
            rule(css, &selectors(root, names), &declarations);
        }
    }
}

fn rule(css: &mut String, selector: &str, declarations: &str) {
    css.push_str(selector);
    css.push('{');
    css.push_str(declarations);
    css.push_str("}\n");
}

/// What is painted over the text, before its name. The rules are about the one element around the text: what is in it
/// inherits how it is painted (CSS Pseudo-Elements 4, "Highlight Pseudo-elements"). Chromium works out the style of each
/// highlight for each element that a rule could be about, painted or not: 80 ms for the 70 blocks of a section, where the
/// element around them takes 2.
pub const INHERITED: &str = "[data-text]::highlight(";

/// The same in a browser that does not inherit it: the rules are about each block.
pub const OF_BLOCKS: &str = "[data-start]::highlight(";

fn selectors(root: &str, names: impl Iterator<Item = String>) -> String {
    let each = names.map(|name| format!("{root} {INHERITED}{name})"));
    each.map(|selector| selector.trim_start().to_owned()).collect::<Vec<_>>().join(",")
}

/// Han characters reach below the baseline, so the first line stands a little lower than a Latin underline would. What
/// is current has a line above it too.
fn line(lane: u8, emphasis: Emphasis) -> String {
    let lines = if emphasis == Emphasis::Current { "underline overline" } else { "underline" };
    format!(
        "text-decoration-line:{lines};text-decoration-style:solid;text-decoration-thickness:2px;\
         text-decoration-skip-ink:none;text-underline-offset:calc(0.2em + {}px)",
        u32::from(lane) * 3
    )
}

/// How much of the tint covers what lies under it. The text is legible on all of it, so on any part.
const fn percent(emphasis: Emphasis, theme: Theme) -> u8 {
    match emphasis {
        Emphasis::Plain => theme.tint_percent(),
        Emphasis::Lit => theme.tint_percent() + 25,
        Emphasis::Current => theme.tint_percent() + 40,
    }
}

fn properties(color: Color, theme: Theme) -> String {
    let Shade { tint, ink } = Shade::new(color, theme);
    format!("--tint:{};--ink:{ink};--swatch:{color}", translucent(tint, theme.tint_percent()))
}

fn translucent(color: Color, percent: u8) -> String {
    format!("rgb({} {} {}/{percent}%)", color.red, color.green, color.blue)
}

/// Where the system chooses the colours, it would paint every highlight as if it were selected. So the text opts out
/// and takes the system's colours by name: underlines keep their lanes, and only what is current is filled.
fn forced_colors(tags: &[(Option<&TagId>, Color)]) -> String {
    let mut css = String::from("@media (forced-colors:active){\n");
    rule(
        &mut css,
        "[data-text],[data-text] *",
        "forced-color-adjust:none;color:CanvasText;background-color:Canvas;border-color:CanvasText",
    );
    rule(&mut css, "[data-text] ::selection", "color:HighlightText;background-color:Highlight");
    for emphasis in Emphasis::ALL {
        let all = tags.iter().map(|(tag, _)| *tag).chain([None]);
        let names = all.flat_map(|tag| (0..LANES).map(move |lane| name(tag, lane, emphasis)));
        let declarations = match emphasis {
            Emphasis::Plain => "color:CanvasText;background-color:Canvas;text-decoration-color:LinkText",
            Emphasis::Lit => "color:CanvasText;background-color:Canvas;text-decoration-color:CanvasText",
            Emphasis::Current => "color:MarkText;background-color:Mark;text-decoration-color:MarkText",
        };
        rule(&mut css, &selectors(":root[data-theme]", names), declarations);
    }
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
        for (lane, emphasis) in cells() {
            for tag in tags.iter().map(|tag| Some(&tag.id)).chain([None]) {
                for theme in Theme::ALL {
                    let name = name(tag, lane, emphasis);
                    let selector = format!(":root[data-theme=\"{}\"] {INHERITED}{name})", theme.name());
                    let found: Vec<_> = rules.iter().filter(|(at, _)| *at == selector).collect();
                    assert_eq!(found.len(), 1, "{selector}");
                    assert!(found[0].1.starts_with("background-color:rgb("), "{found:?}");
                }
            }
        }
        let offset = |lane| {
            let selector = format!("{INHERITED}{})", highlight_name(&tags[0].id, lane, Emphasis::Plain));
            rules.iter().find(|(at, _)| *at == selector).unwrap().1.clone()
        };
        let mut offsets: Vec<String> = (0..LANES).map(offset).collect();
        offsets.dedup();
        assert_eq!(offsets.len(), usize::from(LANES), "each lane has its own line");
    }

    #[test]
    fn a_stronger_emphasis_covers_more_and_never_all() {
        for theme in Theme::ALL {
            let covers = Emphasis::ALL.map(|emphasis| percent(emphasis, theme));
            assert!(covers.is_sorted() && covers.iter().all(|percent| *percent <= 100), "{covers:?}");
        }
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
        for (lane, emphasis) in cells() {
            let name = plain_highlight_name(lane, emphasis);
            assert!(!name.starts_with("tag-"), "{name}");
        }
    }
}
