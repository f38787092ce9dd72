//! Follows the hub through every lost connection, in one of two ways.
//!
//! [`follow`] keeps the live stream open and says when something happened. That is enough for a
//! consumer that reads the hub's state or its log by itself: a message that is dropped, doubled or
//! not understood costs it nothing.
//!
//! [`follow_log`] hands over the events: pages of the log from the cursor to its end, then the
//! stream from there. The cursor alone decides which event is next, so there is no gap and no
//! double: an event at or before it is passed over, and one beyond the next sends the follower back
//! to the pages.
//!
//! Both block their thread, and end when the handler breaks off. The handler is called at least as
//! often as the hub sends a keep-alive, or a try fails.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, TrySendError, sync_channel};
use std::thread;

use crema_api::{LogId, Seq};

use crate::{Backoff, Client, ClientError, Event, EventStream, Message};

/// The topic of every event.
const ALL_EVENTS: &str = "admin/*";
/// Notifications that wait for a subscriber. Each means only "ask again", so those that do not fit
/// are dropped, except that a connection came or went.
pub const NOTIFICATIONS_WAITING_MAX: usize = 16;

/// A notification of a follower.
#[derive(Debug)]
pub enum Notification<T = ()> {
    /// The stream is open. Events from before are in the log.
    Connected,
    /// Something happened.
    Received(T),
    /// The hub is there.
    KeepAlive,
    /// The stream is lost, or could not be opened. The next try follows by itself.
    Lost(ClientError),
}

/// Why one connection came to its end.
enum Ended {
    ByHandler,
    Lost(ClientError),
}

impl From<ClientError> for Ended {
    fn from(error: ClientError) -> Self {
        Self::Lost(error)
    }
}

/// Follows the stream of these topics after `cursor`, or from now on, until `handle` breaks off. After
/// a lost connection it goes on from the last id that it received.
pub fn follow(
    client: &Client,
    topics: &str,
    mut cursor: Option<Seq>,
    mut handle: impl FnMut(Notification<Message>) -> ControlFlow<()>,
) {
    let mut follower = Follower::new(client, &mut handle);
    loop {
        let Err(ended) = follower.follow_stream(topics, &mut cursor);
        if follower.wait_to_reconnect(ended).is_err() {
            return;
        }
    }
}

/// Hands over every event after `cursor`, once and in order, until `handle` breaks off. The caller
/// keeps its own cursor, beside the state that the events lead to.
///
/// `log` is the log that the cursor is from, if the caller knows; the log is then held to it through
/// every page and stream.
///
/// # Errors
/// [`ClientError::Rejected`] if the hub will never hand over the events after `cursor` (with its
/// [`ClientError::floor`] if they are pruned), and [`ClientError::AnotherLog`] if its log is not
/// `log`, or ends before `cursor`.
pub fn follow_log(
    client: &Client,
    log: LogId,
    mut cursor: Seq,
    mut handle: impl FnMut(Notification<Event>) -> ControlFlow<()>,
) -> Result<(), ClientError> {
    let mut follower = Follower { log, ..Follower::new(client, &mut handle) };
    loop {
        let Err(ended) = follower.follow_log(&mut cursor);
        match ended {
            Ended::Lost(
                error @ (ClientError::Rejected { .. } | ClientError::AnotherLog { .. }),
            ) => return Err(error),
            ended => {
                if follower.wait_to_reconnect(ended).is_err() {
                    return Ok(());
                }
            }
        }
    }
}

impl Client {
    /// Follows a stream in a thread of its own, until the receiver is dropped.
    ///
    /// # Errors
    /// The system's error, if it has no thread left.
    pub fn subscribe(
        &self,
        topics: &'static str,
        cursor: Option<Seq>,
    ) -> io::Result<Receiver<Notification>> {
        let (sender, receiver) = sync_channel(NOTIFICATIONS_WAITING_MAX);
        let client = self.clone();
        let notify = move |notification: Notification<Message>| {
            let (notification, may_be_dropped) = match notification {
                Notification::Connected => (Notification::Connected, false),
                Notification::Lost(error) => (Notification::Lost(error), false),
                Notification::Received(_) => (Notification::Received(()), true),
                Notification::KeepAlive => (Notification::KeepAlive, true),
            };
            let has_receiver = if may_be_dropped {
                !matches!(sender.try_send(notification), Err(TrySendError::Disconnected(_)))
            } else {
                sender.send(notification).is_ok()
            };
            if has_receiver { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        thread::Builder::new()
            .name("stream".to_owned())
            .spawn(move || follow(&client, topics, cursor, notify))?;
        Ok(receiver)
    }
}

/// One follower between its connections.
struct Follower<'a, T> {
    client: &'a Client,
    /// The log that is followed; nil until it is known.
    log: LogId,
    backoff: Backoff,
    /// Whether the next loss is the first of a row, which alone is logged as information.
    connected: bool,
    handle: &'a mut dyn FnMut(Notification<T>) -> ControlFlow<()>,
}

impl<'a, T> Follower<'a, T> {
    fn new(
        client: &'a Client,
        handle: &'a mut dyn FnMut(Notification<T>) -> ControlFlow<()>,
    ) -> Self {
        Self { client, log: LogId::default(), backoff: Backoff::default(), connected: true, handle }
    }

    fn notify(&mut self, notification: Notification<T>) -> Result<(), Ended> {
        match (self.handle)(notification) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Ended::ByHandler),
        }
    }

    fn connect(&mut self, topics: &str, cursor: Option<Seq>) -> Result<EventStream, Ended> {
        let stream = self.client.open_stream(topics, cursor)?;
        self.connected = true;
        self.notify(Notification::Connected)?;
        Ok(stream)
    }

    /// Notes the log that the hub names.
    fn note_log(&mut self, log: LogId, cursor: Seq, head: Seq) -> Result<(), Ended> {
        let known = self.log;
        if log.is_known() {
            self.log = log;
        }
        if known.differs_from(log) || head < cursor {
            return Err(ClientError::AnotherLog { cursor, head }.into());
        }
        Ok(())
    }

    /// Returns the next messages. Only received bytes make a good connection: a hub that opens
    /// streams and drops them at once is not asked ten times a second.
    fn receive_messages(&mut self, stream: &mut EventStream) -> Result<Vec<Message>, Ended> {
        let messages = stream.receive()?;
        self.backoff.reset();
        if messages.is_empty() {
            self.notify(Notification::KeepAlive)?;
        }
        Ok(messages)
    }

    /// Reports a lost connection and waits until the next is due.
    fn wait_to_reconnect(&mut self, ended: Ended) -> Result<(), Ended> {
        let Ended::Lost(error) = ended else { return Err(ended) };
        let cause: &dyn Error = &error;
        // A hub that is away for hours says so once.
        if std::mem::take(&mut self.connected) {
            tracing::info!(error = cause, "live stream lost, reconnecting");
        } else {
            tracing::debug!(error = cause, "no live stream yet");
        }
        let pause = self.backoff.pause_after(&error);
        self.notify(Notification::Lost(error))?;
        thread::sleep(pause);
        Ok(())
    }
}

impl Follower<'_, Message> {
    fn follow_stream(
        &mut self,
        topics: &str,
        cursor: &mut Option<Seq>,
    ) -> Result<Infallible, Ended> {
        let mut stream = self.connect(topics, *cursor)?;
        loop {
            for message in self.receive_messages(&mut stream)? {
                if let Some(head) = message.stream_head() {
                    // A place in another log means nothing: the stream then begins now.
                    let noted = self.note_log(head.log, cursor.unwrap_or_default(), head.seq);
                    if noted.is_err() {
                        *cursor = None;
                    }
                    noted?;
                    continue;
                }
                *cursor = message.seq().or(*cursor);
                self.notify(Notification::Received(message))?;
            }
        }
    }
}

impl Follower<'_, Event> {
    fn follow_log(&mut self, cursor: &mut Seq) -> Result<Infallible, Ended> {
        self.catch_up(cursor)?;
        let mut stream = self.connect(ALL_EVENTS, Some(*cursor))?;
        loop {
            for message in self.receive_messages(&mut stream)? {
                if let Some(head) = message.stream_head() {
                    self.note_log(head.log, *cursor, head.seq)?;
                    // Where the stream could not begin at the cursor, the pages say why.
                    if *cursor < head.floor {
                        self.catch_up(cursor)?;
                    }
                    continue;
                }
                let event = message.decode_event()?;
                if event.seq.0 > cursor.0.saturating_add(1) {
                    self.catch_up(cursor)?;
                } else {
                    self.deliver(event, cursor)?;
                }
            }
        }
    }

    /// Reads pages from the cursor to the log's end.
    fn catch_up(&mut self, cursor: &mut Seq) -> Result<(), Ended> {
        loop {
            let page = self.client.fetch_page::<Event>(*cursor)?;
            self.note_log(page.log, *cursor, page.seq)?;
            let begun_at = *cursor;
            for event in page.events {
                self.deliver(event, cursor)?;
            }
            if *cursor >= page.seq || *cursor == begun_at {
                return Ok(());
            }
        }
    }

    /// Hands over an event, unless it was handed over before.
    fn deliver(&mut self, event: Event, cursor: &mut Seq) -> Result<(), Ended> {
        let seq = event.seq;
        if seq > *cursor {
            self.notify(Notification::Received(event))?;
            *cursor = seq;
        }
        Ok(())
    }
}
