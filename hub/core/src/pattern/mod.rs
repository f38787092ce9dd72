//! `EventBridge` event patterns: which events a rule matches.
//!
//! A [`Pattern`] is an object in the form of the events that it matches. Its leaves are lists of
//! alternatives: plain values, or `prefix`, `exists` and `anything-but`. A pattern is parsed once,
//! and refused, with the place, if it holds anything else; then it is matched against events, as
//! JSON in their envelope. Nothing here knows which events there are or who subscribes to them.
//!
//! Rules of matching, as `EventBridge` has them:
//! - All fields of the pattern must match, in any order; fields that it does not name do not matter.
//! - One alternative is enough.
//! - Of a list in the event one element is enough. Fields of objects in a list must match within
//!   the same element.
//! - Strings match letter by letter. Numbers match as they are written: `300` is not `300.0`
//!   (unlike in `EventBridge`, `300.0` and `3.0e2` are equal).
//! - `exists` looks for leaves: an object, or a list with no values in it, does not exist.
//! - `anything-but` needs a value: it does not match an absent field.

mod matching;
mod parse;

use serde_json::{Number, Value};

pub use parse::{PatternError, PatternFault};

/// Maximum bytes of a pattern as compact JSON: about `EventBridge`'s own limit (2,048 characters,
/// 4,096 on request); a longer rule is better written as two.
pub const PATTERN_BYTES_MAX: usize = 4096;
/// How deep a pattern may be nested. Events are a few levels deep; matching recurses as deep as
/// the pattern.
pub const PATTERN_DEPTH_MAX: usize = 16;

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    fields: Vec<(String, Node)>,
}

/// The condition on one field.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    /// An object that has at least these fields.
    Object(Vec<(String, Node)>),
    /// A leaf that fits one of these.
    Leaf(Vec<Alternative>),
}

/// One value, or kind of value, that a leaf may have.
#[derive(Debug, Clone, PartialEq)]
enum Alternative {
    Equals(Scalar),
    Prefix(String),
    /// Any value but these.
    AnythingBut(Vec<Scalar>),
    Present,
    /// There is no value at this path anywhere in the event. The path is kept whole, because in a
    /// list one element without the field is not enough.
    Absent(Vec<String>),
}

/// A value that is neither an object nor a list.
#[derive(Debug, Clone, PartialEq)]
enum Scalar {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
}

impl Scalar {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(Self::Null),
            Value::Bool(flag) => Some(Self::Bool(*flag)),
            Value::Number(number) => Some(Self::Number(number.clone())),
            Value::String(text) => Some(Self::Text(text.clone())),
            Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl Pattern {
    /// Parses a pattern from its JSON text.
    ///
    /// # Errors
    /// [`PatternError`], with the place in the pattern, when the text is not JSON, is too large or
    /// too deep, or holds anything that is not supported.
    pub fn parse(json: &str) -> Result<Self, PatternError> {
        parse::parse_text(json)
    }

    /// Parses a pattern from JSON that has been read already: for callers that have no text of it,
    /// such as the tests that compare it with a second implementation of `EventBridge`'s rules.
    ///
    /// # Errors
    /// As [`Pattern::parse`].
    pub fn from_value(value: &Value) -> Result<Self, PatternError> {
        parse::parse_value(value)
    }

    /// Whether the pattern matches this event (the whole envelope, not only its detail).
    #[must_use]
    pub fn matches(&self, event: &Value) -> bool {
        matching::fields_match(&self.fields, event, event)
    }
}
