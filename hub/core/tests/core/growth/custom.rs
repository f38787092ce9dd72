//! Custom events have a number and a size for each minute of booth time.

use crema_api::commands::{Caller, Command, Inject, Outcome, Role};
use crema_api::problem::Refusal;
use serde_json::{Map, json};

use crate::booth::Booth;

/// Events of a minute.
const EVENTS: usize = 120;
/// Their details, bytes.
const BYTES: usize = 64 * 1024;

fn inject(booth: &mut Booth, who: Caller, bytes: usize) -> Result<Outcome, Refusal> {
    let mut detail = Map::new();
    detail.insert("text".to_owned(), json!("x".repeat(bytes)));
    let detail_type = "custom.note".to_owned();
    booth.ask(who, Command::Inject(Inject { detail_type, detail }))
}

fn how_many(booth: &mut Booth, who: Caller, bytes: usize) -> usize {
    (0..1_000).take_while(|_| inject(booth, who, bytes).is_ok()).count()
}

#[test]
fn a_minute_has_so_many_custom_events_whoever_sends_them() {
    let mut booth = Booth::open(1);
    let device = booth.device(Role::Device, "Extension");
    let crew = booth.staff(Role::Crew, "Ada");
    assert_eq!(how_many(&mut booth, device, 10), EVENTS);
    let refused = inject(&mut booth, crew, 10).unwrap_err();
    assert_eq!(refused.kind.word(), "too-many");
    assert!(refused.detail.contains("minute"), "{}", refused.detail);
    assert_eq!(booth.said(), [""; 0]);
    booth.restart();
    booth.pass(59_999);
    assert!(inject(&mut booth, crew, 10).is_err(), "the minute is not over");
    booth.pass(1);
    assert_eq!(how_many(&mut booth, crew, 10), EVENTS);
}

#[test]
fn a_minute_has_so_many_bytes_of_custom_events() {
    let mut booth = Booth::open(2);
    let device = booth.device(Role::Device, "Extension");
    let sent = how_many(&mut booth, device, 10_000);
    assert!(sent * 10_000 <= BYTES && (sent + 1) * 10_000 > BYTES - 100, "{sent}");
    // A refusal is about that minute, and not kept.
    let input = booth.inputs.last().unwrap().clone();
    booth.pass(60_000);
    let mut again = input;
    again.at.booth_ms = booth.now;
    booth.give(again).expect("the next minute");
}
