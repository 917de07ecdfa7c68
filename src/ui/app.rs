//! The whole page: reads what is stored, shows it, and keeps what changes.

use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::JsCast;
use web_sys::DragEvent;
use yew::prelude::*;

use super::article::Article;
use super::autosave::{Keeper, use_autosave};
use super::help::Help;
use super::importing::{FilePicker, ImportDialog, PendingRef, open_file};
use super::keyboard::use_keyboard;
use super::list::List;
use super::notice::Notices;
use super::outline::Outline;
use super::session::{Dialog, Session, SessionHandle};
use super::top_bar::TopBar;
use crate::browser::{LocalStore, on_scheme_change, set_language, set_theme};
use crate::edit::EditorState;
use crate::formats;

/// What the page begins with.
struct Start {
    keeper: Rc<Keeper>,
    session: Session,
}

fn start() -> Start {
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    let (keeper, found) = Keeper::open(Box::new(LocalStore::new()), shipped.clone());
    let first = shipped.first().map(|article| article.id());
    let open = |id| found.project.get(id).is_some();
    let active = first
        .filter(|id| open(*id))
        .or_else(|| found.project.documents().next().map(|annotated| annotated.document.id()));
    let editor = EditorState::new(found.project, active);
    let session = Session::new(editor, found.clock, found.settings, found.unread);
    Start { keeper: Rc::new(keeper), session }
}

#[component]
pub fn App() -> Html {
    let start = use_memo((), |()| start());
    let session = use_reducer_eq({
        let start = start.clone();
        move || start.session.clone()
    });
    use_autosave(&session, &start.keeper);
    use_keyboard(&session);
    use_appearance(&session);
    let dialog = match &session.dialog {
        Some(Dialog::Help) => html! { <Help /> },
        Some(Dialog::Import(pending)) => html! { <ImportDialog pending={PendingRef(pending.clone())} /> },
        None => html! {},
    };
    html! {
        <ContextProvider<SessionHandle> context={session.clone()}>
            <FileDrop>
                <TopBar />
                <Notices />
                <div class="desk">
                    <Outline />
                    <Article />
                    <List />
                </div>
                <FilePicker />
                { dialog }
            </FileDrop>
        </ContextProvider<SessionHandle>>
    }
}

/// Theme and language on the root element, also when the system changes its mind.
#[hook]
fn use_appearance(session: &SessionHandle) {
    let settings = session.settings.clone();
    use_effect_with(settings, |settings| {
        set_theme(settings.effective_theme());
        set_language(settings.messages().language);
        let settings = settings.clone();
        let guard = on_scheme_change(move |_| set_theme(settings.effective_theme()));
        move || drop(guard)
    });
}

#[derive(Properties, PartialEq)]
struct FileDropProps {
    children: Html,
}

/// Takes a file that is dropped anywhere on the page.
#[component]
fn FileDrop(FileDropProps { children }: &FileDropProps) -> Html {
    let session = super::session::use_session();
    let messages = session.messages();
    let over = use_state(|| false);
    let dispatch = session.dispatcher();
    let has_file = |event: &DragEvent| {
        let types = event.data_transfer().map(|transfer| transfer.types());
        types.is_some_and(|types| types.iter().any(|name| name.as_string().as_deref() == Some("Files")))
    };
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            if has_file(&event) {
                event.prevent_default();
                over.set(true);
            }
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            if event.related_target().is_none() {
                over.set(false);
            }
        })
    };
    let ondrop = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            over.set(false);
            let files = event.data_transfer().and_then(|transfer| transfer.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                event.prevent_default();
                open_file(dispatch.clone(), messages, file.unchecked_into());
            }
        })
    };
    html! {
        <div class="page" {ondragover} {ondragleave} {ondrop}>
            { children.clone() }
            if *over {
                <div class="drop-here" aria-hidden="true">{ messages.drop_here }</div>
            }
        </div>
    }
}
