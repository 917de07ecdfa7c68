//! Starts the user interface in the browser; on any other target there is nothing to start.

#[cfg(target_arch = "wasm32")]
fn main() {
    pizhu::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Pizhu runs in the browser: `cargo xtask serve`");
}
