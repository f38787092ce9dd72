//! What does not fit is refused as a problem, with a sentence, and changes nothing.

use axum::body::Body;
use axum::http::header;
use crema::http::route::RequestBody;
use crema::http::routes::ROUTES;
use crema_api::answers::Health;
use crema_api::commands::Role;
use crema_api::problem::Problem;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, order_path, request};

fn log_end(booth: &Booth) -> u64 {
    booth.get(&Proof::Nothing, "/healthz").json::<Health>().seq.0
}

#[test]
fn nothing_there_and_wrong_methods() {
    let booth = Booth::open();
    for path in ["/nothing", "/api/v1/nothing", "/api/v2/menu", "/assets/../Cargo.toml"] {
        let reply = booth.ask(&Proof::Nothing, "GET", path, None);
        assert_eq!((reply.status.as_u16(), reply.refusal().as_str()), (404, "not-found"), "{path}");
    }
    for (method, path) in [("DELETE", "/healthz"), ("POST", "/api/v1/menu"), ("PUT", "/")] {
        let reply = booth.ask(&Proof::Nothing, method, path, None);
        assert_eq!(reply.status, 405, "{method} {path}");
        let problem: Problem = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(problem.status, 405);
    }
    let browser = request(&Proof::Nothing, "GET", "/nothing").header(header::ACCEPT, "text/html");
    let page = booth.read(browser.body(Body::empty()).unwrap());
    assert_eq!(page.status, 404);
    assert!(page.header("content-type").unwrap().starts_with("text/html"));
}

/// A printer's report on a ticket at a place that no log has.
const BEYOND_ANY_LOG: &str = r#"{"report":"ticket_printed","printer":"bar",
    "order_id":"0192f0c4-0000-7000-8000-000000000000","ticket_seq":18446744073709551615}"#;

#[test]
fn bodies_that_do_not_fit() {
    let booth = Booth::open();
    let (crew, barista) = (booth.token(Role::Crew), booth.token(Role::Barista));
    let device = booth.token(Role::Device);
    let (phone, order) = booth.start();
    let place = order_path(order.id);
    // As deep as a body may be and still be read.
    let (open, close) = (r#"{"a":"#.repeat(125), "}".repeat(125));
    let nested = format!(r#"{{"detail-type":"custom.deep","detail":{open}1{close}}}"#);
    let before = log_end(&booth);
    let send = |proof: &Proof, method: &str, path: &str, body: &str| {
        booth.read(request(proof, method, path).body(Body::from(body.to_owned())).unwrap())
    };
    for (proof, method, path, body) in [
        (&Proof::Nothing, "POST", "/api/v1/scans", "{"),
        (&Proof::Nothing, "POST", "/api/v1/scans", "[]"),
        (&Proof::Nothing, "POST", "/api/v1/scans", r#"{"code":"x","more":1}"#),
        (&phone, "PUT", place.as_str(), r#"{"drink":7}"#),
        (&phone, "PUT", place.as_str(), "\u{0}"),
        (&crew, "PUT", "/api/v1/store", r#"{"state":"ajar"}"#),
        (&crew, "PUT", "/api/v1/menu", "{}"),
        (&barista, "GET", "/api/v1/orders?state=lost", ""),
        (&barista, "GET", "/api/v1/events?limit=0", ""),
        (&barista, "GET", "/api/v1/events?limit=501", ""),
        (&barista, "GET", "/api/v1/events?after=-1", ""),
        (&barista, "GET", "/api/v1/events?after=9223372036854775808", ""),
        (&barista, "GET", "/api/v1/events?after=18446744073709551615&pattern={}", ""),
        (&barista, "GET", "/api/v1/stream?topics=config&after=18446744073709551615", ""),
        (&device, "POST", "/api/v1/devices/x/reports", BEYOND_ANY_LOG),
        (&crew, "POST", "/api/v1/events", nested.as_str()),
        (&barista, "GET", "/api/v1/stream?topics=", ""),
        (&barista, "GET", "/api/v1/stream?topics=everything", ""),
        (&barista, "GET", "/board/scene.svg?w=1&h=1", ""),
    ] {
        let reply = send(proof, method, path, body);
        assert_eq!(
            (reply.status.as_u16(), reply.refusal().as_str()),
            (422, "bad-input"),
            "{path} {body}"
        );
    }
    assert_eq!(send(&barista, "POST", "/api/v1/orders/7/claim", "").refusal(), "not-found");
    assert_eq!(log_end(&booth), before, "a refusal is no event");
}

#[test]
fn no_route_takes_a_field_that_it_does_not_know() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (device, barista) = (booth.token(Role::Device), booth.token(Role::Barista));
    let (_, order) = booth.place("Zoë");
    let mut routes = 0;
    for route in ROUTES.iter().filter(|route| matches!(route.takes, Some(RequestBody::Json(_)))) {
        // What picks one of several shapes has to come first.
        let body = match route.path {
            "/api/v1/devices/{id}/reports" => {
                r#"{"report":"condition","printer":"bar","condition":"ok","nonsense":1}"#
            }
            _ => r#"{"nonsense":1}"#,
        };
        let path = route.path.replace("{id}", &order.id.to_string()).replace("{drink}", "latte");
        let answered = [&crew, &device, &barista].map(|proof| {
            let request = request(proof, route.verb.name(), &path);
            booth.read(request.body(Body::from(body)).unwrap())
        });
        let refused = answered.iter().find(|reply| reply.status == 422);
        let refused = refused.unwrap_or_else(|| panic!("{route:?} takes nonsense"));
        assert!(refused.text().contains("nonsense"), "{route:?}: {}", refused.text());
        routes += 1;
    }
    assert!(routes > 15, "{routes}");
}

#[test]
fn a_misspelled_field_deep_in_a_menu_is_named_and_changes_nothing() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let view: Value = booth.get(&crew, "/api/v1/menu").json();
    let mut menu = view["menu"].clone();
    menu["drinks"][0]["alergens"] = json!(["milk"]);
    let before = log_end(&booth);
    let body = json!({ "menu": menu }).to_string();
    let put = request(&crew, "PUT", "/api/v1/menu");
    let reply = booth.read(put.body(Body::from(body)).unwrap());
    assert_eq!((reply.status.as_u16(), reply.refusal().as_str()), (422, "bad-input"));
    assert!(reply.text().contains("menu.drinks.0.alergens"), "{}", reply.text());
    assert_eq!(log_end(&booth), before, "a refusal is no event");
}

#[test]
fn a_choice_that_is_misspelled_or_said_twice_changes_no_order() {
    let booth = Booth::open();
    let (phone, order) = booth.start();
    let put = |body: &str| {
        let request = request(&phone, "PUT", &order_path(order.id));
        booth.read(request.body(Body::from(body.to_owned())).unwrap())
    };
    assert_eq!(put(r#"{"drink":"latte","modifiers":{"Milk":"Soy"}}"#).status, 200);
    for body in [
        r#"{"drink":"latte","modifier":{"Milk":"Soy"}}"#,
        r#"{"drink":"latte","modifiers":{"Milk":"Soy"},"modifiers":{}}"#,
        r#"{"drink":"latte","modifiers":{"Milk":"Soy","Milk":"Whole"}}"#,
        r#"["latte",{"Milk":"Whole"}]"#,
    ] {
        assert_eq!(put(body).refusal(), "bad-input", "{body}");
    }
}

#[test]
fn a_body_over_the_limit() {
    let booth = Booth::open();
    let body = format!(r#"{{"code":"{}"}}"#, "A".repeat(300 * 1024));
    let reply = booth
        .read(request(&Proof::Nothing, "POST", "/api/v1/scans").body(Body::from(body)).unwrap());
    assert_eq!((reply.status.as_u16(), reply.refusal().as_str()), (413, "too-large"));
    let form = booth.form("/start", &format!("code={}", "A".repeat(300 * 1024)), None);
    assert_eq!((form.status.as_u16(), form.refusal().as_str()), (413, "too-large"));
}

#[test]
fn what_the_core_refuses_keeps_its_word() {
    let booth = Booth::open();
    let (crew, barista) = (booth.token(Role::Crew), booth.token(Role::Barista));
    let (phone, order) = booth.start();
    let path = order_path(order.id);
    let place = |body: Value| booth.ask(&phone, "PUT", &path, Some(body)).refusal();
    assert_eq!(place(json!({ "drink": "tea" })), "no-such-drink");
    let odd = json!({ "drink": "latte", "modifiers": { "Milk": "Yak" } });
    assert_eq!(place(odd), "no-such-option");
    assert_eq!(
        booth.post(&barista, &format!("{path}/complete"), json!({})).refusal(),
        "wrong-state"
    );
    let again = booth.post(&phone, "/api/v1/scans", json!({ "code": booth.code() }));
    assert_eq!(again.refusal(), "open-order");
    let unknown = format!("/api/v1/orders/{}/claim", uuid::Uuid::nil());
    assert_eq!(booth.post(&barista, &unknown, json!({})).refusal(), "no-such-order");
    let limits = json!({ "settings": { "ordersInFlightMax": 0 } });
    assert_eq!(
        booth.ask(&crew, "PUT", "/api/v1/store", Some(limits.clone())).refusal(),
        "bad-input"
    );
    assert_eq!(booth.ask(&barista, "PUT", "/api/v1/store", Some(limits)).refusal(), "not-allowed");
    let inject = json!({ "detail-type": "OrderManager.OrderCompleted", "detail": {} });
    assert_eq!(booth.post(&crew, "/api/v1/events", inject).refusal(), "bad-input");
}

#[test]
fn another_sites_page_cannot_write() {
    let booth = Booth::open();
    let send = |origin: &str| {
        let request =
            request(&Proof::Nothing, "POST", "/api/v1/scans").header(header::ORIGIN, origin);
        booth.read(request.body(Body::from(r#"{"code":"ZZZZZ"}"#)).unwrap()).refusal()
    };
    assert_eq!(send("http://booth"), "no-such-code");
    for origin in ["http://elsewhere", "http://booth.elsewhere", "null", "http://booth:81"] {
        assert_eq!(send(origin), "not-allowed", "{origin}");
    }
    let read =
        request(&Proof::Nothing, "GET", "/api/v1/menu").header(header::ORIGIN, "http://elsewhere");
    let reply = booth.read(read.body(Body::empty()).unwrap());
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("access-control-allow-origin"), None, "nor read what it got");
}

#[test]
fn every_answer_has_the_headers_that_keep_pages_safe() {
    let booth = Booth::open();
    for path in ["/", "/api/v1/menu", "/nothing", "/barista", "/healthz"] {
        let reply = booth.read(request(&Proof::Nothing, "GET", path).body(Body::empty()).unwrap());
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(reply.header("content-security-policy").unwrap().starts_with("default-src 'self'"));
        assert!(reply.header("cache-control").is_some(), "{path}");
    }
}
