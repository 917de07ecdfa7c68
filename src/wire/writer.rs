//! Writes values one behind the other.

use std::sync::Arc;

use super::words::Words;

#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    words: Words,
}

impl Writer {
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Bytes whose number the reader knows.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub fn flag(&mut self, flag: bool) {
        self.byte(u8::from(flag));
    }

    /// Small numbers take little: seven bits a byte, the lowest first, and one bit that says that more follow (LEB128).
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.byte(number as u8 | 0x80);
            number >>= 7;
        }
        self.byte(number as u8);
    }

    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes(text.as_bytes());
    }

    /// A text that is likely to come again; then it is shared at the other end.
    pub fn word(&mut self, word: &Arc<str>) {
        if let Some(at) = self.words.find(word) {
            self.number(at as u64 + 1);
        } else {
            self.number(0);
            self.text(word);
            self.words.remember(word.clone());
        }
    }

    pub fn list<'a, T: 'a>(
        &mut self,
        list: impl IntoIterator<Item = &'a T, IntoIter: ExactSizeIterator>,
        write: impl Fn(&mut Self, &'a T),
    ) {
        let list = list.into_iter();
        self.number(list.len() as u64);
        list.for_each(|one| write(self, one));
    }

    pub fn optional<T>(&mut self, value: Option<&T>, write: impl FnOnce(&mut Self, &T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }
}
