//! Whether an event fits a pattern.

use serde_json::Value;

use super::{Alternative, Node, Scalar};

/// Whether `value` is an object that fits all fields. `event` is the whole event.
pub(super) fn fields_match(fields: &[(String, Node)], value: &Value, event: &Value) -> bool {
    fields.iter().all(|(name, node)| node.matches(value.get(name), event))
}

impl Node {
    /// Whether a field's value fits, or its absence.
    fn matches(&self, value: Option<&Value>, event: &Value) -> bool {
        match self {
            Self::Object(nested) => match value {
                Some(Value::Array(items)) => {
                    // An empty list counts as no value: all fields below it are absent.
                    (items.is_empty() && fields_match(nested, &Value::Null, event))
                        || items.iter().any(|item| self.matches(Some(item), event))
                }
                Some(value) => fields_match(nested, value, event),
                None => fields_match(nested, &Value::Null, event),
            },
            Self::Leaf(alternatives) => {
                alternatives.iter().any(|alternative| alternative.matches(value, event))
            }
        }
    }
}

impl Alternative {
    fn matches(&self, value: Option<&Value>, event: &Value) -> bool {
        match self {
            Self::Absent(path) => !leaf_exists(event, path),
            _ => value.is_some_and(|value| any_leaf(value, &|leaf| self.fits_leaf(leaf))),
        }
    }

    /// Whether one leaf of the event fits.
    fn fits_leaf(&self, leaf: &Value) -> bool {
        match self {
            Self::Equals(expected) => expected.equals_json(leaf),
            Self::Prefix(prefix) => {
                leaf.as_str().is_some_and(|text| text.starts_with(prefix.as_str()))
            }
            Self::AnythingBut(excluded) => !excluded.iter().any(|value| value.equals_json(leaf)),
            Self::Present => true,
            Self::Absent(_) => false,
        }
    }
}

impl Scalar {
    fn equals_json(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(expected), Value::Bool(flag)) => expected == flag,
            (Self::Number(expected), Value::Number(number)) => expected == number,
            (Self::Text(expected), Value::String(text)) => expected == text,
            _ => false,
        }
    }
}

/// Whether a value is a leaf that fits, or a list with such a leaf in it. Lists in lists count as
/// one list.
fn any_leaf(value: &Value, fits: &dyn Fn(&Value) -> bool) -> bool {
    match value {
        Value::Object(_) => false,
        Value::Array(items) => items.iter().any(|item| any_leaf(item, fits)),
        leaf => fits(leaf),
    }
}

/// Whether there is a leaf at this path, in any element of the lists on the way.
fn leaf_exists(value: &Value, path: &[String]) -> bool {
    match (value, path.split_first()) {
        (Value::Array(items), _) => items.iter().any(|item| leaf_exists(item, path)),
        (value, Some((name, rest))) => value.get(name).is_some_and(|next| leaf_exists(next, rest)),
        (value, None) => any_leaf(value, &|_| true),
    }
}
