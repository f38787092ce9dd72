//! The list of services: each command is taken by one of them, each table belongs to one of them
//! or to the kernel, and each event for everyone is one that there is.

use std::collections::BTreeSet;

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Role};
use crema_api::ids::SessionId;
use crema_api::problem::RefusalKind;
use crema_core::kernel::consumer::{Service, Services};
use crema_core::{Core, SqliteStorage};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::booth::Booth;
use crate::booth::log::dump_tables;

/// One of each command. None can be done; which service says so is what matters here.
pub fn commands() -> Vec<(String, Command)> {
    let id = Uuid::from_u128(7);
    let order = || json!({ "order_id": id });
    let bodies = [
        ("start", json!({ "code": "77777" })),
        ("place", json!({ "order_id": id, "drink": "none" })),
        (
            "place_shown",
            json!({ "place": { "order_id": id, "drink": "none" }, "may_change": false }),
        ),
        ("claim", order()),
        ("release", order()),
        ("complete", order()),
        ("collect", order()),
        ("cancel", order()),
        ("recall", order()),
        ("reprint", order()),
        ("claim_several", json!({ "orderIds": [] })),
        ("counter_order", json!({ "drink": "none" })),
        ("remake", order()),
        ("requeue", order()),
        ("dismiss", order()),
        ("call_again", order()),
        ("put_back", order()),
        ("move_to_top", order()),
        ("take_over", order()),
        ("hand_over", json!({ "to": id })),
        ("hide_name", order()),
        ("name_cup", json!({ "order_id": id, "name": "Jo" })),
        ("undo", order()),
        ("stop_execution", order()),
        ("set_station", json!({ "drinks": [] })),
        ("end_day", json!({})),
        ("set_branding", json!({ "colour": "no colour" })),
        ("set_store", json!({})),
        ("close_and_cancel", json!({})),
        ("start_occasion", json!({ "name": "" })),
        ("set_drink", json!({ "drink": "none", "available": true })),
        ("set_menu", json!({ "menu": { "drinks": [] } })),
        ("open_session", json!({ "pin": "no", "name": "Mia" })),
        ("use_pairing_link", json!({ "secret": "none" })),
        ("close_session", json!({ "session_id": id })),
        ("renew_pins", json!({ "roles": [] })),
        ("make_pairing_link", json!({ "role": "crew", "name": "x" })),
        ("inject", json!({ "detail-type": "no name", "detail": {} })),
        ("report", json!({ "report": "condition", "printer": "", "condition": "ok" })),
        ("notice", json!({ "notice": "board_gone", "session_id": id })),
        ("correct_clock", json!({ "from_ms": 0, "to_ms": 1 })),
    ];
    let command = |(name, body): (&str, Value)| {
        let mut body = body;
        body["command"] = json!(name);
        let command = serde_json::from_value(body).unwrap_or_else(|why| panic!("{name}: {why}"));
        (name.to_owned(), command)
    };
    bodies.into_iter().map(command).collect()
}

/// Every name that a command can have, as serde lists them.
fn command_names() -> BTreeSet<String> {
    let refused = serde_json::from_value::<Command>(json!({ "command": "?" })).unwrap_err();
    let words = refused.to_string();
    let known = words.split_once("expected one of").expect("a list of names").1;
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn with_one_service(booth: &mut Booth, service: &Service) {
    let services = Services { all: vec![service.clone()] };
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
}

#[test]
fn each_command_is_taken_by_one_service() {
    let commands = commands();
    let mut named: BTreeSet<String> = commands.iter().map(|(name, _)| name.clone()).collect();
    // The kernel's own.
    named.insert("redrive".to_owned());
    assert_eq!(named, command_names());

    let services = Services::of_booth().all;
    for (name, command) in commands {
        let takes = |service: &&Service| takes(service, &command);
        let takers: Vec<&str> = services.iter().filter(takes).map(Service::name).collect();
        assert_eq!(takers.len(), 1, "{name} is taken by {takers:?}");
    }
}

/// Whether the service takes this command, done or refused.
pub fn takes(service: &Service, command: &Command) -> bool {
    let caller = Caller::Session(SessionId(Uuid::from_u128(9)), Role::Crew);
    let mut booth = Booth::open(1);
    with_one_service(&mut booth, service);
    let answer = booth.ask(caller, command.clone());
    !answer.is_err_and(|refusal| refusal.kind == RefusalKind::Internal)
}

#[test]
fn each_table_belongs_to_one_service_or_to_the_kernel() {
    const KERNEL: [&str; 9] = [
        "booth",
        "events",
        "consumers",
        "dead_letters",
        "timers",
        "outcomes",
        "secrets",
        "names_on_cups",
        "names_of_staff",
    ];
    let booth = Booth::new(1);
    let tables: Vec<String> = dump_tables(&booth.path(), &[])
        .iter()
        .filter_map(|line| line.strip_prefix("-- ").map(str::to_owned))
        .collect();
    assert!(tables.len() > 20, "{tables:?}");
    let services = Services::of_booth().all;
    for table in tables.iter().filter(|table| !KERNEL.contains(&table.as_str())) {
        let owns = |service: &&Service| {
            service.table_prefix().is_some_and(|prefix| table.starts_with(prefix))
        };
        let owners: Vec<&str> = services.iter().filter(owns).map(Service::name).collect();
        assert_eq!(owners.len(), 1, "{table} belongs to {owners:?}");
    }
    for service in &services {
        let Some(prefix) = service.table_prefix() else { continue };
        assert!(tables.iter().any(|table| table.starts_with(prefix)), "{prefix} begins no table");
    }
}

#[test]
fn what_is_for_everyone_is_an_event_that_there_is() {
    let services = Services::of_booth().all;
    let public: Vec<&str> = services.iter().flat_map(Service::public_events).copied().collect();
    assert!(!public.is_empty());
    for name in public {
        assert!(DomainEvent::DETAIL_TYPES.contains(&name), "{name}");
    }
}
