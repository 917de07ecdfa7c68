//! A name that a file may have on any system, made from a title that may hold anything.

use super::visible::replaced;

/// In bytes; file systems stop at 255 and browsers add ` (1)`.
const LONGEST: usize = 200;

/// What a nameless file is called.
const NAMELESS: &str = "pizhu";

/// Names that Windows keeps for devices, with any extension ("Naming Files, Paths, and Namespaces").
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The name without what a path, a shell or a reader could take for something else; a long one keeps its extension.
pub fn safe_file_name(name: &str) -> String {
    let is_blank = |c: char| c == '.' || c.is_whitespace();
    let cleaned = replaced(name, |_| "_".to_owned());
    let cleaned: String = cleaned.chars().map(|c| if is_unsafe(c) { '_' } else { c }).collect();
    let cleaned = cleaned.trim_end_matches(is_blank);
    let (stem, extension) = match cleaned.rsplit_once('.') {
        Some((stem, extension)) if is_extension(extension) => (stem, format!(".{extension}")),
        Some(_) | None => (cleaned, String::new()),
    };
    let stem = stem.trim_matches(is_blank);
    let short = stem.get(..stem.floor_char_boundary(LONGEST - extension.len())).unwrap_or_default();
    if short.len() < stem.len() {
        // Where it was cut, dots and blanks may be its end now, or an extension that was none before.
        return safe_file_name(&format!("{short}{extension}"));
    }
    let short = if short.is_empty() { NAMELESS } else { short };
    let mark = if is_device(short) { "_" } else { "" };
    format!("{mark}{short}{extension}")
}

/// What Windows forbids.
const fn is_unsafe(c: char) -> bool {
    matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

fn is_extension(text: &str) -> bool {
    (1..=8).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric())
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    DEVICES.contains(&letters) && first.len() - letters.len() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names() {
        let table = [
            ("党旗飘扬在一线.json", "党旗飘扬在一线.json"),
            ("a b.c.json", "a b.c.json"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a/b\\c:d*e?f\"g<h>i|j.json", "a_b_c_d_e_f_g_h_i_j.json"),
            (" .json", "pizhu.json"),
            ("", "pizhu"),
            ("...", "pizhu"),
            ("a .b. ", "a.b"),
            ("con.json", "_con.json"),
            ("COM1", "_COM1"),
            ("comedy.json", "comedy.json"),
            ("com12.json", "com12.json"),
            ("con12.json", "con12.json"),
            ("x\u{202e}nosj.exe", "x_nosj.exe"),
            ("a\u{200b}b\u{2028}c\u{e0041}.json", "a_b_c_.json"),
            ("❤️葛\u{e0100}.json", "❤️葛\u{e0100}.json"),
            ("一\n二.json", "一_二.json"),
        ];
        for (name, expected) in table {
            assert_eq!(safe_file_name(name), expected, "{name:?}");
        }
        let cut = [
            ("a".repeat(198) + "...b党党党党", "a".repeat(198)),
            ("b".repeat(190) + " .abcdefghij", "b".repeat(190) + ".abcdefgh"),
        ];
        for (name, expected) in cut {
            assert_eq!(safe_file_name(&name), expected);
        }
        let long = safe_file_name(&format!("{}.json", "党".repeat(100)));
        assert_eq!(long, format!("{}.json", "党".repeat(65)));
    }

    proptest! {
        #[test]
        fn a_safe_name_is_safe_and_stays_as_it_is(name in "\\PC{0,90}([. ]|[a-z]{9}){0,30}(\\.[a-z]{0,9})?") {
            let safe = safe_file_name(&name);
            prop_assert!(!safe.is_empty() && safe.len() <= LONGEST + 1 && !safe.contains(['/', '\\', '\n']));
            prop_assert_eq!(safe_file_name(&safe), safe);
        }
    }
}
