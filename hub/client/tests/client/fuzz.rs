//! Fuzz target of the stream's reader: bytes as any network may cut and damage them.

use crema_client::{Message, MessageParser};
use crema_testing::fuzz;

/// The messages up to the end, or up to what cannot be read.
fn messages(chunks: impl Iterator<Item = impl AsRef<[u8]>>) -> (Vec<Message>, bool) {
    let (mut parser, mut all) = (MessageParser::default(), Vec::new());
    for chunk in chunks {
        match parser.push(chunk.as_ref()) {
            Ok(more) => all.extend(more),
            Err(_) => return (all, false),
        }
    }
    (all, true)
}

/// The message as a hub would send it.
fn printed(message: &Message) -> String {
    let id = message.id.iter().map(|id| format!("id: {id}\n"));
    let event = message.event.iter().map(|event| format!("event: {event}\n"));
    let data = message.data.split('\n').map(|line| format!("data: {line}\n"));
    id.chain(event).chain(data).chain(["\n".to_owned()]).collect()
}

/// The messages of a stream are the same however it is cut, and each is the same when it is
/// printed and read again. They are never longer than what came.
fn sse(data: &[u8]) {
    let (by_byte, whole) = messages(data.chunks(1));
    for size in [2, 3, 7] {
        let (cut, to_the_end) = messages(data.chunks(size));
        assert_eq!(to_the_end, whole);
        // Of a chunk that cannot be read, the messages before are lost as well.
        assert!(by_byte.starts_with(&cut) && (!whole || cut.len() == by_byte.len()));
    }
    for message in &by_byte {
        assert!(message.data.len() <= data.len());
        assert!(message.id.as_ref().is_none_or(|id| id.len() <= data.len() && !id.contains('\0')));
        let again = printed(message);
        let (read, _) = messages(std::iter::once(&again));
        assert_eq!(read, std::slice::from_ref(message), "printed: {again:?}");
        // Whether it holds an event is decided without a panic, too.
        let _ = (message.seq(), message.decode_event());
    }
}

#[test]
fn bytes_are_messages_or_refused() {
    fuzz::run(
        &[
            ": hello\n\nid: 7\nevent: message\ndata: {\"type\":\"custom.tick\",\"seq\":7}\n\n",
            "id:1\r\ndata:x\r\n\r\ndata: y\r\ndata\r\n\r\nid: 2\r\ndata: cut",
            "retry: 5\rdata: é健☕\r\rid\rdata\r\r",
        ],
        sse,
    );
}
