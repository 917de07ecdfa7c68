//! Says something more about an annotation, as its tag provides for: a figure's value, a person's role, a quote's
//! speaker.

use super::{annotation, edit_one};
use crate::edit::{EditorState, Refusal};
use crate::model::{
    AnnotationEdit, AnnotationId, AttributeId, AttributeKind, AttributeValue, Intention, Stamp, Transaction,
};

/// `None` takes the value away, also one that the tag does not define any more. A link leads to another annotation of
/// the same text.
pub fn set_attribute(
    state: &EditorState,
    id: AnnotationId,
    name: &AttributeId,
    value: Option<AttributeValue>,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    let before = annotation(state, id)?;
    let tag = state.project.scheme.get(&before.tag.value);
    let definition = tag.and_then(|tag| tag.attributes.value.iter().find(|one| one.id == *name));
    if let Some(value) = &value {
        definition.filter(|one| one.kind.takes(value)).ok_or(Refusal::NoAttribute)?;
        if let AttributeValue::Link(to) = value
            && (*to == id || annotation(state, *to).is_err())
        {
            return Err(Refusal::NoAnnotation);
        }
    }
    if before.attribute(name) == value.as_ref() {
        return Err(Refusal::NothingToDo);
    }
    let is_link = definition.is_some_and(|definition| definition.kind == AttributeKind::Link);
    let intention = if is_link { Intention::Link } else { Intention::Attribute };
    edit_one(state, id, AnnotationEdit::Attribute(name.clone(), value), intention, stamp)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::builders::{document, id, span, tag};
    use crate::edit::commands::{Author, annotate};
    use crate::model::{Number, Project, TagId};

    /// A quote, a figure and a person, numbered from 1.
    fn annotated() -> EditorState {
        let text = "“好”三人她";
        let document = document(text);
        let active = Some(document.id());
        let mut state = EditorState::new(Project::new().with_document(document, Stamp::ORIGIN), active);
        for (number, (name, start, end)) in
            (1u64..).zip([("quote", 0, 3), ("figure", 3, 5), ("person", 5, 6)])
        {
            let author = Author { name: "".into(), stamp: Stamp::of_file(number) };
            let selected = state.selecting(Some(span(start, end)));
            let transaction = annotate(&selected, &tag(name), id(number.into()), &author).unwrap();
            state = selected.apply(transaction).unwrap();
        }
        state
    }

    #[test]
    fn a_value_is_one_that_the_tag_provides_for() {
        use AttributeValue::{Flag, Link, Number as Count, Text, Unnamed};
        let state = annotated();
        let set = |number, name: &str, value| {
            let name = AttributeId::new(name).unwrap();
            let intention = set_attribute(&state, id(number), &name, value, Stamp::of_file(9));
            intention.map(|transaction| transaction.intention)
        };
        let text = |words: &str| Some(Text(words.into()));
        let three = Some(Count(Number::new(3.0).unwrap()));
        let table = [
            (1, "speaker", Some(Link(id(3))), Ok(Intention::Link)),
            (1, "speaker", Some(Unnamed), Ok(Intention::Link)),
            (1, "speaker", Some(Link(id(1))), Err(Refusal::NoAnnotation)),
            (1, "speaker", Some(Link(id(7))), Err(Refusal::NoAnnotation)),
            (1, "speaker", text("她"), Err(Refusal::NoAttribute)),
            (1, "speaker", None, Err(Refusal::NothingToDo)),
            (1, "mode", text("direct"), Ok(Intention::Attribute)),
            (1, "mode", text("loud"), Err(Refusal::NoAttribute)),
            (2, "value", three.clone(), Ok(Intention::Attribute)),
            (2, "value", text("3"), Err(Refusal::NoAttribute)),
            (2, "unit", text("人"), Ok(Intention::Attribute)),
            (2, "unit", Some(Flag(true)), Err(Refusal::NoAttribute)),
            (3, "value", three, Err(Refusal::NoAttribute)),
            (7, "value", None, Err(Refusal::NoAnnotation)),
        ];
        for (number, name, value, expected) in table {
            assert_eq!(set(number, name, value.clone()), expected, "{number} {name} {value:?}");
        }
    }

    #[test]
    fn what_the_tag_defines_no_more_can_be_taken_away() {
        let state = annotated();
        let name = AttributeId::new("unit").unwrap();
        let value = Some(AttributeValue::Text("人".into()));
        let set = set_attribute(&state, id(2), &name, value, Stamp::of_file(9)).unwrap();
        let mut state = state.apply(set).unwrap();
        let scheme = Arc::make_mut(&mut state.project.scheme);
        let mut figure = (**scheme.get(&TagId::new("figure").unwrap()).unwrap()).clone();
        figure.attributes.value.clear();
        scheme.put(figure);
        let taken = set_attribute(&state, id(2), &name, None, Stamp::of_file(10)).unwrap();
        let after = state.apply(taken).unwrap();
        assert_eq!(after.shown().unwrap().annotations.get(id(2)).unwrap().attribute(&name), None);
    }
}
