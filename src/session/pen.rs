//! The pen: a tag that is armed, so that each selection is tagged at once, when the hand lets go of it.

use super::keys::{Context, Shortcut, Stroke};
use super::selecting::Selection;
use super::{Core, Feature, NoticeKind};
use crate::model::{Tag, TagId};

#[derive(Clone, Default)]
pub struct State {
    /// The tag in the pen; it counts only while the scheme has it.
    tag: Option<TagId>,
    /// The tag that was in it last.
    last: Option<TagId>,
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
                let scheme = &core.editor.project.scheme;
                let is_there = |tag: &TagId| scheme.get(tag).is_some();
                let current = core.editor.current_annotation().map(|annotation| annotation.tag.value.clone());
                let last = || self.last.clone().filter(is_there);
                let first = || scheme.tags().first().map(|tag| tag.id.clone());
                let tag = current.filter(is_there).or_else(last).or_else(first);
                let taken = tag.filter(|_| self.armed(core).is_none());
                self.arm(core, taken);
            }
            Action::PutDown => self.arm(core, None),
            // The step does it, since the selection is another feature's.
            Action::Draw(_) => {}
        }
    }
}

impl State {
    fn arm(&mut self, core: &mut Core, tag: Option<TagId>) {
        self.last = tag.clone().or(self.tag.take()).or(self.last.take());
        self.tag = tag;
        let messages = core.messages();
        let words = match self.armed(core) {
            Some(tag) => (messages.tagged)(messages.pen, &core.tag_name(tag)),
            None => messages.pen_down.to_owned(),
        };
        core.say(NoticeKind::Spoken, words);
    }

    /// The tag in the pen, while the scheme has it.
    pub fn armed<'a>(&self, core: &'a Core) -> Option<&'a Tag> {
        core.editor.project.scheme.get(self.tag.as_ref()?).map(|tag| &**tag)
    }
}
