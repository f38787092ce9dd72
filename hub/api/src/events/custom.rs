//! Events of extensions and of the crew: `custom.<name>`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The beginning of every name.
const PREFIX: &str = "custom.";
/// Longest name, with its prefix, in bytes: it becomes part of topics.
pub const NAME_BYTES_MAX: usize = 64;
/// Largest detail, in bytes of JSON: an event is a fact, not a file.
pub const DETAIL_BYTES_MAX: usize = 16 * 1024;
/// How deep a detail's objects and lists may be nested. Readers of JSON have a limit (`serde_json`
/// 128), and an event reaches them nested in other objects.
pub const DETAIL_DEPTH_MAX: usize = 32;

/// A name of the form `custom.<name>`: letters, digits, `-`, `_` and `.`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct CustomName(String);

impl CustomName {
    /// The whole name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CustomName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        match text.strip_prefix(PREFIX) {
            Some(rest)
                if !rest.is_empty()
                    && text.len() <= NAME_BYTES_MAX
                    && rest.chars().all(allowed) =>
            {
                Ok(Self(text))
            }
            _ => Err(format!(
                "{text:?} is not a name like custom.sold-a-mug (letters, digits, - _ . and at most {NAME_BYTES_MAX} bytes)"
            )),
        }
    }
}

impl From<CustomName> for String {
    fn from(name: CustomName) -> Self {
        name.0
    }
}

/// An event that the hub carries and does not read.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Custom {
    /// Its name.
    #[serde(skip)]
    pub name: CustomName,
    /// Its detail, an object of the sender's own.
    pub detail: Map<String, Value>,
}

impl Custom {
    /// A custom event, if name and detail are in form and within the limits.
    #[must_use]
    pub fn new(name: &str, detail: Value) -> Option<Self> {
        let name = CustomName::try_from(name.to_owned()).ok()?;
        let Value::Object(detail) = detail else { return None };
        if !detail.values().all(|value| fits_within(value, DETAIL_DEPTH_MAX - 1)) {
            return None;
        }
        let bytes = serde_json::to_string(&detail).ok()?.len();
        (bytes <= DETAIL_BYTES_MAX).then_some(Self { name, detail })
    }

    /// One that was taken before. The limits are for those that are new: one that is lowered must not
    /// make an old event unreadable.
    #[must_use]
    pub fn from_stored(name: &str, detail: Value) -> Option<Self> {
        let Value::Object(detail) = detail else { return None };
        let name = name.starts_with(PREFIX).then(|| CustomName(name.to_owned()))?;
        Some(Self { name, detail })
    }
}

/// Whether objects and lists are nested at most `levels` deep.
fn fits_within(value: &Value, levels: usize) -> bool {
    let below = levels.checked_sub(1);
    match value {
        Value::Object(fields) => {
            below.is_some_and(|below| fields.values().all(|value| fits_within(value, below)))
        }
        Value::Array(items) => {
            below.is_some_and(|below| items.iter().all(|value| fits_within(value, below)))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_detail_is_no_deeper_than_readers_go() {
        let nested = |levels: usize| {
            let text = format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels));
            Custom::new("custom.deep", serde_json::from_str(&text).unwrap())
        };
        assert!(nested(DETAIL_DEPTH_MAX).is_some());
        assert!(nested(DETAIL_DEPTH_MAX + 1).is_none());
        assert!(nested(125).is_none());
    }

    #[test]
    fn one_that_was_taken_under_wider_limits_is_still_read() {
        let name = format!("custom.{}", "long-".repeat(NAME_BYTES_MAX));
        let detail = serde_json::json!({ "text": "x".repeat(2 * DETAIL_BYTES_MAX) });
        assert!(Custom::new(&name, detail.clone()).is_none());
        let read = crate::DomainEvent::from_detail(&name, detail).unwrap();
        assert_eq!(read.detail_type(), name);
        assert!(crate::DomainEvent::from_detail("Old.Name", serde_json::json!({})).is_err());
    }
}
