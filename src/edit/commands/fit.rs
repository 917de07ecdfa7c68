//! How long what somebody writes may be: as long as what is read from a file, so that every export is read again.

use crate::edit::Refusal;
use crate::model::{AnnotationEdit, AttributeDefinition, AttributeKind, AttributeValue, Limit, TagEdit};

pub fn annotation_fits(edit: &AnnotationEdit) -> Result<(), Refusal> {
    match edit {
        AnnotationEdit::Note(words) | AnnotationEdit::Attribute(_, Some(AttributeValue::Text(words))) => {
            fits(Limit::Words, words)
        }
        AnnotationEdit::Create(_)
        | AnnotationEdit::Join(_)
        | AnnotationEdit::Delete
        | AnnotationEdit::Revive
        | AnnotationEdit::Target(_)
        | AnnotationEdit::Tag(_)
        | AnnotationEdit::Attribute(..) => Ok(()),
    }
}

pub fn tag_fits(edit: &TagEdit) -> Result<(), Refusal> {
    match edit {
        TagEdit::Label(label) => fits(Limit::Name, label),
        TagEdit::Create(draft) => fits(Limit::Name, &draft.label),
        TagEdit::Guideline(words) => fits(Limit::Words, words),
        TagEdit::Attributes(definitions) => {
            Limit::Definitions.check(definitions.len()).map_err(|_| Refusal::TooLong)?;
            definitions.iter().try_for_each(definition_fits)
        }
        TagEdit::Join(_)
        | TagEdit::Delete
        | TagEdit::Revive
        | TagEdit::Color(_)
        | TagEdit::Key(_)
        | TagEdit::Rank(_) => Ok(()),
    }
}

fn definition_fits(definition: &AttributeDefinition) -> Result<(), Refusal> {
    if let AttributeKind::Choice(words) = &definition.kind {
        Limit::Choices.check(words.len()).map_err(|_| Refusal::TooLong)?;
        words.iter().try_for_each(|word| fits(Limit::Name, word))?;
    }
    fits(Limit::Name, &definition.label)
}

fn fits(limit: Limit, words: &str) -> Result<(), Refusal> {
    limit.check_characters(words).map_err(|_| Refusal::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributeId, TagDraft};

    fn definition(label: &str, choices: &[&str]) -> AttributeDefinition {
        let words = choices.iter().map(|word| (*word).into()).collect();
        let id = AttributeId::new("mode").unwrap();
        AttributeDefinition { id, label: label.into(), kind: AttributeKind::Choice(words) }
    }

    #[test]
    fn what_is_written_is_as_long_as_what_is_read() {
        type Case = (Limit, fn(&str) -> Result<(), Refusal>);
        let cases: [Case; 7] = [
            (Limit::Words, |words| annotation_fits(&AnnotationEdit::Note(words.into()))),
            (Limit::Words, |words| {
                let value = Some(AttributeValue::Text(words.into()));
                annotation_fits(&AnnotationEdit::Attribute(AttributeId::new("unit").unwrap(), value))
            }),
            (Limit::Words, |words| tag_fits(&TagEdit::Guideline(words.into()))),
            (Limit::Name, |words| tag_fits(&TagEdit::Label(words.into()))),
            (Limit::Name, |words| {
                let color = crate::model::Color::rgb(0, 0, 0);
                let (guideline, key, attributes) = ("".into(), "".into(), Vec::new());
                let draft = TagDraft { label: words.into(), color, guideline, key, attributes, rank: 0 };
                tag_fits(&TagEdit::Create(Box::new(draft)))
            }),
            (Limit::Name, |words| tag_fits(&TagEdit::Attributes(vec![definition(words, &[])]))),
            (Limit::Name, |words| tag_fits(&TagEdit::Attributes(vec![definition("", &["a", words])]))),
        ];
        for (number, (limit, fit)) in cases.into_iter().enumerate() {
            assert_eq!(fit(&"字".repeat(limit.most())), Ok(()), "{number}");
            assert_eq!(fit(&"字".repeat(limit.most() + 1)), Err(Refusal::TooLong), "{number}");
        }
        for (count, expected) in
            [(Limit::Choices.most(), Ok(())), (Limit::Choices.most() + 1, Err(Refusal::TooLong))]
        {
            assert_eq!(tag_fits(&TagEdit::Attributes(vec![definition("", &vec!["a"; count])])), expected);
        }
        let many = |count| TagEdit::Attributes(vec![definition("", &[]); count]);
        assert_eq!(tag_fits(&many(Limit::Definitions.most())), Ok(()));
        assert_eq!(tag_fits(&many(Limit::Definitions.most() + 1)), Err(Refusal::TooLong));
    }
}
