//! From a decimal number to the nearest float, exactly, so that what was written comes back.
//!
//! The standard library does the same faster, with tables of 12 KB that nothing compresses; a file has few numbers.
//! The bits of positive floats are ordered as the floats are, so the nearest is found by halving: a decimal number is
//! compared with the middle between a float and the next, both as whole numbers of any length.

use std::cmp::Ordering;

/// More digits than these change nothing, but for whether anything follows them.
const MOST_DIGITS: usize = 800;

/// Beyond these powers of ten every float is infinite or zero.
const FARTHEST: i64 = 1_200;

/// The float nearest to `-12.5e3` and the like (the numbers of JSON), of two the even one; `None` for anything else,
/// and where that is infinity.
pub fn nearest_float(text: &str) -> Option<f64> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut digits: Vec<u32> = Vec::new();
    for c in whole.chars().chain(fraction.chars()) {
        digits.push(c.to_digit(10)?);
    }
    if digits.is_empty() {
        return None;
    }
    let cut = digits.len().saturating_sub(MOST_DIGITS);
    let rest = digits.split_off(digits.len() - cut);
    digits.extend((cut > 0).then(|| u32::from(rest.iter().any(|digit| *digit > 0))));
    let (behind, cut) = (i64::try_from(fraction.len()).ok()?, i64::try_from(cut).ok()?);
    let shift = behind - cut + i64::from(cut > 0);
    let power = power(exponent)?.saturating_sub(shift).clamp(-FARTHEST, FARTHEST);
    if let Some(float) = exact(&digits, power) {
        return Some(sign * float);
    }
    let decimal = Decimal::new(&digits, power);
    let (mut low, mut high) = (0, f64::INFINITY.to_bits());
    while low < high {
        let bits = u64::midpoint(low, high);
        let is_below = match decimal.cmp_middle(bits) {
            Ordering::Less => true,
            Ordering::Equal => bits % 2 == 0,
            Ordering::Greater => false,
        };
        if is_below { high = bits } else { low = bits + 1 }
    }
    Some(sign * f64::from_bits(low)).filter(|float| float.is_finite())
}

/// Most numbers: few digits and a small power are floats themselves, so that one step makes the nearest of both
/// (Clinger, *How to Read Floating Point Numbers Accurately*, PLDI 1990).
fn exact(digits: &[u32], power: i64) -> Option<f64> {
    let small = digits.len() <= 15 && (-22..=22).contains(&power);
    let whole = digits.iter().fold(0.0, |whole, digit| whole * 10.0 + f64::from(*digit));
    let scale = (0..power.abs()).fold(1.0, |scale, _| scale * 10.0);
    small.then_some(if power < 0 { whole / scale } else { whole * scale })
}

/// Beyond what can matter, any power will do.
fn power(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut power = 0_i64;
    for c in digits.chars() {
        power = power.saturating_mul(10).saturating_add(i64::from(c.to_digit(10)?));
    }
    (!digits.is_empty()).then_some(sign * power)
}

/// `digits * 10^power`, as the quotient of two whole numbers.
struct Decimal {
    above: Whole,
    below: Whole,
}

impl Decimal {
    fn new(digits: &[u32], power: i64) -> Self {
        let (mut above, mut below) = (Whole(Vec::new()), Whole(vec![1]));
        for digit in digits {
            above.scale(10, *digit);
        }
        let scaled = if power > 0 { &mut above } else { &mut below };
        for _ in 0..power.abs() {
            scaled.scale(10, 0);
        }
        Self { above, below }
    }

    /// Compares it with the middle between the positive float of these bits and the next: `(2m + 1) * 2^(e - 1)`.
    fn cmp_middle(&self, bits: u64) -> Ordering {
        let exponent = (bits >> 52).max(1);
        let hidden = u64::from(bits >> 52 > 0) << 52;
        let middle = 2 * (bits & ((1 << 52) - 1) | hidden) + 1;
        let (mut above, mut below) = (self.above.clone(), self.below.clone());
        below.scale(middle, 0);
        // e - 1, with the bias of the format and the 52 bits of the fraction.
        let twos = exponent.cast_signed() - 1023 - 52 - 1;
        let doubled = if twos > 0 { &mut below } else { &mut above };
        doubled.shift(twos.unsigned_abs());
        above.cmp(&below)
    }
}

/// A whole number of any size, in pieces of 32 bits, the lowest first and the highest not 0.
#[derive(Clone, PartialEq, Eq)]
struct Whole(Vec<u32>);

impl Whole {
    /// Multiplies it by a positive number, and adds another.
    fn scale(&mut self, factor: u64, add: u32) {
        let mut carry = u128::from(add);
        for piece in &mut self.0 {
            carry += u128::from(*piece) * u128::from(factor);
            *piece = carry as u32;
            carry >>= 32;
        }
        while carry > 0 {
            self.0.push(carry as u32);
            carry >>= 32;
        }
    }

    /// Doubles it so many times.
    fn shift(&mut self, times: u64) {
        self.scale(1 << (times % 32), 0);
        if !self.0.is_empty() {
            self.0.splice(0..0, std::iter::repeat_n(0, (times / 32) as usize));
        }
    }
}

impl Ord for Whole {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_size = self.0.len().cmp(&other.0.len());
        by_size.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}

impl PartialOrd for Whole {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the standard library says.
    fn known(text: &str) -> Option<u64> {
        text.parse().ok().filter(|float: &f64| float.is_finite()).map(f64::to_bits)
    }

    fn ours(text: &str) -> Option<u64> {
        nearest_float(text).map(f64::to_bits)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(crate::chance::cases(2_000)))]

        #[test]
        fn any_float_comes_back(bits in any::<u64>()) {
            let float = f64::from_bits(bits);
            prop_assume!(float.is_finite());
            for text in [format!("{float:?}"), format!("{float:e}"), format!("{float:.3}")] {
                prop_assert_eq!(ours(&text), known(&text), "{}", text);
            }
        }

        #[test]
        fn any_decimal_is_read_as_the_standard_library_does(
            text in "-?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?",
        ) {
            prop_assert_eq!(ours(&text), known(&text), "{}", text);
        }

        #[test]
        fn a_middle_goes_to_the_even_float(mantissa in 1u64 << 53..1 << 54, more in "0{0,900}1?") {
            let middle = format!("{}.{more}", u128::from(mantissa) * 2 + 1);
            let middle = middle.trim_end_matches('.');
            prop_assert_eq!(ours(middle), known(middle), "{}", middle);
        }
    }

    #[test]
    fn the_ends_of_what_floats_can_say() {
        let most = "179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878";
        let table = [
            "0",
            "-0",
            "0.0e99",
            "1e308",
            "1.7976931348623157e308",
            "1.7976931348623159e308",
            "1e999999999999999999999",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1e-400",
            "1e-99999999999",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "9007199254740993",
            "0.1",
            "1e22",
            "1e23",
            most,
        ];
        for text in table {
            assert_eq!(ours(text), known(text), "{text}");
        }
        for text in ["", "-", "e1", "1e", "1e+", "+1", "inf", "nan", "1.5.2", "0x1", "一"] {
            assert_eq!(ours(text), None, "{text}");
        }
    }
}
