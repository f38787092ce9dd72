//! The limits of an execution's data: size and depth.

use serde_json::Value;

use super::error::{Failure, errors};
use super::limits::{DATA_BYTES_MAX, DATA_DEPTH_MAX};

/// Refuses data that is too large or too deep to be kept.
pub(super) fn check_data(data: &Value) -> Result<(), Failure> {
    let too_deep = || {
        Failure::new(
            errors::DATA_LIMIT_EXCEEDED,
            format!("the data is nested more than {DATA_DEPTH_MAX} levels deep"),
        )
    };
    let bytes = json_bytes(data, 0).ok_or_else(too_deep)?;
    if bytes > DATA_BYTES_MAX {
        return Err(Failure::new(
            errors::DATA_LIMIT_EXCEEDED,
            format!("the data has {bytes} bytes, {DATA_BYTES_MAX} are allowed"),
        ));
    }
    Ok(())
}

/// Bytes as compact JSON, without escapes; `None` when the value is too deep.
fn json_bytes(value: &Value, depth: usize) -> Option<usize> {
    /// About the maximum bytes of a number: so that numbers need not be written out to be counted.
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
                bytes += json_bytes(item, depth + 1)? + 1;
            }
            bytes
        }
        Value::Object(fields) => {
            let mut bytes = 2;
            for (name, field) in fields {
                bytes += name.len() + 4 + json_bytes(field, depth + 1)?;
            }
            bytes
        }
    })
}
