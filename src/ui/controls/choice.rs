//! Choices: one of several, and what is chosen makes an action.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Asking, Dispatch};
use crate::i18n::Messages;
use crate::model::TagScheme;
use crate::session::Action;
use crate::wording::{tag_name, visible};

/// Every tag of a scheme as an option.
pub fn tag_options(scheme: &TagScheme, messages: &'static Messages) -> Vec<(AttrValue, AttrValue)> {
    let tags = scheme.tags().into_iter();
    tags.map(|tag| (tag.id.to_string().into(), visible(tag_name(tag, messages)).into())).collect()
}

/// One of several: `value` is what is chosen now, and each option has a value and what it says.
pub fn choice<A: Into<Action>>(
    label: &'static str,
    value: &str,
    options: Vec<(AttrValue, AttrValue)>,
    dispatch: &Dispatch,
    ask: impl Fn(String) -> Option<A> + 'static,
) -> Html {
    choice_called(label.into(), value, options, dispatch, asking(ask))
}

/// What a field asks for when it has a value; `None` for a value that means nothing.
pub type Ask = Box<dyn Fn(String) -> Option<Action>>;

/// Asks for one feature's action by the value of a field.
pub fn asking<A: Into<Action>>(ask: impl Fn(String) -> Option<A> + 'static) -> Ask {
    Box::new(move |value| ask(value).map(Into::into))
}

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
            dispatch.ask(action);
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
