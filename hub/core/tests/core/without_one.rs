//! Each service taken out: what still works without it, step by step of an order's life, and that
//! the life is whole when it is back.

use std::collections::BTreeMap;

use crema_api::commands::{Caller, Command, Role};
use crema_api::events::names as n;
use crema_api::order::OrderState;
use crema_api::store::StoreState;
use crema_core::kernel::consumer::Services;

use crate::booth::Booth;
use crate::booth::flaky::{reopen, take_out};

/// What was done of a day without a service.
fn day_without(missing: &str) -> (Booth, Vec<&'static str>) {
    let mut booth = Booth::open(2);
    let mia = booth.staff(Role::Barista, "Mia");
    let early = booth.queued();
    take_out(&mut booth, missing);
    let mut done = Vec::new();
    let mut note = |what: &'static str, ok: bool| done.extend(ok.then_some(what));
    let pins = booth.read(|s| s.pins()).pins;
    let pin = pins[0].pin.clone();
    let open = crema_api::commands::OpenSession { pin, name: "Leo".to_owned() };
    note("pair", booth.ask(Caller::Hub, Command::OpenSession(open)).is_ok());
    let pause =
        crema_api::commands::SetStore { state: Some(StoreState::Open), ..Default::default() };
    note("open", booth.ask(Caller::Hub, Command::SetStore(pause)).is_ok());
    let guest = booth.customer();
    let order = booth.start(guest).ok();
    note("start", order.is_some());
    if let Some(order) = order {
        note("place", booth.place(guest, order, "Jo").is_ok());
        note("number", booth.view_if_there(order).is_some_and(|order| order.label.is_some()));
    }
    for (word, step) in [
        ("claim", Command::Claim as fn(_) -> _),
        ("complete", Command::Complete),
        ("collect", Command::Collect),
    ] {
        note(word, booth.step(mia, early, step).is_ok());
    }
    note(
        "finish",
        booth
            .events_after(crema_api::Seq(0), 10_000)
            .iter()
            .any(|event| event.fact.detail_type() == n::OrderFinished),
    );
    let inject = crema_api::commands::Inject {
        detail_type: "custom.wave".to_owned(),
        detail: serde_json::Map::new(),
    };
    note("inject", booth.ask(Caller::Hub, Command::Inject(inject)).is_ok());
    (booth, done)
}

const ALL: [&str; 10] = [
    "pair", "open", "start", "place", "number", "claim", "complete", "collect", "finish", "inject",
];

/// What does not work without each, and nothing else does not.
const LOST: &[(&str, &[&str])] = &[
    ("config", &["open"]),
    ("access", &["pair"]),
    ("validator", &["start", "place", "number"]),
    ("order_processor", &["place", "number", "finish"]),
    ("order_manager", &["place", "number", "claim", "complete", "collect", "finish"]),
    ("counting", &["number"]),
    ("privacy", &[]),
    ("journey", &[]),
    ("metrics", &[]),
    ("devices", &[]),
    ("clock", &[]),
    ("publisher", &["inject"]),
];

#[test]
fn without_one_service_the_others_do_what_is_theirs() {
    let services: Vec<&str> =
        Services::of_booth().all.iter().map(|service| service.name()).collect();
    let listed: Vec<&str> = LOST.iter().map(|(name, _)| *name).collect();
    assert_eq!(services, listed);
    let mut found = BTreeMap::new();
    let mut expected = BTreeMap::new();
    for (missing, lost) in LOST {
        let (_, done) = day_without(missing);
        found.insert(*missing, done);
        expected.insert(
            *missing,
            ALL.into_iter().filter(|what| !lost.contains(what)).collect::<Vec<_>>(),
        );
    }
    assert_eq!(found, expected);
}

#[test]
fn put_back_it_catches_up_and_the_next_life_is_whole() {
    for (missing, _) in LOST {
        let (mut booth, _) = day_without(missing);
        reopen(&mut booth, |_| {});
        for tick in 0.. {
            assert!(tick < 500, "{missing} comes to no end");
            booth.pass(1);
            if booth.last.next_due.is_none_or(|due| due > booth.now) {
                break;
            }
        }
        assert_eq!(booth.read(|s| s.dead_letters()).total, 0, "{missing}");
        booth.set_store(StoreState::Open);
        let mia = booth.staff(Role::Barista, "Mia");
        let order = booth.queued();
        for step in [Command::Claim, Command::Complete, Command::Collect] {
            booth.step(mia, order, step).unwrap();
        }
        let view = booth.view(order);
        assert_eq!(view.state, OrderState::Collected, "{missing}");
        assert!(view.label.is_some(), "{missing}");
        assert!(booth.read(|s| s.journey(order)).len() > 3, "{missing}");
    }
}
