//! What fails, what is late, and what means harm. The map of the areas: `tests/e2e/README.md`.

mod annexes;
mod no_script_runs;
mod nothing_leaves;
mod trust;
mod truth;
