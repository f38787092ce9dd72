#![allow(clippy::unwrap_used, clippy::expect_used)]

//! The pages as a customer's browser gets them: what stands there, what can be pressed, and where
//! that leads.

mod branding;
mod choose;
mod fields;
mod order;
#[allow(dead_code, reason = "the gallery uses the rest")]
pub(crate) mod samples;
mod start;
mod told;
mod words;

use super::fields::Choosing;
use super::{Layout, OrderPage};
use crate::messages::Spoken;
use crema_api::answers::{OrderView, StoreView};
use crema_api::menu::Menu;

/// A layout that speaks English without having been asked to.
pub(crate) fn layout() -> Layout<'static> {
    in_language(Spoken::negotiate(None, None))
}

/// A layout in a language that the address asked for.
pub(crate) fn asked_for(language: &str) -> Layout<'static> {
    in_language(Spoken::negotiate(Some(language), None))
}

fn in_language(spoken: Spoken) -> Layout<'static> {
    Layout {
        spoken,
        occasion: "Coffee at Rustfest",
        path: "/s/B7K4Q2",
        query: vec![("lang".to_owned(), "fr".to_owned())],
        asset: &|name| format!("/assets/{name}?v=1"),
        branding: None,
        fragment: false,
    }
}

/// Everything the pages of one order are made from.
pub(crate) struct Booth {
    pub order: OrderView,
    pub menu: Menu,
    pub store: StoreView,
    pub choosing: Choosing,
}

impl Booth {
    pub(crate) fn with(order: OrderView) -> Self {
        Self {
            order,
            menu: samples::menu(),
            store: samples::store(),
            choosing: Choosing::default(),
        }
    }

    pub(crate) fn choosing(mut self, query: &str) -> Self {
        self.choosing = choosing(query);
        self
    }

    pub(crate) fn page(&self) -> OrderPage<'_> {
        OrderPage {
            order: &self.order,
            menu: &self.menu,
            store: &self.store,
            secret: samples::SECRET,
            choosing: &self.choosing,
            key: "k-1",
            refusal: None,
        }
    }
}

/// A query as axum reads it for the handlers.
pub(crate) fn choosing(query: &str) -> Choosing {
    let address = format!("/?{query}").parse().expect("an address");
    axum::extract::Query::try_from_uri(&address).expect("a query").0
}

/// The text of a page: without tags, and with white space as a browser shows it.
pub(crate) fn text(html: &str) -> String {
    let body = &html[html.find("<body").unwrap_or(0)..];
    let mut text = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let text = text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace(" ,", ",").replace(" .", ".")
}

#[track_caller]
pub(crate) fn assert_says(html: &str, sentence: &str) {
    assert!(text(html).contains(sentence), "{sentence:?} is not in: {}", text(html));
}

#[track_caller]
pub(crate) fn assert_has(html: &str, markup: &str) {
    assert!(html.contains(markup), "{markup} is not in:\n{html}");
}

#[track_caller]
pub(crate) fn assert_lacks(html: &str, markup: &str) {
    assert!(!html.contains(markup), "{markup} is in:\n{html}");
}
