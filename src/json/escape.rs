//! Texts and numbers as JSON has them, put behind what is there already.

/// Adds a text with its quotation marks and escapes.
pub fn push_text(json: &mut String, text: &str) {
    json.push('"');
    // Nearly all of a text stands as it is, and is copied in stretches as long as can be.
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_at_checked(plain(rest.as_bytes())) {
        json.push_str(plain);
        let mut chars = escaped.chars();
        let Some(c) = chars.next() else { break };
        push_escape(json, c);
        rest = chars.as_str();
    }
    json.push('"');
}

/// A text with its quotation marks and escapes.
pub fn text(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    push_text(&mut json, text);
    json
}

/// So many bytes from the beginning stand as they are. All that is escaped is one byte.
fn plain(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    let passed = words.iter().take_while(|word| !has_escaped(u64::from_ne_bytes(**word))).count() * 8;
    let rest = bytes.get(passed..).unwrap_or_default();
    passed + rest.iter().position(|byte| is_escaped(*byte)).unwrap_or(rest.len())
}

fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// One of eight bytes is escaped. A byte borrows from the next only where it is below what is taken away itself, and
/// the upper bit of `!bytes` leaves those out that are above 127 (Warren, *Hacker's Delight*, §6-1).
const fn has_escaped(bytes: u64) -> bool {
    const ONES: u64 = u64::MAX / 0xff;
    let quotation_marks = bytes ^ (ONES * b'"' as u64);
    let backslashes = bytes ^ (ONES * b'\\' as u64);
    let below = bytes.wrapping_sub(ONES * b' ' as u64) & !bytes;
    let zero =
        quotation_marks.wrapping_sub(ONES) & !quotation_marks | backslashes.wrapping_sub(ONES) & !backslashes;
    (below | zero) & (ONES << 7) != 0
}

fn push_escape(json: &mut String, c: char) {
    let escape = match c {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\u{8}' => "\\b",
        '\u{c}' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u00",
    };
    json.push_str(escape);
    if escape.len() > 2 {
        let code = u32::from(c);
        json.extend([code / 16, code % 16].into_iter().filter_map(|digit| char::from_digit(digit, 16)));
    }
}

/// Adds a whole number.
pub fn push_number(json: &mut String, number: u32) {
    let (mut digits, mut first, mut rest) = ([0; 10], 0, number);
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        first = at;
        if rest == 0 {
            break;
        }
    }
    let written = digits.get(first..).and_then(|digits| std::str::from_utf8(digits).ok());
    json.push_str(written.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_first_byte_that_is_escaped_is_found(
            bytes in prop::collection::vec(prop_oneof![0x1eu8..0x24, 0x5bu8..0x5e, any::<u8>()], 0..40),
        ) {
            let expected = bytes.iter().position(|byte| is_escaped(*byte)).unwrap_or(bytes.len());
            prop_assert_eq!(plain(&bytes), expected);
        }

        #[test]
        fn numbers_are_written_in_tens(number: u32) {
            let mut json = String::new();
            push_number(&mut json, number);
            prop_assert_eq!(json, number.to_string());
        }
    }
}
