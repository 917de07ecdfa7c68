//! The pen: a tag that is armed, so that each selection is tagged at once, when the hand lets go of it.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use super::controls::{Button, choice, tag_options};
use super::effect::use_effect_with;
use super::session::{Action, NoticeKind, Selection, Session, SessionHandle};
use crate::browser::{TextView, on_lifted};
use crate::decoration::tag_class;
use crate::edit::EditorState;
use crate::model::{Tag, TagId};

/// What is done with it.
#[derive(Clone, Debug)]
pub enum Pen {
    /// Takes it up with a tag, or with the same tag puts it down.
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

impl Session {
    pub(super) fn wield(&mut self, pen: Pen) {
        match pen {
            Pen::Take(tag) => self.arm(Some(tag).filter(|tag| self.pen.as_ref() != Some(tag))),
            Pen::Toggle => {
                let current = self.editor.current_annotation().map(|annotation| annotation.tag.value.clone());
                let first = || self.editor.project.scheme.tags().first().map(|tag| tag.id.clone());
                let tag = current.or_else(|| self.last_pen.clone()).or_else(first);
                self.arm(tag.filter(|_| self.pen.is_none()));
            }
            Pen::PutDown => self.arm(None),
            Pen::Draw(selection) => self.draw(selection),
            Pen::Redraw(selection) => {
                let before = self.editor.clone();
                let last = |editor: &EditorState| editor.history().last_done().map(|moment| moment.stamp);
                let stamp = self.tick();
                let undone = self.editor.undo(stamp).ok();
                if let Some(undone) = undone.filter(|_| self.drawn.is_some() && self.drawn == last(&before)) {
                    let there = last(&undone);
                    self.editor = undone;
                    self.draw(selection);
                    // Where it cannot be drawn, what was drawn before stays.
                    if last(&self.editor) == there {
                        self.editor = before;
                    }
                } else {
                    self.draw(selection);
                }
            }
        }
    }

    fn draw(&mut self, selection: Selection) {
        if let Some(tag) = self.armed().map(|tag| tag.id.clone()) {
            self.select(Some(selection));
            self.tag(&tag);
            self.drawn = self.editor.history().last_done().map(|moment| moment.stamp);
        }
    }

    fn arm(&mut self, tag: Option<TagId>) {
        self.last_pen = tag.clone().or(self.pen.take());
        self.pen = tag;
        let says = self.armed().map_or(self.messages().pen_down.to_owned(), |tag| {
            (self.messages().tagged)(self.messages().pen, &self.tag_name(tag))
        });
        self.say(NoticeKind::Spoken, says);
    }

    /// The tag in the pen, while the scheme has it.
    pub fn armed(&self) -> Option<&Tag> {
        self.editor.project.scheme.get(self.pen.as_ref()?).map(|tag| &**tag)
    }
}

/// Tags what is selected when the hand lets go, as long as a tag is armed.
#[hook]
pub fn use_pen(session: &SessionHandle, view: Option<&Rc<TextView>>) {
    let dispatch = session.dispatcher();
    let ready = view.filter(|_| session.armed().is_some()).cloned();
    use_effect_with(ready, move |view| {
        let watch = view.clone().map(|view| {
            // Since the first of the presses that belong together something was drawn.
            let has_drawn = Cell::new(false);
            on_lifted(move |presses| {
                let is_more = presses > 1 && has_drawn.get();
                let selected = view.selection().map(Selection::from);
                has_drawn.set(selected.is_some());
                if let Some(selected) = selected {
                    let pen = if is_more { Pen::Redraw(selected) } else { Pen::Draw(selected) };
                    dispatch.dispatch(Action::Pen(pen));
                }
            })
        });
        move || drop(watch)
    });
}

/// What says that a tag is armed, and puts it down.
pub fn pen_mark(session: &SessionHandle) -> Html {
    let Some(tag) = session.armed() else { return html! {} };
    let messages = session.messages();
    html! {
        <div class={classes!("pen-mark", tag_class(&tag.id))}>
            <span class="swatch" aria-hidden="true"></span>
            <strong>{ session.tag_name(tag).to_string() }</strong>
            <span>{ messages.pen_hint }</span>
            { Button::new(messages.put_down).asks(&session.dispatcher(), Action::Pen(Pen::PutDown)) }
        </div>
    }
}

/// The tag in the pen, to be chosen.
pub fn pen_choice(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let mut options = vec![(AttrValue::default(), AttrValue::from("—"))];
    options.extend(tag_options(&session.editor.project.scheme, messages));
    let armed = session.armed().map_or("", |tag| tag.id.as_str());
    choice(messages.pen, armed, options, &session.dispatcher(), |tag| {
        Some(Action::Pen(TagId::new(&tag).map_or(Pen::PutDown, Pen::Take)))
    })
}
