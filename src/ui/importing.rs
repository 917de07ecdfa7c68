//! Opening a file: read it, and hold it with what the reader decides, until the reader agrees to the preview.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use super::annex::{self, Annex};
use super::controls::{Button, Dispatch};
use super::differing::{Deciding, TOGETHER};
use super::notice::{problem, said};
use super::session::{Action, Dialog, Session, SessionHandle};
use super::words::{self, visible};
use crate::browser::{self, Job, JobEnd};
use crate::edit::Group;
use crate::edit::commands::{self, ImportPlan, ImportTerms};
use crate::formats::{ReadError, Reading};
use crate::i18n::Messages;
use crate::model::{Annotation, AnnotationId, Project, SmallMap, Stamp};
use crate::wire::from_bytes;

/// A file that was read and waits for the reader's word, with what was decided about it so far.
#[derive(Debug)]
pub struct Pending {
    /// As it is shown.
    pub name: String,
    pub reading: Rc<Reading>,
    pub terms: ImportTerms,
    /// How many of each group are shown, where it is not as many as at first.
    shown: SmallMap<Group, usize>,
    /// What it would do to a project, as it was last asked.
    planned: RefCell<Option<(Project, Rc<ImportPlan>)>>,
}

impl Pending {
    pub fn new(name: String, reading: Reading) -> Self {
        let (terms, shown, planned) = (ImportTerms::default(), SmallMap::new(), RefCell::default());
        Self { name, reading: Rc::new(reading), terms, shown, planned }
    }

    /// The same file, with something decided.
    pub fn deciding(&self, what: &Deciding) -> Self {
        let (mut terms, mut shown) = (self.terms.clone(), self.shown.clone());
        match what {
            Deciding::One(subject, decision) => {
                terms.decisions = terms.decisions.with(subject.clone(), *decision);
            }
            Deciding::All(group, decision) => {
                terms.decisions = terms.decisions.with_all(*group, Some(*decision));
            }
            Deciding::More(group) => shown.insert(*group, self.shown(*group) + TOGETHER),
        }
        Self {
            name: self.name.clone(),
            reading: self.reading.clone(),
            terms,
            shown,
            planned: RefCell::default(),
        }
    }

    /// How many of a group are shown.
    pub fn shown(&self, group: Group) -> usize {
        self.shown.get(&group).copied().unwrap_or(TOGETHER)
    }

    /// What it would do. It is planned anew only where the project is another, however often the page is drawn.
    pub fn plan(&self, session: &Session) -> Rc<ImportPlan> {
        let state = session.present();
        let mut planned = self.planned.borrow_mut();
        match &*planned {
            Some((project, plan)) if project.is(&state.project) => plan.clone(),
            Some(_) | None => {
                let terms = session.terms_of(self);
                let plan = commands::import_on(state, &self.reading.bundle, &terms, Stamp::ORIGIN);
                let plan = Rc::new(plan);
                *planned = Some((state.project.clone(), plan.clone()));
                plan
            }
        }
    }

    /// The file's copy of an annotation.
    pub fn of_file(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.reading.bundle.annotations.iter().find(|annotation| annotation.id == id)
    }
}

/// How long nobody is told that a file is being read, in milliseconds.
const PATIENCE: u32 = 1_000;

/// The hidden field that the browser's file dialog belongs to.
const PICKER: &str = "file-picker";

/// Asks the browser for its file dialog.
pub fn pick_file() {
    let field = gloo::utils::document().get_element_by_id(PICKER);
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.click();
    }
}

/// The hidden field.
pub fn file_picker(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let dispatch = session.dispatcher();
    let onchange = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = field.files().and_then(|files| files.get(0)) {
            take_file(dispatch.clone(), messages, file);
        }
        // So that the same file can be picked again.
        field.set_value("");
    });
    html! {
        <input id={PICKER} type="file" hidden={true} tabindex="-1" aria-label={messages.open} {onchange} />
    }
}

/// Has a file read; a dialog or a notice says what comes of it.
pub fn take_file(dispatch: Dispatch, messages: &'static Messages, file: File) {
    dispatch.dispatch(Action::Say(said(messages.opening)));
    spawn_local(async move {
        Annex::Files.open().await;
        match annex::files() {
            Some(files) => (files.open)(dispatch, messages, file),
            None => dispatch.dispatch(Action::Say(problem(messages.not_fetched))),
        }
    });
}

/// Has the worker read a file, and shows what it would do. Whoever waits for long is told, and can leave it.
pub fn open_file(dispatch: Dispatch, messages: &'static Messages, file: File) {
    let name = visible(&file.name());
    let is_told = Rc::new(Cell::new(false));
    let waiting = {
        let (dispatch, name, is_told) = (dispatch.clone(), name.clone(), is_told.clone());
        Timeout::new(PATIENCE, move || {
            is_told.set(true);
            dispatch.dispatch(Action::Open(Dialog::Working(name)));
        })
    };
    spawn_local(async move {
        let end = browser::employ(Job::Read(file)).await;
        drop(waiting);
        let (outcome, reading_failed): (Option<Result<Reading, ReadError>>, _) = match end {
            // Its annex did not come.
            JobEnd::Done(bytes) if bytes.is_empty() => (None, messages.not_fetched),
            JobEnd::Done(bytes) => (from_bytes(&bytes), messages.report().reading_failed),
            JobEnd::Failed => (None, messages.report().reading_failed),
            JobEnd::Cancelled => return dispatch.dispatch(Action::CloseDialog),
        };
        let reason = match outcome {
            Some(Ok(reading)) => {
                return dispatch.dispatch(Action::Open(Dialog::Import(Rc::new(Pending::new(name, reading)))));
            }
            Some(Err(error)) => words::read_error(messages, &error),
            None => reading_failed.to_owned(),
        };
        if is_told.get() {
            dispatch.dispatch(Action::CloseDialog);
        }
        dispatch.dispatch(Action::Say(problem((messages.not_opened)(&name, &reason))));
    });
}

/// While a file is read.
pub fn at_work(session: &SessionHandle) -> Html {
    let messages = session.messages();
    html! {
        <>
            <p>{ messages.report().reading }</p>
            <progress aria-label={messages.report().reading} />
            <footer>
                { Button::new(messages.cancel)
                    .class("main")
                    .with("autofocus", "")
                    .does(Callback::from(|_| browser::cancel_job())) }
            </footer>
        </>
    }
}
