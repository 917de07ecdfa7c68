//! The pen: a tag that is armed, so that each selection is tagged at once, when the hand lets go of it.

use super::keys::{Context, Shortcut, Stroke};
use super::selecting::Selection;
use super::{Core, Feature, NoticeKind};
use crate::model::{Stamp, Tag, TagId};

#[derive(Clone, Default)]
pub struct State {
    /// The tag in the pen; it counts only while the scheme has it.
    tag: Option<TagId>,
    /// The tag that was in it last.
    last: Option<TagId>,
    /// The step of the history in which it was last used.
    drawn: Option<Stamp>,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// Takes the pen up with a tag, or with the same tag puts it down.
    Take(TagId),
    /// Takes it up with the tag of what is current, else the one before, else the first; or puts it down.
    Toggle,
    PutDown,
    /// Tags what was selected.
    Draw(Selection),
    /// The same, instead of what was drawn just before: the hand pressed once more at the same place, so that a word has
    /// become a paragraph.
    Redraw(Selection),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[Shortcut {
        id: "pen",
        strokes: &[Stroke::plain("KeyP")],
        context: Context::Page,
        asks: Action::Toggle,
        says: |messages| messages.shortcuts.pen,
    }];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Take(tag) => self.arm(core, Some(tag).filter(|tag| self.tag.as_ref() != Some(tag))),
            Action::Toggle => {
                let current = core.editor.current_annotation().map(|annotation| annotation.tag.value.clone());
                let first = || core.editor.project.scheme.tags().first().map(|tag| tag.id.clone());
                let tag = current.or_else(|| self.last.clone()).or_else(first);
                self.arm(core, tag.filter(|_| self.tag.is_none()));
            }
            Action::PutDown => self.arm(core, None),
            // The step does it, since the selection is another feature's.
            Action::Draw(_) | Action::Redraw(_) => {}
        }
    }
}

/// The stamp of the last step of the history.
pub(super) fn last_step(core: &Core) -> Option<Stamp> {
    core.editor.history().last_done().map(|step| step.stamp)
}

impl State {
    fn arm(&mut self, core: &mut Core, tag: Option<TagId>) {
        self.last = tag.clone().or(self.tag.take());
        self.tag = tag;
        let messages = core.messages();
        let words = match self.armed(core) {
            Some(tag) => (messages.tagged)(messages.pen, &core.tag_name(tag)),
            None => messages.pen_down.to_owned(),
        };
        core.say(NoticeKind::Spoken, words);
    }

    /// Notes the step of the history in which the pen was used.
    pub(super) fn note_use(&mut self, core: &Core) {
        self.drawn = last_step(core);
    }

    /// The last step of the history is the last use of the pen.
    pub(super) fn was_just_used(&self, core: &Core) -> bool {
        self.drawn.is_some() && self.drawn == last_step(core)
    }

    /// A tag was taken up, also one that the scheme has no longer.
    pub(super) fn is_up(&self) -> bool {
        self.tag.is_some()
    }

    /// The tag in the pen, while the scheme has it.
    pub fn armed<'a>(&self, core: &'a Core) -> Option<&'a Tag> {
        core.editor.project.scheme.get(self.tag.as_ref()?).map(|tag| &**tag)
    }
}
