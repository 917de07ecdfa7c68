//! What stands on the sheet of the menu, in sections: how the page looks, the reader's work, files, what is kept, help.

use crate::session::commands::FileRequest;
use crate::session::commands::PointQuestion;
use crate::session::linked_file::{FileState, why};
use crate::session::{
    Dialog, SIZES, SelectSegment, Settings, dialogs, exporting, finding, linked_file, pen, preferences,
    restore_points, selecting,
};
use crate::ui::controls::{Asking, Button, SessionHandle, choice, tag_options};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::browser::{day_and_time, has_file_picker, time_of_day};
use crate::decoration::Theme;
use crate::i18n;
use crate::model::TagId;

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
pub fn menu_sheet(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let words = messages.menu();
    let dispatch = session.dispatcher();
    let settle = |change: fn(&mut Settings, &str)| {
        let settings = session.core.settings.clone();
        move |value: String| {
            let mut settings = settings.clone();
            change(&mut settings, &value);
            Some(preferences::Action::Settle(settings))
        }
    };
    let themes = [
        ("", words.theme_auto),
        (Theme::Light.name(), words.theme_light),
        (Theme::Dark.name(), words.theme_dark),
        (Theme::Sepia.name(), words.theme_sepia),
    ];
    let themes = themes.map(|(name, says)| (name.into(), says.into())).to_vec();
    let theme = session.core.settings.theme.map_or("", Theme::name);
    let set_theme = settle(|settings, name| settings.theme = Theme::from_name(name));
    let sizes = SIZES.into_iter().zip(words.sizes).map(|(name, says)| (name.into(), says.into())).collect();
    let set_size = settle(|settings, name| {
        settings.size = SIZES.into_iter().find(|size| *size == name).unwrap_or_default();
    });
    let faces = vec![("".into(), words.serif.into()), (SANS.into(), words.sans.into())];
    let face = if session.core.settings.is_sans { SANS } else { "" };
    let set_face = settle(|settings, name| settings.is_sans = name == SANS);
    let languages = i18n::ALL.iter().map(|one| (one.language.into(), one.name.into())).collect();
    let set_language =
        settle(|settings, language| settings.language = Some(i18n::choose([language]).language));
    let set_name = {
        let (dispatch, set) = (dispatch.clone(), settle(|settings, name| settings.name = name.trim().into()));
        Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            if let Some(action) = set(field.value()) {
                dispatch.ask(action);
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
                { choice(words.size, session.core.settings.size, sizes, &dispatch, set_size) }
                <span>{ words.face }</span>
                { choice(words.face, face, faces, &dispatch, set_face) }
                <span>{ words.ui_language }</span>
                { choice(words.ui_language, messages.language, languages, &dispatch, set_language) }
            </section>
            <section>
                <h2>{ words.work }</h2>
                <label for="reader">{ messages.your_name }</label>
                <input id="reader" type="text" maxlength="10000" value={session.core.settings.name.to_string()} onchange={set_name} />
                <small>{ words.your_name_hint }</small>
                <span>{ messages.pen }</span>
                { pen_choice(session) }
                { Button::new(messages.scheme).asks(&dispatch, dialogs::Action::Open(Dialog::TagScheme(None))) }
                { Button::new(&capital(messages.shortcuts.find)).asks(&dispatch, finding::Action::Open) }
                { Button::new(&capital(messages.shortcuts.unmarked)).asks(&dispatch, selecting::Action::Segment(SelectSegment::NextUnmarked)) }
            </section>
            <section>
                <h2>{ words.files }</h2>
                { file_rows(session) }
                { Button::new(messages.download_text).asks(&dispatch, exporting::Action::Text) }
            </section>
            <section>
                <h2>{ words.kept }</h2>
                <small>{ (words.room)(session.saving.used_percent) }</small>
                { storage_promise(session) }
                { Button::new(messages.restore_points).asks(&dispatch, restore_points::Action::Ask(PointQuestion::List)) }
                { Button::new(messages.erase).asks(&dispatch, dialogs::Action::Open(Dialog::Erase)) }
            </section>
            <section>
                <h2>{ words.help }</h2>
                { Button::new(messages.help).asks(&dispatch, dialogs::Action::Open(Dialog::Help)) }
            </section>
        </div>
    }
}

/// The tag in the pen, to be chosen.
fn pen_choice(session: &SessionHandle) -> Html {
    let messages = session.core.messages();
    let mut options = vec![(AttrValue::default(), AttrValue::from("—"))];
    options.extend(tag_options(&session.core.editor.project.scheme, messages));
    let armed = session.pen.armed(&session.core).map_or("", |tag| tag.id.as_str());
    choice(messages.pen, armed, options, &session.dispatcher(), |tag| {
        Some(TagId::new(&tag).map_or(pen::Action::PutDown, pen::Action::Take))
    })
}

/// What the menu says of the file.
fn file_rows(session: &SessionHandle) -> Html {
    let words = session.core.messages().files();
    let dispatch = session.dispatcher();
    let row = |says: &str, request: FileRequest| {
        Button::new(says).asks(&dispatch, linked_file::Action::Request(request))
    };
    let linked = session.linked_file.here(&session.core);
    let says = linked.map(|file| match file.state {
        FileState::Ready(0) => (words.tied)(&file.name, ""),
        FileState::Ready(at) => (words.tied)(&file.name, &time_of_day(at)),
        FileState::Forbidden => (words.forbidden)(&file.name),
        FileState::Failed(failure) => (words.failed)(&file.name, why(words, failure)),
    });
    html! {
        <>
            if let Some(says) = says {
                <small>{ says }</small>
            }
            if linked.is_some_and(|file| file.state == FileState::Forbidden) {
                { row(words.ask, FileRequest::Ask) }
            }
            if linked.is_some() {
                { row(words.untie, FileRequest::Unlink) }
            } else if has_file_picker() {
                { row(words.tie, FileRequest::Link) }
            }
            if let (None, Some(at)) = (linked, session.linked_file.offered_at) {
                <small>{ (words.offered)(&day_and_time(at)) }</small>
            }
            if linked.is_none() && session.core.unexported_edits > 0 {
                <small>{ (words.unfiled)(session.core.unexported_edits) }</small>
                { Button::new(session.core.messages().download_everything).asks(&dispatch, exporting::Action::Everything) }
            }
        </>
    }
}

/// How long the browser keeps what is stored, as far as it says. Nothing tells a private window, which forgets all of it: see
/// `docs/reliability.md`.
fn storage_promise(session: &SessionHandle) -> Html {
    let words = session.core.messages().storage_promise();
    match session.saving.is_promised {
        Some(true) => html! { <small>{ words.given }</small> },
        Some(false) => html! { <small>{ words.not_given }</small> },
        None => html! {},
    }
}
