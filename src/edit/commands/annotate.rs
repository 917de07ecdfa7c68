//! Tags the selected words.

use super::Author;
use crate::edit::{EditorState, Refusal};
use crate::model::{
    AnnotationEdit, AnnotationId, Birth, Change, Draft, Intention, Origin, TagId, Target, Transaction,
};
use crate::text::is_seen;

/// Makes an annotation with this tag of the selection. Others on the same words stay as they are.
pub fn annotate(
    state: &EditorState,
    tag: &TagId,
    id: AnnotationId,
    author: &Author,
) -> Result<Transaction, Refusal> {
    let document = &state.shown().ok_or(Refusal::NoDocument)?.document;
    let span = state.selection.ok_or(Refusal::NoSelection)?;
    if document.slice(span).is_some_and(|words| !is_seen(words)) {
        return Err(Refusal::NothingSeen);
    }
    let document = document.id();
    state.project.scheme.get(tag).ok_or(Refusal::NoTag)?;
    let birth = Birth { created: author.stamp.millis, creator: author.name.clone(), provenance: "".into() };
    let draft = Draft::new(Target::from(span), tag.clone(), birth);
    Ok(Transaction {
        changes: vec![Change::Annotation { document, id, edit: AnnotationEdit::Create(Box::new(draft)) }],
        origin: Origin::Here,
        intention: Intention::Tag { tag: tag.clone(), count: 1 },
        stamp: author.stamp,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::edit::commands::{Edge, annotate_all, move_edge};
    use crate::model::{Annotated, AnnotationSet, Project, Stamp, Stamped};
    use crate::text::{CharOffset, Document, DocumentInfo, Span, blocks_by_line};

    const TEXT: &str = "防\u{200b} \u{3000}\u{ad}疫\n\u{2060}\u{200b}\n点";

    fn state() -> EditorState {
        let document = Document::new(DocumentInfo::default(), TEXT, blocks_by_line(TEXT)).unwrap();
        let id = document.id();
        let open = Stamped::new(true, Stamp::ORIGIN);
        let annotated =
            Annotated { document: Arc::new(document), annotations: AnnotationSet::default(), open };
        EditorState::new(Project::new().with(annotated), Some(id))
    }

    fn span(start: u32, end: u32) -> Span {
        Span::new(CharOffset::new(start), CharOffset::new(end)).unwrap()
    }

    fn id(number: u128) -> AnnotationId {
        AnnotationId::new(Uuid::from_u128(number))
    }

    fn author() -> Author {
        Author { name: "".into(), stamp: Stamp::of_file(1) }
    }

    #[test]
    fn words_that_cannot_be_seen_are_not_annotated() {
        let (state, tag) = (state(), TagId::new("quote").unwrap());
        for (start, end, is_made) in
            [(1, 2, false), (1, 5, false), (6, 10, false), (7, 9, false), (0, 2, true), (4, 6, true)]
        {
            let made = annotate(&state.selecting(Some(span(start, end))), &tag, id(1), &author());
            let expected = if is_made { None } else { Some(Refusal::NothingSeen) };
            assert_eq!(made.err(), expected, "{start}..{end}");
        }
        let spans = [span(0, 1), span(1, 5), span(7, 9), span(10, 11)];
        let mut number = 0;
        let mut new_id = || {
            number += 1;
            id(number)
        };
        let made = annotate_all(&state, &spans, &tag, &mut new_id, &author()).unwrap();
        assert_eq!(made.changes.len(), 2, "the others are left out");
    }

    #[test]
    fn an_edge_leaves_something_to_be_seen() {
        let (state, tag) = (state(), TagId::new("quote").unwrap());
        let made = annotate(&state.selecting(Some(span(0, 6))), &tag, id(1), &author()).unwrap();
        let state = state.apply(made).unwrap();
        let moved = |to| move_edge(&state, id(1), Edge::End, CharOffset::new(to), Stamp::of_file(2));
        assert!(moved(1).is_ok());
        let state = state.apply(moved(5).unwrap()).unwrap();
        let moved = |to| move_edge(&state, id(1), Edge::Start, CharOffset::new(to), Stamp::of_file(3));
        assert_eq!(moved(1).err(), Some(Refusal::NothingSeen));
        assert_eq!(moved(5).err(), Some(Refusal::NothingToDo));
    }
}
