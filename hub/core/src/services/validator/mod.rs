//! The validator: codes, and the drinks that are taken from them.
//!
//! Owns `validator_codes`, a fold of its events, and `validator_store` (its copy of the
//! configuration), `validator_orders` (in flight) and `validator_days`; the codes are secrets. Takes
//! `Start`; handles the configuration, how orders end, and days and occasions; emits `Validator.NewOrder`,
//! `Validator.DrinkReturned`, `Validator.CodeRotated`.
//!
//! The drinks' equation holds after every input, for every code: drinks given = left + its
//! orders − its returned drinks. Returned are those of its orders that ended unplaced while it
//! lived, and at most as many as it had.

pub mod code_text;
mod codes;
mod orders;
mod returns;
pub mod start;
mod store;

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Outcome};
use crema_api::events::{AboutOrder, names};

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{Discarded, EventHandler, Service};
use crate::kernel::fold::Fold;
use crate::kernel::log::RecordedEvent;
use crate::kernel::timers::Timer;

pub(crate) use codes::window_bytes;

const NAME: &str = "validator";

/// Its tables that are folds of the log.
const FOLDS: &[Fold] = &[Fold::of_rows::<codes::Code>(&["validator_codes"])];

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(Validator)
        .with_tables("validator_")
        .with_folds(FOLDS)
        .with_commands(command)
}

fn command(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    match command {
        Command::Start(start) => Some(start::start(cascade, caller, start)),
        _ => None,
    }
}

/// The event handler.
#[derive(Debug, Default)]
struct Validator;

impl EventHandler for Validator {
    fn name(&self) -> &'static str {
        NAME
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[
            names::ConfigChanged,
            names::OrderPlaced,
            names::WorkflowWaitingCompletion,
            names::ShopUnavailable,
            names::OrderTimeOut,
            names::OrderCancelled,
            names::OrderCompleted,
            names::OrderReadyAgain,
            names::OrderGivenUp,
            names::OrderRecalled,
            names::OrderRemade,
            names::OrderRequeued,
            names::NamesErased,
            names::OccasionStarted,
            names::DayEnded,
        ]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        match &event.fact {
            DomainEvent::ConfigChanged(changed) => {
                if !store::save(cascade, &changed.config, event.seq)? {
                    return Ok(());
                }
                if changed.config.settings.orders_per_customer_day == 0 {
                    orders::forget_days(cascade, event.seq)?;
                }
                codes::follow_store(cascade)
            }
            DomainEvent::OccasionStarted(_) | DomainEvent::DayEnded(_) => {
                orders::begin_day(cascade, event.seq)
            }
            // The codes' texts are erased: the code that was shown cannot be shown again.
            DomainEvent::NamesErased(erased) => {
                store::show_none(cascade, erased.before_seq)?;
                codes::follow_store(cascade)
            }
            DomainEvent::OrderPlaced(fact) => orders::placed(cascade, &fact.about, event.seq),
            DomainEvent::WorkflowWaitingCompletion(fact) => orders::numbered(cascade, &fact.about),
            DomainEvent::OrderRecalled(fact) => orders::reopened(cascade, &fact.about, event.seq),
            DomainEvent::OrderRemade(fact) => orders::reopened(cascade, &fact.about, event.seq),
            DomainEvent::OrderRequeued(fact) => orders::reopened(cascade, &fact.about, event.seq),
            fact => match ended_order(fact) {
                Some(about) => orders::ended(cascade, about),
                None => Ok(()),
            },
        }
    }

    fn on_discarded(
        &self,
        cascade: &mut Cascade<'_>,
        discarded: Discarded<'_>,
    ) -> Result<(), Fault> {
        let Discarded::Delivery(event) = discarded else { return Ok(()) };
        match ended_order(&event.fact) {
            Some(about) => orders::forget(cascade, about.order_id),
            None => Ok(()),
        }
    }

    fn timers(&self) -> &'static [&'static str] {
        &[codes::ROTATE.kind]
    }

    fn due(&self, cascade: &mut Cascade<'_>, _timer: &Timer) -> Result<(), Fault> {
        codes::rotate(cascade)
    }
}

/// The order that ends with this event, or is ready, if one does: its customer may begin another.
fn ended_order(fact: &DomainEvent) -> Option<&AboutOrder> {
    let ends = matches!(
        fact,
        DomainEvent::OrderCompleted(_)
            | DomainEvent::ShopUnavailable(_)
            | DomainEvent::OrderTimeOut(_)
            | DomainEvent::OrderCancelled(_)
            | DomainEvent::OrderReadyAgain(_)
            | DomainEvent::OrderGivenUp(_)
    );
    fact.about().filter(|_| ends)
}
