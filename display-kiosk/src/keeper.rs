//! Keeps a picture of the board up to date: asks the hub when it must, paints only when what is
//! shown has changed, and hands the picture to whoever shows it.
//!
//! The loop is driven by news from the stream and by the passing of seconds. It owns no threads and
//! no sockets: what asks and what shows are given to it, so that a test can be both.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crema_api::alive::Pulse;
use tracing::{info, warn};

use crate::board::phrases::Phrases;
use crate::board::{Board, Link, WallClock};
use crate::hub::{Answers, News, Unanswered};
use crate::qr::Wifi;
use crate::scene::Scene;
use crate::screen::Screen;

/// Seconds count down on the board.
const TICK: Duration = Duration::from_secs(1);
/// Without news the hub is asked as often as this: a connection can die without a word.
const ASK_EVERY: Duration = Duration::from_secs(10);
/// The same while a code is about to end, whose successor takes its place by time and not by an
/// event; and after a question that had no answer.
const ASK_EVERY_IMPATIENT: Duration = Duration::from_secs(2);
/// How long before its end a code is about to end, ms: 15 s, and the time between two questions.
const AT_END_MS: u64 = 25_000;
/// Least time between two questions: a burst of orders is one change of the picture.
const ASK_APART: Duration = Duration::from_millis(150);

/// What stays the same while a board runs.
#[derive(Debug, Clone)]
pub struct Look {
    /// The screen.
    pub screen: Screen,
    /// Second languages.
    pub languages: Vec<Phrases>,
    /// The booth's Wi-Fi.
    pub wifi: Option<Wifi>,
}

/// What is known, and since when.
#[derive(Debug)]
pub struct Keeper {
    look: Look,
    link: Link,
    known: Option<(Answers, Instant)>,
    asked: Option<Instant>,
    shown: Option<Scene>,
}

impl Keeper {
    /// A keeper that knows nothing yet.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Self { look, link: Link::Live, known: None, asked: None, shown: None }
    }

    /// A fresh answer, or why there is none.
    pub fn hear(&mut self, answer: Result<Answers, Unanswered>, now: Instant) {
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
                    warn!(%error, "no answer from the hub");
                }
                self.link = Link::Reconnecting;
            }
        }
    }

    /// The stream is lost: what is shown may be old from now on.
    pub fn lose(&mut self) {
        self.link = Link::Reconnecting;
    }

    /// Whether it is time to ask again although nothing was heard.
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

    /// The picture, if it is another than the one last taken.
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

/// Runs until `over` is set, `news` ends or `show` fails. It looks at `over` between two pictures, at
/// least every second, so that none is left half shown; each turn is a beat of `pulse`.
///
/// # Errors
/// What `show` fails with: a board that cannot show anything must not pretend to.
pub fn run<E>(
    mut keeper: Keeper,
    (news, over): (&Receiver<News>, &AtomicBool),
    ask: impl Fn() -> Result<Answers, Unanswered>,
    wall: impl Fn() -> Option<WallClock>,
    pulse: &Pulse,
    mut show: impl FnMut(&Scene) -> Result<(), E>,
) -> Result<(), E> {
    let mut streaming = true;
    while !over.load(Ordering::Relaxed) {
        pulse.beat();
        let wait = until_next_second(&keeper);
        let mut asks = match news.recv_timeout(wait) {
            Ok(first) => {
                std::thread::sleep(ASK_APART);
                let latest = std::iter::once(first).chain(news.try_iter());
                for one in latest.filter(|one| *one != News::Changed) {
                    streaming = one == News::Connected;
                }
                streaming
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        };
        if !streaming {
            keeper.lose();
        }
        let now = Instant::now();
        asks |= streaming && keeper.should_ask(now);
        if asks {
            keeper.hear(pulse.while_asking(&ask), now);
        }
        if let Some(scene) = keeper.take_changed(Instant::now(), wall()) {
            show(scene)?;
        }
    }
    Ok(())
}

/// The board's seconds change when booth time does, not a moment later.
fn until_next_second(keeper: &Keeper) -> Duration {
    let into = keeper.booth_ms(Instant::now()) % 1000;
    TICK.saturating_sub(Duration::from_millis(into)).max(Duration::from_millis(20))
}
