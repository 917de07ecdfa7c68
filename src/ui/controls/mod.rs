//! What views are made of: how they reach the session, buttons, choices, fields, words in their context.

mod button;
mod choice;
mod effect;
mod field;
mod handle;
mod in_context;
mod long_list;
mod menu_sheet;
mod point_name;
mod pressed;
mod shown_values;
mod tag_face;

pub use button::Button;
pub use choice::{Ask, asking, choice, choice_called, tag_options};
pub use effect::use_effect_with;
pub use field::{entry, entry_with, field, is_settled};
pub use handle::{Asking, Dispatch, SessionHandle};
pub use in_context::in_context;
pub use long_list::{WHOLE, gap, present};
pub use menu_sheet::{MENU_SHEET, close_menu, open_menu};
pub use point_name::point_name;
pub use pressed::{is_enter, pressed};
pub use shown_values::ShownValues;
pub use tag_face::{Annotations, tag_face};
