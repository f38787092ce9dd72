//! Presses that are about several orders at once: a claim of several, and a barista who hands over
//! everything.

use std::sync::Arc;

use crema_api::OrderId;
use crema_api::answers::{Orders, SessionView};
use crema_api::order::OrderState;
use serde_json::{Value, json};

use super::people::{Person, Wanted, World, lock, post};
use super::press::Press;
use crate::client::Client;

/// Orders of one claim, at most; the booth takes 6.
const CLAIMED_MAX: usize = 3;
/// What a claim of several is called.
pub(super) const CLAIM_SEVERAL: &str = "claim several";
/// What handing over is called.
pub(super) const HAND_OVER: &str = "hand over";

impl Person<'_> {
    /// A barista claims the next few orders, or none of them.
    pub(super) fn claim_several(&mut self) -> Option<Wanted> {
        let orders: Vec<OrderId> = {
            let world = lock(self.world);
            world.orders_in(OrderState::Queued).take(CLAIMED_MAX).collect()
        };
        if orders.is_empty() {
            return None;
        }
        let who = self.one_barista();
        let body = json!({ "orderIds": orders });
        Some((who, post(CLAIM_SEVERAL, "/api/v1/orders/claim-several", body), None))
    }

    /// A barista goes on a break: the other one has their orders.
    pub(super) fn hand_over(&mut self) -> Option<Wanted> {
        let who = self.one_barista();
        let other = lock(self.world).other_barista(&who)?;
        let other: SessionView = other.get("/api/v1/sessions/me").ok()?;
        let body = json!({ "to": other.session_id });
        Some((who, post(HAND_OVER, "/api/v1/sessions/me/hand-over", body), None))
    }
}

/// The orders that a press of several names.
pub(super) fn named_in(press: &Press) -> Vec<OrderId> {
    serde_json::from_value(press.body["orderIds"].clone()).unwrap_or_default()
}

impl World {
    /// What the answer to a claim of several says of the orders that it named.
    pub(super) fn saw_several(&mut self, press: &Press, answer: &Value, who: &Arc<Client>) {
        let Ok(Orders { orders, .. }) = serde_json::from_value(answer.clone()) else { return };
        for named in named_in(press) {
            if let Some(view) = orders.iter().find(|order| order.id == named) {
                self.saw(named, &json!({ "state": view.state }), who, press.what);
            }
        }
    }
}
