//! How an order ended when it did not end well: an event in a sentence, and the next thing to do;
//! never a code.

use askama::Template;
use crema_api::answers::Ending;
use crema_api::order::{CancelReason, CancelledBy, OrderState, UnavailableCause};
use crema_api::store::StoreState;

use super::layout::{Frame, Layout, Look};
use super::order_page::OrderPage;
use crate::messages::Messages;

#[derive(Template)]
#[template(path = "ended.html")]
struct EndedHtml {
    t: Messages,
    title: String,
    body: String,
    start_href: Option<String>,
    journey: Option<String>,
}

/// The page of an order that ended without its drink being handed over.
pub(super) fn render_ended(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    let t = layout.messages();
    let end = describe_end(page, t);
    let frame = Frame {
        at: Some(page.address()),
        title: end.title.clone(),
        look: Look::Occasion,
        state: page.order.state.known_word().unwrap_or("unknown"),
        refresh_s: None,
        stream: Some(page.stream()),
        calls: 0,
        form: None,
    };
    let html = EndedHtml {
        t,
        title: end.title,
        body: end.body,
        start_href: end.start_again.then(|| layout.link_to("/")),
        journey: page.order.journey.as_deref().map(|path| layout.link_to(path)),
    };
    layout.render_page(&frame, &html)
}

/// The end of an order: the event, the next thing to do, and whether starting again is of use.
struct End {
    title: String,
    body: String,
    start_again: bool,
}

fn describe_end(page: &OrderPage<'_>, t: Messages) -> End {
    let label = page.label();
    let say =
        |title: String, body: &str, start_again| End { title, body: t.text(body), start_again };
    let plain = |word: &str, start_again| {
        say(t.text(&format!("{word}-title")), &format!("{word}-body"), start_again)
    };
    match page.order.ending {
        Some(Ending::NotChosen) => {
            // There is no code to start again with.
            let closed = page.store.store.state == StoreState::Closed;
            let body = if closed { "closed-body" } else { "timeout-choose-body" };
            say(t.text("timeout-choose-title"), body, !closed)
        }
        Some(Ending::NotMade) => {
            say(t.text_with("timeout-make-title", "label", label), "timeout-make-body", true)
        }
        Some(Ending::Refused { cause }) => match cause {
            UnavailableCause::Closed | UnavailableCause::Unknown(_) => plain("closed", false),
            UnavailableCause::LastOrders => plain("last-orders", false),
            UnavailableCause::Paused => say(t.text("paused-title"), "refused-body", true),
            UnavailableCause::Full => say(t.text("full-title"), "refused-body", true),
        },
        Some(Ending::Cancelled { reason, by }) => {
            let title = t.text_with("cancelled-title", "label", label);
            let again = !matches!(reason, CancelReason::Closing);
            say(title, cancelled_body(reason, by), again)
        }
        None if page.order.state == OrderState::Uncollected => {
            let closed = page.store.store.state == StoreState::Closed;
            let body = if closed { "uncollected-closed" } else { "uncollected-body" };
            say(t.text_with("uncollected-title", "label", label), body, false)
        }
        None | Some(Ending::Unknown) => {
            say(t.text_with("cancelled-title", "label", label), "cancelled-other", true)
        }
    }
}

/// Returns why it was cancelled. "The customer changed their mind", chosen by staff, is not shown
/// to the customer as their own doing.
fn cancelled_body(reason: CancelReason, by: CancelledBy) -> &'static str {
    match reason {
        CancelReason::Customer if by == CancelledBy::Customer => "cancelled-customer",
        CancelReason::SoldOut => "cancelled-sold-out",
        CancelReason::Machine => "cancelled-machine",
        CancelReason::Duplicate => "cancelled-duplicate",
        CancelReason::Closing => "cancelled-closing",
        CancelReason::Customer | CancelReason::Other | CancelReason::Unknown(_) => {
            "cancelled-other"
        }
    }
}
