//! Selections and places that are found by what the text is made of: along the ladder of segments, and to the next
//! paragraph without an annotation.

use crate::session::{Notice, SelectSegment, notices, selecting};
use crate::ui::controls::{Asking, SessionHandle, close_menu, use_effect_with};
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::browser::{Ladder, TextView, focus_in_place};
use crate::text::CharOffset;

/// Moves the selection or the caret when the session asks for it.
#[hook]
pub fn use_segment_selection(session: &SessionHandle, view: Option<&Rc<TextView>>, host: &NodeRef) {
    let ladder = use_mut_ref(Ladder::default);
    let (session, view, host) = (session.clone(), view.cloned(), host.clone());
    use_effect_with(session.core.requests.select, move |request| {
        let Some((request, view)) = request.zip(view) else { return };
        match request.what {
            SelectSegment::Larger => ladder.borrow_mut().climb(&view, true),
            SelectSegment::Smaller => ladder.borrow_mut().climb(&view, false),
            SelectSegment::These(span) => view.select(span),
            SelectSegment::NextUnmarked => {
                let from = view.ends().map_or(CharOffset::new(0), |(_, focus)| focus);
                let next = session.core.editor.shown().and_then(|shown| shown.next_unmarked(from));
                close_menu();
                if let Some(host) = host.cast::<HtmlElement>() {
                    focus_in_place(&host);
                }
                match next {
                    Some(next) => session.ask(selecting::Action::GoTo(next)),
                    None => {
                        session.ask(notices::Action::Say(Notice::done(session.core.messages().all_marked)));
                    }
                }
            }
        }
    });
}
