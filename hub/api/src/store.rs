//! The store: whether it takes orders, and its limits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::colour::{Colour, read_if_any};

/// Whether the booth takes orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StoreState {
    /// No orders are taken.
    Closed,
    /// Orders are taken.
    Open,
    /// No new starts; the queue is served.
    LastOrders,
    /// No new starts for a while; waits are suspended.
    Paused,
}

impl StoreState {
    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::LastOrders => "last_orders",
            Self::Paused => "paused",
        }
    }
}

/// The store's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Store {
    /// Whether it takes orders.
    pub state: StoreState,
    /// Why it is paused, where that is one of the usual reasons: pages say it in their language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<PauseReason>,
    /// Why it is paused, in the staff's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Booth time at which the pause is expected to end, ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_booth_ms: Option<u64>,
    /// The state after the pause, where that is not open: last orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<StoreState>,
}

impl Store {
    /// A store in this state, without a reason or an end.
    #[must_use]
    pub fn in_state(state: StoreState) -> Self {
        Self { state, because: None, reason: None, until_booth_ms: None, then: None }
    }
}

/// Why a booth usually pauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// A machine needs looking after.
    Machine,
    /// The milk has run out.
    Milk,
}

/// Limits and windows that the crew may set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Maximum orders in flight (started, queued, making): as many as two baristas can work off in
    /// the time that people will wait.
    #[schemars(range(min = 1, max = 500))]
    pub orders_in_flight_max: u32,
    /// Drinks that one code is good for.
    #[schemars(range(min = 1, max = 500))]
    pub drinks_per_code: u32,
    /// How long a code is shown, s.
    #[schemars(range(min = 30, max = 3600))]
    pub code_window_s: u32,
    /// Orders a customer may place in a day of booth time; 0 is no limit.
    #[schemars(range(min = 0, max = 100))]
    pub orders_per_customer_day: u32,
    /// How long a customer may choose, s.
    #[schemars(range(min = 30, max = 3600))]
    pub choose_s: u32,
    /// How long an order waits for a barista before it is given up, s; twice the wait announced to
    /// the customer, if that is longer.
    #[schemars(range(min = 60, max = 7200))]
    pub barista_wait_s: u32,
    /// How long a ready drink stays on the board, s.
    #[schemars(range(min = 60, max = 7200))]
    pub collect_s: u32,
    /// Time since an order was placed after which its card on a tablet is amber, s.
    #[schemars(range(min = 30, max = 3600))]
    pub age_warn_s: u32,
    /// Time since an order was placed after which its card is red, s; more than `ageWarnS`.
    #[schemars(range(min = 60, max = 7200))]
    pub age_late_s: u32,
    /// The booth's letter, before every number and code.
    pub booth_letter: char,
    /// How much of a name the board shows.
    pub board_names: BoardNames,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            orders_in_flight_max: 20,
            drinks_per_code: 10,
            code_window_s: 300,
            orders_per_customer_day: 0,
            choose_s: 300,
            barista_wait_s: 900,
            collect_s: 900,
            age_warn_s: 120,
            age_late_s: 300,
            booth_letter: 'B',
            board_names: BoardNames::First,
        }
    }
}

/// A change of [`Settings`]; a field that is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[allow(missing_docs, reason = "each is what it is in the settings")]
pub struct ChangeSettings {
    #[schemars(range(min = 1, max = 500))]
    pub orders_in_flight_max: Option<u32>,
    #[schemars(range(min = 1, max = 500))]
    pub drinks_per_code: Option<u32>,
    #[schemars(range(min = 30, max = 3600))]
    pub code_window_s: Option<u32>,
    #[schemars(range(min = 0, max = 100))]
    pub orders_per_customer_day: Option<u32>,
    #[schemars(range(min = 30, max = 3600))]
    pub choose_s: Option<u32>,
    #[schemars(range(min = 60, max = 7200))]
    pub barista_wait_s: Option<u32>,
    #[schemars(range(min = 60, max = 7200))]
    pub collect_s: Option<u32>,
    // Left out where it is not set, so that the body of an older client keeps its digest and a
    // retry across an update still fits its key. So does every field that is added later.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 30, max = 3600))]
    pub age_warn_s: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 60, max = 7200))]
    pub age_late_s: Option<u32>,
    pub booth_letter: Option<char>,
    pub board_names: Option<BoardNames>,
}

impl ChangeSettings {
    /// The settings after this change.
    #[must_use]
    pub fn of(&self, now: &Settings) -> Settings {
        Settings {
            orders_in_flight_max: self.orders_in_flight_max.unwrap_or(now.orders_in_flight_max),
            drinks_per_code: self.drinks_per_code.unwrap_or(now.drinks_per_code),
            code_window_s: self.code_window_s.unwrap_or(now.code_window_s),
            orders_per_customer_day: self
                .orders_per_customer_day
                .unwrap_or(now.orders_per_customer_day),
            choose_s: self.choose_s.unwrap_or(now.choose_s),
            barista_wait_s: self.barista_wait_s.unwrap_or(now.barista_wait_s),
            collect_s: self.collect_s.unwrap_or(now.collect_s),
            age_warn_s: self.age_warn_s.unwrap_or(now.age_warn_s),
            age_late_s: self.age_late_s.unwrap_or(now.age_late_s),
            booth_letter: self.booth_letter.unwrap_or(now.booth_letter),
            board_names: self.board_names.unwrap_or(now.board_names),
        }
    }
}

/// A change that sets every field.
impl From<Settings> for ChangeSettings {
    fn from(all: Settings) -> Self {
        Self {
            orders_in_flight_max: Some(all.orders_in_flight_max),
            drinks_per_code: Some(all.drinks_per_code),
            code_window_s: Some(all.code_window_s),
            orders_per_customer_day: Some(all.orders_per_customer_day),
            choose_s: Some(all.choose_s),
            barista_wait_s: Some(all.barista_wait_s),
            collect_s: Some(all.collect_s),
            age_warn_s: Some(all.age_warn_s),
            age_late_s: Some(all.age_late_s),
            booth_letter: Some(all.booth_letter),
            board_names: Some(all.board_names),
        }
    }
}

/// The part of a name that the board shows beside the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BoardNames {
    /// Its first word.
    First,
    /// Its first letter.
    Initial,
    /// Nothing.
    None,
}

/// One event at one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Occasion {
    /// Its id, made from the name; unique among the booth's occasions.
    pub id: crate::ids::OccasionId,
    /// The name that people read: "Coffee at Rustfest".
    pub name: String,
    /// First day, `2026-11-24`, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Last day, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
}

/// The booth's own colours, sponsors and logo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Branding {
    /// The colour that the crew asked for, `#rrggbb`.
    #[serde(deserialize_with = "read_if_any")]
    #[schemars(with = "Option<Colour>")]
    pub colour: Option<Colour>,
    /// What takes the place of the accent on light grounds: the colour, darkened until text on it
    /// and it on paper have a contrast of 4.5.
    #[serde(deserialize_with = "read_if_any")]
    #[schemars(with = "Option<Colour>")]
    pub accent: Option<Colour>,
    /// The same for dark grounds, lightened.
    #[serde(deserialize_with = "read_if_any")]
    #[schemars(with = "Option<Colour>")]
    pub accent_dark: Option<Colour>,
    /// Names for the sponsor strip.
    pub sponsors: Vec<String>,
    /// The logo's digest, by which `/assets/logo.png?v=` finds it; absent if there is no logo.
    pub logo: Option<String>,
}
