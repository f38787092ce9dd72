//! A colour, as the crew chooses one and pages and pictures show it. It is parsed once, so nothing
//! but a colour reaches a style sheet or a picture.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Red, green and blue, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// The colour of these parts: red, green, blue.
    #[must_use]
    pub const fn from_parts(parts: [u8; 3]) -> Self {
        Self(parts)
    }

    /// The colour that `#rrggbb` names, in digits of either case; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Red, green and blue.
    #[must_use]
    pub const fn parts(self) -> [u8; 3] {
        self.0
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// It is published as the text that it is.
impl JsonSchema for Colour {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// Reads a colour that may be absent. Text that is no colour counts as none: a booth is not worth
/// less for its looks.
pub(crate) fn read_if_any<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Colour>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    Ok(text.as_deref().and_then(Colour::parse))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_colour_is_read_as_it_is_written_and_nothing_else_is() {
        let brown = Colour::from_parts([0x9a, 0x4a, 0x14]);
        assert_eq!(Colour::parse("#9a4a14"), Some(brown));
        assert_eq!(Colour::parse("#9A4a14"), Some(brown));
        assert_eq!(brown.to_string(), "#9a4a14");
        assert_eq!(serde_json::to_string(&brown).unwrap(), r##""#9a4a14""##);
        for bad in [
            "",
            "red",
            "#fff",
            "#12345",
            "#1234567",
            "#12345é",
            "#9a4a1é",
            "#ééé",
            "#}</sty",
            "9a4a14",
            "#0a664g",
            "#+1+2+3",
            "#+a6640",
            "#0a6640\"/>",
        ] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }
}
