//! Moving the edges of the current annotation, by its two handles or by keys. Until it is accepted nothing has
//! happened: what is painted is a preview, and the whole move is one step of the history.

use crate::session::{Mode, Session, moving_edges};
use crate::ui::controls::{Button, SessionHandle};
use yew::prelude::*;

use crate::browser::{Drag, Side};
use crate::edit::commands::Edge;
use crate::text::block_direction;

/// What dragging a handle means.
pub fn step(drag: Drag) -> moving_edges::Action {
    match drag {
        Drag::To(Side::Start, to) => moving_edges::Action::To(Edge::Start, to),
        Drag::To(Side::End, to) => moving_edges::Action::To(Edge::End, to),
        Drag::Done => moving_edges::Action::Accept,
        Drag::Cancelled => moving_edges::Action::GiveUp,
    }
}

/// The handle that keys move.
pub fn side(session: &Session) -> Option<Side> {
    let side = match session.moving_edges.edge {
        Edge::Start => Side::Start,
        Edge::End => Side::End,
    };
    Some(side).filter(|_| session.core.mode == Mode::MovingEdges && session.moving_edges.is_by_key)
}

/// What the keys do meanwhile, and a button for each of them: no drag is needed (WCAG 2.2, success criterion 2.5.7).
pub fn edge_hint(session: &SessionHandle) -> Html {
    if side(session).is_none() {
        return html! {};
    }
    let messages = session.core.messages();
    let dispatch = session.dispatcher();
    let on_is_left =
        session.core.previewed().current_annotation().zip(session.core.editor.shown()).is_some_and(
            |(annotation, shown)| {
                let start = annotation.target.value.hull().start();
                block_direction(&shown.document, start).is_right_to_left()
            },
        );
    let [back, on] = if on_is_left { ["→", "←"] } else { ["←", "→"] };
    let keep_focus = Callback::from(|event: MouseEvent| event.prevent_default());
    let step = |sign: &str, says: &'static str, step: moving_edges::Action| {
        Button::new(sign).with("aria-label", says).with("title", says).asks(&dispatch, step)
    };
    html! {
        <div class="edge-hint" role="toolbar" aria-label={messages.edge_move} onmousedown={keep_focus}>
            { step(back, messages.edge_back, moving_edges::Action::By { forward: false }) }
            { step(on, messages.edge_on, moving_edges::Action::By { forward: true }) }
            { Button::new(messages.edge_turn).asks(&dispatch, moving_edges::Action::Turn) }
            { Button::new(messages.edge_accept).class("main").asks(&dispatch, moving_edges::Action::Accept) }
            { Button::new(messages.cancel).asks(&dispatch, moving_edges::Action::GiveUp) }
            <p aria-hidden="true">{ messages.edge_hint }</p>
        </div>
    }
}
