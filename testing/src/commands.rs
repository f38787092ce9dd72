//! One of each command, for tests that hold something of every one.

use std::collections::BTreeSet;

use crema_api::commands::Command;
use serde_json::{Value, json};
use uuid::Uuid;

/// One of each command, with the fields that it must have and no others. None can be done; which
/// service says so is what matters.
///
/// # Panics
/// When one of them is no command any longer.
#[must_use]
pub fn commands() -> Vec<(String, Command)> {
    let command = |body: Value| {
        let name = body["command"].as_str().unwrap().to_owned();
        let command = serde_json::from_value(body).unwrap_or_else(|why| panic!("{name}: {why}"));
        (name, command)
    };
    bodies().into_iter().map(command).collect()
}

/// The body of one of each command, with the fields that it must have and no others.
#[must_use]
pub fn bodies() -> Vec<Value> {
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
        ("set_branding", json!({})),
        ("set_store", json!({})),
        ("close_and_cancel", json!({})),
        ("start_occasion", json!({ "name": "" })),
        ("set_drink", json!({})),
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
        ("redrive", json!({})),
        ("discard", json!({ "consumer": "none", "seq": 7 })),
    ];
    let named = |(name, mut body): (&str, Value)| {
        body["command"] = json!(name);
        body
    };
    bodies.into_iter().map(named).collect()
}

/// Every name that a command can have, as serde lists them.
///
/// # Panics
/// When serde lists none.
#[must_use]
pub fn command_names() -> BTreeSet<String> {
    let refused = serde_json::from_value::<Command>(json!({ "command": "?" })).unwrap_err();
    let words = refused.to_string();
    let known = words.split_once("expected one of").expect("a list of names").1;
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
