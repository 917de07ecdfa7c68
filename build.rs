//! Decides whether the program is divided into several files: in the release build for the browser alone.
//! `xtask/src/finish.rs` does the dividing, for which the linker has to leave its relocations.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(divided)");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        println!("cargo::rustc-cfg=divided");
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
