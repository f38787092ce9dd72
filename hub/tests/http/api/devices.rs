//! Signs of life over HTTP, and what the booth shows of those who give them.

use crema_api::alive::SignTaken;
use crema_api::answers::{Health, Sessions, StoreView};
use crema_api::commands::Role;
use crema_api::events::board::BoardCondition;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof};

#[test]
fn a_printer_is_asked_how_it_is_until_it_has_said_so() {
    let booth = Booth::open();
    let printer = booth.token(Role::Device);
    let sign = || {
        let sign = json!({ "printer": "Printer 1" });
        booth.post(&printer, "/api/v1/alive", sign).json::<SignTaken>().report
    };
    assert!(sign());
    let ok = json!({ "report": "condition", "printer": "Printer 1", "condition": "ok" });
    assert_eq!(booth.post(&printer, "/api/v1/devices/1/reports", ok).status, 200);
    assert!(!sign());
    let board = booth.pair(Role::Board, "Board at the storage");
    let board_token = Proof::Token(board.token.unwrap());
    let taken: SignTaken = booth.post(&board_token, "/api/v1/alive", json!({})).json();
    assert!(!taken.report);

    let store: StoreView = booth.get(&Proof::Nothing, "/api/v1/store").json();
    assert_eq!(store.printers.len(), 1);
    assert_eq!(store.boards[0].name.as_deref(), Some("Board at the storage"));
    assert_eq!(store.boards[0].condition, BoardCondition::Ok);
    let health: Health = booth.get(&Proof::Nothing, "/healthz").json();
    assert!(health.ok && health.gone.is_empty());
    let sessions: Sessions = booth.get(&booth.token(Role::Crew), "/api/v1/sessions").json();
    assert!(sessions.sessions.iter().all(|session| !session.gone));
}

#[test]
fn a_sign_that_does_not_fit_or_comes_from_no_one_is_refused() {
    let booth = Booth::open();
    let nobody = booth.post(&Proof::Nothing, "/api/v1/alive", json!({}));
    assert_eq!(nobody.refusal(), "not-signed-in");
    let device = booth.token(Role::Device);
    let odd = booth.post(&device, "/api/v1/alive", json!({ "lamp": 1 }));
    assert_eq!(odd.refusal(), "bad-input");
}

#[test]
fn a_printer_that_comes_and_goes_is_not_taken_at_its_word_for_ever() {
    let booth = Booth::open();
    let (printer, crew) = (booth.token(Role::Device), booth.token(Role::Crew));
    let mut refused = None;
    for batch in 0..100 {
        let condition = if batch % 2 == 0 { "ok" } else { "paper_out" };
        let report = json!({ "report": "condition", "printer": "Bar", "condition": condition });
        let reply = booth.post(&printer, "/api/v1/devices/1/reports", report);
        if reply.status != 200 {
            refused = Some(reply.refusal());
            break;
        }
    }
    assert_eq!(refused.as_deref(), Some("too-many"));
    let pattern = "%7B%22detail-type%22%3A%5B%22Printer.StatusChanged%22%5D%7D";
    let page: Value = booth.get(&crew, &format!("/api/v1/events?after=0&pattern={pattern}")).json();
    assert!(page["events"].as_array().unwrap().len() < 30);
}
