//! The work of an execution in one state.

use serde_json::Value;

use super::context::{Context, Scope};
use super::error::{Failure, errors};
use super::machine::{Kind, Next, Pass, Rule, State, StateId};
use super::step::{Position, Step};

/// The outcome of visiting a state.
pub(super) enum StateOutcome {
    /// Nothing is needed from outside: the execution goes on.
    Continue(Next),
    /// A task has to be done first.
    Stop(Step),
}

impl State {
    /// Visits the state with its raw input in `data`, and leaves the next state's input there.
    /// `transitions` counts the states that the execution has entered, this one among them.
    pub(super) fn visit(
        &self,
        context: &Context<'_>,
        data: &mut Value,
        transitions: u32,
    ) -> Result<StateOutcome, Failure> {
        let scope = Scope { context, state: &self.name, entered: context.now };
        match &self.kind {
            Kind::Task(task) => match task.build_request(data, scope) {
                Ok(request) => {
                    let (state, input) = (self.name.clone(), data.take());
                    let at = Position { state, entered: context.now, transitions, input };
                    Ok(StateOutcome::Stop(task.step_at(at, request)))
                }
                Err(failure) => task.catch_failure(data, failure).map(StateOutcome::Continue),
            },
            Kind::Pass(pass) => {
                pass.pass_data(data, scope)?;
                Ok(StateOutcome::Continue(pass.next))
            }
            Kind::Choice { input, output, rules, default } => {
                *data = input.select_owned(data.take(), scope)?;
                let next = choose_next(rules, *default, data, scope)?;
                *data = output.select_owned(data.take(), scope)?;
                Ok(StateOutcome::Continue(Next::State(next)))
            }
            Kind::Succeed { input, output } => {
                *data = input.select_owned(data.take(), scope)?;
                *data = output.select_owned(data.take(), scope)?;
                Ok(StateOutcome::Continue(Next::End))
            }
            Kind::Fail { error, cause } => Err(Failure::new(error, cause)),
        }
    }
}

impl Pass {
    fn pass_data(&self, data: &mut Value, scope: Scope<'_>) -> Result<(), Failure> {
        match (&self.result, &self.parameters) {
            (Some(result), _) => self.result_path.put_result(data, result.clone())?,
            (None, Some(template)) => {
                let result = template.fill(&*self.input.select_ref(data, scope)?, scope)?;
                self.result_path.put_result(data, result)?;
            }
            // The input goes on: moved if nothing else is kept, copied if the rest is kept too.
            (None, None) if self.result_path.replaces_input() => {
                *data = self.input.select_owned(data.take(), scope)?;
            }
            (None, None) => {
                let result = self.input.select_ref(data, scope)?.into_owned();
                self.result_path.put_result(data, result)?;
            }
        }
        *data = self.output.select_owned(data.take(), scope)?;
        Ok(())
    }
}

/// Returns the next state of the first rule that holds, or the default.
fn choose_next(
    rules: &[Rule],
    default: Option<StateId>,
    data: &Value,
    scope: Scope<'_>,
) -> Result<StateId, Failure> {
    for rule in rules {
        if rule.condition.holds(data, scope)? {
            return Ok(rule.next);
        }
    }
    default.ok_or_else(|| {
        let cause = format!("no rule of {:?} fits, and it has no default", scope.state);
        Failure::new(errors::NO_CHOICE_MATCHED, cause)
    })
}
