//! The titles and headings of the text; one click goes there.

use crate::session::selecting;
use crate::ui::controls::{Button, Dispatch, SessionHandle};
use std::ptr;
use std::sync::Arc;

use yew::prelude::*;

use crate::i18n::Messages;
use crate::text::{Block, BlockKind, Document};

/// What an outline is drawn from. A long text has thousands of headings: they are drawn again when it is another text
/// and not at each action.
#[derive(Properties)]
struct Outlined {
    document: Arc<Document>,
    messages: &'static Messages,
    dispatch: Dispatch,
}

impl PartialEq for Outlined {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.document, &other.document) && ptr::eq(self.messages, other.messages)
    }
}

pub fn outline(session: &SessionHandle) -> Html {
    let Some(shown) = session.core.editor.shown() else { return html! {} };
    let (document, dispatch) = (shown.document.clone(), session.dispatcher());
    html! { <Outline {document} messages={session.core.messages()} {dispatch} /> }
}

#[component]
fn Outline(Outlined { document, messages, dispatch }: &Outlined) -> Html {
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Title | BlockKind::Heading);
    let headings: Vec<_> = document.blocks().iter().filter(is_heading).collect();
    if headings.is_empty() {
        return html! {};
    }
    html! {
        <nav class="outline" aria-label={messages.outline}>
            <ol>
                for block in headings {
                    <li class={if block.level > 1 { "level-2" } else { "level-1" }}>
                        { Button::new(document.slice(block.span).unwrap_or_default())
                            .with("dir", "auto")
                            .with("translate", "no")
                            .asks(dispatch, selecting::Action::GoTo(block.span.start())) }
                    </li>
                }
            </ol>
        </nav>
    }
}
