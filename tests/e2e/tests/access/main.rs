//! Everybody can use all of it: by keys, on every screen, with what reads it aloud. The map of the areas: `tests/e2e/README.md`.

mod every_state;
mod keyboard;
mod keyboards;
mod own_keys;
mod screens;
