//! Idempotency keys across an update: the body of an older client still fits its key.

use std::fmt::Write as _;

use crema_api::commands::{Caller, Command, Role};
use crema_api::ids::UserId;
use crema_core::rights::may;
use crema_testing::commands::{bodies, commands};
use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::booth::Booth;

/// A body as it is written again: what the digest under a key is made of.
fn written(body: &Value) -> Value {
    let command: Command = serde_json::from_value(body.clone()).unwrap();
    serde_json::to_value(command).unwrap()
}

#[test]
fn a_field_that_a_body_leaves_out_is_left_out_of_its_digest() {
    for body in bodies() {
        assert_eq!(written(&body), body);
    }
    let nested = [
        json!({ "command": "set_store", "settings": {} }),
        json!({ "command": "set_store", "settings": { "chooseS": 60 } }),
        json!({ "command": "set_drink",
            "options": [{ "modifier": "Milk", "option": "Oat", "available": false }] }),
    ];
    for body in nested {
        assert_eq!(written(&body), body);
    }
}

#[test]
fn a_default_that_is_said_is_the_same_as_one_that_is_left_out() {
    let said = [
        json!({ "command": "cancel", "order_id": Uuid::nil(), "reason": null, "held": false }),
        json!({ "command": "counter_order", "drink": "latte", "modifiers": {}, "complete": false,
            "name": null, "overCapacity": false }),
        json!({ "command": "set_store", "state": "open", "reason": null, "settings": null }),
    ];
    let left_out = [
        json!({ "command": "cancel", "order_id": Uuid::nil() }),
        json!({ "command": "counter_order", "drink": "latte" }),
        json!({ "command": "set_store", "state": "open" }),
    ];
    for (said, left_out) in said.iter().zip(&left_out) {
        assert_eq!(&written(said), left_out);
    }
}

#[test]
fn what_is_said_and_not_left_out_counts() {
    // An empty name takes the name away, and one that is left out leaves it.
    let said = json!({ "command": "place", "order_id": Uuid::nil(), "drink": "latte", "name": "",
        "modifiers": { "Milk": null } });
    assert_eq!(written(&said), said);
    let sold_out = json!({ "command": "set_drink", "drink": "latte", "available": false });
    assert_eq!(written(&sold_out), sold_out);
}

/// The digest under each key, as the database has it. A change here is a body that no longer fits
/// its key after an update: it has to be avoided, and not to be accepted.
#[test]
fn each_body_keeps_its_digest() {
    let mut booth = Booth::open(1);
    let callers = [
        booth.staff(Role::Crew, "Mia"),
        booth.device(Role::Device, "Printer 1"),
        Caller::Customer(UserId(Uuid::from_u128(9))),
        Caller::Hub,
    ];
    // A guest's refusal is not kept: let the code of that *Start* be the one on the board.
    let connection = Connection::open(booth.path()).unwrap();
    let live = "UPDATE secrets SET id = CAST('77777' AS BLOB) WHERE kind = 'code'";
    assert_eq!(connection.execute(live, []).unwrap(), 1);
    drop(connection);
    let mut digests = String::new();
    for (name, command) in commands() {
        let caller = callers.into_iter().find(|caller| may(*caller, &command).is_ok()).unwrap();
        let _ = booth.ask(caller, command);
        let connection = Connection::open(booth.path()).unwrap();
        let sql = "SELECT hex(body) FROM outcomes ORDER BY id DESC LIMIT 1";
        let digest: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        writeln!(digests, "{name} {digest}").unwrap();
    }
    insta::assert_snapshot!(digests);
}
