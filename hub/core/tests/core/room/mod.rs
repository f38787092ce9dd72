//! Room and limits: one owner of how many orders are in flight, and what stays of a day, an
//! occasion or a session that has ended.

mod late;
mod limits;
mod pace;
mod past;
mod shut;
mod wanted;

use crema_api::commands::{Caller, CloseSession, Command, Role, SetStore};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use crate::booth::{Booth, session_of};

/// Ends the pairing of a member of staff.
fn unpair(booth: &mut Booth, who: Caller) {
    let close = CloseSession { session_id: session_of(who) };
    booth.ask(Caller::Hub, Command::CloseSession(close)).unwrap();
}

/// Asks for this state of the store.
fn into_state(state: StoreState) -> Command {
    Command::SetStore(SetStore { state: Some(state), ..SetStore::default() })
}

/// What a new guest's *Start* with this code comes to: refused, if no order begins.
fn start_with(booth: &mut Booth, code: &str) -> OrderState {
    let guest = booth.customer();
    match booth.start_with(guest, code) {
        Ok(order) => booth.state(order),
        Err(refused) => {
            let known = [RefusalKind::BoothFull, RefusalKind::StoreNotOpen];
            assert!(known.contains(&refused.kind), "{refused}");
            OrderState::Refused
        }
    }
}

/// A booth for `at_once` orders, with a barista.
fn small_booth(seed: u64, at_once: u32) -> (Booth, Caller) {
    let mut booth = Booth::open(seed);
    booth.set_limits(|limits| limits.orders_in_flight_max = at_once);
    let mia = booth.staff(Role::Crew, "Mia");
    (booth, mia)
}
