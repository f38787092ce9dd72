//! The name for the cup.

use crema_api::commands::CUP_NAME_CHARS_MAX;
use crema_api::problem::RefusalKind;

use crate::fault::Fault;
use crate::plain_text::tidy;

/// The name as it goes on a cup; empty means no name.
///
/// # Errors
/// Refused when it is longer than [`CUP_NAME_CHARS_MAX`] characters.
pub fn check(typed: &str) -> Result<String, Fault> {
    let name = tidy(typed);
    if name.chars().count() > CUP_NAME_CHARS_MAX {
        return Err(Fault::refuse(
            RefusalKind::BadInput,
            format!("A name for the cup has at most {CUP_NAME_CHARS_MAX} characters."),
        ));
    }
    Ok(name)
}
