//! What the order manager objects to: a *Start* for which there is no room.
//!
//! The workflow would ask for room in the same cascade and be answered by the same function from the
//! same tables, so the two cannot differ. Said beforehand it costs no write: no event, no order, no
//! outcome. The workflow's own refusal stays for an order that asks late.

use crema_api::DomainEvent;
use crema_api::commands::Command;
use crema_api::events::validator::NewOrder;
use crema_api::ids::Seq;
use crema_api::order::UnavailableCause;
use crema_api::problem::{Refusal, RefusalKind};

use super::room::{self, OrderStart};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Objects to a command that another service has just decided.
///
/// # Errors
/// Refused when an order was begun for which there is no room.
pub(super) fn object(cascade: &mut Cascade<'_>, command: &Command) -> Result<(), Fault> {
    let Command::Start(_) = command else { return Ok(()) };
    let Some((seq, begun)) = new_order(cascade) else { return Ok(()) };
    let start = OrderStart { occasion: &begun.about.event_id, seq };
    match room::load(cascade.tables())?.and_then(|room| room.refusal(start)) {
        None => Ok(()),
        Some(cause) => Err(in_words(cause).into()),
    }
}

/// The order that this cascade has begun.
fn new_order(cascade: &Cascade<'_>) -> Option<(Seq, NewOrder)> {
    cascade.events().iter().find_map(|event| match &event.fact {
        DomainEvent::NewOrder(begun) => Some((event.seq, begun.clone())),
        _ => None,
    })
}

fn in_words(cause: UnavailableCause) -> Refusal {
    let (kind, sentence) = match cause {
        UnavailableCause::Full => {
            (RefusalKind::BoothFull, "The booth has its hands full. Try again in a minute or two.")
        }
        UnavailableCause::Paused => {
            (RefusalKind::StoreNotOpen, "The booth takes a short break. Try again when it is over.")
        }
        UnavailableCause::LastOrders => {
            (RefusalKind::StoreNotOpen, "Last orders were called, so nothing new is taken.")
        }
        UnavailableCause::Closed | UnavailableCause::Unknown(_) => {
            (RefusalKind::StoreNotOpen, "The booth is closed.")
        }
    };
    Refusal::new(kind, sentence)
}
