//! Words: the enums that are stored and sent as one word, such as an order's state.
//!
//! A booth may fall back to an older version, and clients may be older than the hub. So a word that
//! this version does not know is read as `Unknown`, keeps its text, and is shown and written as it
//! was. Nothing that is decided leads to one: `parse` knows no other words than ours, and commands
//! refuse them ([`known`]).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Longest text kept of a word that is not known, bytes. Ours have at most 20.
const BYTES_MAX: usize = 31;

/// The text of a word that this version does not know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word {
    bytes: [u8; BYTES_MAX],
    length: u8,
}

impl Word {
    /// As much of the text as is kept.
    pub(crate) fn new(text: &str) -> Self {
        let length = text.floor_char_boundary(BYTES_MAX);
        let mut bytes = [0; BYTES_MAX];
        bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
        Self { bytes, length: u8::try_from(length).unwrap_or(0) }
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// The words in a field of a command.
pub trait Words {
    /// The first word that is not known, and those that are.
    fn unknown_word(&self) -> Option<(&str, &'static [&'static str])>;
}

impl<T: Words> Words for Option<T> {
    fn unknown_word(&self) -> Option<(&str, &'static [&'static str])> {
        self.as_ref().and_then(Words::unknown_word)
    }
}

impl<T: Words> Words for Vec<T> {
    fn unknown_word(&self) -> Option<(&str, &'static [&'static str])> {
        self.iter().find_map(Words::unknown_word)
    }
}

/// Reads a field of a command: a word that is not known is refused.
///
/// # Errors
/// When the word is not known, as `serde` words it.
pub fn known<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Words,
{
    let read = T::deserialize(from)?;
    match read.unknown_word() {
        Some((word, known)) => Err(de::Error::unknown_variant(word, known)),
        None => Ok(read),
    }
}

/// Enums of words: each variant with its word. See the [module](self).
macro_rules! words {
    ($(
        $(#[doc = $doc:literal])*
        $(#[derive($($derive:ident),*)])?
        pub enum $name:ident {
            $($(#[doc = $variant_doc:literal])* $(#[default $(($default:tt))?])? $variant:ident = $word:literal,)*
        }
    )*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash $($(, $derive)*)?)]
            #[allow(missing_docs, reason = "a variant without docs is its word")]
            pub enum $name {
                $($(#[doc = $variant_doc])* $variant,)*
                /// A word of another version.
                Unknown($crate::word::Word),
            }

            impl $name {
                /// Every one that this version knows.
                pub const ALL: [Self; [$($word),*].len()] = [$(Self::$variant),*];

                const WORDS: &[&str] = &[$($word),*];

                /// The word in JSON and in the database.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        $(Self::$variant => $word,)*
                        Self::Unknown(word) => word.as_str(),
                    }
                }

                /// The word, if it is one of this version's.
                #[must_use]
                pub fn known_word(self) -> Option<&'static str> {
                    match self {
                        $(Self::$variant => Some($word),)*
                        Self::Unknown(_) => None,
                    }
                }

                /// The one with this word; `None` if this version knows no such word.
                #[must_use]
                pub fn parse(word: &str) -> Option<Self> {
                    match word {
                        $($word => Some(Self::$variant),)*
                        _ => None,
                    }
                }

                /// The one with a word that was stored or sent, perhaps by another version.
                #[must_use]
                pub fn from_word(word: &str) -> Self {
                    Self::parse(word)
                        .unwrap_or_else(|| Self::Unknown($crate::word::Word::new(word)))
                }
            }

            impl $crate::word::Words for $name {
                fn unknown_word(&self) -> Option<(&str, &'static [&'static str])> {
                    match self {
                        Self::Unknown(word) => Some((word.as_str(), Self::WORDS)),
                        _ => None,
                    }
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(self.as_str())
                }
            }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    to.serialize_str(self.as_str())
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let word = std::borrow::Cow::<'de, str>::deserialize(from)?;
                    Ok(Self::from_word(&word))
                }
            }

            // The schema names the words of this version alone: what is written has no others.
            const _: () = {
                mod known {
                    $(#[doc = $doc])*
                    #[derive(schemars::JsonSchema)]
                    #[allow(dead_code, missing_docs, reason = "only its schema is wanted")]
                    pub enum $name {
                        $($(#[doc = $variant_doc])* #[schemars(rename = $word)] $variant,)*
                    }
                }

                impl schemars::JsonSchema for $name {
                    fn schema_name() -> std::borrow::Cow<'static, str> {
                        stringify!($name).into()
                    }

                    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                        known::$name::json_schema(generator)
                    }
                }
            };
        )*
    };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::commands::Cancel;
    use crate::order::{CancelReason, OrderState};

    #[test]
    fn a_word_of_another_version_is_kept_as_it_was() {
        let state: OrderState = serde_json::from_str(r#""on_its_way""#).unwrap();
        assert!(matches!(state, OrderState::Unknown(_)));
        assert_eq!(serde_json::to_string(&state).unwrap(), r#""on_its_way""#);
        assert_eq!(OrderState::parse("on_its_way"), None);
        let long = "ö".repeat(40);
        assert_eq!(OrderState::from_word(&long).as_str(), "ö".repeat(15));
        for state in OrderState::ALL {
            assert_eq!(OrderState::from_word(state.as_str()), state);
        }
    }

    #[test]
    fn a_command_refuses_it() {
        let order = "018f5f5e-0000-7000-8000-000000000000";
        let cancel = |reason: &str| {
            serde_json::from_str::<Cancel>(&format!(
                r#"{{"order_id":"{order}","reason":"{reason}"}}"#
            ))
        };
        assert_eq!(cancel("machine").unwrap().reason, Some(CancelReason::Machine));
        let error = cancel("boredom").unwrap_err().to_string();
        assert!(error.contains("unknown variant `boredom`, expected one of `customer`"), "{error}");
    }
}
