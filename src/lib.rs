//! Pizhu 批注: annotate a text in the browser. See `ARCHITECTURE.md` for the map of the house.

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(test)]
mod builders;
#[cfg(test)]
mod chance;
pub mod decoration;
pub mod edit;
pub mod formats;
pub mod i18n;
mod json;
pub mod model;
pub mod session;
pub mod storage;
pub mod text;
#[cfg(target_arch = "wasm32")]
pub mod ui;
pub mod wire;
pub mod wording;
#[cfg(target_arch = "wasm32")]
pub mod worker;
