//! The controls that the page is made of: every button asks for an [`Action`], every choice makes one of a name.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::keyboard::is_enter;
use super::session::{Action, Session};
use super::words::{tag_name, visible};
use crate::i18n::Messages;
use crate::model::TagScheme;

/// How a control reaches the session.
pub type Dispatch = UseReducerDispatcher<Session>;

/// A button. What is not set is not there.
#[derive(Default)]
pub struct Button {
    content: Html,
    class: Classes,
    attributes: Vec<(&'static str, AttrValue)>,
}

impl Button {
    pub fn new(label: &str) -> Self {
        Self { content: Html::from(label), ..Self::default() }
    }

    /// Shows more than words.
    pub fn showing(content: Html) -> Self {
        Self { content, ..Self::default() }
    }

    pub fn class(mut self, class: impl Into<Classes>) -> Self {
        self.class.push(class);
        self
    }

    /// An attribute of the element, as `aria-expanded` or `title`.
    pub fn with(mut self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Greyed out while it is so.
    pub fn disabled(self, is_so: bool) -> Self {
        if is_so { self.with("disabled", "") } else { self }
    }

    /// The button, asking for an action when it is pressed.
    pub fn asks(self, dispatch: &Dispatch, action: Action) -> Html {
        let dispatch = dispatch.clone();
        self.does(Callback::from(move |_| dispatch.dispatch(action.clone())))
    }

    /// The button, doing something to the browser when it is pressed.
    pub fn does(self, press: Callback<MouseEvent>) -> Html {
        let button =
            html! { <button type="button" class={self.class} onclick={press}>{ self.content }</button> };
        with_attributes(button, self.attributes)
    }
}

/// An element with more attributes than its macro was given.
fn with_attributes(mut element: Html, attributes: Vec<(&'static str, AttrValue)>) -> Html {
    if let Html::VTag(tag) = &mut element {
        let tag = std::rc::Rc::make_mut(tag);
        for (name, value) in attributes {
            tag.add_attribute(name, value);
        }
    }
    element
}

/// Every tag of a scheme as an option.
pub fn tag_options(scheme: &TagScheme, messages: &'static Messages) -> Vec<(AttrValue, AttrValue)> {
    let tags = scheme.tags().into_iter();
    tags.map(|tag| (tag.id.to_string().into(), visible(tag_name(tag, messages)).into())).collect()
}

/// One of several: `value` is what is chosen now, and each option has a value and what it says.
pub fn choice(
    label: &'static str,
    value: &str,
    options: Vec<(AttrValue, AttrValue)>,
    dispatch: &Dispatch,
    ask: impl Fn(String) -> Option<Action> + 'static,
) -> Html {
    choice_called(label.into(), value, options, dispatch, Box::new(ask))
}

/// What a field asks for when it has a value; `None` for a value that means nothing.
pub type Ask = Box<dyn Fn(String) -> Option<Action>>;

/// The same with a name that somebody wrote.
pub fn choice_called(
    label: AttrValue,
    value: &str,
    options: Vec<(AttrValue, AttrValue)>,
    dispatch: &Dispatch,
    ask: Ask,
) -> Html {
    let dispatch = dispatch.clone();
    let change = Callback::from(move |event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        if let Some(action) = ask(field.value()) {
            dispatch.dispatch(action);
        }
    });
    html! {
        <select aria-label={label} onchange={change}>
            for (name, says) in options {
                <option value={name.clone()} selected={name == value}>{ says }</option>
            }
        </select>
    }
}

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
            dispatch.dispatch(action);
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
                dispatch.dispatch(action);
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
