//! Every event of the log once and in order, whatever the stream does.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex};

use crema_api::{LogId, Seq};
use crema_client::{ClientError, Notification, follow_log};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::small_hub::{STREAM_HEAD, SmallHub, answer, client, message, ok, page, send};

/// Follows `hub` after `cursor` until event `last`.
fn followed(hub: &SmallHub, cursor: u64, last: u64) -> Result<Vec<u64>, ClientError> {
    let mut seqs = Vec::new();
    follow_log(&client(hub), LogId::default(), Seq(cursor), |notification| {
        if let Notification::Received(event) = notification {
            assert_eq!(event.decode_detail::<serde_json::Value>().unwrap()["n"], event.seq.0);
            seqs.push(event.seq.0);
        }
        if seqs.last() == Some(&last) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(seqs)
}

#[test]
fn it_reads_pages_to_the_end_and_then_the_stream() {
    let hub = SmallHub::start(|_, request, connection| {
        let after = request.parameter("after").unwrap();
        if request.is_stream() {
            assert_eq!((after, request.header("last-event-id")), (7, Some("7")));
            send(connection, format!("{STREAM_HEAD}{}{}", message(8), message(9)));
        } else {
            send(connection, page(after, (after + 3).min(7), 7));
        }
    });
    assert_eq!(followed(&hub, 2, 9).unwrap(), [3, 4, 5, 6, 7, 8, 9]);
    let lines: Vec<String> = hub.requests().into_iter().map(|request| request.line).collect();
    assert_eq!(
        lines,
        [
            "GET /api/v1/events?after=2&limit=500",
            "GET /api/v1/events?after=5&limit=500",
            "GET /api/v1/stream?topics=admin/*&after=7",
        ]
    );
}

#[test]
fn a_stream_that_doubles_or_skips_costs_no_event() {
    let hub = SmallHub::start(|_, request, connection| {
        let after = request.parameter("after").unwrap();
        if request.is_stream() {
            let told: String = [2, 3, 3, 1, 4, 9, 9, 10].into_iter().map(message).collect();
            send(connection, format!("{STREAM_HEAD}{told}"));
        } else {
            // By the time that the gap is seen, the log has grown to 9.
            let head = if after < 3 { 3 } else { 9 };
            send(connection, page(after, head, head));
        }
    });
    assert_eq!(followed(&hub, 0, 10).unwrap(), (1..=10).collect::<Vec<_>>());
}

#[test]
fn a_cursor_below_the_floor_or_beyond_the_log_is_the_callers_to_mend() {
    let pruned = SmallHub::saying(answer(410, "", r#"{"floor": 400}"#));
    let error = followed(&pruned, 17, 18).unwrap_err();
    assert!(matches!(error, ClientError::Rejected { status: 410, .. }), "{error:?}");
    let renewed = SmallHub::saying(ok(r#"{"events": [], "seq": 3}"#));
    let error = followed(&renewed, 17, 18).unwrap_err();
    let expected = (Seq(17), Seq(3));
    assert!(
        matches!(error, ClientError::AnotherLog { cursor, head } if (cursor, head) == expected)
    );
}

/// The log number `n`.
fn log(n: u8) -> LogId {
    format!("00000000-0000-4000-8000-{n:012}").parse().unwrap()
}

/// A page without events, of a log of this name that ends at 3.
fn empty_page(log: LogId) -> String {
    ok(&format!(r#"{{"events": [], "log": "{log}", "seq": 3}}"#))
}

/// The first message of a stream of this log.
fn head_of(log: LogId, seq: u64, floor: u64) -> String {
    format!("event: log\ndata: {{\"log\":\"{log}\",\"seq\":{seq},\"floor\":{floor}}}\n\n")
}

#[test]
fn a_log_of_another_name_is_another_log_however_far_it_goes() {
    let follow = |hub: &SmallHub, known| {
        follow_log(&client(hub), known, Seq(3), |_| ControlFlow::Continue(())).unwrap_err()
    };
    let renewed = SmallHub::start(|_, _, connection| send(connection, empty_page(log(2))));
    assert!(matches!(follow(&renewed, log(1)), ClientError::AnotherLog { .. }));
    // Replaced between the page and the stream, by one who did not know the log before.
    let renewed = SmallHub::start(|_, request, connection| {
        if request.is_stream() {
            send(connection, format!("{STREAM_HEAD}{}{}", head_of(log(2), 9, 0), message(4)));
        } else {
            send(connection, empty_page(log(1)));
        }
    });
    assert!(matches!(follow(&renewed, LogId::default()), ClientError::AnotherLog { .. }));
}

#[test]
fn a_log_that_is_pruned_past_the_cursor_names_its_floor() {
    let body = serde_json::json!({
        "type": "urn:crema:problem:log-pruned", "title": "", "status": 410, "detail": "", "floor": 5,
    });
    let hub = SmallHub::start(move |number, request, connection| {
        if request.is_stream() {
            send(connection, format!("{STREAM_HEAD}{}", head_of(log(1), 9, 5)));
        } else if number == 0 {
            send(connection, empty_page(log(1)));
        } else {
            send(connection, answer(410, "", &body.to_string()));
        }
    });
    let error = followed(&hub, 3, 9).unwrap_err();
    assert_eq!(error.floor(), Some(Seq(5)), "{error:?}");
}

/// What a hub does to one request, drawn by chance.
#[derive(Debug, Clone, Copy)]
enum Fate {
    /// It serves so many events, and closes.
    Serve(u64),
    Busy,
    Unpaired,
    /// It serves so many events and half of another one.
    Half(u64),
    Reset,
    Garbage,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => (0_u64..6).prop_map(Fate::Serve),
        2 => (0_u64..6).prop_map(Fate::Half),
        1 => Just(Fate::Busy),
        1 => Just(Fate::Unpaired),
        1 => Just(Fate::Reset),
        1 => Just(Fate::Garbage),
    ]
}

const LAST: u64 = 12;

/// A hub with these fates, one for each request, and a good one ever after.
fn fateful(fates: Vec<Fate>) -> SmallHub {
    let head = Arc::new(Mutex::new(0_u64));
    SmallHub::start(move |number, request, connection| {
        let after = request.parameter("after").unwrap();
        let fate = fates.get(number).copied().unwrap_or(Fate::Serve(LAST));
        let (count, half) = match fate {
            Fate::Serve(count) => (count, false),
            Fate::Half(count) => (count, true),
            Fate::Busy => return send(connection, answer(503, "Retry-After: 0\r\n", "{}")),
            Fate::Unpaired => return send(connection, answer(401, "", "{}")),
            Fate::Reset => return,
            Fate::Garbage => return send(connection, ok("<html>")),
        };
        let to = (after + count).min(LAST);
        let mut head = head.lock().unwrap();
        *head = (*head).max(to);
        if request.is_stream() {
            let events: String = (after + 1..=to).map(message).collect();
            let cut = if half { &message(to + 1)[..20] } else { "" };
            send(connection, format!("{STREAM_HEAD}{events}{cut}"));
        } else {
            let page = page(after, to, *head);
            send(connection, &page[..if half { page.len() - 5 } else { page.len() }]);
        }
    })
}

proptest! {
    // Each case waits through real pauses of 0.1 s and more.
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// A failing case is printed with the seed that makes it again.
    #[test]
    fn through_any_fates_there_is_no_gap_and_no_double(
        fates in proptest::collection::vec(fate(), 0..6),
    ) {
        let hub = fateful(fates);
        let seqs = followed(&hub, 0, LAST).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(seqs, (1..=LAST).collect::<Vec<_>>());
    }
}
