//! What frames the page: the bar, the menu, the status, notices, the outline, dialogs, and the screen of a panic.

mod appearance;
mod deep_link;
mod dialog_frame;
mod document_menu;
mod linked_file;
mod loading_progress;
mod menu;
mod notices;
mod outline;
mod panic_screen;
mod status;
mod top_bar;

pub use self::appearance::use_appearance;
pub use self::deep_link::{link_to, use_deep_link};
pub use self::dialog_frame::{Content, use_dialog};
pub use self::menu::{Sheet, use_menu};
pub use self::notices::{notices, use_passing};
pub use self::outline::outline;
pub use self::panic_screen::use_panic_screen;
pub use self::top_bar::top_bar;
