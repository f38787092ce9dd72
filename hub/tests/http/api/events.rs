//! `EventBridge` patterns on the log and on streams.

use crema_api::commands::Role;
use serde_json::{Value, json};

use crate::api::stream::{Followed, log_end};
use crate::booth::{Booth, Proof};

/// A query's value.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat()
}

fn inject(booth: &Booth, crew: &Proof, kind: &str, number: u32) {
    let event = json!({ "detail-type": format!("custom.{kind}"), "detail": { "n": number } });
    assert_eq!(booth.post(crew, "/api/v1/events", event).status, 200);
}

const MUGS: &str = r#"{"detail-type":["custom.mug"],"detail":{"n":[{"anything-but":1}]}}"#;

#[test]
fn a_pattern_picks_from_the_log_and_says_how_far_it_looked() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    // More than a page of the log holds.
    for number in 0..600 {
        booth.inject(if number % 200 == 0 { "mug" } else { "tick" }, number / 200);
    }
    let ask = |after: u64, limit: u32| -> Value {
        let pattern = encoded(MUGS);
        let path = format!("/api/v1/events?after={after}&limit={limit}&pattern={pattern}");
        booth.get(&crew, &path).json()
    };
    let numbers = |page: &Value| -> Vec<u64> {
        let events = page["events"].as_array().unwrap().iter();
        events.map(|event| event["detail"]["n"].as_u64().unwrap()).collect()
    };
    let end = log_end(&booth).0;
    let all = ask(0, 500);
    assert_eq!(numbers(&all), [0, 2]);
    assert_eq!((all["next"].as_u64(), all["seq"].as_u64()), (Some(end), Some(end)));
    let first = ask(0, 1);
    assert_eq!(numbers(&first), [0]);
    assert_eq!(first["next"], first["events"][0]["seq"], "the rest is still to be asked for");
    assert_eq!(numbers(&ask(first["next"].as_u64().unwrap(), 1)), [2]);
    assert!(numbers(&ask(end, 1)).is_empty());
}

#[test]
fn a_stream_with_a_pattern_hears_only_what_it_is_about() {
    let booth = Booth::open();
    let (crew, board) = (booth.token(Role::Crew), booth.token(Role::Board));
    let from = log_end(&booth);
    let topics = format!("admin/*&pattern={}", encoded(MUGS));
    let mut stream = Followed::open(&booth, &board, &topics, from, false);
    for (kind, number) in [("tick", 0), ("mug", 1), ("mug", 2), ("tick", 3), ("mug", 4)] {
        inject(&booth, &crew, kind, number);
    }
    assert_eq!(stream.next().unwrap().detail["n"], 2);
    assert_eq!(stream.next().unwrap().detail["n"], 4);
    assert!(stream.is_silent());
    // From the log as from the lanes.
    let from_the_start = Followed::open(&booth, &board, &topics, crema_api::Seq(0), false).next();
    assert_eq!(from_the_start.unwrap().detail["n"], 2);
}

#[test]
fn a_pattern_that_is_none_is_refused_by_its_place() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let wrong = [
        (r#"{"detail":{"n":[{"numeric":[">",1]}]}}"#, "detail.n[0]"),
        (r#"{"detail":{"orderState":"making"}}"#, "detail.orderState"),
        ("{", "not JSON"),
    ];
    for (pattern, place) in wrong {
        for path in ["/api/v1/events?after=0", "/api/v1/stream?topics=admin/*"] {
            let refused = booth.get(&crew, &format!("{path}&pattern={}", encoded(pattern)));
            assert_eq!(refused.refusal(), "bad-input");
            assert!(refused.text().contains(place), "{}", refused.text());
        }
    }
    let phone = format!("/api/v1/stream?topics=config&pattern={}", encoded(MUGS));
    assert_eq!(booth.get(&Proof::Nothing, &phone).refusal(), "bad-input");
}
