//! The restore points of the text that is shown, and the bar over the page while one of them is looked at.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::controls::Button;
use super::looking::{Points, Told};
use super::session::{Action, SessionHandle};
use crate::browser::day_and_time;
use crate::i18n::PointWords;
use crate::storage::{Because, Contrast, Point};

/// What stands in the dialog, the newest first.
pub fn point_list(session: &SessionHandle, points: &[Told]) -> Html {
    let words = session.messages().points();
    let dispatch = session.dispatcher();
    html! {
        <>
            <p>{ words.about }</p>
            { set_form(session) }
            if points.is_empty() {
                <p>{ words.none_yet }</p>
            }
            <ol class="points">
                for told in points.iter().rev() {
                    { item(session, words, told) }
                }
            </ol>
            <footer>
                { Button::new(session.messages().close).class("main").asks(&dispatch, Action::CloseDialog) }
            </footer>
        </>
    }
}

/// Sets a point by its button or by Enter.
fn set_form(session: &SessionHandle) -> Html {
    let words = session.messages().points();
    let dispatch = session.dispatcher();
    let set = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<Element>().ok());
        let field = form.and_then(|form| form.query_selector("input").ok().flatten());
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            dispatch.dispatch(Action::Points(Points::Set(field.value().trim().into())));
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

fn item(session: &SessionHandle, words: &PointWords, told: &Told) -> Html {
    let Told { point, contrast } = told;
    let dispatch = session.dispatcher();
    let when = day_and_time(point.at);
    let button = |says: &str, what: Points| {
        Button::new(says)
            .with("aria-label", [says, " ", &when].concat())
            .asks(&dispatch, Action::Points(what))
    };
    html! {
        <li key={point.at.to_string()}>
            <strong>{ when.clone() }</strong>
            <span><bdi>{ called(words, point) }</bdi></span>
            <small>
                { (session.messages().list_count)(point.count as usize) }
                { " · " }
                { otherwise(words, *contrast) }
            </small>
            <div class="line">
                { button(words.look, Points::Look(point.at)) }
                { button(words.forget, Points::Forget(point.at)) }
            </div>
        </li>
    }
}

/// Its name, or why it was set.
fn called(words: &PointWords, point: &Point) -> String {
    if !point.name.is_empty() {
        return point.name.to_string();
    }
    let says = match point.because {
        Because::Opened => words.opened,
        Because::Worked => words.worked,
        Because::Before => words.before,
        Because::Wanted => words.wanted,
    };
    says.to_owned()
}

fn otherwise(words: &PointWords, contrast: Contrast) -> String {
    let Contrast { added, removed, changed } = contrast;
    let parts = [(added, words.added), (removed, words.removed), (changed, words.changed)];
    let parts: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, says)| says(count)).collect();
    if parts.is_empty() { words.same.to_owned() } else { parts.join(words.comma) }
}

/// Says what is looked at, and leads back. `None` looks at now.
pub fn looking_bar(session: &SessionHandle) -> Html {
    let Some(aside) = session.aside.as_ref() else { return html! {} };
    let words = session.messages().points();
    let dispatch = session.dispatcher();
    let point = &aside.looking.point;
    let says = (words.looking)(&day_and_time(point.at), &called(words, point));
    html! {
        <div class="looking" role="region" aria-label={session.messages().restore_points}>
            <p role="status">{ says }</p>
            { Button::new(words.back).asks(&dispatch, Action::Points(Points::Back)) }
            { Button::new(words.restore).class("main").asks(&dispatch, Action::Points(Points::Restore)) }
        </div>
    }
}
