//! The tags are the reader's own. The map of the areas: `tests/e2e/README.md`.

mod scheme;
