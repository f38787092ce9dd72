//! The order manager: every move of an order that a person makes, and what follows from it.
//!
//! Owns `manager_shop`, `manager_menu` and `manager_staff` (its copies of the configuration and of
//! who is paired), `manager_orders` and `manager_pace`; names for cups are kept beside the log.
//! Takes every command about an order but *Start* ([`commands`], [`counter`]) and those of a shift
//! ([`shift`]); handles the workflow, the configuration and who is paired; emits `OrderManager.*`.
//! Its timers make a ready drink uncollected, do a cancel that was held ([`undo`]), and give up an
//! order that waits again after its workflow has ended ([`given_up`]).
//!
//! Which move leads from which state to which is decided in [`moves`], and nowhere else.

pub mod choice;
pub mod commands;
pub mod counter;
pub mod cup_name;
pub mod given_up;
mod hearing;
mod menu;
pub mod moves;
pub mod pace;
mod placing;
pub(crate) mod row;
pub mod shift;
mod shop;
mod staff;
mod telling;
pub mod undo;

use crema_api::commands::{Caller, Command, Outcome};
use crema_api::events::names;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use uuid::Uuid;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{EventHandler, Service};
use crate::kernel::log::RecordedEvent;
use crate::kernel::timers::{Timer, TimerKey};

/// Its name: of its folder, its timers, its cursor.
pub(crate) const NAME: &str = "order_manager";
const COLLECT: &str = "collect";

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(OrderManager).with_tables("manager_").with_commands(command)
}

fn command(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    Some(match command {
        Command::Place(place) => placing::place(cascade, caller, place),
        Command::PlaceShown(shown) => placing::place_shown(cascade, caller, shown),
        Command::Claim(order) => commands::claim(cascade, caller, order.order_id),
        Command::Release(order) => commands::release(cascade, caller, order.order_id),
        Command::Complete(order) => commands::complete(cascade, caller, order.order_id),
        Command::Collect(order) => commands::collect(cascade, caller, order.order_id),
        Command::Cancel(cancel) => commands::cancel(cascade, caller, cancel),
        Command::Recall(order) => commands::recall(cascade, caller, order.order_id),
        Command::Reprint(order) => commands::reprint(cascade, caller, order.order_id),
        Command::ClaimSeveral(several) => {
            commands::claim_several(cascade, caller, &several.order_ids)
        }
        Command::CounterOrder(taken) => counter::take(cascade, caller, taken),
        Command::Remake(order) => counter::remake(cascade, caller, order.order_id),
        Command::Requeue(order) => given_up::requeue(cascade, caller, order.order_id),
        Command::Dismiss(order) => given_up::dismiss(cascade, caller, order.order_id),
        Command::CallAgain(order) => counter::call_again(cascade, caller, order.order_id),
        Command::PutBack(order) => counter::put_back(cascade, caller, order.order_id),
        Command::MoveToTop(order) => counter::move_to_top(cascade, caller, order.order_id),
        Command::HideName(order) => counter::hide_name(cascade, caller, order.order_id),
        Command::NameCup(named) => counter::name_cup(cascade, caller, named),
        Command::Undo(order) => undo::undo_last(cascade, caller, order.order_id),
        Command::TakeOver(order) => shift::take_over(cascade, caller, order.order_id),
        Command::HandOver(hand) => shift::hand_over(cascade, caller, hand.to),
        Command::EndDay => shift::end_day(cascade),
        _ => return None,
    })
}

/// The timer that makes a ready order uncollected.
fn collect_timer(order: &OrderId) -> TimerKey<'_> {
    TimerKey::of_order(NAME, COLLECT, order)
}

/// The defects of this service.
#[derive(Debug, thiserror::Error)]
enum ManagerDefect {
    #[error("no order {0}")]
    NoOrder(OrderId),
    #[error("an order without an occasion")]
    NoOccasion,
    #[error("a timer without an order")]
    TimerWithoutOrder(#[from] uuid::Error),
    #[error("a timer of no known kind: {0}")]
    UnknownTimer(String),
    #[error("{step:?} taken back into {state}")]
    UndoneInto { step: moves::Move, state: OrderState },
}

impl From<ManagerDefect> for Fault {
    fn from(defect: ManagerDefect) -> Self {
        Self::broken(defect)
    }
}

/// The event handler.
#[derive(Debug, Default)]
struct OrderManager;

impl EventHandler for OrderManager {
    fn name(&self) -> &'static str {
        NAME
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[
            names::ConfigChanged,
            names::OccasionStarted,
            names::WorkflowStarted,
            names::ShopUnavailable,
            names::WorkflowWaitingCompletion,
            names::OrderTimeOut,
            names::SessionOpened,
            names::SessionClosed,
            names::StationSet,
        ]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        hearing::handle(cascade, event)
    }

    fn due(&self, cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        let order = Uuid::from_slice(&timer.subject)
            .map(OrderId)
            .map_err(ManagerDefect::TimerWithoutOrder)?;
        match timer.kind.as_str() {
            COLLECT => hearing::nobody_came(cascade, order),
            given_up::WAIT => given_up::on_wait_timeout(cascade, order),
            undo::HELD => hearing::nobody_took_it_back(cascade, order),
            kind => Err(ManagerDefect::UnknownTimer(kind.to_owned()).into()),
        }
    }
}
