//! The beginning and the end of a `Task` state.

use serde_json::Value;

use super::context::Scope;
use super::error::{Failure, errors};
use super::limits::TIMEOUT_S_MAX;
use super::machine::{Catcher, Next, Task, Timeout};
use super::step::{Position, Step};

/// The request to the outside: parameters, and how long to wait for the answer.
pub(super) struct TaskRequest {
    parameters: Value,
    timeout_s: Option<u64>,
}

impl Task {
    /// Builds the request from `data`, the state's raw input.
    pub(super) fn build_request(
        &self,
        data: &Value,
        scope: Scope<'_>,
    ) -> Result<TaskRequest, Failure> {
        let view = self.input.select_ref(data, scope)?;
        let timeout_s = match &self.timeout {
            Timeout::Never => None,
            Timeout::After(seconds) => Some(*seconds),
            Timeout::At(path) => {
                Some(timeout_seconds(&*path.find_or_fail(&view, scope)?, path.as_str())?)
            }
        };
        let parameters = match &self.parameters {
            Some(template) => template.fill(&view, scope)?,
            None => view.into_owned(),
        };
        Ok(TaskRequest { parameters, timeout_s })
    }

    pub(super) fn step_at(&self, at: Position, request: TaskRequest) -> Step {
        let (resource, parameters) = (self.resource.clone(), request.parameters);
        if self.waits {
            Step::Wait { at, resource, parameters, timeout_s: request.timeout_s }
        } else {
            Step::Call { at, resource, parameters }
        }
    }

    /// Puts the result into `data`, the state's raw input, and returns where the execution goes.
    pub(super) fn apply_result(
        &self,
        data: &mut Value,
        output: Value,
        scope: Scope<'_>,
    ) -> Result<Next, Failure> {
        let result = match &self.result_selector {
            Some(template) => template.fill(&output, scope)?,
            None => output,
        };
        self.result_path.put_result(data, result)?;
        *data = self.output.select_owned(data.take(), scope)?;
        Ok(self.next)
    }

    /// Returns where an error leads, and puts it into `data` as its catcher says. Returns the error
    /// again if there is no catcher for it.
    pub(super) fn catch_failure(
        &self,
        data: &mut Value,
        failure: Failure,
    ) -> Result<Next, Failure> {
        let Some(catcher) = self.catchers.iter().find(|catcher| catcher.catches(&failure.error))
        else {
            return Err(failure);
        };
        let output = serde_json::json!({ "Error": failure.error, "Cause": failure.cause });
        catcher.result_path.put_result(data, output)?;
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

fn timeout_seconds(value: &Value, path: &str) -> Result<u64, Failure> {
    value.as_u64().filter(|seconds| (1..=TIMEOUT_S_MAX).contains(seconds)).ok_or_else(|| {
        Failure::runtime(format!("{path} is no whole number of seconds from 1 to {TIMEOUT_S_MAX}"))
    })
}
