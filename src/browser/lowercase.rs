//! The small form of letters, as the browser knows them (ECMA-262, `String.prototype.toLowerCase`): the table of all letters
//! need not be brought along.

use js_sys::JsString;

/// A word with each letter in its small form.
pub fn lowercase(word: &str) -> String {
    JsString::from(word).to_lower_case().into()
}
