//! When restore points are set, and what is asked of them. The session hears what came of it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::PersistenceDriver;
use crate::browser::{Job, JobEnd, employ, now};
use crate::model::{AnnotationSet, Intention, SmallMap, Stamp};
use crate::session::Session;
use crate::session::commands::PointQuestion;
use crate::session::dialog::ListedPoint;
use crate::session::restore_points::{Action, Viewing};
use crate::storage::{Answer, Ask, Asked, Failure, Trigger, is_due, quota};
use crate::text::DocumentId;
use crate::wire::{from_bytes, to_bytes};

/// What the driver knows of the restore points.
#[derive(Default)]
pub struct Watch {
    documents: RefCell<SmallMap<DocumentId, Watched>>,
}

/// One document as it was when it was last kept.
#[derive(Default)]
struct Watched {
    stood: AnnotationSet,
    moment: Option<Stamp>,
    /// Something was changed here in this visit.
    is_edited: bool,
    /// Since the last point, and when the first of them was made.
    edits: usize,
    since: u64,
    /// What stood when it was opened, until a point is set of it: before its first change, or when somebody asks.
    opened: Option<AnnotationSet>,
}

impl PersistenceDriver {
    /// Answers a question about the restore points of the text that is shown.
    pub(super) fn ask_about_points(self: &Rc<Self>, session: &Session, question: PointQuestion) {
        let Some(annotations) = session.core.present().shown().map(|shown| shown.annotations.clone()) else {
            return;
        };
        let Some(document) = session.core.editor.active else { return };
        let driver = self.clone();
        spawn_local(async move {
            let action = match driver.opened_mirror().await {
                Some(_) => driver.answer(document, &annotations, question).await,
                None => Err(Failure::Blocked),
            };
            driver.ask(action.unwrap_or(Action::Unavailable));
        });
    }

    /// Sets a point before much changes at once, and after a while of work.
    pub(super) fn set_where_due(self: &Rc<Self>, session: &Session) {
        let present = session.core.present();
        let Some((document, shown)) = present.active.zip(present.shown()) else { return };
        let history = present.history();
        let last = history.last_done();
        let moment = last.map(|moment| moment.stamp);
        let stands = shown.annotations.clone();
        let due = {
            let mut documents = self.watch.documents.borrow_mut();
            let is_new = !documents.contains_key(&document);
            let watched = documents.entry(document).or_default();
            let stood = std::mem::replace(&mut watched.stood, stands.clone());
            let is_moment_new = std::mem::replace(&mut watched.moment, moment) != moment;
            if is_new || !watched.is_edited && !is_moment_new {
                // What came from a store or another tab counts as found. Of many the worker sets it that tidies up.
                watched.opened = Some(stands).filter(|stands| (1..=quota::MANY).contains(&stands.count()));
                None
            } else if stood.is_same(&stands) {
                None
            } else {
                watched.since = if watched.edits == 0 { now() } else { watched.since };
                watched.edits += 1;
                watched.is_edited = true;
                let is_wide = last.is_some_and(|last| is_moment_new && changes_much(&last.intention));
                if !self.replicator.is_attached() {
                    None
                } else if is_wide {
                    watched.opened = None;
                    Some((Trigger::Before, stood))
                } else if let Some(opened) = watched.opened.take() {
                    Some((Trigger::Opened, opened))
                } else if is_due(watched.edits, now().saturating_sub(watched.since)) {
                    watched.edits = 0;
                    Some((Trigger::Worked, stands))
                } else {
                    None
                }
            }
        };
        if let Some((because, stands)) = due {
            let driver = self.clone();
            spawn_local(async move {
                if driver.opened_mirror().await.is_some() {
                    // Nothing that was called saved depends on it; the next time tries again.
                    let _ = driver.set_point((document, because, ""), &stands).await;
                }
            });
        }
    }

    async fn set_point(
        &self,
        (document, because, name): (DocumentId, Trigger, &str),
        stands: &AnnotationSet,
    ) -> Result<(), Failure> {
        self.ask_points(document, stands, Ask::Set(because, name.into())).await.map(drop)
    }

    /// Has a worker answer.
    async fn ask_points(
        &self,
        document: DocumentId,
        stands: &AnnotationSet,
        what: Ask,
    ) -> Result<Answer, Failure> {
        let asked = Asked { document, what, stands: stands.clone(), now: now() };
        let JobEnd::Done(answer) = employ(Job::Points(to_bytes(&asked))).await else {
            return Err(Failure::Blocked);
        };
        from_bytes(&answer).ok_or(Failure::Lost)
    }

    async fn answer(
        &self,
        document: DocumentId,
        annotations: &AnnotationSet,
        question: PointQuestion,
    ) -> Result<Action, Failure> {
        let opened =
            self.watch.documents.borrow_mut().get_mut(&document).and_then(|watched| watched.opened.take());
        if let Some(opened) = opened {
            self.set_point((document, Trigger::Opened, ""), &opened).await?;
        }
        match question {
            PointQuestion::Set(name) => {
                self.set_point((document, Trigger::Wanted, &name), annotations).await?;
            }
            PointQuestion::Forget(at) => {
                self.ask_points(document, annotations, Ask::Forget(at)).await?;
            }
            PointQuestion::View(at) => {
                let Answer::Then(point, then) = self.ask_points(document, annotations, Ask::Then(at)).await?
                else {
                    return Err(Failure::Lost);
                };
                return Ok(Action::View(Rc::new(Viewing { document, point, then })));
            }
            PointQuestion::List => {}
        }
        let Answer::All(all) = self.ask_points(document, annotations, Ask::All).await? else {
            return Err(Failure::Lost);
        };
        let listed = all.into_iter().map(|(point, contrast)| ListedPoint { point, contrast }).collect();
        Ok(Action::Listed(Rc::new(listed)))
    }
}

/// Much of what stands may be otherwise after it.
fn changes_much(intention: &Intention) -> bool {
    match intention {
        Intention::Import { .. } | Intention::Restore => true,
        Intention::Delete { count } | Intention::Retag { count, .. } => *count > 1,
        Intention::Tag { .. }
        | Intention::Note
        | Intention::Edge
        | Intention::Attribute
        | Intention::Link
        | Intention::Scheme => false,
    }
}
