//! The whole page: reads what is stored, shows it, and keeps what changes.

use std::rc::Rc;
use std::sync::Arc;

use yew::prelude::*;

use super::controls::{Button, SessionHandle, use_effect_with};
use super::files::{TakeFile, use_file_drop, use_file_picker};
use super::find::use_find_bar;
use super::keyboard::use_keyboard;
use super::lazy;
use super::list::list;
use super::page::{
    link_to, notices, outline, top_bar, use_appearance, use_deep_link, use_dialog, use_menu,
    use_panic_screen, use_passing,
};
use super::persistence::{PersistenceDriver, use_autosave};
use super::text::{Article, Places};
use crate::browser::{FocusWatch, languages, lowercase, new_id, now, prefers_dark, time_of_day};
use crate::edit::EditorState;
use crate::formats;
use crate::session::{Core, Environment, Loading, Session, first_text, selecting};

/// What the page begins with.
struct Start {
    driver: Rc<PersistenceDriver>,
    session: Session,
    focus: FocusWatch,
}

/// Shows the page.
pub fn start() {
    yew::Renderer::<App>::new().render();
}

fn begin() -> Start {
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    let (driver, found) = PersistenceDriver::open(shipped.clone());
    let first = shipped.first().map(|article| article.id());
    let (project, shown_last) = (&found.project, driver.shown());
    let active = match shown_last {
        // Only the mirror has it.
        Some(id) if project.record(id).is_none() => None,
        _ => shown_last.filter(|id| project.get(*id).is_some()).or_else(|| first_text(project, first)),
    };
    let editor = EditorState::new(project.clone(), active);
    let loading = Loading { shipped: first, shown_last, ..Loading::default() };
    let core = Core::new(editor, found.clock, found.settings, loading, environment());
    driver.fetch_by(Rc::new(lazy::fetch), lazy::linked_file_driver);
    let session = Session::new(core, found.unread, found.copies);
    Start { driver: Rc::new(driver), session, focus: FocusWatch::new() }
}

fn environment() -> Environment {
    Environment {
        now,
        new_id,
        time_of_day,
        lowercase,
        link_to,
        finder: lazy::finder,
        importer: lazy::importer,
        languages: languages().into(),
        prefers_dark: prefers_dark(),
    }
}

#[component]
fn App() -> Html {
    let start = use_memo((), |()| begin());
    let session = use_reducer_eq({
        let start = start.clone();
        move || start.session.clone()
    });
    let take = use_memo((), {
        let driver = start.driver.clone();
        move |()| -> TakeFile { Rc::new(move |file| driver.take_file(file)) }
    });
    let places = use_memo((), {
        let driver = start.driver.clone();
        move |()| places(&driver)
    });
    use_panic_screen(&session);
    #[cfg(feature = "bench")]
    super::bench::see(&session, &start.driver);
    use_autosave(&session, &start.driver);
    use_keyboard(&session);
    use_appearance(&session);
    use_deep_link(&session);
    use_menu(&session);
    use_mended_focus(&session, &start);
    let dialog = use_dialog(&session, lazy::dialog_content);
    let find_bar = use_find_bar(&session, lazy::finding().map(|finding| finding.bar));
    let picker = use_file_picker(&session, &take);
    let drop = use_file_drop(&take);
    use_passing(&session);
    let is_waiting = session.modules.is_waiting();
    let selecting = session.core.editor.selection.is_some();
    html! {
        <div class={classes!("page", selecting.then_some("selecting"), is_waiting.then_some("waiting"))} ondragenter={drop.over.clone()} ondragover={drop.over} ondragleave={drop.leave} ondrop={drop.drop}>
            { Button::new(session.core.messages().skip).class("skip").asks(&session.dispatcher(), selecting::Action::FocusText) }
            { top_bar(&session, lazy::dialogs().map(|dialogs| dialogs.menu)) }
            { notices(&session) }
            <div class="desk">
                { outline(&session) }
                <Article session={session.clone()} drawn_steps={session.core.drawn_steps} places={(*places).clone()} />
                { find_bar }
                { list(&session, lazy::finding().map(|finding| finding.bulk)) }
            </div>
            { picker }
            { dialog }
            if drop.is_over {
                <div class="drop-here" aria-hidden="true">{ session.core.messages().drop_here }</div>
            }
        </div>
    }
}

/// Where each text was left, as the stores know it.
fn places(driver: &Rc<PersistenceDriver>) -> Places {
    let (of, leave) = (driver.clone(), driver.clone());
    Places {
        of: Rc::new(move |document| of.place(document)),
        leave: Rc::new(move |document, place| leave.leave_at(document, place)),
    }
}

/// After each change, gives the focus on where what had it went: in the list to the open row, else to the text.
#[hook]
fn use_mended_focus(session: &SessionHandle, start: &Rc<Start>) {
    let start = start.clone();
    use_effect_with(session.core.steps, move |_| start.focus.mend(".row.current .summary", "[data-text]"));
}
