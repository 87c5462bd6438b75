//! Builds the crate again when the built editor changes, appears or goes: the files are embedded while it compiles.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=../../web/dist");
}
