//! `crema restore`: puts the newest copy of a booth's database in its place. What happened after the
//! copy is not in it; what it replaces is set aside.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use crate::card::copies::restore;

/// Restores, and says what was done.
///
/// # Errors
/// When the folder is in use, or there is no copy; in words for people.
pub fn restore_and_tell(folder: &Path) -> anyhow::Result<()> {
    let copy = restore(folder)?;
    writeln!(
        std::io::stdout(),
        "{} is the booth's database now. The one before is set aside in a folder beside it (`damaged`); names may be in it, so delete it when you no longer need it.",
        copy.display()
    )
    .context("this cannot be printed")
}
