//! The program with `window.bench`, by which a benchmark drives it: see README.md.

#[cfg(target_arch = "wasm32")]
mod drive;

#[cfg(target_arch = "wasm32")]
fn main() {
    if pizhu::worker::is_here() {
        return pizhu::worker::start();
    }
    pizhu::ui::bench::on_ready(drive::offer);
    pizhu::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The benchmark page runs in the browser: `cargo xtask build --bench`");
}
