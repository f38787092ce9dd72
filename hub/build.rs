//! Makes sure that the folder of built pages exists, so that the program also compiles without
//! them; it then says in words what to run. Building them is `make run`'s business, not cargo's.

use std::path::Path;

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=web/dist");
    println!("cargo::rerun-if-changed=web/index");
    std::fs::create_dir_all(Path::new("web/dist"))
}
