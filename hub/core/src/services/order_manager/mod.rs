//! The order manager: every move of an order that a person makes, and what follows from it.
//!
//! Owns `manager_orders` and `manager_pace`, which are folds of its events, and `manager_store`,
//! `manager_menu` and `manager_staff`, its copies of the configuration and of who is paired; names
//! for cups are kept beside the log. Takes every command about an order but *Start*, and those of a
//! shift ([`commands`]); handles the workflow, which asks it for [`room`], the configuration and who is paired ([`on_events`]);
//! emits `OrderManager.*`. Its timers ([`due`]) make a ready drink uncollected, do a cancel that was
//! held, and give up an order that waits again after its workflow has ended.
//!
//! A command, a handler or a timer decides and emits; [`order`] says what follows from the event.
//! Which move leads from which state to which is decided in [`moves`], and nowhere else. Each module
//! uses those below it only:
//! - [`commands`], [`on_events`], [`due`], and what it objects to ([`objections`])
//! - [`workflow_ends`]: an order whose workflow has ended early
//! - [`cancelling`], [`tickets`], [`clearing`]: what more than one of them does
//! - [`step`]: a move is checked, and an order written
//! - [`callers`], [`timers`], [`room`], [`table`], [`words`], and the copies ([`copies`])
//! - [`past`], [`order`], [`progress`], [`moves`]

mod callers;
mod cancelling;
pub mod choice;
mod clearing;
pub mod commands;
mod copies;
pub mod cup_name;
mod due;
mod menu;
pub mod moves;
mod objections;
mod on_events;
pub(crate) mod order;
pub mod pace;
mod past;
pub(crate) mod progress;
pub(crate) mod room;
mod staff;
mod step;
mod store;
pub(crate) mod table;
mod tickets;
pub(crate) mod timers;
mod words;
mod workflow_ends;

use crema_api::events::names;
use crema_api::ids::OrderId;
use crema_api::order::OrderState;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{Discarded, EventHandler, Service};
use crate::kernel::fold::Fold;
use crate::kernel::log::RecordedEvent;
use crate::kernel::timers::Timer;

/// Its name: of its folder, its timers, its cursor.
pub(crate) const NAME: &str = "order_manager";

/// Its tables that are folds of the log.
const FOLDS: &[Fold] = &[
    Fold::of_rows::<order::Order>(&["manager_orders"]),
    Fold::into_tables(&["manager_pace"], pace::fold),
    Fold::into_tables(copies::TABLES, copies::fold),
];

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(OrderManager)
        .with_tables("manager_")
        .with_folds(FOLDS)
        .with_commands(commands::run)
        .with_objections(objections::object)
}

/// The defects of this service.
#[derive(Debug, thiserror::Error)]
enum ManagerDefect {
    #[error("no order {0}")]
    NoOrder(OrderId),
    #[error("the held cancel of order {0} cannot be read")]
    HeldCancelUnreadable(OrderId),
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
            names::RoomWanted,
            names::WorkflowStarted,
            names::ShopUnavailable,
            names::WorkflowWaitingCompletion,
            names::OrderTimeOut,
            names::WorkflowFailed,
            names::WorkflowStopped,
            names::SessionOpened,
            names::SessionClosed,
            names::StationSet,
        ]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        on_events::handle(cascade, event)
    }

    fn timers(&self) -> &'static [&'static str] {
        &[timers::COLLECT, timers::WAIT, timers::HELD_CANCEL]
    }

    fn due(&self, cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        due::run(cascade, timer)
    }

    fn on_discarded(
        &self,
        cascade: &mut Cascade<'_>,
        discarded: Discarded<'_>,
    ) -> Result<(), Fault> {
        match discarded {
            Discarded::Timer(timer) => due::on_discarded(cascade, timer),
            // What its workflow waits for is for the order processor to end.
            Discarded::Delivery(_) => Ok(()),
        }
    }
}
