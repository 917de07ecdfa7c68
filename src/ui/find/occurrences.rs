//! Every place where the words were found, ticked or not. All of a few hundred stand in the page; of more, those in sight
//! and the one that stands out.

use web_sys::Element;
use yew::prelude::*;

use super::bar::{bulk_tag, numbered};
use crate::browser::{lay_out, on_gap, reveal};
use crate::session::finding;
use crate::session::finding::Find;
use crate::text::{Document, Span};
use crate::ui::controls::{
    Annotations, Button, SessionHandle, WHOLE, gap, in_context, present, use_effect_with,
};

/// About as high as an occurrence is, in pixels.
const ROW: f64 = 32.0;

#[derive(Properties)]
pub struct OccurrencesProps {
    pub session: SessionHandle,
    /// Of the session: see `Core::drawn_steps`.
    pub drawn_steps: u64,
}

impl PartialEq for OccurrencesProps {
    fn eq(&self, other: &Self) -> bool {
        self.drawn_steps == other.drawn_steps
    }
}

/// A tag for all that are ticked, and the list in which they are.
#[component]
pub fn Occurrences(OccurrencesProps { session, .. }: &OccurrencesProps) -> Html {
    let ready = use_ready(session);
    let count = session.finding.find.as_ref().map_or(0, |find| find.found.len());
    let at = session.finding.find.as_ref().map_or(0, |find| find.at);
    let list = use_node_ref();
    let rows = use_window(&list, count, at);
    let shown = session.core.editor.shown().zip(session.finding.find.as_ref());
    let Some((shown, find)) = shown.filter(|_| count > 0) else { return Html::default() };
    let messages = session.core.messages();
    let mut items: Vec<Html> = Vec::new();
    let mut next = 0;
    for number in rows {
        items.extend(gap(next..number));
        let span = find.found.get(number);
        items.extend(span.map(|span| occurrence(find, number, *span, &shown.document)));
        next = number + 1;
    }
    items.extend(gap(next..count));
    html! {
        <>
            <div class="for-many">
                { bulk_tag(session) }
                { Button::new(&(messages.tag_these)(ready))
                    .class("main")
                    .disabled(ready == 0)
                    .asks(&session.dispatcher(), finding::Action::Tag) }
            </div>
            <ol
                ref={list}
                onchange={numbered(session, finding::Action::Tick)}
                onfocusin={numbered(session, finding::Action::At)}
            >
                { for items }
            </ol>
        </>
    }
}

fn occurrence(find: &Find, number: usize, span: Span, document: &Document) -> Html {
    html! {
        <li key={number.to_string()} class={(number == find.at).then_some("current")}>
            <label>
                <input type="checkbox" value={number.to_string()} checked={!find.unticked.contains_key(&number)} />
                { in_context(document, span, document.slice(span).unwrap_or_default().to_owned()) }
            </label>
        </li>
    }
}

/// How many would be tagged, counted again only where that may have changed.
#[hook]
fn use_ready(session: &SessionHandle) -> usize {
    let tag = session.finding.bulk_tag(&session.core);
    let annotations = session.core.editor.shown().map(|shown| Annotations(shown.annotations.clone()));
    let found = session.finding.find.as_ref().map(|find| (find.found.clone(), find.unticked.clone()));
    let session = session.clone();
    let ready = use_memo((tag, annotations, found), move |(tag, ..)| {
        tag.as_ref().map_or(0, |tag| session.finding.to_be_tagged(&session.core, tag).len())
    });
    *ready
}

/// The numbers of the rows that stand in the page, and their places whenever the list scrolls or changes.
#[hook]
fn use_window(list: &NodeRef, count: usize, at: usize) -> Vec<usize> {
    let sight = use_state_eq(|| 0);
    let is_long = count > WHOLE;
    let rows: Vec<usize> =
        if is_long { present((*sight).min(count), count, [Some(at), None]) } else { (0..count).collect() };
    {
        let setter = sight.setter();
        use_effect_with((list.clone(), is_long), move |(list, is_long)| {
            let list = list.cast::<Element>().filter(|_| *is_long);
            let watch = list.map(|list| on_gap(&list, ROW, move |row| setter.set(row)));
            move || drop(watch)
        });
    }
    {
        let list = list.clone();
        use_effect_with(is_long.then(|| (count, rows.clone())), move |places| {
            if let Some((list, (count, _))) = list.cast::<Element>().zip(places.as_ref()) {
                lay_out(&list, *count, ROW);
            }
        });
    }
    {
        // Once all heights are there.
        let list = list.clone();
        use_effect_with((count, at), move |_| {
            let row =
                list.cast::<Element>().and_then(|list| list.query_selector(":scope > .current").ok()?);
            if let Some(row) = row {
                reveal(&row);
            }
        });
    }
    rows
}
