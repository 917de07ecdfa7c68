//! What is asked about the restore points of a text, and what is answered. Where a text has many annotations both go
//! to a worker and back.

use std::sync::Arc;

use super::{Contrast, RestorePoint, Trigger};
use crate::model::{Annotation, AnnotationSet, Records};
use crate::text::DocumentId;
use crate::wire::{Reader, Wire, Writer};

/// A question about one text.
#[derive(Clone, Debug)]
pub struct Asked {
    pub document: DocumentId,
    pub what: Ask,
    /// The annotations that stand there, or stood when a point was due.
    pub stands: AnnotationSet,
    /// Milliseconds since 1970-01-01 UTC.
    pub now: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To set a point, with a name or an empty one.
    Set(Trigger, Arc<str>),
    Forget(u64),
    /// All points, and what is otherwise now.
    All,
    /// What stood at one.
    Then(u64),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It was done.
    Done,
    All(Vec<(RestorePoint, Contrast)>),
    Then(RestorePoint, Records),
}

impl Wire for Asked {
    fn write(&self, writer: &mut Writer) {
        self.document.write(writer);
        self.what.write(writer);
        let stands: Vec<_> = self.stands.iter().collect();
        writer.list(&stands, |writer, annotation| annotation.write(writer));
        writer.number(self.now);
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            document: DocumentId::read(reader)?,
            what: Ask::read(reader)?,
            stands: reader.list(Annotation::read)?.into_iter().collect(),
            now: reader.number()?,
        })
    }
}

impl Wire for Ask {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Set(because, name) => {
                writer.byte(0);
                because.write(writer);
                writer.text(name);
            }
            Self::Forget(at) => {
                writer.byte(1);
                writer.number(*at);
            }
            Self::All => writer.byte(2),
            Self::Then(at) => {
                writer.byte(3);
                writer.number(*at);
            }
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(match reader.byte()? {
            0 => Self::Set(Trigger::read(reader)?, reader.text()?.into()),
            1 => Self::Forget(reader.number()?),
            2 => Self::All,
            3 => Self::Then(reader.number()?),
            _ => return None,
        })
    }
}

impl Wire for Answer {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Done => writer.byte(0),
            Self::All(told) => {
                writer.byte(1);
                writer.list(told, |writer, (point, contrast)| {
                    point.write(writer);
                    contrast.write(writer);
                });
            }
            Self::Then(point, then) => {
                writer.byte(2);
                point.write(writer);
                let then: Vec<_> = then.values().collect();
                writer.list(&then, |writer, annotation| annotation.write(writer));
            }
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(match reader.byte()? {
            0 => Self::Done,
            1 => {
                Self::All(reader.list(|reader| Some((RestorePoint::read(reader)?, Contrast::read(reader)?)))?)
            }
            2 => {
                let point = RestorePoint::read(reader)?;
                let then =
                    reader.list(|reader| Annotation::read(reader).map(|one| (one.id, Arc::new(one))))?;
                Self::Then(point, then.into_iter().collect())
            }
            _ => return None,
        })
    }
}

impl Wire for RestorePoint {
    fn write(&self, writer: &mut Writer) {
        writer.number(self.at);
        self.because.write(writer);
        writer.text(&self.name);
        writer.number(self.count.into());
        writer.number(self.size.into());
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self {
            at: reader.number()?,
            because: Trigger::read(reader)?,
            name: reader.text()?.into(),
            count: reader.small()?,
            size: reader.small()?,
        })
    }
}

impl Wire for Trigger {
    fn write(&self, writer: &mut Writer) {
        writer.text(self.word());
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Self::from_word(reader.text()?)
    }
}

impl Wire for Contrast {
    fn write(&self, writer: &mut Writer) {
        for count in [self.added, self.removed, self.changed] {
            writer.number(count as u64);
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        Some(Self { added: reader.small()?, removed: reader.small()?, changed: reader.small()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::arbitrary;
    use crate::wire::{from_bytes, to_bytes};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn questions_and_answers_go_over(
            annotations in prop::collection::vec(arbitrary::annotation(9), 0..4),
            numbers in any::<(u64, u32, u32, usize, usize, usize)>(),
            name in arbitrary::nasty(0..9),
            because in prop::sample::select(vec![Trigger::Opened, Trigger::Worked, Trigger::Before, Trigger::Wanted]),
        ) {
            let (at, count, size, added, removed, changed) = numbers;
            let document = DocumentId::of("a");
            let stands: AnnotationSet = annotations.into_iter().collect();
            let point = RestorePoint { at, because, name: name.as_str().into(), count, size };
            let asks = [Ask::Set(because, name.into()), Ask::Forget(at), Ask::All, Ask::Then(at)];
            for what in asks {
                let asked = Asked { document, what, stands: stands.clone(), now: at };
                let over: Asked = from_bytes(&to_bytes(&asked)).unwrap();
                prop_assert_eq!((over.document, over.what, over.now), (document, asked.what, at));
                prop_assert!(over.stands.iter().eq(stands.iter()));
            }
            let then: Records = stands.iter().map(|one| (one.id, one.clone())).collect();
            let contrast = Contrast { added, removed, changed };
            let answers = [Answer::Done, Answer::All(vec![(point.clone(), contrast)]), Answer::Then(point, then)];
            for answer in answers {
                prop_assert_eq!(from_bytes(&to_bytes(&answer)), Some(answer));
            }
        }
    }
}
