//! Orders of the booth as its people see them, and the ways into the states that stories begin in.

use crema_api::DomainEvent;
use crema_api::answers::OrderView;
use crema_api::commands::{Caller, Command};
use crema_api::events::order_manager::TicketWanted;
use crema_api::ids::{OrderId, Seq};
use crema_api::order::OrderState;
use crema_core::reads::OrderThen;

use super::Booth;

/// How long a queued order waits for a barista, ms: the setting's default.
pub const WAIT_MS: u64 = 15 * 60_000;

impl Booth {
    /// Everything that the API says of an order.
    pub fn view(&self, order: OrderId) -> OrderView {
        self.read(|s| s.order(order)).unwrap()
    }

    /// The same, if there is such an order.
    pub fn view_if_there(&self, order: OrderId) -> Option<OrderView> {
        self.read(|s| s.order(order))
    }

    /// The order as it was after an event, of which each can be read; `None` if it had not begun.
    pub fn view_at(&self, order: OrderId, at: Seq) -> Option<OrderView> {
        match self.read(|s| s.order_at(order, at)) {
            OrderThen::Was(view) => Some(*view),
            OrderThen::NotBegun { unreadable: 0 } => None,
            other => panic!("{other:?}"),
        }
    }

    pub fn state(&self, order: OrderId) -> OrderState {
        self.view(order).state
    }

    /// Orders whose notice is on every tablet, in its order.
    pub fn notices(&self) -> Vec<OrderId> {
        self.read(|s| s.given_up(500)).orders.iter().map(|order| order.id).collect()
    }

    /// One of the occasion's figures.
    pub fn count(&self, name: &str) -> u64 {
        self.read(|s| s.figures(None)).counts.get(name).copied().unwrap_or(0)
    }

    pub fn in_flight(&self) -> u32 {
        self.read(|s| s.store()).unwrap().in_flight
    }

    /// The ticket that the last batch wanted.
    pub fn ticket(&self) -> TicketWanted {
        let found = self.last.events.iter().find_map(|event| match &event.fact {
            DomainEvent::TicketWanted(wanted) => Some(wanted.clone()),
            _ => None,
        });
        found.expect("a ticket")
    }

    /// Claims and completes an order, which is ready then.
    pub fn make(&mut self, who: Caller, order: OrderId) {
        for step in [Command::Claim, Command::Complete] {
            self.step(who, order, step).unwrap();
        }
    }

    /// An order that was not made in time.
    pub fn given_up(&mut self) -> OrderId {
        let order = self.queued();
        self.pass(WAIT_MS);
        assert_eq!(self.state(order), OrderState::TimedOut);
        order
    }

    /// One that is back in the queue.
    pub fn requeued(&mut self, who: Caller) -> OrderId {
        let order = self.given_up();
        self.step(who, order, Command::Requeue).unwrap();
        order
    }
}
