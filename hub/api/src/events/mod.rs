//! The events on the bus: one module for each service, and [`DomainEvent`] over all of them.
//!
//! Names, `source` and fields are Serverlesspresso's wherever it has them, odd spellings included;
//! new names are `Service.PastTense`. No event carries a secret (code, task token, PIN, session
//! token) or a person's name: events are copied, exported and kept.

#[macro_use]
mod macros;

mod about;
pub mod access;
pub mod board;
pub mod bus;
pub mod clock;
pub mod config_service;
pub mod counting;
pub mod custom;
pub mod history;
mod key;
pub mod order_manager;
pub mod order_processor;
pub mod printer;
pub mod privacy;
pub mod samples;
pub mod schemas;
pub mod validator;

use serde::Serialize;
use serde_json::Value;

pub use about::AboutOrder;
pub use history::History;
pub use key::OrderingKey;

use crate::ids::OrderId;

/// Why a name and a detail are not an event.
#[derive(Debug, thiserror::Error)]
pub enum NotAnEvent {
    /// No event has this name.
    #[error("no event is called {0:?}")]
    UnknownType(String),
    /// A newer version of this program wrote it, in a shape that this one does not know.
    #[error("{detail_type} has version {version}, and this program knows {known}")]
    NewerVersion {
        /// The event's name.
        detail_type: String,
        /// The version of its shape.
        version: u32,
        /// The newest version that is known.
        known: u32,
    },
    /// The detail does not fit the schema.
    #[error("the detail of {detail_type} does not fit its schema: {source}")]
    Shape {
        /// The event's name.
        detail_type: String,
        /// The part that does not fit, and its place.
        source: serde_json::Error,
    },
}

/// A detail with the version of its shape, as it is written.
#[derive(Serialize)]
struct Versioned<'a, T> {
    #[serde(flatten)]
    detail: &'a T,
    #[serde(rename = "schemaVersion")]
    version: u32,
}

// The table of events, with the version of each shape, which grows when a change is not compatible
// (`hub/api/schemas` holds every version). Of each kind:
// - `order`: it carries an `AboutOrder`;
// - `concerns`: it only names an order, in a field `order_id`;
// - `session`: it is about a paired session, in a field `session_id`;
// - `device`: it is about a device, which has an `ordering_key` of its own;
// - `booth`: it is about none of these.
domain_events! {
    order NewOrder(validator::NewOrder) = "Validator.NewOrder", 1;
    order DrinkReturned(validator::DrinkReturned) = "Validator.DrinkReturned", 1;
    booth CodeRotated(validator::CodeRotated) = "Validator.CodeRotated", 1;
    order RoomWanted(order_processor::RoomWanted) = "OrderProcessor.RoomWanted", 1;
    order RoomTaken(order_manager::RoomTaken) = "OrderManager.RoomTaken", 1;
    order RoomRefused(order_manager::RoomRefused) = "OrderManager.RoomRefused", 1;
    order WorkflowStarted(order_processor::WorkflowStarted) = "OrderProcessor.WorkflowStarted", 1;
    order ShopUnavailable(order_processor::ShopUnavailable) = "OrderProcessor.ShopUnavailable", 1;
    order NumberWanted(order_processor::NumberWanted) = "OrderProcessor.NumberWanted", 1;
    order WorkflowWaitingCompletion(order_processor::WorkflowWaitingCompletion) = "OrderProcessor.WaitingCompletion", 1;
    order OrderTimeOut(order_processor::OrderTimeOut) = "OrderProcessor.OrderTimeOut", 1;
    order OrderFinished(order_processor::OrderFinished) = "OrderProcessor.orderFinished", 1;
    order WorkflowFailed(order_processor::WorkflowFailed) = "OrderProcessor.WorkflowFailed", 1;
    order WorkflowStopped(order_processor::WorkflowStopped) = "OrderProcessor.WorkflowStopped", 1;
    order NumberDrawn(counting::NumberDrawn) = "Counting.NumberDrawn", 1;
    order OrderPlaced(order_manager::OrderPlaced) = "OrderManager.OrderPlaced", 1;
    order WaitingCompletion(order_manager::WaitingCompletion) = "OrderManager.WaitingCompletion", 1;
    order OrderChanged(order_manager::OrderChanged) = "OrderManager.OrderChanged", 1;
    order MakeOrder(order_manager::MakeOrder) = "OrderManager.MakeOrder", 1;
    order TicketWanted(order_manager::TicketWanted) = "OrderManager.TicketWanted", 1;
    order OrderCompleted(order_manager::OrderCompleted) = "OrderManager.OrderCompleted", 1;
    order OrderReadyAgain(order_manager::OrderReadyAgain) = "OrderManager.OrderReadyAgain", 1;
    order OrderCancelled(order_manager::OrderCancelled) = "OrderManager.OrderCancelled", 1;
    order OrderCollected(order_manager::OrderCollected) = "OrderManager.OrderCollected", 1;
    order OrderUncollected(order_manager::OrderUncollected) = "OrderManager.OrderUncollected", 1;
    order OrderRecalled(order_manager::OrderRecalled) = "OrderManager.OrderRecalled", 1;
    order CounterOrderTaken(order_manager::CounterOrderTaken) = "OrderManager.CounterOrderTaken", 1;
    order SlipWanted(order_manager::SlipWanted) = "OrderManager.SlipWanted", 1;
    order OrderRemade(order_manager::OrderRemade) = "OrderManager.OrderRemade", 1;
    order OrderRequeued(order_manager::OrderRequeued) = "OrderManager.OrderRequeued", 1;
    order OrderGivenUp(order_manager::OrderGivenUp) = "OrderManager.OrderGivenUp", 1;
    order NoticeDismissed(order_manager::NoticeDismissed) = "OrderManager.NoticeDismissed", 1;
    order OrderCalledAgain(order_manager::OrderCalledAgain) = "OrderManager.OrderCalledAgain", 1;
    order OrderMovedToTop(order_manager::OrderMovedToTop) = "OrderManager.OrderMovedToTop", 1;
    order OrderTakenOver(order_manager::OrderTakenOver) = "OrderManager.OrderTakenOver", 1;
    order OrderMovedBack(order_manager::OrderMovedBack) = "OrderManager.OrderMovedBack", 1;
    order CancelHeld(order_manager::CancelHeld) = "OrderManager.CancelHeld", 1;
    order CancelUndone(order_manager::CancelUndone) = "OrderManager.CancelUndone", 1;
    order NameHidden(order_manager::NameHidden) = "OrderManager.NameHidden", 1;
    order CupNamed(order_manager::CupNamed) = "OrderManager.CupNamed", 1;
    booth DayEnded(order_manager::DayEnded) = "OrderManager.DayEnded", 1;
    booth ConfigChanged(config_service::ConfigChanged) = "ConfigService.ConfigChanged", 1;
    booth OccasionStarted(config_service::OccasionStarted) = "ConfigService.OccasionStarted", 1;
    session SessionOpened(access::SessionOpened) = "Access.SessionOpened", 1;
    session SessionClosed(access::SessionClosed) = "Access.SessionClosed", 1;
    session StationSet(access::StationSet) = "Access.StationSet", 1;
    booth PinsRenewed(access::PinsRenewed) = "Access.PinsRenewed", 1;
    booth NamesErased(privacy::NamesErased) = "Privacy.NamesErased", 1;
    concerns DeliveryFailed(bus::DeliveryFailed) = "Bus.DeliveryFailed", 1;
    concerns TimerFailed(bus::TimerFailed) = "Bus.TimerFailed", 1;
    concerns DeliveryRedriven(bus::DeliveryRedriven) = "Bus.DeliveryRedriven", 1;
    concerns TimerRedriven(bus::TimerRedriven) = "Bus.TimerRedriven", 1;
    concerns DeliveryDiscarded(bus::DeliveryDiscarded) = "Bus.DeliveryDiscarded", 1;
    concerns TicketPrinted(printer::TicketPrinted) = "Printer.TicketPrinted", 1;
    concerns TicketUnknown(printer::TicketUnknown) = "Printer.TicketUnknown", 1;
    device PrinterStatusChanged(printer::StatusChanged) = "Printer.StatusChanged", 1;
    device EventUnreadable(printer::EventUnreadable) = "Printer.EventUnreadable", 1;
    session BoardStatusChanged(board::StatusChanged) = "Board.StatusChanged", 1;
    booth ClockCorrected(clock::Corrected) = "Clock.Corrected", 1;
}

impl DomainEvent {
    /// The event of this name with this detail, as any version has written them.
    ///
    /// # Errors
    /// [`NotAnEvent`] when the name is unknown or the detail does not fit its shape.
    pub fn from_detail(detail_type: &str, detail: Value) -> Result<Self, NotAnEvent> {
        History::OURS.read(detail_type, detail)
    }

    /// The JSON text of the detail.
    ///
    /// # Errors
    /// Only where `serde_json` cannot write a shape of ours, which would be a fault in this crate.
    pub fn detail_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}
