//! What came of reading a file, on its way from the worker to the page.

use super::{ReadError, Reading, Unfit, UnfitReason};
use crate::model::{Bundle, Passed};
use crate::wire::{Reader, Wire, Writer};

impl Wire for Reading {
    fn write(&self, writer: &mut Writer) {
        self.bundle.write(writer);
        writer.list(&self.unfit, |writer, unfit| unfit.write(writer));
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { bundle: Bundle::read(reader)?, unfit: reader.list(Unfit::read)? })
    }
}

impl Wire for Unfit {
    fn write(&self, writer: &mut Writer) {
        writer.number(self.line as u64);
        self.reason.write(writer);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { line: reader.small()?, reason: UnfitReason::read(reader)? })
    }
}

impl Wire for UnfitReason {
    fn write(&self, writer: &mut Writer) {
        let mut texts = |number, texts: &[&str]| {
            writer.byte(number);
            for text in texts {
                writer.text(text);
            }
        };
        match self {
            Self::Malformed(words) => texts(0, &[words]),
            Self::Offsets { start, end, length } => {
                writer.byte(1);
                for offset in [start, end, length] {
                    writer.number((*offset).into());
                }
            }
            Self::Utf16 => texts(2, &[]),
            Self::Quote { stated, found } => texts(3, &[stated, found]),
            Self::SameId(id) => texts(4, &[id]),
            Self::Name(name) => texts(5, &[name]),
            Self::Link(id) => texts(6, &[id]),
            Self::Taken(name) => texts(7, &[name]),
            Self::Field(name) => texts(8, &[name]),
            Self::HalfCharacters(count) => {
                writer.byte(9);
                writer.number(*count as u64);
            }
            Self::Others(count) => {
                writer.byte(10);
                writer.number(*count as u64);
            }
            Self::TooLarge(name, passed) => {
                texts(11, &[name]);
                passed.write(writer);
            }
            Self::Passed(passed) => {
                writer.byte(12);
                passed.write(writer);
            }
            Self::NoZone(name) => texts(13, &[name]),
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let number = reader.byte()?;
        let mut text = || reader.text().map(String::from);
        match number {
            0 => text().map(Self::Malformed),
            1 => {
                Some(Self::Offsets { start: reader.small()?, end: reader.small()?, length: reader.small()? })
            }
            2 => Some(Self::Utf16),
            3 => Some(Self::Quote { stated: text()?, found: text()? }),
            4 => text().map(Self::SameId),
            5 => text().map(Self::Name),
            6 => text().map(Self::Link),
            7 => text().map(Self::Taken),
            8 => text().map(Self::Field),
            9 => reader.small().map(Self::HalfCharacters),
            10 => reader.small().map(Self::Others),
            11 => Some(Self::TooLarge(text()?, Passed::read(reader)?)),
            12 => Passed::read(reader).map(Self::Passed),
            13 => text().map(Self::NoZone),
            _ => None,
        }
    }
}

impl Wire for ReadError {
    fn write(&self, writer: &mut Writer) {
        let mut numbers = |number, numbers: &[u64]| {
            writer.byte(number);
            for number in numbers {
                writer.number(*number);
            }
        };
        match self {
            Self::Unknown => numbers(0, &[]),
            Self::TooLarge { size, limit } => numbers(1, &[*size, *limit]),
            Self::Syntax { line, column, words } => {
                numbers(2, &[*line as u64, *column as u64]);
                writer.text(words);
            }
            Self::Newer { version, known } => numbers(3, &[*version, *known]),
            Self::NoText => numbers(4, &[]),
            Self::OtherText { line } => numbers(5, &[*line as u64]),
            Self::NotNormalised { line } => numbers(6, &[*line as u64]),
            Self::Unreadable => numbers(8, &[]),
            Self::Passed(passed) => {
                numbers(10, &[]);
                passed.write(writer);
            }
            Self::NotUtf8 { byte } => numbers(9, &[*byte]),
            Self::NothingFits(unfit) => {
                numbers(7, &[]);
                writer.list(unfit, |writer, unfit| unfit.write(writer));
            }
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        match reader.byte()? {
            0 => Some(Self::Unknown),
            1 => Some(Self::TooLarge { size: reader.number()?, limit: reader.number()? }),
            2 => Some(Self::Syntax {
                line: reader.small()?,
                column: reader.small()?,
                words: reader.text()?.into(),
            }),
            3 => Some(Self::Newer { version: reader.number()?, known: reader.number()? }),
            4 => Some(Self::NoText),
            5 => Some(Self::OtherText { line: reader.small()? }),
            6 => Some(Self::NotNormalised { line: reader.small()? }),
            7 => reader.list(Unfit::read).map(Self::NothingFits),
            8 => Some(Self::Unreadable),
            9 => Some(Self::NotUtf8 { byte: reader.number()? }),
            10 => Passed::read(reader).map(Self::Passed),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Limit;
    use crate::wire::{from_bytes, to_bytes};

    #[test]
    fn every_outcome_is_the_same_at_the_other_end() {
        let text = || String::from("“党\u{202e}”");
        let passed = |limit| Passed { limit, found: 40_000_000 };
        let reasons = [
            UnfitReason::Malformed(text()),
            UnfitReason::Offsets { start: 7, end: 3, length: u32::MAX },
            UnfitReason::Utf16,
            UnfitReason::Quote { stated: text(), found: String::new() },
            UnfitReason::SameId(text()),
            UnfitReason::Name(text()),
            UnfitReason::Link(text()),
            UnfitReason::Taken(text()),
            UnfitReason::Field(text()),
            UnfitReason::HalfCharacters(1),
            UnfitReason::Others(70_000),
            UnfitReason::TooLarge(text(), passed(Limit::Words)),
            UnfitReason::Passed(passed(Limit::Depth)),
            UnfitReason::NoZone(text()),
        ];
        let unfit: Vec<Unfit> =
            reasons.into_iter().enumerate().map(|(line, reason)| Unfit { line, reason }).collect();
        let errors = [
            ReadError::Unknown,
            ReadError::TooLarge { size: u64::MAX, limit: 0 },
            ReadError::Syntax { line: 3, column: 1, words: text() },
            ReadError::Newer { version: 9, known: 1 },
            ReadError::NoText,
            ReadError::OtherText { line: 1 },
            ReadError::NotNormalised { line: 2 },
            ReadError::NothingFits(unfit),
            ReadError::Unreadable,
            ReadError::NotUtf8 { byte: 5 },
            ReadError::Passed(passed(Limit::Text)),
        ];
        for error in errors {
            assert_eq!(from_bytes(&to_bytes(&error)), Some(error));
        }
    }

    #[test]
    fn a_reading_is_the_same_at_the_other_end() {
        let (document, tags) = (super::super::article().unwrap(), crate::model::first_scheme());
        let tags = tags.records().map(|tag| (**tag).clone()).collect();
        let unfit = vec![Unfit { line: 4, reason: UnfitReason::Utf16 }];
        let bundle = Bundle { document: std::sync::Arc::new(document), tags, annotations: Vec::new() };
        let reading = Reading { bundle, unfit };
        let carried: Reading = from_bytes(&to_bytes(&reading)).unwrap();
        assert_eq!(carried.bundle.document.text(), reading.bundle.document.text());
        assert_eq!(carried.bundle.document, reading.bundle.document);
        assert_eq!(carried.bundle.tags, reading.bundle.tags);
        assert_eq!(carried.unfit, reading.unfit);
    }
}
