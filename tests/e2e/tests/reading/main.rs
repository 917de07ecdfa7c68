//! A text is opened, set, read, and found again where it was left. The map of the areas: `tests/e2e/README.md`.

mod any_text;
mod large;
mod looks;
mod odd_signs;
mod opens;
mod returning;
mod right_to_left;
