//! What is said on the bus: one module a service, and [`DomainEvent`] over all of them.
//!
//! Names, `source` and fields are Serverlesspresso's wherever it has them, odd spellings included;
//! new names are `Service.PastTense`. No event carries a secret (code, task token, PIN, session
//! token) or a person's name: events are copied, exported and kept.

pub mod access;
pub mod board;
pub mod bus;
pub mod clock;
pub mod config_service;
pub mod counting;
pub mod custom;
pub mod order_manager;
pub mod order_processor;
pub mod printer;
pub mod privacy;
pub mod samples;
pub mod schemas;
pub mod validator;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::ids::{OccasionId, OrderId, OrderNumber, UserId};
use crate::order::{DrinkOrder, OrderState};

/// Version of the shape of `detail`; it grows when a field changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// What every event about an order carries, so that a consumer need not ask back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AboutOrder {
    /// The order.
    pub order_id: OrderId,
    /// Its customer.
    pub user_id: UserId,
    /// The occasion.
    pub event_id: OccasionId,
    /// Digits as text, as in the original; absent until it is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "number_as_text")]
    #[schemars(with = "Option<String>")]
    pub order_number: Option<OrderNumber>,
    /// What people read: `B42`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_label: Option<String>,
    /// What was chosen; absent until it is placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drink_order: Option<DrinkOrder>,
    /// Where the order stands after this event.
    pub order_state: OrderState,
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// A sentence for the order journey.
    #[serde(rename = "Message")]
    pub message: String,
}

impl AboutOrder {
    /// An order that has just begun.
    #[must_use]
    pub fn started(order_id: OrderId, user_id: UserId, event_id: OccasionId) -> Self {
        Self {
            order_id,
            user_id,
            event_id,
            order_number: None,
            order_label: None,
            drink_order: None,
            order_state: OrderState::Started,
            schema_version: SCHEMA_VERSION,
            message: String::new(),
        }
    }

    /// The same order, in `state`, with another sentence.
    #[must_use]
    pub fn now(&self, state: OrderState, message: impl Into<String>) -> Self {
        Self { order_state: state, message: message.into(), ..self.clone() }
    }

    /// `B42`, or "The order" while it has no number: what a sentence begins with.
    #[must_use]
    pub fn called(&self) -> &str {
        self.order_label.as_deref().unwrap_or("The order")
    }
}

mod number_as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::ids::OrderNumber;

    #[allow(clippy::ref_option, reason = "serde's `with` calls it so")]
    pub fn serialize<S: Serializer>(n: &Option<OrderNumber>, s: S) -> Result<S::Ok, S::Error> {
        match n {
            Some(n) => s.collect_str(n),
            None => s.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<OrderNumber>, D::Error> {
        let text = Option::<String>::deserialize(d)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}

/// A detail that is not what its `detail-type` asks for.
#[derive(Debug, thiserror::Error)]
pub enum NotAnEvent {
    /// No event has this name.
    #[error("no event is called {0:?}")]
    UnknownType(String),
    /// The detail does not fit the schema.
    #[error("the detail of {detail_type} does not fit its schema: {source}")]
    Shape {
        /// The event's name.
        detail_type: String,
        /// What does not fit, and where.
        source: serde_json::Error,
    },
}

macro_rules! domain_events {
    ($($name:ident($module:ident::$shape:ident) = $detail_type:literal;)*) => {
        /// One thing that happened, typed: an event without its envelope. What does not fit its
        /// shape cannot be made into one, and so cannot be appended to the log.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(untagged)]
        #[allow(clippy::large_enum_variant, reason = "facts are made and handed on, not kept in bulk")]
        pub enum DomainEvent {
            $(
                #[doc = concat!("`", $detail_type, "`")]
                $name($module::$shape),
            )*
            /// `custom.<name>`: an extension's or the crew's own.
            Custom(custom::Custom),
        }

        /// The names on the bus, to subscribe by.
        pub mod names {
            $(
                #[doc = concat!("`", $detail_type, "`")]
                #[allow(non_upper_case_globals, reason = "a name's constant is called as its variant")]
                pub const $name: &str = $detail_type;
            )*
        }

        impl DomainEvent {
            /// Every name but the custom ones.
            pub const DETAIL_TYPES: &[&str] = &[$($detail_type,)*];

            /// The event's name on the bus.
            #[must_use]
            pub fn detail_type(&self) -> &str {
                match self {
                    $(Self::$name(_) => $detail_type,)*
                    Self::Custom(custom) => custom.name.as_str(),
                }
            }

            /// The fact of this name with this detail.
            ///
            /// # Errors
            /// [`NotAnEvent`] when the name is unknown or the detail does not fit its shape.
            pub fn from_detail(detail_type: &str, detail: Value) -> Result<Self, NotAnEvent> {
                let shape = |source| NotAnEvent::Shape { detail_type: detail_type.to_owned(), source };
                match detail_type {
                    $($detail_type => serde_json::from_value(detail).map(Self::$name).map_err(shape),)*
                    _ => custom::Custom::new(detail_type, detail)
                        .map(Self::Custom)
                        .ok_or_else(|| NotAnEvent::UnknownType(detail_type.to_owned())),
                }
            }

            /// Name and JSON Schema of every detail.
            #[must_use]
            pub fn schemas() -> Vec<(&'static str, schemars::Schema)> {
                vec![$(($detail_type, schemars::schema_for!($module::$shape)),)*]
            }
        }

        $(
            impl From<$module::$shape> for DomainEvent {
                fn from(shape: $module::$shape) -> Self {
                    Self::$name(shape)
                }
            }
        )*
    };
}

domain_events! {
    NewOrder(validator::NewOrder) = "Validator.NewOrder";
    DrinkReturned(validator::DrinkReturned) = "Validator.DrinkReturned";
    CodeRotated(validator::CodeRotated) = "Validator.CodeRotated";
    WorkflowStarted(order_processor::WorkflowStarted) = "OrderProcessor.WorkflowStarted";
    ShopUnavailable(order_processor::ShopUnavailable) = "OrderProcessor.ShopUnavailable";
    NumberWanted(order_processor::NumberWanted) = "OrderProcessor.NumberWanted";
    WorkflowWaitingCompletion(order_processor::WorkflowWaitingCompletion) = "OrderProcessor.WaitingCompletion";
    OrderTimeOut(order_processor::OrderTimeOut) = "OrderProcessor.OrderTimeOut";
    OrderFinished(order_processor::OrderFinished) = "OrderProcessor.orderFinished";
    NumberDrawn(counting::NumberDrawn) = "Counting.NumberDrawn";
    OrderPlaced(order_manager::OrderPlaced) = "OrderManager.OrderPlaced";
    WaitingCompletion(order_manager::WaitingCompletion) = "OrderManager.WaitingCompletion";
    OrderChanged(order_manager::OrderChanged) = "OrderManager.OrderChanged";
    MakeOrder(order_manager::MakeOrder) = "OrderManager.MakeOrder";
    TicketWanted(order_manager::TicketWanted) = "OrderManager.TicketWanted";
    OrderCompleted(order_manager::OrderCompleted) = "OrderManager.OrderCompleted";
    OrderReadyAgain(order_manager::OrderReadyAgain) = "OrderManager.OrderReadyAgain";
    OrderCancelled(order_manager::OrderCancelled) = "OrderManager.OrderCancelled";
    OrderCollected(order_manager::OrderCollected) = "OrderManager.OrderCollected";
    OrderUncollected(order_manager::OrderUncollected) = "OrderManager.OrderUncollected";
    OrderRecalled(order_manager::OrderRecalled) = "OrderManager.OrderRecalled";
    CounterOrderTaken(order_manager::CounterOrderTaken) = "OrderManager.CounterOrderTaken";
    SlipWanted(order_manager::SlipWanted) = "OrderManager.SlipWanted";
    OrderRemade(order_manager::OrderRemade) = "OrderManager.OrderRemade";
    OrderRequeued(order_manager::OrderRequeued) = "OrderManager.OrderRequeued";
    OrderGivenUp(order_manager::OrderGivenUp) = "OrderManager.OrderGivenUp";
    NoticeDismissed(order_manager::NoticeDismissed) = "OrderManager.NoticeDismissed";
    OrderCalledAgain(order_manager::OrderCalledAgain) = "OrderManager.OrderCalledAgain";
    OrderMovedToTop(order_manager::OrderMovedToTop) = "OrderManager.OrderMovedToTop";
    OrderTakenOver(order_manager::OrderTakenOver) = "OrderManager.OrderTakenOver";
    OrderMovedBack(order_manager::OrderMovedBack) = "OrderManager.OrderMovedBack";
    CancelHeld(order_manager::CancelHeld) = "OrderManager.CancelHeld";
    CancelUndone(order_manager::CancelUndone) = "OrderManager.CancelUndone";
    NameHidden(order_manager::NameHidden) = "OrderManager.NameHidden";
    CupNamed(order_manager::CupNamed) = "OrderManager.CupNamed";
    DayEnded(order_manager::DayEnded) = "OrderManager.DayEnded";
    ConfigChanged(config_service::ConfigChanged) = "ConfigService.ConfigChanged";
    OccasionStarted(config_service::OccasionStarted) = "ConfigService.OccasionStarted";
    SessionOpened(access::SessionOpened) = "Access.SessionOpened";
    SessionClosed(access::SessionClosed) = "Access.SessionClosed";
    StationSet(access::StationSet) = "Access.StationSet";
    PinsRenewed(access::PinsRenewed) = "Access.PinsRenewed";
    NamesErased(privacy::NamesErased) = "Privacy.NamesErased";
    DeliveryFailed(bus::DeliveryFailed) = "Bus.DeliveryFailed";
    TimerFailed(bus::TimerFailed) = "Bus.TimerFailed";
    DeliveryRedriven(bus::DeliveryRedriven) = "Bus.DeliveryRedriven";
    TicketPrinted(printer::TicketPrinted) = "Printer.TicketPrinted";
    TicketUnknown(printer::TicketUnknown) = "Printer.TicketUnknown";
    PrinterStatusChanged(printer::StatusChanged) = "Printer.StatusChanged";
    EventUnreadable(printer::EventUnreadable) = "Printer.EventUnreadable";
    BoardStatusChanged(board::StatusChanged) = "Board.StatusChanged";
    ClockCorrected(clock::Corrected) = "Clock.Corrected";
}

impl DomainEvent {
    /// What it says about its order, if it is about one.
    #[must_use]
    pub fn about(&self) -> Option<&AboutOrder> {
        Some(match self {
            Self::NewOrder(fact) => &fact.about,
            Self::DrinkReturned(fact) => &fact.about,
            Self::WorkflowStarted(fact) => &fact.about,
            Self::ShopUnavailable(fact) => &fact.about,
            Self::NumberWanted(fact) => &fact.about,
            Self::WorkflowWaitingCompletion(fact) => &fact.about,
            Self::OrderTimeOut(fact) => &fact.about,
            Self::OrderFinished(fact) => &fact.about,
            Self::NumberDrawn(fact) => &fact.about,
            Self::OrderPlaced(fact) => &fact.about,
            Self::WaitingCompletion(fact) => &fact.about,
            Self::OrderChanged(fact) => &fact.about,
            Self::MakeOrder(fact) => &fact.about,
            Self::TicketWanted(fact) => &fact.about,
            Self::OrderCompleted(fact) => &fact.about,
            Self::OrderReadyAgain(fact) => &fact.about,
            Self::OrderCancelled(fact) => &fact.about,
            Self::OrderCollected(fact) => &fact.about,
            Self::OrderUncollected(fact) => &fact.about,
            Self::OrderRecalled(fact) => &fact.about,
            Self::CounterOrderTaken(fact) => &fact.about,
            Self::SlipWanted(fact) => &fact.about,
            Self::OrderRemade(fact) => &fact.about,
            Self::OrderRequeued(fact) => &fact.about,
            Self::OrderGivenUp(fact) => &fact.about,
            Self::NoticeDismissed(fact) => &fact.about,
            Self::OrderCalledAgain(fact) => &fact.about,
            Self::OrderMovedToTop(fact) => &fact.about,
            Self::OrderTakenOver(fact) => &fact.about,
            Self::OrderMovedBack(fact) => &fact.about,
            Self::CancelHeld(fact) => &fact.about,
            Self::CancelUndone(fact) => &fact.about,
            Self::NameHidden(fact) => &fact.about,
            Self::CupNamed(fact) => &fact.about,
            Self::ConfigChanged(_)
            | Self::OccasionStarted(_)
            | Self::DayEnded(_)
            | Self::StationSet(_)
            | Self::CodeRotated(_)
            | Self::SessionOpened(_)
            | Self::SessionClosed(_)
            | Self::PinsRenewed(_)
            | Self::NamesErased(_)
            | Self::DeliveryFailed(_)
            | Self::TimerFailed(_)
            | Self::DeliveryRedriven(_)
            | Self::TicketPrinted(_)
            | Self::TicketUnknown(_)
            | Self::PrinterStatusChanged(_)
            | Self::EventUnreadable(_)
            | Self::BoardStatusChanged(_)
            | Self::ClockCorrected(_)
            | Self::Custom(_) => return None,
        })
    }

    /// The order it concerns, also where it says little about it (a ticket, a failed delivery).
    #[must_use]
    pub fn order_id(&self) -> Option<OrderId> {
        match self {
            Self::DeliveryFailed(fact) => fact.order_id,
            Self::TimerFailed(fact) => fact.order_id,
            Self::DeliveryRedriven(fact) => fact.order_id,
            Self::TicketPrinted(fact) => Some(fact.order_id),
            Self::TicketUnknown(fact) => Some(fact.order_id),
            other => other.about().map(|about| about.order_id),
        }
    }

    /// The JSON text of the detail.
    ///
    /// # Errors
    /// Only where serde_json cannot write a shape of ours, which would be a fault in this crate.
    pub fn detail_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}
