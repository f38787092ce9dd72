//! Executions: durable runs of the workflow, one an order. Here they begin, are answered and go on;
//! [`super::drive`] runs them, [`super::ends`] says how they end early.

use std::sync::Arc;

use crema_api::events::AboutOrder;
use crema_api::ids::OrderId;
use serde_json::{Value, json};

use super::definitions::Definitions;
use super::drive::{Outcome, Run, Until};
use super::ends::{self, WorkflowError};
use super::resources::Subject;
use super::rows::{self, ExecutionRow, Waiting};
use super::{STEPS, Unreadable, WAITS};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::workflow::{Definition, Happening};

/// An execution: where it waits, the definition it follows, and the input it was started with.
struct Execution {
    definition: Arc<Definition>,
    waiting: Waiting,
    input: Value,
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
        order: Subject,
        input: Value,
    ) -> Result<(), Fault> {
        let definition = self.definitions.current(cascade)?;
        let mut run = Run { cascade, definition, order, input };
        match run.start()? {
            Outcome::Waits(waiting) => {
                let version = run.definition.version();
                rows::insert(run.cascade, version, &run.order, &run.input, &waiting)
            }
            Outcome::Ended => Ok(()),
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
        let Some(row) = ExecutionRow::load(cascade, about.order_id)? else { return Ok(false) };
        let Some(execution) = self.read(cascade, about, &row)? else { return Ok(true) };
        let Execution { definition, mut waiting, input } = execution;
        let order = Subject { about: about.clone(), started_seq: row.started_seq };
        let mut run = Run { cascade, definition, order, input };
        if waiting.yielded {
            // The answer is to the wait that comes next.
            run.cascade.cancel_timer(STEPS.of_order(&about.order_id))?;
            let outcome = run.go_on(waiting.at, Until::Wait)?;
            save(&run, &outcome)?;
            match outcome {
                Outcome::Waits(next) => waiting = next,
                Outcome::Ended => return Ok(true),
            }
        }
        if expected.is_none_or(|expected| waiting.put.as_deref() == Some(expected)) {
            answer(run, waiting, happening)?;
        }
        Ok(true)
    }

    /// The time of a wait is over.
    pub fn time_out(&self, cascade: &mut Cascade<'_>, order: OrderId) -> Result<(), Fault> {
        let Some((run, waiting)) = self.run_of(cascade, order)? else { return Ok(()) };
        answer(run, waiting, Happening::TimedOut)
    }

    /// An execution that has yielded has its next turn.
    pub fn go_on(&self, cascade: &mut Cascade<'_>, order: OrderId) -> Result<(), Fault> {
        let Some((mut run, waiting)) = self.run_of(cascade, order)? else { return Ok(()) };
        if !waiting.yielded {
            return Ok(());
        }
        let outcome = run.go_on(waiting.at, Until::Yield)?;
        save(&run, &outcome)
    }

    /// An order's execution, with the order's fields as it knows them.
    fn run_of<'c, 'b>(
        &self,
        cascade: &'c mut Cascade<'b>,
        order: OrderId,
    ) -> Result<Option<(Run<'c, 'b>, Waiting)>, Fault> {
        let Some(row) = ExecutionRow::load(cascade, order)? else { return Ok(None) };
        let Some(about) = rows::about(cascade, order)? else { return Ok(None) };
        let Some(execution) = self.read(cascade, &about, &row)? else { return Ok(None) };
        let Execution { definition, waiting, input } = execution;
        let order = Subject { about, started_seq: row.started_seq };
        Ok(Some((Run { cascade, definition, order, input }, waiting)))
    }

    /// Reads an execution. One that this program cannot read ends here: it could never go on.
    fn read(
        &self,
        cascade: &mut Cascade<'_>,
        about: &AboutOrder,
        row: &ExecutionRow,
    ) -> Result<Option<Execution>, Fault> {
        let why = match self.definitions.of_version(cascade, &row.version)? {
            Ok(definition) => match parse(row) {
                Ok((waiting, input)) => return Ok(Some(Execution { definition, waiting, input })),
                Err(why) => why,
            },
            Err(why) => why,
        };
        rows::cancel_timers(cascade, about.order_id)?;
        rows::remove(cascade, about.order_id)?;
        ends::fail(cascade, about, WorkflowError::unreadable(&why))?;
        Ok(None)
    }
}

fn parse(row: &ExecutionRow) -> Result<(Waiting, Value), Unreadable> {
    let waiting = serde_json::from_str(&row.position).map_err(Unreadable::Position)?;
    let input = row.input.as_deref().map(serde_json::from_str).transpose();
    Ok((waiting, input.map_err(Unreadable::Input)?.unwrap_or_else(|| json!({}))))
}

/// Ends a wait: its timer and its token are void, whatever comes next.
fn answer(mut run: Run<'_, '_>, waiting: Waiting, happening: Happening) -> Result<(), Fault> {
    if waiting.timed {
        run.cascade.cancel_timer(WAITS.of_order(&run.order.about.order_id))?;
    }
    let outcome = run.answer(waiting.at, happening)?;
    save(&run, &outcome)
}

/// Saves where an execution waits now, or removes it at its end.
fn save(run: &Run<'_, '_>, outcome: &Outcome) -> Result<(), Fault> {
    match outcome {
        Outcome::Waits(waiting) => rows::update(run.cascade, &run.order.about, waiting),
        Outcome::Ended => rows::remove(run.cascade, run.order.about.order_id),
    }
}
