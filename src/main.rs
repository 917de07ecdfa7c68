//! Starts the user interface in the browser; on any other target there is nothing to start.

#[cfg(target_arch = "wasm32")]
fn main() {
    yew::Renderer::<pizhu::ui::App>::new().render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("Pizhu runs in the browser: `cargo xtask serve`");
}
