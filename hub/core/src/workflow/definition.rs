//! A workflow's definition, compiled: every path parsed, every name of a state resolved.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::choice::Rule;
use super::data_flow::{ResultPath, Selection};
use super::error::DefinitionError;
use super::limits::DEFINITION_BYTES_MAX;
use super::path::Path;
use super::template::Template;
use super::{graph, json, parse};

/// A checked workflow. Cheap to keep, dear to parse: parse it once.
#[derive(Debug, Clone)]
pub struct Definition {
    pub(super) version: String,
    pub(super) start: StateId,
    /// Sorted by name.
    pub(super) states: Vec<State>,
}

/// A state's place in [`Definition::states`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct StateId(pub(super) usize);

/// One state.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What a state does.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    Task(Box<Task>),
    Choice { input: Selection, output: Selection, rules: Vec<Rule>, default: Option<StateId> },
    Pass(Box<Pass>),
    Succeed { input: Selection, output: Selection },
    Fail { error: String, cause: String },
}

/// Where an execution goes when a state is through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    State(StateId),
    End,
}

/// Work for someone outside.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// Without the ending that says that it waits.
    pub(super) resource: String,
    /// `.waitForTaskToken`: not the resource answers, but whoever holds the token.
    pub(super) waits: bool,
    pub(super) input: Selection,
    pub(super) parameters: Option<Template>,
    pub(super) result_selector: Option<Template>,
    pub(super) result_path: ResultPath,
    pub(super) output: Selection,
    pub(super) timeout: Timeout,
    pub(super) catchers: Vec<Catcher>,
    pub(super) next: Next,
}

/// How long a task may wait.
#[derive(Debug, Clone)]
pub(super) enum Timeout {
    /// For ever: what is meant when nothing is written, as good as Step Functions' three years (the
    /// ASL text says 60 s, which nobody who waits for people would guess).
    Never,
    /// Seconds.
    After(u64),
    /// Seconds, in the data.
    At(Path),
}

/// Where an error leads.
#[derive(Debug, Clone)]
pub(super) struct Catcher {
    pub(super) errors: Vec<String>,
    pub(super) result_path: ResultPath,
    pub(super) next: StateId,
}

/// Data put in order, and nothing done.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    pub(super) input: Selection,
    pub(super) parameters: Option<Template>,
    pub(super) result: Option<Value>,
    pub(super) result_path: ResultPath,
    pub(super) output: Selection,
    pub(super) next: Next,
}

impl Definition {
    /// Parses and checks a definition in ASL.
    ///
    /// # Errors
    /// [`DefinitionError`], with state and field, when it is not JSON, has a field twice, uses anything that is not
    /// supported, names a state that does not exist, or has a state that nothing leads to or from
    /// which no end can be reached.
    pub fn parse(text: &str) -> Result<Self, DefinitionError> {
        let whole = |fault| DefinitionError { state: None, field: None, fault };
        if text.len() > DEFINITION_BYTES_MAX {
            return Err(whole(super::DefinitionFault::TooLarge(text.len())));
        }
        let value = json::read(text).map_err(|error| whole(error.into()))?;
        let version = version_of(&value);
        let (start, states) = parse::machine(value)?;
        graph::check(start, &states)?;
        Ok(Self { version, start, states })
    }

    /// Which definition this is: a digest of its JSON, 16 hexadecimal digits, the same however the
    /// text is laid out. An execution is kept with it and goes on in the definition it began with.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    pub(super) fn state(&self, id: StateId) -> &State {
        &self.states[id.0]
    }

    pub(super) fn find(&self, name: &str) -> Option<&State> {
        let found = self.states.binary_search_by(|state| state.name.as_str().cmp(name));
        found.ok().map(|index| &self.states[index])
    }
}

/// serde_json writes the fields of an object in order of name, so layout makes no difference.
fn version_of(definition: &Value) -> String {
    const BYTES: usize = 8;
    let digest = Sha256::digest(definition.to_string().as_bytes());
    digest.iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
}
