//! Server-sent events read line by line, as HTML's section 9.2.6 has it.
//!
//! Only what the hub uses: `id`, `data`, comments as signs of life. Fields that are not known are
//! passed over, as the section says.

use std::io::{self, BufRead, Read as _};

/// Longest line taken, bytes. A message holds one order and its event, a few kB; a line beyond this
/// is no hub of ours, and is not kept in memory.
const LINE_BYTES_MAX: u64 = 256 * 1024;

/// One event of a stream.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Event {
    /// The stream's place after it, if it names one.
    pub id: Option<String>,
    /// What it says, its lines joined.
    pub data: String,
}

/// A stream as the events in it.
#[derive(Debug)]
pub struct Events<R> {
    lines: R,
}

impl<R: BufRead> Events<R> {
    /// Reads a stream from its beginning.
    pub fn new(lines: R) -> Self {
        Self { lines }
    }

    /// The next event; `None` at the stream's end. An event that the end cuts off is dropped.
    ///
    /// # Errors
    /// If the connection breaks, or a line is too long or no UTF-8.
    pub fn read(&mut self) -> io::Result<Option<Event>> {
        let mut event = Event::default();
        let mut has_data = false;
        while let Some(line) = self.line()? {
            if line.is_empty() {
                if has_data {
                    return Ok(Some(event));
                }
                event = Event::default();
                continue;
            }
            let (field, value) = line.split_once(':').unwrap_or((&line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "id" => event.id = Some(value.to_owned()),
                "data" => {
                    if has_data {
                        event.data.push('\n');
                    }
                    event.data.push_str(value);
                    has_data = true;
                }
                _ => {}
            }
        }
        Ok(None)
    }

    /// One line without its end.
    fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let read = (&mut self.lines).take(LINE_BYTES_MAX).read_line(&mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if !line.ends_with('\n') {
            // Cut off by the end, or too long: either way not a whole line.
            return if read as u64 == LINE_BYTES_MAX {
                Err(io::Error::new(io::ErrorKind::InvalidData, "a line of the stream is too long"))
            } else {
                Ok(None)
            };
        }
        line.truncate(line.trim_end_matches(['\r', '\n']).len());
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn all(stream: &str) -> Vec<Event> {
        let mut events = Events::new(stream.as_bytes());
        std::iter::from_fn(|| events.read().unwrap()).collect()
    }

    #[test]
    fn comments_and_unknown_fields_are_passed_over() {
        let events = all(": alive\n\nid: 7\nevent: message\ndata: {\"a\":\ndata: 1}\n\n:\n\n");
        assert_eq!(events, [Event { id: Some("7".into()), data: "{\"a\":\n1}".into() }]);
    }

    #[test]
    fn lines_may_end_in_either_way_and_a_cut_event_is_dropped() {
        let events = all("id:1\r\ndata:x\r\n\r\nid:2\ndata:y");
        assert_eq!(events, [Event { id: Some("1".into()), data: "x".into() }]);
    }

    #[test]
    fn an_endless_line_is_refused() {
        let line = "x".repeat(usize::try_from(LINE_BYTES_MAX).unwrap() + 1);
        assert!(Events::new(line.as_bytes()).read().is_err());
    }
}
