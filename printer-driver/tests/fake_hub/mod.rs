//! A hub of a few lines: it answers a printer from what a test put into it, over real HTTP.
//!
//! It knows the six routes a printer asks, and nothing of coffee.
#![allow(dead_code, reason = "each test binary uses its part")]

pub mod facts;

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{Events, OrderView, StoreView};
use crema_api::commands::Report;
use crema_api::envelope::{REGION, SOURCE};
use crema_api::events::DomainEvent;
use crema_api::order::OrderState;
use crema_api::store::{Occasion, Settings, Store, StoreState};
use crema_api::{BoothMs, Clock, Envelope, EventId, OccasionId, OrderNumber, Seq};
use uuid::Uuid;

use facts::{drink, order_id, wanted};

/// What the hub is and has heard.
#[derive(Debug, Default)]
pub struct State {
    pub booth: String,
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

pub struct FakeHub {
    pub address: String,
    state: Arc<Mutex<State>>,
}

impl FakeHub {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State { booth: "booth-a".into(), ..State::default() }));
        let theirs = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&theirs);
                thread::spawn(move || answer(stream, &state));
            }
        });
        Self { address, state }
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
            account: state.booth.clone(),
            time: "2026-11-24T14:07:00Z".into(),
            region: REGION.into(),
            resources: Vec::new(),
            seq,
            booth_ms: BoothMs(state.booth_ms),
            clock: Clock::Trusted,
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
        id: order_id(n),
        number: Some(OrderNumber(n)),
        label: Some(format!("B{n}")),
        state: OrderState::Making,
        drink: Some(drink()),
        name: Some(name.into()),
        place: i64::from(n),
        place_in_line: None,
        expected_wait_min: None,
        barista: None,
        ending: None,
        started_booth_ms: 0,
        choose_until_booth_ms: None,
        queued_booth_ms: None,
        give_up_booth_ms: None,
        claimed_booth_ms: None,
        ready_booth_ms: None,
        counter: false,
        remake: false,
        requeued: false,
        given_up: None,
        previous_drink: None,
        calls: 0,
        cancelling: None,
        link: None,
        journey: None,
        booth_ms,
        seq: Seq(0),
    }
}

fn store(state: &State) -> StoreView {
    StoreView {
        store: Store::in_state(StoreState::Open),
        settings: Settings::default(),
        occasion: Occasion {
            id: OccasionId("rustfest".into()),
            name: "Coffee at Rustfest".into(),
            start: None,
            end: None,
        },
        branding: Default::default(),
        in_flight: 0,
        has_room: true,
        next_code_booth_ms: None,
        drinks_ahead: 0,
        expected_wait_min: 0,
        drinks_made: 0,
        printers: Vec::new(),
        boards: Vec::new(),
        unreadable: 0,
        dead_letters: 0,
        booth_ms: state.booth_ms,
        seq: Seq(0),
    }
}

/// Answers one request and closes.
fn answer(mut stream: TcpStream, state: &Mutex<State>) {
    let Some((head, body)) = read(&stream) else { return };
    let (status, json) = respond(&head, &body, &mut state.lock().unwrap());
    let answer = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{json}",
        json.len()
    );
    // The printer may have been killed meanwhile.
    let _ = stream.write_all(answer.as_bytes());
}

/// The head's lines and the body; nothing if the printer went away.
fn read(stream: &TcpStream) -> Option<(Vec<String>, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let length = header(&head, "content-length").map_or(0, |n| n.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((head, body))
}

fn header(head: &[String], name: &str) -> Option<String> {
    head.iter().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn respond(head: &[String], body: &[u8], state: &mut State) -> (u16, String) {
    state.requests += 1;
    if state.down {
        return (503, "{}".into());
    }
    state.tokens.extend(header(head, "authorization"));
    let path = head[0].split(' ').nth(1).unwrap().strip_prefix("/api/v1/").unwrap();
    let parameter = |name: &str| -> u64 {
        let (_, query) = path.split_once('?').unwrap();
        let found = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")));
        found.unwrap().parse().unwrap()
    };
    if path.starts_with("events?") {
        let (after, limit) = (parameter("after"), parameter("limit"));
        let events: Vec<Envelope> = state
            .events
            .iter()
            .filter(|event| event.seq.0 > after)
            .take(usize::try_from(limit).unwrap())
            .cloned()
            .collect();
        let seq = state.events.last().map_or(Seq(0), |event| event.seq);
        (200, serde_json::to_string(&Events { events, seq }).unwrap())
    } else if path == "store" {
        (200, serde_json::to_string(&store(state)).unwrap())
    } else if let Some(id) = path.strip_prefix("orders/") {
        state
            .orders
            .get(id)
            .map_or((404, "{}".into()), |order| (200, serde_json::to_string(order).unwrap()))
    } else if path == "alive" {
        state.signs.push(serde_json::from_slice(body).unwrap());
        let report = std::mem::take(&mut state.report_wanted);
        (200, serde_json::to_string(&SignTaken { report }).unwrap())
    } else if path.starts_with("devices/") {
        if let Some(status) = state.report_answers.pop() {
            return (status, "{}".into());
        }
        let key = header(head, "idempotency-key").unwrap();
        state.reports.push((key, serde_json::from_slice(body).unwrap()));
        (200, "{}".into())
    } else {
        state.streams.push(path.to_owned());
        // No live stream: the printer asks by itself.
        (404, "{}".into())
    }
}
