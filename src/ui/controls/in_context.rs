//! Words of the text with what stands around them.

use yew::prelude::*;

use crate::text::{Document, Span, block_direction};

/// How many characters of context stand on each side of the quote.
const CONTEXT: u32 = 8;

/// Words of the text with a little of what stands around them, running as they do there.
pub fn in_context(document: &Document, span: Span, words: String) -> Html {
    let direction = block_direction(document, span.start()).attribute();
    html! {
        <span class="quote" lang={document.info().language.clone()} dir={direction} translate="no">
            <span class="context">{ document.before(span.start(), CONTEXT).to_owned() }</span>
            <bdi>{ words }</bdi>
            <span class="context">{ document.behind(span.end(), CONTEXT).to_owned() }</span>
        </span>
    }
}
