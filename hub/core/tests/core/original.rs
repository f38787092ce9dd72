//! The original's events, field by field, on a recorded day: consumers that were written for
//! Serverlesspresso find everything that they read, under the names and in the forms that it had.
//! Left out on purpose are secrets (`TaskToken`, `last_code`), and what only the recordings of 2021
//! have (`order` in `OrderManager.OrderCompleted` and `OrderCancelled`).

use std::collections::BTreeMap;

use crema_api::DomainEvent;
use crema_api::commands::{Command, Role};
use crema_api::store::StoreState;
use serde_json::Value;

use crate::booth::Booth;
use crate::booth::flaky::without_objections;

/// The forms that a value can have.
#[derive(Debug, Clone, Copy)]
enum Is {
    /// A UUID as text.
    Id,
    /// Text that is not empty.
    Text,
    /// Text, also empty.
    Word,
    /// Digits as text.
    Digits,
    /// A whole number.
    Number,
    /// Wall time, ms since 1970.
    Ms,
    /// True or false.
    Bool,
    /// A list of texts.
    Texts,
    /// Exactly this text.
    Exactly(&'static str),
    /// Text that ends so.
    EndsIn(&'static str),
    /// Text that begins so.
    BeginsWith(&'static str),
}

use Is::{BeginsWith, Bool, Digits, EndsIn, Exactly, Id, Ms, Number, Text, Texts, Word};

type Fields = &'static [(&'static str, Is)];

/// What every event about an order has.
const ABOUT: Fields = &[("orderId", Id), ("userId", Id), ("eventId", Text), ("Message", Text)];

/// Each of the original's events and its fields, by their paths.
const EVENTS: &[(&str, Fields)] = &[
    (
        "Validator.NewOrder",
        &[
            ("bucket/eventId", Text),
            ("bucket/PK", Text),
            ("bucket/last_id", Number),
            ("bucket/start_ts", Ms),
            ("bucket/end_ts", Ms),
            ("bucket/start_full", EndsIn("Z")),
            ("bucket/end_full", EndsIn("Z")),
            ("bucket/availableTokens", Number),
        ],
    ),
    ("OrderProcessor.WorkflowStarted", &[]),
    ("OrderProcessor.ShopUnavailable", &[("cause", Text)]),
    ("OrderProcessor.WaitingCompletion", &[("orderNumber", Digits)]),
    (
        "OrderManager.WaitingCompletion",
        &[
            ("orderNumber", Digits),
            ("state", EndsIn("-CREATED")),
            ("drinkOrder/drink", Text),
            ("drinkOrder/icon", Text),
            ("drinkOrder/modifiers", Texts),
            ("drinkOrder/userId", Id),
            ("robot", Bool),
            ("TS", Ms),
        ],
    ),
    ("OrderManager.MakeOrder", &[("baristaUserId", Word)]),
    ("OrderManager.OrderCompleted", &[("ORDERSTATE", Exactly("COMPLETED")), ("actionUserId", Id)]),
    ("OrderManager.OrderCancelled", &[("ORDERSTATE", Exactly("CANCELLED"))]),
    ("OrderProcessor.orderFinished", &[]),
    ("OrderProcessor.OrderTimeOut", &[("cause", EndsIn(" timedout"))]),
];

/// The original's settings, in `DynamoDB`'s typed form.
const NEW_IMAGE: Fields = &[
    ("NewImage/PK/S", BeginsWith("config-")),
    ("NewImage/storeOpen/BOOL", Bool),
    ("NewImage/drinksPerBarcode/N", Digits),
    ("NewImage/maxOrdersInQueue/N", Digits),
    ("NewImage/maxOrdersPerUser/N", Digits),
    ("NewImage/menu/L/0/M/drink/S", Text),
    ("NewImage/menu/L/0/M/icon/S", Text),
    ("NewImage/menu/L/0/M/available/BOOL", Bool),
    ("NewImage/menu/L/0/M/modifiers/L/0/M/Name/S", Text),
    ("NewImage/menu/L/0/M/modifiers/L/0/M/Options/L/0/S", Text),
    ("NewImage/start/S", Word),
    ("NewImage/end/S", Word),
    ("NewImage/language/S", Text),
];

/// What is wrong with the value at this path of a detail; nothing if it is as it has to be.
fn mistake(detail: &Value, path: &str, form: Is) -> Option<String> {
    let value = detail.pointer(&format!("/{path}"))?;
    let text = value.as_str();
    let fits = match form {
        Id => text.is_some_and(|text| uuid::Uuid::parse_str(text).is_ok()),
        Text => text.is_some_and(|text| !text.is_empty()),
        Word => text.is_some(),
        Digits => text.is_some_and(|text| text.parse::<u32>().is_ok()),
        Number => value.is_u64(),
        Ms => value.as_i64().is_some_and(|ms| ms > 1_700_000_000_000),
        Bool => value.is_boolean(),
        Texts => value.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
        Exactly(word) => text == Some(word),
        EndsIn(end) => text.is_some_and(|text| text.ends_with(end)),
        BeginsWith(begin) => text.is_some_and(|text| text.starts_with(begin)),
    };
    (!fits).then(|| format!("{path} is {value}, and not {form:?}"))
}

/// A day on which every one of the events happens: orders that are made, cancelled, refused, and
/// given up by their customers and for want of a barista.
fn day() -> BTreeMap<String, Vec<Value>> {
    let mut booth = Booth::open(1);
    let mia = booth.staff(Role::Barista, "Mia");
    let made = booth.queued();
    for step in [Command::Claim, Command::Release, Command::Claim, Command::Complete] {
        booth.step(mia, made, step).unwrap();
    }
    let guest = booth.customer();
    let cancelled = booth.start(guest).unwrap();
    booth.place(guest, cancelled, "Jo").unwrap();
    booth.cancel(guest, cancelled).unwrap();
    let (guest, late) = (booth.customer(), booth.customer());
    booth.start(guest).unwrap();
    booth.queued();
    for _ in 0..3 {
        booth.pass(600_000);
    }
    let code = booth.code().unwrap();
    booth.set_store(StoreState::Closed);
    without_objections(&mut booth);
    booth.start_with(late, &code).unwrap();
    let mut by_type: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for event in booth.events_after(crema_api::Seq(0), 1_000) {
        let name = event.fact.detail_type().to_owned();
        by_type.entry(name).or_default().push(serde_json::from_str(&event.detail).unwrap());
    }
    by_type
}

#[test]
fn every_field_of_the_original_is_there() {
    let day = day();
    let mut wrong = Vec::new();
    let mut check = |name: &str, fields: Fields| {
        let Some(details) = day.get(name) else {
            wrong.push(format!("{name}: did not happen"));
            return;
        };
        for detail in details {
            for (path, form) in fields {
                if detail.pointer(&format!("/{path}")).is_none() {
                    wrong.push(format!("{name}: {path} is missing"));
                } else if let Some(mistake) = mistake(detail, path, *form) {
                    wrong.push(format!("{name}: {mistake}"));
                }
            }
        }
    };
    for (name, fields) in EVENTS {
        check(name, ABOUT);
        check(name, fields);
    }
    check("ConfigService.ConfigChanged", NEW_IMAGE);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_release_names_no_barista_and_a_time_out_says_whose_time_it_was() {
    let day = day();
    let baristas = day["OrderManager.MakeOrder"].iter().map(|made| &made["baristaUserId"]);
    assert!(baristas.clone().any(|barista| barista == ""), "a release");
    assert!(baristas.clone().any(|barista| barista != ""), "a claim");
    let causes: Vec<&Value> =
        day["OrderProcessor.OrderTimeOut"].iter().map(|timed_out| &timed_out["cause"]).collect();
    for cause in ["Customer timedout", "Barista timedout"] {
        assert!(causes.iter().any(|found| *found == cause), "{cause} among {causes:?}");
    }
}

#[test]
fn every_event_has_a_version_and_a_sentence_and_no_secret() {
    for (name, details) in day() {
        for detail in details {
            assert_eq!(
                detail["schemaVersion"],
                DomainEvent::known_version(&name).unwrap(),
                "{name}"
            );
            assert!(detail["Message"].is_string(), "{name}");
            let text = detail.to_string();
            for secret in ["TaskToken", "last_code"] {
                assert!(!text.contains(secret), "{name}: {secret}");
            }
        }
    }
}
