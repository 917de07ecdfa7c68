//! A feature of the page: one file of this room with a `State` that only this file writes, and an `Action`.
//!
//! To add one: write `x.rs` with `State`, `Action` and `impl Feature for State`, and add a line to the list in
//! `features.rs`. Everything else is made from that list. A feature reacts to another one in `reconcile`, by comparing
//! what every feature sees before and after an action; what truly touches two slices is a deed in `together.rs`.

use std::fmt::Debug;

use super::keys::Shortcut;
use super::{Core, Module};

/// A slice of the session, with what can happen to it.
pub trait Feature: Clone {
    type Action: Clone + Debug + 'static;

    /// Keys that ask for its actions.
    const SHORTCUTS: &'static [Shortcut<Self::Action>] = &[];

    /// Does what an action asks.
    fn act(&mut self, core: &mut Core, action: Self::Action);

    /// Brings the slice in line with what became of the core since `before`. Called again with the same `before` it
    /// changes nothing, and neither does it where nothing changed.
    fn reconcile(&mut self, before: &Core, now: &mut Core) {
        let _ = (before, now);
    }

    /// The lazily loaded module that has to be here before the action can be done.
    fn module(action: &Self::Action) -> Option<Module> {
        let _ = action;
        None
    }
}
