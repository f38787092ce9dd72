//! Pages for when there is nothing else to show: a dead link, a disk that takes no writes.

use askama::Template;

use super::layout::{Frame, Layout, Look};
use crate::messages::Messages;

/// The kind of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// There is no such address (404).
    Gone,
    /// The booth cannot write at the moment (503).
    Storage,
    /// Too many tries (429).
    Busy,
    /// A fault of ours (500).
    Wrong,
}

impl Notice {
    fn word(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Storage => "storage",
            Self::Busy => "busy",
            Self::Wrong => "wrong",
        }
    }
}

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticeHtml {
    title: String,
    body: String,
    href: String,
    button: String,
}

/// The notice, with one way on: to *Start* from a dead link, otherwise the same address again.
#[must_use]
pub fn render_notice(layout: &Layout<'_>, notice: Notice) -> String {
    let t: Messages = layout.messages();
    let title = t.text(&format!("{}-title", notice.word()));
    let (to, button) = match notice {
        Notice::Gone => ("/", "start-button"),
        Notice::Storage | Notice::Busy | Notice::Wrong => (layout.path, "try-again"),
    };
    let html = NoticeHtml {
        title: title.clone(),
        body: t.text(&format!("{}-body", notice.word())),
        href: layout.link_to(to),
        button: t.text(button),
    };
    let frame = Frame {
        at: None,
        title,
        look: Look::Occasion,
        state: "notice",
        refresh_s: None,
        stream: None,
        calls: 0,
        form: None,
    };
    layout.render_page(&frame, &html)
}
