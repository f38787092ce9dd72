//! `crema mend`: derives from a booth's log again what follows from it, for a database with values that
//! cannot be. The hub has to be off.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::card::mend::{Mended, mend};

/// Mends, and says what was done.
///
/// # Errors
/// When the folder is in use, the log cannot be read, or the database is still damaged afterwards; in
/// words for people.
pub fn mend_and_tell(folder: &Path) -> anyhow::Result<()> {
    let Mended { unreadable, damage, lost } = mend(folder)?;
    if let Some(damage) = damage {
        bail!(
            "what follows from the log was derived again, but {} is still damaged: {damage} `crema restore` puts the last copy back, if there is one; or start with an empty folder",
            folder.display()
        );
    }
    let left_out = match unreadable {
        0 => String::new(),
        1 => " One event cannot be read and was left out.".to_owned(),
        many => format!(" {many} events cannot be read and were left out."),
    };
    let without =
        lost.map_or_else(String::new, |lost| format!(" It goes on with what is there. {lost}"));
    writeln!(
        std::io::stdout(),
        "Orders, configuration, codes and figures were derived from the log again, and the database is sound.{left_out}{without}"
    )
    .context("this cannot be printed")
}
