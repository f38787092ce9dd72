//! The stream through every lost connection.

use std::net::TcpListener;
use std::ops::ControlFlow;
use std::sync::mpsc::channel;
use std::thread;

use crema_api::Seq;
use crema_client::{Client, ClientError, NOTIFICATIONS_WAITING_MAX, Notification, follow};

use crate::small_hub::{STREAM_HEAD, SmallHub, answer, client, message, send};

/// What a follower was notified of, in a word each, until there were `count`.
fn words(client: &Client, cursor: Option<Seq>, count: usize) -> Vec<String> {
    let mut words = Vec::new();
    follow(client, "config", cursor, |notification| {
        match notification {
            Notification::Connected => words.push("connected".to_owned()),
            Notification::Received(message) => words.push(message.id.unwrap_or_default()),
            Notification::KeepAlive => {}
            Notification::Lost(ClientError::Unreachable { .. }) => words.push("lost".to_owned()),
            Notification::Lost(error) => words.push(error.to_string()),
        }
        if words.len() < count { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    words
}

#[test]
fn after_a_loss_it_goes_on_from_the_last_id() {
    let hub = SmallHub::start(|number, _, connection| match number {
        0 => send(connection, format!("{STREAM_HEAD}{}{}", message(4), message(5))),
        1 => send(connection, "HTTP/1.1 200 OK\r\nContent-Ty"),
        2 => send(connection, format!("{STREAM_HEAD}: hello\n\nid: 6\ndata: not an event\n\n")),
        _ => send(connection, format!("{STREAM_HEAD}{}", message(7))),
    });
    let words = words(&client(&hub), None, 9);
    let expected = ["connected", "4", "5", "lost", "lost", "connected", "6", "lost", "connected"];
    assert_eq!(words, expected);
    let after: Vec<_> = hub.requests().iter().map(|request| request.parameter("after")).collect();
    assert_eq!(after, [None, Some(5), Some(5), Some(6)]);
}

#[test]
fn a_hub_that_is_not_there_is_tried_again() {
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    assert_eq!(words(&Client::new(&address, None), Some(Seq(1)), 3), ["lost"; 3]);
}

#[test]
fn a_stream_that_is_refused_is_tried_again() {
    let hub = SmallHub::start(|number, _, connection| match number {
        0 => send(connection, answer(401, "", "{}")),
        1 => send(connection, answer(404, "", "{}")),
        _ => send(connection, STREAM_HEAD),
    });
    let words = words(&client(&hub), None, 3);
    assert!(words[0].contains("401") && words[1].contains("404"), "{words:?}");
    assert_eq!(words[2], "connected");
}

#[test]
fn a_keep_alive_lets_a_follower_end() {
    let hub = SmallHub::saying(format!("{STREAM_HEAD}: still here\n\n"));
    let mut alive = false;
    follow(&client(&hub), "config", None, |notification| {
        alive = matches!(notification, Notification::KeepAlive);
        if alive { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(alive);
    assert_eq!(hub.requests().len(), 1);
}

#[test]
fn a_slow_subscriber_misses_messages_and_no_loss() {
    let (cut, cuts) = channel::<()>();
    let cuts = std::sync::Mutex::new(cuts);
    let many = NOTIFICATIONS_WAITING_MAX as u64 * 4;
    let hub = SmallHub::start(move |number, _, connection| {
        send(connection, STREAM_HEAD);
        if number == 0 {
            send(connection, (1..=many).map(message).collect::<String>());
            let _ = cuts.lock().unwrap().recv();
        } else {
            // The second stays open while the test looks.
            thread::park();
        }
    });
    let notifications = client(&hub).subscribe("config", None).unwrap();
    assert!(matches!(notifications.recv().unwrap(), Notification::Connected));
    assert!(matches!(notifications.recv().unwrap(), Notification::Received(())));
    cut.send(()).unwrap();
    let mut received = 1_u64;
    loop {
        match notifications.recv().unwrap() {
            Notification::Received(()) => received += 1,
            Notification::KeepAlive => {}
            Notification::Lost(_) => break,
            Notification::Connected => panic!("it was not lost yet"),
        }
    }
    assert!(received <= many, "{received}");
    assert!(matches!(notifications.recv().unwrap(), Notification::Connected));
}
