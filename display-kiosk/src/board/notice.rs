//! The content of the left half: the code, or one large sentence that says why there is no code.
//!
//! This is the one place that decides it, from the store's state down to the code's. `order_here`
//! draws it.

use crema_api::answers::{LiveCode, StoreView};
use crema_api::store::{PauseReason, StoreState};

use super::phrases;
use super::{Board, Link, WallClock};
use crate::lettering::one_line;

const MS_PER_MIN: u64 = 60_000;
const MIN_PER_DAY: u64 = 24 * 60;

const BEING_MADE: &str = "Orders already placed are being made.";

/// The left half's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftHalf<'a> {
    /// How to order, with the code.
    Order {
        /// The code that is valid now.
        code: &'a LiveCode,
    },
    /// The reason why one cannot order now.
    Sentence(Sentence),
}

/// One large sentence, with details.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Large. A line feed begins a new line.
    pub headline: String,
    /// Below it, smaller; may be empty.
    pub more: String,
    /// The reason in a second language; may be empty.
    pub second: String,
}

impl Sentence {
    fn new(headline: impl Into<String>, more: impl Into<String>) -> Self {
        Self { headline: headline.into(), more: more.into(), second: String::new() }
    }
}

impl<'a> LeftHalf<'a> {
    /// Returns the content of this board's left half.
    #[must_use]
    pub fn from_board(board: &Board<'a>) -> Self {
        match board.store {
            None => Self::Sentence(Sentence::new("One moment", "The booth is starting.")),
            Some(store) => Self::from_store(board, store),
        }
    }

    fn from_store(board: &Board<'a>, store: &'a StoreView) -> Self {
        let wall = board.wall.as_ref();
        let sentence = match store.store.state {
            StoreState::Paused => paused_sentence(board, store),
            StoreState::Closed | StoreState::Unknown(_) => closed_sentence(store, wall),
            StoreState::LastOrders => Sentence::new("Last orders", no_new_orders()),
            // A code that may have run out must not be typed.
            StoreState::Open if board.link == Link::Reconnecting => {
                Sentence::new("One moment", format!("The next code comes up here. {BEING_MADE}"))
            }
            StoreState::Open if !store.has_room => full_sentence(store),
            StoreState::Open => match board.code.and_then(|view| view.code.as_ref()) {
                Some(code) => return Self::Order { code },
                None => used_up_sentence(store, board.booth_ms),
            },
        };
        Self::Sentence(sentence)
    }

    /// Returns the same in a few words, for those who do not see the picture.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Order { code } => format!("Scan or type the code {} to order", code.code),
            Self::Sentence(sentence) => sentence.headline.replace('\n', " "),
        }
    }
}

fn no_new_orders() -> String {
    format!("No new orders today. {BEING_MADE}")
}

/// The next code comes when the window of the used-up one ends.
fn used_up_sentence(store: &StoreView, booth_ms: u64) -> Sentence {
    let left_ms = store.next_code_booth_ms.map_or(0, |next| next.saturating_sub(booth_ms));
    let headline = match left_ms.div_ceil(MS_PER_MIN) {
        0 => "Next code soon".to_owned(),
        left => format!("Next code in {}", minutes_text(left)),
    };
    Sentence::new(headline, "The last one has run out. The next one comes up here.")
}

/// Says "Back at 14:30" by a trusted clock, otherwise "Back in" so many minutes; and why.
fn paused_sentence(board: &Board<'_>, store: &StoreView) -> Sentence {
    let left_ms = store.store.until_booth_ms.map(|until| until.saturating_sub(board.booth_ms));
    let headline = match (left_ms, board.wall.as_ref()) {
        (None | Some(0), _) => "Back soon".to_owned(),
        (Some(left_ms), Some(wall)) => {
            let minute =
                (u64::from(wall.minute_of_day) + left_ms.div_ceil(MS_PER_MIN)) % MIN_PER_DAY;
            format!("Back at {}:{:02}", minute / 60, minute % 60)
        }
        (Some(left_ms), None) => format!("Back in {}", minutes_text(left_ms.div_ceil(MS_PER_MIN))),
    };
    let because = store.store.because.and_then(because_in_english).map(str::to_owned);
    let reason = store.store.reason.as_deref().map(as_sentence).filter(|said| !said.is_empty());
    let said = because.into_iter().chain(reason).chain([BEING_MADE.to_owned()]);
    let second = phrases::current_phrases(board.languages, board.booth_ms)
        .zip(store.store.because)
        .and_then(|(words, because)| words.because(because).map(str::to_owned));
    Sentence {
        second: second.unwrap_or_default(),
        ..Sentence::new(headline, said.collect::<Vec<_>>().join(" "))
    }
}

fn because_in_english(because: PauseReason) -> Option<&'static str> {
    match because {
        PauseReason::Machine => Some("We are looking after a machine."),
        PauseReason::Milk => Some("We are fetching more milk."),
        PauseReason::Unknown(_) => None,
    }
}

/// Whether a closed booth has yet to open for the first time: it has made nothing, and its last day
/// is not over.
pub(super) fn opens_soon(store: &StoreView, wall: Option<&WallClock>) -> bool {
    let over = match (&store.occasion.end, wall) {
        // Days written year first compare as text.
        (Some(end), Some(wall)) => end.as_str() < wall.date.as_str(),
        _ => false,
    };
    store.drinks_made == 0 && store.drinks_ahead == 0 && !over
}

/// Promises tomorrow only if a trusted clock and the occasion's last day say that there is one, and
/// nothing but a first opening before it.
fn closed_sentence(store: &StoreView, wall: Option<&WallClock>) -> Sentence {
    if opens_soon(store, wall) {
        return Sentence::new("Opens soon", "The code to order with comes up here.");
    }
    let headline = match (&store.occasion.end, wall) {
        // Days written year first compare as text.
        (Some(end), Some(wall)) if end.as_str() > wall.date.as_str() => {
            "Closed.\nSee you tomorrow."
        }
        (Some(_), Some(_)) => "Closed.\nThank you for coming.",
        _ => "Closed.\nSee you soon.",
    };
    let more = if store.drinks_ahead > 0 { BEING_MADE } else { "" };
    Sentence::new(headline, more)
}

/// A place becomes free when the next drink is done, so its wait is a share of the wait for all of
/// them.
fn full_sentence(store: &StoreView) -> Sentence {
    let wait = store.expected_wait_min.div_ceil(store.drinks_ahead.max(1)).max(1);
    let headline = if store.drinks_ahead == 0 {
        "Busy: a place in a moment".to_owned()
    } else {
        format!("Busy: a place in {}", minutes_text(u64::from(wait)))
    };
    Sentence::new(headline, "The code comes up here as soon as there is room.")
}

/// A line never breaks between the figure and its unit.
fn minutes_text(count: u64) -> String {
    if count == 1 { "1\u{a0}minute".to_owned() } else { format!("{count}\u{a0}minutes") }
}

/// Returns the reason that staff typed, as a sentence with its full stop.
fn as_sentence(reason: &str) -> String {
    let mut sentence = one_line(reason);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', '…', '。']) {
        sentence.push('.');
    }
    sentence
}
