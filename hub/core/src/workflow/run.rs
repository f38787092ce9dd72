//! One step of an execution: from a [`Happening`] to the next [`Step`].

use serde_json::Value;

use super::context::{Context, Scope};
use super::data::check_data;
use super::definition::Definition;
use super::error::{Failure, errors};
use super::limits::{EXECUTION_STATES_MAX, TRANSITIONS_MAX};
use super::machine::{Kind, Next, State, StateId, Task};
use super::step::{Happening, Position, Step, StepError};
use super::visit::StateOutcome;

impl Definition {
    /// Begins an execution: runs from the first state to the first task, or to the end.
    #[must_use]
    pub fn start(&self, context: &Context<'_>, input: Value) -> Step {
        self.run_from(context, self.start, input, 0)
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
        let (state, task) = self.task_at(&at)?;
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
        let next = done.or_else(|failure| task.catch_failure(&mut data, failure));
        Ok(self.leave_task(context, state, next, data, at.transitions))
    }

    /// Returns the step of a task again, for an execution that was put off before its task had
    /// begun.
    ///
    /// # Errors
    /// [`StepError`] when the position is not one of this definition.
    pub fn repeat(&self, context: &Context<'_>, at: Position) -> Result<Step, StepError> {
        let (state, task) = self.task_at(&at)?;
        let scope = Scope { context, state: &state.name, entered: at.entered };
        match task.build_request(&at.input, scope) {
            Ok(request) => Ok(task.step_at(at, request)),
            Err(failure) => {
                let mut data = at.input;
                let next = task.catch_failure(&mut data, failure);
                Ok(self.leave_task(context, state, next, data, at.transitions))
            }
        }
    }

    fn task_at(&self, at: &Position) -> Result<(&State, &Task), StepError> {
        let Some(state) = self.find_state(&at.state) else {
            return Err(StepError::NoSuchState(at.state.clone()));
        };
        match &state.kind {
            Kind::Task(task) => Ok((state, task.as_ref())),
            _ => Err(StepError::NotATask(at.state.clone())),
        }
    }

    /// Leaves a task for the next state, or ends the execution.
    fn leave_task(
        &self,
        context: &Context<'_>,
        from: &State,
        next: Result<Next, Failure>,
        data: Value,
        transitions: u32,
    ) -> Step {
        match next {
            Ok(Next::State(id)) => self.run_from(context, id, data, transitions),
            Ok(Next::End) => succeeded_in(from, data),
            Err(failure) => failed_in(from, failure),
        }
    }

    /// Runs through states that need no work from outside, up to a task or the end.
    fn run_from(
        &self,
        context: &Context<'_>,
        mut id: StateId,
        mut data: Value,
        mut transitions: u32,
    ) -> Step {
        for _ in 0..TRANSITIONS_MAX {
            let state = self.state(id);
            transitions = transitions.saturating_add(1);
            if transitions > EXECUTION_STATES_MAX {
                let cause = format!("the execution has entered {EXECUTION_STATES_MAX} states");
                return failed_in(state, Failure::runtime(cause));
            }
            if let Err(failure) = check_data(&data) {
                return failed_in(state, failure);
            }
            match state.visit(context, &mut data, transitions) {
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
