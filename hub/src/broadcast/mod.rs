//! The broadcaster of live streams: what was committed, rendered once and put into lanes.
//!
//! A *lane* is what one kind of subscriber hears: all staff and devices share one, all phones share
//! the one of `config`, and each customer who listens has a lane of their own, so that an event
//! wakes only those it is for. A subscriber has a cursor, a place in the log; it takes from its lanes
//! what lies after the cursor. A lane keeps only its last messages; whoever is further behind reads
//! the log instead, and then follows the lane again. So there is no gap, no double, and no queue
//! per subscriber.
//!
//! Frames carry names, so a lane keeps none from before names were erased or hidden, or a member of
//! staff left: whoever is further back reads the log, where the names are no more.
//!
//! This module knows lanes and frames. Connections are in [`crate::http::api::stream`].

mod lanes;
mod render;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use crema_api::ids::Seq;
use crema_core::{Reader, RecordedEvent};

use lanes::Lanes;
pub use lanes::{Poll, Subscription, Wakeup};
pub use render::{Enveloped, Frame, frames_of_page};

use crate::clock::Clock;

/// An broadcaster that has begun.
#[derive(Debug)]
pub struct Running {
    /// To listen at.
    pub broadcaster: Broadcaster,
    /// Where committed events go.
    pub events: Sender<Vec<Arc<RecordedEvent>>>,
    /// The thread that renders them; it ends after the last sender.
    pub thread: JoinHandle<()>,
}

/// The broadcaster. Clones share it.
#[derive(Clone)]
pub struct Broadcaster {
    lanes: Arc<Mutex<Lanes>>,
}

impl std::fmt::Debug for Broadcaster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Outlet")
    }
}

impl Broadcaster {
    /// Starts the thread that renders, from the log's end `head` on.
    ///
    /// # Errors
    /// When the system gives no further thread.
    pub fn start(reader: Reader, clock: Clock, head: Seq) -> std::io::Result<Running> {
        let broadcaster = Self { lanes: Arc::new(Mutex::new(Lanes::from(head))) };
        let (events, committed) = channel();
        let publisher = broadcaster.clone();
        let thread = std::thread::Builder::new()
            .name("crema-broadcast".to_owned())
            .spawn(move || publisher.publish_all(&reader, clock, &committed))?;
        Ok(Running { broadcaster, events, thread })
    }

    fn publish_all(
        &self,
        reader: &Reader,
        clock: Clock,
        committed: &Receiver<Vec<Arc<RecordedEvent>>>,
    ) {
        while let Ok(mut events) = committed.recv() {
            while let Ok(more) = committed.try_recv() {
                events.extend(more);
            }
            let frames = render::frames(reader, &clock, &events);
            self.lanes().publish(&frames);
        }
        self.lanes().close();
    }

    /// Listens from `after` on. Two phones of one customer share their lane.
    #[must_use]
    pub fn subscribe(&self, subscription: Subscription, after: Seq) -> Subscriber {
        let wakeup = self.lanes().enter(&subscription);
        Subscriber { broadcaster: self.clone(), subscription, wakeup, cursor: after }
    }

    /// Ends every stream: the hub leaves.
    pub fn close(&self) {
        self.lanes().close();
    }

    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One subscriber: what it wants, and how far it has heard.
pub struct Subscriber {
    broadcaster: Broadcaster,
    subscription: Subscription,
    wakeup: Wakeup,
    cursor: Seq,
}

impl std::fmt::Debug for Subscriber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listener").field("cursor", &self.cursor).finish_non_exhaustive()
    }
}

impl Subscriber {
    /// What there is after the cursor, without waiting; the cursor moves behind it.
    pub fn poll(&mut self) -> Poll {
        self.wakeup.mark_seen();
        let poll = self.broadcaster.lanes().after(&self.subscription, self.cursor);
        if let Poll::Frames { upto, .. } = &poll {
            self.cursor = (*upto).max(self.cursor);
        }
        poll
    }

    /// Waits until one of its lanes has something new, or the broadcaster closes.
    pub async fn wait(&mut self) {
        self.wakeup.wait().await;
    }

    /// How far it has heard.
    #[must_use]
    pub fn cursor(&self) -> Seq {
        self.cursor
    }

    /// It has read the log up to here by itself.
    pub fn move_to(&mut self, seq: Seq) {
        self.cursor = seq.max(self.cursor);
    }

    /// What it wants.
    #[must_use]
    pub fn subscription(&self) -> &Subscription {
        &self.subscription
    }
}

impl Drop for Subscriber {
    fn drop(&mut self) {
        if let Some(user) = self.subscription.user() {
            self.broadcaster.lanes().leave(user);
        }
    }
}
