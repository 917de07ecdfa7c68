//! The table of keys: strokes, rows, and the reader's own keys. The rows themselves stand with the features.

mod custom;
mod key_press;
mod refusal;
mod shortcut;
mod stroke;

pub use custom::{chosen, upgraded, with_chosen};
pub use key_press::KeyPress;
pub use refusal::{holder, refusal};
pub use shortcut::{Context, Field, Focus, Shortcut};
pub use stroke::{Stroke, cap};
