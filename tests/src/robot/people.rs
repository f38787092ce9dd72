//! Who presses, and what: customers with a phone each, two baristas, and the crew.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use crema_api::menu::Drink;
use crema_api::order::OrderState;
use crema_api::{Envelope, OrderId, Seq};
use crema_testing::crowd::Wish;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};

use super::ledger::Ledger;
use super::press::{End, Press};
use super::report::Report;
use super::several::named_in;
use crate::client::Client;

/// Events that one answer may hold, as the booth has it.
const EVENTS_A_PAGE: u32 = 500;
/// Refusals after which whatever is still open at the end is left: more than the hold of a cancel.
const LAST_REFUSALS_MAX: u32 = 60;
/// The wait after each of them.
const AFTER_REFUSAL: Duration = Duration::from_millis(250);

/// What the robot knows of the booth.
#[derive(Debug)]
pub struct World {
    url: String,
    crew: Arc<Client>,
    baristas: [Arc<Client>; 2],
    drinks: Vec<Drink>,
    days_end: bool,
    /// Nobody tries again.
    pub goes_home: bool,
    orders: BTreeMap<OrderId, Known>,
    /// What was acknowledged.
    pub ledger: Ledger,
    /// What is told at the end.
    pub report: Report,
}

/// An order as its people saw it last.
#[derive(Debug, Clone)]
struct Known {
    state: OrderState,
    /// The phone it was begun with; one from the counter has none.
    phone: Option<Arc<Client>>,
    /// Which barista has it.
    maker: usize,
}

impl World {
    /// Nobody has come yet.
    pub fn new(
        url: &str,
        crew: Client,
        baristas: [Client; 2],
        drinks: Vec<Drink>,
        days_end: bool,
    ) -> Self {
        Self {
            url: url.to_owned(),
            crew: Arc::new(crew),
            baristas: baristas.map(Arc::new),
            drinks,
            days_end,
            goes_home: false,
            orders: BTreeMap::new(),
            ledger: Ledger::default(),
            report: Report::default(),
        }
    }

    /// The log after `seq`, page by page.
    pub fn events_after(&self, seq: Seq) -> Result<Vec<Envelope>> {
        let mut all: Vec<Envelope> = Vec::new();
        loop {
            let after = all.last().map_or(seq, |event| event.seq);
            let page = self.crew.events(after, EVENTS_A_PAGE)?;
            if page.events.is_empty() {
                return Ok(all);
            }
            all.extend(page.events);
        }
    }
}

/// The world, also after someone panicked while holding it.
pub fn lock(world: &Mutex<World>) -> MutexGuard<'_, World> {
    world.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One of the people, who plays all roles by turns.
pub struct Person<'a> {
    pub(super) world: &'a Mutex<World>,
    rng: ChaCha8Rng,
}

/// A press, by whom, and about which order.
pub(super) type Wanted = (Arc<Client>, Press, Option<OrderId>);

impl<'a> Person<'a> {
    /// One of several with the same seed.
    pub fn new(world: &'a Mutex<World>, seed: u64, index: u32) -> Self {
        let rng = ChaCha8Rng::seed_from_u64(seed.wrapping_mul(1_000).wrapping_add(index.into()));
        Self { world, rng }
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.rng.next_u64() % bound).unwrap_or(0)
    }

    /// Wants something, and presses it.
    pub fn presses_something(&mut self) {
        let wish = Wish::of(self.rng.next_u64());
        let wanted = match wish {
            Wish::Start => self.start(),
            Wish::Place => self.place(),
            Wish::Claim => self.step(OrderState::Queued, "claim"),
            Wish::Complete => self.step(OrderState::Making, "complete"),
            Wish::Collect => self.step(OrderState::Ready, "collect"),
            Wish::Release => self.step(OrderState::Making, "release"),
            Wish::Recall => self.step(OrderState::Ready, "recall"),
            Wish::SecondChance => self.step(OrderState::TimedOut, "requeue"),
            Wish::Shift => self.shift(),
            Wish::Counter => Some(self.counter()),
            Wish::Cancel => self.cancel(),
            Wish::Anything => self.anything(),
            Wish::SoldOut => Some(self.sold_out()),
            Wish::Store => self.store(),
        };
        if let Some(wanted) = wanted.or_else(|| self.start()) {
            self.presses(wanted);
        }
    }

    /// Everything that is open is made and handed over.
    pub fn finishes_everything(&mut self) {
        let crew = lock(self.world).crew.clone();
        self.presses((crew, set_store("open"), None));
        let mut refused = 0;
        while refused < LAST_REFUSALS_MAX {
            let wanted = [
                (OrderState::Queued, "claim"),
                (OrderState::Making, "complete"),
                (OrderState::Ready, "collect"),
            ];
            let next = wanted.into_iter().find_map(|(state, what)| self.step(state, what));
            let Some(wanted) = next else { return };
            if !self.presses(wanted) {
                refused += 1;
                std::thread::sleep(AFTER_REFUSAL);
            }
        }
    }

    /// Presses, and notes how it ended. Returns whether it was done.
    fn presses(&mut self, (who, press, about): Wanted) -> bool {
        let pressed = press.press(&who, || !lock(self.world).goes_home);
        let mut world = lock(self.world);
        world.report.again += pressed.again;
        match pressed.end {
            End::Done(answer) => {
                world.report.times.push(pressed.took);
                *world.report.done.entry(press.what).or_insert(0) += 1;
                let order: Option<OrderId> = match press.what {
                    "start" | "counter order" => serde_json::from_value(answer["id"].clone()).ok(),
                    _ => about,
                };
                world.ledger.acknowledged(order, press.what);
                for order in named_in(&press) {
                    world.ledger.acknowledged(Some(order), press.what);
                }
                match order {
                    Some(order) => world.saw(order, &answer, &who, press.what),
                    None => world.saw_several(&press, &answer, &who),
                }
                true
            }
            End::Refused(word) => {
                world.report.times.push(pressed.took);
                *world.report.refused.entry((press.what, word)).or_insert(0) += 1;
                drop(world);
                for order in about.into_iter().chain(named_in(&press)) {
                    self.looks_at(order);
                }
                false
            }
            End::Unanswered(reason) => {
                world.report.unanswered.push(format!("{}: {reason}", press.what));
                world.ledger.unanswered(about, press.what);
                for order in named_in(&press) {
                    world.ledger.unanswered(Some(order), press.what);
                }
                false
            }
        }
    }

    /// Somebody was refused, and looks how it is.
    fn looks_at(&self, order: OrderId) {
        let crew = lock(self.world).crew.clone();
        if let Ok(view) = crew.order(order)
            && let Some(known) = lock(self.world).orders.get_mut(&order)
        {
            known.state = view.state;
        }
    }

    fn start(&mut self) -> Option<Wanted> {
        let (crew, url) = {
            let world = lock(self.world);
            (world.crew.clone(), world.url.clone())
        };
        let code = crew.code().ok()?.code?.code;
        let phone = Arc::new(Client::new(&url));
        Some((phone, post("start", "/api/v1/scans", json!({ "code": code })), None))
    }

    fn place(&mut self) -> Option<Wanted> {
        let change = self.below(8) == 0;
        let state = if change { OrderState::Queued } else { OrderState::Started };
        let (id, known) = self.pick(state)?;
        let phone = known.phone?;
        let drink = self.drink();
        let nth = self.below(1_000);
        let what = if change { "change" } else { "place" };
        let body = json!({ "drink": drink, "name": format!("Robot {nth}") });
        let path = format!("/api/v1/orders/{id}");
        Some((phone, Press { what, method: "PUT", path, body }, Some(id)))
    }

    fn step(&mut self, state: OrderState, what: &'static str) -> Option<Wanted> {
        let (id, known) = self.pick(state)?;
        // Mostly whoever has it; sometimes the wrong one, who is refused.
        let index =
            if what == "claim" || self.below(10) == 0 { self.below(2) } else { known.maker };
        let index = if what == "take-over" { 1 - known.maker } else { index };
        let who = lock(self.world).baristas[index].clone();
        Some((who, on_order(what, id), Some(id)))
    }

    fn shift(&mut self) -> Option<Wanted> {
        match self.below(10) {
            8 => self.claim_several(),
            9 => self.hand_over(),
            0 => self.step(OrderState::Making, "remake"),
            1 => self.step(OrderState::Ready, "remake"),
            2 => self.step(OrderState::Ready, "call-again"),
            3 => self.step(OrderState::Queued, "move-to-top"),
            4 => self.step(OrderState::Making, "take-over"),
            5 => self.step(OrderState::Queued, "hide-name"),
            6 => self.step(OrderState::Collected, "put-back"),
            _ => self.step(OrderState::Making, "reprint"),
        }
    }

    fn counter(&mut self) -> Wanted {
        let drink = self.drink();
        let body = json!({ "drink": drink, "name": "Counter", "overCapacity": true });
        let who = self.one_barista();
        (who, post("counter order", "/api/v1/counter-orders", body), None)
    }

    /// One of the two baristas.
    pub(super) fn one_barista(&mut self) -> Arc<Client> {
        let index = self.below(2);
        lock(self.world).baristas[index].clone()
    }

    fn cancel(&mut self) -> Option<Wanted> {
        let states = [OrderState::Started, OrderState::Queued, OrderState::Making];
        let state = states[self.below(3)];
        let (id, known) = self.pick(state)?;
        if self.below(4) == 0 {
            let crew = lock(self.world).crew.clone();
            return Some((crew, on_order("stop", id), Some(id)));
        }
        let path = format!("/api/v1/orders/{id}/cancel");
        match known.phone {
            Some(phone) if self.below(2) == 0 => {
                Some((phone, post("cancel", &path, json!({})), Some(id)))
            }
            _ => {
                let crew = lock(self.world).crew.clone();
                let body = json!({ "reason": "sold_out", "held": true });
                Some((crew, post("held cancel", &path, body), Some(id)))
            }
        }
    }

    /// A move that most likely is refused, or takes the last one back.
    fn anything(&mut self) -> Option<Wanted> {
        let moves = ["undo", "undo", "claim", "complete", "recall", "requeue", "remake"];
        let what = moves[self.below(moves.len())];
        let state = OrderState::ALL[self.below(OrderState::ALL.len())];
        self.step(state, what)
    }

    fn sold_out(&mut self) -> Wanted {
        let drink = self.drink();
        let available = self.below(3) > 0;
        let path = format!("/api/v1/menu/{drink}");
        let body = json!({ "available": available });
        let crew = lock(self.world).crew.clone();
        (crew, Press { what: "sold out", method: "PATCH", path, body }, None)
    }

    #[expect(clippy::unnecessary_wraps, reason = "as every wish, of which some cannot be had")]
    fn store(&mut self) -> Option<Wanted> {
        let crew = lock(self.world).crew.clone();
        let days_end = lock(self.world).days_end;
        match self.below(30) {
            0 if days_end => {
                let close = post("close and cancel", "/api/v1/store/close-and-cancel", json!({}));
                self.presses((crew.clone(), close, None));
                let end = post("end-day", "/api/v1/store/end-day", json!({}));
                self.presses((crew.clone(), end, None));
                Some((crew, set_store("open"), None))
            }
            1 | 2 => Some((crew, set_store("paused"), None)),
            _ => Some((crew, set_store("open"), None)),
        }
    }

    fn drink(&mut self) -> String {
        let count = lock(self.world).drinks.len();
        let index = self.below(count);
        lock(self.world).drinks[index].id.clone()
    }

    /// Some order that stands in `state`, the oldest more often than not.
    fn pick(&mut self, state: OrderState) -> Option<(OrderId, Known)> {
        let fitting: Vec<(OrderId, Known)> = {
            let world = lock(self.world);
            let orders = world.orders.iter().filter(|(_, known)| known.state == state);
            orders.map(|(id, known)| (*id, known.clone())).collect()
        };
        let index = self.below(fitting.len().min(4));
        fitting.into_iter().nth(index)
    }
}

impl World {
    /// The orders in this state, as they were seen last.
    pub(super) fn orders_in(&self, state: OrderState) -> impl Iterator<Item = OrderId> {
        self.orders.iter().filter(move |(_, known)| known.state == state).map(|(id, _)| *id)
    }

    /// The other one of the two baristas.
    pub(super) fn other_barista(&self, one: &Arc<Client>) -> Option<Arc<Client>> {
        self.baristas.iter().find(|barista| !Arc::ptr_eq(barista, one)).cloned()
    }

    /// What an answer says of an order.
    pub(super) fn saw(&mut self, order: OrderId, answer: &Value, who: &Arc<Client>, what: &str) {
        let Ok(state) = serde_json::from_value(answer["state"].clone()) else { return };
        let maker = self.baristas.iter().position(|barista| Arc::ptr_eq(barista, who));
        let phone = (what == "start").then(|| who.clone());
        let known = self.orders.entry(order).or_insert(Known { state, phone, maker: 0 });
        known.state = state;
        if let (OrderState::Making, Some(maker)) = (state, maker) {
            known.maker = maker;
        }
        // A phone that has its drink goes home.
        if !state.open() {
            known.phone = None;
        }
    }
}

pub(super) fn post(what: &'static str, path: &str, body: Value) -> Press {
    Press { what, method: "POST", path: path.to_owned(), body }
}

fn on_order(what: &'static str, id: OrderId) -> Press {
    post(what, &format!("/api/v1/orders/{id}/{what}"), json!({}))
}

fn set_store(state: &str) -> Press {
    let path = "/api/v1/store".to_owned();
    let pause_min = (state == "paused").then_some(1);
    let body = match pause_min {
        Some(pause_min) => json!({ "state": state, "pauseMin": pause_min }),
        None => json!({ "state": state }),
    };
    Press { what: "set store", method: "PUT", path, body }
}
