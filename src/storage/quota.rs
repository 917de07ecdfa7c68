//! How much room there is, counted as the strictest browser counts. Chromium and Firefox give 5,242,880 UTF-16 units;
//! `WebKit` gives 5,242,880 bytes, and a text with one sign beyond Latin-1 takes two for each unit.

/// What the strictest browser gives.
pub const QUOTA: u64 = 5_242_880;

/// From here on new records go to the larger store alone, so that changes of the old ones still fit: 70 %.
pub const PLANNED: u64 = QUOTA / 10 * 7;

/// A text larger than this goes to the larger store alone.
pub const LARGE: u64 = 400_000;

/// A text of more bytes takes so long to be made a record that it is done beside the page.
pub const HEAVY: usize = 1 << 20;

/// More annotations than this that are put at once, or stand in the mirror, are much: they are written and read beside
/// the page, and stand in chunks.
pub const MANY: usize = 2_000;

/// The room that a key or a value takes in a browser's storage.
pub fn units(text: &str) -> u64 {
    // A sign of four bytes is two units; a byte that continues a sign is none.
    text.bytes().map(|byte| u64::from(byte & 0xC0 != 0x80) + u64::from(byte >= 0xF0)).sum()
}

/// The bytes that a key or a value takes.
pub fn taken(text: &str) -> u64 {
    let units = units(text);
    // Latin-1 ends with U+00FF, which begins with the byte C3.
    if text.bytes().all(|byte| byte <= 0xC3) { units } else { 2 * units }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_beyond_latin_makes_all_of_them_wide() {
        let table = [
            ("", 0),
            ("ab", 2),
            ("é", 1),
            ("ÿ", 1),
            ("\u{100}", 2),
            ("߿", 2),
            ("a党", 4),
            ("𠮷", 4),
            ("a𠮷é", 8),
        ];
        for (text, bytes) in table {
            assert_eq!(taken(text), bytes, "{text:?}");
        }
    }
}
