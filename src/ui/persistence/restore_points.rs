//! When restore points are set, and what is asked of them. The session hears what came of it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::Autosave;
use crate::browser::{IndexedStore, Job, JobEnd, Known, employ, now};
use crate::model::{AnnotationSet, Intention, SmallMap, Stamp};
use crate::session::Session;
use crate::session::commands::PointQuestion;
use crate::session::dialog::ListedPoint;
use crate::session::restore_points::{Action, Viewing};
use crate::storage::{Answer, Ask, Asked, Because, Failure, is_due, room};
use crate::text::DocumentId;
use crate::wire::{from_bytes, to_bytes};

/// What the autosave knows of the restore points.
#[derive(Default)]
pub struct Watch {
    documents: RefCell<SmallMap<DocumentId, Watched>>,
}

/// One document as it was when it was last kept.
#[derive(Default)]
struct Watched {
    stood: AnnotationSet,
    moment: Option<Stamp>,
    /// Since the last point, and when the first of them was made.
    edits: usize,
    since: u64,
    /// The last point that this tab set.
    known: Option<Known>,
}

impl Watch {
    /// What the mirror had is there no longer.
    pub fn forget_known(&self) {
        self.documents.borrow_mut().iter_mut().for_each(|(_, watched)| watched.known = None);
    }
}

impl Autosave {
    /// Answers a question about the restore points of the text that is shown.
    pub(super) fn ask_about_points(self: &Rc<Self>, session: &Session, question: PointQuestion) {
        let Some(annotations) = session.core.present().shown().map(|shown| shown.annotations.clone()) else {
            return;
        };
        let Some(document) = session.core.editor.active else { return };
        let autosave = self.clone();
        spawn_local(async move {
            let action = match autosave.opened_mirror().await {
                Some(mirror) => autosave.answer(&mirror, document, &annotations, question).await,
                None => Err(Failure::Blocked),
            };
            autosave.ask(action.unwrap_or(Action::Unavailable));
        });
    }

    /// Sets a point before much changes at once, and after a while of work.
    pub(super) fn set_where_due(self: &Rc<Self>, session: &Session) {
        let present = session.core.present();
        let Some((document, shown)) = present.active.zip(present.shown()) else { return };
        if !self.keeper.is_attached() {
            return;
        }
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
            if is_new {
                // Of many the worker sets it that tidies up.
                Some((Because::Opened, stands)).filter(|(_, stands)| stands.count() <= room::MANY)
            } else if stood.is_same(&stands) {
                None
            } else {
                watched.since = if watched.edits == 0 { now() } else { watched.since };
                watched.edits += 1;
                let is_wide = last.is_some_and(|last| is_moment_new && changes_much(&last.intention));
                if is_wide {
                    Some((Because::Before, stood))
                } else if is_due(watched.edits, now().saturating_sub(watched.since)) {
                    watched.edits = 0;
                    Some((Because::Worked, stands))
                } else {
                    None
                }
            }
        };
        if let Some((because, stands)) = due {
            let autosave = self.clone();
            spawn_local(async move {
                let Some(mirror) = autosave.opened_mirror().await else { return };
                // Nothing that was called saved depends on it; the next time tries again.
                let _ = autosave.set_point(&mirror, (document, because, ""), &stands).await;
            });
        }
    }

    async fn set_point(
        &self,
        mirror: &IndexedStore,
        (document, because, name): (DocumentId, Because, &str),
        stands: &AnnotationSet,
    ) -> Result<(), Failure> {
        self.ask_points(mirror, document, stands, Ask::Set(because, name.into())).await.map(drop)
    }

    /// Asks here, or in a worker where there are many annotations.
    async fn ask_points(
        &self,
        mirror: &IndexedStore,
        document: DocumentId,
        stands: &AnnotationSet,
        what: Ask,
    ) -> Result<Answer, Failure> {
        let asked = Asked { document, what, stands: stands.clone(), now: now() };
        if stands.count() > room::MANY {
            let JobEnd::Done(answer) = employ(Job::Points(to_bytes(&asked))).await else {
                return Err(Failure::Blocked);
            };
            return from_bytes(&answer).ok_or(Failure::Lost);
        }
        let known = self.watch.documents.borrow_mut().entry(document).or_default().known.clone();
        let (answer, known) = mirror.about_points(&asked, known).await?;
        self.watch.documents.borrow_mut().entry(document).or_default().known = known;
        Ok(answer)
    }

    async fn answer(
        &self,
        mirror: &IndexedStore,
        document: DocumentId,
        annotations: &AnnotationSet,
        question: PointQuestion,
    ) -> Result<Action, Failure> {
        match question {
            PointQuestion::Set(name) => {
                self.set_point(mirror, (document, Because::Wanted, &name), annotations).await?;
            }
            PointQuestion::Forget(at) => {
                self.ask_points(mirror, document, annotations, Ask::Forget(at)).await?;
            }
            PointQuestion::View(at) => {
                let Answer::Then(point, then) =
                    self.ask_points(mirror, document, annotations, Ask::Then(at)).await?
                else {
                    return Err(Failure::Lost);
                };
                return Ok(Action::View(Rc::new(Viewing { document, point, then })));
            }
            PointQuestion::List => {}
        }
        let Answer::All(all) = self.ask_points(mirror, document, annotations, Ask::All).await? else {
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
