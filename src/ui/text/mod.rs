//! The text, and what is at hand over it.

mod article;
mod caret;
mod handles;
mod keys;
mod loading_placeholder;
mod moving_edges;
mod overlaps;
mod overlay;
mod painting;
mod pen;
mod reading_place;
mod segment_selection;
mod selected;
mod toolbar;
mod viewing_bar;

pub use article::Article;
pub use reading_place::Places;
use selected::selection_of;
