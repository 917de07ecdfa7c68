//! How components see the session and ask for actions.

use std::rc::Rc;

use yew::prelude::*;

use crate::session::{Action, Session};

/// How every component sees the session.
pub type SessionHandle = UseReducerHandle<Session>;

/// How a control reaches the session.
pub type Dispatch = UseReducerDispatcher<Session>;

impl Reducible for Session {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        self.after(action).map_or(self, Rc::new)
    }
}

/// Asks for any feature's action.
pub trait Asking {
    fn ask(&self, action: impl Into<Action>);
}

impl Asking for Dispatch {
    fn ask(&self, action: impl Into<Action>) {
        self.dispatch(action.into());
    }
}

impl Asking for SessionHandle {
    fn ask(&self, action: impl Into<Action>) {
        self.dispatch(action.into());
    }
}
