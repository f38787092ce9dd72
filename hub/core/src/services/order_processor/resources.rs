//! The resources that the workflow's tasks name: what the order processor does for it.
//!
//! - `crema:store:get`: whether the shop is open and has room
//! - `crema:events:put`: an event about the order, to which the order's own fields are added
//! - `crema:wait`: nothing; for tasks that only wait for their token

use crema_api::DomainEvent;
use crema_api::events::order_processor::{
    NumberWanted, OrderFinished, OrderTimeOut, ShopUnavailable, WorkflowStarted,
    WorkflowWaitingCompletion,
};
use crema_api::events::{AboutOrder, names};
use crema_api::order::OrderState;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ProcessorDefect, shop};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// The parameters of `crema:events:put`.
#[derive(Debug, Deserialize)]
struct Put {
    #[serde(rename = "detail-type")]
    detail_type: String,
    detail: Value,
}

/// The result of a resource: an answer for the workflow, and the event that it put, if it put one.
#[derive(Debug)]
pub(super) struct Ran {
    pub output: Value,
    pub put: Option<String>,
}

/// Runs a resource for an order.
pub(super) fn run(
    cascade: &mut Cascade<'_>,
    about: &mut AboutOrder,
    resource: &str,
    parameters: Value,
) -> Result<Ran, Fault> {
    match resource {
        "crema:store:get" => Ok(Ran { output: shop::status(cascade)?, put: None }),
        "crema:wait" => Ok(Ran { output: Value::Null, put: None }),
        "crema:events:put" => {
            let put: Put = serde_json::from_value(parameters)?;
            let event = event_of(about, &put)?;
            cascade.emit(event)?;
            Ok(Ran { output: json!({}), put: Some(put.detail_type) })
        }
        other => Err(ProcessorDefect::UnknownResource(other.to_owned()).into()),
    }
}

/// The event, typed. The order is in the event's state afterwards.
fn event_of(about: &mut AboutOrder, put: &Put) -> Result<DomainEvent, Fault> {
    let cause = || put.detail.get("cause").cloned().unwrap_or(Value::Null);
    let message = put.detail.get("message").and_then(Value::as_str).unwrap_or_default();
    let message = message.replacen("The order", about.called(), 1);
    let mut enter = |state: OrderState| {
        about.order_state = state;
        about.now(state, message.as_str())
    };
    Ok(match put.detail_type.as_str() {
        names::WorkflowStarted => WorkflowStarted { about: enter(OrderState::Started) }.into(),
        names::ShopUnavailable => {
            let cause = serde_json::from_value(cause())?;
            ShopUnavailable { about: enter(OrderState::Refused), cause }.into()
        }
        names::OrderTimeOut => {
            let cause = serde_json::from_value(cause())?;
            OrderTimeOut { about: enter(OrderState::TimedOut), cause }.into()
        }
        names::NumberWanted => NumberWanted { about: enter(OrderState::Queued) }.into(),
        names::WorkflowWaitingCompletion => {
            WorkflowWaitingCompletion { about: enter(OrderState::Queued) }.into()
        }
        names::OrderFinished => OrderFinished { about: enter(OrderState::Ready) }.into(),
        other => return Err(ProcessorDefect::UnknownEvent(other.to_owned()).into()),
    })
}
