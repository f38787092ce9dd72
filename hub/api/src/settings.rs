//! The settings of the crew: limits and windows, each with its range and its default, in one table.
//! The core checks the ranges, the schemas and the form on the crew page show them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::word::{known, words};

/// A number of [`Settings`] with its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingRange {
    /// Its field in JSON.
    pub field: &'static str,
    /// What it is, at the beginning of a sentence for people.
    pub words: &'static str,
    /// The least that it may be.
    pub least: u32,
    /// The most that it may be.
    pub most: u32,
}

/// Makes [`Settings`], [`ChangeSettings`] and [`Settings::RANGES`] from one table of the numbers:
/// field, field in JSON, words for people, range, default.
macro_rules! settings {
    ($( $(#[$doc:meta])* $field:ident $json:literal $words:literal:
        $least:literal..=$most:literal, $default:literal; )*) => {
        /// Limits and windows that the crew may set.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase", default)]
        pub struct Settings {
            $( $(#[$doc])* #[schemars(range(min = $least, max = $most))] pub $field: u32, )*
            /// The booth's letter, before every number and code.
            pub booth_letter: char,
            /// How much of a name the board shows.
            pub board_names: BoardNames,
        }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($field: $default,)* booth_letter: 'B', board_names: BoardNames::First }
            }
        }

        impl Settings {
            /// The ranges of all numbers.
            pub const RANGES: &'static [SettingRange] = &[
                $( SettingRange { field: $json, words: $words, least: $least, most: $most }, )*
            ];

            /// Every number with its range.
            pub fn numbers(&self) -> impl Iterator<Item = (u32, SettingRange)> {
                [$(self.$field),*].into_iter().zip(Self::RANGES.iter().copied())
            }
        }

        /// A change of `Settings`; a field that is `None` stays as it is.
        // A field that is not set is left out, so that the body of an older client keeps its
        // digest and a retry across an update still fits its key.
        #[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
        #[allow(missing_docs, reason = "each is what it is in the settings")]
        pub struct ChangeSettings {
            $(
                #[serde(skip_serializing_if = "Option::is_none")]
                #[schemars(range(min = $least, max = $most))]
                pub $field: Option<u32>,
            )*
            #[serde(skip_serializing_if = "Option::is_none")]
            pub booth_letter: Option<char>,
            #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "known")]
            pub board_names: Option<BoardNames>,
        }

        impl ChangeSettings {
            /// The settings after this change.
            #[must_use]
            pub fn of(&self, now: &Settings) -> Settings {
                Settings {
                    $($field: self.$field.unwrap_or(now.$field),)*
                    booth_letter: self.booth_letter.unwrap_or(now.booth_letter),
                    board_names: self.board_names.unwrap_or(now.board_names),
                }
            }
        }

        /// A change that sets every field.
        impl From<Settings> for ChangeSettings {
            fn from(all: Settings) -> Self {
                Self {
                    $($field: Some(all.$field),)*
                    booth_letter: Some(all.booth_letter),
                    board_names: Some(all.board_names),
                }
            }
        }
    };
}

settings! {
    /// Maximum orders in flight (started, queued, making): as many as two baristas can work off in
    /// the time that people will wait.
    orders_in_flight_max "ordersInFlightMax" "Orders in flight": 1..=500, 20;
    /// Drinks that one code is good for.
    drinks_per_code "drinksPerCode" "Drinks per code": 1..=500, 10;
    /// How long a code is shown, s.
    code_window_s "codeWindowS" "The code window in seconds": 30..=3600, 300;
    /// Orders a customer may place in a day of booth time; 0 is no limit.
    orders_per_customer_day "ordersPerCustomerDay" "Orders per customer and day": 0..=100, 0;
    /// How long a customer may choose, s.
    choose_s "chooseS" "The time to choose in seconds": 30..=3600, 300;
    /// How long an order waits for a barista before it is given up, s; twice the wait announced to
    /// the customer, if that is longer.
    barista_wait_s "baristaWaitS" "The wait for a barista in seconds": 60..=7200, 900;
    /// How long a ready drink stays on the board, s.
    collect_s "collectS" "The time to collect in seconds": 60..=7200, 900;
    /// Time since an order was placed after which its card on a tablet is amber, s.
    age_warn_s "ageWarnS" "The age of an amber card in seconds": 30..=3600, 120;
    /// Time since an order was placed after which its card is red, s; more than `ageWarnS`.
    age_late_s "ageLateS" "The age of a red card in seconds": 60..=7200, 300;
}

words! {
    /// The part of a name that the board shows beside the number.
    pub enum BoardNames {
        /// Its first word.
        First = "first",
        /// Its first letter.
        Initial = "initial",
        /// Nothing.
        None = "none",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used)]

    use super::*;

    #[test]
    fn every_number_of_the_settings_is_in_the_table_under_its_name_in_json() {
        let json = serde_json::to_value(Settings::default()).expect("settings are JSON");
        for (value, range) in Settings::default().numbers() {
            assert_eq!(json[range.field], value, "{}", range.field);
            assert!((range.least..=range.most).contains(&value), "{}", range.words);
        }
        let numbers = json.as_object().expect("an object").values().filter(|v| v.is_number());
        assert_eq!(numbers.count(), Settings::RANGES.len());
    }
}
