//! Linking a quote to whoever says it: one key offers who stands near, and a digit takes one.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, Mode, NoticeKind};
use crate::edit::Refusal;
use crate::model::{AttributeId, AttributeKind, AttributeValue};

#[derive(Clone, Debug, Default)]
pub struct State;

#[derive(Clone, Debug)]
pub enum Action {
    /// Offers the annotations that the current one's link may lead to, or no longer; `None` is its tag's first link.
    Offer(Option<AttributeId>),
    /// Takes one of what is offered by its number; 0 is nobody whom the text names.
    Take(u32),
}

impl Feature for State {
    type Action = Action;

    const SHORTCUTS: &'static [Shortcut<Action>] = &[Shortcut {
        id: "link",
        strokes: &[Stroke::plain("KeyL")],
        context: Context::Annotation,
        asks: Action::Offer(None),
        says: |messages| messages.shortcuts.link,
    }];

    fn act(&mut self, core: &mut Core, action: Action) {
        match action {
            Action::Offer(name) => offer(core, name),
            Action::Take(number) => take(core, number),
        }
    }

    /// Candidates go with the annotation that they were offered for.
    fn reconcile(&mut self, _: &Core, now: &mut Core) {
        let current = now.editor.current_annotation().map(|annotation| annotation.id);
        if matches!(now.mode, Mode::ChoosingLink(id, _) if current != Some(id)) {
            now.leave_mode();
        }
    }
}

fn offer(core: &mut Core, name: Option<AttributeId>) {
    let Some(annotation) = core.editor.current_annotation() else {
        return core.refuse(Refusal::NoAnnotation);
    };
    let tag = core.editor.project.scheme.get(&annotation.tag.value);
    let first = || {
        let mut defined = tag?.attributes.value.iter();
        defined.find(|one| one.kind == AttributeKind::Link).map(|one| one.id.clone())
    };
    let Some(name) = name.or_else(first) else { return core.refuse(Refusal::NoAttribute) };
    let wanted = Mode::ChoosingLink(annotation.id, name);
    if core.mode == wanted {
        return core.leave_mode();
    }
    let tagged = core.messages().tagged;
    let mut words = String::new();
    for (number, candidate) in (1u32..).zip(core.link_candidates(annotation)) {
        words += &tagged(&number.to_string(), &core.short_quote(&candidate));
        words += "\n";
    }
    words += &tagged("0", core.messages().unnamed);
    core.enter(wanted);
    core.say(NoticeKind::Spoken, words);
}

fn take(core: &mut Core, number: u32) {
    let Mode::ChoosingLink(id, name) = core.mode.clone() else { return };
    let candidate = || {
        let offered = core.link_candidates(core.editor.current_annotation()?);
        let candidate = offered.get((number as usize).checked_sub(1)?)?;
        Some(AttributeValue::Link(candidate.id))
    };
    let value = if number == 0 { Some(AttributeValue::Unnamed) } else { candidate() };
    if value.is_some() {
        core.set_attribute(id, &name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::testing::{after, choose, current, id, is_mode_sound, session, words};
    use crate::session::{Session, history, leaving, moving_edges, overlaps};

    fn offered() -> Session {
        after(&choose(&session(), 2), Action::Offer(None))
    }

    fn speaker(session: &Session) -> Option<AttributeValue> {
        let shown = session.core.editor.shown().unwrap();
        shown.annotations.get(id(2)).unwrap().attribute(&AttributeId::new("speaker").unwrap()).cloned()
    }

    #[test]
    fn who_stands_near_is_offered_and_read_aloud_by_number() {
        let session = offered();
        assert!(matches!(session.core.mode, Mode::ChoosingLink(..)));
        assert!(words(&session).starts_with("1: 王五\n2: 李四\n"), "{}", words(&session));
        assert!(words(&session).ends_with(&format!("0: {}", session.core.messages().unnamed)));
    }

    #[test]
    fn a_digit_takes_a_candidate_and_leads_back_to_the_text() {
        let session = after(&offered(), Action::Take(1));
        assert_eq!(speaker(&session), Some(AttributeValue::Link(id(1))));
        assert_eq!(session.core.mode, Mode::Reading);
        assert!(session.core.requests.focus_text.is_some());
        assert_eq!(words(&session).trim_end(), "speaker: 王五");
    }

    #[test]
    fn zero_is_nobody_whom_the_text_names() {
        assert_eq!(speaker(&after(&offered(), Action::Take(0))), Some(AttributeValue::Unnamed));
    }

    #[test]
    fn a_number_that_is_not_offered_takes_nothing() {
        let session = after(&offered(), Action::Take(9));
        assert_eq!(speaker(&session), None);
        assert!(matches!(session.core.mode, Mode::ChoosingLink(..)), "the others are still offered");
    }

    #[test]
    fn nothing_is_taken_where_nothing_is_offered() {
        let session = after(&choose(&session(), 2), Action::Take(1));
        assert_eq!(speaker(&session), None);
    }

    #[test]
    fn the_same_key_offers_no_longer() {
        assert_eq!(after(&offered(), Action::Offer(None)).core.mode, Mode::Reading);
    }

    #[test]
    fn a_link_needs_an_annotation_and_an_attribute_for_it() {
        let none = after(&session(), Action::Offer(None));
        assert_eq!(words(&none), none.core.messages().no_annotation);
        let place = after(&choose(&session(), 3), Action::Offer(None));
        assert_eq!(words(&place), place.core.messages().no_attribute);
        assert_eq!(place.core.mode, Mode::Reading);
    }

    #[test]
    fn an_attribute_may_be_named() {
        let name = AttributeId::new("speaker").unwrap();
        let session = after(&choose(&session(), 2), Action::Offer(Some(name.clone())));
        assert_eq!(session.core.mode, Mode::ChoosingLink(id(2), name));
    }

    #[test]
    fn candidates_go_with_their_annotation() {
        let ways: [(&str, crate::session::Action); 4] = [
            ("another", crate::session::list::Action::Choose(id(1)).into()),
            ("deleted", crate::session::annotating::Action::DeleteCurrent.into()),
            ("beside", overlaps::Action::Point(None).into()),
            ("moved", moving_edges::Action::Begin.into()),
        ];
        for (name, way) in ways {
            let session = after(&offered(), way);
            assert!(!matches!(session.core.mode, Mode::ChoosingLink(..)), "{name}");
            assert!(is_mode_sound(&session), "{name}");
        }
    }

    #[test]
    fn escape_puts_the_candidates_away_and_keeps_what_is_current() {
        let session = after(&offered(), leaving::Action::Leave);
        assert_eq!((session.core.mode.clone(), current(&session)), (Mode::Reading, Some(2)));
        assert!(session.core.requests.focus_text.is_some());
    }

    #[test]
    fn a_link_is_undone() {
        let session = after(&after(&offered(), Action::Take(1)), history::Action::Undo);
        assert_eq!(speaker(&session), None);
    }

    #[test]
    fn a_link_to_what_is_gone_is_called_so() {
        let session = after(&offered(), Action::Take(1));
        let session = after(&session, crate::session::annotating::Action::Delete(id(1)));
        let annotation = session.core.editor.shown().unwrap().annotations.get(id(2)).unwrap().clone();
        assert!(session.core.links_and_note(&annotation).contains(session.core.messages().link_gone));
    }
}
