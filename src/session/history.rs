//! Undo and redo.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, NoticeKind};
use crate::edit::{EditorState, History, Refusal};
use crate::model::Moment;
use crate::text::DocumentId;
use crate::wording;

#[derive(Clone, Default)]
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

fn step_name(core: &Core, step: Option<&Moment>) -> Option<String> {
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
