//! Moving the edges of the current annotation, by its two handles or by keys. Until it is accepted nothing has happened:
//! what is painted is a preview, and the whole move is one step of the history.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, Mode, NoticeKind};
use crate::edit::Refusal;
use crate::edit::commands::{Edge, move_edge};
use crate::model::Transaction;
use crate::text::{CharOffset, next_cluster, previous_cluster, trim};

#[derive(Clone, Debug)]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{
        MARKED, after, after_all, annotated, annotation, at, choose, id, is_mode_sound, is_refused, lost,
        moving, note, other_text, select, session, to, told, viewing, with_conflicts, words,
    };
    use crate::session::{
        Session, annotating, conflicts, history, library, linking, list, saving, selecting,
    };
    use crate::storage::Incoming;
    use std::rc::Rc;

    /// Where the current annotation stands, and where it would.
    fn hulls(session: &Session) -> ((u32, u32), (u32, u32)) {
        let hull = |state: &crate::edit::EditorState| {
            let hull = state.current_annotation().unwrap().target.value.hull();
            (hull.start().get(), hull.end().get())
        };
        (hull(&session.core.editor), hull(session.core.previewed()))
    }

    fn by(forward: bool) -> crate::session::Action {
        Action::By { forward }.into()
    }

    #[test]
    fn the_end_moves_by_keys_in_the_preview_alone_and_is_read_aloud() {
        let session = moving(&session(), 1);
        assert!(session.moving_edges.is_by_key);
        assert_eq!(words(&session), "Ends with 晨报\n王五");
        let session = after(&session, by(true));
        assert_eq!(hulls(&session), ((3, 5), (3, 6)));
        assert_eq!(session.core.requests.caret.map(|request| request.what), Some(at(6)));
        assert_eq!(told(&session)[0], "person 王五");
    }

    #[test]
    fn nothing_moves_without_an_annotation() {
        let session = after(&session(), Action::Begin);
        assert_eq!(words(&session), session.core.messages().no_annotation);
        assert_eq!(session.core.mode, Mode::Reading);
        for action in [by(true), to(6), Action::Turn.into(), Action::Accept.into(), Action::GiveUp.into()] {
            let session = after(&session, action);
            assert_eq!((session.core.mode.clone(), session.core.preview.is_none()), (Mode::Reading, true));
        }
    }

    #[test]
    fn the_other_edge_moves_after_a_turn() {
        let session = after_all(&moving(&session(), 1), [Action::Turn.into(), by(false)]);
        assert_eq!(hulls(&session).1, (2, 5));
        assert!(words(&session).starts_with("Starts with"), "{}", words(&session));
        let session = after_all(&session, [Action::Turn.into(), by(true)]);
        assert_eq!(hulls(&session).1, (2, 6));
    }

    #[test]
    fn a_whole_move_is_one_step() {
        let session = after_all(&moving(&session(), 1), [by(true), by(true), Action::Accept.into()]);
        assert_eq!(
            (told(&session)[0].as_str(), session.core.mode.clone()),
            ("person 王五说：", Mode::Reading)
        );
        assert_eq!(words(&session), "person: 王五说：");
        let undone = after(&session, history::Action::Undo);
        assert_eq!(told(&undone)[0], "person 王五");
    }

    #[test]
    fn what_is_given_up_leaves_nothing() {
        let session = after_all(&moving(&session(), 1), [by(true), Action::GiveUp.into()]);
        assert_eq!((told(&session)[0].as_str(), session.core.preview.is_none()), ("person 王五", true));
        assert!(is_refused(&after(&session, history::Action::Undo)), "there is nothing to undo");
    }

    #[test]
    fn accepting_where_nothing_was_moved_changes_nothing() {
        let session = after(&moving(&session(), 1), Action::Accept);
        assert_eq!(session.core.mode, Mode::Reading);
        assert!(session.core.editor.history().last_done().is_none());
    }

    #[test]
    fn a_handle_moves_an_edge_without_keys() {
        let session = after(&choose(&session(), 1), to(6));
        assert!(!session.moving_edges.is_by_key);
        assert_eq!((hulls(&session), session.core.mode.clone()), (((3, 5), (3, 6)), Mode::MovingEdges));
        let silent = session.core.notice.as_ref().map(|notice| notice.number);
        assert_ne!(silent, Some(session.core.steps), "nothing is read aloud while a hand moves");
    }

    #[test]
    fn an_edge_goes_not_past_the_other_nor_off_the_text() {
        let session = after(&choose(&session(), 1), to(3));
        assert_eq!(hulls(&session).1, (3, 5), "nothing would be left");
        assert_eq!(hulls(&after(&session, to(900))).1, (3, 31));
    }

    #[test]
    fn an_edge_does_not_stay_behind_white_space() {
        let session = after_all(&choose(&session(), 2), [to(15), Action::Accept.into()]);
        assert_eq!(hulls(&session).0, (7, 14));
    }

    #[test]
    fn the_mode_ends_where_the_annotations_change() {
        let session = after(&moving(&session(), 1), annotating::Action::Note(id(2), "注".into()));
        assert_eq!((session.core.mode.clone(), session.core.preview.is_none()), (Mode::Reading, true));
    }

    #[test]
    fn the_mode_ends_where_another_tab_deletes_what_moves() {
        let mut gone = annotation(1, "person", 3, 5);
        gone.delete();
        let found = crate::model::Project::new();
        let annotations = [gone].into_iter().collect();
        let found = found.with(crate::model::Annotated { annotations, ..annotated(MARKED) });
        let incoming = Incoming { found: Some(found), ..Incoming::default() };
        let session = after(&moving(&session(), 1), saving::Action::Receive(Rc::new(incoming)));
        assert_eq!((told(&session).len(), session.core.mode.clone()), (4, Mode::Reading));
        assert!(is_mode_sound(&session));
    }

    #[test]
    fn the_mode_ends_with_whatever_makes_another_annotation_current() {
        let start = after(&moving(&session(), 1), by(true));
        let ways: [(&str, crate::session::Action); 5] = [
            ("next", list::Action::Next.into()),
            ("choice", list::Action::Choose(id(5)).into()),
            ("point", crate::session::overlaps::Action::Point(Some(at(8))).into()),
            ("text", library::Action::Show(other_text()).into()),
            ("link", library::Action::Visit(Some(id(9))).into()),
        ];
        for (name, way) in ways {
            let session = after(&start, way);
            assert!(session.core.preview.is_none() && session.core.mode != Mode::MovingEdges, "{name}");
            assert!(!session.moving_edges.is_by_key, "{name}");
        }
    }

    #[test]
    fn candidates_for_a_link_end_a_move() {
        let session = after(&after(&moving(&session(), 2), by(false)), linking::Action::Offer(None));
        assert!(matches!(session.core.mode, Mode::ChoosingLink(..)) && session.core.preview.is_none());
    }

    #[test]
    fn a_move_begun_lets_the_selection_go() {
        let session = moving(&select(&session(), 7, 9), 1);
        assert_eq!(session.core.editor.selection, None);
        let session = after(&session, selecting::Action::FocusText);
        assert_eq!(session.core.mode, Mode::MovingEdges, "the focus is none of its business");
    }

    #[test]
    fn a_move_accepted_in_the_past_is_refused_and_that_stays_to_be_read() {
        let session = after_all(&moving(&viewing(&session()), 1), [by(true), Action::Accept.into()]);
        assert_eq!(told(&session), ["person 王五"]);
        assert_eq!(words(&session), session.core.messages().points().read_only);
    }

    #[test]
    fn a_conflict_taken_ends_the_move() {
        let start = with_conflicts(MARKED, vec![lost(1, "别的注")]);
        let decided = conflicts::Action::Decide { number: 0, is_wanted: true };
        let session = after(&moving(&start, 1), decided);
        assert_eq!((note(&session, 1).as_str(), session.core.mode.clone()), ("别的注", Mode::Reading));
    }

    #[test]
    fn the_edge_starts_anew_at_its_end_each_time() {
        let session = after_all(&moving(&session(), 1), [Action::Turn.into(), Action::GiveUp.into()]);
        assert_eq!(moving(&choose(&session, 1), 1).moving_edges.edge, Edge::End);
    }
}
