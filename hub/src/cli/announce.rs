//! What `crema serve --demo` prints, one thing a line, so that people and programs find it. A hub
//! that is no demo prints no secrets; `crema pins` does when it is asked.

use std::io::Write as _;

use crema_api::answers::Pin;
use crema_api::commands::{Caller, CloseSession, Command, MakePairingLink, Role};
use crema_api::problem::Refusal;

use crate::app::App;
use crate::demo::printer;
use crate::http::sessions::{link_path, pair_own};
use crate::writer::new_key;

/// Prints where everything is, the PINs, and a link for a board.
///
/// # Errors
/// The core's refusal.
pub async fn announce(app: &App, base: &str) -> Result<(), Refusal> {
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
    let made = app.ask(Caller::Hub, new_key()?, Command::MakePairingLink(make)).await?;
    if let Some(path) = link_path(app, &made) {
        lines.push(format!("board {base}{path}"));
    }
    // A reader that has gone (`… | head -1`) is no reason to end.
    let _ = writeln!(std::io::stdout(), "{}", lines.join("\n"));
    Ok(())
}

/// How a PIN is printed.
pub fn pin_line(pin: &Pin) -> String {
    format!("{} PIN {}", pin.role.as_str(), pin.pin)
}

/// Pairs the demo's printer anew; the pairing of the last start is ended.
///
/// # Errors
/// The core's refusal.
pub async fn printer_token(app: &App) -> Result<String, Refusal> {
    let paired = app.read(|snapshot| snapshot.sessions()).await?.sessions;
    let is_ours = |name: &Option<String>| name.as_deref() == Some(printer::NAME);
    for old in paired.into_iter().filter(|s| s.role == Role::Device && is_ours(&s.name)) {
        let close = Command::CloseSession(CloseSession { session_id: old.session_id });
        app.ask(Caller::Hub, new_key()?, close).await?;
    }
    pair_own(app, Role::Device, printer::NAME).await
}
