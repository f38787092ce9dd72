//! Deliveries and timers that were given up: an execution that would wait for one of them waits for
//! ever, so it ends, and the order manager ends its order.

use crema_api::DomainEvent;
use crema_api::events::bus::DeliveryDiscarded;
use crema_api::events::{AboutOrder, names};
use crema_api::ids::OrderId;

use super::ends::{self, WorkflowError};
use super::rows::{self, ExecutionRow, Waiting};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::Discarded;
use crate::workflow::errors;

/// The questions that a workflow waits at without a timeout, each with the service that answers.
const QUESTIONS: [(&str, &str); 2] =
    [(names::RoomWanted, "order_manager"), (names::NumberWanted, "counting")];

/// A delivery to the order processor, or one of its timers, was given up.
pub(super) fn on_discarded(
    cascade: &mut Cascade<'_>,
    discarded: Discarded<'_>,
) -> Result<(), Fault> {
    let event = match discarded {
        Discarded::Delivery(event) => &event.fact,
        Discarded::Timer(timer) => return timer.order().map_or(Ok(()), |id| end(cascade, id)),
    };
    match event {
        // No execution was started, and without one nothing would ever move the order.
        DomainEvent::NewOrder(fact) => end_unstarted(cascade, &fact.about),
        DomainEvent::CounterOrderTaken(fact) => end_unstarted(cascade, &fact.about),
        // The workflow does not wait for these.
        DomainEvent::OrderChanged(_) => Ok(()),
        DomainEvent::OrderRemade(fact) if fact.was_finished => Ok(()),
        event => event.about().map_or(Ok(()), |about| end(cascade, about.order_id)),
    }
}

/// A delivery to another service was given up: of a question, the answer never comes.
pub(super) fn on_answer_given_up(
    cascade: &mut Cascade<'_>,
    fact: &DeliveryDiscarded,
) -> Result<(), Fault> {
    let Some(order) = fact.order_id.filter(|_| fact.timer.is_none()) else { return Ok(()) };
    let Some(row) = ExecutionRow::load(cascade, order)? else { return Ok(()) };
    // A position that cannot be read ends with the next event of its order.
    let Ok(waiting) = serde_json::from_str::<Waiting>(&row.position) else { return Ok(()) };
    let is_asked = |(question, service): &(&str, &str)| {
        waiting.put.as_deref() == Some(question) && fact.consumer == *service
    };
    if QUESTIONS.iter().any(is_asked) { end(cascade, order) } else { Ok(()) }
}

/// Ends the execution of an order, if it has one.
fn end(cascade: &mut Cascade<'_>, order: OrderId) -> Result<(), Fault> {
    let Some(about) = rows::about(cascade, order)? else { return Ok(()) };
    rows::cancel_timers(cascade, order)?;
    rows::remove(cascade, order)?;
    fail(cascade, &about)
}

fn end_unstarted(cascade: &mut Cascade<'_>, about: &AboutOrder) -> Result<(), Fault> {
    match rows::about(cascade, about.order_id)? {
        Some(_) => end(cascade, about.order_id),
        None => fail(cascade, about),
    }
}

fn fail(cascade: &mut Cascade<'_>, about: &AboutOrder) -> Result<(), Fault> {
    let cause = "The crew has given up an event or a timer that it waited for.".to_owned();
    let error = WorkflowError { state: None, error: errors::RUNTIME.to_owned(), cause };
    ends::fail(cascade, about, error)
}
