//! What the customer's pages send back: their addresses, their fields, and how a choice travels in
//! an address. The handlers read these shapes with axum's `Form` and `Query`; nothing here judges
//! whether a choice can be had (that is `choice`), and nothing talks to the core.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crema_api::commands::CUP_NAME_CHARS_MAX;
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

/// The query of pages that take nothing but a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct PageQuery {
    /// `?lang=ja`.
    #[serde(default)]
    pub lang: Option<String>,
}

/// The fields of *Start*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct StartForm {
    /// As typed; [`typed_code`] tidies it.
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

/// A name for the cup as typed: on one line, and no longer than a ticket's line.
fn cup_name(typed: &str) -> String {
    let gap = |c: char| c.is_whitespace() || c.is_control();
    let words: Vec<&str> = typed.split(gap).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(CUP_NAME_CHARS_MAX).collect()
}

/// A code as typed or pasted, tidied: capitals, no spaces or dashes, half-width (Japanese keyboards
/// also give full-width letters), the booth's letter before it once (the field has it already, and
/// whoever pastes a whole code brings it again).
#[must_use]
pub fn typed_code(booth_letter: char, typed: &str) -> String {
    /// The booth's letter and five more.
    const CODE_CHARS: usize = 6;
    let letter = booth_letter.to_ascii_uppercase();
    let mut code: String = typed
        .chars()
        .map(half_width)
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .take(2 * CODE_CHARS)
        .collect();
    if code.len() > CODE_CHARS && code.starts_with(letter) {
        code.remove(0);
    }
    if code.len() < CODE_CHARS && !code.starts_with(letter) {
        code.insert(0, letter);
    }
    code
}

/// The ASCII letter of a full-width one (U+FF01 to U+FF5E); any other character as it is.
fn half_width(c: char) -> char {
    const FULL_WIDTH_OFFSET: u32 = 0xFEE0;
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - FULL_WIDTH_OFFSET).unwrap_or(c),
        other => other,
    }
}
