//! The data's way through a state: the part that goes in, the place of the result, and the part
//! that goes on (`InputPath`, `ResultPath` and `OutputPath`). Parameters are built by a template.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::context::Scope;
use super::error::{Failure, PathFault, errors};
use super::path::{Path, Segment};

/// `InputPath` and `OutputPath`: which part of the data goes in, or on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Selection {
    /// All of it; the default.
    Whole,
    /// An empty object (`null` in ASL).
    Nothing,
    /// The value at a path.
    At(Path),
}

impl Selection {
    /// The selected part, borrowed if possible.
    pub(super) fn select_ref<'a>(
        &'a self,
        data: &'a Value,
        scope: Scope<'a>,
    ) -> Result<Cow<'a, Value>, Failure> {
        match self {
            Self::Whole => Ok(Cow::Borrowed(data)),
            Self::Nothing => Ok(Cow::Owned(Value::Object(Map::new()))),
            Self::At(path) => path.find_or_fail(data, scope),
        }
    }

    /// The selected part, owned.
    pub(super) fn select_owned(&self, data: Value, scope: Scope<'_>) -> Result<Value, Failure> {
        match self {
            Self::Whole => Ok(data),
            Self::Nothing => Ok(Value::Object(Map::new())),
            Self::At(path) => path.find_or_fail(&data, scope).map(Cow::into_owned),
        }
    }
}

/// `ResultPath`: the place of a state's result in its raw input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ResultPath {
    /// The result is dropped, the input goes on (`null` in ASL).
    Discard,
    /// The result replaces the input; the default.
    Replace,
    /// The result is put into the input.
    Into(JsonLocation),
}

/// A place within the data, at least one step down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct JsonLocation {
    segments: Vec<Segment>,
    text: String,
}

impl ResultPath {
    pub(super) fn parse(text: &str) -> Result<Self, PathFault> {
        let segments = Path::parse(text)?.into_data().ok_or(PathFault::ContextNotAllowed)?;
        if segments.is_empty() {
            return Ok(Self::Replace);
        }
        Ok(Self::Into(JsonLocation { segments, text: text.to_owned() }))
    }

    /// Whether no part of the input is kept.
    pub(super) fn replaces_input(&self) -> bool {
        *self == Self::Replace
    }

    /// Puts `result` into `input`. On an error, `input` is unchanged.
    pub(super) fn put_result(&self, input: &mut Value, result: Value) -> Result<(), Failure> {
        match self {
            Self::Discard => Ok(()),
            Self::Replace => {
                *input = result;
                Ok(())
            }
            Self::Into(location) => location.put_result(input, result),
        }
    }
}

impl JsonLocation {
    /// Missing objects on the way are created; missing items of lists are not (ASL, "`ResultPath`").
    fn put_result(&self, input: &mut Value, result: Value) -> Result<(), Failure> {
        if !self.fits_into(input) {
            return Err(Failure::new(
                errors::RESULT_PATH_MATCH_FAILURE,
                format!("the result cannot be put at {} of the state's input", self.text),
            ));
        }
        let mut slot = input;
        for segment in &self.segments {
            slot = match (segment, slot) {
                (Segment::Name(name), Value::Object(fields)) => {
                    // Created as an object: `fits_into` has checked that only names follow. The
                    // last one is overwritten below.
                    fields.entry(name.as_str()).or_insert_with(|| Value::Object(Map::new()))
                }
                (Segment::Index(index), Value::Array(items)) if *index < items.len() => {
                    &mut items[*index]
                }
                _ => return Err(Failure::runtime(format!("{} does not fit", self.text))),
            };
        }
        *slot = result;
        Ok(())
    }

    fn fits_into(&self, input: &Value) -> bool {
        let mut value = input;
        for (depth, segment) in self.segments.iter().enumerate() {
            let next = match (segment, value) {
                (Segment::Name(name), Value::Object(fields)) => fields.get(name),
                (Segment::Index(index), Value::Array(items)) => match items.get(*index) {
                    Some(item) => Some(item),
                    None => return false,
                },
                _ => return false,
            };
            match next {
                Some(next) => value = next,
                None => {
                    let below = &self.segments[depth + 1..];
                    return below.iter().all(|segment| matches!(segment, Segment::Name(_)));
                }
            }
        }
        true
    }
}
