//! What a file has otherwise than it is here, in the preview of an import: each with both values, to be decided by
//! itself or for all of its group.

use yew::prelude::*;

use crate::decoration::tag_class;
use crate::edit::commands::ImportPlan;
use crate::edit::{ChangedBy, Decision, Divergence, Group, Subject};
use crate::i18n::ImportWords;
use crate::model::{Annotated, Annotation, AnnotationId, Color, Field, Tag, TagField, TagId};
use crate::session::{Deciding, Pending, TOGETHER, importing};
use crate::ui::controls::{Asking, Button, SessionHandle, ShownValues};
use crate::wording::shortened;

/// All groups in which anything differs.
pub fn differing(session: &SessionHandle, pending: &Pending, plan: &ImportPlan) -> Html {
    html! {
        for group in Group::ALL {
            { of_group(session, pending, plan, group) }
        }
    }
}

fn of_group(session: &SessionHandle, pending: &Pending, plan: &ImportPlan, group: Group) -> Html {
    let words = session.core.messages().importing();
    let found: Vec<&Divergence> =
        plan.divergences.iter().filter(|one| one.subject.group() == group).collect();
    let count = found.len();
    if count == 0 {
        return html! {};
    }
    let title = match group {
        Group::Fields => (words.fields)(count),
        Group::Deleted => (words.deleted)(count),
        Group::Absent => (words.absent)(count),
        Group::Tags => (words.tags)(count),
    };
    let shown = pending.shown(group).min(count);
    let more = (count - shown).min(TOGETHER);
    let sheet = Sheet { session, pending, words, known: known(session, pending) };
    html! {
        <section class="differing" aria-label={title.clone()}>
            <h3>{ title.clone() }</h3>
            if count > 1 {
                { for_all(session, pending, group, &title) }
            }
            for (number, divergence) in found.into_iter().take(shown).enumerate() {
                { sheet.one(divergence, number) }
            }
            if more > 0 {
                { Button::new(&(words.show_more)(more)).asks(&session.dispatcher(), importing::Action::Decide(Deciding::More(group))) }
            }
        </section>
    }
}

fn known<'a>(session: &'a SessionHandle, pending: &Pending) -> Option<&'a Annotated> {
    session.core.present().project.record(pending.reading.bundle.document.id())
}

/// Buttons that decide the whole group.
fn for_all(session: &SessionHandle, pending: &Pending, group: Group, title: &str) -> Html {
    let words = session.core.messages().importing();
    let decided = pending.terms.decisions.for_all(group);
    let says = |decision: Decision| match (group, decision) {
        (Group::Fields | Group::Tags, Decision::Theirs) => words.all_theirs,
        (Group::Fields | Group::Tags, Decision::Mine) => words.all_mine,
        (Group::Deleted, Decision::Theirs) => words.bring_back,
        (Group::Deleted, Decision::Mine) => words.leave_deleted,
        (Group::Absent, Decision::Theirs) => words.delete_too,
        (Group::Absent, Decision::Mine) => words.keep,
        (Group::Fields | Group::Tags | Group::Deleted | Group::Absent, Decision::Both) => words.all_both,
    };
    html! {
        <div class="line" role="group" aria-label={[title, " ", words.for_all].concat()}>
            <span>{ words.for_all }</span>
            for decision in group.options().iter().copied() {
                { Button::new(says(decision))
                    .with("aria-pressed", (decided == Some(decision)).to_string())
                    .asks(&session.dispatcher(), importing::Action::Decide(Deciding::All(group, decision))) }
            }
        </div>
    }
}

/// What one divergence says.
struct Difference {
    /// Of the tag.
    class: String,
    /// What it is about: words of the text, or a tag.
    about: String,
    field: String,
    theirs: Html,
    mine: Html,
}

struct Sheet<'a> {
    session: &'a SessionHandle,
    pending: &'a Pending,
    words: &'static ImportWords,
    known: Option<&'a Annotated>,
}

impl Sheet<'_> {
    fn one(&self, divergence: &Divergence, number: usize) -> Html {
        let Some(difference) = self.difference(&divergence.subject) else { return html! {} };
        let group = divergence.subject.group();
        let decision = self.pending.terms.decisions.of(divergence);
        let by = match divergence.changed_by {
            ChangedBy::File => self.words.by_file,
            ChangedBy::Here => self.words.by_here,
            ChangedBy::Both => self.words.by_both,
        };
        let is_whole = matches!(group, Group::Deleted | Group::Absent);
        let name = format!("{group:?}-{number}");
        html! {
            <fieldset key={format!("{:?}", divergence.subject)} class={difference.class}>
                <legend>
                    <bdi>{ difference.about }</bdi>
                    if !difference.field.is_empty() {
                        <>{ " · " }<b>{ difference.field }</b></>
                    }
                    if !is_whole {
                        <small>{ by }</small>
                    }
                </legend>
                for option in group.options().iter().copied() {
                    <label>
                        <input
                            type="radio"
                            name={name.clone()}
                            checked={decision == option}
                            onchange={self.decides(&divergence.subject, option)}
                        />
                        { match option {
                            Decision::Theirs => difference.theirs.clone(),
                            Decision::Mine => difference.mine.clone(),
                            Decision::Both => html! { <span>{ self.words.both }</span> },
                        } }
                    </label>
                }
            </fieldset>
        }
    }

    fn decides(&self, subject: &Subject, decision: Decision) -> Callback<Event> {
        let (dispatch, subject) = (self.session.dispatcher(), subject.clone());
        Callback::from(move |_| {
            dispatch.ask(importing::Action::Decide(Deciding::One(subject.clone(), decision)));
        })
    }

    fn shown_values(&self) -> ShownValues<'_> {
        let file = &self.pending.reading.bundle;
        ShownValues { session: self.session, document: &file.document, file: Some(file) }
    }

    fn difference(&self, subject: &Subject) -> Option<Difference> {
        match subject {
            Subject::Field(id, field) => self.difference_in_field(*id, field),
            Subject::Deleted(id) => {
                let theirs = self.pending.of_file(*id)?;
                Some(self.difference_as_whole(theirs, self.words.bring_back, self.words.leave_deleted))
            }
            Subject::Absent(id) => {
                let mine = self.known?.annotations.record(*id)?;
                Some(self.difference_as_whole(mine, self.words.delete_too, self.words.keep))
            }
            Subject::TagField(id, field) => self.difference_in_tag_field(id, *field),
            Subject::DeletedTag(id) => {
                let (class, about) = (tag_class(id), self.shown_values().tag(id));
                let field = self.words.whole_tag.to_owned();
                let [theirs, mine] = [self.words.bring_back, self.words.leave_deleted].map(Html::from);
                Some(Difference { class, about, field, theirs, mine })
            }
        }
    }

    fn difference_in_field(&self, id: AnnotationId, field: &Field) -> Option<Difference> {
        let theirs = self.pending.of_file(id)?;
        let mine = self.known?.annotations.record(id)?;
        let values = self.shown_values();
        Some(Difference {
            class: tag_class(&mine.tag.value),
            about: shortened(&values.words(mine)),
            field: values.field(mine, field),
            theirs: self.value(self.words.theirs, &values.value(theirs, field)),
            mine: self.value(self.words.mine, &values.value(mine, field)),
        })
    }

    fn difference_as_whole(&self, one: &Annotation, theirs: &'static str, mine: &'static str) -> Difference {
        let values = self.shown_values();
        Difference {
            class: tag_class(&one.tag.value),
            about: shortened(&values.words(one)),
            field: values.tag(&one.tag.value),
            theirs: Html::from(theirs),
            mine: Html::from(mine),
        }
    }

    fn difference_in_tag_field(&self, id: &TagId, field: TagField) -> Option<Difference> {
        let theirs = self.pending.reading.bundle.tags.iter().find(|tag| tag.id == *id)?;
        let scheme = &self.session.core.present().project.scheme;
        let mine = scheme.record(id).map(AsRef::as_ref);
        let values = self.shown_values();
        let value = |which, tag: Option<&Tag>| {
            let words = tag.map_or_else(String::new, |tag| values.tag_value(tag, field));
            let value = self.value(which, &words);
            match tag.filter(|_| field == TagField::Color) {
                Some(tag) => html! { <>{ chip(tag.color.value) }{ value }</> },
                None => value,
            }
        };
        let is_held = |tag: &&Tag| {
            field == TagField::Key
                && tag.id != *id
                && !tag.key.value.is_empty()
                && tag.key.value == theirs.key.value
        };
        let holder = scheme.tags().into_iter().map(AsRef::as_ref).find(is_held);
        let loses = holder.map(|tag| (self.words.takes_key)(&self.session.core.tag_name(tag)));
        Some(Difference {
            class: tag_class(id),
            about: values.tag(id),
            field: values.tag_field(field).to_owned(),
            theirs: html! {
                <>
                    { value(self.words.theirs, Some(theirs)) }
                    if let Some(loses) = loses {
                        <small>{ loses }</small>
                    }
                </>
            },
            mine: value(self.words.mine, mine),
        })
    }

    fn value(&self, which: &'static str, words: &str) -> Html {
        html! {
            <span>
                <i>{ which }</i>
                { " " }
                if words.is_empty() {
                    <em>{ self.words.nothing }</em>
                } else {
                    <bdi>{ words.to_owned() }</bdi>
                }
            </span>
        }
    }
}

/// A colour to be seen. An attribute of SVG, since the page allows no inline style.
fn chip(color: Color) -> Html {
    html! {
        <svg class="chip-color" viewBox="0 0 1 1" aria-hidden="true">
            <rect width="1" height="1" fill={color.to_string()} />
        </svg>
    }
}
