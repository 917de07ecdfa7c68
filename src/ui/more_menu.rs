//! What is seldom needed: appearance, language, the reader's name, the shortcuts, the text alone.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::session::{Action, Dialog, SessionHandle};
use super::settings::Settings;
use super::top_bar::download;
use crate::decoration::Theme;
use crate::i18n;

pub fn more_menu(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let settle = |change: fn(&mut Settings, String)| {
        let (dispatch, settings) = (session.dispatcher(), session.settings.clone());
        Callback::from(move |value: String| {
            let mut settings = settings.clone();
            change(&mut settings, value);
            dispatch.dispatch(Action::Settle(settings));
        })
    };
    let chosen = |event: Event| event.target_unchecked_into::<HtmlSelectElement>().value();
    let set_theme = settle(|settings, name| settings.theme = Theme::from_name(&name)).reform(chosen);
    let set_language =
        settle(|settings, language| settings.language = Some(i18n::choose([&*language]).language))
            .reform(chosen);
    let set_name = settle(|settings, name| settings.name = name.trim().into())
        .reform(|event: Event| event.target_unchecked_into::<HtmlInputElement>().value());
    let themes = [
        ("", messages.theme_auto),
        (Theme::Light.name(), messages.theme_light),
        (Theme::Dark.name(), messages.theme_dark),
        (Theme::Sepia.name(), messages.theme_sepia),
    ];
    let theme = session.settings.theme.map_or("", Theme::name);
    let text = session.clone();
    let dispatch = session.dispatcher();
    html! {
        <details class="more">
            <summary>{ messages.more }</summary>
            <div class="sheet">
                <label>
                    <span>{ messages.theme }</span>
                    <select onchange={set_theme}>
                        for (name, says) in themes {
                            <option value={name} selected={name == theme}>{ says }</option>
                        }
                    </select>
                </label>
                <label>
                    <span>{ messages.ui_language }</span>
                    <select onchange={set_language}>
                        for one in i18n::ALL {
                            <option value={one.language} lang={one.language} selected={one.language == messages.language}>{ one.name }</option>
                        }
                    </select>
                </label>
                <label>
                    <span>{ messages.your_name }</span>
                    <input type="text" value={session.settings.name.to_string()} onchange={set_name} />
                    <small>{ messages.your_name_hint }</small>
                </label>
                <button type="button" onclick={move |_| download(&text, "plain-text")}>{ messages.download_text }</button>
                <button type="button" onclick={move |_| dispatch.dispatch(Action::Open(Dialog::Help))}>{ messages.help }</button>
            </div>
        </details>
    }
}
