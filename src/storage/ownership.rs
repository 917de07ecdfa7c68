//! The question whether a stored value is one of ours. All pages of a site share one `localStorage`, and another program
//! may have keys that begin like ours: those are neither read, nor called damaged, nor erased.
//!
//! A value is known by its [envelope](super::envelope). Without one it is ours only where its key can be nobody else's,
//! because a text's hash stands in it or because it names one of our keys whole.
//!
//! ```text
//!   an:s:theme          {"v":1,"crc":"…     ours
//!   an:x:1              {"v":2,…            ours: a later version of the program wrote it
//!   an:a:<sha256>:<id>  {{                  ours, and damaged
//!   an:q:an:s:theme     {{                  ours, set aside
//!   an:s:theme          dark                another program's
//!   an:settings         {"v":1,"size":3}    another program's
//! ```

use super::{Key, PREFIX, upgrade};

/// What a sealed value begins with, but for the digit of its version.
const SEAL: &str = "{\"v\":1,\"crc\":\"";

/// So many characters of it say a version.
const VERSION: usize = 6;

/// Whether a value under this name was written by this program, in any version of it.
pub fn is_ours(name: &str, raw: &str) -> bool {
    name.starts_with(PREFIX) && (has_envelope(raw) || is_own_name(name) || is_cut_at_once(name, raw))
}

/// So little is left of it that only the name says what it was.
fn is_cut_at_once(name: &str, raw: &str) -> bool {
    !raw.is_empty() && SEAL.starts_with(raw) && Key::parse(name).is_some()
}

/// Also where one character of it is damaged, or it is cut.
fn has_envelope(raw: &str) -> bool {
    let length = raw.chars().take(SEAL.len()).count();
    let damaged = raw.chars().zip(SEAL.chars()).filter(|(is, should)| is != should).count();
    let allowed = usize::from(length == SEAL.len());
    upgrade::newer(raw).is_some() || (length >= VERSION && damaged <= allowed)
}

/// A name that nobody else has.
fn is_own_name(name: &str) -> bool {
    match Key::parse(name) {
        Some(Key::Quarantine(set_aside)) => Key::parse(&set_aside).is_some(),
        Some(key) => key.document().is_some(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const ID: &str = "0197f2c4-7b1e-7c3a-9d55-0a1b2c3d4e5f";
    const SEALED: &str = r#"{"v":1,"crc":"f1183800","r":{"label":"引语"}}"#;
    const LATER: &str = r#"{"v":2,"r":[]}"#;

    #[test]
    fn other_programs_keys_that_begin_like_ours_are_known_by_their_missing_envelope() {
        let document = format!("an:d:{HASH}");
        let annotation = format!("an:a:{HASH}:{ID}");
        let aside = format!("an:q:{annotation}");
        let short = format!("an:a:{HASH}");
        let table = [
            ("an:g:quote", SEALED, true),
            ("an:s:theme", SEALED, true),
            ("an:meta", LATER, true),
            ("an:s:theme", LATER, true),
            ("an:x:1", LATER, true),
            ("an:settings", r#"{"v":3,"crc":"12345678","whatever":1}"#, true),
            (&document, "", true),
            (&document, "dark", true),
            (&annotation, "{{", true),
            (&aside, "{{", true),
            ("an:q:an:s:theme", "dark", true),
            ("an:s:theme", r#"{"v":1,"cr"#, true),
            ("an:g:quote", "{", true),
            // others'
            ("an:other", "{", false),
            ("an:s:theme", "dark", false),
            ("an:s:theme", "", false),
            ("an:g:quote", "[]", false),
            ("an:meta", "1", false),
            ("an:meta", r#"{"version":2}"#, false),
            ("an:", "x", false),
            ("an:other", "x", false),
            ("an:q:1", "x", false),
            ("an:q:queue", r#"{"jobs":[]}"#, false),
            ("an:d:notes", "x", false),
            ("an:a:1:2", r#"{"a":1}"#, false),
            ("an:settings", r#"{"v":1,"size":3}"#, false),
            ("an:settings", r#"{"v":1}"#, false),
            ("an:settings", r#"{"v":"2","size":3}"#, false),
            ("an:settings", r#"{"size":3,"v":2}"#, false),
            ("an:log", r#"[{"text":"a quite long line","crc":"1"}]"#, false),
            (&short, "x", false),
            ("annotations", SEALED, false),
            ("an", SEALED, false),
            ("AN:s:theme", SEALED, false),
            ("", "", false),
        ];
        for (name, raw, expected) in table {
            assert_eq!(is_ours(name, raw), expected, "{name}: {raw}");
        }
    }

    #[test]
    fn our_own_stays_ours_with_any_bit_flipped_and_wherever_it_is_cut() {
        for at in 0..SEALED.len() {
            for bit in 0..8 {
                let mut bytes = SEALED.as_bytes().to_vec();
                bytes[at] ^= 1 << bit;
                let flipped = String::from_utf8_lossy(&bytes);
                assert!(is_ours("an:g:quote", &flipped), "{flipped}");
            }
        }
        for (at, _) in SEALED.char_indices().filter(|(at, _)| *at > 5) {
            assert!(is_ours("an:g:quote", SEALED.get(..at).unwrap()), "cut at {at}");
        }
    }
}
