//! Words are selected, tagged, noted, linked, and all of it is taken back. The map of the areas: `tests/e2e/README.md`.

mod edges;
mod gestures;
mod pen;
mod story;
mod the_article;
mod touch;
mod undo;
