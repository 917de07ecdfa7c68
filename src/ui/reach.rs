//! Moving by what the text is made of: along the ladder of segments, and to what is not yet read.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::effect::use_effect_with;
use super::more_menu::close_menu;
use super::notice::said;
use super::session::{Action, SessionHandle};
use crate::browser::{Ladder, TextView, focus_in_place};
use crate::text::{CharOffset, Span};

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Selects the next larger segment around the caret or the selection.
    Larger,
    Smaller,
    /// To the next paragraph without an annotation.
    Unmarked,
    /// Selects these words.
    Pick(Span),
}

/// Moves the selection or the caret when the session wishes.
#[hook]
pub fn use_reach(session: &SessionHandle, view: Option<&Rc<TextView>>, host: &NodeRef) {
    let ladder = use_mut_ref(Ladder::default);
    let (session, view, host) = (session.clone(), view.cloned(), host.clone());
    use_effect_with(session.reach, move |wish| {
        let Some((wish, view)) = wish.zip(view) else { return };
        match wish.what {
            Reach::Larger => ladder.borrow_mut().climb(&view, true),
            Reach::Smaller => ladder.borrow_mut().climb(&view, false),
            Reach::Pick(span) => view.select(span),
            Reach::Unmarked => {
                let from = view.ends().map_or(CharOffset::new(0), |(_, focus)| focus);
                let next = session.editor.shown().and_then(|shown| shown.next_unmarked(from));
                close_menu();
                if let Some(host) = host.cast::<HtmlElement>() {
                    focus_in_place(&host);
                }
                session.dispatch(match next {
                    Some(next) => Action::GoTo(next),
                    None => Action::Say(said(session.messages().all_marked)),
                });
            }
        }
    });
}
