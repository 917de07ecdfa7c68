//! The list beside the text: going from one annotation to the next, and which of them are listed.

use std::rc::Rc;

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, Module};
use crate::edit::Refusal;
use crate::model::{AnnotationId, TagId};

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    /// Makes an annotation current and shows it in the text; the one that is current already is let go.
    Choose(AnnotationId),
    Next,
    Previous,
    FilterTag(Option<TagId>),
    /// Lists only annotations that have these words in their quote or note.
    FilterWords(String),
    Toggle,
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "next-annotation",
            strokes: &[Stroke::plain("BracketRight")],
            context: Context::Page,
            asks: Action::Next,
            says: |messages| messages.shortcuts.next,
        },
        Shortcut {
            id: "previous-annotation",
            strokes: &[Stroke::plain("BracketLeft")],
            context: Context::Page,
            asks: Action::Previous,
            says: |messages| messages.shortcuts.previous,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Choose(id) => choose(core, id),
            Action::Next => step(core, true),
            Action::Previous => step(core, false),
            Action::FilterTag(tag) => core.filter.tag = tag,
            Action::FilterWords(words) => {
                let query = (core.env.finder)().map(|finder| Rc::new((finder.query)(&words)));
                core.filter.words = query.filter(|query| !query.is_empty());
            }
            Action::Toggle => core.view.is_list_open = !core.view.is_list_open,
        }
    }

    fn module(action: &Action) -> Option<Module> {
        match action {
            Action::FilterWords(_) => Some(Module::Finding),
            Action::Choose(_) | Action::Next | Action::Previous | Action::FilterTag(_) | Action::Toggle => {
                None
            }
        }
    }
}

fn choose(core: &mut Core, id: AnnotationId) {
    if core.editor.current == Some(id) && core.editor.selection.is_none() {
        core.editor = core.editor.at(None);
    } else {
        core.go_to(id);
    }
    core.view.is_list_open = false;
}

/// To the next listed annotation, or the one before; from the ends to the other end.
fn step(core: &mut Core, forward: bool) {
    let Some(annotations) = core.editor.shown().map(|shown| &shown.annotations) else { return };
    let count = annotations.count();
    let here = core.editor.current.and_then(|id| annotations.rank(id));
    let first = match (here, forward) {
        (Some(here), true) => here + 1,
        (Some(here), false) => here + count - 1,
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
    };
    let found = (0..count).find_map(|steps| {
        let rank = if forward { first + steps } else { first + count - steps } % count;
        annotations.nth(rank).filter(|annotation| core.lists(annotation)).map(|annotation| annotation.id)
    });
    match found {
        Some(id) => core.go_to(id),
        None => core.refuse(Refusal::NoAnnotation),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        MARKED, after, at, bare, choose, current, id, is_mode_sound, is_refused, kind, over, select, session,
        tag, viewing, words,
    };
    use crate::session::{Action as Any, NoticeKind, importing, overlaps, restore_points};

    #[test]
    fn the_chosen_annotation_is_current_shown_and_read_aloud() {
        let session = choose(&session(), 2);
        assert_eq!(current(&session), Some(2));
        assert_eq!(session.core.requests.reveal.map(|request| request.what), Some(id(2)));
        assert_eq!(session.core.requests.caret.map(|request| request.what), Some(at(14)));
        assert_eq!((words(&session), kind(&session)), ("quote: “一切都好。”", Some(NoticeKind::Spoken)));
    }

    #[test]
    fn the_current_annotation_chosen_again_is_let_go() {
        let session = choose(&choose(&session(), 2), 2);
        assert_eq!(current(&session), None);
    }

    #[test]
    fn the_current_annotation_is_chosen_rather_than_let_go_while_something_is_selected() {
        let session = choose(&select(&choose(&session(), 2), 3, 5), 2);
        assert_eq!((current(&session), session.core.editor.selection), (Some(2), None));
    }

    #[test]
    fn a_choice_closes_the_list_over_a_narrow_text() {
        let open = after(&session(), Action::Toggle);
        assert!(!choose(&open, 1).core.view.is_list_open);
        assert!(!after(&open, Action::Toggle).core.view.is_list_open);
    }

    fn walked(session: &crate::session::Session, step: &Action, steps: usize) -> Vec<Option<u128>> {
        let mut session = session.clone();
        let walk = (0..steps).map(|_| {
            session = after(&session, step.clone());
            current(&session)
        });
        walk.collect()
    }

    #[test]
    fn next_goes_over_the_end_to_the_beginning() {
        let numbers = walked(&session(), &Action::Next, 6);
        assert_eq!((numbers[0], numbers[4], numbers[5]), (Some(1), Some(5), Some(1)), "{numbers:?}");
    }

    #[test]
    fn previous_begins_at_the_end_and_goes_over_the_beginning() {
        let numbers = walked(&session(), &Action::Previous, 6);
        assert_eq!((numbers[0], numbers[4], numbers[5]), (Some(5), Some(1), Some(5)), "{numbers:?}");
    }

    #[test]
    fn next_passes_over_what_is_not_listed() {
        let session = after(&session(), Action::FilterTag(Some(tag("person"))));
        assert_eq!(walked(&session, &Action::Next, 3), [Some(1), Some(5), Some(1)]);
        assert_eq!(walked(&session, &Action::Previous, 3), [Some(5), Some(1), Some(5)]);
    }

    #[test]
    fn where_nothing_is_listed_there_is_no_next() {
        let filtered = after(&session(), Action::FilterTag(Some(tag("event"))));
        for (name, start) in [("filtered", filtered), ("empty", over("晨报\n尾声"))] {
            for step in [Action::Next, Action::Previous] {
                let session = after(&start, step);
                assert!(is_refused(&session), "{name}");
                assert_eq!(current(&session), None, "{name}");
            }
        }
    }

    #[test]
    fn a_filter_by_words_looks_into_quotes_and_notes() {
        let noted = crate::session::annotating::Action::Note(id(5), "缺席的人".into());
        let session = after(&session(), noted);
        for (words, numbers) in [("王", vec![1]), ("缺席", vec![5]), ("34", vec![3, 4]), ("无", vec![])] {
            let filtered = after(&session, Action::FilterWords(words.into()));
            let shown = filtered.core.editor.shown().unwrap();
            let listed = shown.annotations.iter().filter(|one| filtered.core.lists(one));
            let mut listed: Vec<_> = listed.map(|one| one.id.uuid().as_u128()).collect();
            listed.sort_unstable();
            assert_eq!(listed, numbers, "{words}");
        }
    }

    #[test]
    fn a_filter_by_white_space_is_none() {
        let session = after(&session(), Action::FilterWords("王".into()));
        assert!(!session.core.filter.is_empty());
        assert!(after(&session, Action::FilterWords("  ".into())).core.filter.is_empty());
    }

    #[test]
    fn both_filters_count_together_and_each_is_lifted_alone() {
        let session = after(&session(), Action::FilterWords("四".into()));
        let session = after(&session, Action::FilterTag(Some(tag("term"))));
        let listed = |session: &crate::session::Session| {
            let shown = session.core.editor.shown().unwrap().annotations.clone();
            shown.iter().filter(|one| session.core.lists(one)).count()
        };
        assert_eq!(listed(&session), 0);
        assert_eq!(listed(&after(&session, Action::FilterTag(None))), 1);
    }

    #[test]
    fn a_filter_that_hides_what_is_chosen_is_lifted() {
        let filtered = after(&session(), Action::FilterTag(Some(tag("person"))));
        assert!(choose(&filtered, 2).core.filter.is_empty());
        assert!(!choose(&filtered, 1).core.filter.is_empty(), "it hides nothing of it");
    }

    #[test]
    fn only_words_wait_for_the_find_bar() {
        let bare = bare(MARKED);
        let waiting = after(&bare, Action::FilterWords("王".into()));
        assert!(waiting.core.filter.is_empty() && waiting.modules.is_waiting());
        let fetched = after(&waiting, Any::Fetched(Module::Finding, true));
        assert!(!fetched.core.filter.is_empty() && !fetched.modules.is_waiting());
        assert_eq!(current(&after(&bare, Action::Next)), Some(1));
    }

    #[test]
    fn a_choice_ends_a_choice_among_overlaps() {
        let session = after(&session(), overlaps::Action::Point(Some(at(15))));
        assert!(session.core.overlaps().is_some());
        assert!(choose(&session, 1).core.overlaps().is_none());
    }

    #[test]
    fn a_filter_goes_with_the_present_when_a_point_is_viewed() {
        let filtered = after(&session(), Action::FilterTag(Some(tag("quote"))));
        assert!(viewing(&filtered).core.filter.is_empty());
        let back = after(&viewing(&filtered), restore_points::Action::Back);
        assert!(is_mode_sound(&back));
        let opened = after(&back, importing::Action::Pick);
        assert!(opened.core.requests.pick_file.is_some());
    }
}
