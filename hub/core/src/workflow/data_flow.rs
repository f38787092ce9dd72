//! What of the data goes into a state, where its result goes, and what goes on: `InputPath`,
//! `ResultPath` and `OutputPath`. What a task is given in detail is a template's business.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::context::Scope;
use super::error::{Failure, PathFault, errors};
use super::path::{Path, Segment};

/// `InputPath` and `OutputPath`: which part of the data goes in, or on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Selection {
    /// All of it; what is meant when nothing is written.
    Whole,
    /// An empty object (`null` in ASL).
    Nothing,
    /// What a path selects.
    At(Path),
}

impl Selection {
    /// The selected part, to look at.
    pub(super) fn view<'a>(
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

    /// The selected part of `data`, to keep.
    pub(super) fn take(&self, data: Value, scope: Scope<'_>) -> Result<Value, Failure> {
        match self {
            Self::Whole => Ok(data),
            Self::Nothing => Ok(Value::Object(Map::new())),
            Self::At(path) => path.find_or_fail(&data, scope).map(Cow::into_owned),
        }
    }
}

/// `ResultPath`: where a state's result goes in its raw input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ResultPath {
    /// The result is dropped, the input goes on (`null` in ASL).
    Discard,
    /// The result takes the input's place; what is meant when nothing is written.
    Replace,
    /// The result is put into the input.
    Into(Place),
}

/// A place within the data, one step down at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    segments: Vec<Segment>,
    text: String,
}

impl ResultPath {
    pub(super) fn parse(text: &str) -> Result<Self, PathFault> {
        let segments = Path::parse(text)?.into_data().ok_or(PathFault::ContextNotAllowed)?;
        if segments.is_empty() {
            return Ok(Self::Replace);
        }
        Ok(Self::Into(Place { segments, text: text.to_owned() }))
    }

    /// Whether nothing of the input stays.
    pub(super) fn replaces(&self) -> bool {
        *self == Self::Replace
    }

    /// Puts `result` into `input`, which is left as it was if that cannot be done.
    pub(super) fn put(&self, input: &mut Value, result: Value) -> Result<(), Failure> {
        match self {
            Self::Discard => Ok(()),
            Self::Replace => {
                *input = result;
                Ok(())
            }
            Self::Into(place) => place.put(input, result),
        }
    }
}

impl Place {
    /// Missing objects on the way are made; items of lists are not (ASL, "ResultPath").
    fn put(&self, input: &mut Value, result: Value) -> Result<(), Failure> {
        if !self.fits(input) {
            return Err(Failure::new(
                errors::RESULT_PATH_MATCH_FAILURE,
                format!("the result cannot be put at {} of the state's input", self.text),
            ));
        }
        let mut slot = input;
        for segment in &self.segments {
            slot = match (segment, slot) {
                (Segment::Name(name), Value::Object(fields)) => {
                    // Made as an object: `fits` has seen that names alone follow. The last one is
                    // overwritten below.
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

    fn fits(&self, input: &Value) -> bool {
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
