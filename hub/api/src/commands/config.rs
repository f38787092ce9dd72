//! Commands about store, menu, occasion and branding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::menu::Menu;
use crate::settings::ChangeSettings;
use crate::store::{PauseReason, StoreState};
use crate::word::known;

/// Maximum sponsors on the strip: as many as fit the board's foot.
pub const SPONSORS_MAX: usize = 6;

/// Largest logo, bytes of PNG: a phone's first load is small.
pub const LOGO_BYTES_MAX: usize = 48 * 1024;

/// A change of the booth's looks. A field that is `None` stays as it is; an empty text removes it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetBranding {
    /// A colour like `#9a4a14`, which takes the place of the accent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// Names for the sponsor strip; at most 6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsors: Option<Vec<String>>,
    /// A PNG as base64; at most 48 KiB before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_png: Option<String>,
}

/// A change of the store's state or limits. A field that is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetStore {
    /// The new state.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known")]
    pub state: Option<StoreState>,
    /// Why it pauses, where that is one of the usual reasons.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known")]
    pub because: Option<PauseReason>,
    /// Why it pauses, in the staff's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How long it is expected to pause, minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 600))]
    pub pause_min: Option<u32>,
    /// New limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<ChangeSettings>,
}

/// A new occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartOccasion {
    /// The name that people read.
    pub name: String,
    /// First day, `2026-11-24`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// A new menu; `None` keeps the current one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub menu: Option<Menu>,
}

/// A change of one drink. A field that is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetDrink {
    /// The drink's id; a request has it in the path.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub drink: String,
    /// Whether it can be ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<bool>,
    /// Availability of options, by modifier and option. An option sold out of this drink is sold
    /// out of every drink that has the same modifier and option: the milk is one carton.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<SetOption>,
}

/// Availability of one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct SetOption {
    pub modifier: String,
    pub option: String,
    pub available: bool,
}

/// A whole menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct SetMenu {
    pub menu: Menu,
}
