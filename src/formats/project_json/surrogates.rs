//! Halves of surrogate pairs that stand alone. JavaScript writes `"\ud83d"` where a program cut an emoji in two; it is
//! JSON by its grammar, but no character (RFC 8259, §8.2), and the parser refuses it.

use std::borrow::Cow;

/// `\ud83d` and every other escape of this kind has six bytes, and so has what stands in its place: nothing moves.
const REPLACEMENT: &str = "\\ufffd";

/// The JSON with an escaped replacement character for each half that stands alone, and where those stood, in bytes.
pub(super) fn replaced(json: &str) -> (Cow<'_, str>, Vec<usize>) {
    let alone = alone(json);
    if alone.is_empty() {
        return (Cow::Borrowed(json), alone);
    }
    let mut healed = String::with_capacity(json.len());
    let mut place = 0;
    for half in &alone {
        healed += json.get(place..*half).unwrap_or_default();
        healed += REPLACEMENT;
        place = half + REPLACEMENT.len();
    }
    healed += json.get(place..).unwrap_or_default();
    (Cow::Owned(healed), alone)
}

/// A backslash stands only inside strings, or the parser refuses the file: so strings need not be looked for.
fn alone(json: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(ahead) = json.get(place..).and_then(|rest| rest.find('\\')) {
        let escape = place + ahead;
        place = match unit(json, escape) {
            Some(0xd800..=0xdbff) if matches!(unit(json, escape + 6), Some(0xdc00..=0xdfff)) => escape + 12,
            Some(0xd800..=0xdfff) => {
                found.push(escape);
                escape + 6
            }
            Some(_) => escape + 6,
            None => {
                escape
                    + 1
                    + json.get(escape + 1..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            }
        };
    }
    found
}

/// The code unit of the escape `\uXXXX` that begins here.
fn unit(json: &str, place: usize) -> Option<u16> {
    let digits = json.get(place..place + 6)?.strip_prefix("\\u")?;
    digits.chars().all(|c| c.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_alone_are_replaced_and_pairs_are_not() {
        let table = [
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\uDE00\uD83D""#, r#""\ufffd\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ud83dx\ude00""#, r#""\ufffdx\ufffd""#),
            (r#""\\ud83d""#, r#""\\ud83d""#),
            (r#""\\\ud83d""#, r#""\\\ufffd""#),
            (r#""\u4e00\ud83""#, r#""\u4e00\ud83""#),
            (r#""\一\"#, r#""\一\"#),
        ];
        for (json, healed) in table {
            assert_eq!(replaced(json).0, healed);
        }
        assert_eq!(replaced("\"a\\udfffb\n\\udfff").1, [2, 10]);
    }

    proptest! {
        #[test]
        fn every_unit_sequence_becomes_what_utf16_decoding_makes_of_it(units in prop::collection::vec(
            prop_oneof![0xd7fdu16..0xe003, 0x41u16..0x50], 0..12)
        ) {
            let escaped: Vec<_> = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let escaped = escaped.concat();
            let read: String = serde_json::from_str(&replaced(&format!("\"{escaped}\"")).0).unwrap();
            prop_assert_eq!(read, String::from_utf16_lossy(&units));
        }

        #[test]
        fn nothing_moves(json in "([\\\\ud8f\"]|\\PC){0,40}") {
            let healed = replaced(&json).0;
            prop_assert_eq!(healed.len(), json.len());
        }
    }
}
