//! The titles and headings of the text; one click goes there.

use yew::prelude::*;

use super::session::{Action, SessionHandle};
use crate::text::{Block, BlockKind};

pub fn outline(session: &SessionHandle) -> Html {
    let messages = session.messages();
    let Some(shown) = session.editor.shown() else { return html! {} };
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Title | BlockKind::Heading);
    let headings: Vec<_> = shown.document.blocks().iter().filter(is_heading).collect();
    if headings.is_empty() {
        return html! {};
    }
    html! {
        <nav class="outline" aria-label={messages.outline}>
            <ol>
                for block in headings {
                    <li class={format!("level-{}", block.level)}>
                        <button
                            type="button"
                            onclick={
                                let dispatch = session.dispatcher();
                                let start = block.span.start();
                                move |_| dispatch.dispatch(Action::GoTo(start))
                            }
                        >
                            { shown.document.slice(block.span).unwrap_or_default().to_owned() }
                        </button>
                    </li>
                }
            </ol>
        </nav>
    }
}
