//! Event patterns through their public interface: known cases, refusals, and a model.

mod model;
mod refusals;

use crema_core::pattern::Pattern;
use serde_json::{Value, json};

fn matches(pattern: &Value, event: &Value) -> bool {
    let parsed = Pattern::parse(&pattern.to_string()).unwrap_or_else(|e| panic!("{e}: {pattern}"));
    assert_eq!(Pattern::from_value(pattern).unwrap(), parsed, "both ways lead to the same");
    parsed.matches(event)
}

fn event() -> Value {
    json!({
        "version": "0",
        "detail-type": "OrderManager.WaitingCompletion",
        "source": "awsserverlessda.serverlesspresso",
        "account": "booth-7",
        "resources": ["shelf-1", "shelf-2"],
        "seq": 300,
        "detail": {
            "orderNumber": "42",
            "orderState": "queued",
            "robot": false,
            "baristaUserId": "",
            "note": null,
            "share": 0.5,
            "TS": 300.0,
            "drinkOrder": {
                "drink": "Café Latte",
                "modifiers": ["Oat", "Large"],
                "choices": [
                    { "modifier": "Milk", "option": "Oat", "default": false },
                    { "modifier": "Size", "option": "Small", "default": true }
                ]
            },
            "extras": []
        }
    })
}

#[test]
fn patterns_match_as_eventbridge_has_it() {
    let detail = |pattern: Value| json!({ "detail": pattern });
    let drink = |pattern: Value| json!({ "detail": { "drinkOrder": pattern } });
    #[rustfmt::skip]
    let cases = [
        // Exact values, alternatives, and fields together.
        (json!({ "source": ["awsserverlessda.serverlesspresso"] }), true),
        (json!({ "source": ["awsserverlessda"] }), false),
        (json!({ "source": ["aws.ec2", "awsserverlessda.serverlesspresso"], "account": ["booth-7"] }), true),
        (json!({ "source": ["awsserverlessda.serverlesspresso"], "account": ["booth-8"] }), false),
        (json!({ "detail-type": ["OrderManager.WaitingCompletion"], "detail": { "orderState": ["queued", "making"] } }), true),
        (detail(json!({ "orderState": ["Queued"] })), false),
        (detail(json!({ "robot": [false] })), true),
        (detail(json!({ "robot": ["false"] })), false),
        (detail(json!({ "note": [null] })), true),
        (detail(json!({ "note": ["null"] })), false),
        (detail(json!({ "missing": [null] })), false),
        (detail(json!({ "baristaUserId": [""] })), true),
        (detail(json!({ "baristaUserId": ["x", ""] })), true),
        // Numbers, as they are written.
        (json!({ "seq": [300] }), true),
        (json!({ "seq": [300.0] }), false),
        (json!({ "seq": ["300"] }), false),
        (detail(json!({ "TS": [300.0] })), true),
        (detail(json!({ "TS": [300] })), false),
        (detail(json!({ "share": [0.5] })), true),
        (detail(json!({ "orderNumber": [42] })), false),
        // Lists: one element is enough, and fields of objects must be of the same element.
        (json!({ "resources": ["shelf-2", "shelf-9"] }), true),
        (json!({ "resources": ["shelf-9"] }), false),
        (drink(json!({ "modifiers": ["Oat"], "drink": [{ "prefix": "Café" }] })), true),
        (drink(json!({ "choices": { "option": ["Oat"] } })), true),
        (drink(json!({ "choices": { "modifier": ["Milk"], "option": ["Oat"], "default": [false] } })), true),
        (drink(json!({ "choices": { "modifier": ["Milk"], "option": ["Small"] } })), false),
        (detail(json!({ "extras": ["x"] })), false),
        // A leaf is no object, and an object no leaf.
        (json!({ "detail": ["x"] }), false),
        (detail(json!({ "orderState": { "x": ["y"] } })), false),
        // Prefixes, of text alone.
        (json!({ "detail-type": [{ "prefix": "OrderManager." }] }), true),
        (json!({ "detail-type": [{ "prefix": "ordermanager." }] }), false),
        (json!({ "detail-type": [{ "prefix": "" }] }), true),
        (json!({ "seq": [{ "prefix": "3" }] }), false),
        (json!({ "resources": [{ "prefix": "shelf" }] }), true),
        (json!({ "source": ["x", { "prefix": "awsserverless" }] }), true),
        // Being there or not, of leaves alone.
        (detail(json!({ "orderNumber": [{ "exists": true }] })), true),
        (detail(json!({ "orderNumber": [{ "exists": false }] })), false),
        (detail(json!({ "note": [{ "exists": true }] })), true),
        (detail(json!({ "missing": [{ "exists": true }] })), false),
        (detail(json!({ "missing": [{ "exists": false }] })), true),
        (detail(json!({ "missing": { "deeper": [{ "exists": false }] } })), true),
        (detail(json!({ "drinkOrder": [{ "exists": true }] })), false),
        (detail(json!({ "drinkOrder": [{ "exists": false }] })), true),
        (detail(json!({ "extras": [{ "exists": true }] })), false),
        (detail(json!({ "extras": [{ "exists": false }] })), true),
        (detail(json!({ "missing": [{ "exists": false }, "x"] })), true),
        (drink(json!({ "choices": { "option": [{ "exists": false }] } })), false),
        (drink(json!({ "choices": { "price": [{ "exists": false }], "option": ["Oat"] } })), true),
        // Anything but: of what is there.
        (detail(json!({ "orderState": [{ "anything-but": "making" }] })), true),
        (detail(json!({ "orderState": [{ "anything-but": "queued" }] })), false),
        (detail(json!({ "orderState": [{ "anything-but": ["ready", "queued"] }] })), false),
        (detail(json!({ "orderState": [{ "anything-but": ["ready", "making"] }] })), true),
        (detail(json!({ "missing": [{ "anything-but": "x" }] })), false),
        (json!({ "seq": [{ "anything-but": 300 }] }), false),
        (json!({ "seq": [{ "anything-but": [1, 2] }] }), true),
        (json!({ "seq": [{ "anything-but": "300" }] }), true),
        (detail(json!({ "robot": [{ "anything-but": "x" }] })), true),
        (json!({ "resources": [{ "anything-but": "shelf-1" }] }), true),
        (json!({ "resources": [{ "anything-but": ["shelf-1", "shelf-2"] }] }), false),
    ];
    for (pattern, expected) in cases {
        assert_eq!(matches(&pattern, &event()), expected, "{pattern}");
    }
}

#[test]
fn what_is_no_event_matches_only_what_asks_for_nothing() {
    for event in [json!(null), json!("x"), json!([]), json!([{ "a": 1 }]), json!({})] {
        assert!(!matches(&json!({ "b": [1] }), &event), "{event}");
        assert!(matches(&json!({ "b": [{ "exists": false }] }), &event), "{event}");
    }
}
