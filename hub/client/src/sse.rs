//! Server-sent events parsed as their bytes arrive (WHATWG HTML, section 9.2.6).
//!
//! Reads of the network end anywhere: within a line, a CRLF or a character. The parser keeps an
//! incomplete rest. Fields that it does not know, comments and `retry` are passed over, as the
//! section asks for; the hub sends `id`, `event` and `data` only, and comments as
//! keep-alives.

use std::str::Utf8Error;

use crema_api::Seq;
use crema_api::answers::StreamHead;

use crate::ClientError;
use crate::client::ANSWER_BYTES_MAX;
use crate::event::Event;

/// Largest message, bytes: an event on the stream is no larger than in a page of the log.
const MESSAGE_BYTES_MAX: u64 = ANSWER_BYTES_MAX;

/// One message of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The last id that the stream named, in this message or before it.
    pub id: Option<String>,
    /// Its type, if it names one.
    pub event: Option<String>,
    /// Its data, lines joined.
    pub data: String,
}

/// Why a stream cannot be read on.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // Each message says it.
pub enum ParseError {
    #[error("a message exceeds {MESSAGE_BYTES_MAX} bytes")]
    TooLong,
    #[error("a line is not UTF-8")]
    NotUtf8(#[from] Utf8Error),
}

impl Message {
    /// Returns the place in the log after it, if its id is one.
    #[must_use]
    pub fn seq(&self) -> Option<Seq> {
        self.id.as_ref()?.parse().ok()
    }

    /// Returns the stream's first message, if it is that.
    #[must_use]
    pub fn stream_head(&self) -> Option<StreamHead> {
        (self.event.as_deref() == Some("log")).then(|| serde_json::from_str(&self.data).ok())?
    }

    /// Decodes the event in it.
    ///
    /// # Errors
    /// [`ClientError::Decode`] if its data is not an event.
    pub fn decode_event(&self) -> Result<Event, ClientError> {
        let subject = || format!("stream message {}", self.id.as_deref().unwrap_or("without id"));
        serde_json::from_str(&self.data).map_err(|error| ClientError::decode(subject(), error))
    }
}

/// A stream's bytes as messages.
#[derive(Debug, Default)]
pub struct MessageParser {
    /// The line that has not ended yet.
    line: Vec<u8>,
    /// The data of the message that has not ended yet.
    data: Option<String>,
    event: Option<String>,
    last_id: Option<String>,
    /// The byte before was a CR, so that an LF belongs to it.
    after_cr: bool,
}

impl MessageParser {
    /// Takes the next bytes and returns the messages that end in them. A message that the end of
    /// the stream cuts off is never returned.
    ///
    /// # Errors
    /// [`ParseError`] when a message is too long or a line is not UTF-8. The stream cannot be read
    /// on after it.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Message>, ParseError> {
        let mut messages = Vec::new();
        for piece in bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            if std::mem::take(&mut self.after_cr) && piece == b"\n" {
                continue;
            }
            let (content, end) = match piece.split_last() {
                Some((end @ (b'\n' | b'\r'), content)) => (content, Some(*end)),
                _ => (piece, None),
            };
            let buffered = self.line.len() + self.data.as_ref().map_or(0, String::len);
            if (buffered + content.len()) as u64 > MESSAGE_BYTES_MAX {
                return Err(ParseError::TooLong);
            }
            self.line.extend_from_slice(content);
            if let Some(end) = end {
                self.after_cr = end == b'\r';
                let line = std::mem::take(&mut self.line);
                messages.extend(self.end_line(std::str::from_utf8(&line)?));
            }
        }
        Ok(messages)
    }

    /// Takes a whole line, and returns the message that it ends.
    fn end_line(&mut self, line: &str) -> Option<Message> {
        if line.is_empty() {
            let event = self.event.take();
            let data = self.data.take()?;
            return Some(Message { id: self.last_id.clone(), event, data });
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match (field, &mut self.data) {
            ("data", Some(data)) => {
                data.push('\n');
                data.push_str(value);
            }
            ("data", none) => *none = Some(value.to_owned()),
            ("event", _) => self.event = Some(value.to_owned()),
            ("id", _) if !value.contains('\0') => self.last_id = Some(value.to_owned()),
            _ => {}
        }
        None
    }
}
