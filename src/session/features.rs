//! The list of features: [`Session`] and [`Action`] are made of it.

use super::keys::Shortcut;
use super::modules::Modules;
use super::{Core, Feature, Module};

/// Makes the session, its actions and their ways from the list of features.
macro_rules! features {
    ($($slice:ident: $Variant:ident,)*) => {
        /// The page as a value: what every feature sees, and a slice of state for each feature.
        #[derive(Clone)]
        pub struct Session {
            pub core: Core,
            pub modules: Modules<Action>,
            $(pub $slice: super::$slice::State,)*
        }

        /// Everything that can happen on the page, by feature.
        #[derive(Clone, Debug)]
        pub enum Action {
            $($Variant(<super::$slice::State as Feature>::Action),)*
            /// The module can be used now, or cannot be had.
            Fetched(Module, bool),
        }

        $(
            impl From<<super::$slice::State as Feature>::Action> for Action {
                fn from(action: <super::$slice::State as Feature>::Action) -> Self {
                    Self::$Variant(action)
                }
            }
        )*

        impl Action {
            /// The lazily loaded module that has to be here before the action can be done.
            pub fn module(&self) -> Option<Module> {
                match self {
                    $(Self::$Variant(action) => <super::$slice::State as Feature>::module(action),)*
                    Self::Fetched(..) => None,
                }
            }
        }

        impl Session {
            /// A session with every slice as it is at first.
            pub(super) fn of(core: Core) -> Self {
                Self { core, modules: Modules::default(), $($slice: super::$slice::State::default(),)* }
            }

            /// Hands an action to its feature.
            pub(super) fn act(&mut self, action: Action) {
                match action {
                    $(Action::$Variant(action) => self.$slice.act(&mut self.core, action),)*
                    // The step does it, since what waited may be any feature's.
                    Action::Fetched(..) => {}
                }
            }

            /// Brings every slice in line with the core, in the order of the list.
            pub(super) fn reconcile(&mut self, before: &Core) {
                $(self.$slice.reconcile(before, &mut self.core);)*
            }
        }

        /// The rows of the table of keys, feature by feature.
        pub fn shortcuts() -> Vec<Shortcut<Action>> {
            let mut rows = Vec::new();
            $(
                let own = <super::$slice::State as Feature>::SHORTCUTS;
                rows.extend(own.iter().map(|row| row.asking(Action::$Variant(row.asks.clone()))));
            )*
            rows
        }
    };
}

features! {
    library: Library,
    selecting: Selecting,
    list: List,
    annotating: Annotating,
    pen: Pen,
    moving_edges: MovingEdges,
    linking: Linking,
    overlaps: Overlaps,
    finding: Finding,
    history: History,
    tag_scheme: TagScheme,
    importing: Importing,
    exporting: Exporting,
    linked_file: LinkedFile,
    restore_points: RestorePoints,
    conflicts: Conflicts,
    saving: Saving,
    preferences: Preferences,
    custom_keys: CustomKeys,
    dialogs: Dialogs,
    notices: Notices,
    leaving: Leaving,
}

/// Two states of one session are the same when as many actions led to them.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.core.steps == other.core.steps
    }
}
