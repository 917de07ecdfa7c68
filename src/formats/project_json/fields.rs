//! Reading record by record: an object is taken apart into fields that are still JSON text, so that one bad record
//! leaves the others readable, every record knows its line, and fields that nobody here knows are kept.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::super::{ReadError, Unfit, UnfitReason};
use crate::model::Extra;

/// Why a record cannot be read: the field, and the parser's words.
#[derive(Debug)]
pub(super) struct Malformed(pub String);

impl From<Malformed> for UnfitReason {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed.0)
    }
}

/// The parser's words without the place, which it counts from the beginning of the record.
pub(super) fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.rsplit_once(" at line ").map(|(words, _)| words.to_owned()).unwrap_or(words)
}

/// The fields of one object, by name.
#[derive(Debug)]
pub(super) struct Fields<'a>(BTreeMap<String, &'a RawValue>);

impl<'a> Fields<'a> {
    pub fn of(record: &'a RawValue) -> Result<Self, Malformed> {
        serde_json::from_str(record.get()).map_err(|error| Malformed(words(&error)))
    }

    /// The field as it is written.
    pub fn raw(&self, name: &str) -> Option<&'a RawValue> {
        self.0.get(name).copied()
    }

    /// Takes a field out; `None` where it is absent or null.
    pub fn take<T: Deserialize<'a>>(&mut self, name: &str) -> Result<Option<T>, Malformed> {
        let Some(raw) = self.0.remove(name) else { return Ok(None) };
        serde_json::from_str(raw.get()).map_err(|error| Malformed(format!("{name}: {}", words(&error))))
    }

    /// Takes out a field without which the record says nothing.
    pub fn need<T: Deserialize<'a>>(&mut self, name: &str) -> Result<T, Malformed> {
        self.take(name)?.ok_or_else(|| Malformed(format!("missing field `{name}`")))
    }

    /// Takes out a field without which its record can still be read, and reports a value that cannot be used.
    pub fn try_take<T: Deserialize<'a>>(&mut self, name: &str, report: &mut Report) -> Option<T> {
        let raw = self.raw(name)?;
        self.take(name).unwrap_or_else(|_| {
            report.add(raw, UnfitReason::Field(name.to_owned()));
            None
        })
    }

    /// Every field that was not taken out, by name.
    pub fn into_rest(self) -> impl Iterator<Item = (String, &'a RawValue)> {
        self.0.into_iter()
    }

    /// What was not taken out: fields of a newer version.
    pub fn into_extra(self) -> Extra {
        self.into_rest().map(|(name, raw)| (name.into(), on_one_line(raw).into())).collect()
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some((name, raw)) = entries.next_entry::<String, &RawValue>()? {
            if fields.contains_key(&name) {
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
            fields.insert(name, raw);
        }
        Ok(Fields(fields))
    }
}

/// JSON without white space between its signs.
fn on_one_line(raw: &RawValue) -> String {
    let (mut inside, mut escaped) = (false, false);
    let kept = |c: &char| {
        let backslash = inside && !escaped && *c == '\\';
        if *c == '"' && !escaped {
            inside = !inside;
        }
        escaped = backslash;
        inside || !c.is_ascii_whitespace()
    };
    raw.get().chars().filter(kept).collect()
}

/// What did not fit so far, and where records stand in the file.
pub(super) struct Report<'a> {
    file: &'a str,
    /// The place asked for last and its line, so that records in the order of the file cost one reading of it.
    known: (usize, usize),
    unfit: Vec<Unfit>,
}

impl<'a> Report<'a> {
    pub fn new(file: &'a str) -> Self {
        Self { file, known: (0, 1), unfit: Vec::new() }
    }

    pub fn add(&mut self, record: &RawValue, reason: UnfitReason) {
        let line = self.line(record);
        self.put(Unfit { line, reason });
    }

    pub fn add_at(&mut self, byte: usize, reason: UnfitReason) {
        let line = self.line_at(byte);
        self.put(Unfit { line, reason });
    }

    /// Behind all that stand before it in the file; mostly that is the end.
    fn put(&mut self, unfit: Unfit) {
        let at = self.unfit.partition_point(|other| other.line <= unfit.line);
        self.unfit.insert(at, unfit);
    }

    /// The line on which a record begins, from 1.
    pub fn line(&mut self, record: &RawValue) -> usize {
        self.line_at(self.place(record))
    }

    /// The whole file is broken, by what stands in this record.
    pub fn broken(&mut self, record: Option<&RawValue>, malformed: Malformed) -> ReadError {
        let place = record.map_or(0, |record| self.place(record));
        let line_start =
            self.file.get(..place).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1);
        ReadError::Syntax { line: self.line_at(place), column: place - line_start + 1, words: malformed.0 }
    }

    /// In the order of the file.
    pub fn into_unfit(self) -> Vec<Unfit> {
        self.unfit
    }

    /// Where a record begins, in bytes. It is a piece of the file itself, so its address tells.
    fn place(&self, record: &RawValue) -> usize {
        record.get().as_ptr().addr().saturating_sub(self.file.as_ptr().addr()).min(self.file.len())
    }

    fn line_at(&mut self, place: usize) -> usize {
        let (from, line) = if place < self.known.0 { (0, 1) } else { self.known };
        let between = self.file.get(from..place).unwrap_or_default();
        self.known = (place, line + between.matches('\n').count());
        self.known.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_know_their_line_in_any_order() {
        let file = "[\n1,\n\n {\"a\":\r\n2}, \"三\", 4]";
        let records: Vec<&RawValue> = serde_json::from_str(file).unwrap();
        let mut report = Report::new(file);
        let lines: Vec<_> =
            [0, 1, 2, 3, 1, 0, 3].map(|number| report.line(records[number])).into_iter().collect();
        assert_eq!(lines, [2, 4, 5, 5, 4, 2, 5]);
        let broken = report.broken(Some(records[1]), Malformed("no".into()));
        assert_eq!(broken, ReadError::Syntax { line: 4, column: 2, words: "no".into() });
    }

    #[test]
    fn fields_nobody_knows_are_kept_as_they_are() {
        let json = "{ \"a\": 1, \"b\" : {\"x y\": [ 1.50,\r\n\t2e400 ],\n \"q\\\\\" : \"\\\" \\n\u{2028}\"}, \"c\":null }";
        let mut fields: Fields = serde_json::from_str(json).unwrap();
        assert_eq!(fields.take::<u32>("a").unwrap(), Some(1));
        let rest: Vec<_> = fields.into_extra().into_iter().collect();
        let b = "{\"x y\":[1.50,2e400],\"q\\\\\":\"\\\" \\n\u{2028}\"}";
        assert_eq!(rest, [("b".into(), b.into()), ("c".into(), "null".into())]);
    }

    #[test]
    fn a_field_says_what_is_wrong_with_it() {
        let mut fields: Fields = serde_json::from_str("{\"a\":\"x\",\"n\":null}").unwrap();
        assert_eq!(fields.take::<u32>("a").unwrap_err().0, "a: invalid type: string \"x\", expected u32");
        assert_eq!(fields.need::<u32>("n").unwrap_err().0, "missing field `n`");
        assert_eq!(fields.need::<u32>("z").unwrap_err().0, "missing field `z`");
        let twice = serde_json::from_str::<Fields>("{\"a\":1,\n\"a\":2}").unwrap_err();
        assert_eq!((words(&twice).as_str(), twice.line()), ("duplicate field `a`", 2));
        let list = serde_json::from_str::<Fields>("[]").unwrap_err();
        assert_eq!(words(&list), "invalid type: sequence, expected an object");
    }
}
