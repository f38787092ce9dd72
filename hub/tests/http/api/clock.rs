//! The time of day, from whoever knows it.

use crema_api::Clock;
use crema_api::answers::Events;
use crema_api::commands::Role;
use serde_json::{Value, json};

use crate::api::stream::{Followed, log_end};
use crate::booth::{Booth, Proof};

/// A day in 2030, ms since 1970.
const TOLD: i64 = 1_900_000_000_000;

#[test]
fn a_tablet_tells_a_booth_its_time_of_day_and_the_log_has_the_correction() {
    let booth = Booth::open();
    let (barista, device) = (booth.token(Role::Barista), booth.token(Role::Device));
    let tell = |proof: &Proof, ms: i64| {
        booth.ask(proof, "PUT", "/api/v1/clock", Some(json!({ "wallMs": ms })))
    };
    for dead in [0, -1, i64::MAX] {
        assert_eq!(tell(&barista, dead).refusal(), "bad-input", "{dead}");
    }
    assert_eq!(tell(&device, TOLD).refusal(), "not-allowed");

    let before: Events = booth.get(&barista, "/api/v1/events").json();
    let known = before.events[0].clock == Clock::Trusted;
    let mut corrections = Followed::open(&booth, &barista, "admin/Clock/*", log_end(&booth), false);
    let now: Value = tell(&barista, TOLD).json();
    assert_eq!(now["clock"], "trusted");
    if known {
        assert_ne!(now["wallMs"].as_i64().unwrap() / 86_400_000, TOLD / 86_400_000, "NTP is right");
        return;
    }
    assert!(now["wallMs"].as_i64().unwrap() >= TOLD);
    let corrected = corrections.next().unwrap();
    assert_eq!(corrected.kind, "Clock.Corrected");
    assert!(corrected.detail["toMs"].as_i64().unwrap() >= TOLD);
    // Another tablet's opinion comes too late.
    let again: Value = tell(&barista, TOLD + 86_400_000).json();
    assert!(again["wallMs"].as_i64().unwrap() < TOLD + 86_400_000);
}
