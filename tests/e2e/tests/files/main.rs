//! What comes in as a file and goes out as one. The map of the areas: `tests/e2e/README.md`.

mod importing;
mod linked;
mod refusals;
mod together;
mod worker;
