//! Changes one thing about a tag: its name, colour, guideline, key or attributes.

use super::edit_scheme;
use super::fit::tag_fits;
use crate::edit::{EditorState, Refusal};
use crate::model::{Stamp, Tag, TagEdit, TagId, Transaction};

/// Refused where it is so already, where the name would be empty or what is written too long, and where another tag has
/// the key.
pub fn edit_tag(
    state: &EditorState,
    id: &TagId,
    edit: TagEdit,
    stamp: Stamp,
) -> Result<Transaction, Refusal> {
    let scheme = &state.project.scheme;
    let tag = scheme.get(id).ok_or(Refusal::NoTag)?;
    if is_so(tag, &edit) {
        return Err(Refusal::NothingToDo);
    }
    if let TagEdit::Label(label) = &edit
        && label.trim().is_empty()
    {
        return Err(Refusal::NoName);
    }
    if let TagEdit::Key(key) = &edit
        && !key.is_empty()
        && scheme.tags().iter().any(|other| other.key.value == *key)
    {
        return Err(Refusal::KeyTaken);
    }
    tag_fits(&edit)?;
    Ok(edit_scheme(vec![(id.clone(), edit)], stamp))
}

/// The tag says that already. What comes, goes or moves has commands of its own.
fn is_so(tag: &Tag, edit: &TagEdit) -> bool {
    match edit {
        TagEdit::Label(label) => tag.label.value == *label,
        TagEdit::Color(color) => tag.color.value == *color,
        TagEdit::Guideline(guideline) => tag.guideline.value == *guideline,
        TagEdit::Key(key) => tag.key.value == *key,
        TagEdit::Attributes(attributes) => tag.attributes.value == *attributes,
        TagEdit::Create(_) | TagEdit::Join(_) | TagEdit::Delete | TagEdit::Revive | TagEdit::Rank(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::commands::{create_tag, move_tag};

    fn edited(state: &EditorState, id: &str, edit: TagEdit) -> Result<EditorState, Refusal> {
        let transaction = edit_tag(state, &TagId::new(id).unwrap(), edit, Stamp::of_file(1))?;
        state.apply(transaction)
    }

    #[test]
    fn a_key_belongs_to_one_tag_and_a_name_says_something() {
        let state = EditorState::default();
        let table = [
            ("person", TagEdit::Key("Digit3".into()), Some(Refusal::KeyTaken)),
            ("person", TagEdit::Key("Digit4".into()), Some(Refusal::NothingToDo)),
            ("person", TagEdit::Key("KeyP".into()), None),
            ("person", TagEdit::Key("".into()), None),
            ("person", TagEdit::Label(" \u{3000}".into()), Some(Refusal::NoName)),
            ("person", TagEdit::Label("人".into()), None),
            ("person", TagEdit::Delete, Some(Refusal::NothingToDo)),
            ("nobody", TagEdit::Label("人".into()), Some(Refusal::NoTag)),
        ];
        for (id, edit, expected) in table {
            assert_eq!(edited(&state, id, edit.clone()).err(), expected, "{id} {edit:?}");
        }
        let without = edited(&state, "figure", TagEdit::Key("".into())).unwrap();
        let freed = edited(&without, "person", TagEdit::Key("Digit3".into()));
        assert!(freed.is_ok(), "the key is free again");
        let both = edited(&freed.unwrap(), "term", TagEdit::Key("".into()));
        assert!(both.is_ok(), "any number of tags have none");
    }

    fn order(state: &EditorState) -> String {
        let tags = state.project.scheme.tags();
        tags.iter().map(|tag| tag.id.as_str().get(..2).unwrap()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_new_tag_stands_last_and_moves_up_and_down() {
        let mut state = EditorState::default();
        let new = TagId::new("new").unwrap();
        let made = create_tag(&state, new.clone(), "新", Stamp::of_file(1)).unwrap();
        state = state.apply(made).unwrap();
        assert_eq!(order(&state), "qu te fi pe or pl ev ne");
        let colors: std::collections::BTreeSet<_> =
            state.project.scheme.tags().iter().map(|tag| tag.color.value).collect();
        assert_eq!(colors.len(), 8, "its colour is its own");
        for (id, forward, expected) in [
            ("new", true, Err(Refusal::NothingToDo)),
            ("new", false, Ok("qu te fi pe or pl ne ev")),
            ("quote", false, Err(Refusal::NothingToDo)),
            ("quote", true, Ok("te qu fi pe or pl ne ev")),
        ] {
            let moved = move_tag(&state, &TagId::new(id).unwrap(), forward, Stamp::of_file(2));
            let moved = moved.and_then(|transaction| state.apply(transaction));
            assert_eq!(
                moved.as_ref().map(order).map_err(|refusal| *refusal),
                expected.map(str::to_owned),
                "{id}"
            );
            state = moved.unwrap_or(state);
        }
    }
}
