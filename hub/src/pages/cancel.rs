//! The page that asks before an order is cancelled.

use askama::Template;
use crema_api::order::OrderState;
use crema_core::services::order_manager::moves::Move;

use super::fields::{self, LANG};
use super::layout::{Address, Frame, Layout, Look};
use super::order::render_order;
use super::order_page::OrderPage;
use crate::messages::Messages;

#[derive(Template)]
#[template(path = "cancel.html")]
struct CancelHtml<'a> {
    t: Messages,
    lang: Option<&'static str>,
    label: &'a str,
    queued: bool,
    cancel_path: String,
    back_href: String,
    key: &'a str,
}

/// *Cancel B42?* An order that its customer can no longer cancel shows its own page.
#[must_use]
pub fn render_cancel(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    if Move::CancelByCustomer.leads_to(page.order.state).is_none() {
        return render_order(layout, page);
    }
    let t = layout.messages();
    let html = CancelHtml {
        t,
        lang: layout.carried_tag(),
        label: page.label(),
        queued: page.order.state == OrderState::Queued,
        cancel_path: fields::cancel_path(page.secret),
        back_href: layout.link_to(&fields::order_path(page.secret)),
        key: page.key,
    };
    let frame = Frame {
        at: Some(Address { path: fields::cancel_path(page.secret), query: Vec::new() }),
        title: t.text_with("cancel-title", "label", page.label()),
        look: Look::Occasion,
        state: "cancel",
        refresh_s: None,
        stream: Some(page.stream()),
        calls: 0,
        form: None,
    };
    layout.render_page(&frame, &html)
}
