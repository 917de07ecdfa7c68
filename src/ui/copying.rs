//! What is copied of the current annotation: a link to it, or its words with who said them and where they stand.

use wasm_bindgen_futures::spawn_local;

use super::address::link_to;
use super::notice::problem;
use super::session::{Action, Notice, NoticeKind, Session, SessionHandle};
use crate::browser::copy_text;
use crate::model::{Annotation, AttributeId, AttributeValue};
use crate::text::{BlockKind, Document};

/// The attribute that says who said a quote.
const SPEAKER: &str = "speaker";

/// Puts a link to the current annotation on the clipboard.
pub fn copy_link(session: &SessionHandle) {
    copy(session, session.editor.current.map(link_to));
}

/// Puts the words of the current annotation on the clipboard.
pub fn copy_quote(session: &SessionHandle) {
    copy(session, session.editor.current_annotation().and_then(|annotation| quotation(session, annotation)));
}

/// Says what became of it. Without an annotation there is nothing to copy.
fn copy(session: &SessionHandle, words: Option<String>) {
    let (dispatch, messages) = (session.dispatcher(), session.messages());
    spawn_local(async move {
        let notice = match words {
            None => problem(messages.no_annotation),
            Some(words) => match copy_text(&words).await {
                Ok(()) => Notice { words: messages.copied.to_owned(), kind: NoticeKind::Done, number: 0 },
                Err(_) => problem(messages.not_copied),
            },
        };
        dispatch.dispatch(Action::Say(notice));
    });
}

/// The words, who said them where that is known, and their place.
fn quotation(session: &Session, annotation: &Annotation) -> Option<String> {
    let shown = session.editor.shown()?;
    let document = &shown.document;
    let speaker = match AttributeId::new(SPEAKER).and_then(|name| annotation.attribute(&name).cloned()) {
        Some(AttributeValue::Link(id)) => shown.annotations.get(id).map(|speaker| words(document, speaker)),
        Some(AttributeValue::Text(name)) => Some(name.to_string()),
        Some(AttributeValue::Number(_) | AttributeValue::Flag(_) | AttributeValue::Unnamed) | None => None,
    };
    let (title, paragraph) = place(document, annotation);
    let title = title.map_or_else(|| session.title(document), str::to_owned);
    Some((session.messages().quotation)(&words(document, annotation), speaker.as_deref(), &title, paragraph))
}

fn words(document: &Document, annotation: &Annotation) -> String {
    let pieces: Vec<&str> = annotation.target.value.spans().filter_map(|span| document.slice(span)).collect();
    pieces.join(" … ").replace('\n', " ")
}

/// The title that an annotation stands under, and in which paragraph below it, from 1; 0 outside of all.
fn place<'a>(document: &'a Document, annotation: &Annotation) -> (Option<&'a str>, usize) {
    let here = document.block_at(annotation.target.value.hull().start());
    let (mut title, mut count, mut paragraph) = (None, 0, 0);
    for block in document.blocks().iter().take(here + 1) {
        paragraph = 0;
        match block.kind {
            BlockKind::Title => (title, count) = (document.slice(block.span), 0),
            BlockKind::Paragraph => {
                count += 1;
                paragraph = count;
            }
            BlockKind::Heading
            | BlockKind::Kicker
            | BlockKind::Byline
            | BlockKind::Caption
            | BlockKind::Quotation
            | BlockKind::Attribution
            | BlockKind::Item => {}
        }
    }
    (title, paragraph)
}
