//! Which records two projects do not have in common. The painter, the list and the storage each ask it from the
//! project they last saw, so none of them has to be told what a command did.

use std::sync::Arc;

use super::{AnnotationId, AnnotationSet, Project, TagId};
use crate::text::DocumentId;

/// Names one record of a project: what is stored, sent and joined by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKey {
    /// The document's header: its description, and whether it is open.
    Document(DocumentId),
    Annotation(DocumentId, AnnotationId),
    Tag(TagId),
}

/// The records that are new in `new`, or not as they were in `old`. Costs by the number of changes.
pub fn differences(old: &Project, new: &Project) -> Vec<RecordKey> {
    let mut found = Vec::new();
    for annotated in new.records() {
        let id = annotated.document.id();
        let before = old.record(id);
        if before.map(|before| &before.open) != Some(&annotated.open) {
            found.push(RecordKey::Document(id));
        }
        let nothing = AnnotationSet::default();
        let annotations = before.map_or(&nothing, |before| &before.annotations);
        let changed = annotations.differing(&annotated.annotations);
        found.extend(changed.into_iter().map(|annotation| RecordKey::Annotation(id, annotation)));
    }
    if !Arc::ptr_eq(&old.scheme, &new.scheme) {
        let changed = new.scheme.records().filter(|tag| old.scheme.record(&tag.id) != Some(tag));
        found.extend(changed.map(|tag| RecordKey::Tag(tag.id.clone())));
    }
    found
}
