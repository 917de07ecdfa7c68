//! The whole page: reads what is stored, shows it, and keeps what changes.

use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::address::use_address;
use super::annex::{Annex, use_annexes};
use super::article::Article;
use super::autosave::{Autosave, use_autosave};
use super::breakdown::use_breakdown;
use super::controls::Button;
use super::dialog::use_dialog;
use super::dropping::use_file_drop;
use super::effect::use_effect_with;
use super::errands::use_errands;
use super::find_bar::use_find_bar;
use super::importing::file_picker;
use super::keyboard::use_keyboard;
use super::list::list;
use super::notice::{notices, use_passing};
use super::outline::outline;
use super::searching::use_search;
use super::session::{Action, Session, SessionHandle, first_text};
use super::top_bar::top_bar;
use crate::browser::{
    FocusWatch, is_anything_stored, on_scheme_change, set_language, set_theme, set_type, show_failure,
};
use crate::edit::EditorState;
use crate::formats;

/// What the page begins with.
struct Start {
    keeper: Rc<Autosave>,
    session: Session,
    focus: FocusWatch,
}

/// Shows the page, once what is stored can be read. Nothing is shown where it cannot: work that seems to be gone would be
/// done anew.
pub fn start() {
    spawn_local(async {
        if !is_anything_stored() || Annex::Records.open().await {
            yew::Renderer::<App>::new().render();
        } else {
            show_failure();
        }
    });
}

fn begin() -> Start {
    let shipped: Vec<_> = formats::article().ok().map(Arc::new).into_iter().collect();
    let (keeper, found) = Autosave::open(shipped.clone());
    let first = shipped.first().map(|article| article.id());
    let (project, shown) = (&found.project, keeper.shown());
    let active = match shown {
        // Only the mirror has it.
        Some(id) if project.record(id).is_none() => None,
        _ => shown.filter(|id| project.get(*id).is_some()).or_else(|| first_text(project, first)),
    };
    let editor = EditorState::new(project.clone(), active);
    let session = Session::new(editor, found, first, shown);
    Start { keeper: Rc::new(keeper), session, focus: FocusWatch::new() }
}

#[component]
fn App() -> Html {
    let start = use_memo((), |()| begin());
    let session = use_reducer_eq({
        let start = start.clone();
        move || start.session.clone()
    });
    use_breakdown(&session);
    #[cfg(feature = "bench")]
    super::bench::see(&session, &start.keeper);
    use_autosave(&session, &start.keeper);
    use_keyboard(&session);
    use_annexes(&session);
    use_errands(&session);
    use_appearance(&session);
    use_address(&session);
    use_mended_focus(&session, &start);
    let dialog = use_dialog(&session);
    let find_bar = use_find_bar(&session);
    use_search(&session);
    let drop = use_file_drop(&session);
    use_passing(&session);
    let is_waiting = !session.waiting.is_empty();
    let selecting = session.editor.selection.is_some();
    html! {
        <div class={classes!("page", selecting.then_some("selecting"), is_waiting.then_some("waiting"))} ondragenter={drop.over.clone()} ondragover={drop.over} ondragleave={drop.leave} ondrop={drop.drop}>
            { Button::new(session.messages().skip).class("skip").asks(&session.dispatcher(), Action::Read) }
            { top_bar(&session) }
            { notices(&session) }
            <div class="desk">
                { outline(&session) }
                <Article session={session.clone()} turn={session.turn} keeper={start.keeper.clone()} />
                { find_bar }
                { list(&session) }
            </div>
            { file_picker(&session) }
            { dialog }
            if drop.is_over {
                <div class="drop-here" aria-hidden="true">{ session.messages().drop_here }</div>
            }
        </div>
    }
}

/// Theme and language on the root element, also when the system changes its mind.
#[hook]
fn use_appearance(session: &SessionHandle) {
    use_effect_with(session.settings.clone(), |settings| {
        set_theme(settings.effective_theme());
        set_language(settings.messages().language);
        set_type(settings.size, if settings.is_sans { "sans" } else { "" });
        let settings = settings.clone();
        let guard = on_scheme_change(move |_| set_theme(settings.effective_theme()));
        move || drop(guard)
    });
}

/// After each change, gives the focus on where what had it went: in the list to the open row, else to the text.
#[hook]
fn use_mended_focus(session: &SessionHandle, start: &Rc<Start>) {
    let start = start.clone();
    use_effect_with(session.revision, move |_| start.focus.mend(".row.current .summary", "[data-text]"));
}
