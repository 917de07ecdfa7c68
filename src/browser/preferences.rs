//! What the person asked of the machine, and the page's attributes that answer it.

use gloo::events::EventListener;
use web_sys::{Element, MediaQueryList};

use crate::decoration::Theme;

const DARK: &str = "(prefers-color-scheme: dark)";
const STILL: &str = "(prefers-reduced-motion: reduce)";

fn media(query: &str) -> Option<MediaQueryList> {
    web_sys::window()?.match_media(query).ok()?
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// The person's languages, the best first, as BCP 47.
pub fn languages() -> Vec<String> {
    let languages = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    languages.iter().filter_map(|language| language.as_string()).collect()
}

pub fn prefers_dark() -> bool {
    media(DARK).is_some_and(|query| query.matches())
}

pub fn prefers_reduced_motion() -> bool {
    media(STILL).is_some_and(|query| query.matches())
}

/// Listens until it is dropped.
pub struct SchemeWatch {
    _listener: Option<EventListener>,
}

/// Calls when the machine turns dark (`true`) or light again.
pub fn on_scheme_change(callback: impl Fn(bool) + 'static) -> SchemeWatch {
    let listener =
        media(DARK).map(|query| EventListener::new(&query, "change", move |_| callback(prefers_dark())));
    SchemeWatch { _listener: listener }
}

/// Which paper the page is drawn on.
pub fn set_theme(theme: Theme) {
    set_root_attribute("data-theme", theme.name());
}

/// How large the text is set, and in which face; nothing for the usual ones.
pub fn set_type(size: &str, face: &str) {
    set_root_attribute("data-size", size);
    set_root_attribute("data-face", face);
}

/// The language of the program's own words, as BCP 47. The text's language is said by the text itself.
pub fn set_language(language: &str) {
    set_root_attribute("lang", language);
}

/// The names are constants and well formed, which is all that `setAttribute` could refuse.
fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute(name, value);
    }
}

/// Says that the program cannot start here, in the words that the page has for it.
pub fn show_failure() {
    let document = gloo::utils::document();
    if let Some(element) = document.get_element_by_id("loading") {
        element.remove();
    }
    if let Some(element) = document.get_element_by_id("failed") {
        // There is no such attribute where it was removed already.
        let _ = element.remove_attribute("hidden");
    }
}
