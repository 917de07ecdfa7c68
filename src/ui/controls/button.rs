//! Buttons: each asks for an action.

use yew::prelude::*;

use super::{Asking, Dispatch};
use crate::session::Action;

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
    pub fn asks(self, dispatch: &Dispatch, action: impl Into<Action>) -> Html {
        let (dispatch, action) = (dispatch.clone(), action.into());
        self.does(Callback::from(move |_| dispatch.ask(action.clone())))
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
