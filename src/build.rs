//! The window is linked so that it can be split in two (crates/xtask/src/precache/split.rs).

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bin=rapport=--emit-relocs");
    }
}
