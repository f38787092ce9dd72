//! The beginning and the end of a `Task` state.

use serde_json::Value;

use super::context::Scope;
use super::error::{Failure, errors};
use super::limits::TIMEOUT_S_MAX;
use super::machine::{Catcher, Next, Task, Timeout};
use super::step::{Position, Step};

/// The request to the outside: parameters, and how long to wait for the answer.
pub(super) struct Order {
    parameters: Value,
    timeout_s: Option<u64>,
}

impl Task {
    /// Builds the request from `data`, the state's raw input.
    pub(super) fn begin(&self, data: &Value, scope: Scope<'_>) -> Result<Order, Failure> {
        let view = self.input.view(data, scope)?;
        let timeout_s = match &self.timeout {
            Timeout::Never => None,
            Timeout::After(seconds) => Some(*seconds),
            Timeout::At(path) => Some(seconds(&*path.find_or_fail(&view, scope)?, path.as_str())?),
        };
        let parameters = match &self.parameters {
            Some(template) => template.fill(&view, scope)?,
            None => view.into_owned(),
        };
        Ok(Order { parameters, timeout_s })
    }

    pub(super) fn step(&self, at: Position, order: Order) -> Step {
        let (resource, parameters) = (self.resource.clone(), order.parameters);
        if self.waits {
            Step::Wait { at, resource, parameters, timeout_s: order.timeout_s }
        } else {
            Step::Call { at, resource, parameters }
        }
    }

    /// Puts the result into `data`, the state's raw input, and returns where the execution goes.
    pub(super) fn succeeded(
        &self,
        data: &mut Value,
        output: Value,
        scope: Scope<'_>,
    ) -> Result<Next, Failure> {
        let result = match &self.result_selector {
            Some(template) => template.fill(&output, scope)?,
            None => output,
        };
        self.result_path.put(data, result)?;
        *data = self.output.take(data.take(), scope)?;
        Ok(self.next)
    }

    /// Returns where an error leads, and puts it into `data` as its catcher says. Returns the error
    /// again if there is no catcher for it.
    pub(super) fn caught(&self, data: &mut Value, failure: Failure) -> Result<Next, Failure> {
        let Some(catcher) = self.catchers.iter().find(|catcher| catcher.catches(&failure.error))
        else {
            return Err(failure);
        };
        let output = serde_json::json!({ "Error": failure.error, "Cause": failure.cause });
        catcher.result_path.put(data, output)?;
        Ok(Next::State(catcher.next))
    }
}

impl Catcher {
    fn catches(&self, error: &str) -> bool {
        let terminal = [errors::RUNTIME, errors::DATA_LIMIT_EXCEEDED].contains(&error);
        !terminal
            && self.errors.iter().any(|name| match name.as_str() {
                errors::ALL => true,
                errors::TASK_FAILED => error != errors::TIMEOUT,
                name => name == error,
            })
    }
}

fn seconds(value: &Value, path: &str) -> Result<u64, Failure> {
    value.as_u64().filter(|seconds| (1..=TIMEOUT_S_MAX).contains(seconds)).ok_or_else(|| {
        Failure::runtime(format!("{path} is no whole number of seconds from 1 to {TIMEOUT_S_MAX}"))
    })
}
