//! The lines that `crema serve --demo` prints, one thing a line, so that people and programs find
//! them. A hub that is no demo prints no secrets; `crema pins` does on request.

use std::io::Write as _;

use crema_api::answers::Pin;
use crema_api::commands::{Caller, Command, MakePairingLink, Role};
use crema_api::problem::Refusal;
use crema_core::Purpose;

use crate::demo::printer;
use crate::http::api::sessions::{link_path, pair_own};
use crate::http::app::App;
use crate::writer::new_key;

/// Prints where everything is, the PINs, and a link for a board, if one can be made.
///
/// # Errors
/// When the core refuses the link, or the disk fails.
pub async fn print_announcement(app: &App, base: &str) -> Result<(), Refusal> {
    let mut lines = vec![format!("order {base}/")];
    let pins = app.read(|snapshot| snapshot.pins()).await?;
    for role in [Role::Barista, Role::Crew] {
        let role = role.as_str();
        lines.push(format!("{role} {base}/{role}"));
        for pin in pins.pins.iter().filter(|pin| pin.role.as_str() == role) {
            lines.push(pin_line(pin));
        }
    }
    let make = MakePairingLink { role: Role::Board, name: "Board".to_owned() };
    let made = app.execute(Caller::Hub, new_key()?, Command::MakePairingLink(make)).await;
    if let Some(path) = made.as_ref().ok().and_then(|made| link_path(app, made)) {
        lines.push(format!("board {base}{path}"));
    }
    // A reader that has gone (`… | head -1`) is no reason to end.
    let _ = writeln!(std::io::stdout(), "{}", lines.join("\n"));
    made.map(drop)
}

/// How a PIN is printed.
pub fn pin_line(pin: &Pin) -> String {
    format!("{} PIN {}", pin.role.as_str(), pin.pin)
}

/// Returns the token of the demo's printer: of its pairing at an earlier start, or of a new one. So
/// the demo has one printer over all its starts, and if that one does not come up again, it is
/// gone.
///
/// # Errors
/// When the core refuses the pairing, or the disk fails.
pub async fn printer_token(app: &App) -> Result<String, Refusal> {
    let paired = app.read(|snapshot| snapshot.sessions()).await?.sessions;
    let ours = paired.into_iter().find(|session| {
        session.role == Role::Device && session.name.as_deref() == Some(printer::NAME)
    });
    match ours {
        Some(session) => Ok(app.signer().sign(Purpose::Session, session.session_id.0)),
        None => pair_own(app, Role::Device, printer::NAME).await,
    }
}
