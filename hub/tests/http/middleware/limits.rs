//! Guessing is slow, and hurts the guesser alone.

use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use crema_api::commands::Role;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, Reply, request};

/// A request as from this address.
fn from(
    booth: &Booth,
    address: [u8; 4],
    proof: &Proof,
    method: &str,
    path: &str,
    body: &Value,
) -> Reply {
    booth.read(request_from(address, proof, method, path, body))
}

fn request_from(
    address: [u8; 4],
    proof: &Proof,
    method: &str,
    path: &str,
    body: &Value,
) -> Request<Body> {
    request(proof, method, path)
        .extension(ConnectInfo(SocketAddr::new(IpAddr::from(address), 4000)))
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// How many of these, sent at the same moment, were looked at and not stopped by a limit.
fn looked_at(booth: &Booth, requests: Vec<Request<Body>>) -> usize {
    let sent = booth.send_at_once(requests);
    sent.iter().filter(|response| response.status() != 429).count()
}

fn guesses_until_stopped(mut guess: impl FnMut(u32) -> Reply, wrong: &str) -> u32 {
    for count in 0..200 {
        let reply = guess(count);
        match reply.refusal().as_str() {
            "too-many" => {
                assert_eq!(reply.status, 429);
                assert!(reply.header("retry-after").is_some());
                return count;
            }
            word => assert_eq!(word, wrong),
        }
    }
    panic!("nobody stopped the guessing");
}

#[test]
fn wrong_codes_are_counted_by_phone() {
    let booth = Booth::open();
    let scan = |address, code: &str| {
        from(&booth, address, &Proof::Nothing, "POST", "/api/v1/scans", &json!({ "code": code }))
    };
    let stopped = guesses_until_stopped(
        |n| scan([10, 0, 0, 7], &format!("ZZZZ{}", n % 7 + 2)),
        "no-such-code",
    );
    assert!((5..=20).contains(&stopped), "{stopped}");
    assert_eq!(scan([10, 0, 0, 7], &booth.code()).refusal(), "too-many", "nor by luck");
    assert_eq!(scan([10, 0, 0, 8], &booth.code()).status, 200, "another phone is not held up");
}

#[test]
fn wrong_pins_are_counted_by_tablet_and_in_all_and_lock_nobody_out() {
    let booth = Booth::open();
    let paired = booth.token(Role::Barista);
    let pin = booth.pin(Role::Crew);
    let wrong =
        if pin == "000000" || booth.pin(Role::Barista) == "000000" { "111111" } else { "000000" };
    let body = json!({ "pin": wrong, "name": "Eve" });
    let pair = |address, body: &Value| {
        from(&booth, address, &Proof::Nothing, "POST", "/api/v1/sessions", body)
    };
    assert!(guesses_until_stopped(|_| pair([10, 0, 0, 7], &body), "wrong-pin") <= 10);
    let right = json!({ "pin": pin, "name": "Ada" });
    assert_eq!(pair([10, 0, 0, 8], &right).status, 200, "another tablet still pairs");

    // A guesser with ever new addresses meets the limit of all.
    let by_many =
        guesses_until_stopped(|n| pair([10, 0, 1, u8::try_from(n).unwrap()], &body), "wrong-pin");
    assert!(by_many <= 40, "{by_many}");
    let me = from(&booth, [10, 0, 0, 9], &paired, "GET", "/api/v1/sessions/me", &json!({}));
    assert_eq!(me.status, 200, "who is paired is not locked out");
}

#[test]
fn guesses_at_the_same_moment_are_counted_like_guesses_one_after_another() {
    let booth = Booth::open();
    let pin_of = |n: u32| json!({ "pin": format!("{n:06}"), "name": "Eve" });
    let right = [Role::Crew, Role::Barista].map(|role| booth.pin(role));
    let wrong = (0..).map(pin_of).filter(|body| !right.iter().any(|pin| body["pin"] == *pin));
    let pins = wrong.take(64).map(|body| {
        request_from([10, 0, 0, 7], &Proof::Nothing, "POST", "/api/v1/sessions", &body)
    });
    assert!(looked_at(&booth, pins.collect()) <= 10);

    let codes = (0..64).map(|n| {
        let body = json!({ "code": format!("ZZZ{}{}", n % 6 + 2, n / 6 % 6 + 2) });
        request_from([10, 0, 0, 7], &Proof::Nothing, "POST", "/api/v1/scans", &body)
    });
    assert!(looked_at(&booth, codes.collect()) <= 20);
}

#[test]
fn a_right_guess_costs_nothing_however_many_come_at_once() {
    let booth = Booth::open();
    let body = json!({ "pin": booth.pin(Role::Barista), "name": "Jo" });
    for round in 0..12 {
        let pins = (0..4).map(|_| {
            request_from([10, 0, 0, 7], &Proof::Nothing, "POST", "/api/v1/sessions", &body)
        });
        assert_eq!(looked_at(&booth, pins.collect()), 4, "round {round}");
    }
}

#[test]
fn a_code_that_is_used_up_may_be_tried_often_and_not_for_ever() {
    let booth = Booth::open();
    let body = json!({ "code": booth.code() });
    let scan = |address| from(&booth, address, &Proof::Nothing, "POST", "/api/v1/scans", &body);
    while scan([10, 0, 0, 8]).status == 200 {}
    // Fewer than the requests that an address has: it is the code that is limited.
    let stopped = guesses_until_stopped(|_| scan([10, 0, 0, 7]), "code-used-up");
    assert!((30..=70).contains(&stopped), "{stopped}");
}

#[test]
fn a_flood_from_one_address_is_its_own_problem() {
    let booth = Booth::open();
    let menu = |address| from(&booth, address, &Proof::Nothing, "GET", "/api/v1/menu", &json!({}));
    let refused = (0..2_000).filter(|_| menu([10, 0, 0, 7]).status == 429).count();
    assert!(refused > 0, "nobody stopped the flood");
    assert_eq!(menu([10, 0, 0, 8]).status, 200);
}

#[test]
fn streams_of_one_device_are_limited_and_counted_off() {
    let booth = Booth::open();
    let follow = || {
        let request = request(&Proof::Nothing, "GET", "/api/v1/stream?topics=config")
            .extension(ConnectInfo(SocketAddr::new(IpAddr::from([10, 0, 0, 7]), 4000)));
        booth.send(request.body(Body::empty()).unwrap())
    };
    let mut open = Vec::new();
    let refused = loop {
        let response = follow();
        if response.status() != 200 {
            break response;
        }
        open.push(response);
        assert!(open.len() < 90, "no limit");
    };
    assert_eq!(refused.status(), 429);
    open.pop();
    assert_eq!(follow().status(), 200, "one that was closed makes room");
}
