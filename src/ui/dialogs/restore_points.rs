//! The restore points of the text that is shown.

use crate::session::commands::PointQuestion;
use crate::session::dialog::ListedPoint;
use crate::session::{dialogs, restore_points};
use crate::ui::controls::{Asking, Button, SessionHandle, point_name};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use crate::browser::day_and_time;
use crate::i18n::PointWords;
use crate::storage::Contrast;

/// What stands in the dialog, the newest first.
pub fn restore_points(session: &SessionHandle, points: &[ListedPoint]) -> Html {
    let words = session.core.messages().points();
    let dispatch = session.dispatcher();
    html! {
        <>
            <p>{ words.about }</p>
            { set_form(session) }
            if points.is_empty() {
                <p>{ words.none_yet }</p>
            }
            <ol class="points">
                for listed in points.iter().rev() {
                    { item(session, words, listed) }
                }
            </ol>
            <footer>
                { Button::new(session.core.messages().close).class("main").asks(&dispatch, dialogs::Action::Close) }
            </footer>
        </>
    }
}

/// Sets a point by its button or by Enter.
fn set_form(session: &SessionHandle) -> Html {
    let words = session.core.messages().points();
    let dispatch = session.dispatcher();
    let set = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<Element>().ok());
        let field = form.and_then(|form| form.query_selector("input").ok().flatten());
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            dispatch.ask(restore_points::Action::Ask(PointQuestion::Set(field.value().trim().into())));
            field.set_value("");
        }
    });
    html! {
        <form class="line" onsubmit={set}>
            <input aria-label={words.name} placeholder={words.name} autocomplete="off" />
            <button>{ words.set }</button>
        </form>
    }
}

fn item(session: &SessionHandle, words: &PointWords, listed: &ListedPoint) -> Html {
    let ListedPoint { point, contrast } = listed;
    let dispatch = session.dispatcher();
    let when = day_and_time(point.at);
    let button = |says: &str, what: PointQuestion| {
        Button::new(says)
            .with("aria-label", [says, " ", &when].concat())
            .asks(&dispatch, restore_points::Action::Ask(what))
    };
    html! {
        <li key={point.at.to_string()}>
            <strong>{ when.clone() }</strong>
            <span><bdi>{ point_name(words, point) }</bdi></span>
            <small>
                { (session.core.messages().list_count)(point.count as usize) }
                { " · " }
                { otherwise(words, *contrast) }
            </small>
            <div class="line">
                { button(words.look, PointQuestion::View(point.at)) }
                { button(words.forget, PointQuestion::Forget(point.at)) }
            </div>
        </li>
    }
}

fn otherwise(words: &PointWords, contrast: Contrast) -> String {
    let Contrast { added, removed, changed } = contrast;
    let parts = [(added, words.added), (removed, words.removed), (changed, words.changed)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, says)| says(count)).collect();
    if parts.is_empty() { words.same.to_owned() } else { parts.join(words.comma) }
}
