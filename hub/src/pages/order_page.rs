//! The data that the pages of one order share.

use crema_api::answers::{OrderView, StoreView};
use crema_api::menu::Menu;
use crema_api::order::{DrinkOrder, OrderState};
use crema_api::problem::RefusalKind;

use super::fields::{self, Choosing};
use super::layout::{Address, Stream};
use super::start::is_closed;

/// The data that the pages of one order share.
pub struct OrderPage<'a> {
    /// The order as it is.
    pub order: &'a OrderView,
    /// The menu as it is.
    pub menu: &'a Menu,
    /// The store as it is.
    pub store: &'a StoreView,
    /// The order's secret, as in its address.
    pub secret: &'a str,
    /// The choice in the address or the form.
    pub choosing: &'a Choosing,
    /// Idempotency key for the forms.
    pub key: &'a str,
    /// Why the last request was refused.
    pub refusal: Option<RefusalKind>,
}

impl OrderPage<'_> {
    /// `B42`, or the messages' word for an order without a number.
    pub(super) fn label(&self) -> &str {
        self.order.label.as_deref().unwrap_or("none")
    }

    /// Returns the order's own address: also where a refused form or an outdated page shows it.
    pub(super) fn address(&self) -> Address {
        Address { path: fields::order_path(self.secret), query: Vec::new() }
    }

    /// The live stream that all its pages follow.
    pub(super) fn stream(&self) -> Stream {
        Stream { order: Some(self.secret.to_owned()), after: self.order.seq }
    }

    /// What is ordered so far, if it is being changed.
    pub(super) fn changed(&self) -> Option<&DrinkOrder> {
        self.order.drink.as_ref().filter(|_| self.is_changing())
    }

    /// Whether its drink is still to be chosen.
    pub(super) fn is_choosing(&self) -> bool {
        is_unplaced(self.order)
    }

    /// Whether the store has closed before its drink was placed: then it takes none.
    pub(super) fn is_shut_out(&self) -> bool {
        self.is_choosing() && is_closed(self.store)
    }

    /// Whether it is placed, and its number could not be drawn yet.
    pub(super) fn lacks_number(&self) -> bool {
        self.order.state == OrderState::Started && self.order.drink.is_some()
    }

    /// Whether a barista has begun it while its guest was changing the drink.
    pub(super) fn is_changed_too_late(&self) -> bool {
        self.order.state == OrderState::Making && self.choosing.change
    }

    /// Whether this is a queued order whose drink is being changed.
    pub(super) fn is_changing(&self) -> bool {
        self.order.state == OrderState::Queued && self.choosing.change
    }
}

/// Whether its guest has chosen no drink yet.
pub(super) fn is_unplaced(order: &OrderView) -> bool {
    order.state == OrderState::Started && order.drink.is_none()
}
