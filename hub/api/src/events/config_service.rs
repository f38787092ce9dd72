//! The config service: store, menu, limits, occasion.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ids::OccasionId;
use crate::menu::Menu;
use crate::settings::Settings;
use crate::store::{Branding, Occasion, Store, StoreState};

/// Any setting or menu entry changed. Carries the whole configuration, of which a consumer keeps
/// its part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigChanged {
    /// The occasion.
    pub event_id: OccasionId,
    /// In `DynamoDB`'s typed form, as the original has it.
    #[serde(rename = "NewImage")]
    pub new_image: Value,
    /// The same in plain JSON.
    pub config: Config,
    /// Whether every order that is not ready is cancelled with the change.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancel_orders: bool,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

/// Everything that can be configured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs)]
pub struct Config {
    pub store: Store,
    pub settings: Settings,
    pub menu: Menu,
    pub occasion: Occasion,
    #[serde(default)]
    pub branding: Branding,
}

/// A new occasion began: numbers count from 1 again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OccasionStarted {
    /// The new occasion.
    pub occasion: Occasion,
    /// The one before it, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<OccasionId>,
    /// For the log's readers.
    #[serde(rename = "Message")]
    pub message: String,
}

impl Config {
    /// `DynamoDB`'s typed form of it, with the original's keys.
    #[must_use]
    pub fn new_image(&self) -> Value {
        let text = |text: &str| json!({ "S": text });
        let number = |number: u32| json!({ "N": number.to_string() });
        let menu: Vec<Value> = self
            .menu
            .drinks
            .iter()
            .map(|drink| {
                let modifiers: Vec<Value> = drink
                    .modifiers
                    .iter()
                    .map(|modifier| {
                        let options: Vec<Value> =
                            modifier.options.iter().map(|option| text(&option.name)).collect();
                        json!({ "M": { "Name": text(&modifier.name), "Options": { "L": options } } })
                    })
                    .collect();
                json!({ "M": {
                    "drink": text(&drink.name),
                    "icon": text(&drink.id),
                    "available": { "BOOL": drink.available },
                    "modifiers": { "L": modifiers },
                } })
            })
            .collect();
        json!({
            "PK": text(&format!("config-{}", self.occasion.id)),
            "storeOpen": { "BOOL": self.store.state == StoreState::Open },
            "drinksPerBarcode": number(self.settings.drinks_per_code),
            "maxOrdersInQueue": number(self.settings.orders_in_flight_max),
            "maxOrdersPerUser": number(self.settings.orders_per_customer_day),
            "menu": { "L": menu },
            "start": text(self.occasion.start.as_deref().unwrap_or("")),
            "end": text(self.occasion.end.as_deref().unwrap_or("")),
            "language": text("en"),
        })
    }
}
