//! Lanes: the last messages for each kind of subscriber, and the signals that wake them.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use axum::body::Bytes;
use crema_api::ids::{Seq, SessionId, UserId};
use crema_core::pattern::Pattern;
use tokio::sync::watch;

use super::render::Frame;

/// Messages that the staff's lane keeps: some minutes of a busy booth, so that a tablet that
/// stutters need not read the log.
const STAFF_KEPT: usize = 1_024;
/// Messages that the lane of `config` keeps: the crew changes things now and then.
const CONFIG_KEPT: usize = 64;
/// Messages that a customer's lane keeps: a whole life of an order.
const CUSTOMER_KEPT: usize = 32;

/// The events that a subscriber wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Subscription {
    /// Staff, boards, devices: all of these topics, with whole messages.
    Bus {
        /// The subscriber's session: the stream ends with it.
        session: SessionId,
        /// `admin/…` topics, with `*` for all below.
        admin: Vec<String>,
        /// Whether `config` is wanted.
        config: bool,
        /// Of these, only events that the pattern matches.
        pattern: Option<Arc<Pattern>>,
    },
    /// A phone: its customer's own events, and that something of the booth changed.
    Phone {
        /// The customer, if known.
        user: Option<UserId>,
        /// Whether `config` is wanted.
        config: bool,
    },
}

impl Subscription {
    /// Returns the customer whose lane it needs.
    #[must_use]
    pub fn customer_id(&self) -> Option<UserId> {
        match self {
            Self::Bus { .. } => None,
            Self::Phone { user, .. } => *user,
        }
    }

    /// Whether this event ends the subscription.
    #[must_use]
    pub fn ends_with(&self, frame: &Frame) -> bool {
        matches!(self, Self::Bus { session, .. } if frame.closes == Some(*session))
    }

    /// Returns the bytes of an event for this subscriber; `None` if the event is not for it.
    #[must_use]
    pub fn bytes_of(&self, frame: &Frame) -> Option<Bytes> {
        match self {
            Self::Bus { admin, config, pattern, .. } => {
                let poll = admin.iter().any(|topic| frame.topics.heard_by(topic))
                    || (*config && frame.topics.config);
                let meant = || pattern.as_ref().is_none_or(|p| p.matches(frame.envelope.as_json()));
                (poll && meant()).then(|| frame.full.clone())
            }
            Self::Phone { user, .. } if user.is_some() && frame.topics.user == *user => {
                frame.own.clone()
            }
            Self::Phone { config: true, .. } => frame.brief.clone(),
            Self::Phone { .. } => None,
        }
    }
}

/// The result of a poll.
#[derive(Debug)]
pub enum Poll {
    /// Everything after its cursor up to `upto`; empty if no event of it is for this subscriber.
    Frames {
        /// In the order of the log.
        frames: Vec<Bytes>,
        /// The log's end as the broadcaster knows it.
        upto: Seq,
    },
    /// It is further behind than the lanes reach: the log has it.
    Behind,
    /// The hub is ending, or the subscriber's session has ended.
    Closed,
}

/// The last messages of one kind.
#[derive(Debug)]
struct Lane {
    /// Everything after this place is in here.
    floor: Seq,
    kept: VecDeque<Arc<Frame>>,
    kept_max: usize,
    signal: watch::Sender<()>,
    subscribers: usize,
}

impl Lane {
    fn new(floor: Seq, kept_max: usize) -> Self {
        Self {
            floor,
            kept: VecDeque::new(),
            kept_max,
            signal: watch::Sender::new(()),
            subscribers: 0,
        }
    }

    fn push(&mut self, frame: Arc<Frame>) {
        if self.kept.len() >= self.kept_max
            && let Some(gone) = self.kept.pop_front()
        {
            self.floor = gone.seq;
        }
        self.kept.push_back(frame);
    }

    /// Drops everything up to here.
    fn forget_upto(&mut self, upto: Seq) {
        self.kept.clear();
        self.floor = upto;
    }

    fn frames_after(&self, cursor: Seq) -> Option<impl Iterator<Item = &Arc<Frame>>> {
        (cursor >= self.floor).then(|| {
            let first = self.kept.partition_point(|frame| frame.seq <= cursor);
            self.kept.range(first..)
        })
    }
}

/// All lanes.
#[derive(Debug)]
pub(super) struct Lanes {
    head: Seq,
    staff: Lane,
    config: Lane,
    customers: HashMap<UserId, Lane>,
    closed: bool,
}

impl Lanes {
    pub(super) fn starting_at(head: Seq) -> Self {
        Self {
            head,
            staff: Lane::new(head, STAFF_KEPT),
            config: Lane::new(head, CONFIG_KEPT),
            customers: HashMap::new(),
            closed: false,
        }
    }

    /// Returns the place up to which everything is published.
    pub(super) fn head(&self) -> Seq {
        self.head
    }

    /// Puts frames into their lanes, then wakes the subscribers.
    pub(super) fn publish(&mut self, frames: &[Arc<Frame>]) {
        let mut config = false;
        let mut customers = Vec::new();
        for frame in frames {
            if frame.forgets {
                let before = self.head;
                let customers = self.customers.values_mut();
                let all = customers.chain([&mut self.staff, &mut self.config]);
                all.for_each(|lane| lane.forget_upto(before));
            }
            self.head = frame.seq;
            self.staff.push(frame.clone());
            if frame.brief.is_some() {
                self.config.push(frame.clone());
                config = true;
            }
            if let Some(user) = frame.topics.user
                && let Some(lane) = self.customers.get_mut(&user)
            {
                lane.push(frame.clone());
                customers.push(user);
            }
        }
        self.staff.signal.send_replace(());
        if config {
            self.config.signal.send_replace(());
        }
        for lane in customers.iter().filter_map(|user| self.customers.get(user)) {
            lane.signal.send_replace(());
        }
    }

    /// Adds a subscriber. Returns the signals that wake it.
    pub(super) fn add_subscriber(&mut self, subscription: &Subscription) -> Wakeup {
        let mut signals = Vec::with_capacity(2);
        match subscription {
            Subscription::Bus { .. } => signals.push(self.staff.signal.subscribe()),
            Subscription::Phone { user, config } => {
                if let Some(user) = user {
                    let head = self.head;
                    let lane = self
                        .customers
                        .entry(*user)
                        .or_insert_with(|| Lane::new(head, CUSTOMER_KEPT));
                    lane.subscribers += 1;
                    signals.push(lane.signal.subscribe());
                }
                if *config || user.is_none() {
                    signals.push(self.config.signal.subscribe());
                }
            }
        }
        Wakeup { signals }
    }

    /// Removes a subscriber of this customer; the lane goes with the last one.
    pub(super) fn remove_subscriber(&mut self, user: UserId) {
        if let Some(lane) = self.customers.get_mut(&user) {
            lane.subscribers = lane.subscribers.saturating_sub(1);
            if lane.subscribers == 0 {
                self.customers.remove(&user);
            }
        }
    }

    /// Returns the frames for a subscriber after its cursor.
    pub(super) fn poll_after(&self, subscription: &Subscription, cursor: Seq) -> Poll {
        if self.closed {
            return Poll::Closed;
        }
        let lanes: Vec<&Lane> = match subscription {
            Subscription::Bus { .. } => vec![&self.staff],
            Subscription::Phone { user, config } => {
                let own = user.and_then(|user| self.customers.get(&user));
                own.into_iter().chain(config.then_some(&self.config)).collect()
            }
        };
        let mut found: Vec<&Arc<Frame>> = Vec::new();
        for lane in lanes {
            let Some(frames) = lane.frames_after(cursor) else { return Poll::Behind };
            found.extend(frames);
        }
        if found.iter().any(|frame| subscription.ends_with(frame)) {
            return Poll::Closed;
        }
        found.sort_by_key(|frame| frame.seq);
        found.dedup_by_key(|frame| frame.seq);
        let frames = found.iter().filter_map(|frame| subscription.bytes_of(frame)).collect();
        Poll::Frames { frames, upto: self.head }
    }

    /// Ends every stream.
    pub(super) fn close(&mut self) {
        self.closed = true;
        self.staff.signal.send_replace(());
        self.config.signal.send_replace(());
        for lane in self.customers.values() {
            lane.signal.send_replace(());
        }
    }
}

/// The signals that wake a subscriber: one a lane, at most two.
#[derive(Debug)]
pub struct Wakeup {
    signals: Vec<watch::Receiver<()>>,
}

impl Wakeup {
    /// Marks the signals so far as seen. This comes before polling, so that no signal is lost.
    pub fn mark_seen(&mut self) {
        for signal in &mut self.signals {
            signal.mark_unchanged();
        }
    }

    /// Waits for any of the signals.
    pub async fn wait(&mut self) {
        // A signal whose lane is gone is always ready; the subscriber then finds out by polling.
        match self.signals.as_mut_slice() {
            [] => std::future::pending().await,
            [one] => drop(one.changed().await),
            [one, two, ..] => tokio::select! {
                _ = one.changed() => {}
                _ = two.changed() => {}
            },
        }
    }
}

#[cfg(test)]
mod tests;
