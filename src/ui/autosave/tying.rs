//! Writes the files that texts are tied to: after each time that everything was brought to the disk, and read back each
//! time. What somebody else wrote into one meanwhile is joined, and never written over unseen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;

use super::Autosave;
use crate::browser::{TiedFile, now};
use crate::formats::{self, Source};
use crate::model::{Annotated, AnnotationSet, Bundle, Project, SmallMap, TagScheme};
use crate::storage::{Level, Standing};
use crate::text::DocumentId;
use crate::ui::session::{Action, Session};
use crate::ui::tying::{Tied, TiedFailure, TiedState, Tying, not_tied};

/// What the autosave knows of files.
#[derive(Default)]
pub struct Ties {
    of: RefCell<SmallMap<DocumentId, Tie>>,
    /// As it was last handed over.
    project: RefCell<Project>,
    heard: Cell<u32>,
    is_writing: Cell<bool>,
}

/// A text's file.
#[derive(Clone)]
struct Tie {
    file: Rc<TiedFile>,
    /// What it was last seen to hold, by its hash.
    held: Option<DocumentId>,
    /// What was last written, or tried in vain.
    tried: Option<Held>,
    state: TiedState,
}

/// What a file of a text says.
type Held = (AnnotationSet, Arc<TagScheme>);

fn said_of(project: &Project, document: DocumentId) -> Option<Held> {
    Some((project.record(document)?.annotations.clone(), project.scheme.clone()))
}

impl Tie {
    fn new(file: TiedFile, held: Option<DocumentId>, may: bool) -> Self {
        let state = if may { TiedState::Ready(0) } else { TiedState::Forbidden };
        Self { file: Rc::new(file), held, tried: None, state }
    }

    /// This was written, or tried.
    fn has_tried(&self, said: &Held) -> bool {
        let tried = self.tried.as_ref();
        tried.is_some_and(|tried| tried.0.is_same(&said.0) && Arc::ptr_eq(&tried.1, &said.1))
    }
}

/// What became of a file.
enum Outcome {
    Holds(DocumentId),
    /// Somebody else wrote this into it, which has this hash.
    Found(Bundle, DocumentId),
    Failed(TiedFailure),
}

impl Autosave {
    /// Does what the session wishes, and writes what is due.
    pub fn tend(self: &Rc<Self>, session: &Session) {
        self.ties.project.replace(session.present().project.clone());
        let wish = session.tie_wish.as_ref();
        if let Some(wish) = wish.filter(|wish| wish.number != self.ties.heard.get()) {
            self.ties.heard.set(wish.number);
            self.obey(&wish.what, session);
        }
        let is_kept = match &session.standing {
            Standing::Kept { level, .. } => *level >= Level::Power || self.mirror.borrow().is_none(),
            Standing::Nothing | Standing::Failed { .. } => true,
            Standing::Awaited => false,
        };
        // A file that holds everything is not written over with a part of it.
        if is_kept && !self.ties.is_writing.get() && !session.is_partial() {
            self.write_next();
        }
    }

    fn obey(self: &Rc<Self>, what: &Tying, session: &Session) {
        let Some(document) = session.present().active else { return };
        let autosave = self.clone();
        match what {
            Tying::Pick => {
                let title = session
                    .present()
                    .shown()
                    .map_or_else(String::new, |shown| session.title(&shown.document));
                let suggested = crate::text::safe_file_name(&[&*title, ".json"].concat());
                let refused = not_tied(session);
                spawn_local(async move {
                    let Some(file) = TiedFile::pick(&suggested).await else { return };
                    if file.may_be_written(true).await {
                        autosave.tie(document, file).await;
                    } else {
                        autosave.dispatch(refused);
                    }
                });
            }
            Tying::Ask => {
                let Some(file) = self.ties.of.borrow().get(&document).map(|tie| tie.file.clone()) else {
                    return;
                };
                spawn_local(async move {
                    if file.may_be_written(true).await {
                        autosave.change(document, |tie| tie.state = TiedState::Ready(0));
                    }
                });
            }
            Tying::Untie => spawn_local(async move {
                autosave.ties.of.borrow_mut().remove(&document);
                autosave.say_how_files_stand();
                if let Some(mirror) = autosave.opened_mirror().await {
                    // Where it cannot be forgotten, the reader unties it once more.
                    let _ = mirror.untie(document).await;
                }
            }),
            Tying::Resume => spawn_local(async move { autosave.resume_ties().await }),
            Tying::Told(_) | Tying::Found(_) | Tying::Offered | Tying::Unfiled(..) => {}
        }
    }

    async fn tie(self: &Rc<Self>, document: DocumentId, file: TiedFile) {
        if let Some(mirror) = self.opened_mirror().await {
            // Else it is tied for this visit.
            let _ = mirror.tie(document, &file, None).await;
        }
        self.ties.of.borrow_mut().insert(document, Tie::new(file, None, true));
        self.say_how_files_stand();
    }

    async fn resume_ties(self: &Rc<Self>) {
        let Some(mirror) = self.opened_mirror().await else { return };
        for tie in mirror.ties().await.unwrap_or_default() {
            let may = tie.file.may_be_written(false).await;
            if !self.ties.of.borrow().contains_key(&tie.document) {
                self.ties.of.borrow_mut().insert(tie.document, Tie::new(tie.file, tie.held, may));
            }
        }
        self.say_how_files_stand();
    }

    /// A new mirror knows none of the files yet.
    pub(super) async fn keep_ties(&self) {
        let ties: Vec<_> =
            self.ties.of.borrow().iter().map(|(document, tie)| (*document, tie.clone())).collect();
        let Some(mirror) = self.mirror.borrow().clone().filter(|_| self.had_mirror.get()) else { return };
        for (document, tie) in ties {
            // Else it is tied for this visit.
            let _ = mirror.tie(document, &tie.file, tie.held).await;
        }
    }

    fn change(self: &Rc<Self>, document: DocumentId, change: impl FnOnce(&mut Tie)) {
        // It may have been untied meanwhile.
        let tie = self.ties.of.borrow_mut().remove(&document);
        if let Some(mut tie) = tie {
            change(&mut tie);
            self.ties.of.borrow_mut().insert(document, tie);
        }
        self.say_how_files_stand();
    }

    fn say_how_files_stand(self: &Rc<Self>) {
        let of = self.ties.of.borrow();
        let told = of.iter().map(|(document, tie)| Tied {
            document: *document,
            name: tie.file.name(),
            state: tie.state,
        });
        let told = Rc::new(told.collect());
        drop(of);
        self.dispatch(Action::Tie(Tying::Told(told)));
        self.tell();
    }

    /// Writes the first file that does not hold what its text says now. When that is done, the session hears of it, and
    /// the next is looked for.
    fn write_next(self: &Rc<Self>) {
        if self.is_gathering.get() {
            return;
        }
        let project = self.ties.project.borrow().clone();
        let due = self.ties.of.borrow().iter().find_map(|(document, tie)| {
            let said = said_of(&project, *document)?;
            let is_due = tie.state != TiedState::Forbidden && !tie.has_tried(&said);
            is_due.then(|| (*document, tie.clone(), said))
        });
        let Some((document, tie, said)) = due else { return };
        self.ties.is_writing.set(true);
        let autosave = self.clone();
        spawn_local(async move {
            let outcome = match project.record(document) {
                Some(annotated) => write(&tie, annotated, &project.scheme).await,
                None => Outcome::Failed(TiedFailure::Strange),
            };
            autosave.ties.is_writing.set(false);
            autosave.hear_outcome(document, &tie.file, said, outcome).await;
        });
    }

    async fn hear_outcome(
        self: &Rc<Self>,
        document: DocumentId,
        file: &TiedFile,
        said: Held,
        outcome: Outcome,
    ) {
        match outcome {
            Outcome::Holds(hash) => {
                let mirror = self.mirror.borrow().clone();
                if let Some(mirror) = mirror {
                    // What is not remembered of it is joined the next time.
                    let _ = mirror.tie(document, file, Some(hash)).await;
                }
                self.change(document, |tie| {
                    (tie.held, tie.tried, tie.state) = (Some(hash), Some(said), TiedState::Ready(now()));
                });
            }
            Outcome::Found(bundle, hash) => {
                self.dispatch(Action::Tie(Tying::Found(Rc::new(bundle))));
                self.change(document, |tie| tie.held = Some(hash));
            }
            Outcome::Failed(failure) => self.change(document, |tie| {
                (tie.tried, tie.state) = (Some(said), TiedState::Failed(failure));
            }),
        }
    }

    /// What may be said where everything is on the disk: that it is in files too, if each text with annotations is.
    pub fn raised(&self, standing: Standing) -> Standing {
        let of = self.ties.of.borrow();
        let project = self.ties.project.borrow();
        let mut worked_on = project.documents().filter(|open| !open.annotations.is_empty());
        let file_of = |open: &Annotated| of.get(&open.document.id());
        let since = |open: &Annotated| {
            let (tie, said) = (file_of(open)?, said_of(&project, open.document.id())?);
            match tie.state {
                TiedState::Ready(at) if at > 0 && tie.has_tried(&said) => Some(at),
                TiedState::Ready(_) | TiedState::Forbidden | TiedState::Failed(_) => None,
            }
        };
        let latest = worked_on.try_fold(0, |latest, open| Some(since(open)?.max(latest)));
        match (standing, latest) {
            (Standing::Kept { level: Level::Power, .. }, Some(at)) if at > 0 => {
                Standing::Kept { level: Level::File, at }
            }
            (standing, _) => standing,
        }
    }
}

/// Writes what a text says into its file, and reads it back.
async fn write(tie: &Tie, annotated: &Annotated, scheme: &TagScheme) -> Outcome {
    let Some(text) = formats::project_file(annotated, scheme) else {
        return Outcome::Failed(TiedFailure::Unwritable);
    };
    let hash = DocumentId::of(&text);
    let Ok(found) = tie.file.read().await else { return Outcome::Failed(TiedFailure::Unreadable) };
    if found == text {
        return Outcome::Holds(hash);
    }
    let theirs = DocumentId::of(&found);
    if !found.is_empty() && tie.held != Some(theirs) {
        let name = tie.file.name();
        let read = formats::read(&Source { name: &name, text: &found });
        let read = read.ok().filter(|reading| reading.bundle.document.id() == annotated.document.id());
        return match read {
            Some(reading) => Outcome::Found(reading.bundle, theirs),
            None => Outcome::Failed(TiedFailure::Strange),
        };
    }
    if tie.file.write(&text).await.is_err() {
        return Outcome::Failed(TiedFailure::Unwritable);
    }
    match tie.file.read().await {
        Ok(back) if back == text => Outcome::Holds(hash),
        Ok(_) => Outcome::Failed(TiedFailure::Mismatch),
        Err(_) => Outcome::Failed(TiedFailure::Unreadable),
    }
}
