//! The broadcaster of live streams: committed events are rendered once and put into lanes.
//!
//! A *lane* holds the messages for one kind of subscriber: all staff and devices share one, all
//! phones share the one of `config`, and each customer with a stream has one of their own, so that
//! an event wakes only those it is for. A subscriber has a cursor, a place in the log, and takes
//! from its lanes the messages after the cursor. A lane keeps only its last messages; a subscriber
//! that is further behind reads the log instead, and then follows the lane again; a phone is told to
//! load its page again. So there is no gap, no double, and no queue per subscriber.
//!
//! Frames carry names. So a lane drops its frames when names are erased or hidden, or a member of
//! staff leaves: a subscriber that is further back reads the log, which no longer has those names.
//!
//! This module knows lanes and frames. Connections are in [`crate::http::api::stream`].

mod lanes;
mod render;

use std::convert::Infallible;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crema_api::ids::Seq;
use crema_core::{Reader, RecordedEvent};
use tokio::sync::oneshot;

use lanes::Lanes;
pub use lanes::{Poll, Subscription, Wakeup};
pub use render::{Enveloped, Frame, frames_of_page};

use crate::clock::Clock;

/// Batches that may wait to be rendered. With more than these the writer waits as well: the card is
/// too slow to be read, and memory has an end.
const BATCHES_WAITING_MAX: usize = 64;

/// A broadcaster that has begun.
#[derive(Debug)]
pub struct Running {
    /// To subscribe to.
    pub broadcaster: Broadcaster,
    /// Where committed events go.
    pub events: SyncSender<Vec<Arc<RecordedEvent>>>,
    /// The thread that renders them; it ends after the last sender.
    pub thread: JoinHandle<()>,
    /// Closes when it ends, also when it breaks: from then on no one is told anything.
    pub ended: oneshot::Receiver<Infallible>,
}

/// The broadcaster. Clones share it.
#[derive(Clone)]
pub struct Broadcaster {
    lanes: Arc<Mutex<Lanes>>,
}

impl std::fmt::Debug for Broadcaster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Broadcaster")
    }
}

impl Broadcaster {
    /// Starts the thread that renders, from the log's end `head` on.
    ///
    /// # Errors
    /// When the system cannot start another thread.
    pub fn start(reader: Reader, clock: Clock, head: Seq) -> std::io::Result<Running> {
        Self::start_with(head, move |events| render::render_frames(&reader, &clock, events))
    }

    fn start_with(
        head: Seq,
        render: impl Fn(&[Arc<RecordedEvent>]) -> Vec<Arc<Frame>> + Send + 'static,
    ) -> std::io::Result<Running> {
        let broadcaster = Self { lanes: Arc::new(Mutex::new(Lanes::starting_at(head))) };
        let (events, committed) = sync_channel(BATCHES_WAITING_MAX);
        let (alive, ended) = oneshot::channel();
        // Whatever ends the thread ends the streams.
        let streams = CloseAtEnd(broadcaster.clone());
        let thread =
            std::thread::Builder::new().name("crema-broadcast".to_owned()).spawn(move || {
                let _alive = alive;
                streams.0.publish_all(render, &committed);
            })?;
        Ok(Running { broadcaster, events, thread, ended })
    }

    fn publish_all(
        &self,
        render: impl Fn(&[Arc<RecordedEvent>]) -> Vec<Arc<Frame>>,
        committed: &Receiver<Vec<Arc<RecordedEvent>>>,
    ) {
        while let Ok(mut events) = committed.recv() {
            while let Ok(more) = committed.try_recv() {
                events.extend(more);
            }
            let frames = render(&events);
            self.lock_lanes().publish(&frames);
        }
    }

    /// Subscribes to the events after `after`. Two phones of one customer share their lane.
    #[must_use]
    pub fn subscribe(&self, subscription: Subscription, after: Seq) -> Subscriber {
        let wakeup = self.lock_lanes().add_subscriber(&subscription);
        Subscriber { broadcaster: self.clone(), subscription, wakeup, cursor: after }
    }

    /// Ends every stream, because the hub is ending.
    pub fn close(&self) {
        self.lock_lanes().close();
    }

    fn lock_lanes(&self) -> MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends every stream when the thread that renders ends, or panics.
struct CloseAtEnd(Broadcaster);

impl Drop for CloseAtEnd {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// One subscriber: its subscription, and how far it has received.
pub struct Subscriber {
    broadcaster: Broadcaster,
    subscription: Subscription,
    wakeup: Wakeup,
    cursor: Seq,
}

impl std::fmt::Debug for Subscriber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscriber").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

impl Subscriber {
    /// Returns the frames after the cursor, without waiting, and moves the cursor behind them.
    pub fn poll(&mut self) -> Poll {
        self.wakeup.mark_seen();
        let poll = self.broadcaster.lock_lanes().poll_after(&self.subscription, self.cursor);
        if let Poll::Frames { upto, .. } = &poll {
            self.cursor = (*upto).max(self.cursor);
        }
        poll
    }

    /// Waits until one of its lanes has something new, or the broadcaster closes.
    pub async fn wait(&mut self) {
        self.wakeup.wait().await;
    }

    /// Returns how far it has received.
    #[must_use]
    pub fn cursor(&self) -> Seq {
        self.cursor
    }

    /// Moves the cursor to the end: what came before is not sent any more.
    pub fn move_to_end(&mut self) {
        let head = self.broadcaster.lock_lanes().head();
        self.move_to(head);
    }

    /// Moves the cursor: the subscriber has read the log up to here by itself.
    pub fn move_to(&mut self, seq: Seq) {
        self.cursor = seq.max(self.cursor);
    }

    /// Returns its subscription.
    #[must_use]
    pub fn subscription(&self) -> &Subscription {
        &self.subscription
    }
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        if let Some(user) = self.subscription.customer_id() {
            self.broadcaster.lock_lanes().remove_subscriber(user);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_thread_that_breaks_ends_the_streams_and_is_noticed() {
        let Running { broadcaster, events, thread, ended } =
            Broadcaster::start_with(Seq(7), |_| panic!("as it must never")).unwrap();
        let phone = Subscription::Phone { user: None, config: true };
        let mut subscriber = broadcaster.subscribe(phone, Seq(7));
        events.send(Vec::new()).unwrap();
        assert!(thread.join().is_err());
        assert!(ended.blocking_recv().is_err());
        assert!(matches!(subscriber.poll(), Poll::Closed));
    }
}
