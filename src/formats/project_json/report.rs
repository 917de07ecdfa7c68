//! What of a file did not fit, and on which line it stands.

use super::super::{ReadError, Unfit, UnfitReason};
use crate::json::{Fields, Malformed};

impl From<Malformed> for UnfitReason {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed.0)
    }
}

/// What was left out of a record that is read without it: as it stands in the file, and why.
pub(super) type Aside<'a> = Vec<(&'a str, UnfitReason)>;

/// So many things that do not fit are told one by one; the rest is counted.
const TOLD: usize = 1_000;

/// What did not fit so far, and where records stand in the file.
pub(super) struct Report<'a> {
    file: &'a str,
    /// The place asked for last and its line, so that records in the order of the file cost one reading of it.
    known: (usize, usize),
    unfit: Vec<Unfit>,
    /// What came when enough was told.
    others: usize,
}

impl<'a> Report<'a> {
    pub fn new(file: &'a str) -> Self {
        Self { file, known: (0, 1), unfit: Vec::new(), others: 0 }
    }

    pub fn add(&mut self, record: &str, reason: UnfitReason) {
        self.add_at(self.place(record), reason);
    }

    pub fn add_all(&mut self, aside: Aside) {
        for (json, reason) in aside {
            self.add(json, reason);
        }
    }

    pub fn add_at(&mut self, byte: usize, reason: UnfitReason) {
        if self.unfit.len() < TOLD {
            let line = self.line_at(byte);
            self.put(Unfit { line, reason });
        } else {
            self.others += 1;
        }
    }

    /// Behind all that stand before it in the file; mostly that is the end.
    fn put(&mut self, unfit: Unfit) {
        let at = self.unfit.partition_point(|other| other.line <= unfit.line);
        self.unfit.insert(at, unfit);
    }

    /// The line on which a record begins, from 1.
    pub fn line(&mut self, record: &str) -> usize {
        self.line_at(self.place(record))
    }

    /// The whole file is broken, by what stands in this record.
    pub fn broken(&mut self, record: Option<&str>, malformed: Malformed) -> ReadError {
        let place = record.map_or(0, |record| self.place(record));
        let line_start =
            self.file.get(..place).and_then(|before| before.rfind('\n')).map_or(0, |feed| feed + 1);
        ReadError::Syntax { line: self.line_at(place), column: place - line_start + 1, words: malformed.0 }
    }

    /// In the order of the file.
    pub fn into_unfit(mut self) -> Vec<Unfit> {
        let others = self.unfit.last().filter(|_| self.others > 0).map(|last| last.line);
        self.unfit.extend(others.map(|line| Unfit { line, reason: UnfitReason::Others(self.others) }));
        self.unfit
    }

    /// Where a record begins, in bytes. It is a piece of the file itself, so its address tells.
    fn place(&self, record: &str) -> usize {
        record.as_ptr().addr().saturating_sub(self.file.as_ptr().addr()).min(self.file.len())
    }

    fn line_at(&mut self, place: usize) -> usize {
        let (known, line) = self.known;
        let feeds =
            |from: usize, to: usize| self.file.get(from..to).unwrap_or_default().matches('\n').count();
        // Fields stand in any order, so the way back is as short as the way on.
        let line = if place < known { line - feeds(place, known) } else { line + feeds(known, place) };
        self.known = (place, line);
        line
    }

    /// Takes out what `parse` makes of a field without which its record can still be read, and reports a value that
    /// cannot be used.
    pub fn take<'j, T>(
        &mut self,
        fields: &mut Fields<'j>,
        name: &str,
        parse: fn(&'j str) -> Result<T, Malformed>,
    ) -> Option<T> {
        let json = fields.raw(name)?;
        fields.take_with(name, parse).unwrap_or_else(|_| {
            self.add(json, UnfitReason::Field(name.to_owned()));
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn records_know_their_line_in_any_order() {
        let file = "[\n1,\n\n {\"a\":\r\n2}, \"三\", 4]";
        let records = json::list(file).unwrap();
        let mut report = Report::new(file);
        let lines: Vec<_> =
            [0, 1, 2, 3, 1, 0, 3].map(|number| report.line(records[number])).into_iter().collect();
        assert_eq!(lines, [2, 4, 5, 5, 4, 2, 5]);
        let broken = report.broken(Some(records[1]), Malformed("no".into()));
        assert_eq!(broken, ReadError::Syntax { line: 4, column: 2, words: "no".into() });
    }

    #[test]
    fn what_does_not_fit_is_listed_in_the_order_of_the_file() {
        let file = "{\"a\":1,\n\"b\":2,\n\"c\":\"3\"}";
        let mut report = Report::new(file);
        let mut fields = Fields::of(file).unwrap();
        for name in ["c", "a", "b"] {
            assert_eq!(report.take::<String>(&mut fields, name, json::read).is_some(), name == "c");
        }
        report.add_at(0, UnfitReason::Utf16);
        let field = |line, name: &str| Unfit { line, reason: UnfitReason::Field(name.into()) };
        let first = Unfit { line: 1, reason: UnfitReason::Utf16 };
        assert_eq!(report.into_unfit(), [field(1, "a"), first, field(2, "b")]);
    }
}
