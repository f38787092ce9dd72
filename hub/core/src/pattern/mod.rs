//! EventBridge event patterns: which events a rule is about.
//!
//! A [`Pattern`] is an object in the form of the events it is about. At its leaves stand lists of
//! alternatives: plain values, or `prefix`, `exists` and `anything-but`. Parsed once, with
//! everything else refused by its place; then asked about events, as JSON in their envelope.
//! Nothing here knows which events there are or who listens to them.
//!
//! Rules of matching, as EventBridge has them:
//! - All fields of the pattern must match, in any order; fields that it does not name do not matter.
//! - One alternative is enough.
//! - Of a list in the event one element is enough. Fields of objects in a list must match within
//!   the same element.
//! - Strings match letter by letter. Numbers match as they are written: `300` is not `300.0`
//!   (unlike there, `300.0` and `3.0e2` are not told apart).
//! - `exists` is about leaves: an object, or a list with no values in it, does not exist.
//! - `anything-but` needs a value: it does not match where there is none.

mod matching;
mod parse;

use serde_json::{Number, Value};

pub use parse::{PatternError, PatternFault};

/// Bytes of a pattern as compact JSON at the most: EventBridge's own limit is the same order (2,048
/// characters, 4,096 on request), and a rule that is longer wants to be two.
pub const PATTERN_BYTES_MAX: usize = 4096;
/// How deep a pattern may be nested. Events are a few levels deep; matching recurses as deep as
/// the pattern.
pub const PATTERN_DEPTH_MAX: usize = 16;

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    fields: Vec<(String, Node)>,
}

/// What a field has to be.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    /// An object, with these fields at least.
    Object(Vec<(String, Node)>),
    /// A leaf that fits one of these.
    Leaf(Vec<Alternative>),
}

/// What a leaf may be.
#[derive(Debug, Clone, PartialEq)]
enum Alternative {
    Equals(Scalar),
    Prefix(String),
    /// Any value but these.
    AnythingBut(Vec<Scalar>),
    Present,
    /// There is no value at this place anywhere in the event; the place is kept whole, since in
    /// lists one element without the field is not enough.
    Absent(Vec<String>),
}

/// A value that is no object and no list.
#[derive(Debug, Clone, PartialEq)]
enum Scalar {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
}

impl Scalar {
    fn of(value: &Value) -> Option<Self> {
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
    /// [`PatternError`], with the place in the pattern, when it is not JSON, is too large or too
    /// deep, or holds anything that is not supported.
    pub fn parse(json: &str) -> Result<Self, PatternError> {
        parse::text(json)
    }

    /// The same, from JSON that has been read already: for who has a pattern in hand and no text of
    /// it, as the tests that hold it against a second reading of EventBridge's rules.
    ///
    /// # Errors
    /// As [`Pattern::parse`].
    pub fn from_value(value: &Value) -> Result<Self, PatternError> {
        parse::value(value)
    }

    /// Whether the pattern is about this event (the whole envelope, not only its detail).
    #[must_use]
    pub fn matches(&self, event: &Value) -> bool {
        matching::fields(&self.fields, event, event)
    }
}
