//! The order's journey: what happened to it, in prose, for whoever holds the read-only link.

use askama::Template;

use super::shell::{Frame, Look, Shell};
use crate::messages::Messages;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyStep {
    /// When, as the booth tells the time: `10:42`.
    pub time: String,
    /// The event's sentence, as it was written down then (in English).
    pub sentence: String,
}

#[derive(Template)]
#[template(path = "journey.html")]
struct JourneyHtml<'a> {
    t: Messages,
    title: String,
    steps: &'a [JourneyStep],
}

/// The journey of the order called `label` (if it has a number), its steps in order.
#[must_use]
pub fn render_journey(shell: &Shell<'_>, label: Option<&str>, steps: &[JourneyStep]) -> String {
    let t = shell.messages();
    let title = t.with("journey-title", "label", label.unwrap_or("none"));
    let frame = Frame {
        at: None,
        title: title.clone(),
        look: Look::Occasion,
        state: "journey",
        refresh_s: None,
        stream: None,
        calls: 0,
    };
    shell.page(&frame, &JourneyHtml { t, title, steps })
}
