//! `cargo xtask variants`: writes the table of Han characters that are forms of one, from the Unicode Character Database
//! as Debian's package `unicode-data` has it.

mod groups;
mod more;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::debian;
use crate::shell::{Outcome, about, ask, program, root, run, say};
use groups::Groups;

/// Where Debian puts the database.
const DATABASE: &str = "/usr/share/unicode";

/// Written by this program and by nobody else.
const TABLE: &str = "src/text/fold/variants.rs";

/// Characters in a line of the table, each two columns wide.
const WIDTH: usize = 104;

pub fn variants() -> Outcome {
    let variants = lines("Unihan_Variants.txt")?;
    let others = lines("Unihan_OtherMappings.txt")?;
    let radicals = lines("EquivalentUnifiedIdeograph.txt")?;
    let version =
        ask(program("dpkg-query").args(["-W", "-f=${Version}", "unicode-data"])).unwrap_or_default();
    let groups = grouped(&variants, &others, &radicals).all();
    let path = root().join(TABLE);
    fs::write(&path, table(&groups, &version)).map_err(|error| about(&path, error))?;
    say(format_args!("{TABLE}: {} groups of {} characters", groups.len(), groups.concat().len()));
    run(program("rustfmt").args(["--edition", "2024", TABLE]))
}

/// The lines of a file of the database, without comments.
fn lines(name: &str) -> Outcome<Vec<String>> {
    let plain = Path::new(DATABASE).join(name);
    let packed = Path::new(DATABASE).join(format!("{name}.bz2"));
    let find = || match fs::read_to_string(&plain) {
        Ok(text) => Some(text),
        Err(_) => ask(program("bzip2").arg("-dc").arg(&packed)),
    };
    let or_else = "unpack the Unicode Character Database and Unihan of https://unicode.org there";
    let text =
        debian::ready(&format!("{} is needed", plain.display()), &["unicode-data", "bzip2"], or_else, find)?;
    Ok(text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(str::to_owned).collect())
}

/// `U+7A0E<kMatthews` as a character; a compatibility character is one by its decomposition and needs no row.
fn character(word: &str) -> Option<char> {
    let hex = word.split('<').next()?.rsplit("U+").next()?;
    let c = char::from_u32(u32::from_str_radix(hex, 16).ok()?)?;
    let is_unified = matches!(
        c,
        '\u{fa0e}'
            | '\u{fa0f}'
            | '\u{fa11}'
            | '\u{fa13}'
            | '\u{fa14}'
            | '\u{fa1f}'
            | '\u{fa21}'
            | '\u{fa23}'
            | '\u{fa24}'
            | '\u{fa27}'..='\u{fa29}'
    );
    let is_compatible = matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f00}'..='\u{2fd5}' | '\u{2e9f}' | '\u{2ef3}' | '\u{2f800}'..='\u{2fa1f}')
        && !is_unified;
    (!is_compatible).then_some(c)
}

/// A line of Unihan (UAX #38): the character, the field, and what is said.
fn fields(line: &str) -> Option<(char, &str, &str)> {
    let mut parts = line.split('\t');
    Some((character(parts.next()?)?, parts.next()?, parts.next()?))
}

fn grouped(variants: &[String], others: &[String], radicals: &[String]) -> Groups {
    let everyday = others.iter().filter_map(|line| fields(line));
    let everyday: BTreeSet<char> =
        everyday.filter(|(_, field, _)| *field == "kTGH").map(|(c, ..)| c).collect();
    let mut groups = Groups::new(everyday);
    let mut rare = Vec::new();
    for (c, field, words) in variants.iter().filter_map(|line| fields(line)) {
        for other in words.split(' ').filter_map(character) {
            match field {
                "kSimplifiedVariant" => groups.simplify(c, other),
                "kTraditionalVariant" => groups.simplify(other, c),
                "kZVariant" | "kSemanticVariant" => rare.push((c, other)),
                // They mean the same in some words only, or are only mistaken for each other.
                "kSpecializedSemanticVariant" | "kSpoofingVariant" => {}
                other => say(format_args!("Unihan has a field {other} that this program does not know.")),
            }
        }
    }
    for (traditional, simplified) in more::pairs(more::MERGED) {
        groups.simplify(traditional, simplified);
    }
    let japanese = others.iter().filter_map(|line| fields(line));
    let japanese = japanese.filter(|(_, field, _)| matches!(*field, "kJinmeiyoKanji" | "kJoyoKanji"));
    let japanese = japanese.filter(|(.., words)| words.contains("U+"));
    groups.join_rare(&japanese.filter_map(|(c, _, words)| Some((c, character(words)?))).collect::<Vec<_>>());
    groups.join_rare(&more::pairs(more::JAPANESE).collect::<Vec<_>>());
    groups.join_rare(&rare);
    for (radical, ideograph) in radicals.iter().flat_map(|line| equivalents(line)) {
        groups.join(radical, ideograph);
    }
    groups
}

/// `2E8C..2E8D ; 5C0F # [2] …`: each radical with the character that looks like it.
fn equivalents(line: &str) -> Vec<(char, char)> {
    let Some((radicals, rest)) = line.split_once(';') else { return Vec::new() };
    let Some(ideograph) = character(rest.split('#').next().unwrap_or_default().trim()) else {
        return Vec::new();
    };
    let radicals = radicals.trim();
    let (first, last) = radicals.split_once("..").unwrap_or((radicals, radicals));
    match (character(first), character(last)) {
        (Some(first), Some(last)) => (first..=last).map(|radical| (radical, ideograph)).collect(),
        _ => Vec::new(),
    }
}

fn table(groups: &[Vec<char>], version: &str) -> String {
    let mut table = format!(
        "//! Han characters that are forms of one: simplified, traditional, and other ways to write it.\n\
         //!\n\
         //! Written by `cargo xtask variants` (`xtask/src/variants.rs`) and not to be changed by hand. From `Unihan_Variants.txt`,\n\
         //! `Unihan_OtherMappings.txt` and `EquivalentUnifiedIdeograph.txt` of the Unicode Character Database, as Debian's package\n\
         //! unicode-data {version} has them, with the pairs of `xtask/src/variants/more.rs`. What is written here was changed from\n\
         //! those files: it is a selection in another form.\n\
         //!\n\
         //! © Unicode, Inc. Distributed under the Unicode License v3 (<https://www.unicode.org/license.txt>): permission is\n\
         //! granted, free of charge, to deal in the data files without restriction, provided that this notice appears with\n\
         //! all copies. Provided as is, without warranty of any kind.\n\n\
         /// {} groups between blanks, each with the form first that stands for all of it.\n\
         pub const VARIANTS: &str = \"\\\n",
        groups.len()
    );
    let mut width = 0;
    for group in groups {
        let word = String::from_iter(group);
        let columns = 2 * group.len() + 1;
        if width == 0 || width + columns > WIDTH {
            table += if width == 0 { "    " } else { "\\\n    " };
            width = 0;
        }
        width += columns;
        let _ = write!(table, "{word} ");
    }
    table + "\";\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unihan_is_read_and_what_is_compatible_only_is_left_to_its_decomposition() {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let variants = owned(&[
            "U+7A05\tkSimplifiedVariant\tU+7A0E",
            "U+7FA3\tkSemanticVariant\tU+7FA4<kHKGlyph,kLau",
            "U+8AAA\tkZVariant\tU+F96F",
            "U+4ED6\tkSemanticVariant\tU+5979",
            "U+4F54\tkSpecializedSemanticVariant\tU+5360<kFenn",
            "U+5EE3\tkSimplifiedVariant\tU+5E7F",
        ]);
        let everyday =
            ["U+7A0E", "U+7FA4", "U+4ED6", "U+5979", "U+5360"].map(|c| format!("{c}\tkTGH\t2013:1"));
        let others = [&everyday[..], &owned(&["U+5EE3\tkJinmeiyoKanji\t2010:U+5E83"])].concat();
        let groups = grouped(&variants, &others, &owned(&["2E8C..2E8D ; 5C0F # [2] CJK RADICAL SMALL"]));
        let groups: Vec<String> = groups.all().into_iter().map(String::from_iter).collect();
        for group in ["税稅", "群羣", "占佔", "小⺌⺍", "广廣広", "赞讚"] {
            let mut chars = group.chars();
            let first = chars.next().unwrap();
            let found = groups.iter().find(|one| one.contains(first));
            assert!(found.is_some_and(|found| chars.all(|c| found.contains(c))), "{group}: {found:?}");
        }
        assert!(!groups.iter().any(|group| group.contains('她') || group.contains('\u{f96f}')));
    }
}
