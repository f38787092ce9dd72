//! Executions: durable runs of the workflow, one an order. While one waits it is a row, a secret
//! token and perhaps a timer, and costs nothing.

use std::sync::Arc;

use crema_api::events::AboutOrder;
use crema_api::ids::OrderId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::definitions::Definitions;
use super::{ProcessorDefect, WAITS, resources, shop};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::secrets::SecretKind;
use crate::storage::only;
use crate::workflow::{Context, Definition, Happening, Position, Step};

/// Where an execution waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Waiting {
    at: Position,
    /// The event that was put when the wait began, if one was. It identifies the wait, so that an
    /// answer meant for one wait never resumes another.
    put: Option<String>,
    /// Whether a timer runs.
    timed: bool,
}

/// An execution: where it waits, and the definition it follows.
struct Execution {
    definition: Arc<Definition>,
    waiting: Waiting,
}

/// The executions of the order workflow.
pub(super) struct Executions<'a> {
    definitions: &'a Definitions,
}

impl<'a> Executions<'a> {
    pub fn new(definitions: &'a Definitions) -> Self {
        Self { definitions }
    }

    /// Begins an order's execution and runs it to its first wait, or to its end.
    pub fn start(
        &self,
        cascade: &mut Cascade<'_>,
        mut about: AboutOrder,
        input: &Value,
    ) -> Result<(), Fault> {
        let definition = self.definitions.current(cascade)?;
        let id = about.order_id.to_string();
        let step = definition.start(&context(cascade, &id, input), input.clone());
        let waiting = drive(cascade, &definition, &mut about, step)?;
        match waiting {
            Some(waiting) => {
                cascade.execute(
                    "INSERT INTO processor_executions (order_id, version, position, about)
                     VALUES (?1, ?2, ?3, ?4)",
                    &[
                        &about.order_id.0,
                        &definition.version(),
                        &serde_json::to_string(&waiting)?,
                        &serde_json::to_string(&about)?,
                    ],
                )?;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Answers the task that an order's execution waits for. With `expected`, only the wait that
    /// was begun with this event is answered; an answer to any other is void. Returns whether the
    /// order has an execution: whether its workflow runs.
    pub fn resume(
        &self,
        cascade: &mut Cascade<'_>,
        about: &AboutOrder,
        expected: Option<&str>,
        happening: Happening,
    ) -> Result<bool, Fault> {
        let order = about.order_id;
        let Some(execution) = self.load(cascade, order)? else { return Ok(false) };
        if expected.is_none_or(|expected| execution.waiting.put.as_deref() == Some(expected)) {
            answer(cascade, about.clone(), execution, happening)?;
        }
        Ok(true)
    }

    /// The time of a wait is over.
    pub fn time_out(&self, cascade: &mut Cascade<'_>, subject: &[u8]) -> Result<(), Fault> {
        let order =
            Uuid::from_slice(subject).map(OrderId).map_err(ProcessorDefect::TimerWithoutOrder)?;
        let Some(execution) = self.load(cascade, order)? else { return Ok(()) };
        let about: Option<String> = cascade.query_one(
            "SELECT about FROM processor_executions WHERE order_id = ?1",
            &[&order.0],
            only,
        )?;
        let about = serde_json::from_str(&about.unwrap_or_default())?;
        answer(cascade, about, execution, Happening::TimedOut)
    }

    /// Updates the order's fields for later events, after its drink was changed.
    pub fn know(cascade: &Cascade<'_>, about: &AboutOrder) -> Result<(), Fault> {
        cascade.execute(
            "UPDATE processor_executions SET about = ?2 WHERE order_id = ?1",
            &[&about.order_id.0, &serde_json::to_string(about)?],
        )?;
        Ok(())
    }

    fn load(&self, cascade: &Cascade<'_>, order: OrderId) -> Result<Option<Execution>, Fault> {
        let row = cascade.query_one(
            "SELECT version, position FROM processor_executions WHERE order_id = ?1",
            &[&order.0],
            |row| Ok((row.get::<_, String>("version")?, row.get::<_, String>("position")?)),
        )?;
        let Some((version, position)) = row else { return Ok(None) };
        Ok(Some(Execution {
            definition: self.definitions.of_version(cascade, &version)?,
            waiting: serde_json::from_str(&position)?,
        }))
    }
}

/// Ends a wait: its timer and its token are void, whatever comes next.
fn answer(
    cascade: &mut Cascade<'_>,
    mut about: AboutOrder,
    execution: Execution,
    happening: Happening,
) -> Result<(), Fault> {
    let Execution { definition, waiting } = execution;
    let order = about.order_id;
    if waiting.timed {
        cascade.cancel_timer(WAITS.of_order(&order))?;
    }
    let id = order.to_string();
    let input = Value::Null;
    let step = definition
        .resume(&context(cascade, &id, &input), waiting.at, happening)
        .map_err(ProcessorDefect::Step)?;
    match drive(cascade, &definition, &mut about, step)? {
        Some(waiting) => {
            cascade.execute(
                "UPDATE processor_executions SET position = ?2, about = ?3
                 WHERE order_id = ?1",
                &[&order.0, &serde_json::to_string(&waiting)?, &serde_json::to_string(&about)?],
            )?;
        }
        None => {
            cascade.execute("DELETE FROM processor_executions WHERE order_id = ?1", &[&order.0])?;
            cascade.remove_secret(SecretKind::TaskToken, order.0.as_bytes())?;
        }
    }
    Ok(())
}

fn context<'a>(cascade: &Cascade<'_>, id: &'a str, input: &'a serde_json::Value) -> Context<'a> {
    Context {
        execution_id: id,
        execution_name: id,
        execution_input: input,
        now: cascade.now(),
        task_token: None,
    }
}

/// Runs the workflow until it waits or ends. Returns where it waits, or `None` at its end.
fn drive(
    cascade: &mut Cascade<'_>,
    definition: &Definition,
    about: &mut AboutOrder,
    mut step: Step,
) -> Result<Option<Waiting>, Fault> {
    loop {
        match step {
            Step::Call { at, resource, parameters } => {
                let output = resources::run(cascade, about, &resource, parameters)?.output;
                let id = about.order_id.to_string();
                let input = Value::Null;
                let context = context(cascade, &id, &input);
                step = definition
                    .resume(&context, at, Happening::TaskSucceeded { output })
                    .map_err(ProcessorDefect::Step)?;
            }
            Step::Wait { at, resource, parameters, timeout_s } => {
                let put = resources::run(cascade, about, &resource, parameters)?.put;
                begin_wait(cascade, about.order_id, timeout_s)?;
                return Ok(Some(Waiting { at, put, timed: timeout_s.is_some() }));
            }
            Step::Succeeded { .. } => return Ok(None),
            Step::Failed { state, error, cause } => {
                return Err(ProcessorDefect::Failed { state, error, cause }.into());
            }
        }
    }
}

/// A new token for a new wait, and its timer.
fn begin_wait(
    cascade: &mut Cascade<'_>,
    order: OrderId,
    timeout_s: Option<u64>,
) -> Result<(), Fault> {
    let token = cascade.entropy().bytes("task token");
    // The token before it is void.
    cascade.put_secret(SecretKind::TaskToken, order.0.as_bytes(), &token)?;
    let key = WAITS.of_order(&order);
    match timeout_s.map(|seconds| seconds.saturating_mul(1000)) {
        None => Ok(()),
        Some(left_ms) if shop::paused(cascade)? => cascade.set_timer_suspended(key, left_ms),
        Some(left_ms) => cascade.set_timer(key, cascade.now().plus(left_ms)),
    }
}
