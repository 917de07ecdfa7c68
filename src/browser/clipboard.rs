//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use super::BrowserError;

/// Puts text on the clipboard. Must be called while a click or a key press is being handled.
pub async fn copy_text(text: &str) -> Result<(), BrowserError> {
    let window =
        web_sys::window().filter(web_sys::Window::is_secure_context).ok_or(BrowserError::NoClipboard)?;
    let written = window.navigator().clipboard().write_text(text);
    JsFuture::from(written).await.map(drop).map_err(|_| BrowserError::NoClipboard)
}
