//! Running an execution: its tasks are done one after another, until it waits, yields or ends.

use std::sync::Arc;

use serde_json::Value;

use super::ends::{self, WorkflowError};
use super::resources::{self, Subject, TaskFault};
use super::rows::Waiting;
use super::{STEPS, WAITS, shop};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::secrets::SecretKind;
use crate::workflow::{Context, Definition, Happening, Position, Step};

/// Tasks done and states entered in one step of an execution, after which it yields: other inputs
/// go first. An order of a booth has about six in its longest. (States between two tasks have a
/// limit of their own, so a step may end some beyond this one.)
const EFFECTS_PER_STEP_MAX: u32 = 100;
/// How long an execution that yields waits for its next turn, ms of booth time. Not 0: due timers
/// run before an input, so that all its steps would run before the next one.
const YIELD_MS: u64 = 1;

/// How far an execution is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// It yields after [`EFFECTS_PER_STEP_MAX`].
    Yield,
    /// To its next wait or its end, for an answer that is there already. The limit on the states of
    /// an execution is a limit on this as well.
    Wait,
}

/// Where an execution is after it has been run.
pub(super) enum Outcome {
    Waits(Waiting),
    Ended,
}

/// An execution that is being run.
pub(super) struct Run<'c, 'a> {
    pub cascade: &'c mut Cascade<'a>,
    pub definition: Arc<Definition>,
    pub order: Subject,
    /// The input it was started with.
    pub input: Value,
}

impl Run<'_, '_> {
    /// Begins the execution.
    pub fn start(&mut self) -> Result<Outcome, Fault> {
        let step = self.with_context(|definition, context| {
            definition.start(context, context.execution_input.clone())
        });
        self.drive(step, 0, Until::Yield)
    }

    /// Answers the task at which it waits.
    pub fn answer(&mut self, at: Position, happening: Happening) -> Result<Outcome, Fault> {
        let before = at.transitions;
        let step = self.resume(at, happening);
        self.drive(step, before, Until::Yield)
    }

    /// Goes on where it has yielded.
    pub fn go_on(&mut self, at: Position, until: Until) -> Result<Outcome, Fault> {
        let before = at.transitions;
        let state = at.state.clone();
        let step = self.with_context(|definition, context| definition.repeat(context, at));
        self.drive(step.unwrap_or_else(|error| misplaced(state, &error)), before, until)
    }

    /// Runs until it waits or ends, or has to yield. `before` are the states that it had entered
    /// before this step.
    fn drive(&mut self, mut step: Step, before: u32, until: Until) -> Result<Outcome, Fault> {
        let mut done = 0;
        loop {
            let (at, resource, parameters, wait) = match step {
                Step::Call { at, resource, parameters } => (at, resource, parameters, None),
                Step::Wait { at, resource, parameters, timeout_s } => {
                    (at, resource, parameters, Some(timeout_s))
                }
                Step::Succeeded { .. } => return Ok(Outcome::Ended),
                Step::Failed { state, error, cause } => {
                    let error = WorkflowError { state: Some(state), error, cause };
                    ends::fail(self.cascade, &self.order.about, error)?;
                    return Ok(Outcome::Ended);
                }
            };
            let entered = at.transitions.saturating_sub(before);
            if until == Until::Yield && entered.saturating_add(done) > EFFECTS_PER_STEP_MAX {
                return self.yield_at(at).map(Outcome::Waits);
            }
            done += 1;
            let ran = resources::run(self.cascade, &mut self.order, &resource, parameters);
            let happening = match (ran, wait) {
                (Ok(ran), Some(timeout_s)) => {
                    self.begin_wait(timeout_s)?;
                    let (put, timed) = (ran.put, timeout_s.is_some());
                    return Ok(Outcome::Waits(Waiting { at, put, timed, yielded: false }));
                }
                (Ok(ran), None) => Happening::TaskSucceeded { output: ran.output },
                (Err(TaskFault::Failed(failed)), _) => {
                    let (error, cause) = (failed.name().to_owned(), failed.to_string());
                    Happening::TaskFailed { error, cause }
                }
                (Err(TaskFault::Fault(fault)), _) => return Err(fault),
            };
            step = self.resume(at, happening);
        }
    }

    fn resume(&self, at: Position, happening: Happening) -> Step {
        let state = at.state.clone();
        let step =
            self.with_context(|definition, context| definition.resume(context, at, happening));
        step.unwrap_or_else(|error| misplaced(state, &error))
    }

    fn with_context<T>(&self, run: impl FnOnce(&Definition, &Context<'_>) -> T) -> T {
        let id = self.order.about.order_id.to_string();
        let context = Context {
            execution_id: &id,
            execution_name: &id,
            execution_input: &self.input,
            now: self.cascade.now(),
            task_token: None,
        };
        run(&self.definition, &context)
    }

    /// Keeps the position, and a timer that goes on with it in the next turn.
    fn yield_at(&mut self, at: Position) -> Result<Waiting, Fault> {
        let order = self.order.about.order_id;
        // There is nothing to answer meanwhile: the token of the wait before is void.
        self.cascade.remove_secret(SecretKind::TaskToken, order.0.as_bytes())?;
        self.cascade.set_timer(STEPS.of_order(&order), self.cascade.now().plus(YIELD_MS))?;
        Ok(Waiting { at, put: None, timed: false, yielded: true })
    }

    /// A new token for a new wait, and its timer.
    fn begin_wait(&mut self, timeout_s: Option<u64>) -> Result<(), Fault> {
        let order = self.order.about.order_id;
        let token = self.cascade.entropy().bytes("task token");
        // The token before it is void.
        self.cascade.put_secret(SecretKind::TaskToken, order.0.as_bytes(), &token)?;
        let key = WAITS.of_order(&order);
        match timeout_s.map(|seconds| seconds.saturating_mul(1000)) {
            None => Ok(()),
            Some(left_ms) if shop::paused(self.cascade)? => {
                self.cascade.set_timer_suspended(key, left_ms)
            }
            Some(left_ms) => self.cascade.set_timer(key, self.cascade.now().plus(left_ms)),
        }
    }
}

/// The end of an execution whose position is none of its definition: it can never move again.
fn misplaced(state: String, error: &dyn std::error::Error) -> Step {
    let WorkflowError { error, cause, .. } = WorkflowError::unreadable(error);
    Step::Failed { state, error, cause }
}
