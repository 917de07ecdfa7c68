//! What is kept, and what is said about it. The map of the areas: `tests/e2e/README.md`.

mod false_safety;
mod kills;
mod many_edits;
mod points;
mod storage;
