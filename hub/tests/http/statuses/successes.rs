//! How each route is used as it is meant, each in a booth of its own.

use crema::http::route::Route;
use crema_api::answers::{OrderView, PairingLink, SessionView};
use crema_api::commands::Role;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, Reply, order_path};

/// As long as a placed order waits, and a bit.
const WAIT_MS: u64 = 15 * 60_000 + 1_000;

/// What is asked of an order at its place in the queue, and what has to be done to it before.
const PRESSES: [(&str, &[&str]); 18] = [
    ("claim", &[]),
    ("release", &["claim"]),
    ("complete", &["claim"]),
    ("collect", &["claim", "complete"]),
    ("recall", &["claim", "complete"]),
    ("reprint", &[]),
    ("remake", &["claim", "complete"]),
    ("call-again", &["claim", "complete"]),
    ("put-back", &["claim", "complete", "collect"]),
    ("move-to-top", &[]),
    ("take-over", &["claim"]),
    ("hide-name", &[]),
    ("undo", &["move-to-top"]),
    ("cancel", &[]),
    ("name", &[]),
    ("stop", &[]),
    // Of an order that nobody made in time.
    ("requeue", &[]),
    ("dismiss", &[]),
];

/// The route's answer when nothing is in its way.
pub fn of(route: &Route) -> Reply {
    let booth = Booth::open();
    let verb = route.verb.name();
    if let Some(what) = route.path.strip_prefix("/api/v1/orders/{id}") {
        return of_an_order(booth, verb, what.trim_start_matches('/'));
    }
    let crew = booth.token(Role::Crew);
    let path = route.path;
    let ask = |body: Value| booth.ask(&crew, verb, path, Some(body));
    match (verb, path) {
        ("GET", "/assets/logo.png") => {
            booth.ask(&crew, "PUT", "/api/v1/branding", Some(json!({ "logoPng": PIXEL })));
            booth.get(&Proof::Nothing, path)
        }
        ("GET", "/api/v1/me/orders") => booth.get(&booth.start().0, path),
        ("GET", "/api/v1/tickets/{file}") => {
            let (_, order) = booth.place("Zoë");
            booth.post(&crew, &format!("{}/claim", order_path(order.id)), json!({}));
            let tickets: Value = booth.get(&crew, "/api/v1/tickets").json();
            booth.get(&crew, &format!("/api/v1/tickets/{}.png", tickets["tickets"][0]["seq"]))
        }
        ("GET", "/api/v1/schemas/{detail_type}/{version}") => {
            booth.get(&crew, "/api/v1/schemas/OrderManager.OrderPlaced/1")
        }
        ("GET", "/api/v1/stream") => booth.begun(&crew, "/api/v1/stream?topics=config"),
        ("GET", _) => booth.get(&crew, path),
        ("PUT", "/api/v1/menu") => ask(booth.get(&crew, path).json()),
        ("PUT", "/api/v1/menu.csv" | "/api/v1/menu.toml") => {
            booth.put_file(&crew, path, booth.get(&crew, path).body)
        }
        ("PUT", "/api/v1/clock") => ask(json!({ "wallMs": 1_900_000_000_000_i64 })),
        ("PUT", "/api/v1/sessions/me/station") => ask(json!({ "drinks": ["latte"] })),
        ("PUT", _) => ask(json!({})),
        ("PATCH", _) => {
            booth.ask(&crew, verb, "/api/v1/menu/latte", Some(json!({ "available": false })))
        }
        ("DELETE", _) => {
            let session = booth.pair(Role::Barista, "Jo").session_id;
            booth.ask(&crew, verb, &format!("/api/v1/sessions/{session}"), None)
        }
        ("POST", "/api/v1/occasions") => ask(json!({ "name": "Second day" })),
        ("POST", "/api/v1/scans") => {
            booth.post(&Proof::Nothing, path, json!({ "code": booth.code() }))
        }
        ("POST", "/api/v1/counter-orders") => ask(json!({ "drink": "latte" })),
        ("POST", "/api/v1/orders/claim-several") => {
            ask(json!({ "orderIds": [booth.place("Zoë").1.id] }))
        }
        ("POST", "/api/v1/sessions") => {
            ask(json!({ "pin": booth.pin(Role::Barista), "name": "Jo" }))
        }
        ("POST", "/api/v1/sessions/pair") => {
            let body = json!({ "role": "device", "name": "Lamp" });
            let link: PairingLink = booth.post(&crew, "/api/v1/pairing-links", body).json();
            ask(json!({ "secret": link.path.trim_start_matches("/pair/") }))
        }
        ("POST", "/api/v1/sessions/me/hand-over") => {
            let other: SessionView = booth.pair(Role::Barista, "Jo");
            ask(json!({ "to": other.session_id }))
        }
        ("POST", "/api/v1/pins") => ask(json!({ "roles": ["barista"] })),
        ("POST", "/api/v1/pairing-links") => ask(json!({ "role": "board", "name": "Board" })),
        ("POST", "/api/v1/events") => ask(json!({ "detail-type": "custom.mug", "detail": {} })),
        ("POST", "/api/v1/devices/{id}/reports") => {
            let report = json!({ "report": "condition", "printer": "bar", "condition": "ok" });
            booth.post(&booth.token(Role::Device), "/api/v1/devices/bar/reports", report)
        }
        ("POST", "/api/v1/alive") => {
            booth.post(&booth.token(Role::Device), path, json!({ "printer": "bar" }))
        }
        ("POST", "/api/v1/dead-letters/{consumer}/{seq}/discard") => {
            let dead_letter = "INSERT INTO dead_letters (consumer, seq, key, reason)
                VALUES ('journey', 1, 'booth', '')";
            let connection = rusqlite::Connection::open(booth.database()).unwrap();
            connection.execute(dead_letter, []).unwrap();
            booth.post(&crew, "/api/v1/dead-letters/journey/1/discard", json!({}))
        }
        ("POST", _) => ask(json!({})),
        other => panic!("nobody knows how {other:?} is used"),
    }
}

fn of_an_order(mut booth: Booth, verb: &str, what: &str) -> Reply {
    let barista = booth.token(Role::Barista);
    let (phone, order): (Proof, OrderView) = booth.place("Zoë");
    let path = order_path(order.id);
    if what.is_empty() {
        let body =
            (verb == "PUT").then(|| json!({ "drink": "mocha", "modifiers": { "Milk": "Whole" } }));
        return booth.ask(&phone, verb, &path, body);
    }
    if matches!(what, "requeue" | "dismiss") {
        booth = booth.later(WAIT_MS);
    }
    let (_, before) = PRESSES.iter().find(|(press, _)| *press == what).unwrap();
    for press in *before {
        let reply = booth.post(&barista, &format!("{path}/{press}"), json!({}));
        assert_eq!(reply.status, 200, "{press}: {}", reply.text());
    }
    let other = booth.token(Role::Barista);
    let crew = booth.token(Role::Crew);
    let proof = match what {
        "take-over" => &other,
        "stop" => &crew,
        _ => &barista,
    };
    let body = if what == "name" { json!({ "name": "Kim" }) } else { json!({}) };
    booth.ask(proof, verb, &format!("{path}/{what}"), Some(body))
}

/// The smallest PNG there is: one grey pixel.
const PIXEL: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
