//! What a record stands under. A key says which record it is, so that no record has to be read to find another.
//!
//! ```text
//!   an:meta             what the whole storage needs; nothing of this version
//!   an:d:<sha256>       a document's header
//!   an:t:<sha256>       a document's text, where the program did not bring it along
//!   an:a:<sha256>:<id>  an annotation
//!   an:g:<tag>          a tag of the scheme
//!   an:s:<name>         a setting
//!   an:h:<sha256>:<when>  a moment of the document's history of undo, by its stamp
//!   an:c:<sha256>:<id>:<when>  a copy of an annotation that lost a race and may still be chosen, by its latest stamp
//!   an:b:<sha256>:<when>  annotations that were put together, in chunks; nothing stands under it
//!   an:q:<key>          what stood under a key and could not be read
//! ```
//!
//! The document's whole hash in each annotation's key costs 64 of the about 106 UTF-16 units of that key, beside a
//! record of about 350. A shorter name would have to be looked up, and two texts could be made to share it.

use std::fmt;
use std::sync::Arc;

use crate::model::{AnnotationId, RecordKey, Slug, Stamp, TagId};
use crate::text::DocumentId;

/// Every key of ours starts with this.
pub const PREFIX: &str = "an:";

/// Every key of a text starts with this.
pub const TEXTS: &str = "an:t:";

/// Names one stored value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// Nothing of this version writes it. A newer one does where no older program may write any longer.
    Meta,
    Header(DocumentId),
    Text(DocumentId),
    Annotation(DocumentId, AnnotationId),
    Tag(TagId),
    Setting(Slug),
    /// What was done together, and when.
    UndoEntry(DocumentId, Stamp),
    /// What an annotation said that lost a race.
    Conflict(DocumentId, AnnotationId, Stamp),
    /// Annotations that were put together, by the stamp of that: a name by which is said what became of them. They
    /// stand in [chunks](super::chunk).
    Batch(DocumentId, Stamp),
    /// What stood under this key.
    Quarantine(Arc<str>),
}

impl Key {
    /// Reads what [`fmt::Display`] writes, letter for letter; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, name) = text.strip_prefix(PREFIX)?.split_once(':').unwrap_or((text, ""));
        let key = match kind {
            "an:meta" => Self::Meta,
            "d" => Self::Header(DocumentId::from_hex(name)?),
            "t" => Self::Text(DocumentId::from_hex(name)?),
            "a" => {
                let (document, id) = name.split_once(':')?;
                Self::Annotation(DocumentId::from_hex(document)?, AnnotationId::parse(id)?)
            }
            "g" => Self::Tag(TagId::new(name)?),
            "s" => Self::Setting(Slug::new(name)?),
            "h" => {
                let (document, stamp) = name.split_once(':')?;
                Self::UndoEntry(DocumentId::from_hex(document)?, Stamp::parse(stamp)?)
            }
            "c" => {
                let (document, rest) = name.split_once(':')?;
                let (id, stamp) = rest.split_once(':')?;
                Self::Conflict(
                    DocumentId::from_hex(document)?,
                    AnnotationId::parse(id)?,
                    Stamp::parse(stamp)?,
                )
            }
            "b" => {
                let (document, stamp) = name.split_once(':')?;
                Self::Batch(DocumentId::from_hex(document)?, Stamp::parse(stamp)?)
            }
            "q" => Self::Quarantine(name.into()),
            _ => return None,
        };
        // `ABC…` and `abc…` name the same document, and only one of them is its key.
        (key.to_string() == text).then_some(key)
    }

    /// The record of the project that is stored here.
    pub fn record(&self) -> Option<RecordKey> {
        match self {
            Self::Header(document) | Self::Text(document) => Some(RecordKey::Document(*document)),
            Self::Annotation(document, id) => Some(RecordKey::Annotation(*document, *id)),
            Self::Tag(tag) => Some(RecordKey::Tag(tag.clone())),
            Self::Meta
            | Self::Setting(_)
            | Self::UndoEntry(..)
            | Self::Conflict(..)
            | Self::Batch(..)
            | Self::Quarantine(_) => None,
        }
    }

    /// What the keys of all moments of a document's history begin with.
    pub fn moments(document: DocumentId) -> String {
        format!("{PREFIX}h:{document}:")
    }

    /// Between these two lie the keys of all annotations of a document.
    pub fn annotations(document: DocumentId) -> [String; 2] {
        [format!("{PREFIX}a:{document}:"), format!("{PREFIX}a:{document};")]
    }

    /// The document that the record is about.
    pub const fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Header(id)
            | Self::Text(id)
            | Self::Annotation(id, _)
            | Self::UndoEntry(id, _)
            | Self::Batch(id, _)
            | Self::Conflict(id, ..) => Some(*id),
            Self::Meta | Self::Tag(_) | Self::Setting(_) | Self::Quarantine(_) => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Meta => write!(f, "{PREFIX}meta"),
            Self::Header(document) => write!(f, "{PREFIX}d:{document}"),
            Self::Text(document) => write!(f, "{PREFIX}t:{document}"),
            Self::Annotation(document, id) => write!(f, "{PREFIX}a:{document}:{id}"),
            Self::Tag(tag) => write!(f, "{PREFIX}g:{tag}"),
            Self::Setting(name) => write!(f, "{PREFIX}s:{name}"),
            Self::UndoEntry(document, stamp) => write!(f, "{}{stamp}", Self::moments(*document)),
            Self::Conflict(document, id, stamp) => write!(f, "{PREFIX}c:{document}:{id}:{stamp}"),
            Self::Batch(document, stamp) => write!(f, "{PREFIX}b:{document}:{stamp}"),
            Self::Quarantine(key) => write!(f, "{PREFIX}q:{key}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ReplicaId;
    use uuid::Uuid;

    const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const ID: &str = "0197f2c4-7b1e-7c3a-9d55-0a1b2c3d4e5f";

    #[test]
    fn keys_there_and_back() {
        let document = DocumentId::of("abc");
        let id = AnnotationId::new(Uuid::from_u128(0x0197_f2c4_7b1e_7c3a_9d55_0a1b_2c3d_4e5f));
        let tag = TagId::new("quote").unwrap();
        let table = [
            (Key::Meta, "an:meta".to_owned(), None),
            (Key::Header(document), format!("an:d:{HASH}"), Some(RecordKey::Document(document))),
            (Key::Text(document), format!("an:t:{HASH}"), Some(RecordKey::Document(document))),
            (
                Key::Annotation(document, id),
                format!("an:a:{HASH}:{ID}"),
                Some(RecordKey::Annotation(document, id)),
            ),
            (Key::Tag(tag.clone()), "an:g:quote".into(), Some(RecordKey::Tag(tag))),
            (Key::Setting(Slug::new("language").unwrap()), "an:s:language".into(), None),
            (
                Key::UndoEntry(document, Stamp { millis: 17, counter: 2, replica: ReplicaId(0xab) }),
                format!("an:h:{HASH}:17.2@000000ab"),
                None,
            ),
            (
                Key::Conflict(document, id, Stamp { millis: 17, counter: 2, replica: ReplicaId(0xab) }),
                format!("an:c:{HASH}:{ID}:17.2@000000ab"),
                None,
            ),
            (
                Key::Batch(document, Stamp { millis: 17, counter: 2, replica: ReplicaId(0xab) }),
                format!("an:b:{HASH}:17.2@000000ab"),
                None,
            ),
            (Key::Quarantine("an:g:quote".into()), "an:q:an:g:quote".into(), None),
        ];
        for (key, text, record) in table {
            assert_eq!(key.to_string(), text);
            assert_eq!(Key::parse(&text), Some(key.clone()), "{text}");
            assert_eq!(key.record(), record, "{text}");
        }
    }

    #[test]
    fn what_is_no_key_of_ours() {
        let loud = HASH.to_uppercase();
        let bad = [
            "",
            "meta",
            "an:",
            "an:meta:",
            "an:an:meta",
            "an:d",
            "an:d:",
            "an:d:ba78",
            "an:g:a b",
            "an:g:引语",
            "an:z:1",
            "xx:g:quote",
            &format!("an:d:{loud}"),
            &format!("an:a:{HASH}"),
            &format!("an:a:{HASH}:7"),
            &format!("an:h:{HASH}:7"),
            &format!("an:b:{HASH}:x"),
            &format!("an:c:{HASH}:{ID}"),
            &format!("an:c:{HASH}:{ID}:7"),
            &format!("an:h:{HASH}:7.1@AB"),
            &format!("an:h:{HASH}:07.1@000000ab"),
            &format!("an:a:{HASH}:{}", ID.replace('-', "")),
            &format!("an:a:{HASH}:{{{ID}}}"),
        ];
        for text in bad {
            assert_eq!(Key::parse(text), None, "{text:?}");
        }
    }
}
