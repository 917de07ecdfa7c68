//! Undo and redo.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, NoticeKind};
use crate::edit::{EditorState, History, Refusal};
use crate::model::UndoEntry;
use crate::text::DocumentId;
use crate::wording;

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    Undo,
    Redo,
    /// What an earlier session did to a text.
    Resume(DocumentId, History),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "undo",
            strokes: &[Stroke::command("KeyZ")],
            context: Context::History,
            asks: Action::Undo,
            says: |messages| messages.shortcuts.undo,
        },
        Shortcut {
            id: "redo",
            strokes: &[Stroke::command("KeyZ").with_shift(), Stroke::command("KeyY")],
            context: Context::History,
            asks: Action::Redo,
            says: |messages| messages.shortcuts.redo,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Undo => {
                let words = step_name(core, core.editor.history().last_done());
                let stamp = core.tick();
                apply_history(
                    core,
                    core.editor.undo(stamp),
                    words.map(|what| (core.messages().undone)(&what)),
                );
            }
            Action::Redo => {
                let words = step_name(core, core.editor.history().last_undone());
                let stamp = core.tick();
                apply_history(
                    core,
                    core.editor.redo(stamp),
                    words.map(|what| (core.messages().redone)(&what)),
                );
            }
            Action::Resume(document, past) => {
                let resumed = core.present().resuming(document, &past);
                *core.present_mut() = resumed;
            }
        }
    }
}

fn step_name(core: &Core, step: Option<&UndoEntry>) -> Option<String> {
    step.map(|step| wording::intention(&step.intention, &core.editor.project.scheme, core.messages()))
}

fn apply_history(core: &mut Core, outcome: Result<EditorState, Refusal>, words: Option<String>) {
    if core.refuses_to_change() {
        return;
    }
    match outcome {
        Ok(after) => {
            core.editor = after;
            if let Some(id) = core.editor.current {
                core.requests.reveal = Some(core.request(id));
                core.lift_filter_over_current();
            }
            core.say(NoticeKind::Done, words.unwrap_or_default());
        }
        Err(refusal) => core.refuse(refusal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        after, choose, current, first_text, id, is_mode_sound, is_refused, kind, note, session, tag, viewing,
        words,
    };
    use crate::session::{Session, annotating, list, moving_edges};

    fn noted(session: &Session, words: &str) -> Session {
        after(session, annotating::Action::Note(id(1), words.into()))
    }

    #[test]
    fn a_step_is_undone_and_redone_and_called_by_its_name() {
        let session = after(&noted(&session(), "记者"), Action::Undo);
        assert_eq!((note(&session, 1).as_str(), kind(&session)), ("", Some(NoticeKind::Done)));
        let name = session.core.messages().did_note;
        assert_eq!(words(&session), format!("Undone: {name}"));
        let session = after(&session, Action::Redo);
        assert_eq!(note(&session, 1), "记者");
        assert!(words(&session).contains(name));
    }

    #[test]
    fn with_nothing_to_undo_or_redo_that_is_said() {
        let session = session();
        let undone = after(&session, Action::Undo);
        assert_eq!(words(&undone), undone.core.messages().nothing_to_undo);
        let redone = after(&session, Action::Redo);
        assert_eq!(words(&redone), redone.core.messages().nothing_to_redo);
    }

    #[test]
    fn what_an_undo_touches_is_current_and_shown() {
        let session = after(&choose(&noted(&session(), "记者"), 5), Action::Undo);
        assert_eq!(
            (current(&session), session.core.requests.reveal.map(|one| one.what)),
            (Some(1), Some(id(1)))
        );
    }

    #[test]
    fn a_filter_never_hides_what_an_undo_brings_back() {
        let session = after(&session(), annotating::Action::Delete(id(2)));
        let session = after(&session, list::Action::FilterTag(Some(tag("person"))));
        let session = after(&session, Action::Undo);
        assert_eq!((current(&session), session.core.filter.is_empty()), (Some(2), true));
    }

    #[test]
    fn a_move_ends_with_an_undo() {
        let session = after(&choose(&noted(&session(), "记者"), 1), moving_edges::Action::Begin);
        let session = after(&session, Action::Undo);
        assert!(session.core.preview.is_none() && is_mode_sound(&session));
    }

    #[test]
    fn the_past_is_not_undone_while_it_is_viewed() {
        let start = viewing(&noted(&session(), "记者"));
        for action in [Action::Undo, Action::Redo] {
            let session = after(&start, action);
            assert_eq!(words(&session), session.core.messages().points().read_only);
            assert!(session.core.present().project.is(&start.core.present().project));
        }
    }

    #[test]
    fn an_earlier_session_can_be_undone_once_it_is_read() {
        let earlier = noted(&session(), "记者");
        let past = earlier.core.editor.history();
        // As it would be found: the records are here, and then what was done.
        let mut found = earlier.clone();
        found.core.editor = EditorState::new(earlier.core.editor.project.clone(), Some(first_text()));
        assert!(is_refused(&after(&found, Action::Undo)));
        let session = after(&after(&found, Action::Resume(first_text(), past)), Action::Undo);
        assert_eq!(note(&session, 1), "");
    }

    #[test]
    fn an_earlier_session_is_resumed_below_a_point_that_is_viewed() {
        let past = noted(&session(), "记者").core.editor.history();
        let session = after(&viewing(&session()), Action::Resume(first_text(), past));
        assert!(session.core.editor.history().last_done().is_none());
        assert!(session.core.present().history().last_done().is_some());
    }
}
