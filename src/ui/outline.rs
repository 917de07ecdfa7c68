//! The titles and headings of the text; one click goes there.

use yew::prelude::*;

use super::controls::Button;
use super::session::{Action, SessionHandle};
use crate::text::{Block, BlockKind};

pub fn outline(session: &SessionHandle) -> Html {
    let Some(shown) = session.editor.shown() else { return html! {} };
    let is_heading = |block: &&Block| matches!(block.kind, BlockKind::Title | BlockKind::Heading);
    let headings: Vec<_> = shown.document.blocks().iter().filter(is_heading).collect();
    if headings.is_empty() {
        return html! {};
    }
    let dispatch = session.dispatcher();
    html! {
        <nav class="outline" aria-label={session.messages().outline}>
            <ol>
                for block in headings {
                    <li class={if block.level > 1 { "level-2" } else { "level-1" }}>
                        { Button::new(shown.document.slice(block.span).unwrap_or_default())
                            .asks(&dispatch, Action::GoTo(block.span.start())) }
                    </li>
                }
            </ol>
        </nav>
    }
}
