//! What each kind of answer, and of none, means to a caller.

use std::error::Error as _;
use std::net::{Shutdown, TcpListener};
use std::thread;
use std::time::Duration;

use crema_api::alive::SignOfLife;
use crema_api::problem::Problem;
use crema_client::{ANSWER_BYTES_MAX, Client, ClientError, Event, path_segment};
use serde_json::{Value, json};

use crate::small_hub::{SmallHub, TOKEN, answer, client, envelope, ok, send};

fn error_of(bytes: impl Into<Vec<u8>>) -> ClientError {
    client(&SmallHub::saying(bytes)).get::<Value>("store").unwrap_err()
}

#[test]
fn a_question_has_its_path_its_token_and_its_answer() {
    let hub = SmallHub::saying(ok(r#"{"boothMs": 7}"#));
    assert_eq!(client(&hub).get::<Value>("orders?state=open").unwrap(), json!({ "boothMs": 7 }));
    let [request] = hub.requests().try_into().unwrap();
    assert_eq!(request.line, "GET /api/v1/orders?state=open");
    assert_eq!(request.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    let unpaired = Client::new(&format!("{}/", hub.address), None);
    unpaired.get::<Value>("store").unwrap();
    assert_eq!(hub.requests()[1].line, "GET /api/v1/store");
    assert_eq!(hub.requests()[1].header("authorization"), None);
    assert!(!format!("{:?}", client(&hub)).contains(TOKEN), "a token is in no log");
}

#[test]
fn a_write_has_its_key_and_its_body_and_may_be_answered_with_nothing() {
    let hub = SmallHub::saying("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    let body = json!({ "condition": "ok" });
    client(&hub).post::<()>("devices/Printer%201/reports", "key-1", &body).unwrap();
    let [request] = hub.requests().try_into().unwrap();
    assert_eq!(request.line, "POST /api/v1/devices/Printer%201/reports");
    assert_eq!(request.header("idempotency-key"), Some("key-1"));
    assert!(request.header("content-type").unwrap().starts_with("application/json"));
    assert_eq!(serde_json::from_str::<Value>(&request.body).unwrap(), body);
}

#[test]
fn a_sign_of_life_names_a_printer_and_no_board() {
    let hub = SmallHub::saying(ok(r#"{"report": true}"#));
    let printer = SignOfLife { printer: Some("Printer 1".to_owned()) };
    assert!(client(&hub).sign_of_life(&printer).unwrap().report);
    assert!(client(&hub).sign_of_life(&SignOfLife::default()).unwrap().report);
    let requests = hub.requests();
    assert!(requests.iter().all(|request| request.line == "POST /api/v1/alive"));
    let bodies = requests.iter().map(|request| serde_json::from_str::<Value>(&request.body));
    let bodies: Vec<_> = bodies.collect::<Result<_, _>>().unwrap();
    assert_eq!(bodies, [json!({ "printer": "Printer 1" }), json!({})]);
}

#[test]
fn a_device_that_is_not_paired_or_not_allowed_is_told_what_to_do() {
    for status in [401, 403] {
        let error = error_of(answer(status, "", "{}"));
        assert!(matches!(error, ClientError::Unauthorized { status: s, .. } if s == status));
        assert!(error.to_string().contains("pair this device again"), "{error}");
    }
}

#[test]
fn a_busy_hub_is_asked_again_when_it_says() {
    for (status, header, after) in [
        (503, "Retry-After: 2\r\n", Some(Duration::from_secs(2))),
        (429, "retry-after: 1\r\n", Some(Duration::from_secs(1))),
        (503, "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n", None),
        (503, "Retry-After: -1\r\n", None),
        (408, "", None),
        (500, "", None),
        (502, "", None),
    ] {
        let error = error_of(answer(status, header, "{}"));
        assert!(matches!(error, ClientError::Busy { status: s, .. } if s == status), "{error:?}");
        assert_eq!(error.retry_after(), after, "{status} {header}");
    }
}

#[test]
fn a_rejection_carries_the_hubs_words() {
    let problem = Problem {
        kind: "urn:crema:problem:no-such-order".into(),
        title: "No such order".into(),
        status: 404,
        detail: "That order is over.".into(),
        floor: None,
    };
    let body = serde_json::to_string(&problem).unwrap();
    let error = error_of(answer(404, "Content-Type: application/problem+json\r\n", &body));
    assert!(error.to_string().contains("404 to store: That order is over."), "{error}");
    let ClientError::Rejected { status: 404, problem: Some(said), .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(*said, problem);
    for (status, body) in [(404, "<html>"), (410, ""), (422, "{}"), (400, "\u{0}")] {
        let error = error_of(answer(status, "", body));
        let ClientError::Rejected { status: s, problem: None, .. } = error else {
            panic!("{error:?}")
        };
        assert_eq!(s, status);
    }
}

#[test]
fn what_is_not_the_apis_answer_is_named_with_its_cause() {
    for body in ["<html>a captive portal</html>", "{\"boothMs\": 7", "", "[1"] {
        let error = client(&SmallHub::saying(ok(body))).get::<crema_api::answers::Health>("health");
        let error = error.unwrap_err();
        assert!(matches!(error, ClientError::Decode { .. }), "{body}: {error:?}");
        assert_eq!(error.to_string(), "cannot decode health");
        assert!(error.source().is_some());
    }
}

#[test]
fn a_redirect_is_not_followed_and_gets_no_token() {
    let portal = SmallHub::saying(ok("{}"));
    let location = format!("Location: {}/login\r\n", portal.address);
    for status in [301, 302, 307, 308] {
        let error = error_of(answer(status, &location, ""));
        assert!(matches!(error, ClientError::Decode { .. }), "{error:?}");
    }
    assert!(portal.requests().is_empty());
}

#[test]
fn no_answer_half_an_answer_and_no_http_are_no_hub() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"boothMs\": 7}";
    let half_chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"boothMs\":";
    for bytes in [half, half_chunk, "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1", "", "SSH-2.0-x\r\n"]
    {
        let error = error_of(bytes);
        assert!(matches!(error, ClientError::Unreachable { .. }), "{bytes:?}: {error:?}");
        assert!(error.source().is_some(), "{bytes:?}");
    }
}

#[test]
fn a_connection_that_is_reset_or_refused_is_no_hub() {
    let hub = SmallHub::start(|_, _, connection| {
        send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1");
        connection.shutdown(Shutdown::Both).unwrap();
    });
    let resetting = TcpListener::bind("127.0.0.1:0").unwrap();
    let reset = format!("http://{}", resetting.local_addr().unwrap());
    thread::spawn(move || {
        // Closed with a request that was never read, a connection is reset.
        for connection in resetting.incoming().map_while(Result::ok) {
            connection.peek(&mut [0]).unwrap();
        }
    });
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let refused = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    let others = [reset.as_str(), refused.as_str(), "no address"];
    let others = others.map(|address| Client::new(address, None));
    for client in others.into_iter().chain([client(&hub)]) {
        let error = client.get::<Value>("store").unwrap_err();
        assert!(matches!(error, ClientError::Unreachable { .. }), "{error:?}");
    }
}

#[test]
fn an_answer_beyond_the_limit_is_not_kept_in_memory() {
    let length = ANSWER_BYTES_MAX + 1;
    let hub = SmallHub::start(move |_, _, connection| {
        send(connection, format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n\""));
        send(connection, vec![b'x'; usize::try_from(length).unwrap()]);
    });
    let error = client(&hub).get::<Value>("menu").unwrap_err();
    assert!(matches!(error, ClientError::TooLarge { .. }), "{error:?}");
}

#[test]
fn a_page_that_is_too_large_is_asked_for_in_smaller_ones() {
    // Events so large that 63 of them fit into an answer, and no more.
    let size = usize::try_from(ANSWER_BYTES_MAX).unwrap() / 63;
    let hub = SmallHub::start(move |_, request, connection| {
        let limit = request.parameter("limit").unwrap();
        let mut events: Vec<Value> = (1..=limit.min(64)).map(envelope).collect();
        for event in &mut events {
            event["detail"] = json!({ "image": "x".repeat(size - 400) });
        }
        send(connection, ok(&json!({ "events": events, "seq": 64 }).to_string()));
    });
    let page = client(&hub).fetch_page::<Event>(crema_api::Seq(0)).unwrap();
    let limits: Vec<_> = hub.requests().iter().map(|r| r.parameter("limit").unwrap()).collect();
    assert_eq!(limits, [500, 250, 125, 62]);
    assert_eq!(page.events.len(), 62);
}

#[test]
fn an_event_keeps_its_detail_until_somebody_can_decode_it() {
    let json = envelope(17).to_string();
    let event: Event = serde_json::from_str(&json).unwrap();
    assert_eq!((event.seq.0, event.booth_ms.0), (17, 170));
    assert_eq!(event.detail_type, "custom.tick");
    assert_eq!(event.decode_detail::<Value>().unwrap(), json!({ "n": 17 }));
    let error = event.decode_detail::<u64>().unwrap_err();
    assert_eq!(error.to_string(), "cannot decode event 17 (custom.tick)");
}

#[test]
fn a_name_is_one_segment_of_a_path() {
    assert_eq!(path_segment("Printer 1/ü"), "Printer%201%2F%C3%BC");
}
