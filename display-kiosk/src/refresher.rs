//! Keeps a picture of the board up to date: asks the hub when it must, paints only when the picture
//! has changed, and hands the picture to the function that shows it.
//!
//! The loop is driven by notifications from the stream and by the passing of seconds. It owns no
//! threads and no sockets: the functions that ask and show are passed in, so that a test can
//! provide both.

use std::error::Error;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crema_client::{ClientError, Notification, Pulse};
use tracing::{info, warn};

use crate::board::phrases::Phrases;
use crate::board::{Board, Link, WallClock};
use crate::hub::Answers;
use crate::qr::Wifi;
use crate::scene::Scene;
use crate::screen::Screen;

/// Seconds count down on the board.
const TICK: Duration = Duration::from_secs(1);
/// Without a notification the hub is asked as often as this: a connection can die without a word.
const ASK_EVERY: Duration = Duration::from_secs(10);
/// The same while a code is about to end, whose successor takes its place by time and not by an
/// event; and after a question that had no answer.
const ASK_EVERY_IMPATIENT: Duration = Duration::from_secs(2);
/// A code with less time left than this is about to end, ms: 15 s, and the time between two
/// questions.
const AT_END_MS: u64 = 25_000;
/// Least time between two questions: a burst of orders is one change of the picture.
const ASK_APART: Duration = Duration::from_millis(150);

/// The settings that stay the same while a board runs.
#[derive(Debug, Clone)]
pub struct Look {
    /// The screen.
    pub screen: Screen,
    /// Second languages.
    pub languages: Vec<Phrases>,
    /// The booth's Wi-Fi.
    pub wifi: Option<Wifi>,
}

/// The last answers, their time, and the picture drawn from them.
#[derive(Debug)]
pub struct Refresher {
    look: Look,
    link: Link,
    known: Option<(Answers, Instant)>,
    asked: Option<Instant>,
    shown: Option<Scene>,
}

impl Refresher {
    /// Returns a refresher that knows nothing yet.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Self { look, link: Link::Live, known: None, asked: None, shown: None }
    }

    /// Takes a fresh answer, or the reason why there is no answer.
    pub fn update(&mut self, answer: Result<Answers, ClientError>, now: Instant) {
        self.asked = Some(now);
        match answer {
            Ok(answers) => {
                if self.link == Link::Reconnecting {
                    info!("the hub is back");
                }
                self.link = Link::Live;
                self.known = Some((answers, now));
            }
            Err(error) => {
                if self.link == Link::Live {
                    let error: &dyn Error = &error;
                    warn!(error, "no answer from the hub");
                }
                self.link = Link::Reconnecting;
            }
        }
    }

    /// Marks the picture as possibly old: the stream is lost.
    pub fn mark_lost(&mut self) {
        self.link = Link::Reconnecting;
    }

    /// Whether it is time to ask again although nothing was received.
    #[must_use]
    pub fn should_ask(&self, now: Instant) -> bool {
        let Some(asked) = self.asked else { return true };
        let at_end = self.known.as_ref().is_some_and(|(answers, _)| {
            let booth_ms = self.booth_ms(now);
            let code = answers.code.code.as_ref();
            code.is_some_and(|code| code.end_booth_ms.saturating_sub(booth_ms) < AT_END_MS)
        });
        let impatient = at_end || self.link == Link::Reconnecting;
        now.duration_since(asked) >= if impatient { ASK_EVERY_IMPATIENT } else { ASK_EVERY }
    }

    /// Returns the picture, if it differs from the one last taken.
    pub fn take_changed(&mut self, now: Instant, wall: Option<WallClock>) -> Option<&Scene> {
        let scene = self.scene(now, wall);
        if self.shown.as_ref() == Some(&scene) {
            return None;
        }
        Some(self.shown.insert(scene))
    }

    fn scene(&self, now: Instant, wall: Option<WallClock>) -> Scene {
        let known = self.known.as_ref().map(|(answers, _)| answers);
        Board {
            store: known.map(|it| &it.store),
            code: known.map(|it| &it.code),
            orders: known.map(|it| &it.orders),
            menu: known.map(|it| &it.menu),
            booth_ms: self.booth_ms(now),
            wall,
            screen: self.look.screen,
            link: self.link,
            wifi: self.look.wifi.as_ref(),
            languages: &self.look.languages,
        }
        .scene()
    }

    /// Booth time goes on with this machine's clock between two answers.
    fn booth_ms(&self, now: Instant) -> u64 {
        self.known.as_ref().map_or(0, |(answers, at)| {
            let since = now.saturating_duration_since(*at).as_millis();
            answers.booth_ms().saturating_add(u64::try_from(since).unwrap_or(u64::MAX))
        })
    }
}

/// The signals that wake and end a running board, and its own sign of life.
#[derive(Debug, Clone, Copy)]
pub struct Signals<'a> {
    /// Notifications of the stream.
    pub notifications: &'a Receiver<Notification>,
    /// Set when the board is to end.
    pub shutdown: &'a AtomicBool,
    /// Each step is a beat.
    pub pulse: &'a Pulse,
}

/// Runs until `shutdown` is set, the notifications end or `show` fails. It looks at `shutdown`
/// between two pictures, at least every second, so that no picture is left half shown.
///
/// # Errors
/// The error of `show`, if it fails: a board that cannot show anything must not pretend to.
pub fn run<E>(
    mut refresher: Refresher,
    signals: Signals<'_>,
    ask: impl Fn() -> Result<Answers, ClientError>,
    wall: impl Fn() -> Option<WallClock>,
    mut show: impl FnMut(&Scene) -> Result<(), E>,
) -> Result<(), E> {
    let mut streaming = true;
    while !signals.shutdown.load(Ordering::Relaxed) {
        signals.pulse.beat();
        let wait = until_next_second(&refresher);
        let mut lost = false;
        let mut asks = match signals.notifications.recv_timeout(wait) {
            Ok(Notification::KeepAlive) => false,
            Ok(first) => {
                std::thread::sleep(ASK_APART);
                for one in std::iter::once(first).chain(signals.notifications.try_iter()) {
                    match one {
                        Notification::Connected => streaming = true,
                        Notification::Lost(_) => (streaming, lost) = (false, true),
                        Notification::Received(()) | Notification::KeepAlive => {}
                    }
                }
                streaming
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        if lost || !streaming {
            refresher.mark_lost();
        }
        // Even a short loss is shown: the answer that ends it may take long.
        if lost && let Some(scene) = refresher.take_changed(Instant::now(), wall()) {
            show(scene)?;
        }
        let now = Instant::now();
        asks |= streaming && refresher.should_ask(now);
        if asks {
            refresher.update(signals.pulse.while_asking(&ask), now);
        }
        if let Some(scene) = refresher.take_changed(Instant::now(), wall()) {
            show(scene)?;
        }
    }
    Ok(())
}

/// The board's seconds change when booth time does, not a moment later.
fn until_next_second(refresher: &Refresher) -> Duration {
    let into = refresher.booth_ms(Instant::now()) % 1000;
    TICK.saturating_sub(Duration::from_millis(into)).max(Duration::from_millis(20))
}
