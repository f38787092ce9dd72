//! Every role on every route: who gets in is what the table says, and nobody else.

use std::collections::{BTreeMap, BTreeSet};

use crema::http::middleware::access::Access;
use crema::http::route::Route;
use crema::http::routes::ROUTES;
use crema_api::commands::{Caller, Command, Role};
use crema_api::ids::{OrderId, SessionId, UserId};
use crema_api::problem::{Problem, TYPE_PREFIX};
use crema_core::rights::may;
use crema_testing::commands::{command_names, commands};
use uuid::Uuid;

use crate::booth::{Booth, Proof, request};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Nobody,
    Customer,
    Link,
    Paired(Role),
}

const EVERYONE: [Who; 7] = [
    Who::Nobody,
    Who::Customer,
    Who::Link,
    Who::Paired(Role::Barista),
    Who::Paired(Role::Crew),
    Who::Paired(Role::Board),
    Who::Paired(Role::Device),
];

/// The rights once more, written out.
fn let_in(access: Access) -> Vec<Who> {
    use Role::{Barista, Board, Crew, Device};
    use Who::{Customer, Link, Paired};
    match access {
        Access::Anyone => EVERYONE.to_vec(),
        Access::Customer => vec![Customer, Link],
        Access::OrderOwnerOrStaff => vec![Customer, Link, Paired(Barista), Paired(Crew)],
        Access::OrderOwnerOrPaired => EVERYONE[1..].to_vec(),
        Access::Paired => EVERYONE[3..].to_vec(),
        Access::Staff => vec![Paired(Barista), Paired(Crew)],
        Access::StaffOrBoard => vec![Paired(Barista), Paired(Crew), Paired(Board)],
        Access::Crew => vec![Paired(Crew)],
        Access::CrewOrDevice => vec![Paired(Crew), Paired(Device)],
        Access::Device => vec![Paired(Device)],
    }
}

/// Whether the answer says that one may not, and not something else.
fn kept_out(booth: &Booth, proof: &Proof, method: &str, path: &str) -> bool {
    let response =
        booth.send(request(proof, method, path).body(axum::body::Body::empty()).unwrap());
    if !matches!(response.status().as_u16(), 401 | 403) {
        return false;
    }
    let body = axum::body::to_bytes(response.into_body(), 10_000);
    let problem: Problem = serde_json::from_slice(&booth.runtime.block_on(body).unwrap()).unwrap();
    let word = problem.kind.strip_prefix(TYPE_PREFIX).unwrap().to_owned();
    ["not-signed-in", "not-allowed"].contains(&word.as_str())
}

#[test]
fn every_role_on_every_route() {
    let booth = Booth::open();
    let (cookie, order) = booth.start();
    let link = Proof::Link(order.link.unwrap().trim_start_matches("/o/").to_owned());
    let pair = |who: Who| match who {
        Who::Nobody => (Proof::Nothing, None),
        Who::Customer => (cookie.clone(), None),
        Who::Link => (link.clone(), None),
        Who::Paired(role) => {
            let session = booth.pair(role, "Mia");
            (Proof::Token(session.token.unwrap()), Some(session.session_id.to_string()))
        }
    };
    // Pairing links that fit nobody are tried below, so everyone pairs before; one session to end.
    let proofs = EVERYONE.map(|who| (who, pair(who).0, pair(who)));

    let mut wrong = Vec::new();
    for route in ROUTES {
        for (who, proof, (to_end, own)) in &proofs {
            let ends = route.path == "/api/v1/sessions/{id}";
            let proof = if ends { to_end } else { proof };
            let id = if ends { own.clone() } else { Some(order.id.to_string()) };
            let path = path_of(route, id.as_deref().unwrap_or("none"));
            let may = !kept_out(&booth, proof, route.verb.name(), &path);
            if may != let_in(route.access).contains(who) {
                wrong.push(format!("{route:?} ({:?}): {who:?} may: {may}", route.access));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn path_of(route: &Route, id: &str) -> String {
    let path = route.path.replace("{id}", id);
    let path = path.split('/').map(|part| if part.starts_with('{') { "something" } else { part });
    let path = path.collect::<Vec<_>>().join("/");
    if path.ends_with("/stream") { format!("{path}?topics=config") } else { path }
}

#[test]
fn topics_of_the_bus_are_for_the_paired_and_ones_own_for_customers() {
    let booth = Booth::open();
    let (cookie, order) = booth.start();
    let link = Proof::Link(order.link.unwrap().trim_start_matches("/o/").to_owned());
    let follow = |topics: &str| format!("/api/v1/stream?topics={topics}");
    for topic in ["admin/*", "admin/OrderManager/*", "admin/OrderManager/MakeOrder"] {
        for proof in [&Proof::Nothing, &cookie, &link] {
            assert!(kept_out(&booth, proof, "GET", &follow(topic)), "{topic} for {proof:?}");
        }
        for role in [Role::Barista, Role::Crew, Role::Board, Role::Device] {
            assert!(!kept_out(&booth, &booth.token(role), "GET", &follow(topic)), "{role:?}");
        }
    }
    assert!(kept_out(&booth, &Proof::Nothing, "GET", &follow("users/me")));
    assert!(!kept_out(&booth, &cookie, "GET", &follow("users/me,config")));
    assert!(!kept_out(&booth, &link, "GET", &follow("users/me,config")));
}

#[test]
fn an_order_is_for_its_own_customer() {
    let booth = Booth::open();
    let (_, order) = booth.place("Zoë");
    let (stranger, other) = booth.place("Kim");
    let others_link = Proof::Link(other.link.unwrap().trim_start_matches("/o/").to_owned());
    let path = format!("/api/v1/orders/{}", order.id);
    for proof in [&stranger, &others_link] {
        for (method, path) in
            [("GET", path.clone()), ("PUT", path.clone()), ("POST", format!("{path}/cancel"))]
        {
            let body = Some(serde_json::json!({ "drink": "latte" })).filter(|_| method == "PUT");
            let refused = booth.ask(proof, method, &path, body);
            assert!(
                ["no-such-order", "not-signed-in", "not-allowed"]
                    .contains(&refused.refusal().as_str()),
                "{method} {path}: {}",
                refused.text()
            );
            assert!(!refused.text().contains("Zoë"));
        }
    }
}

#[test]
fn a_forged_proof_is_none() {
    let booth = Booth::open();
    let Proof::Token(token) = booth.token(Role::Crew) else { unreachable!() };
    let mut forged = token.clone().into_bytes();
    forged[40] = if forged[40] == b'A' { b'B' } else { b'A' };
    let forged = String::from_utf8(forged).unwrap();
    for text in [forged, token[..token.len() - 2].to_owned(), String::new(), "a".repeat(400)] {
        let refused = booth.get(&Proof::Token(text), "/api/v1/sessions/me");
        assert_eq!(refused.refusal(), "not-signed-in");
    }
    // A token is no customer's cookie and no order's link.
    for proof in [Proof::Cookie(token.clone()), Proof::Link(token)] {
        assert_eq!(booth.get(&proof, "/api/v1/me/orders").refusal(), "not-signed-in");
    }
}

/// The routes that give a command, each with its commands: what the core says of a caller, and what
/// the table of routes says, must be the same.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("POST", "/api/v1/orders/{id}/claim", "claim"),
    ("POST", "/api/v1/orders/{id}/release", "release"),
    ("POST", "/api/v1/orders/{id}/complete", "complete"),
    ("POST", "/api/v1/orders/{id}/collect", "collect"),
    ("POST", "/api/v1/orders/{id}/cancel", "cancel"),
    ("POST", "/api/v1/orders/{id}/recall", "recall"),
    ("POST", "/api/v1/orders/{id}/reprint", "reprint"),
    ("POST", "/api/v1/orders/{id}/remake", "remake"),
    ("POST", "/api/v1/orders/{id}/requeue", "requeue"),
    ("POST", "/api/v1/orders/{id}/dismiss", "dismiss"),
    ("POST", "/api/v1/orders/{id}/call-again", "call_again"),
    ("POST", "/api/v1/orders/{id}/put-back", "put_back"),
    ("POST", "/api/v1/orders/{id}/move-to-top", "move_to_top"),
    ("POST", "/api/v1/orders/{id}/take-over", "take_over"),
    ("POST", "/api/v1/orders/{id}/hide-name", "hide_name"),
    ("POST", "/api/v1/orders/{id}/undo", "undo"),
    ("POST", "/api/v1/orders/{id}/stop", "stop_execution"),
    ("PUT", "/api/v1/orders/{id}/name", "name_cup"),
    ("PUT", "/api/v1/orders/{id}", "place"),
    ("POST", "/api/v1/orders/claim-several", "claim_several"),
    ("POST", "/api/v1/counter-orders", "counter_order"),
    ("POST", "/api/v1/sessions/me/hand-over", "hand_over"),
    ("PUT", "/api/v1/sessions/me/station", "set_station"),
    ("POST", "/api/v1/store/end-day", "end_day"),
    ("PUT", "/api/v1/branding", "set_branding"),
    ("PUT", "/api/v1/store", "set_store"),
    ("POST", "/api/v1/store/close-and-cancel", "close_and_cancel"),
    ("POST", "/api/v1/occasions", "start_occasion"),
    ("PATCH", "/api/v1/menu/{drink}", "set_drink"),
    ("PUT", "/api/v1/menu", "set_menu"),
    ("PUT", "/api/v1/menu.csv", "set_menu"),
    ("PUT", "/api/v1/menu.toml", "set_menu"),
    ("POST", "/api/v1/pins", "renew_pins"),
    ("POST", "/api/v1/pairing-links", "make_pairing_link"),
    ("POST", "/api/v1/events", "inject"),
    ("POST", "/api/v1/devices/{id}/reports", "report"),
    ("POST", "/api/v1/redrive", "redrive"),
    ("POST", "/api/v1/dead-letters/{consumer}/{seq}/discard", "discard"),
];

/// Writes whose caller the shell makes, or that give no command, or whose right depends on more than
/// the role; and commands that no route gives.
const OTHER_WRITES: &[&str] = &[
    // Each becomes a customer: their cookie, or a new one.
    "/api/v1/scans",
    "/start",
    // Each shows the order's link.
    "/o/{secret}/place",
    "/o/{secret}/cancel",
    // Whoever is paired was unknown before.
    "/api/v1/sessions",
    "/api/v1/sessions/pair",
    // One's own session, or any for the crew.
    "/api/v1/sessions/{id}",
    // No command.
    "/api/v1/alive",
    "/api/v1/clock",
];
const OTHER_COMMANDS: &[&str] = &[
    "start",
    "place_shown",
    "open_session",
    "use_pairing_link",
    "close_session",
    "notice",
    "correct_clock",
];

#[test]
fn routes_and_the_core_agree_on_every_command_and_role() {
    let commands: BTreeMap<String, Command> = commands().into_iter().collect();
    let mut wrong = Vec::new();
    for (verb, path, name) in COMMANDS {
        let route = ROUTES.iter().find(|route| (route.verb.name(), route.path) == (*verb, *path));
        let (route, command) = (route.unwrap_or_else(|| panic!("{verb} {path}")), &commands[*name]);
        let session = SessionId(Uuid::from_u128(1));
        for role in [Role::Barista, Role::Crew, Role::Board, Role::Device] {
            let core = may(Caller::Session(session, role), command).is_ok();
            if core != route.access.allows_role(role) {
                wrong.push(format!("{route:?}: {role:?}: {name} may: {core}"));
            }
        }
        let customer = Caller::Customer(UserId(Uuid::from_u128(2)));
        for caller in [customer, Caller::Link(OrderId(Uuid::from_u128(3)))] {
            let core = may(caller, command).is_ok();
            if core != route.access.allows_customers() {
                wrong.push(format!("{route:?}: {caller:?}: {name} may: {core}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_write_and_every_command_is_in_that_list() {
    let listed = |route: &&Route| {
        COMMANDS.iter().any(|(verb, path, _)| (route.verb.name(), route.path) == (*verb, *path))
            || OTHER_WRITES.contains(&route.path)
    };
    let missing: Vec<_> = ROUTES.iter().filter(|r| r.is_write() && !listed(r)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
    let mut named: BTreeSet<&str> = COMMANDS.iter().map(|(_, _, name)| *name).collect();
    named.extend(OTHER_COMMANDS);
    let all = command_names();
    assert_eq!(named, all.iter().map(String::as_str).collect());
}
