//! How a refusal reads: problem details (RFC 9457).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::Seq;

/// The beginning of `type`, before the word of the [`Refusal`]. A name, not an address to open.
pub const TYPE_PREFIX: &str = "urn:crema:problem:";

/// A refusal as the outside sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Stable, for programs: `urn:crema:problem:` and the refusal's word.
    #[serde(rename = "type")]
    pub kind: String,
    /// A short name of the kind.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// A sentence for people, which says what to do.
    pub detail: String,
    /// Of a log that is pruned: the place after which its events are still there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Seq>,
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $status:literal, $title:literal;)*) => {
        /// Why a command may not be done. A refused command changes nothing and emits nothing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum RefusalKind { $($(#[$doc])* #[serde(rename = $word)] $name,)* }

        impl RefusalKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable word in the problem's `type`.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The HTTP status that says it best (RFC 9110, section 15).
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// The problem's `title`.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

impl RefusalKind {
    /// Whether it says something about the booth at this moment and nothing about the command: the
    /// same request may be done a little later.
    #[must_use]
    pub fn is_passing(self) -> bool {
        matches!(
            self,
            Self::HeldUp
                | Self::CatchingUp
                | Self::Storage
                | Self::Damaged
                | Self::Internal
                | Self::TooMany
        )
    }
}

refusals! {
    /// No live code reads like that.
    NoSuchCode = "no-such-code", 404, "No such code";
    /// The code's window is over.
    CodeOver = "code-over", 410, "Code is over";
    /// The code has no drinks left.
    CodeUsedUp = "code-used-up", 409, "Code is used up";
    /// The customer has begun and ended orders with the code; others may still use it.
    CodeBegun = "code-begun", 409, "Begun with that code before";
    /// The customer has an open order.
    OpenOrder = "open-order", 409, "One open order a customer";
    /// The customer has had as many as a day allows.
    DailyLimit = "daily-limit", 409, "Daily limit reached";
    /// No order with this id, or not for this caller to see.
    NoSuchOrder = "no-such-order", 404, "No such order";
    /// The order's state does not allow the move.
    WrongState = "wrong-state", 409, "Not now";
    /// The order was changed as often as it may be.
    ChangedTooOften = "changed-too-often", 409, "Changed too often";
    /// Someone else has claimed it.
    ClaimedByAnother = "claimed-by-another", 409, "Claimed by another";
    /// As many orders in flight as the booth takes; staff may confirm that this one is taken all
    /// the same.
    BoothFull = "booth-full", 409, "The booth is full";
    /// The store does not take orders now.
    StoreNotOpen = "store-not-open", 409, "The store is not open";
    /// No drink with this id.
    NoSuchDrink = "no-such-drink", 422, "No such drink";
    /// The drink or the option is sold out.
    SoldOut = "sold-out", 409, "Sold out";
    /// The drink has no such modifier or option.
    NoSuchOption = "no-such-option", 422, "No such option";
    /// Something about the drink is left to choose: nothing is taken in its place.
    ChoiceOpen = "choice-open", 422, "Something is left to choose";
    /// A field's value is not allowed.
    BadInput = "bad-input", 422, "Please check the input";
    /// No role has this PIN.
    WrongPin = "wrong-pin", 403, "Wrong PIN";
    /// The pairing link was used before, is too old, or is not one of this booth's.
    LinkUsed = "link-used", 403, "Link was used";
    /// As many are paired with this role as may be.
    SessionsFull = "sessions-full", 409, "Too many are paired";
    /// The caller's role may not do this.
    NotAllowed = "not-allowed", 403, "Not allowed";
    /// No one is signed in, or the session is over.
    NotSignedIn = "not-signed-in", 401, "Pairing needed";
    /// The same idempotency key came with another body.
    KeyReused = "key-reused", 422, "Key was used for something else";
    /// The same request was answered before, and this program cannot read that answer: another
    /// version wrote it, or it is damaged.
    AnswerUnreadable = "answer-unreadable", 409, "Answered before";
    /// Too many tries.
    TooMany = "too-many", 429, "Too many tries";
    /// The body is larger than the limit.
    TooLarge = "too-large", 413, "Too large";
    /// The body is of another media type than the route takes.
    NotJson = "not-json", 415, "Not JSON";
    /// The service that takes the command could not handle an earlier event about the same thing:
    /// the crew redrives it, or discards it.
    HeldUp = "held-up", 503, "Held up";
    /// The service that takes the command still handles what happened while it was away.
    CatchingUp = "catching-up", 503, "Catching up";
    /// The disk does not take writes at the moment.
    Storage = "storage", 503, "The booth cannot write at the moment";
    /// The booth's database is damaged: nothing is written until it is mended.
    Damaged = "damaged", 503, "The booth's data is damaged";
    /// A fault of ours: logged, nothing changed.
    Internal = "internal", 500, "Something went wrong on our side";
    /// Events after this place are no longer in the log; `floor` says after which they are.
    LogPruned = "log-pruned", 410, "No longer in the log";
    /// There is nothing at this address.
    NotFound = "not-found", 404, "Not found";
}

/// Why a command was not done, with its sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[error("{}: {detail}", kind.word())]
pub struct Refusal {
    /// The kind, for programs.
    pub kind: RefusalKind,
    /// The sentence, for people.
    pub detail: String,
}

impl Refusal {
    /// A refusal of this kind with this sentence.
    pub fn new(kind: RefusalKind, detail: impl Into<String>) -> Self {
        Self { kind, detail: detail.into() }
    }

    /// The problem document for it.
    #[must_use]
    pub fn to_problem(&self) -> Problem {
        Problem {
            kind: format!("{TYPE_PREFIX}{}", self.kind.word()),
            title: self.kind.title().to_owned(),
            status: self.kind.status(),
            detail: self.detail.clone(),
            floor: None,
        }
    }
}
