//! The order's page for its life: in line, being made, ready, handed over. Choosing and the other
//! ends have files of their own.

use askama::Template;
use crema_api::answers::OrderView;
use crema_api::order::OrderState;
use crema_api::store::StoreState;
use fluent_bundle::FluentArgs;

use super::choose::{self, render_choose};
use super::drink::DrinkText;
use super::ended::render_ended;
use super::fields::{self, Choosing};
use super::layout::{Address, Frame, Layout, Look};
use super::no_choice::{render_numberless, render_shut_out};
use super::order_page::OrderPage;
use super::start::{refusal_sentence, why_paused};
use crate::messages::Messages;

/// Without script, the page of an open order looks again after this long, s.
pub(super) const LOOK_AGAIN_S: u64 = 10;

/// The order's page, whatever its state. A queued order with `change=1` in its address is back at
/// the drinks.
#[must_use]
pub fn render_order(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    if page.is_shut_out() {
        return render_shut_out(layout, page);
    }
    if page.lacks_number() {
        return render_numberless(layout, page);
    }
    if page.is_choosing() || page.is_changing() {
        return render_choose(layout, page);
    }
    match page.order.state {
        // Of a state that only a newer version knows no more is said than that it goes on.
        OrderState::Queued | OrderState::Making | OrderState::Unknown(_) => {
            render_waiting(layout, page)
        }
        OrderState::Ready => render_ready(layout, page),
        OrderState::Collected => render_collected(layout, page),
        _ => render_ended(layout, page),
    }
}

/// *Check*: the choice once more. If something is left to choose, *Choose* again, which says so; if
/// the order's drink can no longer be chosen, its own page.
#[must_use]
pub fn render_check(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    choose::render_check(layout, page).unwrap_or_else(|| render_order(layout, page))
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingHtml<'a> {
    t: Messages,
    label: &'a str,
    line: String,
    refusal: Option<String>,
    notices: Vec<String>,
    steps: Vec<Step>,
    drink: Option<DrinkText>,
    name: Option<&'a str>,
    for_name: (String, String),
    watch: (String, String),
    queued: bool,
    change_href: String,
    cancel_href: String,
}

/// One of the four steps.
pub(super) struct Step {
    pub word: String,
    pub reached: bool,
    pub current: bool,
}

/// The steps, of which the first `reached` are behind or under way.
pub(super) fn progress_steps(reached: usize, t: Messages) -> Vec<Step> {
    ["progress-placed", "progress-making", "progress-ready", "progress-enjoy"]
        .into_iter()
        .enumerate()
        .map(|(index, id)| Step {
            word: t.text(id),
            reached: index < reached,
            current: index + 1 == reached,
        })
        .collect()
}

fn render_waiting(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    let t = layout.messages();
    let queued = page.order.state == OrderState::Queued;
    let paused = queued && page.store.store.state == StoreState::Paused;
    let line = match page.order.state {
        OrderState::Queued if paused => place_line(page.order, t),
        OrderState::Queued => queued_line(page.order, t),
        _ => making_line(page.order, t),
    };
    let mut notices = Vec::new();
    if page.order.requeued && queued {
        notices.push(t.text("requeued"));
    }
    if page.order.remake {
        notices.push(t.text(if queued { "remade-queued" } else { "remade" }));
    }
    let too_late = page.is_changed_too_late();
    if too_late {
        notices.push(t.text("change-too-late"));
    }
    if paused {
        notices.extend(why_paused(&page.store.store, t));
        notices.push(t.text("paused-queued"));
    }
    let change = Choosing { change: true, ..Choosing::default() }.to_pairs();
    let order_path = fields::order_path(page.secret);
    let mut change_query = change.clone();
    change_query
        .extend(layout.carried_tag().map(|lang| (fields::LANG.to_owned(), lang.to_owned())));
    let html = WaitingHtml {
        t,
        label: page.label(),
        // Why a change was refused is said by the notice already.
        refusal: page.refusal.filter(|_| !too_late).map(|kind| refusal_sentence(kind, t)),
        notices,
        steps: progress_steps(if queued { 1 } else { 2 }, t),
        drink: drink_text(page, t),
        name: page.order.name.as_deref(),
        for_name: t.text_around("for-name", "name"),
        watch: t.text_around("watch", "label"),
        queued,
        change_href: fields::with_query(&order_path, &change_query),
        cancel_href: layout.link_to(&fields::cancel_path(page.secret)),
        line,
    };
    let frame = Frame {
        // So that the page goes on saying it.
        at: Some(Address { query: if too_late { change } else { Vec::new() }, ..page.address() }),
        title: format!("{} · {}", page.label(), html.line),
        look: Look::Occasion,
        state: page.order.state.known_word().unwrap_or("unknown"),
        refresh_s: Some(LOOK_AGAIN_S),
        stream: Some(page.stream()),
        calls: page.order.calls,
        form: None,
    };
    layout.render_page(&frame, &html)
}

/// "3rd in line, about 4 minutes".
fn queued_line(order: &OrderView, t: Messages) -> String {
    let (Some(place), Some(minutes)) = (order.place_in_line, order.expected_wait_min) else {
        return t.text("queued-plain");
    };
    let mut args = FluentArgs::new();
    args.set("place", place);
    args.set("minutes", minutes.max(1));
    t.text_with_all("queued-line", &args)
}

/// "3rd in line": while the booth is paused the time is unknown.
fn place_line(order: &OrderView, t: Messages) -> String {
    match order.place_in_line {
        Some(place) => t.text_with("queued-place", "place", place),
        None => t.text("queued-plain"),
    }
}

/// "Mia is making it."
fn making_line(order: &OrderView, t: Messages) -> String {
    match order.barista.as_ref().and_then(|barista| barista.name.clone()) {
        Some(name) => t.text_with("making-by", "barista", name),
        None => t.text("making"),
    }
}

fn drink_text(page: &OrderPage<'_>, t: Messages) -> Option<DrinkText> {
    page.order.drink.as_ref().map(|drink| DrinkText::of_order(drink, page.menu, t))
}

#[derive(Template)]
#[template(path = "ready.html")]
struct ReadyHtml<'a> {
    t: Messages,
    label: &'a str,
    again: bool,
    sentence: Option<String>,
}

fn render_ready(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    let t = layout.messages();
    let name = page.order.name.as_deref();
    let again = page.order.calls > 0;
    let html = ReadyHtml {
        t,
        label: page.label(),
        again,
        sentence: drink_text(page, t).map(|drink| drink.sentence(name, t)),
    };
    let frame = Frame {
        at: Some(page.address()),
        title: format!(
            "{} · {}",
            page.label(),
            t.text(if again { "called-again" } else { "ready-title" })
        ),
        look: Look::Occasion,
        state: "ready",
        refresh_s: Some(LOOK_AGAIN_S),
        stream: Some(page.stream()),
        calls: page.order.calls,
        form: None,
    };
    layout.render_page(&frame, &html)
}

#[derive(Template)]
#[template(path = "collected.html")]
struct CollectedHtml<'a> {
    t: Messages,
    label: &'a str,
    steps: Vec<Step>,
    drink: Option<DrinkText>,
    name: Option<&'a str>,
    barista: Option<&'a str>,
    wait_min: Option<u64>,
    journey: Option<String>,
}

fn render_collected(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    let t = layout.messages();
    let order = page.order;
    let html = CollectedHtml {
        t,
        label: page.label(),
        steps: progress_steps(4, t),
        drink: drink_text(page, t),
        name: order.name.as_deref(),
        barista: order.barista.as_ref().and_then(|barista| barista.name.as_deref()),
        wait_min: wait_min(order),
        journey: order.journey.as_deref().map(|path| layout.link_to(path)),
    };
    let frame = Frame {
        at: Some(page.address()),
        title: format!("{} · {}", page.label(), t.text("collected-title")),
        look: Look::Occasion,
        state: "collected",
        // A wrong press can be undone, so the script keeps listening; a plain page is done.
        refresh_s: None,
        stream: Some(page.stream()),
        calls: page.order.calls,
        form: None,
    };
    layout.render_page(&frame, &html)
}

/// From placed to ready, in whole minutes upwards.
fn wait_min(order: &OrderView) -> Option<u64> {
    let ms = order.ready_booth_ms?.checked_sub(order.queued_booth_ms?)?;
    Some(ms.div_ceil(60_000).max(1))
}
