//! The only room that calls the browser. Each of its files wraps one thing that a browser offers.
//! Imports: `text`, `model`, `decoration`, `storage`.
//! Never here: Yew, what a command does, anything that could run natively.
//! Start reading at the file that is named after what you need.

mod local_storage;

pub use local_storage::LocalStore;
