//! The live stream as a program follows it: server-sent events (WHATWG HTML, section 9.2), one
//! thread reading, the test asking for the next message with patience and no more.

use std::io::{BufRead, BufReader};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crema_api::Seq;
use crema_api::answers::StreamMessage;

use crate::client::{Answer, Client, Refused};

/// A stream that is being followed. Its thread ends when the stream does, at the latest with the
/// booth.
#[derive(Debug)]
pub struct Stream {
    messages: Receiver<Answer<(Seq, StreamMessage)>>,
}

impl Client {
    /// Follows these topics from after `seq`.
    ///
    /// # Errors
    /// When the booth refuses the stream.
    pub fn follow(&self, topics: &[&str], after: Seq) -> Answer<Stream> {
        let path = format!("/api/v1/stream?topics={}&after={after}", topics.join(","));
        let mut reply = self.send("GET", &path, None, None)?;
        if !reply.status().is_success() {
            return Err(Self::accept(&mut reply).map_or_else(
                |refused| refused,
                |_| Refused::Unreadable("a stream that is none".to_owned()),
            ));
        }
        let (sender, messages) = channel();
        let lines = BufReader::new(reply.into_body().into_reader()).lines();
        std::thread::spawn(move || {
            let mut frame = Frame::default();
            for line in lines.map_while(Result::ok) {
                if let Some(message) = frame.take(&line)
                    && sender.send(message).is_err()
                {
                    return;
                }
            }
        });
        Ok(Stream { messages })
    }
}

impl Stream {
    /// The next message, or `None` when none came within `patience` or the stream has ended.
    ///
    /// # Errors
    /// When what came is no message of the contract.
    pub fn next(&self, patience: Duration) -> Answer<Option<(Seq, StreamMessage)>> {
        match self.messages.recv_timeout(patience) {
            Ok(message) => message.map(Some),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Ok(None),
        }
    }

    /// The next message of this kind; others are passed over.
    ///
    /// # Errors
    /// When none came within `patience`.
    pub fn next_of(&self, kind: &str, patience: Duration) -> Answer<(Seq, StreamMessage)> {
        let deadline = Instant::now() + patience;
        let mut passed = Vec::new();
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.next(left)? {
                Some((seq, message)) if message.kind == kind => return Ok((seq, message)),
                Some((_, message)) => passed.push(message.kind),
                None => {
                    let missed = format!("no {kind} within {patience:?}; there was {passed:?}");
                    return Err(Refused::Unreachable(missed));
                }
            }
        }
    }
}

/// The message that is being read.
#[derive(Debug, Default)]
struct Frame {
    id: String,
    event: String,
    data: String,
}

impl Frame {
    /// Takes a line; the empty one ends the message.
    fn take(&mut self, line: &str) -> Option<Answer<(Seq, StreamMessage)>> {
        if line.is_empty() {
            let Self { id, event, data } = std::mem::take(self);
            // The first message names the log and carries no event.
            return (!data.is_empty() && event != "log").then(|| read(&id, &data));
        }
        match line.split_once(':') {
            Some(("id", value)) => value.trim_start().clone_into(&mut self.id),
            Some(("data", value)) => {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(value.strip_prefix(' ').unwrap_or(value));
            }
            Some(("event", value)) => value.trim_start().clone_into(&mut self.event),
            // Comments keep the connection warm.
            _ => {}
        }
        None
    }
}

fn read(id: &str, data: &str) -> Answer<(Seq, StreamMessage)> {
    let seq = id.parse().map_err(|_| Refused::Unreadable(format!("id `{id}` is no seq")))?;
    let message = serde_json::from_str(data)
        .map_err(|error| Refused::Unreadable(format!("{error} in {data}")))?;
    Ok((seq, message))
}
