//! Paths: where in the data a value is found or put.
//!
//! Only ASL's *reference paths*, which select one value at the most (`$`, `$.shop.open`,
//! `$['my key'][0]`), and the context object under `$$`. Compiled when the definition is parsed.

use std::borrow::Cow;

use crema_api::BoothMs;
use serde_json::{Map, Value};

use super::error::{Fault, PathFault, errors};
use super::step::Context;

/// One step down into the data.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Name(String),
    Index(usize),
}

/// A compiled path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    root: Root,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Root {
    Data(Vec<Segment>),
    ExecutionId,
    ExecutionName,
    ExecutionInput(Vec<Segment>),
    StateName,
    StateEnteredTime,
    TaskToken,
}

/// What paths look into.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scope<'a> {
    /// What `$` stands for.
    pub(super) data: &'a Value,
    /// What `$$` is made of.
    pub(super) context: &'a Context<'a>,
    /// The state's name.
    pub(super) state: &'a str,
    /// Booth time at which the execution came to the state.
    pub(super) entered: BoothMs,
}

impl<'a> Scope<'a> {
    /// The same, looking into other data.
    pub(super) fn into_data(self, data: &'a Value) -> Self {
        Self { data, ..self }
    }
}

impl Path {
    pub(super) fn parse(text: &str) -> Result<Self, PathFault> {
        let root = if let Some(rest) = text.strip_prefix("$$") {
            context_root(segments(rest)?)?
        } else if let Some(rest) = text.strip_prefix('$') {
            Root::Data(segments(rest)?)
        } else if text.starts_with("States.") {
            return Err(PathFault::Intrinsic);
        } else {
            return Err(PathFault::NoRoot);
        };
        Ok(Self { root, text: text.to_owned() })
    }

    /// Whether it asks for the task token.
    pub(super) fn is_token(&self) -> bool {
        self.root == Root::TaskToken
    }

    /// The value at this path, if there is one.
    pub(super) fn find<'a>(&'a self, scope: Scope<'a>) -> Option<Cow<'a, Value>> {
        let text = |text: &str| Some(Cow::Owned(Value::from(text)));
        match &self.root {
            Root::Data(segments) => walk(scope.data, segments).map(Cow::Borrowed),
            Root::ExecutionInput(segments) => {
                walk(scope.context.execution_input, segments).map(Cow::Borrowed)
            }
            Root::ExecutionId => text(scope.context.execution_id),
            Root::ExecutionName => text(scope.context.execution_name),
            Root::StateName => text(scope.state),
            Root::StateEnteredTime => Some(Cow::Owned(Value::from(scope.entered.0))),
            Root::TaskToken => scope.context.task_token.and_then(text),
        }
    }

    /// The value at this path; an execution whose data lacks it cannot go on.
    pub(super) fn find_or_fail<'a>(&'a self, scope: Scope<'a>) -> Result<Cow<'a, Value>, Fault> {
        self.find(scope).ok_or_else(|| {
            Fault::runtime(format!("in state {:?} the path {} finds nothing", scope.state, self.text))
        })
    }

    /// The path as written.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }
}

fn context_root(segments: Vec<Segment>) -> Result<Root, PathFault> {
    let mut segments = segments.into_iter();
    let mut name = || match segments.next() {
        Some(Segment::Name(name)) => Some(name),
        _ => None,
    };
    let (object, field) = (name(), name());
    let rest: Vec<Segment> = segments.collect();
    match (object.as_deref(), field.as_deref(), rest.is_empty()) {
        (Some("Execution"), Some("Input"), _) => Ok(Root::ExecutionInput(rest)),
        (Some("Execution"), Some("Id"), true) => Ok(Root::ExecutionId),
        (Some("Execution"), Some("Name"), true) => Ok(Root::ExecutionName),
        (Some("State"), Some("Name"), true) => Ok(Root::StateName),
        (Some("State"), Some("EnteredTime"), true) => Ok(Root::StateEnteredTime),
        (Some("Task"), Some("Token"), true) => Ok(Root::TaskToken),
        _ => Err(PathFault::NotInContext),
    }
}

fn walk<'a>(data: &'a Value, segments: &[Segment]) -> Option<&'a Value> {
    segments.iter().try_fold(data, |value, segment| match segment {
        Segment::Name(name) => value.get(name),
        Segment::Index(index) => value.get(index),
    })
}

/// What follows the root: `.name`, `['name']`, `["name"]` and `[0]`, any number of them.
fn segments(mut rest: &str) -> Result<Vec<Segment>, PathFault> {
    let mut segments = Vec::new();
    while !rest.is_empty() {
        let segment;
        (segment, rest) = if let Some(rest) = rest.strip_prefix('.') {
            dotted(rest)
        } else if let Some(rest) = rest.strip_prefix('[') {
            bracketed(rest)
        } else {
            None
        }
        .ok_or(PathFault::NotReference)?;
        segments.push(segment);
    }
    Ok(segments)
}

fn dotted(rest: &str) -> Option<(Segment, &str)> {
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    // What JSONPath gives a meaning to, or would want quoted: better refused than guessed.
    let odd = |c: char| c.is_whitespace() || c.is_control() || "*?@()'\",:;!<>=&|]{}\\".contains(c);
    (!name.is_empty() && !name.contains(odd)).then(|| (Segment::Name(name.to_owned()), rest))
}

fn bracketed(rest: &str) -> Option<(Segment, &str)> {
    for quote in ['\'', '"'] {
        if let Some(quoted) = rest.strip_prefix(quote) {
            let (name, rest) = quoted.split_once(quote)?;
            let rest = rest.strip_prefix(']')?;
            // Escapes are not needed by anyone so far; refused, so that none is misread.
            return (!name.contains('\\')).then(|| (Segment::Name(name.to_owned()), rest));
        }
    }
    let (digits, rest) = rest.split_once(']')?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().map(|index| (Segment::Index(index), rest))
}

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
    pub(super) fn view<'a>(&'a self, scope: Scope<'a>) -> Result<Cow<'a, Value>, Fault> {
        match self {
            Self::Whole => Ok(Cow::Borrowed(scope.data)),
            Self::Nothing => Ok(Cow::Owned(Value::Object(Map::new()))),
            Self::At(path) => path.find_or_fail(scope),
        }
    }

    /// The selected part of `data`, to keep; `scope`'s own data is not looked at.
    pub(super) fn take(&self, data: Value, scope: Scope<'_>) -> Result<Value, Fault> {
        match self {
            Self::Whole => Ok(data),
            Self::Nothing => Ok(Value::Object(Map::new())),
            Self::At(path) => path.find_or_fail(scope.into_data(&data)).map(Cow::into_owned),
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
        match Path::parse(text)?.root {
            Root::Data(segments) if segments.is_empty() => Ok(Self::Replace),
            Root::Data(segments) => Ok(Self::Into(Place { segments, text: text.to_owned() })),
            _ => Err(PathFault::ContextNotAllowed),
        }
    }

    /// Whether nothing of the input stays.
    pub(super) fn replaces(&self) -> bool {
        *self == Self::Replace
    }

    /// Puts `result` into `input`, which is left as it was if that cannot be done.
    pub(super) fn put(&self, input: &mut Value, result: Value) -> Result<(), Fault> {
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
    fn put(&self, input: &mut Value, result: Value) -> Result<(), Fault> {
        if !self.fits(input) {
            return Err(Fault::new(
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
                _ => return Err(Fault::runtime(format!("{} does not fit", self.text))),
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
