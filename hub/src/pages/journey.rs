//! The order's journey: its events, in prose, for anyone with the read-only link.
//!
//! Each kind of event has a sentence in the page's language. One without, such as a custom event,
//! keeps the English sentence that it was written with.

use askama::Template;
use crema_api::events::names;
use crema_api::order::OrderState;

use super::layout::{Frame, Layout, Look};
use crate::messages::Messages;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyStep {
    /// When, in the booth's local time: `10:42`.
    pub time: String,
    /// The event's name.
    pub detail_type: String,
    /// The order's state after it, if the event says so.
    pub order_state: Option<OrderState>,
    /// Of a ticket, the name of the event that asked for it.
    pub printed_for: Option<String>,
    /// The event's sentence, as it was written down then (in English).
    pub sentence: String,
}

/// A step as it is read.
struct StepText<'a> {
    time: &'a str,
    sentence: String,
    /// `en` where the sentence may not be in the page's language.
    lang: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "journey.html")]
struct JourneyHtml<'a> {
    t: Messages,
    title: String,
    steps: Vec<StepText<'a>>,
}

/// The journey of the order called `label` (if it has a number), its steps in order.
#[must_use]
pub fn render_journey(layout: &Layout<'_>, label: Option<&str>, steps: &[JourneyStep]) -> String {
    let t = layout.messages();
    let title = t.text_with("journey-title", "label", label.unwrap_or("none"));
    let frame = Frame {
        at: None,
        title: title.clone(),
        look: Look::Occasion,
        state: "journey",
        refresh_s: None,
        stream: None,
        calls: 0,
        form: None,
    };
    let steps = steps.iter().map(|step| step_text(step, t)).collect();
    layout.render_page(&frame, &JourneyHtml { t, title, steps })
}

fn step_text(step: &JourneyStep, t: Messages) -> StepText<'_> {
    let (sentence, lang) = match words_of(step) {
        Some(id) => (t.text(id), None),
        None => (step.sentence.clone(), Some("en")),
    };
    StepText { time: &step.time, sentence, lang }
}

/// Returns the message for an event, by its name.
fn words_of(step: &JourneyStep) -> Option<&'static str> {
    Some(match step.detail_type.as_str() {
        names::NewOrder => "step-new-order",
        names::DrinkReturned => "step-drink-returned",
        names::RoomWanted => "step-room-wanted",
        names::RoomTaken => "step-room-taken",
        names::RoomRefused => "step-room-refused",
        names::WorkflowStarted => "step-workflow-started",
        names::ShopUnavailable => "step-shop-unavailable",
        names::NumberWanted => "step-number-wanted",
        names::NumberDrawn => "step-number-drawn",
        names::WorkflowWaitingCompletion => "step-numbered",
        names::WaitingCompletion => "step-waiting",
        names::OrderTimeOut => "step-timed-out",
        names::OrderFinished => "step-finished",
        names::OrderPlaced => "step-placed",
        names::OrderChanged => "step-changed",
        // Claimed, or let go again: one event for both.
        names::MakeOrder if step.order_state == Some(OrderState::Queued) => "step-released",
        names::MakeOrder => "step-making",
        names::TicketWanted => "step-ticket",
        names::TicketPrinted if step.printed_for.as_deref() == Some(names::OrderCancelled) => {
            "step-printed-cancelled"
        }
        names::TicketPrinted => "step-printed",
        names::TicketUnknown => "step-unprinted",
        names::OrderCompleted => "step-ready",
        names::OrderReadyAgain => "step-ready-again",
        names::OrderCancelled => "step-cancelled",
        names::OrderCollected => "step-collected",
        names::OrderUncollected => "step-uncollected",
        names::OrderRecalled => "step-recalled",
        names::CounterOrderTaken => "step-counter",
        names::SlipWanted => "step-slip",
        names::OrderRemade => "step-remade",
        names::OrderRequeued => "step-requeued",
        names::OrderGivenUp => "step-timed-out",
        names::NoticeDismissed => "step-notice",
        names::OrderCalledAgain => "step-called",
        names::OrderMovedToTop => "step-to-top",
        names::OrderMovedBack => "step-moved-back",
        names::OrderTakenOver => "step-taken-over",
        names::CancelHeld => "step-cancelling",
        names::CancelUndone => "step-kept",
        names::NameHidden => "step-name-hidden",
        names::CupNamed => "step-named",
        names::DeliveryFailed | names::TimerFailed | names::WorkflowFailed => "step-failed",
        names::WorkflowStopped => "step-stopped",
        names::DeliveryDiscarded => "step-discarded",
        names::DeliveryRedriven | names::TimerRedriven => "step-redriven",
        _ => return None,
    })
}
