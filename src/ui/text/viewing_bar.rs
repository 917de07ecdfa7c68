//! The bar over the text while a restore point is viewed.

use crate::browser::day_and_time;
use crate::session::restore_points;
use crate::ui::controls::{Button, SessionHandle, point_name};
use yew::prelude::*;

/// Says what is viewed, and leads back.
pub fn viewing_bar(session: &SessionHandle) -> Html {
    let Some(viewing) = session.restore_points.viewing.as_ref() else { return html! {} };
    let words = session.core.messages().points();
    let dispatch = session.dispatcher();
    let point = &viewing.point;
    let says = (words.looking)(&day_and_time(point.at), &point_name(words, point));
    html! {
        <div class="looking" role="region" aria-label={session.core.messages().restore_points}>
            <p role="status">{ says }</p>
            { Button::new(words.back).asks(&dispatch, restore_points::Action::Back) }
            { Button::new(words.restore).class("main").asks(&dispatch, restore_points::Action::Restore) }
        </div>
    }
}
