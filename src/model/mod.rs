//! What is known about texts: annotations, the tag scheme, the project, and the changes that may be made to them.
//! Imports: `text`, `wire`.
//! Never here: the clock, randomness, JSON, sentences for people, how anything is drawn or stored.
//! Start reading at `project.rs`, then `annotation.rs` and `change.rs`.

mod annotation;
mod annotation_set;
mod attribute;
mod bundle;
mod change;
mod color;
mod decimal;
mod difference;
mod first_scheme;
mod id;
mod limit;
mod project;
mod small_map;
mod span_index;
mod stamp;
mod stamped;
mod tag;
mod target;
mod undo_entry;
mod wire;

pub use annotation::{Annotation, Birth, Draft, Extra, Field};
pub use annotation_set::{AnnotationSet, Records, SetInWork};
pub use attribute::{AttributeDefinition, AttributeKind, AttributeValue, Number};
pub use bundle::Bundle;
pub use change::{AnnotationEdit, Change, Intention, Origin, TagEdit, Transaction};
pub use color::Color;
pub use difference::{RecordKey, differences};
pub use first_scheme::first_scheme;
pub use id::{AnnotationId, AttributeId, Slug, TagId};
pub use limit::{Limit, Passed};
pub use project::{Annotated, Project};
pub use small_map::{SmallMap, small_map};
pub use span_index::{Entry, SpanIndex};
pub use stamp::{Clock, ReplicaId, Stamp};
pub use stamped::{Seen, Stamped};
pub use tag::{Tag, TagDraft, TagField, TagScheme};
pub use target::Target;
pub use undo_entry::{Step, UndoEntry};
