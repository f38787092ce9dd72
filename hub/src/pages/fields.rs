//! The addresses and the fields of the customer's pages; how a choice travels in an address is in
//! `choosing`. The handlers read these shapes with axum's `Form` and `Query`; nothing here judges
//! whether a choice is available (that is `choice`), and nothing asks the hub.

mod choosing;

use std::fmt::Write as _;

use crema_api::commands::CUP_NAME_CHARS_MAX;
use crema_api::problem::RefusalKind;
use crema_core::plain_text::tidy;
use serde::Deserialize;

pub use choosing::{Choosing, DEFAULT_PREFIX, MODIFIER_PREFIX, Said, SaidOfAll};

/// `POST`: *Start* with a code; the fields are a [`StartForm`].
pub const START: &str = "/start";
/// Field that carries the language on if the address asked for one.
pub const LANG: &str = "lang";
/// Request header by which the script asks for a page's `<main>` alone.
pub const FRAGMENT_HEADER: &str = "Crema-Fragment";

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

/// `path`, which may have a query already, with one of these pairs.
#[must_use]
pub fn with_query(path: &str, pairs: &[(String, String)]) -> String {
    let mut address = path.to_owned();
    for (index, (name, value)) in pairs.iter().enumerate() {
        address.push(if index == 0 && !path.contains('?') { '?' } else { '&' });
        percent_encode(name, &mut address);
        address.push('=');
        percent_encode(value, &mut address);
    }
    address
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn percent_encode(text: &str, into: &mut String) {
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
    /// The idempotency key of the page.
    #[serde(default)]
    pub key: Option<String>,
    /// The language, where the address asked for one.
    #[serde(default)]
    pub lang: Option<String>,
}

/// The query of *Start* after the form was refused: `refused=no-such-code&code=BZZZZZ`. So that *Back*
/// leads to a page and to no form that is sent again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct RefusedStart {
    /// The refusal's word.
    #[serde(default)]
    pub refused: String,
    /// The code as it was typed.
    #[serde(default)]
    pub code: String,
}

impl RefusedStart {
    /// The address of *Start* that says it.
    #[must_use]
    pub fn address(kind: RefusalKind, code: &str) -> String {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        with_query("/", &[pair("refused", kind.word()), pair("code", code)])
    }

    /// Why it was refused, if it was.
    #[must_use]
    pub fn kind(&self) -> Option<RefusalKind> {
        RefusalKind::ALL.iter().copied().find(|kind| kind.word() == self.refused)
    }
}

/// The fields of *Yes, cancel it*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct CancelForm {
    /// The idempotency key of the page.
    #[serde(default)]
    pub key: Option<String>,
    /// The language, where the address asked for one.
    #[serde(default)]
    pub lang: Option<String>,
}

/// A name for the cup as typed, tidied as the core tidies it, and no longer than a ticket's line.
fn cup_name(typed: &str) -> String {
    tidy(typed).chars().take(CUP_NAME_CHARS_MAX).collect()
}
