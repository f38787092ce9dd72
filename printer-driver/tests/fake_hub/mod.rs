//! A hub of a few lines: it answers a printer from what a test put into it, over real HTTP.
//!
//! It knows the six routes a printer asks, and nothing of coffee.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod facts;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{Events, OrderView, StoreView};
use crema_api::commands::Report;
use crema_api::envelope::{REGION, SOURCE};
use crema_api::events::DomainEvent;
use crema_api::order::OrderState;
use crema_api::{Actor, BoothMs, Clock, Envelope, EventId, LogId, Seq};
use crema_testing::samples::{self, flat_white, order_id};
use crema_testing::small_hub::{Request, SmallHub, json, send};
use uuid::Uuid;

use facts::wanted;

/// What the hub is and has heard.
#[derive(Debug, Default)]
pub struct State {
    pub log: LogId,
    pub events: Vec<Envelope>,
    pub orders: BTreeMap<String, OrderView>,
    pub booth_ms: u64,
    /// Every report, with its key, as often as it came.
    pub reports: Vec<(String, Report)>,
    /// Statuses to answer the next reports with, instead of 200.
    pub report_answers: Vec<u16>,
    /// While set, nothing is answered but 503.
    pub down: bool,
    /// Every sign of life.
    pub signs: Vec<SignOfLife>,
    /// The next sign of life is answered with: report your condition.
    pub report_wanted: bool,
    /// How many requests came.
    pub requests: u64,
    /// Where live streams were to begin; none of them is given.
    pub streams: Vec<String>,
    /// The bearer tokens that came.
    pub tokens: Vec<String>,
}

/// The log of a hub, and that of one which was set up again.
const LOG_A: LogId = LogId(Uuid::from_u128(0xA));
pub const LOG_B: LogId = LogId(Uuid::from_u128(0xB));

pub struct FakeHub {
    pub address: String,
    state: Arc<Mutex<State>>,
}

impl FakeHub {
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State { log: LOG_A, ..State::default() }));
        let theirs = Arc::clone(&state);
        let hub = SmallHub::start(move |_, request, connection| {
            let (status, body) = respond(request, &mut theirs.lock().unwrap());
            send(connection, json(status, &body));
        });
        Self { address: hub.address, state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Puts a fact at the log's end.
    pub fn append(&self, fact: impl Into<DomainEvent>) -> Seq {
        let fact = fact.into();
        let mut state = self.state();
        let seq = Seq(state.events.last().map_or(0, |event| event.seq.0) + 1);
        let envelope = Envelope {
            version: "0".into(),
            id: EventId(Uuid::from_u128(u128::from(seq.0))),
            detail_type: fact.detail_type().into(),
            source: SOURCE.into(),
            account: "booth".into(),
            time: "2026-11-24T14:07:00Z".into(),
            region: REGION.into(),
            resources: Vec::new(),
            log: state.log,
            seq,
            booth_ms: BoothMs(state.booth_ms),
            wall_ms: 1_795_529_220_000,
            clock: Clock::Trusted,
            actor: Actor::BOOTH,
            detail: serde_json::to_value(&fact).unwrap(),
            unreadable: false,
            raw: None,
        };
        state.events.push(envelope);
        seq
    }

    /// Someone wants a ticket of order `n`.
    pub fn want(&self, n: u32, copy: bool) -> Seq {
        self.append(wanted(n, copy))
    }

    /// Order `n` exists, for someone called `name`.
    pub fn order(&self, n: u32, name: &str) -> OrderView {
        let view = view(n, name, self.state().booth_ms);
        self.state().orders.insert(view.id.to_string(), view.clone());
        view
    }

    /// Order `n` is another from now on.
    pub fn change(&self, n: u32, change: impl FnOnce(&mut OrderView)) {
        change(self.state().orders.get_mut(&order_id(n).to_string()).unwrap());
    }

    /// What was reported of a ticket, each key once.
    pub fn reported(&self) -> BTreeMap<String, Report> {
        let state = self.state();
        let tickets =
            state.reports.iter().filter(|(_, report)| !matches!(report, Report::Condition { .. }));
        tickets.cloned().collect()
    }
}

fn view(n: u32, name: &str, booth_ms: u64) -> OrderView {
    OrderView {
        drink: Some(flat_white()),
        name: Some(name.into()),
        booth_ms,
        ..samples::order(n, OrderState::Making)
    }
}

fn store(state: &State) -> StoreView {
    StoreView { booth_ms: state.booth_ms, ..samples::store() }
}

fn respond(request: &Request, state: &mut State) -> (u16, String) {
    state.requests += 1;
    if state.down {
        return (503, "{}".into());
    }
    state.tokens.extend(request.header("authorization").map(str::to_owned));
    let path = request.path().strip_prefix("/api/v1/").unwrap();
    let parameter = |name: &str| request.parameter(name).unwrap();
    if path == "events" {
        let (after, limit) = (parameter("after"), parameter("limit"));
        let events: Vec<Envelope> = state
            .events
            .iter()
            .filter(|event| event.seq.0 > after)
            .take(usize::try_from(limit).unwrap())
            .cloned()
            .collect();
        let seq = state.events.last().map_or(Seq(0), |event| event.seq);
        (200, serde_json::to_string(&Events { events, log: state.log, seq }).unwrap())
    } else if path == "store" {
        (200, serde_json::to_string(&store(state)).unwrap())
    } else if let Some(id) = path.strip_prefix("orders/") {
        state
            .orders
            .get(id)
            .map_or((404, "{}".into()), |order| (200, serde_json::to_string(order).unwrap()))
    } else if path == "alive" {
        state.signs.push(serde_json::from_str(&request.body).unwrap());
        let report = std::mem::take(&mut state.report_wanted);
        (200, serde_json::to_string(&SignTaken { report }).unwrap())
    } else if path.starts_with("devices/") {
        if let Some(status) = state.report_answers.pop() {
            return (status, "{}".into());
        }
        let key = request.header("idempotency-key").unwrap();
        state.reports.push((key.to_owned(), serde_json::from_str(&request.body).unwrap()));
        (200, "{}".into())
    } else {
        let target = request.line.split_once("/api/v1/").unwrap().1;
        state.streams.push(target.to_owned());
        // No live stream: the printer asks by itself.
        (404, "{}".into())
    }
}
