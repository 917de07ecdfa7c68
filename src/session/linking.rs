//! Linking a quote to whoever says it: one key offers who stands near, and a digit takes one.

use super::keys::{Context, Shortcut, Stroke};
use super::{Core, Feature, Mode, NoticeKind};
use crate::edit::Refusal;
use crate::model::{AttributeId, AttributeKind, AttributeValue};

#[derive(Clone, Default)]
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
