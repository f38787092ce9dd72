//! The live stream: server-sent events (WHATWG HTML, section 9.2) by topic, resumed by
//! `Last-Event-ID` or `after`, both a place in the log.
//!
//! | topic | who |
//! | --- | --- |
//! | `admin/*`, `admin/<Service>/*`, `admin/<Service>/<Event>` | staff, boards, devices |
//! | `users/me` | a customer: what happens to their orders |
//! | `config` | everyone; phones learn only that something changed |
//!
//! The first message, of the type `log`, names the log and the floor: a place in another log means
//! nothing here, and no stream begins below the floor.
//!
//! No one has the hub walk its log. A phone that is further behind than its lanes reach is told to
//! load its page again (a message of the type `reload`) and goes on at the log's end. Staff, boards
//! and devices are read what they missed, up to [`EVENTS_BEHIND_MAX`], by the one reader that all who
//! read the log share.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use crema_api::answers::StreamHead;
use crema_api::ids::{Seq, SessionId, UserId};
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::RawEvent;
use crema_core::pattern::Pattern;
use crema_core::reads::Snapshot;
use futures_util::stream::unfold;
use schemars::JsonSchema;
use serde::Deserialize;
use tokio::time::{Instant, timeout_at};

use super::events::{EVENTS_PAGE_MAX, check_seq, pattern_of};
use crate::broadcast::{Poll, Subscriber, Subscription, frames_of_page};
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Identity, Peer, Query, not_signed_in};

/// A silent stream sends a comment this often, so that proxies and phones keep it open.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// The message then: a comment, which every reader skips.
const STILL_HERE: Bytes = Bytes::from_static(b": still here\n\n");
/// Topics of one stream, at most.
const TOPICS_MAX: usize = 16;
/// Events that a stream may be behind: ten pages, the busiest hour of a booth. Programs that missed
/// more read the log in pages, and tablets load everything again.
pub const EVENTS_BEHIND_MAX: u64 = 5_000;

/// What to follow, from where.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct StreamQuery {
    /// Topics, with commas between.
    pub topics: String,
    /// The last event that is already known; without it the stream begins now.
    #[serde(default)]
    pub after: Option<Seq>,
    /// An `EventBridge` event pattern as JSON: of `admin/…` topics, only events that it matches.
    #[serde(default)]
    pub pattern: Option<String>,
    /// An order's secret, for phones without cookies.
    #[serde(default)]
    #[allow(dead_code, reason = "read by `Identity`; here for the API's description")]
    pub order: Option<String>,
}

pub async fn follow(
    State(app): State<App>,
    who: Identity,
    Peer(client): Peer,
    headers: HeaderMap,
    Query(query): Query<StreamQuery>,
) -> Result<Response, ApiError> {
    let topics = Topics::parse(&query.topics)?;
    let after = query.after.map(check_seq).transpose()?;
    let (who, user, head) = read_at_head(&app, who).await?;
    let pattern = pattern_of(query.pattern.as_deref())?.map(Arc::new);
    let subscription = topics.for_caller(&who, user, pattern)?;
    app.limits().stream_begun(client)?;
    let session = who.session.as_ref().map(|session| session.session_id);
    let permit = StreamPermit::new(app.clone(), client, session);
    let resumed =
        headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok()).or(after);
    // A place that this log has not reached is another log's, and from one below the floor no one can
    // follow: both begin now, and the first message says so.
    let from = resumed.filter(|after| (head.floor..=head.seq).contains(after));
    let is_phone = matches!(subscription, Subscription::Phone { .. });
    let follower = Follower {
        permit,
        subscriber: app.broadcaster().subscribe(subscription, from.unwrap_or(head.seq)),
        reload: is_phone && resumed.is_some() && from.is_none(),
        head: Some(head),
        behind: false,
        send_by: Instant::now() + KEEP_ALIVE,
    };
    let body = Body::from_stream(unfold(follower, Follower::next_chunk));
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // Reverse proxies are not to buffer it.
        (header::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, body).into_response())
}

/// Reads the caller, the customer that `users/me` means, and the log's end, all at one moment: a
/// session that ended before counts as no session, and the end of one that ends later is in the
/// stream.
async fn read_at_head(
    app: &App,
    who: Identity,
) -> Result<(Identity, Option<UserId>, StreamHead), Refusal> {
    app.read(move |snapshot| {
        let user = match who.link {
            Some(order) => snapshot.owner_of(order)?,
            None => who.customer,
        };
        let session = who.session.map(|session| snapshot.session(session.session_id));
        let session = session.transpose()?.flatten();
        let (log, seq) = (snapshot.log(), snapshot.seq());
        let floor = snapshot.floor().max(Seq(seq.0.saturating_sub(EVENTS_BEHIND_MAX)));
        Ok((Identity { session, ..who }, user, StreamHead { log, seq, floor }))
    })
    .await
}

/// The topics that were asked for.
#[derive(Debug, Default)]
struct Topics {
    admin: Vec<String>,
    own: bool,
    config: bool,
}

impl Topics {
    fn parse(text: &str) -> Result<Self, ApiError> {
        let mut topics = Self::default();
        for topic in text.split(',').map(str::trim).filter(|topic| !topic.is_empty()) {
            match topic {
                "users/me" => topics.own = true,
                "config" => topics.config = true,
                admin if admin.starts_with("admin/") && topics.admin.len() < TOPICS_MAX => {
                    topics.admin.push(admin.to_owned());
                }
                _ => return Err(bad_topics()),
            }
        }
        if topics.admin.is_empty() && !topics.own && !topics.config {
            return Err(bad_topics());
        }
        Ok(topics)
    }

    /// Returns the subscription that the caller is allowed.
    fn for_caller(
        self,
        who: &Identity,
        user: Option<UserId>,
        pattern: Option<Arc<Pattern>>,
    ) -> Result<Subscription, ApiError> {
        if !self.admin.is_empty() {
            if self.own {
                return Err(bad_topics());
            }
            let session = who.session.as_ref().ok_or_else(not_signed_in)?.session_id;
            return Ok(Subscription::Bus {
                session,
                admin: self.admin,
                config: self.config,
                pattern,
            });
        }
        if pattern.is_some() {
            return Err(ApiError::new(
                RefusalKind::BadInput,
                "A pattern goes with topics of staff, boards and devices, such as admin/*.",
            ));
        }
        if self.own && user.is_none() {
            return Err(not_signed_in());
        }
        Ok(Subscription::Phone { user: user.filter(|_| self.own), config: self.config })
    }
}

fn bad_topics() -> ApiError {
    ApiError::new(
        RefusalKind::BadInput,
        format!(
            "topics names what to follow: users/me, config, or (for staff, boards and devices) up \
             to {TOPICS_MAX} like admin/* or admin/OrderManager/*; users/me and admin/… take a \
             stream each."
        ),
    )
}

/// A counted stream, until this is dropped.
struct StreamPermit {
    app: App,
    client: IpAddr,
    session: Option<SessionId>,
}

impl StreamPermit {
    /// The client's limit has let it in already.
    fn new(app: App, client: IpAddr, session: Option<SessionId>) -> Self {
        if let Some(session) = session {
            app.presence().stream_begun(session);
        }
        Self { app, client, session }
    }
}

impl Drop for StreamPermit {
    fn drop(&mut self) {
        self.app.limits().stream_ended(self.client);
        if let Some(session) = self.session {
            self.app.presence().stream_ended(session);
        }
    }
}

/// A stream that is followed: the log first, if it is behind, then the lanes.
struct Follower {
    permit: StreamPermit,
    subscriber: Subscriber,
    /// The first message, until it is sent.
    head: Option<StreamHead>,
    /// Whether it has missed something that it will not be sent.
    reload: bool,
    /// Whether it is read the log.
    behind: bool,
    /// When something is to be sent, at the latest. Events that are not for this subscriber wake it
    /// too, and do not count.
    send_by: Instant,
}

impl Follower {
    /// Returns the next chunk of the stream.
    async fn next_chunk(mut self) -> Option<(Result<Bytes, std::convert::Infallible>, Self)> {
        let bytes = match self.head.take() {
            Some(head) => head_message(&head),
            None => self.wait_for_bytes().await?,
        };
        self.send_by = Instant::now() + KEEP_ALIVE;
        Some((Ok(bytes), self))
    }

    /// Waits for something to send. The stream ends when the hub ends, when the session that opened
    /// it is over, or when the log cannot be read; the other side then opens it again from its last
    /// event.
    async fn wait_for_bytes(&mut self) -> Option<Bytes> {
        loop {
            if std::mem::take(&mut self.reload) {
                return Some(reload_message(self.subscriber.cursor()));
            }
            if self.behind {
                match self.read_page().await {
                    Ok(Page::Bytes(bytes)) => return Some(bytes),
                    Ok(Page::Nothing) => continue,
                    Ok(Page::End) | Err(_) => return None,
                }
            }
            match self.subscriber.poll() {
                Poll::Frames { frames, .. } if !frames.is_empty() => {
                    return Some(join_frames(frames));
                }
                Poll::Frames { .. } => {
                    if timeout_at(self.send_by, self.subscriber.wait()).await.is_err() {
                        return Some(STILL_HERE);
                    }
                }
                Poll::Behind if self.is_phone() => {
                    self.subscriber.move_to_end();
                    self.reload = true;
                }
                Poll::Behind => self.behind = true,
                Poll::Closed => return None,
            }
        }
    }

    fn is_phone(&self) -> bool {
        matches!(self.subscriber.subscription(), Subscription::Phone { .. })
    }

    /// Reads a page of the log, and moves the subscriber's cursor behind it.
    async fn read_page(&mut self) -> Result<Page, Refusal> {
        let (after, subscription) =
            (self.subscriber.cursor(), self.subscriber.subscription().clone());
        let unreadable = self.permit.app.unreadable().clone();
        let read = move |snapshot: &Snapshot<'_>| {
            // Pruned meanwhile, or too far behind: the other side opens the stream again, and learns
            // the floor.
            if after < snapshot.floor() || after.0 + EVENTS_BEHIND_MAX < snapshot.seq().0 {
                return Ok((Vec::new(), after, false, true));
            }
            let events = snapshot.events_after(after, EVENTS_PAGE_MAX)?;
            unreadable.note_page(&events);
            let whole = events.len() == EVENTS_PAGE_MAX as usize;
            let upto = events.last().map_or(after, RawEvent::seq);
            let frames = frames_of_page(snapshot, events)?;
            let over = frames.iter().any(|frame| subscription.ends_with(frame));
            let sent: Vec<Bytes> =
                frames.iter().filter_map(|frame| subscription.bytes_of(frame)).collect();
            Ok((sent, upto, whole, over))
        };
        let (frames, upto, whole, over) = self.permit.app.read_log(read).await?;
        if over {
            return Ok(Page::End);
        }
        self.subscriber.move_to(upto);
        self.behind = whole;
        Ok(if frames.is_empty() { Page::Nothing } else { Page::Bytes(join_frames(frames)) })
    }
}

/// The result of reading a page of the log.
enum Page {
    Bytes(Bytes),
    Nothing,
    /// The subscriber's session has ended in it, or it is no longer in the log.
    End,
}

/// The first message of a stream: a type of its own, which pages pass over, and no id.
fn head_message(head: &StreamHead) -> Bytes {
    match serde_json::to_string(head) {
        Ok(json) => Bytes::from(format!("event: log\ndata: {json}\n\n")),
        Err(error) => {
            tracing::error!(%error, "the first message of a stream could not be written");
            STILL_HERE
        }
    }
}

/// The message to a phone that has missed something: load the page again. Its id is the place from
/// which the stream goes on.
fn reload_message(seq: Seq) -> Bytes {
    Bytes::from(format!("id: {seq}\nevent: reload\ndata: {{\"seq\":{seq}}}\n\n"))
}

/// Several frames as one piece.
fn join_frames(mut frames: Vec<Bytes>) -> Bytes {
    match frames.len() {
        1 => frames.swap_remove(0),
        _ => frames.concat().into(),
    }
}
