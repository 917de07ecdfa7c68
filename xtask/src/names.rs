//! Short names for what the program asks of its script. wasm-bindgen gives each function a name with a hash, which
//! nothing compresses and which stands in both files: 6 KB of the transfer.
//!
//! ```text
//!   "./pizhu_bg.js" "__wbg_add_0c96a23da5329c3f"   becomes   "./pizhu_bg.js" "$a"
//! ```

use std::collections::HashMap;

use crate::shell::Outcome;

/// The number of the import section (WebAssembly Core Specification 2.0, §5.5.2).
const IMPORTS: u8 = 2;

/// What every program begins with: the magic number and the version (§5.5.16).
const HEAD: usize = 8;

/// The number of a section that only tools look at (§5.5.3).
const CUSTOM: u8 = 0;

/// New names by the old ones.
pub type Names = HashMap<String, String>;

/// The program with short names for the functions that it imports, and what they were called.
pub fn shorten(program: &[u8]) -> Outcome<(Vec<u8>, Names)> {
    let mut names = Names::new();
    let change = |section, content: &[u8]| {
        Ok(Some(if section == IMPORTS { imports(content, &mut names)? } else { content.to_vec() }))
    };
    Ok((rewritten(program, change)?, names))
}

/// The program without what only tools look at: names of functions, who produced it.
pub fn bare(program: &[u8]) -> Outcome<Vec<u8>> {
    rewritten(program, |section, content| Ok((section != CUSTOM).then(|| content.to_vec())))
}

/// A section of this name that the program itself does not look at.
pub fn custom(name: &str, content: &[u8]) -> Vec<u8> {
    let mut named = Vec::new();
    write_text(name, &mut named);
    named.extend(content);
    let mut section = vec![CUSTOM];
    write_number(named.len(), &mut section);
    section.extend(named);
    section
}

/// The program with each section's content as it is to be, or without it.
fn rewritten(
    program: &[u8],
    mut change: impl FnMut(u8, &[u8]) -> Outcome<Option<Vec<u8>>>,
) -> Outcome<Vec<u8>> {
    let mut bytes = Reader { bytes: program, at: 0 };
    let mut rewritten = bytes.take(HEAD)?.to_vec();
    while bytes.at < program.len() {
        let section = bytes.byte()?;
        let length = bytes.number()?;
        if let Some(content) = change(section, bytes.take(length)?)? {
            rewritten.push(section);
            write_number(content.len(), &mut rewritten);
            rewritten.extend(content);
        }
    }
    Ok(rewritten)
}

fn imports(section: &[u8], names: &mut Names) -> Outcome<Vec<u8>> {
    let mut bytes = Reader { bytes: section, at: 0 };
    let count = bytes.number()?;
    let mut shortened = Vec::new();
    write_number(count, &mut shortened);
    for number in 0..count {
        let module = bytes.text()?;
        let name = bytes.text()?;
        let short = format!("${}", letters(number));
        write_text(module, &mut shortened);
        write_text(&short, &mut shortened);
        names.insert(name.to_owned(), short);
        let start = bytes.at;
        if bytes.byte()? != 0 {
            return Err(format!("The program imports {name:?}, which is no function."));
        }
        bytes.number()?;
        shortened.extend(section.get(start..bytes.at).unwrap_or_default());
    }
    Ok(shortened)
}

/// `a` to `z`, then `aa`, `ba` and so on.
fn letters(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
        if number == 0 {
            return word;
        }
        number -= 1;
    }
}

/// The script with the new names.
pub fn renamed(script: &str, names: &Names) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut text = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(start) = rest.find(is_part) {
        let (before, behind) = rest.split_at(start);
        let (word, after) = behind.split_at(behind.find(|c| !is_part(c)).unwrap_or(behind.len()));
        text += before;
        text += names.get(word).map_or(word, String::as_str);
        rest = after;
    }
    text + rest
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Outcome<&'a [u8]> {
        let found = self.bytes.get(self.at..self.at + count).ok_or("The program ends too soon.")?;
        self.at += count;
        Ok(found)
    }

    fn byte(&mut self) -> Outcome<u8> {
        self.take(1).map(|bytes| bytes.iter().copied().sum())
    }

    /// An unsigned number in LEB128 (§5.2.2).
    fn number(&mut self) -> Outcome<usize> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err("A number in the program is too long.".into())
    }

    fn text(&mut self) -> Outcome<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| "A name in the program is no text.".into())
    }
}

fn write_number(mut number: usize, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

fn write_text(text: &str, to: &mut Vec<u8>) {
    write_number(text.len(), to);
    to.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program with two imports of type 0 and an empty custom section behind them.
    const PROGRAM: &[u8] = b"\0asm\x01\0\0\0\x02\x14\x02\x01m\x04long\0\0\x01m\x05other\0\0\0\x01\0";

    #[test]
    fn names_become_short_and_all_else_stays() {
        let (shortened, names) = shorten(PROGRAM).unwrap();
        assert_eq!(shortened, b"\0asm\x01\0\0\0\x02\x0f\x02\x01m\x02$a\0\0\x01m\x02$b\0\0\0\x01\0");
        let script = "x = { long: other.longer, other() { _long; } }";
        assert_eq!(renamed(script, &names), "x = { $a: $b.longer, $b() { _long; } }");
    }

    #[test]
    fn what_only_tools_look_at_goes() {
        let (_, behind) = PROGRAM.split_at(PROGRAM.len() - 3);
        assert_eq!(behind, b"\0\x01\0", "a custom section");
        assert_eq!(bare(PROGRAM).unwrap(), &PROGRAM[..PROGRAM.len() - 3]);
        assert_eq!(custom("", b""), behind);
        assert_eq!(custom("ab", b"cd"), b"\0\x05\x02abcd");
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        for length in HEAD + 1..PROGRAM.len() - 3 {
            assert!(shorten(&PROGRAM[..length]).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn words_do_not_end() {
        let words: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letters).to_vec();
        assert_eq!(words, ["a", "z", "aa", "za", "ab", "zz", "aaa"]);
    }
}
