//! A started order whose guest has nothing to choose: the store closed before it was placed, or it is
//! placed and its number could not be drawn yet. Both pages go on by themselves.

use askama::Template;

use super::drink::DrinkText;
use super::layout::{Frame, Layout, Look};
use super::order::{LOOK_AGAIN_S, Step, progress_steps};
use super::order_page::OrderPage;
use crate::messages::Messages;

#[derive(Template)]
#[template(path = "no_choice.html")]
struct NoChoiceHtml<'a> {
    t: Messages,
    title: String,
    body: String,
    steps: Vec<Step>,
    drink: Option<DrinkText>,
    name: Option<&'a str>,
    for_name: (String, String),
    cancel_href: Option<String>,
}

/// The page of an order that can no longer be placed, since the store has closed.
pub(super) fn render_shut_out(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    let t = layout.messages();
    let html = NoChoiceHtml {
        t,
        title: t.text("closed-title"),
        body: t.text("closed-choosing"),
        steps: Vec::new(),
        drink: None,
        name: None,
        for_name: (String::new(), String::new()),
        cancel_href: None,
    };
    layout.render_page(&frame(page, html.title.clone(), "closed"), &html)
}

/// The page of an order that is placed and waits for its number.
pub(super) fn render_numberless(layout: &Layout<'_>, page: &OrderPage<'_>) -> String {
    let t = layout.messages();
    let drink = page.order.drink.as_ref();
    let html = NoChoiceHtml {
        t,
        title: t.text("numberless-title"),
        body: t.text("numberless-body"),
        steps: progress_steps(1, t),
        drink: drink.map(|drink| DrinkText::of_order(drink, page.menu, t)),
        name: page.order.name.as_deref(),
        for_name: t.text_around("for-name", "name"),
        cancel_href: Some(layout.link_to(&super::fields::cancel_path(page.secret))),
    };
    layout.render_page(&frame(page, html.title.clone(), "numberless"), &html)
}

fn frame(page: &OrderPage<'_>, title: String, state: &'static str) -> Frame {
    Frame {
        at: Some(page.address()),
        title,
        look: Look::Occasion,
        state,
        refresh_s: Some(LOOK_AGAIN_S),
        stream: Some(page.stream()),
        calls: 0,
        form: None,
    }
}
