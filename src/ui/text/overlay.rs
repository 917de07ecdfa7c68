//! What is at hand over the text: the caret, the toolbar at a selection, the list of overlaps at a point, handles and strip,
//! and what is painted.

use crate::ui::controls::SessionHandle;
use std::rc::Rc;

use super::caret::use_caret;
use super::handles::use_handles;
use super::moving_edges::edge_hint;
use super::overlaps::overlap_list;
use super::painting::use_painting;
use super::pen::{pen_mark, use_pen};
use super::segment_selection::use_segment_selection;
use super::toolbar::{toolbar, use_placed_toolbar};
use super::viewing_bar::viewing_bar;
use yew::prelude::*;

use crate::browser::TextView;

#[derive(Properties, PartialEq)]
pub struct OverlayProps {
    pub session: SessionHandle,
    pub view: Rc<TextView>,
    /// The element of the text.
    pub host: NodeRef,
}

#[component]
pub fn Overlay(OverlayProps { session, view, host }: &OverlayProps) -> Html {
    let mark = use_node_ref();
    let bar = use_node_ref();
    let list = use_node_ref();
    let view = Some(view);
    use_painting(session, view);
    use_handles(session, view, &list);
    use_pen(session, view);
    use_caret(session, view, host, &mark);
    use_segment_selection(session, view, host);
    use_placed_toolbar(session, view, &bar);
    html! {
        <>
            <div ref={mark} class="caret" aria-hidden="true" />
            if session.core.editor.selection.is_some() {
                { toolbar(session, &bar) }
            }
            { overlap_list(session, &list) }
            { edge_hint(session) }
            { pen_mark(session) }
            { viewing_bar(session) }
        </>
    }
}
