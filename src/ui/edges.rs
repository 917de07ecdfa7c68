//! Moving the edges of the current annotation, by its two handles or by keys. Until it is accepted nothing has
//! happened: what is painted is a preview, and the whole move is one step of the history.

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, NoticeKind, Session, SessionHandle};
use crate::browser::{Drag, Side};
use crate::edit::commands::{Edge, move_edge};
use crate::edit::{EditorState, Refusal};
use crate::model::Transaction;
use crate::text::{CharOffset, block_direction, next_cluster, previous_cluster, trim};

/// Edges on the move.
#[derive(Clone)]
pub struct Edging {
    pub edge: Edge,
    /// Begun by a key, so that keys go on.
    pub by_key: bool,
    /// As if it were accepted.
    preview: EditorState,
    /// What would be.
    moved: Option<Transaction>,
}

#[derive(Clone, Copy, Debug)]
pub enum EdgeStep {
    /// By a key.
    Begin,
    To(Edge, CharOffset),
    /// By a button: one character on, or back.
    By(bool),
    /// Moves the other edge from now on.
    Turn,
    Accept,
    GiveUp,
}

/// How many characters at an edge are read aloud.
const SPOKEN: u32 = 6;

impl Session {
    /// The editor with the edges where they are just now.
    pub fn previewed(&self) -> &EditorState {
        self.edging.as_ref().map_or(&self.editor, |edging| &edging.preview)
    }

    pub(super) fn edge(&mut self, step: EdgeStep) {
        match step {
            EdgeStep::Begin => self.begin_edging(),
            EdgeStep::To(edge, to) => self.edge_to(edge, to),
            EdgeStep::By(forward) => self.edge_by(forward),
            EdgeStep::Turn => {
                if let Some(edging) = &mut self.edging {
                    edging.edge = edging.edge.other();
                }
                self.at_edge();
            }
            EdgeStep::Accept => {
                self.trim_edges();
                let moved = self.edging.take().and_then(|edging| edging.moved);
                if let Some(moved) = moved.filter(|_| self.editor.current_annotation().is_some()) {
                    self.command(|_, stamp| Ok(Transaction { stamp, ..moved }));
                    let words = self.current_words().unwrap_or_default();
                    self.say(NoticeKind::Spoken, words);
                }
            }
            EdgeStep::GiveUp => self.edging = None,
        }
    }

    fn begin_edging(&mut self) {
        if self.editor.current_annotation().is_none() {
            return self.refuse(Refusal::NoAnnotation);
        }
        self.editor = self.editor.selecting(None);
        self.stack = None;
        self.edging = Some(self.edging_from(Edge::End, true));
        self.text_focus = Some(self.wish(()));
        self.at_edge();
    }

    fn edging_from(&self, edge: Edge, by_key: bool) -> Edging {
        Edging { edge, by_key, preview: self.editor.clone(), moved: None }
    }

    fn edge_to(&mut self, edge: Edge, to: CharOffset) {
        let Some(id) = self.editor.current else { return };
        let stamp = self.tick();
        let mut edging = self.edging.take().unwrap_or_else(|| self.edging_from(edge, false));
        edging.edge = edge;
        if let Ok(moved) = move_edge(&edging.preview, id, edge, to, stamp)
            && let Ok(preview) = edging.preview.apply(moved.clone())
        {
            edging.preview = preview;
            edging.moved = Some(moved);
        }
        self.edging = Some(edging);
        self.at_edge();
    }

    fn edge_by(&mut self, forward: bool) {
        let Some((edging, shown)) = self.edging.as_ref().zip(self.previewed().shown()) else { return };
        let Some(annotation) = edging.preview.current_annotation() else { return };
        let at = edging.edge.of(annotation.target.value.hull());
        let beside = if forward { next_cluster } else { previous_cluster };
        let (edge, to) = (edging.edge, beside(&shown.document, at));
        self.edge_to(edge, to);
    }

    /// On the way an edge may stand behind white space; there it does not stay.
    fn trim_edges(&mut self) {
        let Some(shown) = self.edging.as_ref().and_then(|edging| edging.preview.shown()) else { return };
        let hull = self.previewed().current_annotation().map(|annotation| annotation.target.value.hull());
        if let Some(span) = hull.and_then(|hull| trim(&shown.document, hull)) {
            self.edge_to(Edge::Start, span.start());
            self.edge_to(Edge::End, span.end());
        }
    }

    /// Under keys, the caret goes with the edge, and the words there are read aloud.
    fn at_edge(&mut self) {
        let Some(edging) = self.edging.as_ref().filter(|edging| edging.by_key) else { return };
        let Some((annotation, shown)) = edging.preview.current_annotation().zip(edging.preview.shown())
        else {
            return;
        };
        let at = edging.edge.of(annotation.target.value.hull());
        let words = match edging.edge {
            Edge::Start => (self.messages().edge_start)(shown.document.behind(at, SPOKEN)),
            Edge::End => (self.messages().edge_end)(shown.document.before(at, SPOKEN)),
        };
        self.caret = Some(self.wish(at));
        self.say(NoticeKind::Spoken, words);
    }

    /// Where the annotations have changed meanwhile, or another one is current, the preview shows what is no more.
    pub(super) fn end_stale_edging(&mut self, before: &Self) {
        let same = |session: &Self| (session.editor.active, session.editor.current);
        let sets = self.editor.shown().zip(before.editor.shown());
        let is_same = sets.is_some_and(|(now, before)| now.annotations.is_same(&before.annotations));
        if !is_same || same(self) != same(before) {
            self.edging = None;
        }
    }
}

/// What dragging a handle means.
pub fn step(drag: Drag) -> EdgeStep {
    match drag {
        Drag::To(Side::Start, to) => EdgeStep::To(Edge::Start, to),
        Drag::To(Side::End, to) => EdgeStep::To(Edge::End, to),
        Drag::Done => EdgeStep::Accept,
        Drag::Cancelled => EdgeStep::GiveUp,
    }
}

/// The handle that keys move.
pub fn side(edging: &Edging) -> Option<Side> {
    let side = match edging.edge {
        Edge::Start => Side::Start,
        Edge::End => Side::End,
    };
    Some(side).filter(|_| edging.by_key)
}

/// What the keys do meanwhile, and a button for each of them: no drag is needed (WCAG 2.2, success criterion 2.5.7).
pub fn edge_hint(session: &SessionHandle) -> Html {
    if session.edging.as_ref().and_then(side).is_none() {
        return html! {};
    }
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let on_is_left = session.previewed().current_annotation().zip(session.editor.shown()).is_some_and(
        |(annotation, shown)| {
            let start = annotation.target.value.hull().start();
            block_direction(&shown.document, start).is_right_to_left()
        },
    );
    let [back, on] = if on_is_left { ["→", "←"] } else { ["←", "→"] };
    let keep_focus = Callback::from(|event: MouseEvent| event.prevent_default());
    let step = |sign: &str, says: &'static str, step: EdgeStep| {
        Button::new(sign).with("aria-label", says).with("title", says).asks(&dispatch, Action::Edge(step))
    };
    html! {
        <div class="edge-hint" role="toolbar" aria-label={messages.edge_move} onmousedown={keep_focus}>
            { step(back, messages.edge_back, EdgeStep::By(false)) }
            { step(on, messages.edge_on, EdgeStep::By(true)) }
            { Button::new(messages.edge_turn).asks(&dispatch, Action::Edge(EdgeStep::Turn)) }
            { Button::new(messages.edge_accept).class("main").asks(&dispatch, Action::Edge(EdgeStep::Accept)) }
            { Button::new(messages.cancel).asks(&dispatch, Action::Edge(EdgeStep::GiveUp)) }
            <p aria-hidden="true">{ messages.edge_hint }</p>
        </div>
    }
}
