//! What fails, what is late, and what means harm. The map of the areas: `tests/e2e/README.md`.

mod modules;
mod no_script_runs;
mod nothing_leaves;
mod others_at_work;
mod trust;
mod truth;
