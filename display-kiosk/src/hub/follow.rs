//! The stream followed by a thread of its own, through every loss of the connection.

use std::io::BufReader;
use std::sync::mpsc::{SyncSender, TrySendError};
use std::thread;
use std::time::Duration;

use crema_api::ids::Seq;
use tracing::{debug, info, warn};

use super::events::Events;
use super::{Hub, Unanswered};

/// What a board listens to: everything that can change what it shows.
const TOPICS: &str = "admin/*,config";
/// The stream's address.
const STREAM: &str = "/api/v1/stream";
/// First wait before connecting again.
const WAIT_FIRST: Duration = Duration::from_millis(500);
/// Longest wait: a hub that comes back must not look dead for long.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// What the stream tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The connection stands; something may have happened meanwhile.
    Connected,
    /// Something happened.
    Changed,
    /// The connection is lost.
    Lost,
}

/// Follows the hub's stream from `after` on (`None`: from now on), until `news` has no reader any
/// more. There is no gap either way: whoever hears [`News::Connected`] asks for everything.
///
/// The channel should be short: news say no more than "ask again", so what does not fit is dropped,
/// except a change of the connection.
pub fn follow(hub: &Hub, after: Option<Seq>, news: &SyncSender<News>) {
    let mut place = after.map(|seq| seq.to_string());
    let mut wait = WAIT_FIRST;
    loop {
        match listen(hub, &mut place, news) {
            Ended::Nobody => return,
            Ended::AfterNews => wait = WAIT_FIRST,
            Ended::AtOnce => {}
        }
        if news.send(News::Lost).is_err() {
            return;
        }
        debug!(wait_ms = wait.as_millis(), "waiting before connecting again");
        thread::sleep(wait);
        wait = (wait * 2).min(WAIT_MAX);
    }
}

/// How one connection ended.
enum Ended {
    /// Nobody listens to the news any more.
    Nobody,
    /// It had stood.
    AfterNews,
    /// It never came about.
    AtOnce,
}

fn listen(hub: &Hub, place: &mut Option<String>, news: &SyncSender<News>) -> Ended {
    let mut query = vec![("topics", TOPICS.to_owned())];
    query.extend(place.clone().map(|place| ("after", place)));
    let answer = match hub.call(STREAM, "text/event-stream", &query) {
        Ok(answer) => answer,
        Err(refusal @ Unanswered::NotPaired) => {
            warn!(%refusal);
            return Ended::AtOnce;
        }
        Err(error) => {
            info!(%error, "no stream");
            return Ended::AtOnce;
        }
    };
    if news.send(News::Connected).is_err() {
        return Ended::Nobody;
    }
    let mut events = Events::new(BufReader::new(answer.into_body().into_reader()));
    loop {
        match events.read() {
            Ok(Some(event)) => {
                *place = event.id.or_else(|| place.take());
                if let Err(TrySendError::Disconnected(_)) = news.try_send(News::Changed) {
                    return Ended::Nobody;
                }
            }
            Ok(None) => {
                info!("the stream ended");
                return Ended::AfterNews;
            }
            Err(error) => {
                info!(%error, "the stream broke");
                return Ended::AfterNews;
            }
        }
    }
}
