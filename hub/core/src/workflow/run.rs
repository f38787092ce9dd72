//! One step of an execution: from a [`Happening`] to the next [`Step`].

use serde_json::Value;

use super::context::{Context, Scope};
use super::data::check_data;
use super::definition::Definition;
use super::error::{Failure, errors};
use super::limits::TRANSITIONS_MAX;
use super::machine::{Kind, Next, State, StateId};
use super::step::{Happening, Position, Step, StepError};
use super::visit::StateOutcome;

impl Definition {
    /// Begins an execution: runs from the first state to the first task, or to the end.
    #[must_use]
    pub fn start(&self, context: &Context<'_>, input: Value) -> Step {
        self.run_from(context, self.start, input)
    }

    /// Continues an execution: from the task at which it waited to the next task, or to the end.
    ///
    /// # Errors
    /// [`StepError`] when the position is not one of this definition, or cannot time out. An error
    /// *in* the execution is not returned here: it leads to a catcher or to [`Step::Failed`].
    pub fn resume(
        &self,
        context: &Context<'_>,
        at: Position,
        happening: Happening,
    ) -> Result<Step, StepError> {
        let Some(state) = self.find_state(&at.state) else {
            return Err(StepError::NoSuchState(at.state));
        };
        let Kind::Task(task) = &state.kind else {
            return Err(StepError::NotATask(at.state));
        };
        let mut data = at.input;
        let done = match happening {
            Happening::TaskSucceeded { output } => {
                let scope = Scope { context, state: &state.name, entered: at.entered };
                task.apply_result(&mut data, output, scope)
            }
            Happening::TaskFailed { error, cause } => Err(Failure { error, cause }),
            Happening::TimedOut if task.waits => {
                Err(Failure::new(errors::TIMEOUT, format!("no answer in time in {:?}", state.name)))
            }
            Happening::TimedOut => return Err(StepError::DoesNotWait(at.state)),
        };
        Ok(match done.or_else(|failure| task.catch_failure(&mut data, failure)) {
            Ok(next) => self.leave_state(context, state, next, data),
            Err(failure) => failed_in(state, failure),
        })
    }

    /// Leaves a state for the next one, or ends the execution.
    fn leave_state(&self, context: &Context<'_>, from: &State, next: Next, data: Value) -> Step {
        match next {
            Next::State(id) => self.run_from(context, id, data),
            Next::End => succeeded_in(from, data),
        }
    }

    /// Runs through states that need no work from outside, up to a task or the end.
    fn run_from(&self, context: &Context<'_>, mut id: StateId, mut data: Value) -> Step {
        for _ in 0..TRANSITIONS_MAX {
            let state = self.state(id);
            if let Err(failure) = check_data(&data) {
                return failed_in(state, failure);
            }
            match state.visit(context, &mut data) {
                Ok(StateOutcome::Continue(Next::State(next))) => id = next,
                Ok(StateOutcome::Continue(Next::End)) => return succeeded_in(state, data),
                Ok(StateOutcome::Stop(step)) => return step,
                Err(failure) => return failed_in(state, failure),
            }
        }
        let cause = format!("more than {TRANSITIONS_MAX} states without a task");
        failed_in(self.state(id), Failure::runtime(cause))
    }
}

fn succeeded_in(state: &State, output: Value) -> Step {
    match check_data(&output) {
        Ok(()) => Step::Succeeded { state: state.name.clone(), output },
        Err(failure) => failed_in(state, failure),
    }
}

fn failed_in(state: &State, failure: Failure) -> Step {
    Step::Failed { state: state.name.clone(), error: failure.error, cause: failure.cause }
}
