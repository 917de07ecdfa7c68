//! Whole numbers, also as programs write them that know only floats: `10.0`, `3e0`.

use crate::json::{self, Fields, Malformed, Value};
use crate::model::Number;

/// The largest up to which a float counts in ones.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// Reads a whole number, however it is written.
pub(super) fn read<T: Value + TryFrom<u64>>(json: &str) -> Result<T, Malformed> {
    json::read(json)
        .or_else(|malformed| of_float(json).and_then(|whole| T::try_from(whole).ok()).ok_or(malformed))
}

/// Takes one out without which the record says nothing.
pub(super) fn need<T: Value + TryFrom<u64>>(fields: &mut Fields, name: &str) -> Result<T, Malformed> {
    // What is missing is told as of any other value.
    if fields.raw(name).is_none_or(|json| json == "null") {
        return fields.need(name);
    }
    fields.take_with(name, read)?.ok_or_else(|| Malformed(name.to_owned()))
}

fn of_float(json: &str) -> Option<u64> {
    let begins = json.bytes().next()?;
    let number = Number::parse(json).filter(|_| begins.is_ascii_digit())?.get();
    (number.fract() == 0.0 && (0.0..LARGEST).contains(&number)).then_some(number as i64)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_may_be_written_as_a_float() {
        let table = [
            ("10", Some(10)),
            ("10.0", Some(10)),
            ("3e0", Some(3)),
            ("1.5e1", Some(15)),
            ("4294967295.0", Some(u32::MAX)),
            ("4294967296.0", None),
            ("3.5", None),
            ("-1", None),
            ("-1.0", None),
            ("1e400", None),
            ("\"3\"", None),
            ("true", None),
            ("null", None),
        ];
        for (json, expected) in table {
            assert_eq!(read::<u32>(json).ok(), expected, "{json}");
        }
        assert_eq!(read::<u64>("9007199254740993.0").ok(), None, "which no float counts to");
    }
}
