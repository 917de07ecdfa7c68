//! What is seldom needed, in sections: how the page looks, the reader's work, files, what is kept, help. The button is
//! always there, the sheet lies behind the annex `dialogs`.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::annex;
use super::controls::{Button, choice};
use super::errands::Errand;
use super::find::Finding;
use super::looking::Points;
use super::pen::pen_choice;
use super::promise::promise;
use super::reach::Reach;
use super::session::{Action, Dialog, SessionHandle};
use super::settings::{SIZES, Settings};
use super::tying::file_rows;
use crate::browser::focus_in_place;
use crate::decoration::Theme;
use crate::i18n;

/// The id of the sheet.
const SHEET: &str = "more";

/// The button, and the sheet once there is something on it. The browser itself opens it by the button then.
pub fn more_menu(session: &SessionHandle) -> Html {
    let button = Button::new(session.messages().more);
    let dialogs = annex::dialogs();
    let (button, action) = match dialogs {
        Some(_) => (button.with("popovertarget", SHEET), Action::Dismiss),
        None => (button, Action::Run(Errand::Menu)),
    };
    html! {
        <>
            { button.asks(&session.dispatcher(), action) }
            if let Some(dialogs) = dialogs {
                <div id={SHEET} class="sheet" popover="auto">{ (dialogs.menu)(session) }</div>
            }
        </>
    }
}

fn sheet_element() -> Option<HtmlElement> {
    gloo::utils::document().get_element_by_id(SHEET)?.dyn_into().ok()
}

/// Closes the menu, if it is open, when the focus goes elsewhere: else it would take it back.
pub fn close_menu() {
    if let Some(menu) = sheet_element() {
        // Refused where it is closed already.
        let _ = menu.hide_popover();
    }
}

/// Opens it, with the focus on its first control; where it is open already, the browser refuses and it stays.
pub fn open_menu() {
    let Some(menu) = sheet_element() else { return };
    let _ = menu.show_popover();
    let first = menu.query_selector("select").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        focus_in_place(&first);
    }
}

/// A sentence of the list of shortcuts, which begin small there.
fn capital(says: &str) -> String {
    let mut says = says.to_owned();
    if let Some(first) = says.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    says
}

/// The name of the other face.
const SANS: &str = "sans";

/// What stands on the sheet.
pub fn sheet(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let words = messages.menu();
    let dispatch = session.dispatcher();
    let settle = |change: fn(&mut Settings, &str)| {
        let settings = session.settings.clone();
        move |value: String| {
            let mut settings = settings.clone();
            change(&mut settings, &value);
            Some(Action::Settle(settings))
        }
    };
    let themes = [
        ("", words.theme_auto),
        (Theme::Light.name(), words.theme_light),
        (Theme::Dark.name(), words.theme_dark),
        (Theme::Sepia.name(), words.theme_sepia),
    ];
    let themes = themes.map(|(name, says)| (name.into(), says.into())).to_vec();
    let theme = session.settings.theme.map_or("", Theme::name);
    let set_theme = settle(|settings, name| settings.theme = Theme::from_name(name));
    let sizes = SIZES.into_iter().zip(words.sizes).map(|(name, says)| (name.into(), says.into())).collect();
    let set_size = settle(|settings, name| {
        settings.size = SIZES.into_iter().find(|size| *size == name).unwrap_or_default();
    });
    let faces = vec![("".into(), words.serif.into()), (SANS.into(), words.sans.into())];
    let face = if session.settings.is_sans { SANS } else { "" };
    let set_face = settle(|settings, name| settings.is_sans = name == SANS);
    let languages = i18n::ALL.iter().map(|one| (one.language.into(), one.name.into())).collect();
    let set_language =
        settle(|settings, language| settings.language = Some(i18n::choose([language]).language));
    let set_name = {
        let (dispatch, set) = (dispatch.clone(), settle(|settings, name| settings.name = name.trim().into()));
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            if let Some(action) = set(field.value()) {
                dispatch.dispatch(action);
            }
        })
    };
    html! {
        <div class="sections">
            <section>
                <h2>{ words.view }</h2>
                <span>{ words.theme }</span>
                { choice(words.theme, theme, themes, &dispatch, set_theme) }
                <span>{ words.size }</span>
                { choice(words.size, session.settings.size, sizes, &dispatch, set_size) }
                <span>{ words.face }</span>
                { choice(words.face, face, faces, &dispatch, set_face) }
                <span>{ words.ui_language }</span>
                { choice(words.ui_language, messages.language, languages, &dispatch, set_language) }
            </section>
            <section>
                <h2>{ words.work }</h2>
                <label for="reader">{ messages.your_name }</label>
                <input id="reader" type="text" maxlength="10000" value={session.settings.name.to_string()} onchange={set_name} />
                <small>{ words.your_name_hint }</small>
                <span>{ messages.pen }</span>
                { pen_choice(session) }
                { Button::new(messages.scheme).asks(&dispatch, Action::Open(Dialog::Scheme(None))) }
                { Button::new(&capital(messages.shortcuts.find)).asks(&dispatch, Action::Find(Finding::Open)) }
                { Button::new(&capital(messages.shortcuts.unmarked)).asks(&dispatch, Action::Reach(Reach::Unmarked)) }
            </section>
            <section>
                <h2>{ words.files }</h2>
                { file_rows(session) }
                { Button::new(messages.download_text).asks(&dispatch, Action::Run(Errand::ExportText)) }
            </section>
            <section>
                <h2>{ words.kept }</h2>
                <small>{ (words.room)(session.used) }</small>
                { promise(session) }
                { Button::new(messages.restore_points).asks(&dispatch, Action::Points(Points::List)) }
                { Button::new(messages.erase).asks(&dispatch, Action::Open(Dialog::Erase)) }
            </section>
            <section>
                <h2>{ words.help }</h2>
                { Button::new(messages.help).asks(&dispatch, Action::Open(Dialog::Help)) }
            </section>
        </div>
    }
}
