//! Pressed keys as values: which of them is a stroke that may ask for something, whatever the keyboard.
//! Imports: nothing of ours.
//! Never here: a browser's event; `ui::keyboard` makes the value of it, and `ui::shortcuts` knows what a stroke asks for.
//! Start reading at `stroke.rs`.

mod stroke;

pub use stroke::{KeyPress, Stroke};
