//! The same page in several windows. The map of the areas: `tests/e2e/README.md`.

mod two_tabs;
