//! From JSON to a pattern. Anything that is not supported is refused, with its place.

use serde_json::{Map, Value};
use thiserror::Error;

use super::{Alternative, Node, PATTERN_BYTES_MAX, PATTERN_DEPTH_MAX, Pattern, Scalar};

/// A pattern that is refused: where, and why.
#[derive(Debug, Error)]
#[error("{}{fault}", if self.place.is_empty() { String::new() } else { format!("{}: ", self.place) })]
pub struct PatternError {
    /// The place in the pattern, such as `detail.orderState[1]`; empty for the whole.
    pub place: String,
    /// The reason.
    #[source]
    pub fault: PatternFault,
}

/// The reasons for which a pattern is refused.
#[derive(Debug, Error)]
pub enum PatternFault {
    /// Larger than [`PATTERN_BYTES_MAX`].
    #[error("the pattern has {0} bytes, {PATTERN_BYTES_MAX} are allowed")]
    TooLarge(usize),
    /// Nested deeper than [`PATTERN_DEPTH_MAX`].
    #[error("nested more than {PATTERN_DEPTH_MAX} levels deep")]
    TooDeep,
    /// Not JSON.
    #[error("the pattern is not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The pattern itself is no object.
    #[error("a pattern is an object")]
    NotAnObject,
    /// A plain value where a list of alternatives is expected.
    #[error("must be an object or a list of alternatives, such as [\"value\"]")]
    NotAList,
    /// An object without fields or a list without alternatives: it would match everything or
    /// nothing, and is a mistake either way.
    #[error("must not be empty")]
    Empty,
    /// A list within a list.
    #[error("an alternative is a plain value or an object such as {{\"prefix\": \"a\"}}")]
    NotAnAlternative,
    /// An operator that is not supported, or more than one.
    #[error("{0:?} is not supported; there are prefix, exists and anything-but, one in an object")]
    Operator(String),
    /// `prefix` with something other than text.
    #[error("prefix takes text")]
    Prefix,
    /// `exists` with something other than true or false.
    #[error("exists takes true or false")]
    Exists,
    /// `anything-but` with something other than text, a number, or a list of either.
    #[error("anything-but takes text or a number, or a list of texts or of numbers")]
    AnythingBut,
}

/// Names from the pattern's top to a field.
type FieldPath = Vec<String>;

fn error_at(path: &[String], rest: &str, fault: PatternFault) -> PatternError {
    PatternError { place: format!("{}{rest}", path.join(".")), fault }
}

pub(super) fn parse_text(json: &str) -> Result<Pattern, PatternError> {
    check_size(json.len())?;
    let value = serde_json::from_str(json).map_err(|why| error_at(&[], "", why.into()))?;
    parse_pattern(&value)
}

pub(super) fn parse_value(value: &Value) -> Result<Pattern, PatternError> {
    check_size(value.to_string().len())?;
    parse_pattern(value)
}

fn check_size(bytes: usize) -> Result<(), PatternError> {
    if bytes > PATTERN_BYTES_MAX {
        return Err(error_at(&[], "", PatternFault::TooLarge(bytes)));
    }
    Ok(())
}

fn parse_pattern(value: &Value) -> Result<Pattern, PatternError> {
    let Value::Object(map) = value else {
        return Err(error_at(&[], "", PatternFault::NotAnObject));
    };
    parse_fields(map, &mut FieldPath::new()).map(|fields| Pattern { fields })
}

fn parse_fields(
    map: &Map<String, Value>,
    path: &mut FieldPath,
) -> Result<Vec<(String, Node)>, PatternError> {
    if map.is_empty() {
        return Err(error_at(path, "", PatternFault::Empty));
    }
    if path.len() >= PATTERN_DEPTH_MAX {
        return Err(error_at(path, "", PatternFault::TooDeep));
    }
    let mut fields = Vec::with_capacity(map.len());
    for (name, value) in map {
        path.push(name.clone());
        // `$or`, and anything else that begins with this sign, is an operator, not a field's name.
        if name.starts_with('$') {
            return Err(error_at(path, "", PatternFault::Operator(name.clone())));
        }
        fields.push((name.clone(), parse_node(value, path)?));
        path.pop();
    }
    Ok(fields)
}

fn parse_node(value: &Value, path: &mut FieldPath) -> Result<Node, PatternError> {
    match value {
        Value::Object(map) => parse_fields(map, path).map(Node::Object),
        Value::Array(items) if items.is_empty() => Err(error_at(path, "", PatternFault::Empty)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| {
                parse_alternative(item, path)
                    .map_err(|fault| error_at(path, &format!("[{index}]"), fault))
            })
            .collect::<Result<_, _>>()
            .map(Node::Leaf),
        _ => Err(error_at(path, "", PatternFault::NotAList)),
    }
}

fn parse_alternative(value: &Value, path: &[String]) -> Result<Alternative, PatternFault> {
    let map = match value {
        Value::Object(map) => map,
        plain => {
            return Scalar::from_value(plain)
                .map(Alternative::Equals)
                .ok_or(PatternFault::NotAnAlternative);
        }
    };
    let mut operators = map.iter();
    let (name, operand) = operators.next().ok_or(PatternFault::Empty)?;
    if let Some((second, _)) = operators.next() {
        return Err(PatternFault::Operator(format!("{name} with {second}")));
    }
    match name.as_str() {
        "prefix" => match operand {
            Value::String(text) => Ok(Alternative::Prefix(text.clone())),
            _ => Err(PatternFault::Prefix),
        },
        "exists" => match operand {
            Value::Bool(true) => Ok(Alternative::Present),
            Value::Bool(false) => Ok(Alternative::Absent(path.to_vec())),
            _ => Err(PatternFault::Exists),
        },
        "anything-but" => anything_but(operand).map(Alternative::AnythingBut),
        _ => Err(PatternFault::Operator(name.clone())),
    }
}

fn anything_but(operand: &Value) -> Result<Vec<Scalar>, PatternFault> {
    let values = match operand {
        Value::Array(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    let texts = values.iter().all(Value::is_string);
    let numbers = values.iter().all(Value::is_number);
    if values.is_empty() || !(texts || numbers) {
        return Err(PatternFault::AnythingBut);
    }
    Ok(values.iter().filter_map(Scalar::from_value).collect())
}
