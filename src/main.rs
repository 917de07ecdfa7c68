//! Starts the user interface in the browser, or its worker; on any other target there is nothing to start.

#[cfg(target_arch = "wasm32")]
fn main() {
    if pizhu::worker::is_here() {
        pizhu::worker::start();
    } else {
        pizhu::ui::start();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Pizhu runs in the browser: `cargo xtask serve`");
}
