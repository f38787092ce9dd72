//! How large a workflow and its data may grow, and the measure for it.

use serde_json::Value;

use super::error::{Failure, errors};

/// Bytes of a definition's text at the most: the limit of Step Functions.
pub const DEFINITION_BYTES_MAX: usize = 1024 * 1024;
/// Bytes of the data between two states at the most, as compact JSON without counting escapes: the
/// limit of Step Functions (256 KiB).
pub const DATA_BYTES_MAX: usize = 256 * 1024;
/// How deep the data may be nested. A position is kept as JSON, and serde_json reads no more than
/// 128 levels back; this leaves room for what it is wrapped in.
pub const DATA_DEPTH_MAX: usize = 64;
/// States that one step may pass before it reaches a task or the end: a guard against a circle of
/// `Pass` and `Choice` states, far above what a workflow for people needs.
pub const TRANSITIONS_MAX: usize = 1_000;
/// Seconds that a task may wait at the most: the limit of ASL (a little over three years).
pub const TIMEOUT_S_MAX: u64 = 99_999_999;

/// Refuses data that is too large or too deep to be kept.
pub(super) fn check_data(data: &Value) -> Result<(), Failure> {
    let too_deep = || {
        Failure::new(
            errors::DATA_LIMIT_EXCEEDED,
            format!("the data is nested more than {DATA_DEPTH_MAX} levels deep"),
        )
    };
    let bytes = weigh(data, 0).ok_or_else(too_deep)?;
    if bytes > DATA_BYTES_MAX {
        return Err(Failure::new(
            errors::DATA_LIMIT_EXCEEDED,
            format!("the data has {bytes} bytes, {DATA_BYTES_MAX} are allowed"),
        ));
    }
    Ok(())
}

/// Bytes as compact JSON, escapes not counted; `None` when it is too deep.
fn weigh(value: &Value, depth: usize) -> Option<usize> {
    /// What a number takes at the most, near enough: no need to write it out to know.
    const NUMBER_BYTES: usize = 20;
    if depth > DATA_DEPTH_MAX {
        return None;
    }
    Some(match value {
        Value::Null | Value::Bool(_) => 5,
        Value::Number(_) => NUMBER_BYTES,
        Value::String(text) => text.len() + 2,
        Value::Array(items) => {
            let mut bytes = 2;
            for item in items {
                bytes += weigh(item, depth + 1)? + 1;
            }
            bytes
        }
        Value::Object(fields) => {
            let mut bytes = 2;
            for (name, field) in fields {
                bytes += name.len() + 4 + weigh(field, depth + 1)?;
            }
            bytes
        }
    })
}
