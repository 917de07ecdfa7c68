//! Words are looked for, and what was found is tagged. The map of the areas: `tests/e2e/README.md`.

mod all_found;
mod many_at_once;
