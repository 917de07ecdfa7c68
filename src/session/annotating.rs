//! Tagging, and what can be changed about an annotation: its tag, note, attributes, and whether it is there at all.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, NoticeKind, RowPart};
use crate::edit::{Refusal, commands};
use crate::model::{AnnotationId, AttributeId, AttributeValue, Tag, TagId, Transaction};

#[derive(Clone, Default)]
pub struct State {
    /// Part of a tag's name, written in the toolbar to find the tag.
    pub tag_query: String,
}

#[derive(Clone, Debug)]
pub enum Action {
    /// Tags the selection; without one, retags the current annotation.
    Tag(TagId),
    Retag(AnnotationId, TagId),
    Note(AnnotationId, String),
    Attribute(AnnotationId, AttributeId, Option<AttributeValue>),
    /// Puts the focus into the note of the current annotation.
    WriteNote,
    /// From the note back to the text.
    LeaveNote,
    /// By its button in the list, which goes with it: the focus moves to the neighbour.
    Delete(AnnotationId),
    DeleteCurrent,
    /// Shows only the tags with this in their names.
    FindTag(String),
    /// Tags the selection with the first tag that is shown, or else with a new one of this name.
    TagNamed(String),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[
        Shortcut {
            id: "write-note",
            strokes: &[Stroke::plain("KeyN")],
            context: Context::Annotation,
            asks: Action::WriteNote,
            says: |messages| messages.shortcuts.note,
        },
        Shortcut {
            id: "delete",
            strokes: &[Stroke::plain("Delete"), Stroke::plain("Backspace")],
            context: Context::Annotation,
            asks: Action::DeleteCurrent,
            says: |messages| messages.shortcuts.delete,
        },
    ];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Tag(tag) => core.tag(&tag),
            Action::Retag(id, tag) => core.retag(id, &tag),
            Action::Note(id, words) => {
                core.command(|state, stamp| commands::note(state, id, &words, stamp));
            }
            Action::Attribute(id, name, value) => core.set_attribute(id, &name, value),
            Action::WriteNote => write_note(core),
            Action::LeaveNote => core.back_to_text(),
            Action::Delete(id) => {
                delete(core, id);
                core.requests.focus_row = core.editor.current.map(|id| core.request((id, RowPart::Summary)));
            }
            Action::DeleteCurrent => match core.editor.current {
                Some(id) => delete(core, id),
                None => core.refuse(Refusal::NoAnnotation),
            },
            Action::FindTag(words) => self.tag_query = words,
            Action::TagNamed(words) => self.tag_named(core, &words),
        }
    }

    /// What was written to find a tag was about the selection that there was.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        if before.editor.selection != now.editor.selection {
            self.tag_query.clear();
        }
    }
}

impl State {
    /// The tag's name, or its id, has in it what was typed. Both cases of a letter count as the same.
    pub fn shows(&self, core: &Core, tag: &Tag) -> bool {
        let typed = self.tag_query.trim().to_lowercase();
        let has = |name: &str| name.to_lowercase().contains(&typed);
        has(&core.tag_name(tag)) || has(tag.id.as_str())
    }

    fn tag_named(&mut self, core: &mut Core, words: &str) {
        words.clone_into(&mut self.tag_query);
        if words.trim().is_empty() {
            return;
        }
        let tags = core.editor.project.scheme.tags();
        let found = tags.into_iter().find(|tag| self.shows(core, tag)).map(|tag| tag.id.clone());
        match found {
            Some(tag) => core.tag(&tag),
            None => tag_new(core, words),
        }
        core.requests.focus_text = Some(core.request(()));
    }
}

/// Makes a tag and tags the selection with it, in one step of the history.
fn tag_new(core: &mut Core, words: &str) {
    let (author, annotation) = (core.author(), (core.env.new_id)());
    let is_done = core.command(|state, stamp| {
        let id: TagId = commands::tag_id(&state.project.scheme, words).ok_or(Refusal::IdTaken)?;
        let mut made = commands::create_tag(state, id.clone(), words, stamp)?;
        let with_tag = state.apply(made.clone())?;
        let tagged = commands::annotate(&with_tag, &id, annotation, &author)?;
        made.changes.extend(tagged.changes);
        Ok(Transaction { intention: tagged.intention, ..made })
    });
    if is_done {
        core.go_to(annotation);
    }
}

fn write_note(core: &mut Core) {
    match core.editor.current {
        Some(id) => {
            core.view.is_list_open = true;
            core.requests.focus_row = Some(core.request((id, RowPart::Note)));
        }
        None => core.refuse(Refusal::NoAnnotation),
    }
}

fn delete(core: &mut Core, id: AnnotationId) {
    if core.command(|state, stamp| commands::delete(state, id, stamp)) {
        core.say(NoticeKind::Done, (core.messages().deleted)(1));
    }
}
