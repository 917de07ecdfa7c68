//! Colours in which a tag is drawn on paper of each theme: a tint behind the words and the ink of the underline.
//!
//! A person may choose any colour for a tag, and tints lie over each other where annotations overlap. So a tint is
//! shifted until the text is legible on the bare tint, and in such a way that it stays legible on any mixture of
//! tints and paper: then no depth of overlap and no order of layers can do harm.

use super::contrast::{blend, contrast, luminance, mixing_luminance, ratio};
use crate::model::Color;

/// The paper that a text is read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    Light,
    Dark,
    Sepia,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Sepia];

    /// As the attribute `data-theme` of the page says it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sepia => "sepia",
        }
    }

    /// The theme with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// What the text stands on.
    pub const fn paper(self) -> Color {
        match self {
            Self::Light => Color::rgb(0xfb, 0xf9, 0xf4),
            Self::Dark => Color::rgb(0x1b, 0x1a, 0x18),
            Self::Sepia => Color::rgb(0xf4, 0xe9, 0xd5),
        }
    }

    /// The text itself.
    pub const fn text(self) -> Color {
        match self {
            Self::Light => Color::rgb(0x1c, 0x1a, 0x17),
            Self::Dark => Color::rgb(0xdc, 0xd6, 0xca),
            Self::Sepia => Color::rgb(0x38, 0x2b, 0x1d),
        }
    }

    /// Vermilion, for what is the program's own and not a tag's.
    pub const fn accent(self) -> Color {
        match self {
            Self::Light => Color::rgb(0xc4, 0x36, 0x20),
            Self::Dark => Color::rgb(0xf0, 0x71, 0x5a),
            Self::Sepia => Color::rgb(0xb3, 0x2f, 0x1b),
        }
    }

    /// For what has no tag that is known.
    pub const fn neutral(self) -> Color {
        match self {
            Self::Light | Self::Sepia => Color::rgb(0x8c, 0x86, 0x7c),
            Self::Dark => Color::rgb(0x9a, 0x94, 0x8a),
        }
    }

    /// How much of a tint covers what lies under it, in percent.
    pub const fn tint_percent(self) -> u8 {
        match self {
            Self::Light | Self::Sepia => 30,
            Self::Dark => 55,
        }
    }
}

/// The colours of one tag on one paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shade {
    /// Laid behind the words with [`Theme::tint_percent`].
    pub tint: Color,
    /// Of the underline.
    pub ink: Color,
}

/// Text against what is behind it (WCAG 1.4.3), and a little for the rounding of a browser that composites.
const LEGIBLE: f64 = 4.6;
/// A line against what is beside it (WCAG 1.4.11).
const VISIBLE: f64 = 3.0;

impl Shade {
    /// The colours nearest to a tag's own that can be read.
    pub fn new(color: Color, theme: Theme) -> Self {
        let paper = theme.paper();
        let tint = shift(color, paper, |tint| stays_legible(tint, theme));
        let tinted = blend(tint, theme.tint_percent(), paper);
        let ink = shift(color, theme.text(), |ink| {
            contrast(ink, paper) >= VISIBLE && contrast(ink, tinted) >= VISIBLE
        });
        Self { tint, ink }
    }
}

/// The text can be read on this colour, and on any mixture of colours of which this is true.
fn stays_legible(tint: Color, theme: Theme) -> bool {
    let text = luminance(theme.text());
    let worst = match theme {
        Theme::Light | Theme::Sepia => mixing_luminance(tint),
        Theme::Dark => luminance(tint),
    };
    let right_side = (luminance(theme.paper()) > text) == (worst > text);
    right_side && ratio(worst, text) >= LEGIBLE
}

/// The first colour on the way to another that will do; the other itself where none does.
fn shift(from: Color, to: Color, will_do: impl Fn(Color) -> bool) -> Color {
    (0..=100).map(|percent| blend(to, percent, from)).find(|color| will_do(*color)).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::first_scheme;

    /// The first scheme's colours and a sweep through the cube of all colours, its corners included.
    fn colors() -> Vec<Color> {
        let steps = [0, 51, 102, 153, 204, 255];
        let sweep = steps.into_iter().flat_map(|red| {
            steps
                .into_iter()
                .flat_map(move |green| steps.into_iter().map(move |blue| Color::rgb(red, green, blue)))
        });
        first_scheme().tags().iter().map(|tag| tag.color.value).chain(sweep).collect()
    }

    fn tints(theme: Theme) -> Vec<Color> {
        let mut tints: Vec<Color> = colors().into_iter().map(|color| Shade::new(color, theme).tint).collect();
        tints.extend([theme.accent(), theme.neutral()].map(|color| Shade::new(color, theme).tint));
        tints.sort_unstable();
        tints.dedup();
        tints
    }

    #[test]
    fn text_is_legible_on_paper_and_bare_tints() {
        for theme in Theme::ALL {
            assert!(contrast(theme.text(), theme.paper()) > 10.0, "{theme:?}");
            for tint in tints(theme) {
                assert!(contrast(theme.text(), tint) >= 4.5, "{tint} in {theme:?}");
            }
        }
    }

    #[test]
    fn text_is_legible_on_one_two_and_three_tints_in_any_order() {
        for theme in Theme::ALL {
            let (paper, text, percent) = (theme.paper(), theme.text(), theme.tint_percent());
            let tints = tints(theme);
            let few: Vec<Color> = tints.iter().copied().step_by(9).collect();
            for first in &tints {
                let one = blend(*first, percent, paper);
                assert!(contrast(text, one) >= 4.5, "{first} in {theme:?}");
                for second in tints.iter().step_by(3) {
                    let two = blend(*second, percent, one);
                    assert!(contrast(text, two) >= 4.5, "{first} {second} in {theme:?}");
                    for third in &few {
                        let three = blend(*third, percent, two);
                        assert!(contrast(text, three) >= 4.5, "{first} {second} {third} in {theme:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn underlines_are_seen_against_paper_and_their_own_tint() {
        for theme in Theme::ALL {
            for color in colors().into_iter().chain([theme.accent(), theme.neutral()]) {
                let shade = Shade::new(color, theme);
                let tinted = blend(shade.tint, theme.tint_percent(), theme.paper());
                assert!(contrast(shade.ink, theme.paper()) >= 3.0, "{color} on paper in {theme:?}");
                assert!(contrast(shade.ink, tinted) >= 3.0, "{color} on its tint in {theme:?}");
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_is_not_shifted() {
        let pale = Color::rgb(0xdd, 0xcc, 0x77);
        assert_eq!(Shade::new(pale, Theme::Light).tint, pale);
        let deep = Color::rgb(0x11, 0x77, 0x33);
        assert_eq!(Shade::new(deep, Theme::Light).ink, deep);
    }

    #[test]
    fn the_first_tags_stay_apart_on_every_paper() {
        for theme in Theme::ALL {
            let drawn: Vec<Shade> =
                first_scheme().tags().iter().map(|tag| Shade::new(tag.color.value, theme)).collect();
            for (number, one) in drawn.iter().enumerate() {
                for other in drawn.iter().skip(number + 1) {
                    assert!(distance(one.tint, other.tint) > 30, "{one:?} {other:?} in {theme:?}");
                    assert!(distance(one.ink, other.ink) > 30, "{one:?} {other:?} in {theme:?}");
                }
            }
        }
    }

    fn distance(one: Color, other: Color) -> u32 {
        let step = |one: u8, other: u8| u32::from(one.abs_diff(other));
        step(one.red, other.red) + step(one.green, other.green) + step(one.blue, other.blue)
    }

    #[test]
    fn names() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_name(theme.name()), Some(theme));
        }
        assert_eq!(Theme::from_name("Light"), None);
    }
}
