//! Stories with an end that is known.

use super::*;

/// Another tab's edit arrives.
fn elsewhere(state: &EditorState, id: AnnotationId, edit: AnnotationEdit, stamp: Stamp) -> EditorState {
    let changes = vec![Change::Annotation { document: state.active.unwrap(), id, edit }];
    let transaction = Transaction { changes, origin: Origin::Elsewhere, intention: Intention::Note, stamp };
    state.apply(transaction).unwrap()
}

#[test]
fn undo_refuses_where_another_tab_wrote_the_same_since() {
    let later = |n: u64| Stamp { millis: 1_000_000 + n, counter: 0, replica: ReplicaId(2) };
    let mut story = Story::begin();
    story.play(Act::Annotate(3, 5, 0)).unwrap();
    story.play(Act::Retag(0, 1)).unwrap();
    let id = story.nth(0).unwrap();

    let retagged = elsewhere(&story.state, id, AnnotationEdit::Tag(tag_id(2)), later(0));
    assert_eq!(retagged.undo(later(9)).err(), Some(Refusal::ChangedElsewhere));

    let noted = elsewhere(&story.state, id, AnnotationEdit::Note("她的".into()), later(1));
    let undone = noted.undo(later(2)).unwrap();
    assert_eq!(
        seen(&undone).annotations.values().next().unwrap().2,
        "quote",
        "another field is in nobody's way"
    );
    assert_eq!(undone.undo(later(9)).err(), Some(Refusal::ChangedElsewhere), "it would delete her note too");
}

#[test]
fn a_note_typed_without_a_pause_is_one_step() {
    let mut story = Story::begin();
    story.play(Act::Annotate(3, 5, 0)).unwrap();
    let id = story.nth(0).unwrap();
    for (millis, words) in [(9_000, "原"), (9_300, "原话"), (9_900, "原话!")] {
        let stamp = story.clock.tick(millis);
        story.state =
            commands::note(&story.state, id, words, stamp).and_then(|t| story.state.apply(t)).unwrap();
    }
    let mut notes = Vec::new();
    while let Ok(before) = story.state.undo(story.clock.tick(0)) {
        story.state = before;
        notes.extend(seen(&story.state).annotations.values().map(|(_, _, _, note, _)| note.clone()));
    }
    assert_eq!(notes, ["原话", ""], "a pause of 600 ms begins another");
}

#[test]
fn after_a_deletion_the_neighbour_is_current() {
    let mut story = Story::begin();
    for start in [0, 2, 4] {
        story.play(Act::Annotate(start, start + 1, 0)).unwrap();
    }
    let ids: Vec<_> = (0..3).map(|n| story.nth(n).unwrap()).collect();
    story.state = story.state.at(Some(ids[1]));
    story.play(Act::Delete(1)).unwrap();
    assert_eq!(story.state.current, Some(ids[2]), "what followed it");
    story.play(Act::Delete(1)).unwrap();
    assert_eq!(story.state.current, Some(ids[0]), "what stood before, at the end");
    story.play(Act::Delete(0)).unwrap();
    assert_eq!(story.state.current, None);
}

#[test]
fn a_click_selects_the_smallest_and_then_what_lies_under_it() {
    let mut story = Story::begin();
    for (start, end) in [(0, 9), (3, 8), (3, 5)] {
        story.play(Act::Annotate(start, end, 0)).unwrap();
    }
    story.state = story.state.at(None);
    let mut widths = Vec::new();
    for _ in 0..4 {
        story.state = story.state.at(story.state.next_at(CharOffset::new(4)));
        widths.push(story.state.current_annotation().unwrap().target.value.hull().count());
    }
    assert_eq!(widths, [2, 5, 9, 2]);
    assert_eq!(story.state.next_at(CharOffset::new(12)), None);
}

#[test]
fn an_edge_keeps_whole_clusters_and_never_takes_the_last() {
    let mut story = Story::begin();
    story.play(Act::Annotate(10, 12, 0)).unwrap();
    let id = story.nth(0).unwrap();
    let mut moved = |edge, to| {
        let stamp = story.clock.tick(0);
        let transaction = commands::move_edge(&story.state, id, edge, CharOffset::new(to), stamp)?;
        story.state = story.state.apply(transaction)?;
        let hull = story.state.current_annotation().unwrap().target.value.hull();
        Ok((hull.start().get(), hull.end().get()))
    };
    assert_eq!(moved(Edge::Start, 11), Err(Refusal::NothingToDo), "between e and its accent");
    assert_eq!(moved(Edge::End, 15), Ok((10, 19)), "into the family of five code points");
    assert_eq!(moved(Edge::Start, 12), Ok((12, 19)));
    assert_eq!(moved(Edge::End, 12), Err(Refusal::NothingToDo), "nothing would be left");
    assert_eq!(moved(Edge::End, 900), Ok((12, 23)), "to the end of the text at most");
}

#[test]
fn many_at_once_are_one_step_and_none_is_made_twice() {
    let mut story = Story::begin();
    story.play(Act::Annotate(1, 2, 2)).unwrap();
    story.play(Act::AnnotateAll("声党", 2)).unwrap();
    assert_eq!(seen(&story.state).annotations.len(), 3, "the first 声 had it already");
    assert_eq!(story.play(Act::AnnotateAll("声党", 2)), Err(Refusal::NothingToDo));
    let intention = |story: &Story| story.state.history().last_done().unwrap().intention.clone();
    assert_eq!(intention(&story), Intention::Tag { tag: tag_id(2), count: 2 });
    story.play(Act::Retag(1, 0)).unwrap();
    story.play(Act::RetagAll(3, 0)).unwrap();
    assert_eq!(intention(&story), Intention::Retag { tag: tag_id(0), count: 2 }, "one had it already");
    story.play(Act::DeleteAll(2)).unwrap();
    assert_eq!(seen(&story.state).annotations.len(), 1);
    for left in [3, 3, 3, 1, 0] {
        story.play(Act::Undo).unwrap();
        assert_eq!(seen(&story.state).annotations.len(), left);
    }
    assert_eq!(story.play(Act::RetagAll(3, 1)), Err(Refusal::NothingToDo));
    assert_eq!(story.play(Act::DeleteAll(3)), Err(Refusal::NothingToDo));
}
