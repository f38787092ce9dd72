//! Writes the front ends' types, `hub/web/api/types.ts`, from the schemas of the API. To be run
//! after a change of the API: `cargo run --locked -p crema --example web-types`. A test fails while
//! the file is out of date.

mod typescript;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/api/types.ts");
    std::fs::write(&file, typescript::types())?;
    println!("wrote {}", file.display());
    Ok(())
}
