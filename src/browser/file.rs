//! Files that people open and downloads that they are given. Nothing leaves the machine.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use super::BrowserError;
use crate::text::safe_file_name;

/// How much of a file is read to judge what it is.
const HEAD: i32 = 64 * 1024;

/// How long the bytes of a download stay reachable, in milliseconds. Browsers ask for them after the click.
const DOWNLOAD_STAYS: u32 = 60_000;

/// A file whose beginning was read, so that it can be judged before all of it is.
pub struct OpenedFile {
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// At most 64 KiB of the beginning.
    pub head: String,
    file: File,
}

/// Reads the beginning of a file.
#[expect(clippy::cast_sign_loss, reason = "a size is a whole number from 0")]
pub async fn open_file(file: File) -> Result<OpenedFile, BrowserError> {
    let size = file.size() as u64;
    let head = file.slice_with_i32_and_i32(0, HEAD).map_err(|_| BrowserError::Unreadable)?;
    let mut head = bytes(&head).await?;
    match std::str::from_utf8(&head) {
        Ok(_) => {}
        // The last character was cut in two.
        Err(error) if error.error_len().is_none() && size > head.len() as u64 => {
            head.truncate(error.valid_up_to());
        }
        Err(error) => return Err(BrowserError::NotUtf8(error.valid_up_to() as u64)),
    }
    Ok(OpenedFile { name: file.name(), size, head: text(head)?, file })
}

impl OpenedFile {
    /// The whole file as it is: a byte order mark and line ends are kept.
    pub async fn text(&self) -> Result<String, BrowserError> {
        text(bytes(&self.file).await?)
    }
}

/// A file of this text, as if a reader had chosen it.
pub fn file_of(name: &str, text: &str) -> Option<File> {
    let parts = Array::of1(&Uint8Array::from(text.as_bytes()));
    File::new_with_u8_array_sequence(&parts, name).ok()
}

pub(super) async fn bytes(blob: &Blob) -> Result<Vec<u8>, BrowserError> {
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| BrowserError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

pub(super) fn text(bytes: Vec<u8>) -> Result<String, BrowserError> {
    String::from_utf8(bytes).map_err(|error| BrowserError::NotUtf8(error.utf8_error().valid_up_to() as u64))
}

/// Gives a text as a download. The name is made safe for any file system.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), BrowserError> {
    start_download(name, media_type, text).ok_or(BrowserError::NoDownload)
}

fn start_download(name: &str, media_type: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    // A text of the browser's would be put into its encoding, and out of it again.
    let parts = Array::of1(&Uint8Array::from(text.as_bytes()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let link =
        web_sys::window()?.document()?.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    link.set_href(&address);
    link.set_download(&safe_file_name(name));
    link.click();
    Timeout::new(DOWNLOAD_STAYS, move || {
        // Revoking what is gone already is no loss.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}
