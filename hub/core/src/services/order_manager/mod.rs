//! The order manager: every move of an order that a person makes, and what became of it.
//!
//! Owns `manager_shop`, `manager_menu` and `manager_staff` (what it needs of the configuration
//! and of who is paired), `manager_orders` and `manager_pace`; names for cups lie beside the log. Takes every
//! command about an order but *Start* ([`commands`], [`counter`]) and those of a shift
//! ([`shift`]); hears the workflow, the configuration and who is paired; says `OrderManager.*`. Its
//! timers make a ready drink uncollected, do a cancel that nobody took back ([`take_back`]), and give
//! up an order that waits again after its workflow has ended ([`given_up`]).
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
pub(crate) mod row;
pub mod shift;
mod shop;
mod staff;
pub mod take_back;
mod telling;

use crema_api::events::names;
use crema_api::ids::OrderId;
use uuid::Uuid;

use super::Process;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::log::Recorded;
use crate::kernel::timers::Timer;

const NAME: &str = "order_manager";
const COLLECT: &str = "collect";

/// The service.
#[derive(Debug, Default)]
pub struct OrderManager;

impl Process for OrderManager {
    fn name(&self) -> &'static str {
        NAME
    }

    fn hears(&self) -> &'static [&'static str] {
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

    fn hear(&self, cascade: &mut Cascade<'_>, event: &Recorded) -> Result<(), Fault> {
        hearing::hear(cascade, event)
    }

    fn due(&self, cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        let order = Uuid::from_slice(&timer.subject)
            .map(OrderId)
            .map_err(|error| Fault::broken(format!("a timer without an order: {error}")))?;
        match timer.kind.as_str() {
            COLLECT => hearing::nobody_came(cascade, order),
            given_up::WAIT => given_up::on_wait_timeout(cascade, order),
            take_back::HELD => hearing::nobody_took_it_back(cascade, order),
            kind => Err(Fault::broken(format!("a timer of no known kind: {kind}"))),
        }
    }
}
