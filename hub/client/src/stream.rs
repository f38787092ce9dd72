//! One connection to the live stream.

use std::fmt;
use std::io::{self, Read as _};

use ureq::BodyReader;

use crate::ClientError;
use crate::sse::{Message, MessageParser, ParseError};

/// Bytes of one read: some messages of two kB.
const READ_BYTES: usize = 16 * 1024;

/// An open stream. It never ends by itself: a hub that closes it is [`ClientError::Unreachable`],
/// and [`crate::follow()`] opens the next.
pub struct EventStream {
    path: String,
    body: BodyReader<'static>,
    parser: MessageParser,
}

impl fmt::Debug for EventStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").field("path", &self.path).finish_non_exhaustive()
    }
}

impl EventStream {
    pub(crate) fn new(path: String, body: BodyReader<'static>) -> Self {
        Self { path, body, parser: MessageParser::default() }
    }

    /// Waits for the next bytes and returns the messages that end in them: an empty list for a
    /// keep-alive, or for a part of a message.
    ///
    /// # Errors
    /// [`ClientError::Unreachable`] if the connection ends, breaks or falls silent, and
    /// [`ClientError::Decode`] if it carries no server-sent events.
    pub fn receive(&mut self) -> Result<Vec<Message>, ClientError> {
        let mut buffer = [0; READ_BYTES];
        let read = self.body.read(&mut buffer);
        let read = read.map_err(|error| ClientError::transport(&self.path, error))?;
        if read == 0 {
            let end = io::Error::new(io::ErrorKind::UnexpectedEof, "the hub closed the stream");
            return Err(ClientError::transport(&self.path, end));
        }
        self.parser.push(&buffer[..read]).map_err(|error| match error {
            ParseError::TooLong => ClientError::TooLarge { path: self.path.clone() },
            error @ ParseError::NotUtf8(_) => ClientError::decode(&self.path, error),
        })
    }
}
