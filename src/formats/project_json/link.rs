//! The record of a link: an attribute whose value is another annotation. Links stand in one list, so that a program
//! that knows nothing of attributes finds who speaks.

use std::sync::Arc;

use uuid::Uuid;

use crate::formats::UnfitReason;
use crate::json::{Fields, Sheet};
use crate::model::{Annotation, AnnotationId, AttributeId, AttributeValue, Records, Stamped, small_map};

/// A file lists them by `from`, then `to`, then `label`.
pub(super) struct Link {
    from: AnnotationId,
    to: AnnotationId,
    label: AttributeId,
}

impl Link {
    /// The links of an annotation, in the order of a file.
    pub fn of(annotation: &Annotation) -> impl Iterator<Item = Self> + use<> {
        let from = annotation.id;
        let ends = annotation.attributes.iter().filter_map(|(label, value)| match value.value.as_ref()? {
            AttributeValue::Link(to) => Some(((*to, label.clone()), ())),
            AttributeValue::Text(_)
            | AttributeValue::Number(_)
            | AttributeValue::Flag(_)
            | AttributeValue::Unnamed => None,
        });
        small_map(ends).into_iter().map(move |((to, label), ())| Self { from, to, label })
    }

    pub const fn to(&self) -> AnnotationId {
        self.to
    }

    /// A UUID of version 5 (RFC 9562, §5.5) of `to`, a space and the label, in the namespace of `from`'s own id: anybody can
    /// make it again from the three, and two programs that add the same link add it once.
    fn id(&self) -> Uuid {
        Uuid::new_v5(&self.from.uuid(), format!("{} {}", self.to, self.label).as_bytes())
    }

    pub fn write(&self, record: &mut Sheet) {
        record.text("id", &self.id().to_string());
        record.text("from", &self.from.to_string());
        record.text("to", &self.to.to_string());
        record.text("label", self.label.as_str());
    }

    pub fn read(record: &str) -> Result<Self, UnfitReason> {
        let mut fields = Fields::of(record)?;
        let (from, to, label): (String, String, String) =
            (fields.need("from")?, fields.need("to")?, fields.need("label")?);
        Ok(Self {
            from: AnnotationId::parse(&from).ok_or(UnfitReason::Link(from))?,
            to: AnnotationId::parse(&to).ok_or(UnfitReason::Link(to))?,
            label: AttributeId::new(&label).ok_or(UnfitReason::Name(label))?,
        })
    }

    /// Gives the annotation that has it the attribute. Both ends are there, and the place is free.
    pub fn attach(self, annotations: &mut Records) -> Result<(), UnfitReason> {
        if !annotations.contains_key(&self.to) {
            return Err(UnfitReason::Link(self.to.to_string()));
        }
        let Some(from) = annotations.get_mut(&self.from) else {
            return Err(UnfitReason::Link(self.from.to_string()));
        };
        if from.attribute(&self.label).is_some() {
            return Err(UnfitReason::Taken(self.label.to_string()));
        }
        let from = Arc::make_mut(from);
        let dated = from.attributes.get(&self.label).map(|value| value.stamp);
        let stamp = dated.unwrap_or_else(|| from.modified());
        from.attributes.insert(self.label, Stamped::new(Some(AttributeValue::Link(self.to)), stamp));
        Ok(())
    }
}
