//! The resources that the workflow's tasks name: what the order processor does for it.
//!
//! - `crema:store:get`: how the store is
//! - `crema:events:put`: an event about the order, to which the order's own fields are added
//! - `crema:wait`: nothing; for tasks that only wait for their token
//!
//! A task that cannot be done is a named error that the workflow may catch. The disk's faults and
//! our own defects are not: those undo the batch, or make the delivery a dead letter.

use crema_api::DomainEvent;
use crema_api::events::order_processor::{
    NumberWanted, OrderFinished, OrderTimeOut, RoomWanted, ShopUnavailable, WorkflowStarted,
    WorkflowWaitingCompletion,
};
use crema_api::events::{AboutOrder, names};
use crema_api::ids::Seq;
use crema_api::order::OrderState;
use crema_api::word::known;
use serde::Deserialize;
use serde_json::{Value, json};

use super::shop;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

const PUT: &str = "crema:events:put";

/// The parameters of `crema:events:put`.
#[derive(Debug, Deserialize)]
struct Put {
    #[serde(rename = "detail-type")]
    detail_type: String,
    detail: Value,
}

/// The result of a resource: an answer for the workflow, and the event that it put, if it put one.
#[derive(Debug)]
pub(super) struct Output {
    pub output: Value,
    pub put: Option<String>,
}

/// Why a resource did not do a task: for the workflow, whose catchers see it by its name
/// (`States.TaskFailed` includes all of these).
#[derive(Debug, thiserror::Error)]
pub(super) enum TaskError {
    #[error("there is no resource {0}")]
    UnknownResource(String),
    #[error("no event {0} can be put")]
    UnknownEvent(String),
    #[error("the parameters of {resource} do not fit: {why}")]
    InvalidParameters { resource: &'static str, why: serde_json::Error },
}

impl TaskError {
    /// ASL's `Error`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::UnknownResource(_) => "Crema.UnknownResource",
            Self::UnknownEvent(_) => "Crema.UnknownEvent",
            Self::InvalidParameters { .. } => "Crema.InvalidParameters",
        }
    }
}

/// Why a task was not done.
pub(super) enum TaskFault {
    /// The workflow's affair.
    Failed(TaskError),
    /// Ours: the disk, or a defect.
    Fault(Fault),
}

impl From<TaskError> for TaskFault {
    fn from(error: TaskError) -> Self {
        Self::Failed(error)
    }
}

impl From<Fault> for TaskFault {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The order that an execution is for.
#[derive(Debug)]
pub(super) struct Subject {
    /// Its fields, as the execution knows them.
    pub about: AboutOrder,
    /// The event that started the execution.
    pub started_seq: Seq,
}

/// Runs a resource for an order.
pub(super) fn run(
    cascade: &mut Cascade<'_>,
    order: &mut Subject,
    resource: &str,
    parameters: Value,
) -> Result<Output, TaskFault> {
    match resource {
        "crema:store:get" => Ok(Output { output: shop::status(cascade)?, put: None }),
        "crema:wait" => Ok(Output { output: Value::Null, put: None }),
        PUT => {
            let put: Put = serde_json::from_value(parameters).map_err(does_not_fit)?;
            let event = event_of(order, &put)?;
            cascade.emit(event)?;
            Ok(Output { output: json!({}), put: Some(put.detail_type) })
        }
        other => Err(TaskError::UnknownResource(other.to_owned()).into()),
    }
}

fn does_not_fit(why: serde_json::Error) -> TaskError {
    TaskError::InvalidParameters { resource: PUT, why }
}

/// The event, typed. The order is in the event's state afterwards.
fn event_of(order: &mut Subject, put: &Put) -> Result<DomainEvent, TaskError> {
    let Subject { about, started_seq } = order;
    let cause = || put.detail.get("cause").cloned().unwrap_or(Value::Null);
    let message = put.detail.get("message").and_then(Value::as_str).unwrap_or_default();
    let message = message.replacen("The order", about.called(), 1);
    let mut enter = |state: OrderState| {
        about.order_state = state;
        about.now(state, message.as_str())
    };
    Ok(match put.detail_type.as_str() {
        names::RoomWanted => {
            let started_seq = Some(*started_seq);
            RoomWanted { about: enter(OrderState::Started), started_seq }.into()
        }
        names::WorkflowStarted => WorkflowStarted { about: enter(OrderState::Started) }.into(),
        names::ShopUnavailable => {
            let cause = known(cause()).map_err(does_not_fit)?;
            ShopUnavailable { about: enter(OrderState::Refused), cause }.into()
        }
        names::OrderTimeOut => {
            let cause = known(cause()).map_err(does_not_fit)?;
            OrderTimeOut { about: enter(OrderState::TimedOut), cause }.into()
        }
        names::NumberWanted => NumberWanted { about: enter(OrderState::Queued) }.into(),
        names::WorkflowWaitingCompletion => {
            WorkflowWaitingCompletion { about: enter(OrderState::Queued) }.into()
        }
        names::OrderFinished => OrderFinished { about: enter(OrderState::Ready) }.into(),
        other => return Err(TaskError::UnknownEvent(other.to_owned())),
    })
}
