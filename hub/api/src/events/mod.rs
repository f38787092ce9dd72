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

use crate::ids::OrderId;

/// Version of the shape of `detail`; it grows when a field changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// Why a name and a detail are not an event.
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
        /// The part that does not fit, and its place.
        source: serde_json::Error,
    },
}

// The table of events. Of each kind:
// - `order`: it carries an `AboutOrder`;
// - `concerns`: it only names an order, in a field `order_id`;
// - `booth`: it is about no order.
domain_events! {
    order NewOrder(validator::NewOrder) = "Validator.NewOrder";
    order DrinkReturned(validator::DrinkReturned) = "Validator.DrinkReturned";
    booth CodeRotated(validator::CodeRotated) = "Validator.CodeRotated";
    order WorkflowStarted(order_processor::WorkflowStarted) = "OrderProcessor.WorkflowStarted";
    order ShopUnavailable(order_processor::ShopUnavailable) = "OrderProcessor.ShopUnavailable";
    order NumberWanted(order_processor::NumberWanted) = "OrderProcessor.NumberWanted";
    order WorkflowWaitingCompletion(order_processor::WorkflowWaitingCompletion) = "OrderProcessor.WaitingCompletion";
    order OrderTimeOut(order_processor::OrderTimeOut) = "OrderProcessor.OrderTimeOut";
    order OrderFinished(order_processor::OrderFinished) = "OrderProcessor.orderFinished";
    order WorkflowFailed(order_processor::WorkflowFailed) = "OrderProcessor.WorkflowFailed";
    order WorkflowStopped(order_processor::WorkflowStopped) = "OrderProcessor.WorkflowStopped";
    order NumberDrawn(counting::NumberDrawn) = "Counting.NumberDrawn";
    order OrderPlaced(order_manager::OrderPlaced) = "OrderManager.OrderPlaced";
    order WaitingCompletion(order_manager::WaitingCompletion) = "OrderManager.WaitingCompletion";
    order OrderChanged(order_manager::OrderChanged) = "OrderManager.OrderChanged";
    order MakeOrder(order_manager::MakeOrder) = "OrderManager.MakeOrder";
    order TicketWanted(order_manager::TicketWanted) = "OrderManager.TicketWanted";
    order OrderCompleted(order_manager::OrderCompleted) = "OrderManager.OrderCompleted";
    order OrderReadyAgain(order_manager::OrderReadyAgain) = "OrderManager.OrderReadyAgain";
    order OrderCancelled(order_manager::OrderCancelled) = "OrderManager.OrderCancelled";
    order OrderCollected(order_manager::OrderCollected) = "OrderManager.OrderCollected";
    order OrderUncollected(order_manager::OrderUncollected) = "OrderManager.OrderUncollected";
    order OrderRecalled(order_manager::OrderRecalled) = "OrderManager.OrderRecalled";
    order CounterOrderTaken(order_manager::CounterOrderTaken) = "OrderManager.CounterOrderTaken";
    order SlipWanted(order_manager::SlipWanted) = "OrderManager.SlipWanted";
    order OrderRemade(order_manager::OrderRemade) = "OrderManager.OrderRemade";
    order OrderRequeued(order_manager::OrderRequeued) = "OrderManager.OrderRequeued";
    order OrderGivenUp(order_manager::OrderGivenUp) = "OrderManager.OrderGivenUp";
    order NoticeDismissed(order_manager::NoticeDismissed) = "OrderManager.NoticeDismissed";
    order OrderCalledAgain(order_manager::OrderCalledAgain) = "OrderManager.OrderCalledAgain";
    order OrderMovedToTop(order_manager::OrderMovedToTop) = "OrderManager.OrderMovedToTop";
    order OrderTakenOver(order_manager::OrderTakenOver) = "OrderManager.OrderTakenOver";
    order OrderMovedBack(order_manager::OrderMovedBack) = "OrderManager.OrderMovedBack";
    order CancelHeld(order_manager::CancelHeld) = "OrderManager.CancelHeld";
    order CancelUndone(order_manager::CancelUndone) = "OrderManager.CancelUndone";
    order NameHidden(order_manager::NameHidden) = "OrderManager.NameHidden";
    order CupNamed(order_manager::CupNamed) = "OrderManager.CupNamed";
    booth DayEnded(order_manager::DayEnded) = "OrderManager.DayEnded";
    booth ConfigChanged(config_service::ConfigChanged) = "ConfigService.ConfigChanged";
    booth OccasionStarted(config_service::OccasionStarted) = "ConfigService.OccasionStarted";
    booth SessionOpened(access::SessionOpened) = "Access.SessionOpened";
    booth SessionClosed(access::SessionClosed) = "Access.SessionClosed";
    booth StationSet(access::StationSet) = "Access.StationSet";
    booth PinsRenewed(access::PinsRenewed) = "Access.PinsRenewed";
    booth NamesErased(privacy::NamesErased) = "Privacy.NamesErased";
    concerns DeliveryFailed(bus::DeliveryFailed) = "Bus.DeliveryFailed";
    concerns TimerFailed(bus::TimerFailed) = "Bus.TimerFailed";
    concerns DeliveryRedriven(bus::DeliveryRedriven) = "Bus.DeliveryRedriven";
    concerns TicketPrinted(printer::TicketPrinted) = "Printer.TicketPrinted";
    concerns TicketUnknown(printer::TicketUnknown) = "Printer.TicketUnknown";
    booth PrinterStatusChanged(printer::StatusChanged) = "Printer.StatusChanged";
    booth EventUnreadable(printer::EventUnreadable) = "Printer.EventUnreadable";
    booth BoardStatusChanged(board::StatusChanged) = "Board.StatusChanged";
    booth ClockCorrected(clock::Corrected) = "Clock.Corrected";
}

impl DomainEvent {
    /// The JSON text of the detail.
    ///
    /// # Errors
    /// Only where `serde_json` cannot write a shape of ours, which would be a fault in this crate.
    pub fn detail_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}
