//! The booth's routes by name, typed by `crema-api`: who calls what, with which body, for which
//! answer. How a call is made is in [`crate::client`].

use crema_api::answers::{
    CodeView, Events, Figures, Health, MenuView, OrderView, Orders, PairingLink, Pins, SessionView,
    Sessions, StoreView,
};
use crema_api::commands::{
    Inject, MakePairingLink, Place, RenewPins, Report, Role, SetDrink, SetStore, StartOccasion,
};
use crema_api::menu::Menu;
use crema_api::order::CancelReason;
use crema_api::store::StoreState;
use crema_api::{Envelope, OrderId, Seq, SessionId};
use serde_json::{Value, json};

use crate::client::{Answer, Client, fresh_key, in_json};

/// Events that one answer may hold, as the booth has it.
const EVENTS_A_PAGE: u32 = 500;

// Routes for everyone.
#[allow(missing_docs)]
impl Client {
    pub fn health(&self) -> Answer<Health> {
        self.get("/healthz")
    }
    pub fn menu(&self) -> Answer<MenuView> {
        self.get("/api/v1/menu")
    }
    pub fn store(&self) -> Answer<StoreView> {
        self.get("/api/v1/store")
    }
}

// Routes of a customer.
#[allow(missing_docs)]
impl Client {
    pub fn start(&self, code: &str) -> Answer<OrderView> {
        self.post("/api/v1/scans", json!({ "code": code }))
    }
    pub fn my_orders(&self) -> Answer<Orders> {
        self.get("/api/v1/me/orders")
    }
    pub fn order(&self, id: OrderId) -> Answer<OrderView> {
        self.get(&format!("/api/v1/orders/{id}"))
    }
    pub fn place(&self, place: &Place) -> Answer<OrderView> {
        self.place_with_key(place, &fresh_key())
    }
    pub fn place_with_key(&self, place: &Place, key: &str) -> Answer<OrderView> {
        let path = format!("/api/v1/orders/{}", place.order_id);
        let mut body = in_json(place);
        // Which order it is the address says.
        body.as_object_mut().map(|fields| fields.remove("order_id"));
        self.ask("PUT", &path, Some(body), key)
    }
    pub fn cancel(&self, id: OrderId, reason: Option<CancelReason>) -> Answer<OrderView> {
        self.post(&format!("/api/v1/orders/{id}/cancel"), json!({ "reason": reason }))
    }
}

// Routes of staff.
#[allow(missing_docs)]
impl Client {
    /// Opens a session by PIN and gives a client that has its token.
    pub fn pair(&self, pin: &str, name: &str) -> Answer<Client> {
        let body = json!({ "pin": pin, "name": name });
        let session: SessionView = self.post("/api/v1/sessions", body)?;
        self.paired(&session)
    }
    /// Uses a pairing link's secret and gives a client that has its token.
    pub fn pair_by_link(&self, secret: &str) -> Answer<Client> {
        let body = json!({ "secret": secret });
        let session: SessionView = self.post("/api/v1/sessions/pair", body)?;
        self.paired(&session)
    }
    pub fn me(&self) -> Answer<SessionView> {
        self.get("/api/v1/sessions/me")
    }
    pub fn sessions(&self) -> Answer<Sessions> {
        self.get("/api/v1/sessions")
    }
    pub fn end_session(&self, id: SessionId) -> Answer<()> {
        self.ask_for_nothing("DELETE", &format!("/api/v1/sessions/{id}"))
    }
    /// `state` is a state's word, or `open`.
    pub fn orders(&self, state: &str) -> Answer<Orders> {
        self.get(&format!("/api/v1/orders?state={state}"))
    }
    pub fn claim(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "claim")
    }
    pub fn release(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "release")
    }
    pub fn complete(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "complete")
    }
    pub fn collect(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "collect")
    }
    pub fn recall(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "recall")
    }
    pub fn requeue(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "requeue")
    }
    pub fn dismiss(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "dismiss")
    }
    pub fn reprint(&self, id: OrderId) -> Answer<OrderView> {
        self.action(id, "reprint")
    }
    fn action(&self, id: OrderId, action: &str) -> Answer<OrderView> {
        self.post(&format!("/api/v1/orders/{id}/{action}"), json!({}))
    }
    pub fn code(&self) -> Answer<CodeView> {
        self.get("/api/v1/code")
    }
    pub fn set_store(&self, change: &SetStore) -> Answer<StoreView> {
        self.ask("PUT", "/api/v1/store", Some(in_json(change)), &fresh_key())
    }
    pub fn set_store_state(&self, state: StoreState) -> Answer<StoreView> {
        self.set_store(&SetStore { state: Some(state), ..SetStore::default() })
    }
    pub fn close_and_cancel(&self) -> Answer<StoreView> {
        self.post("/api/v1/store/close-and-cancel", json!({}))
    }
    pub fn set_drink(&self, drink: &str, change: &SetDrink) -> Answer<MenuView> {
        let path = format!("/api/v1/menu/{drink}");
        self.ask("PATCH", &path, Some(in_json(change)), &fresh_key())
    }
    pub fn set_menu(&self, menu: &Menu) -> Answer<MenuView> {
        self.ask("PUT", "/api/v1/menu", Some(json!({ "menu": menu })), &fresh_key())
    }
}

// Routes of the crew, devices and boards.
#[allow(missing_docs)]
impl Client {
    pub fn start_occasion(&self, occasion: &StartOccasion) -> Answer<StoreView> {
        self.post("/api/v1/occasions", in_json(occasion))
    }
    pub fn redrive(&self) -> Answer<Value> {
        self.post("/api/v1/redrive", json!({}))
    }
    pub fn pins(&self) -> Answer<Pins> {
        self.get("/api/v1/pins")
    }
    pub fn renew_pins(&self, roles: &[Role]) -> Answer<Pins> {
        self.post("/api/v1/pins", in_json(&RenewPins { roles: roles.to_vec() }))
    }
    pub fn make_pairing_link(&self, role: Role, name: &str) -> Answer<PairingLink> {
        let wanted = MakePairingLink { role, name: name.to_owned() };
        self.post("/api/v1/pairing-links", in_json(&wanted))
    }
    pub fn events(&self, after: Seq, limit: u32) -> Answer<Events> {
        self.get(&format!("/api/v1/events?after={after}&limit={limit}"))
    }
    /// The whole log, page by page.
    pub fn all_events(&self) -> Answer<Vec<Envelope>> {
        let mut all: Vec<Envelope> = Vec::new();
        loop {
            let after = all.last().map_or(Seq(0), |event| event.seq);
            let page = self.events(after, EVENTS_A_PAGE)?;
            let end = page.seq;
            all.extend(page.events);
            if all.last().is_none_or(|event| event.seq >= end) {
                return Ok(all);
            }
        }
    }
    pub fn inject(&self, event: &Inject) -> Answer<Value> {
        self.post("/api/v1/events", in_json(event))
    }
    pub fn report(&self, device: &str, report: &Report) -> Answer<Value> {
        self.post(&format!("/api/v1/devices/{device}/reports"), in_json(report))
    }
    pub fn figures(&self) -> Answer<Figures> {
        self.get("/api/v1/figures")
    }
    pub fn tickets(&self) -> Answer<Value> {
        self.get("/api/v1/tickets")
    }
    /// The ticket's picture, as PNG.
    pub fn ticket_png(&self, seq: Seq) -> Answer<Vec<u8>> {
        self.get_bytes(&format!("/api/v1/tickets/{seq}.png"))
    }
}
