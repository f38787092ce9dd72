//! The order processor: runs each order's workflow, `hub/workflows/order.asl.json`.
//!
//! Owns `processor_shop` (its copy of the configuration), `processor_definitions` and
//! `processor_executions` (running ones). Takes `StopExecution`; handles the events that the workflow
//! waits for; emits `OrderProcessor.*`, as the workflow says, and how an
//! execution ended if that was not the workflow's own way. An execution that would wait for ever, since
//! the crew gave up what it waits for, ends as well ([`discarded`]). Its timers are the workflow's timeouts,
//! which are paused with the store, and the next turns of executions that yield.

mod definitions;
mod discarded;
mod drive;
mod ends;
mod executions;
mod resources;
mod rows;
mod shop;

use std::borrow::Cow;

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Outcome};
use crema_api::events::{AboutOrder, names};
use crema_api::ids::{BoothMs, OrderId};
use serde_json::json;
use uuid::Uuid;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{Discarded, EventHandler, Service};
use crate::kernel::log::RecordedEvent;
use crate::kernel::timers::{Timer, TimerKind};
use crate::workflow::{DefinitionError, Happening};

use definitions::Definitions;
use executions::Executions;
use resources::Subject;

pub(crate) const NAME: &str = "order_processor";
/// The timers that are a task's timeout.
pub(crate) const WAITS: TimerKind<'static> = TimerKind { owner: NAME, kind: WAIT };
const WAIT: &str = "wait";
/// The timers that are the next turn of an execution that yields; a pause of the store does not
/// concern them.
const STEPS: TimerKind<'static> = TimerKind { owner: NAME, kind: STEP };
const STEP: &str = "step";
/// The error by which the workflow learns that an order was cancelled.
const CANCELLED: &str = "Order.Cancelled";

/// Returns this folder's service.
pub(super) fn service() -> Service {
    declare(OrderProcessor::default())
}

/// The service with another workflow for new orders, in ASL. A definition that is refused makes the
/// first event of each order a dead letter.
#[must_use]
pub fn service_with(json: impl Into<Cow<'static, str>>) -> Service {
    declare(OrderProcessor { definitions: Definitions::new(json.into()) })
}

fn declare(handler: OrderProcessor) -> Service {
    Service::event_handler(handler).with_tables("processor_").with_commands(command)
}

fn command(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    match command {
        Command::StopExecution(stop) => Some(ends::stop(cascade, caller, stop)),
        _ => None,
    }
}

/// The defects of this service.
#[derive(Debug, thiserror::Error)]
enum ProcessorDefect {
    #[error("the order workflow")]
    Definition(#[source] DefinitionError),
    #[error("a timer without an order")]
    TimerWithoutOrder(#[from] uuid::Error),
    #[error("a timer of no known kind: {0}")]
    UnknownTimer(String),
}

/// Why this program cannot read an execution that another version of it has written: an end of that
/// execution, and no defect.
#[derive(Debug, thiserror::Error)]
enum Unreadable {
    #[error("there is no workflow of version {0}")]
    NoVersion(String),
    #[error("the workflow that the order began with cannot be read by this version of the hub")]
    Definition(#[source] DefinitionError),
    #[error("the position in the workflow cannot be read")]
    Position(#[source] serde_json::Error),
    #[error("the input of the workflow cannot be read")]
    Input(#[source] serde_json::Error),
}

impl From<ProcessorDefect> for Fault {
    fn from(defect: ProcessorDefect) -> Self {
        Self::broken(defect)
    }
}

/// The event handler.
#[derive(Debug, Default)]
struct OrderProcessor {
    definitions: Definitions,
}

impl EventHandler for OrderProcessor {
    fn name(&self) -> &'static str {
        NAME
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[
            names::ConfigChanged,
            names::NewOrder,
            names::RoomTaken,
            names::RoomRefused,
            names::OrderPlaced,
            names::OrderChanged,
            names::NumberDrawn,
            names::MakeOrder,
            names::OrderCompleted,
            names::CancelHeld,
            names::OrderCancelled,
            names::CounterOrderTaken,
            names::OrderRemade,
            names::DeliveryDiscarded,
        ]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let executions = Executions::new(&self.definitions);
        match &event.fact {
            DomainEvent::ConfigChanged(changed) => shop::keep(cascade, &changed.config, event.seq),
            DomainEvent::NewOrder(fact) => {
                let order = Subject { about: fact.about.clone(), started_seq: event.seq };
                executions.start(cascade, order, json!({}))
            }
            DomainEvent::CounterOrderTaken(fact) => {
                let barista_s = shop::barista_seconds(cascade, fact.expected_wait_min)?;
                let input = json!({ "counter": true, "baristaSeconds": barista_s });
                let order = Subject { about: fact.about.clone(), started_seq: event.seq };
                executions.start(cascade, order, input)
            }
            DomainEvent::RoomTaken(fact) => {
                let choose_s = shop::choose_seconds(cascade)?;
                let happening = done(json!({ "taken": true, "chooseSeconds": choose_s }));
                let expected = Some(names::RoomWanted);
                executions.resume(cascade, &fact.about, expected, happening).map(drop)
            }
            DomainEvent::RoomRefused(fact) => {
                let happening = done(json!({ "taken": false, "cause": fact.cause }));
                let expected = Some(names::RoomWanted);
                executions.resume(cascade, &fact.about, expected, happening).map(drop)
            }
            DomainEvent::OrderPlaced(fact) => {
                let barista_s = shop::barista_seconds(cascade, fact.expected_wait_min)?;
                let happening = done(json!({ "baristaSeconds": barista_s }));
                let expected = Some(names::WorkflowStarted);
                executions.resume(cascade, &fact.about, expected, happening).map(drop)
            }
            DomainEvent::OrderChanged(fact) => rows::update_about(cascade, &fact.about),
            DomainEvent::NumberDrawn(fact) => {
                let Some(known) = rows::about(cascade, fact.about.order_id)? else { return Ok(()) };
                // The number alone is news: the drink may have been changed while that was late.
                let about = AboutOrder {
                    order_number: fact.about.order_number,
                    order_label: fact.about.order_label.clone(),
                    ..known
                };
                let happening = done(json!({ "orderNumber": about.order_number }));
                let expected = Some(names::NumberWanted);
                executions.resume(cascade, &about, expected, happening).map(drop)
            }
            DomainEvent::MakeOrder(fact) => {
                let word = if fact.barista_user_id.is_some() { "claimed" } else { "released" };
                let happening = done(json!({ "move": word }));
                executions.resume(cascade, &fact.about, None, happening).map(drop)
            }
            DomainEvent::OrderCompleted(fact) => {
                let happening = done(json!({ "move": "completed" }));
                executions.resume(cascade, &fact.about, None, happening).map(drop)
            }
            // The cancel, which its barista was promised, comes first; undone, the order waits on.
            DomainEvent::CancelHeld(fact) => {
                let after = BoothMs(fact.until_booth_ms).plus(1);
                cascade.postpone_timer(WAITS.of_order(&fact.about.order_id), after)
            }
            DomainEvent::OrderCancelled(fact) => {
                let cause = "The order was called off.".to_owned();
                let failed = Happening::TaskFailed { error: CANCELLED.to_owned(), cause };
                executions.resume(cascade, &fact.about, None, failed).map(drop)
            }
            DomainEvent::OrderRemade(fact) if !fact.was_finished => {
                let happening = done(json!({ "move": "released" }));
                executions.resume(cascade, &fact.about, None, happening).map(drop)
            }
            DomainEvent::DeliveryDiscarded(fact) => discarded::on_answer_given_up(cascade, fact),
            _ => Ok(()),
        }
    }

    fn on_discarded(
        &self,
        cascade: &mut Cascade<'_>,
        discarded: Discarded<'_>,
    ) -> Result<(), Fault> {
        discarded::on_discarded(cascade, discarded)
    }

    fn timers(&self) -> &'static [&'static str] {
        &[WAITS.kind, STEP]
    }

    fn due(&self, cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        let order = Uuid::from_slice(&timer.subject)
            .map(OrderId)
            .map_err(ProcessorDefect::TimerWithoutOrder)?;
        let executions = Executions::new(&self.definitions);
        match timer.kind.as_str() {
            WAIT => executions.time_out(cascade, order),
            STEP => executions.go_on(cascade, order),
            kind => Err(ProcessorDefect::UnknownTimer(kind.to_owned()).into()),
        }
    }
}

fn done(output: serde_json::Value) -> Happening {
    Happening::TaskSucceeded { output }
}
