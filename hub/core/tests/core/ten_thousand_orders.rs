//! Ten thousand full orders through the core by a seeded crowd: none lost, none twice, the
//! drinks' equation and the numbers exact, every event in its schema, and nothing secret in any.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use crema_api::events::names;
use crema_api::ids::{OrderId, OrderNumber, Seq};
use crema_api::order::{OrderState, UnavailableCause};
use crema_api::{DomainEvent, Envelope};
use crema_core::hex::to_hex;
use crema_core::{Origin, RecordedEvent};
use rusqlite::Connection;

use crate::booth::crowd::Crowd;

/// Full orders, from *Start* to handed over.
const ORDERS: usize = 10_000;
/// How often the drinks left are compared with the onlooker's, in steps.
const EQUATION_EVERY: usize = 25;
/// How often the task tokens of the moment are written down, in steps.
const TOKENS_EVERY: usize = 10_000;

fn seed() -> u64 {
    std::env::var("CREMA_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_124)
}

#[test]
fn ten_thousand_orders() {
    let seed = seed();
    println!("seed {seed}");
    let mut crowd = Crowd::new(seed);
    crowd.booth.set_limits(|limits| limits.drinks_per_code = 50);
    let mut steps = 0;
    let mut tokens = BTreeSet::new();
    while crowd.collected < ORDERS {
        crowd.act();
        steps += 1;
        if steps % TOKENS_EVERY == 0 {
            tokens.extend(task_tokens(&crowd));
        }
        assert!(steps < ORDERS * 20, "seed {seed}: the booth stands still");
        if steps % EQUATION_EVERY == 0 {
            drinks_equation(&crowd);
        }
    }
    crowd.go_home();
    drinks_equation(&crowd);
    let events = all_events(&crowd);
    println!("{steps} steps, {} events, {} collected", events.len(), crowd.collected);
    seq_without_gaps(&events);
    nobody_lost_and_nobody_twice(&crowd, &events);
    numbers_are_exact(&events);
    capacity_is_kept(&crowd, &events);
    every_event_fits_its_schema(&events);
    nothing_secret_in_any_event(&crowd, &events);
    no_token_in_any_event(&crowd, &events, &tokens);
}

/// Drinks given = left + orders − returned drinks. The onlooker
/// reckons from events alone; the validator from its table.
fn drinks_equation(crowd: &Crowd) {
    let connection = Connection::open(crowd.booth.path()).unwrap();
    let mut statement = connection
        .prepare("SELECT code_id, drinks, drinks_left, orders, returned FROM validator_codes")
        .unwrap();
    let rows = statement
        .query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .unwrap();
    for row in rows {
        let (code, drinks, left, orders, returned): (u64, i64, i64, i64, i64) = row.unwrap();
        assert_eq!(drinks, left + orders - returned, "code {code}");
        let seen = crowd.drinks_left.get(&crema_api::CodeId(code)).copied();
        assert_eq!(seen, Some(left), "code {code} at booth time {}", crowd.now());
        assert!((0..=drinks).contains(&left), "code {code}");
    }
}

fn all_events(crowd: &Crowd) -> Vec<RecordedEvent> {
    let mut all: Vec<RecordedEvent> = Vec::new();
    loop {
        let after = all.last().map_or(Seq(0), |event| event.seq);
        let more = crowd.booth.events_after(after, 5_000);
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}

fn seq_without_gaps(events: &[RecordedEvent]) {
    let mut ids = BTreeSet::new();
    for (index, event) in events.iter().enumerate() {
        assert_eq!(event.seq, Seq(index as u64 + 1));
        assert!(ids.insert(event.id), "{} has an id that was there", event.seq);
    }
}

fn nobody_lost_and_nobody_twice(crowd: &Crowd, events: &[RecordedEvent]) {
    let mut told: BTreeMap<OrderId, Vec<&str>> = BTreeMap::new();
    for event in events {
        if let Some(about) = event.fact.about() {
            told.entry(about.order_id).or_default().push(event.fact.detail_type());
        }
    }
    for (order, told) in &told {
        let count = |name: &str| told.iter().filter(|said| **said == name).count();
        let begun = [names::NewOrder, names::CounterOrderTaken];
        assert!(begun.contains(&told[0]), "{order}: {told:?}");
        let (counter, refused) = (count(names::CounterOrderTaken), count(names::ShopUnavailable));
        assert_eq!(count(names::NewOrder) + counter, 1, "{order}: {told:?}");
        let placed = count(names::OrderPlaced) + counter;
        assert!(placed <= 1, "{order}: {told:?}");
        // One that the workflow refuses at the counter is placed and never waits.
        let waits = if refused == 0 { placed } else { 0 };
        assert_eq!(count(names::WaitingCompletion), waits, "{order}: {told:?}");
        assert_eq!(count(names::SlipWanted), counter * waits, "{order}: {told:?}");
        assert!(count(names::OrderCompleted) <= 1, "{order}: {told:?}");
        // The workflow of one that it gave up had ended before it was requeued and made.
        let ended_before = count(names::OrderTimeOut).min(count(names::OrderCompleted));
        assert_eq!(
            count(names::OrderFinished) + ended_before,
            count(names::OrderCompleted),
            "{order}: {told:?}"
        );
        assert!(count(names::OrderTimeOut) <= 1, "{order}: {told:?}");
        let given_up = count(names::OrderTimeOut) + count(names::OrderGivenUp);
        let left_behind = given_up - count(names::OrderRequeued);
        let bad_ends = count(names::ShopUnavailable) + count(names::OrderCancelled) + left_behind;
        assert!(bad_ends <= 1, "{order}: {told:?}");
        let state = crowd.booth.state(*order);
        assert!(!state.open(), "{order} is left open as {state}: {told:?}");
        match state {
            OrderState::Refused => assert_eq!(count(names::ShopUnavailable), 1),
            OrderState::TimedOut => assert_eq!(left_behind, 1, "{order}: {told:?}"),
            OrderState::Cancelled => assert_eq!(count(names::OrderCancelled), 1),
            _ => assert_eq!((count(names::OrderCompleted), bad_ends), (1, 0), "{order}: {told:?}"),
        }
    }
    let connection = Connection::open(crowd.booth.path()).unwrap();
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, usize>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM manager_orders"), told.len());
    // Nothing is left behind by what is over.
    for table in ["processor_executions", "validator_orders", "privacy_open", "dead_letters"] {
        assert_eq!(count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    assert_eq!(count("SELECT count(*) FROM timers WHERE owner <> 'privacy'"), 0);
}

/// Numbers count from 1 in each occasion, one after another, as numbers.
fn numbers_are_exact(events: &[RecordedEvent]) {
    let mut last = BTreeMap::new();
    for event in events {
        if let DomainEvent::NumberDrawn(drawn) = &event.fact {
            let last = last.entry(drawn.about.event_id.0.clone()).or_insert(0);
            *last += 1;
            assert_eq!(drawn.about.order_number, Some(OrderNumber(*last)), "{}", event.seq);
        }
    }
    assert!(last.len() > 1, "several occasions");
}

/// A phone's order begins only while fewer are in flight than the booth holds; one that the workflow
/// refuses as full is refused only when it is. Beyond that go drinks that are wanted anyhow: taken back, made again, or
/// taken at the counter after a question.
fn capacity_is_kept(crowd: &Crowd, events: &[RecordedEvent]) {
    let room = crowd.booth.read(|s| s.config()).unwrap().settings.orders_in_flight_max as usize;
    let mut in_flight = BTreeSet::new();
    let (mut begun, mut asked, full) = (0, 0, crowd.tally.full);
    for event in events {
        let Some(about) = event.fact.about() else { continue };
        let (seq, before) = (event.seq, in_flight.len());
        match &event.fact {
            // Whether there is room for it is still to be asked.
            DomainEvent::NewOrder(_) | DomainEvent::RoomWanted(_) => continue,
            DomainEvent::RoomTaken(_) => {
                assert!(before < room, "{before} in flight at {seq}, and one more begins");
                begun += 1;
            }
            DomainEvent::ShopUnavailable(refused) if refused.cause == UnavailableCause::Full => {
                assert!(before >= room, "full with {before} in flight at {seq}");
            }
            DomainEvent::CounterOrderTaken(taken) => {
                assert_eq!(taken.over_capacity, before >= room, "{before} in flight at {seq}");
                asked += usize::from(taken.over_capacity);
            }
            _ => {}
        }
        if about.order_state.in_flight() {
            in_flight.insert(about.order_id);
        } else {
            in_flight.remove(&about.order_id);
        }
    }
    assert!(in_flight.is_empty(), "{in_flight:?} are left in flight");
    assert!(
        begun > ORDERS / 2 && full > 0 && asked > 0,
        "{begun} begun, {full} full, {asked} asked"
    );
}

fn every_event_fits_its_schema(events: &[RecordedEvent]) {
    let schemas: BTreeMap<&str, jsonschema::Validator> = DomainEvent::schemas()
        .into_iter()
        .map(|(name, _, schema)| {
            (name, jsonschema::validator_for(&schema.to_value()).expect("a valid schema"))
        })
        .collect();
    let mut seen = BTreeSet::new();
    for event in events {
        let Envelope { detail_type, detail, .. } = event.envelope(&Origin::default()).unwrap();
        let Some(schema) = schemas.get(detail_type.as_str()) else {
            assert!(detail_type.starts_with("custom."), "{detail_type} has no schema");
            continue;
        };
        if let Err(error) = schema.validate(&detail) {
            panic!("{detail_type} at {}: {error}", event.seq);
        }
        seen.insert(detail_type);
    }
    for name in [
        names::OrderTimeOut,
        names::OrderRecalled,
        names::DrinkReturned,
        names::OrderRemade,
        names::SlipWanted,
        names::OrderTakenOver,
        names::CancelUndone,
        names::OrderMovedBack,
        names::CupNamed,
        names::OrderRequeued,
        names::OrderGivenUp,
        names::NoticeDismissed,
    ] {
        assert!(seen.contains(name), "the crowd never led to {name}");
    }
}

fn nothing_secret_in_any_event(crowd: &Crowd, events: &[RecordedEvent]) {
    let pins = crowd.booth.read(|s| s.pins()).pins;
    let mut secrets: BTreeSet<String> = crowd.names_used.iter().cloned().collect();
    secrets.extend(["Mia-Wqzzk", "Leo-Vxxkz", "Crewe-Qzzx"].map(str::to_owned));
    // One of digits alone may be the end of an id by chance; it is no text of its own.
    let by_chance = |code: &&str| code.bytes().all(|byte| byte.is_ascii_digit());
    let codes = || crowd.codes_seen.iter().map(|code| &code[1..]);
    let words: Vec<&str> = codes().filter(|code| !by_chance(code)).collect();
    let digits: Vec<[String; 2]> = codes()
        .filter(by_chance)
        .map(|code| [format!("\"{code}\""), format!("\"B{code}\"")])
        .collect();
    assert!(secrets.len() > 500 && words.len() > 50, "a crowd with secrets");
    for event in events {
        let text: &str = &event.detail;
        // Names are long and odd enough that none is a part of anything else by chance.
        for name in [
            "Quibble",
            "健二",
            "Xylander",
            "Ыкш",
            "Vzqk",
            "قظغ",
            "γα-ξψ",
            "Wyzzk",
            "Wqzzk",
            "Vxxkz",
            "Qzzx",
        ] {
            assert!(!text.contains(name), "{name} in {text}");
        }
        for secret in pins.iter().map(|pin| format!("\"{}\"", pin.pin)) {
            assert!(!text.contains(&secret), "a PIN in {text}");
        }
        for code in digits.iter().flatten() {
            assert!(!text.contains(code), "the code {code} in {text}");
        }
        for code in &words {
            assert!(!text.contains(&format!("{code}\"")), "the code {code} in {text}");
        }
    }
}

/// The task tokens of this moment, from the table of secrets.
fn task_tokens(crowd: &Crowd) -> Vec<Vec<u8>> {
    let connection = Connection::open(crowd.booth.path()).unwrap();
    let mut statement =
        connection.prepare("SELECT secret FROM secrets WHERE kind = 'task_token'").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Neither task tokens nor session tokens, in any form that JSON might hold them in.
fn no_token_in_any_event(crowd: &Crowd, events: &[RecordedEvent], task_tokens: &BTreeSet<Vec<u8>>) {
    let sessions = crowd.booth.read(|s| {
        let signer = s.booth_signer()?.unwrap();
        let sessions = s.sessions()?.sessions;
        let token = |id: crema_api::SessionId| signer.sign(crema_core::Purpose::Session, id.0);
        Ok(sessions.iter().map(|session| token(session.session_id)).collect::<Vec<_>>())
    });
    assert!(task_tokens.len() > 20 && sessions.len() >= 3, "a run with tokens");
    let mut needles = sessions;
    for token in task_tokens {
        needles.push(to_hex(token));
        needles.push(URL_SAFE_NO_PAD.encode(token));
        needles.push(STANDARD_NO_PAD.encode(token));
        needles.push(serde_json::to_string(token).unwrap());
    }
    let all: String = events.iter().map(|event| &*event.detail).collect();
    for needle in needles {
        assert!(!all.contains(&needle), "a token in an event");
    }
}
