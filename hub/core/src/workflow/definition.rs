//! A workflow's definition, compiled: every path parsed, every name of a state resolved.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::error::{DefinitionError, DefinitionFault};
use super::limits::DEFINITION_BYTES_MAX;
use super::machine::{State, StateId};
use super::{graph, json, parse};
use crate::hex::to_hex;

/// Version of the language as this program reads it. It grows when a definition that was read before
/// is refused or runs in another way, so that no execution goes on in one and believes it the other.
pub const LANGUAGE_VERSION: u32 = 1;

/// A checked workflow. Keeping it is cheap and parsing it is expensive: parse it once.
#[derive(Debug, Clone)]
pub struct Definition {
    pub(super) version: String,
    pub(super) start: StateId,
    /// Sorted by name.
    pub(super) states: Vec<State>,
}

impl Definition {
    /// Parses and checks a definition in ASL.
    ///
    /// # Errors
    /// [`DefinitionError`], with state and field, when the text is too large or not JSON, has a
    /// field twice, uses anything that is not supported, names a state that does not exist, or has
    /// a state that cannot be reached or from which no end can be reached.
    pub fn parse(text: &str) -> Result<Self, DefinitionError> {
        let whole = |fault| DefinitionError { state: None, field: None, fault };
        if text.len() > DEFINITION_BYTES_MAX {
            return Err(whole(DefinitionFault::TooLarge(text.len())));
        }
        let value = json::read_strict(text).map_err(|error| whole(error.into()))?;
        let version = version_of(&value);
        let (start, states) = parse::parse_machine(value)?;
        graph::check(start, &states)?;
        Ok(Self { version, start, states })
    }

    /// The version: [`LANGUAGE_VERSION`], a hyphen, and a digest of the definition's JSON, 16
    /// hexadecimal digits, the same for every layout of the text. It is kept with each execution,
    /// which ends in the definition that it began with.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    pub(super) fn state(&self, id: StateId) -> &State {
        &self.states[id.0]
    }

    pub(super) fn find_state(&self, name: &str) -> Option<&State> {
        let found = self.states.binary_search_by(|state| state.name.as_str().cmp(name));
        found.ok().map(|index| &self.states[index])
    }
}

/// The fields of each object are in order of name ([`json::read_strict`]), so that layout makes no
/// difference.
fn version_of(definition: &Value) -> String {
    const BYTES: usize = 8;
    let digest = Sha256::digest(definition.to_string().as_bytes());
    format!("{LANGUAGE_VERSION}-{}", to_hex(&digest[..BYTES]))
}
