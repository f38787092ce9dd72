//! Writes the events that are missing from `hub/api/corpus`: those of a new type, or of a new version
//! of one. A file that is there is never written again.
#![allow(clippy::print_stdout)]

use crema_testing::corpus;

fn main() -> std::io::Result<()> {
    let written = corpus::write_missing(&corpus::folder())?;
    for path in &written {
        println!("wrote {path}");
    }
    println!("{} new; those that were there stay as they are", written.len());
    Ok(())
}
