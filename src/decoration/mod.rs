//! What is drawn over a text, as values: which stretches, in which lane, in which colours.
//! Imports: `text`, `model`.
//! Never here: the browser, what is selected or current, how an annotation is changed.
//! Start reading at `lane.rs`, then `palette.rs`.

mod contrast;
mod emphasis;
mod lane;
mod palette;
mod strip;
mod style_sheet;

pub use contrast::{blend, contrast, luminance};
pub use emphasis::Emphasis;
pub use lane::{Decoration, LANES, decorate, emphasise};
pub use palette::{Shade, Theme};
pub use strip::{CELLS, Run, runs};
pub use style_sheet::{INHERITED, OF_BLOCKS, highlight_name, plain_highlight_name, style_sheet, tag_class};
