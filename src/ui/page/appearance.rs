//! Theme, language and letters, on the root element of the page.

use crate::session::preferences;
use crate::ui::controls::{Asking, SessionHandle, use_effect_with};
use yew::prelude::*;

use crate::browser::{on_scheme_change, set_language, set_theme, set_type};

/// Follows the settings, and tells the session when the system turns dark or light.
#[hook]
pub fn use_appearance(session: &SessionHandle) {
    let core = &session.core;
    let look = (
        core.settings.effective_theme(core.env.prefers_dark),
        core.messages().language,
        core.settings.size,
        core.settings.is_sans,
    );
    use_effect_with(look, |(theme, language, size, is_sans)| {
        set_theme(*theme);
        set_language(language);
        set_type(size, if *is_sans { "sans" } else { "" });
    });
    let dispatch = session.dispatcher();
    use_effect_with((), move |()| {
        let guard = on_scheme_change(move |prefers_dark| {
            dispatch.ask(preferences::Action::PrefersDark(prefers_dark));
        });
        move || drop(guard)
    });
}
