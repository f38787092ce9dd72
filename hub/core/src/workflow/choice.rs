//! The conditions of choice rules.

use serde_json::{Number, Value};

use super::context::Scope;
use super::error::Failure;
use super::path::Path;

/// A condition, compiled.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Test { variable: Path, test: Test },
}

/// A test of a variable's value.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// Whether there is a value at the path at all (`null` is a value).
    Present(bool),
    Boolean(bool),
    Text(String),
    Number(Comparison, Number),
}

/// How a number is compared with the one in the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equals,
    LessThan,
    LessThanEquals,
    GreaterThan,
    GreaterThanEquals,
}

impl Condition {
    /// Whether the condition holds. `And` and `Or` are evaluated from left to right and no further
    /// than needed, so that a rule can ask whether a variable is present before comparing it.
    ///
    /// A comparison with an absent variable ends the execution (`States.Runtime`, as in Step
    /// Functions); a comparison with a variable of another type does not hold.
    pub(super) fn holds(&self, data: &Value, scope: Scope<'_>) -> Result<bool, Failure> {
        match self {
            Self::And(all) => {
                for condition in all {
                    if !condition.holds(data, scope)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Self::Or(any) => {
                for condition in any {
                    if condition.holds(data, scope)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Self::Not(condition) => condition.holds(data, scope).map(|holds| !holds),
            Self::Test { variable, test: Test::Present(expected) } => {
                Ok(variable.find(data, scope).is_some() == *expected)
            }
            Self::Test { variable, test } => {
                variable.find_or_fail(data, scope).map(|value| test.holds_for(&value))
            }
        }
    }
}

impl Test {
    fn holds_for(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Boolean(expected), Value::Bool(value)) => value == expected,
            (Self::Text(expected), Value::String(value)) => value == expected,
            (Self::Number(comparison, expected), Value::Number(value)) => {
                comparison.holds(value, expected)
            }
            _ => false,
        }
    }
}

impl Comparison {
    fn holds(self, value: &Number, expected: &Number) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let Some(ordering) = compare_numbers(value, expected) else { return false };
        match self {
            Self::Equals => ordering == Equal,
            Self::LessThan => ordering == Less,
            Self::LessThanEquals => ordering != Greater,
            Self::GreaterThan => ordering == Greater,
            Self::GreaterThanEquals => ordering != Less,
        }
    }
}

/// Compares whole numbers exactly, others as floating point.
fn compare_numbers(a: &Number, b: &Number) -> Option<std::cmp::Ordering> {
    let whole = |n: &Number| n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from));
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}
