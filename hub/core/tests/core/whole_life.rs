//! One order from scan to collected, as the log has it, whole: every event in its order, with
//! every field. A change of any event shows here as a difference that somebody has to want.

use std::fmt::Write as _;

use crema_api::commands::{Command, Role};
use crema_api::ids::Seq;

use crate::booth::Booth;

#[test]
fn one_life_is_these_events() {
    let mut booth = Booth::open(1);
    let (guest, mia) = (booth.customer(), booth.staff(Role::Barista, "Mia"));
    let before = booth.last.events.last().map_or(Seq(0), |event| event.seq);
    let order = booth.start(guest).unwrap();
    booth.pass(45_000);
    booth.place(guest, order, "Zoë").unwrap();
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.pass(60_000);
        booth.step(mia, order, step).unwrap();
    }
    let mut life = String::new();
    for event in booth.events_after(before, 100) {
        let at_s = event.at.booth_ms.0 / 1_000;
        writeln!(life, "{at_s} s  {}", event.fact.detail_type()).unwrap();
        let detail = serde_json::to_value(&event.fact).unwrap();
        for (field, value) in detail.as_object().unwrap() {
            writeln!(life, "    {field}: {value}").unwrap();
        }
    }
    insta::assert_snapshot!(life);
}
