//! What is at hand over the text: the caret, the toolbar at a selection, the stack at a point, handles and strip, and
//! what is painted. A component, so that all of it can come later than the text.

use std::rc::Rc;

use yew::prelude::*;

use super::beside::use_beside;
use super::caret::use_caret;
use super::early::play;
use super::edges::edge_hint;
use super::effect::use_effect_with;
use super::painting::use_painting;
use super::pen::{pen_mark, use_pen};
use super::point_list::looking_bar;
use super::reach::use_reach;
use super::session::SessionHandle;
use super::stack::stack;
use super::toolbar::{toolbar, use_placed_toolbar};
use crate::browser::TextView;

/// What the tools are used on.
#[derive(Properties, PartialEq)]
pub struct Desk {
    pub session: SessionHandle,
    pub view: Rc<TextView>,
    /// The element of the text.
    pub host: NodeRef,
}

pub fn tools(Desk { session, view, host }: Desk) -> Html {
    html! { <Tools {session} {view} {host} /> }
}

#[component]
fn Tools(Desk { session, view, host }: &Desk) -> Html {
    let mark = use_node_ref();
    let bar = use_node_ref();
    let list = use_node_ref();
    let view = Some(view);
    use_painting(session, view);
    use_beside(session, view, &list);
    use_pen(session, view);
    use_caret(session, view, host, &mark);
    use_reach(session, view, host);
    use_placed_toolbar(session, view, &bar);
    use_effect_with((), |()| play());
    html! {
        <>
            <div ref={mark} class="caret" aria-hidden="true" />
            if session.editor.selection.is_some() {
                { toolbar(session, &bar) }
            }
            { stack(session, &list) }
            { edge_hint(session) }
            { pen_mark(session) }
            { looking_bar(session) }
        </>
    }
}
