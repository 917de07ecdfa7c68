//! The preview of an import: what the file would do, what it has otherwise than it is here, and what does not fit.

use std::rc::Rc;

use yew::prelude::*;

use super::controls::Button;
use super::differing::{Deciding, differing};
use super::importing::Pending;
use super::session::{Action, Dialog, NoticeKind, Session, SessionHandle};
use super::words;
use crate::edit::commands::{self, ImportPlan, ImportTerms};
use crate::formats::Unfit;
use crate::model::{Annotation, Stamp};
use crate::storage::Copy;
use crate::text::DocumentId;

/// Says what the file would do, and waits for the reader's word.
pub fn import_preview(session: &SessionHandle, pending: &Rc<Pending>) -> Html {
    let messages = session.messages();
    let document = &pending.reading.bundle.document;
    let plan = pending.plan(session);
    let dispatch = session.dispatcher();
    // Where something may be decided, nothing to do is a decision.
    let has_choice = !plan.divergences.is_empty();
    html! {
        <>
            <div class="scrolling">
                <p>
                    if plan.opens {
                        { (messages.import_opens)(&session.title(document), document.end().char.get()) }
                    } else {
                        { messages.import_same_text }
                    }
                </p>
                { counts(session, &plan) }
                { differing(session, pending, &plan) }
                { unfit(session, &pending.reading.unfit) }
                if plan.is_idle() && !has_choice {
                    <p>{ messages.import_idle }</p>
                }
            </div>
            <footer>
                { Button::new(messages.cancel).asks(&dispatch, Action::CloseDialog) }
                if !plan.is_idle() || has_choice {
                    { Button::new(messages.import_do)
                        .class("main")
                        .with("autofocus", "")
                        .asks(&dispatch, Action::Import(pending.clone())) }
                }
            </footer>
        </>
    }
}

fn counts(session: &SessionHandle, plan: &ImportPlan) -> Html {
    let messages = session.messages();
    let words = messages.importing();
    let counts = [
        (plan.new, (messages.import_new)(plan.new)),
        (plan.changed, (messages.import_changed)(plan.changed)),
        (plan.same, (messages.import_same)(plan.same)),
        (plan.deleted, (words.gone)(plan.deleted)),
        (plan.tags, (messages.import_tags)(plan.tags)),
        (plan.changed_tags, (words.changed_tags)(plan.changed_tags)),
        (plan.conflicts.len(), (words.kept_beside)(plan.conflicts.len())),
    ];
    html! {
        <ul class="counts" aria-live="polite">
            for (count, says) in counts {
                if count > 0 {
                    <li>{ says }</li>
                }
            }
        </ul>
    }
}

fn unfit(session: &SessionHandle, unfit: &[Unfit]) -> Html {
    let messages = session.messages();
    let count: usize = unfit.iter().map(Unfit::count).sum();
    if count == 0 {
        return html! {};
    }
    html! {
        <>
            <p>{ (messages.import_unfit)(count) }</p>
            <ul class="unfit">
                for one in unfit.iter().take(words::NAMED) {
                    <li>{ words::unfit(messages, one) }</li>
                }
                if count > words::NAMED {
                    <li>{ (messages.import_more)(count - words::NAMED) }</li>
                }
            </ul>
        </>
    }
}

impl Session {
    /// What the reader decides in the preview that is open.
    pub(super) fn decide(&mut self, what: &Deciding) {
        if let Some(Dialog::Import(pending)) = &self.dialog {
            self.dialog = Some(Dialog::Import(Rc::new(pending.deciding(what))));
        }
    }

    /// What was decided about a file, with what of its text has been in one.
    pub(super) fn terms_of(&self, pending: &Pending) -> ImportTerms {
        ImportTerms {
            exported: self.exported_of(pending.reading.bundle.document.id()),
            ..pending.terms.clone()
        }
    }

    /// What was written here of a text up to this stamp has been in a file. It is counted for the text that is shown.
    fn exported_of(&self, document: DocumentId) -> Stamp {
        let state = self.present();
        let history = state.histories().get(&document).filter(|_| state.active == Some(document));
        history.map_or(Stamp::ORIGIN, |history| history.stamp_before(self.unfiled))
    }

    pub(super) fn import(&mut self, pending: &Pending) {
        let bundle = &pending.reading.bundle;
        let terms = self.terms_of(pending);
        let document = bundle.document.id();
        self.dialog = None;
        self.look_away();
        self.show(Some(document).filter(|id| self.editor.project.get(*id).is_some()).or(self.editor.active));
        self.text_focus = Some(self.wish(()));
        for annotation in &bundle.annotations {
            self.clock.observe(annotation.modified());
        }
        let stamp = self.tick();
        let mut plan = commands::import_on(&self.editor, bundle, &terms, stamp);
        let conflicts = std::mem::take(&mut plan.conflicts);
        let (count, tags) = (plan.new + plan.changed + plan.deleted, plan.tags + plan.changed_tags);
        match plan.carry_out(&self.editor, bundle) {
            Ok(after) => {
                self.editor = after;
                let mut said = match (count, tags) {
                    (0, 0) => (self.messages().opened)(&self.title(&bundle.document)),
                    (0, _) => self.messages().importing().only_tags.to_owned(),
                    (count, _) => (self.messages().imported)(count as u32),
                };
                if !conflicts.is_empty() {
                    said =
                        [&*said, " ", &(self.messages().importing().kept_beside)(conflicts.len())].concat();
                }
                self.say(NoticeKind::Done, said);
                self.keep_conflicts(document, conflicts);
            }
            Err(refusal) => self.refuse(refusal),
        }
    }

    /// Keeps what a file has otherwise beside what stands, to be chosen in its row.
    pub(super) fn keep_conflicts(&mut self, document: DocumentId, conflicts: Vec<Annotation>) {
        let copies = conflicts.into_iter().map(|annotation| Copy { document, annotation });
        self.copies_mut().extend(copies);
    }
}
