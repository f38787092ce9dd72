//! *Start*: what this is, how long it takes, and the code. If no order would be taken there is no
//! form, but a sentence that says so and what to do.

use askama::Template;
use crema_api::answers::{OrderView, StoreView};
use crema_api::problem::RefusalKind;
use crema_api::store::{PauseReason, Store, StoreState};
use crema_core::services::validator::code_text;

use super::fields::{self, LANG};
use super::layout::{Address, Frame, Layout, Look, Stream};
use super::order_page::is_unplaced;
use crate::messages::Messages;

/// Without script, a page that waits for the booth looks again after this long, s: a few phones
/// that wait cost nothing, and no one waits there for longer than that.
const LOOK_AGAIN_S: u64 = 15;

/// The data of *Start*.
pub struct StartPage<'a> {
    /// The store as it is.
    pub store: &'a StoreView,
    /// The code from the link or as typed. The field keeps it until it is refused.
    pub code: &'a str,
    /// Idempotency key for the form.
    pub key: &'a str,
    /// Why *Start* was refused, shown at the field.
    pub refusal: Option<RefusalKind>,
    /// The open order of this customer, if a cookie identifies them.
    pub open_order: Option<&'a OrderView>,
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartHtml<'a> {
    t: Messages,
    lang: Option<&'static str>,
    key: &'a str,
    code: String,
    letter: char,
    code_chars: usize,
    refusal: Option<String>,
    wait_min: u32,
    drinks_ahead: u32,
    choose_min: u32,
    have_order: Option<(String, String)>,
    shut: Option<Shut>,
    sponsors: Option<String>,
}

/// Why nothing can be started, and what to do.
pub(super) struct Shut {
    /// The heading.
    pub title: String,
    /// The sentences with what to do, a paragraph each.
    pub body: Vec<String>,
}

/// The *Start* page.
#[must_use]
pub fn render_start(layout: &Layout<'_>, page: &StartPage<'_>) -> String {
    let t = layout.messages();
    let settings = &page.store.settings;
    let shut = why_shut(page.store, t).or_else(|| used_up(page, t));
    let letter = settings.booth_letter;
    let refused_code = page.refusal.is_some_and(is_about_the_code);
    let refusal = page
        .refusal
        .filter(|_| page.open_order.is_none())
        .map(|kind| refusal_at_field(kind, &code_text::shown(page.code, letter), t));
    let html = StartHtml {
        t,
        lang: layout.carried_tag(),
        key: page.key,
        // After a refused code another one is typed, not that one mended letter by letter.
        code: code_text::shown(if refused_code { "" } else { page.code }, letter),
        letter,
        code_chars: CODE_FIELD_CHARS_MAX,
        refusal,
        wait_min: page.store.expected_wait_min,
        drinks_ahead: page.store.drinks_ahead,
        choose_min: settings.choose_s.div_ceil(60),
        have_order: page
            .open_order
            .filter(|order| !is_closed(page.store) || !is_unplaced(order))
            .map(|order| have_order(order, layout)),
        shut,
        sponsors: sponsors_line(&page.store.branding.sponsors, t),
    };
    let frame = Frame {
        // A code that was refused is not tried again when the page is loaded again.
        at: (refused_code || (html.shut.is_some() && page.refusal.is_some()))
            .then(|| Address { path: "/".to_owned(), query: Vec::new() }),
        title: format!("{} · {}", t.text("start-title"), layout.occasion),
        look: Look::Occasion,
        state: "start",
        // Only where there is no field to type in.
        refresh_s: html.shut.as_ref().map(|_| LOOK_AGAIN_S),
        stream: Some(Stream { order: None, after: page.store.seq }),
        calls: 0,
        form: None,
    };
    layout.render_page(&frame, &html)
}

/// Longest text the field takes: a code pasted with a space between all its characters, and some.
const CODE_FIELD_CHARS_MAX: usize = 24;

/// Whether an order that is not placed yet can no longer be.
pub(super) fn is_closed(store: &StoreView) -> bool {
    matches!(store.store.state, StoreState::Closed | StoreState::Unknown(_))
}

/// The sentence and the link to an order that is open.
fn have_order(order: &OrderView, layout: &Layout<'_>) -> (String, String) {
    let label = order.label.clone().unwrap_or_else(|| "none".to_owned());
    let sentence = layout.messages().text_with("have-order", "label", label);
    (sentence, layout.link_to(order.link.as_deref().unwrap_or("/")))
}

/// Returns the sponsors' line, if the crew named any.
fn sponsors_line(names: &[String], t: Messages) -> Option<String> {
    (!names.is_empty()).then(|| t.text_with("sponsors", "names", names.join(t.list_separator())))
}

/// Returns why *Start* would be refused by the store as it is, if it would.
pub(super) fn why_shut(store: &StoreView, t: Messages) -> Option<Shut> {
    match store.store.state {
        StoreState::Closed | StoreState::Unknown(_) => Some(shut_with("closed", t)),
        StoreState::LastOrders => Some(shut_with("last-orders", t)),
        StoreState::Paused => Some(shut_while_paused(store, t)),
        StoreState::Open if !store.has_room => Some(shut_while_full(store, t)),
        StoreState::Open => None,
    }
}

fn shut_with(word: &str, t: Messages) -> Shut {
    Shut { title: t.text(&format!("{word}-title")), body: vec![t.text(&format!("{word}-body"))] }
}

/// The pause's end is shown in minutes from now: the booth's wall clock may be wrong.
fn shut_while_paused(store: &StoreView, t: Messages) -> Shut {
    let left_ms = store.store.until_booth_ms.and_then(|until| until.checked_sub(store.booth_ms));
    let until = match left_ms {
        Some(ms) if ms > 0 => t.text_with("paused-until", "minutes", ms.div_ceil(60_000)),
        _ => t.text("paused-body"),
    };
    Shut {
        title: t.text("paused-title"),
        body: why_paused(&store.store, t).into_iter().chain([until]).collect(),
    }
}

/// Returns why the store is paused, as far as staff said: a usual reason in the reader's language,
/// and their own words as they are.
pub(super) fn why_paused(store: &Store, t: Messages) -> Vec<String> {
    let because = store.because.and_then(|because| {
        let word = match because {
            PauseReason::Machine => "machine",
            PauseReason::Milk => "milk",
            PauseReason::Unknown(_) => return None,
        };
        Some(t.text_with("paused-because", "because", word))
    });
    because.into_iter().chain(store.reason.clone()).collect()
}

/// While the board has no code to show, the page asks for no code; one that someone brings along is
/// tried all the same, since the code before may still be valid.
fn used_up(page: &StartPage<'_>, t: Messages) -> Option<Shut> {
    let store = page.store;
    let next = store.next_code_booth_ms?;
    let over = matches!(page.refusal, Some(RefusalKind::CodeUsedUp | RefusalKind::CodeOver));
    if !page.code.is_empty() && !over {
        return None;
    }
    let minutes = next.saturating_sub(store.booth_ms).div_ceil(60_000).max(1);
    let body = vec![t.text_with("used-up-body", "minutes", minutes)];
    Some(Shut { title: t.text("used-up-title"), body })
}

/// When the booth is full, a place is free as soon as the next drink is made.
fn shut_while_full(store: &StoreView, t: Messages) -> Shut {
    let minutes = store.expected_wait_min.div_ceil(store.drinks_ahead.max(1)).max(1);
    Shut { title: t.text("full-title"), body: vec![t.text_with("full-body", "minutes", minutes)] }
}

/// Whether another code is to be typed.
fn is_about_the_code(kind: RefusalKind) -> bool {
    use RefusalKind as Kind;
    matches!(kind, Kind::NoSuchCode | Kind::CodeOver | Kind::CodeUsedUp | Kind::CodeBegun)
}

/// A refusal at the code's field. A refused code is no longer in the field, so the sentence names it:
/// beside the screen one sees which letter was wrong.
fn refusal_at_field(kind: RefusalKind, code: &str, t: Messages) -> String {
    if is_about_the_code(kind) && code.len() > 1 {
        return t.text_with(&format!("refusal-{}-typed", kind.word()), "code", code);
    }
    // An order that has begun is refused in other words: there, nothing opens again.
    if kind == RefusalKind::StoreNotOpen {
        return t.text("refusal-store-not-open-start");
    }
    refusal_sentence(kind, t)
}

/// A refusal as people read it; kinds that no page can run into share one sentence.
pub(super) fn refusal_sentence(kind: RefusalKind, t: Messages) -> String {
    t.find_text(&format!("refusal-{}", kind.word())).unwrap_or_else(|| t.text("refusal-other"))
}
