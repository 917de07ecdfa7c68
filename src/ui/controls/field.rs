//! Fields of one line.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::{Ask, Asking, Dispatch, is_enter};

/// Has what a field shows until somebody writes into it.
const STOOD: &str = "data-stood";

/// A field that asks once it is settled, and into which nothing was written since.
pub fn is_settled(field: &HtmlElement) -> bool {
    let written = field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value);
    written.is_some() && field.get_attribute(STOOD) == written
}

/// A field of one line, or a colour. It asks once what was written is settled: by Enter, or when the field is left.
/// What it shows follows the state: what was refused goes back to what stood, and what is being written stays, however
/// often the page is drawn meanwhile.
pub fn field(kind: &'static str, label: AttrValue, value: &str, dispatch: &Dispatch, ask: Ask) -> Html {
    let (dispatch, stood) = (dispatch.clone(), value.to_owned());
    let change = Callback::from(move |event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        let written = field.value();
        field.set_value(&stood);
        if let Some(action) = ask(written) {
            dispatch.ask(action);
        }
    });
    let mut field = html! { <input type={kind} aria-label={label} autocomplete="off" onchange={change} /> };
    if let Html::VTag(tag) = &mut field {
        let tag = std::rc::Rc::make_mut(tag);
        // A property is set where it differs from the one before, a value of the macro's each time.
        tag.add_property("value", value);
        tag.add_attribute(STOOD, value.to_owned());
    }
    field
}

/// A field in which Enter asks, and which is empty then.
pub fn entry(label: &'static str, dispatch: &Dispatch, ask: Ask) -> Html {
    entry_with(label, None, None, dispatch, ask)
}

/// The same with what was written so far, and what is to happen at each letter.
pub fn entry_with(
    label: &'static str,
    written: Option<String>,
    oninput: Option<Callback<InputEvent>>,
    dispatch: &Dispatch,
    ask: Ask,
) -> Html {
    let dispatch = dispatch.clone();
    let press = Callback::from(move |event: KeyboardEvent| {
        if is_enter(&event) {
            event.prevent_default();
            let field: HtmlInputElement = event.target_unchecked_into();
            if let Some(action) = ask(field.value()) {
                dispatch.ask(action);
            }
            field.set_value("");
        }
    });
    html! {
        <input
            class="entry"
            aria-label={label}
            placeholder={label}
            autocomplete="off"
            value={written}
            {oninput}
            onkeydown={press}
        />
    }
}
