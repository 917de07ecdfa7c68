//! One annotation in the list. The current one opens and can be changed. A row knows nothing of the session, so that
//! it is drawn again only when what it shows has changed.

use crate::session::{Action, RowPart, annotating, exporting, finding, list, moving_edges, overlaps};
use crate::ui::controls::{Asking, Button, Dispatch, choice, in_context, tag_options, use_effect_with};
use std::sync::Arc;

use web_sys::{HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::browser::{focus_in_place, reveal};
use crate::decoration::tag_class;
use crate::i18n::Messages;
use crate::model::{Annotation, TagId, TagScheme};
use crate::text::Document;

#[derive(Properties)]
pub struct RowProps {
    pub annotation: Arc<Annotation>,
    /// The name of its tag.
    pub name: Arc<str>,
    /// Its links and its note, in words.
    pub said: String,
    /// What can be changed of its attributes, where it is current.
    pub attributes: Html,
    pub current: bool,
    /// A restore point is viewed, and nothing can be changed.
    pub past: bool,
    pub hovered: bool,
    /// A request that a part of it gets the focus, numbered.
    pub focus: Option<(RowPart, u64)>,
    pub document: Arc<Document>,
    pub scheme: Arc<TagScheme>,
    pub messages: &'static Messages,
    pub dispatch: Dispatch,
}

impl PartialEq for RowProps {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.annotation, &other.annotation)
            && (&self.name, &self.said, self.current, self.hovered, self.focus)
                == (&other.name, &other.said, other.current, other.hovered, other.focus)
            // What it says of its attributes depends on others too, and only one is current.
            && !self.current
            && Arc::ptr_eq(&self.document, &other.document)
            && Arc::ptr_eq(&self.scheme, &other.scheme)
            && std::ptr::eq(self.messages, other.messages)
    }
}

#[component]
pub fn Row(props: &RowProps) -> Html {
    let RowProps { annotation, name, current, hovered, document, dispatch, .. } = props;
    let id = annotation.id;
    let item = use_node_ref();
    let note = use_node_ref();
    let summary = use_node_ref();
    use_effect_with(props.focus, {
        let (summary, note, item) = (summary.clone(), note.clone(), item.clone());
        move |focus| {
            let element = focus.and_then(|(part, _)| match part {
                RowPart::Summary => summary.cast::<HtmlElement>(),
                RowPart::Note => note.cast::<HtmlElement>(),
            });
            if let Some(element) = element {
                focus_in_place(&element);
                item.cast::<HtmlElement>().into_iter().for_each(|item| reveal(&item));
            }
        }
    });
    let span = annotation.target.value.hull();
    let pieces: Vec<&str> = annotation.target.value.spans().filter_map(|span| document.slice(span)).collect();
    let act = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |()| dispatch.ask(action.clone()))
    };
    let hover = act(overlaps::Action::Hover(Some(id)).into());
    let unhover = act(overlaps::Action::Hover(None).into());
    let class = classes!(
        "row",
        tag_class(&annotation.tag.value),
        current.then_some("current"),
        hovered.then_some("hovered")
    );
    html! {
        <li
            ref={item}
            {class}
            data-annotation={id.to_string()}
            onmouseenter={hover.reform(|_| ())}
            onmouseleave={unhover.reform(|_| ())}
        >
            <button
                ref={summary}
                type="button"
                class="summary"
                aria-expanded={current.to_string()}
                aria-current={current.then_some("true")}
                onclick={act(list::Action::Choose(id).into()).reform(|_| ())}
            >
                <span class="name">{ name.to_string() }</span>
                { in_context(document, span, pieces.join(" … ")) }
                if (!current || props.past) && !props.said.is_empty() {
                    <span class="note"><bdi>{ props.said.clone() }</bdi></span>
                }
            </button>
            if *current && !props.past {
                { details(props, &note) }
            }
        </li>
    }
}

/// What can be changed: the tag, the note, and whether it is there at all.
fn details(props: &RowProps, field: &NodeRef) -> Html {
    let RowProps { annotation, scheme, messages, dispatch, .. } = props;
    let id = annotation.id;
    let write = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            dispatch.ask(annotating::Action::Note(id, field.value()));
        })
    };
    let unknown = scheme.get(&annotation.tag.value).is_none();
    let mut options = tag_options(scheme, messages);
    if unknown {
        options.insert(0, (AttrValue::default(), AttrValue::from(messages.unknown_tag)));
    }
    let retag = move |tag: String| TagId::new(&tag).map(|tag| annotating::Action::Retag(id, tag));
    let chosen = if unknown { "" } else { annotation.tag.value.as_str() };
    html! {
        <div class="details">
            { choice(messages.tag, chosen, options, dispatch, retag) }
            { Button::new(messages.delete).class("delete").asks(dispatch, annotating::Action::Delete(id)) }
            { props.attributes.clone() }
            <textarea
                ref={field.clone()}
                aria-label={messages.note}
                dir="auto"
                placeholder={messages.note_hint}
                rows="2"
                value={annotation.note.value.to_string()}
                oninput={write}
            />
            <div class="copies">
                { Button::new(messages.edge_move).asks(dispatch, moving_edges::Action::Begin) }
                { Button::new(messages.tag_all).asks(dispatch, finding::Action::All) }
                { Button::new(messages.copy_quote).asks(dispatch, exporting::Action::CopyQuote) }
                { Button::new(messages.copy_link).asks(dispatch, exporting::Action::CopyLink) }
            </div>
        </div>
    }
}
