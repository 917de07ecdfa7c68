//! The pen: a tag that is armed, so that each selection is tagged at once, when the hand lets go of it.

use super::keys::{Context, Shortcut, Stroke};
use super::selecting::Selection;
use super::{Core, Feature, NoticeKind};
use crate::model::{Stamp, Tag, TagId};

#[derive(Clone, Debug, Default)]
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
        self.last = tag.clone().or(self.tag.take()).or(self.last.take());
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

    /// The tag in the pen, while the scheme has it.
    pub fn armed<'a>(&self, core: &'a Core) -> Option<&'a Tag> {
        core.editor.project.scheme.get(self.tag.as_ref()?).map(|tag| &**tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TagEdit;
    use crate::session::testing::{
        after, choose, current, id, is_refused, session, span, tag, told, viewing, words,
    };
    use crate::session::{Session, history, leaving, tag_scheme};

    fn armed(session: &Session) -> Option<String> {
        session.pen.armed(&session.core).map(|tag| tag.id.to_string())
    }

    fn drawn(start: u32, end: u32) -> Action {
        Action::Draw(Selection { span: span(start, end), backward: false })
    }

    #[test]
    fn a_pen_is_taken_up_with_a_tag_and_put_down_with_the_same() {
        let up = after(&session(), Action::Take(tag("term")));
        assert_eq!((armed(&up).as_deref(), words(&up)), (Some("term"), "Pen: term"));
        let down = after(&up, Action::Take(tag("term")));
        assert_eq!((armed(&down), words(&down)), (None, "The pen is put down"));
    }

    #[test]
    fn another_tag_changes_the_pen() {
        let session = after(&after(&session(), Action::Take(tag("term"))), Action::Take(tag("place")));
        assert_eq!(armed(&session).as_deref(), Some("place"));
    }

    #[test]
    fn the_key_takes_the_tag_of_what_is_current() {
        let session = after(&choose(&session(), 1), Action::Toggle);
        assert_eq!(armed(&session).as_deref(), Some("person"));
        assert_eq!(armed(&after(&session, Action::Toggle)), None);
    }

    #[test]
    fn the_key_takes_the_last_tag_again() {
        let session = after(&after(&session(), Action::Take(tag("place"))), Action::PutDown);
        assert_eq!(armed(&after(&session, Action::Toggle)).as_deref(), Some("place"));
    }

    #[test]
    fn the_key_takes_the_first_tag_at_first() {
        assert_eq!(armed(&after(&session(), Action::Toggle)).as_deref(), Some("quote"));
    }

    #[test]
    fn the_last_tag_is_known_though_the_pen_is_put_down_twice() {
        let session = after(&session(), Action::Take(tag("place")));
        let session = after(&after(&session, Action::PutDown), Action::PutDown);
        assert_eq!(armed(&after(&session, Action::Toggle)).as_deref(), Some("place"));
    }

    #[test]
    fn a_tag_that_is_gone_is_not_taken_up_by_the_key() {
        let session = after(&after(&session(), Action::Take(tag("place"))), Action::PutDown);
        let session = after(&session, tag_scheme::Action::Delete(tag("place")));
        assert_eq!(armed(&after(&session, Action::Toggle)).as_deref(), Some("quote"));
        let of_current = after(&choose(&session, 1), tag_scheme::Action::Delete(tag("person")));
        assert_eq!(armed(&after(&of_current, Action::Toggle)).as_deref(), Some("quote"));
    }

    #[test]
    fn a_pen_whose_tag_is_gone_is_taken_up_with_another_at_the_first_key() {
        let session = after(&session(), Action::Take(tag("place")));
        let session = after(&session, tag_scheme::Action::Delete(tag("place")));
        assert_eq!(armed(&session), None);
        assert_eq!(armed(&after(&session, Action::Toggle)).as_deref(), Some("quote"));
    }

    #[test]
    fn each_selection_is_tagged_at_once() {
        let session = after(&session(), Action::Take(tag("place")));
        let session = after(&after(&session, drawn(29, 31)), drawn(0, 2));
        assert_eq!(told(&session).iter().filter(|one| one.starts_with("place ")).count(), 2);
        assert_eq!(session.core.editor.selection, None);
        assert_eq!(armed(&session).as_deref(), Some("place"), "it stays in the hand");
    }

    #[test]
    fn nothing_is_drawn_without_a_pen() {
        let session = after(&session(), drawn(29, 31));
        assert_eq!((told(&session).len(), session.core.editor.selection), (5, None));
    }

    #[test]
    fn nothing_is_drawn_with_a_tag_that_is_gone() {
        let session = after(&session(), Action::Take(tag("place")));
        let session = after(&session, tag_scheme::Action::Delete(tag("place")));
        assert_eq!(told(&after(&session, drawn(29, 31))).len(), 5);
    }

    #[test]
    fn a_drawn_selection_retags_nothing() {
        let session = after(&choose(&session(), 1), Action::Take(tag("place")));
        let session = after(&session, drawn(29, 31));
        assert!(told(&session).contains(&"person 王五".to_owned()));
        assert_eq!(told(&session).len(), 6);
    }

    #[test]
    fn a_stroke_of_the_pen_is_one_step() {
        let session = after(&after(&session(), Action::Take(tag("place"))), drawn(29, 31));
        assert_eq!(told(&after(&session, history::Action::Undo)).len(), 5);
    }

    #[test]
    fn the_pen_is_put_down_by_escape_which_leaves_the_current_annotation() {
        let session = after(&choose(&session(), 1), Action::Take(tag("term")));
        let session = after(&session, leaving::Action::Leave);
        assert_eq!((armed(&session), current(&session)), (None, Some(1)));
    }

    #[test]
    fn a_pen_is_called_by_the_new_name_of_its_tag() {
        let renamed = tag_scheme::Action::Edit(tag("term"), TagEdit::Label("口号".into()));
        let session = after(&after(&session(), renamed), Action::Take(tag("term")));
        assert_eq!(words(&session), "Pen: 口号");
    }

    #[test]
    fn a_pen_draws_nothing_into_the_past() {
        let session = after(&viewing(&session()), Action::Take(tag("place")));
        let session = after(&session, drawn(29, 31));
        assert!(is_refused(&session));
        assert_eq!(told(&session), ["person 王五"]);
    }

    fn redrawn(start: u32, end: u32) -> Action {
        Action::Redraw(Selection { span: span(start, end), backward: false })
    }

    #[test]
    fn what_was_just_drawn_gives_way_to_what_is_drawn_in_its_place() {
        let word = after(&after(&session(), Action::Take(tag("place"))), drawn(29, 30));
        let places = |session: &Session| {
            told(session).into_iter().filter(|one| one.starts_with("place ")).collect::<Vec<_>>()
        };
        assert_eq!(places(&after(&word, redrawn(29, 31))), ["place 尾声"]);
        let noted = after(&word, crate::session::annotating::Action::Note(id(1), "注".into()));
        assert_eq!(places(&after(&noted, redrawn(0, 2))).len(), 2, "something else was done since");
        let down = after(&word, Action::PutDown);
        assert_eq!(
            places(&after(&down, redrawn(29, 31))),
            ["place 尾"],
            "what cannot be drawn takes nothing away"
        );
        let other = after(&session(), Action::Take(tag("place")));
        assert_eq!(places(&after(&other, redrawn(29, 31))), ["place 尾声"], "nothing was drawn before");
    }
}
