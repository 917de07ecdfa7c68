//! The list beside the text: going from one annotation to the next, and which of them are listed.

use std::rc::Rc;

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, Module};
use crate::edit::Refusal;
use crate::model::{AnnotationId, TagId};

#[derive(Clone, Default)]
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
