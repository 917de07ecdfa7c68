//! Moving the edges of the current annotation, by its two handles or by keys. Until it is accepted nothing has happened:
//! what is painted is a preview, and the whole move is one step of the history.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, Mode, NoticeKind};
use crate::edit::Refusal;
use crate::edit::commands::{Edge, move_edge};
use crate::model::Transaction;
use crate::text::{CharOffset, next_cluster, previous_cluster, trim};

#[derive(Clone)]
pub struct State {
    /// The edge that moves.
    pub edge: Edge,
    /// Begun by a key, so that keys go on.
    pub is_by_key: bool,
    /// What accepting it does.
    moved: Option<Transaction>,
}

impl Default for State {
    fn default() -> Self {
        Self { edge: Edge::End, is_by_key: false, moved: None }
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Action {
    /// By a key.
    Begin,
    To(Edge, CharOffset),
    /// By a button: one character on, or back.
    By {
        forward: bool,
    },
    /// Moves the other edge from now on.
    Turn,
    Accept,
    GiveUp,
}

/// How many characters at an edge are read aloud.
const SPOKEN: u32 = 6;

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[Shortcut {
        id: "move-edge",
        strokes: &[Stroke::plain("KeyE")],
        context: Context::Page,
        asks: Action::Begin,
        says: |messages| messages.shortcuts.edge,
    }];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Begin => self.begin(core),
            Action::To(edge, to) => self.move_to(core, edge, to),
            Action::By { forward } => self.move_by(core, forward),
            Action::Turn if core.mode == Mode::MovingEdges => {
                self.edge = self.edge.other();
                self.follow_by_key(core);
            }
            Action::Accept => self.accept(core),
            Action::GiveUp if core.mode == Mode::MovingEdges => core.leave_mode(),
            Action::Turn | Action::GiveUp => {}
        }
    }

    /// Where the annotations have changed meanwhile, or another one is current, the preview shows what is no more.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        let at = |core: &Core| (core.editor.active, core.editor.current);
        let sets = now.editor.shown().zip(before.editor.shown());
        let is_same = sets.is_some_and(|(now, before)| now.annotations.is_same(&before.annotations));
        if now.mode == Mode::MovingEdges && (!is_same || at(now) != at(before)) {
            now.leave_mode();
        }
        if now.mode != Mode::MovingEdges {
            *self = Self::default();
        }
    }
}

impl State {
    fn begin(&mut self, core: &mut Core) {
        if core.editor.current_annotation().is_none() {
            return core.refuse(Refusal::NoAnnotation);
        }
        core.editor = core.editor.selecting(None);
        core.enter(Mode::MovingEdges);
        core.preview = Some(core.editor.clone());
        *self = Self { edge: Edge::End, is_by_key: true, moved: None };
        core.requests.focus_text = Some(core.request(()));
        self.follow_by_key(core);
    }

    fn move_to(&mut self, core: &mut Core, edge: Edge, to: CharOffset) {
        let Some(id) = core.editor.current_annotation().map(|annotation| annotation.id) else { return };
        if core.mode != Mode::MovingEdges {
            core.enter(Mode::MovingEdges);
            *self = Self { edge, is_by_key: false, moved: None };
        }
        self.edge = edge;
        let stamp = core.tick();
        let preview = core.previewed();
        if let Ok(moved) = move_edge(preview, id, edge, to, stamp)
            && let Ok(after) = preview.apply(moved.clone())
        {
            core.preview = Some(after);
            self.moved = Some(moved);
        }
        self.follow_by_key(core);
    }

    fn move_by(&mut self, core: &mut Core, forward: bool) {
        if core.mode != Mode::MovingEdges {
            return;
        }
        let preview = core.previewed();
        let Some((annotation, shown)) = preview.current_annotation().zip(preview.shown()) else { return };
        let at = self.edge.of(annotation.target.value.hull());
        let next = if forward { next_cluster } else { previous_cluster };
        let to = next(&shown.document, at);
        self.move_to(core, self.edge, to);
    }

    fn accept(&mut self, core: &mut Core) {
        if core.mode != Mode::MovingEdges {
            return;
        }
        self.trim(core);
        core.leave_mode();
        let Some(moved) = self.moved.take() else { return };
        if core.command(|_, stamp| Ok(Transaction { stamp, ..moved })) {
            core.speak_current();
        }
    }

    /// On the way an edge may stand behind white space; there it does not stay.
    fn trim(&mut self, core: &mut Core) {
        let preview = core.previewed();
        let hull = preview.current_annotation().map(|annotation| annotation.target.value.hull());
        let trimmed = preview.shown().zip(hull).and_then(|(shown, hull)| trim(&shown.document, hull));
        if let Some(span) = trimmed {
            self.move_to(core, Edge::Start, span.start());
            self.move_to(core, Edge::End, span.end());
        }
    }

    /// Under keys, the caret goes with the edge, and the words there are read aloud.
    fn follow_by_key(&self, core: &mut Core) {
        if !self.is_by_key {
            return;
        }
        let preview = core.previewed();
        let Some((annotation, shown)) = preview.current_annotation().zip(preview.shown()) else { return };
        let at = self.edge.of(annotation.target.value.hull());
        let words = match self.edge {
            Edge::Start => (core.messages().edge_start)(shown.document.behind(at, SPOKEN)),
            Edge::End => (core.messages().edge_end)(shown.document.before(at, SPOKEN)),
        };
        core.requests.caret = Some(core.request(at));
        core.say(NoticeKind::Spoken, words);
    }
}
