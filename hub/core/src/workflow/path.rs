//! Paths: where in the data a value is.
//!
//! Only ASL's *reference paths*, which select at most one value (`$`, `$.shop.open`,
//! `$['my key'][0]`), and the context object under `$$`. Compiled when the definition is parsed.

use std::borrow::Cow;

use serde_json::Value;

use super::context::Scope;
use super::error::{Failure, PathFault};

/// One step down into the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
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

impl Path {
    pub(super) fn parse(text: &str) -> Result<Self, PathFault> {
        let root = if let Some(rest) = text.strip_prefix("$$") {
            context_root(parse_segments(rest)?)?
        } else if let Some(rest) = text.strip_prefix('$') {
            Root::Data(parse_segments(rest)?)
        } else if text.starts_with("States.") {
            return Err(PathFault::Intrinsic);
        } else {
            return Err(PathFault::NoRoot);
        };
        Ok(Self { root, text: text.to_owned() })
    }

    /// Whether this is the path of the task token.
    pub(super) fn is_token(&self) -> bool {
        self.root == Root::TaskToken
    }

    /// The segments below `$`; `None` for a path into the context object.
    pub(super) fn into_data(self) -> Option<Vec<Segment>> {
        match self.root {
            Root::Data(segments) => Some(segments),
            _ => None,
        }
    }

    /// Returns the value at this path, if there is one; `$` is `data`.
    pub(super) fn find<'a>(&'a self, data: &'a Value, scope: Scope<'a>) -> Option<Cow<'a, Value>> {
        let text = |text: &str| Some(Cow::Owned(Value::from(text)));
        match &self.root {
            Root::Data(segments) => value_at(data, segments).map(Cow::Borrowed),
            Root::ExecutionInput(segments) => {
                value_at(scope.context.execution_input, segments).map(Cow::Borrowed)
            }
            Root::ExecutionId => text(scope.context.execution_id),
            Root::ExecutionName => text(scope.context.execution_name),
            Root::StateName => text(scope.state),
            Root::StateEnteredTime => Some(Cow::Owned(Value::from(scope.entered.0))),
            Root::TaskToken => scope.context.task_token.and_then(text),
        }
    }

    /// Returns the value at this path; an execution cannot go on without it.
    pub(super) fn find_or_fail<'a>(
        &'a self,
        data: &'a Value,
        scope: Scope<'a>,
    ) -> Result<Cow<'a, Value>, Failure> {
        self.find(data, scope).ok_or_else(|| {
            Failure::runtime(format!(
                "in state {:?} the path {} finds nothing",
                scope.state, self.text
            ))
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

fn value_at<'a>(data: &'a Value, segments: &[Segment]) -> Option<&'a Value> {
    segments.iter().try_fold(data, |value, segment| match segment {
        Segment::Name(name) => value.get(name),
        Segment::Index(index) => value.get(index),
    })
}

/// The segments after the root: `.name`, `['name']`, `["name"]` and `[0]`, any number of them.
fn parse_segments(mut rest: &str) -> Result<Vec<Segment>, PathFault> {
    let mut segments = Vec::new();
    while !rest.is_empty() {
        let segment;
        (segment, rest) = if let Some(rest) = rest.strip_prefix('.') {
            parse_dotted(rest)
        } else if let Some(rest) = rest.strip_prefix('[') {
            parse_bracketed(rest)
        } else {
            None
        }
        .ok_or(PathFault::NotReference)?;
        segments.push(segment);
    }
    Ok(segments)
}

fn parse_dotted(rest: &str) -> Option<(Segment, &str)> {
    let end = rest.find(['.', '[']).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    // Characters that have a meaning in JSONPath or need quotes there: refused rather than guessed.
    let odd = |c: char| c.is_whitespace() || c.is_control() || "*?@()'\",:;!<>=&|]{}\\".contains(c);
    (!name.is_empty() && !name.contains(odd)).then(|| (Segment::Name(name.to_owned()), rest))
}

fn parse_bracketed(rest: &str) -> Option<(Segment, &str)> {
    for quote in ['\'', '"'] {
        if let Some(quoted) = rest.strip_prefix(quote) {
            let (name, rest) = quoted.split_once(quote)?;
            let rest = rest.strip_prefix(']')?;
            // No one has needed escapes so far; they are refused, so that they are not misread.
            return (!name.contains('\\')).then(|| (Segment::Name(name.to_owned()), rest));
        }
    }
    let (digits, rest) = rest.split_once(']')?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().map(|index| (Segment::Index(index), rest))
}
