//! The stream's bytes as messages, however the network cuts them.

use crema_client::{ANSWER_BYTES_MAX, ClientError, Message, MessageParser, ParseError};
use proptest::prelude::*;

use crate::small_hub::{STREAM_HEAD, SmallHub, client, message, send};

fn message_of(id: Option<&str>, data: &str) -> Message {
    Message { id: id.map(str::to_owned), event: None, data: data.to_owned() }
}

fn all(stream: impl AsRef<[u8]>) -> Vec<Message> {
    MessageParser::default().push(stream.as_ref()).unwrap()
}

#[test]
fn comments_and_unknown_fields_are_passed_over() {
    let stream = ": alive\n\nid: 7\nevent: message\nretry: 5\nx\ndata: {\"a\":\ndata: 1}\n\n:\n\n";
    let expected = message_of(Some("7"), "{\"a\":\n1}");
    assert_eq!(all(stream), [Message { event: Some("message".to_owned()), ..expected }]);
}

#[test]
fn lines_end_in_three_ways_and_a_message_that_is_cut_off_is_dropped() {
    for end in ["\n", "\r\n", "\r"] {
        let stream = "id:1|data:x||data: y|data||id: 2|data: cut".replace('|', end);
        assert_eq!(
            all(stream),
            [message_of(Some("1"), "x"), message_of(Some("1"), "y\n")],
            "{end:?}"
        );
    }
}

#[test]
fn an_id_lasts_and_a_bad_one_is_passed_over() {
    let messages = all("data: a\n\nid: 5\n\ndata: b\n\nid: 6\u{0}\ndata: c\n\nid: x\ndata: d\n\n");
    let ids: Vec<_> = messages.iter().map(|message| message.id.as_deref()).collect();
    assert_eq!(ids, [None, Some("5"), Some("5"), Some("x")]);
    assert_eq!(messages[3].seq(), None);
    assert_eq!(messages[2].seq().unwrap().0, 5);
}

#[test]
fn an_endless_line_or_message_is_given_up() {
    let limit = usize::try_from(ANSWER_BYTES_MAX).unwrap();
    let endless = [b"data: ".to_vec(), vec![b'x'; limit]].concat();
    assert!(matches!(MessageParser::default().push(&endless), Err(ParseError::TooLong)));
    let line = [b"data: ".to_vec(), vec![b'x'; limit / 4], b"\n".to_vec()].concat();
    let mut parser = MessageParser::default();
    let refused = (0..5).map(|_| parser.push(&line)).find_map(Result::err);
    assert!(matches!(refused, Some(ParseError::TooLong)));
    // Ended in time, four of them are four messages.
    let whole = [line, b"\n".to_vec()].concat().repeat(5);
    assert_eq!(all(whole).len(), 5);
}

#[test]
fn a_stream_that_is_not_utf_8_is_given_up() {
    let hub = SmallHub::saying([STREAM_HEAD.as_bytes(), b"data: \xFF\n\n"].concat());
    let mut stream = client(&hub).open_stream("config", None).unwrap();
    let error = loop {
        if let Err(error) = stream.receive() {
            break error;
        }
    };
    assert!(matches!(error, ClientError::Decode { .. }), "{error:?}");
}

#[test]
fn a_stream_is_read_as_it_comes_over_the_network() {
    let hub = SmallHub::start(|_, _, connection| {
        send(connection, STREAM_HEAD);
        for byte in format!(": hello\n\n{}{}", message(7), message(8)).bytes() {
            send(connection, [byte]);
        }
    });
    let mut stream = client(&hub).open_stream("admin/*,config", Some(crema_api::Seq(6))).unwrap();
    let mut messages = Vec::new();
    let error = loop {
        match stream.receive() {
            Ok(more) => messages.extend(more),
            Err(error) => break error,
        }
    };
    let events: Vec<u64> =
        messages.iter().map(|message| message.decode_event().unwrap().seq.0).collect();
    assert_eq!(events, [7, 8]);
    assert!(matches!(error, ClientError::Unreachable { .. }), "the hub closed it: {error:?}");
    let [request] = hub.requests().try_into().unwrap();
    assert_eq!(request.line, "GET /api/v1/stream?topics=admin/*,config&after=6");
    assert_eq!(request.header("last-event-id"), Some("6"));
    assert_eq!(request.header("accept"), Some("text/event-stream"));
}

/// Lines of a stream, with whole characters of several bytes and every kind of end.
fn stream() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just(String::new()),
        "(id|data|event|retry|:|x)",
        "(id|data): ?[ -~ü健☕]{0,12}",
        ":[ -~ü健☕]{0,12}",
    ];
    let end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    proptest::collection::vec((line, end), 0..24).prop_map(|lines| {
        lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect()
    })
}

proptest! {
    /// A failing case is printed with the seed that makes it again.
    #[test]
    fn any_chunking_of_the_same_bytes_has_the_same_messages(
        stream in stream(),
        sizes in proptest::collection::vec(1_usize..9, 1..40),
    ) {
        let whole = all(&stream);
        let mut parser = MessageParser::default();
        let (mut rest, mut sizes) = (stream.as_bytes(), sizes.iter().cycle());
        let mut pieced = Vec::new();
        while !rest.is_empty() {
            let (chunk, left) = rest.split_at(rest.len().min(*sizes.next().unwrap()));
            pieced.extend(parser.push(chunk).unwrap());
            rest = left;
        }
        prop_assert_eq!(pieced, whole);
    }
}
