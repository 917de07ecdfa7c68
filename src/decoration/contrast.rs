//! How well two colours can be told apart: Web Content Accessibility Guidelines 2.2, "relative luminance" and
//! "contrast ratio".

use crate::model::Color;

/// How much each channel adds to what the eye takes for brightness.
const WEIGHTS: [f64; 3] = [0.2126, 0.7152, 0.0722];

fn channels(color: Color) -> [f64; 3] {
    [color.red, color.green, color.blue].map(|channel| f64::from(channel) / 255.0)
}

fn weighted(channels: [f64; 3]) -> f64 {
    channels.iter().zip(WEIGHTS).map(|(channel, weight)| channel * weight).sum()
}

/// The light that a channel of sRGB stands for.
fn light(channel: f64) -> f64 {
    if channel <= 0.04045 {
        return channel / 12.92;
    }
    let square = ((channel + 0.055) / 1.055).powi(2);
    square * fifth_root(square) // to the power of 2.4
}

/// Of a number from 0.002 to 1, by Newton's method, where the library's powers of any kind would be 3 KB of program.
fn fifth_root(number: f64) -> f64 {
    (0..20).fold(1.0, |root: f64, _| root - (root - number / root.powi(4)) / 5.0)
}

/// Relative luminance, from 0 for black to 1 for white.
pub fn luminance(color: Color) -> f64 {
    weighted(channels(color).map(light))
}

/// A luminance that no mixture of colours falls below when each of them has at least this one: the light of the
/// weighted mean of the channels. It is never above [`luminance`], because `light` bends upwards (Jensen), and it
/// keeps its order under mixing, because the mean is linear.
pub fn mixing_luminance(color: Color) -> f64 {
    light(weighted(channels(color)))
}

/// Contrast of two luminances, from 1 to 21.
pub fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Contrast of two colours, from 1 to 21. Text needs 4.5, a line that carries meaning 3.
pub fn contrast(one: Color, other: Color) -> f64 {
    ratio(luminance(one), luminance(other))
}

/// A colour laid over another with `percent` of its own, as a browser composites.
pub fn blend(over: Color, percent: u8, under: Color) -> Color {
    let part = u32::from(percent.min(100));
    let channel =
        |over: u8, under: u8| ((u32::from(over) * part + u32::from(under) * (100 - part) + 50) / 100) as u8;
    Color::rgb(channel(over.red, under.red), channel(over.green, under.green), channel(over.blue, under.blue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BLACK: Color = Color::rgb(0, 0, 0);
    const WHITE: Color = Color::rgb(255, 255, 255);

    #[test]
    fn light_is_a_power() {
        for channel in 11..=255 {
            let channel = f64::from(channel) / 255.0;
            let expected = ((channel + 0.055) / 1.055).powf(2.4);
            assert!((light(channel) - expected).abs() < 1e-14, "{channel}");
        }
    }

    #[test]
    fn the_ratios_of_the_guidelines() {
        // The greys are those that checkers of the guidelines give as the lightest that pass on white.
        let table = [
            (BLACK, WHITE, 21.0),
            (Color::rgb(0x76, 0x76, 0x76), WHITE, 4.54),
            (Color::rgb(0x94, 0x94, 0x94), WHITE, 3.03),
            (Color::rgb(255, 0, 0), WHITE, 4.0),
            (WHITE, WHITE, 1.0),
        ];
        for (one, other, expected) in table {
            assert!(
                (contrast(one, other) - expected).abs() < 0.01,
                "{one} on {other}: {}",
                contrast(one, other)
            );
            assert!((contrast(other, one) - expected).abs() < 0.01, "the same from both sides");
        }
    }

    #[test]
    fn blending() {
        assert_eq!(blend(BLACK, 0, WHITE), WHITE);
        assert_eq!(blend(BLACK, 100, WHITE), BLACK);
        assert_eq!(blend(BLACK, 20, WHITE), Color::rgb(204, 204, 204));
    }

    fn color() -> impl Strategy<Value = Color> {
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Color::rgb(red, green, blue))
    }

    proptest! {
        #[test]
        fn no_mixture_is_darker_than_the_mixing_luminance_says(one in color(), other in color(), percent in 0u8..=100) {
            let mixed = blend(one, percent, other);
            let least = mixing_luminance(one).min(mixing_luminance(other));
            prop_assert!(luminance(mixed) >= least - 0.005, "{mixed} of {one} and {other}");
            let most = luminance(one).max(luminance(other));
            prop_assert!(luminance(mixed) <= most + 0.005, "{mixed} of {one} and {other}");
        }
    }
}
