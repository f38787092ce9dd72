//! Live streams: whoever follows from a place in the log hears everything after it, once, in order,
//! whatever happens to the connection.

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::State;
use axum::http::HeaderMap;
use crema::http::api::stream::{EVENTS_BEHIND_MAX, follow};
use crema::http::extract::Query;
use crema::http::extract::{Identity, Peer};
use crema_api::answers::{Events, Health, StreamHead, StreamMessage};
use crema_api::commands::Role;
use crema_api::problem::RefusalKind;
use crema_api::{LogId, Seq};
use serde_json::json;
use tokio_stream::StreamExt as _;

use crate::booth::{Booth, Proof, order_path, request};

/// A stream that never answers is a failure; nothing else is timed.
const HANGS_AFTER: Duration = Duration::from_secs(20);
/// A stream that has nothing more to say is silent for this long.
const SILENCE: Duration = Duration::from_millis(200);

pub struct Followed<'a> {
    booth: &'a Booth,
    body: BodyDataStream,
    text: String,
    /// The first message of it.
    pub head: StreamHead,
}

impl<'a> Followed<'a> {
    pub fn open(booth: &'a Booth, proof: &Proof, topics: &str, after: Seq, resumed: bool) -> Self {
        let path = format!("/api/v1/stream?topics={topics}");
        let request = if resumed {
            // As a browser does it: the address it began with, and how far it came.
            request(proof, "GET", &format!("{path}&after=0"))
                .header("last-event-id", after.to_string())
        } else {
            request(proof, "GET", &format!("{path}&after={after}"))
        };
        let response = booth.send(request.body(Body::empty()).unwrap());
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let body = response.into_body().into_data_stream();
        let head = StreamHead { log: LogId::default(), seq: Seq(0), floor: Seq(0) };
        let mut followed = Self { booth, body, text: String::new(), head };
        let first = followed.next_piece();
        let data = first.strip_prefix("event: log\ndata: ").expect("the log's name first");
        followed.head = serde_json::from_str(data).unwrap();
        followed
    }

    /// The next message; `None` when the stream has ended.
    pub fn next(&mut self) -> Option<StreamMessage> {
        loop {
            if let Some((frame, rest)) = self.text.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.text = rest;
                let Some(message) = parse(&frame) else { continue };
                return Some(message);
            }
            let next = async { tokio::time::timeout(HANGS_AFTER, self.body.next()).await };
            let bytes = self.booth.runtime.block_on(next).expect("the stream hangs")?;
            self.text.push_str(std::str::from_utf8(&bytes.unwrap()).unwrap());
        }
    }

    /// The next piece as it came, be it a message or not.
    pub fn next_piece(&mut self) -> String {
        let next = async { tokio::time::timeout(HANGS_AFTER, self.body.next()).await };
        let bytes = self.booth.runtime.block_on(next).expect("the stream hangs").unwrap();
        String::from_utf8(bytes.unwrap().to_vec()).unwrap()
    }

    pub fn is_silent(&mut self) -> bool {
        let next = async { tokio::time::timeout(SILENCE, self.body.next()).await };
        self.text.is_empty() && self.booth.runtime.block_on(next).is_err()
    }
}

fn parse(frame: &str) -> Option<StreamMessage> {
    let field = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name));
    let data = field("data: ")?;
    assert_eq!(field("event: "), Some("message"));
    let message: StreamMessage = serde_json::from_str(data).unwrap();
    assert_eq!(field("id: ").unwrap(), message.seq.to_string());
    Some(message)
}

pub fn log_end(booth: &Booth) -> Seq {
    booth.get(&Proof::Nothing, "/healthz").json::<Health>().seq
}

fn inject(booth: &Booth, crew: &Proof, number: u64) {
    let event = json!({ "detail-type": "custom.tick", "detail": { "n": number } });
    assert_eq!(booth.post(crew, "/api/v1/events", event).status, 200);
}

#[test]
fn cut_off_at_any_place_it_resumes_without_gap_or_double() {
    let seed = std::env::var("CREMA_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or_else(|| u64::from(std::process::id()));
    println!("CREMA_SEED={seed}");
    let mut state = seed | 1;
    let mut below = |bound: u64| {
        // Xorshift (Marsaglia 2003): enough to cut at odd places.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % bound
    };
    let booth = Booth::open();
    let (crew, board) = (booth.token(Role::Crew), booth.token(Role::Board));
    let mut heard: Vec<u64> = Vec::new();
    // As many as a code has drinks, less two.
    for round in 0..8 {
        let after = Seq(heard.last().copied().unwrap_or(0));
        let mut stream = Followed::open(&booth, &board, "admin/*", after, round > 0);
        for number in 0..below(30) {
            booth.inject("tick", number);
        }
        let (_, order) = booth.place("Zoë");
        booth.post(&crew, &format!("{}/claim", order_path(order.id)), json!({}));
        let waiting = log_end(&booth).0 - after.0;
        for _ in 0..below(waiting + 1) {
            heard.push(stream.next().unwrap().seq.0);
        }
        booth.post(&crew, &format!("{}/complete", order_path(order.id)), json!({}));
    }
    let after = Seq(heard.last().copied().unwrap_or(0));
    let mut stream = Followed::open(&booth, &board, "admin/*", after, true);
    let end = log_end(&booth).0;
    while heard.last().copied().unwrap_or(0) < end {
        heard.push(stream.next().unwrap().seq.0);
    }
    assert!(stream.is_silent());
    assert_eq!(heard, (1..=end).collect::<Vec<_>>());
}

#[test]
fn one_that_does_not_read_falls_behind_and_still_hears_everything() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let from = log_end(&booth);
    let mut stream = Followed::open(&booth, &crew, "admin/*", from, false);
    // More than a lane keeps.
    for number in 0..1_200_u64 {
        booth.inject("tick", number);
    }
    for number in 0..1_200_u64 {
        let message = stream.next().unwrap();
        assert_eq!(message.detail, json!({ "n": number }));
        assert_eq!(message.seq.0, from.0 + 1 + number);
    }
    assert!(stream.is_silent());
}

#[test]
fn a_customer_hears_their_own_order_and_that_something_changed() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (phone, order) = booth.place("Zoë");
    let (_, other) = booth.place("Kim");
    let from = log_end(&booth);
    let mut own = Followed::open(&booth, &phone, "users/me,config", from, false);
    let mut anyone = Followed::open(&booth, &Proof::Nothing, "config", from, false);
    booth.post(&crew, &format!("{}/claim", order_path(other.id)), json!({}));
    booth.post(&crew, &format!("{}/claim", order_path(order.id)), json!({}));
    let sold_out = json!({ "available": false });
    booth.ask(&crew, "PATCH", "/api/v1/menu/mocha", Some(sold_out));

    let mut kinds = Vec::new();
    let changed = loop {
        let message = own.next().unwrap();
        if message.kind == "ConfigService.ConfigChanged" {
            break message;
        }
        assert_eq!(message.detail["orderId"], json!(order.id));
        assert_eq!(message.order.as_ref().unwrap().name.as_deref(), Some("Zoë"));
        kinds.push(message.kind);
    };
    assert!(kinds.contains(&"OrderManager.MakeOrder".to_owned()), "{kinds:?}");
    assert_eq!(changed.detail, json!({}), "a thousand phones are not sent the menu");
    assert!(own.is_silent());
    assert_eq!(anyone.next().unwrap().kind, "ConfigService.ConfigChanged");
    assert!(anyone.is_silent());
}

/// Whoever may open a stream without any right must not have the hub read its log.
#[test]
fn a_phone_that_fell_behind_is_told_to_load_again_and_goes_on_from_the_end() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (phone, order) = booth.place("Zoë");
    // What happened since its start a hub has in memory.
    let booth = booth.restarted();
    let far = Seq(1_000_000);
    let mut available = true;
    for (proof, topics) in [(&Proof::Nothing, "config"), (&phone, "users/me,config")] {
        for after in [Seq(0), far] {
            let mut stream = Followed::open(&booth, proof, topics, after, false);
            let end = log_end(&booth);
            let anew = format!("id: {end}\nevent: reload\ndata: {{\"seq\":{end}}}\n\n");
            assert_eq!(stream.next_piece(), anew, "{topics} after {after}");
            let reason = json!({ "name": "Zoë" });
            booth.ask(&crew, "PATCH", &order_path(order.id), Some(reason));
            // Only what changes something is said.
            available = !available;
            let mocha = json!({ "available": available });
            booth.ask(&crew, "PATCH", "/api/v1/menu/mocha", Some(mocha));
            let first = stream.next().unwrap();
            assert!(first.seq > end, "{} of {topics}", first.kind);
        }
    }
}

#[test]
fn a_stream_that_is_too_far_behind_begins_at_the_end_and_says_so() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (from, count) = (log_end(&booth), EVENTS_BEHIND_MAX + 1);
    for number in 0..count {
        booth.inject("tick", number);
    }
    let mut near = Followed::open(&booth, &crew, "admin/*", Seq(from.0 + 1), false);
    assert_eq!(near.next().unwrap().detail, json!({ "n": 1 }), "as far as it reaches");
    let mut far = Followed::open(&booth, &crew, "admin/*", from, false);
    assert_eq!(far.head.floor, Seq(from.0 + 1));
    booth.inject("tick", count);
    assert_eq!(far.next().unwrap().detail, json!({ "n": count }));
}

#[test]
fn a_topic_of_one_service_is_that_service_alone() {
    let booth = Booth::open();
    let board = booth.token(Role::Board);
    let mut all = Followed::open(&booth, &board, "admin/*", Seq(0), false);
    let mut some = Followed::open(&booth, &board, "admin/OrderManager/*", Seq(0), false);
    booth.place("Zoë");
    let events: Events = booth.get(&board, "/api/v1/events").json();
    let expected: Vec<u64> = events
        .events
        .iter()
        .filter(|event| event.detail_type.starts_with("OrderManager."))
        .map(|event| event.seq.0)
        .collect();
    assert!(!expected.is_empty());
    let heard: Vec<u64> = expected.iter().map(|_| some.next().unwrap().seq.0).collect();
    assert_eq!(heard, expected);
    assert_eq!(all.next().unwrap().seq, Seq(1));
}

#[test]
fn a_place_of_another_log_begins_at_the_end() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let mut stream = Followed::open(&booth, &crew, "admin/*", Seq(1_000_000), false);
    let end = log_end(&booth);
    inject(&booth, &crew, 7);
    assert_eq!(stream.next().unwrap().seq.0, end.0 + 1);
}

#[test]
fn a_stream_ends_with_its_session() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let session = booth.pair(Role::Barista, "Jo");
    let jo = Proof::Token(session.token.unwrap());
    let mut stream = Followed::open(&booth, &jo, "admin/*", log_end(&booth), false);
    inject(&booth, &crew, 1);
    assert_eq!(stream.next().unwrap().detail, json!({ "n": 1 }));
    booth.ask(&crew, "DELETE", &format!("/api/v1/sessions/{}", session.session_id), None);
    inject(&booth, &crew, 2);
    assert!(stream.next().is_none(), "nothing more for who is not paired any more");
}

#[test]
fn a_session_that_ended_on_the_way_in_opens_no_stream() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let jo = booth.pair(Role::Barista, "Jo");
    // Jo was let in by the access check, and then the crew ended the session.
    let who = Identity { session: Some(jo.clone()), ..Identity::default() };
    booth.ask(&crew, "DELETE", &format!("/api/v1/sessions/{}", jo.session_id), None);
    let query = serde_json::from_value(json!({ "topics": "admin/*" })).unwrap();
    let (app, peer) = (booth.app(), Peer([127, 0, 0, 1].into()));
    let followed = follow(State(app), who, peer, HeaderMap::new(), Query(query));
    let refused = booth.runtime.block_on(followed).unwrap_err();
    assert_eq!(refused.kind(), RefusalKind::NotSignedIn);
}

#[test]
fn a_listener_to_little_is_kept_alive_while_others_hear_much() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let from = log_end(&booth);
    let mut narrow = Followed::open(&booth, &crew, "admin/Clock/*", from, false);
    let done = AtomicBool::new(false);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                inject(&booth, &crew, 1);
                std::thread::sleep(Duration::from_millis(500));
            }
        });
        let piece = std::panic::catch_unwind(AssertUnwindSafe(|| narrow.next_piece()));
        done.store(true, Ordering::Relaxed);
        assert!(piece.expect("nothing came").starts_with(':'), "a comment");
    });
}
