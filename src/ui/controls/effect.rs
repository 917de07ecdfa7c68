//! What happens after a change, compiled once. Yew's own `use_effect_with` is compiled anew for each place that calls it,
//! at half a kilobyte of the transfer each; here only the comparison and the effect itself are. An import of this name
//! stands before that of yew's prelude.

use std::any::Any;
use std::rc::Rc;

use yew::functional::{Hook, HookContext, TearDown};

/// Something that can be told from what it was before.
trait Watched: Any {
    fn is(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + 'static> Watched for T {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

struct Change(Rc<dyn Watched>);

impl PartialEq for Change {
    fn eq(&self, other: &Self) -> bool {
        let other: &dyn Any = &*other.0;
        self.0.is(other)
    }
}

/// What ends an effect.
type End = Box<dyn FnOnce()>;
type Start = Box<dyn FnOnce(&dyn Any) -> End>;

pub struct Effect {
    watched: Change,
    effect: Start,
}

impl Hook for Effect {
    type Output = ();

    fn run(self, context: &mut HookContext) {
        let effect = self.effect;
        yew::use_effect_with(self.watched, move |watched: &Change| effect(&*watched.0)).run(context);
    }
}

/// Runs the effect after the first rendering and after each in which the watched value is another one.
pub fn use_effect_with<T: PartialEq + 'static, D: TearDown>(
    watched: T,
    effect: impl FnOnce(&T) -> D + 'static,
) -> Effect {
    Effect {
        watched: Change(Rc::new(watched)),
        effect: Box::new(move |watched| {
            let end = watched.downcast_ref().map(effect);
            Box::new(move || end.into_iter().for_each(TearDown::tear_down))
        }),
    }
}
