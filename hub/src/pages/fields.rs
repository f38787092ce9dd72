//! What the customer's pages send back: their addresses, their fields, and how a choice travels in
//! an address. The handlers read these shapes with axum's `Form` and `Query`; nothing here judges
//! whether a choice can be had (that is `choice`), and nothing asks the hub.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crema_api::commands::CUP_NAME_CHARS_MAX;
use crema_core::plain_text::tidy;
use serde::Deserialize;

/// `POST`: *Start* with a code; the fields are a [`StartForm`].
pub const START: &str = "/start";
/// Field that carries the language on where the address asked for one.
pub const LANG: &str = "lang";
/// Request header by which the script asks for a page's `<main>` alone.
pub const FRAGMENT_HEADER: &str = "Crema-Fragment";
/// What stands before a modifier's name in a field's name: `m.Milk`.
pub const MODIFIER_PREFIX: &str = "m.";
/// Most choices that one address may name: no drink has as many modifiers.
const MODIFIERS_MAX: usize = 32;
/// Longest value of one field that is looked at, in characters; the name has its own limit.
const VALUE_CHARS_MAX: usize = 80;

/// The order's page: `GET /o/<secret>`, which takes a [`Choosing`] as its query.
#[must_use]
pub fn order_path(secret: &str) -> String {
    format!("/o/{secret}")
}

/// `GET`: the page that shows the choice once more; its query is a [`Choosing`].
#[must_use]
pub fn check_path(secret: &str) -> String {
    format!("/o/{secret}/check")
}

/// `POST`: place the order, or change it; the fields are a [`Choosing`].
#[must_use]
pub fn place_path(secret: &str) -> String {
    format!("/o/{secret}/place")
}

/// `GET` asks whether to cancel, `POST` (a [`CancelForm`]) does it.
#[must_use]
pub fn cancel_path(secret: &str) -> String {
    format!("/o/{secret}/cancel")
}

/// `path`, with the language if links have to carry it: for redirects and plain links.
#[must_use]
pub fn with_lang(path: &str, lang: Option<&str>) -> String {
    match lang {
        Some(lang) => with_query(path, &[(LANG.to_owned(), lang.to_owned())]),
        None => path.to_owned(),
    }
}

/// `path` with a query of these pairs.
#[must_use]
pub fn with_query(path: &str, pairs: &[(String, String)]) -> String {
    let mut address = path.to_owned();
    for (index, (name, value)) in pairs.iter().enumerate() {
        address.push(if index == 0 { '?' } else { '&' });
        encode(name, &mut address);
        address.push('=');
        encode(value, &mut address);
    }
    address
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn encode(text: &str, into: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

/// The fields of *Start*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct StartForm {
    /// As typed; the core reads it.
    #[serde(default)]
    pub code: String,
    /// The idempotency key that the page was given.
    #[serde(default)]
    pub key: Option<String>,
    /// The language, where the address asked for one.
    #[serde(default)]
    pub lang: Option<String>,
}

/// The fields of *Yes, cancel it*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct CancelForm {
    /// The idempotency key that the page was given.
    #[serde(default)]
    pub key: Option<String>,
    /// The language, where the address asked for one.
    #[serde(default)]
    pub lang: Option<String>,
}

/// What a customer has chosen so far. It is the query of *Choose* and *Check* and the body of
/// *Place order*: `drink=latte&m.Milk=Oat&name=Zo%C3%AB`. Where a name comes twice the last one
/// holds: the drink that is kept in a hidden field comes before the button that was pressed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct Choosing {
    /// The drink's id.
    pub drink: Option<String>,
    /// Option by modifier, both as the menu names them.
    pub modifiers: BTreeMap<String, String>,
    /// For the cup; `None` if the address does not say.
    pub name: Option<String>,
    /// Whether a queued order is being changed (`change=1`).
    pub change: bool,
    /// The idempotency key: in the body of *Place order* only.
    pub key: Option<String>,
    /// The language, where the address asked for one.
    pub lang: Option<String>,
}

impl From<Vec<(String, String)>> for Choosing {
    fn from(pairs: Vec<(String, String)>) -> Self {
        let mut choosing = Self::default();
        for (field, value) in pairs {
            let value: String = value.chars().take(VALUE_CHARS_MAX).collect();
            match field.as_str() {
                "drink" => choosing.drink = Some(value),
                "name" => choosing.name = Some(cup_name(&value)),
                "change" => choosing.change = true,
                "key" => choosing.key = Some(value),
                LANG => choosing.lang = Some(value),
                _ => {
                    if let Some(modifier) = field.strip_prefix(MODIFIER_PREFIX)
                        && choosing.modifiers.len() < MODIFIERS_MAX
                    {
                        choosing.modifiers.insert(modifier.to_owned(), value);
                    }
                }
            }
        }
        choosing
    }
}

impl Choosing {
    /// The pairs that say the same, without key and language: what a link or hidden fields carry.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        if let Some(drink) = &self.drink {
            pairs.push(("drink".to_owned(), drink.clone()));
        }
        for (modifier, option) in &self.modifiers {
            pairs.push((format!("{MODIFIER_PREFIX}{modifier}"), option.clone()));
        }
        if let Some(name) = &self.name {
            pairs.push(("name".to_owned(), name.clone()));
        }
        if self.change {
            pairs.push(("change".to_owned(), "1".to_owned()));
        }
        pairs
    }
}

/// A name for the cup as typed, tidied as the core tidies it, and no longer than a ticket's line.
fn cup_name(typed: &str) -> String {
    tidy(typed).chars().take(CUP_NAME_CHARS_MAX).collect()
}
