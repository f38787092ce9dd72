//! Writes every state of the customer's pages into a folder, by day and in the dark, in English
//! and Japanese, each a file on its own with the style sheet in it: for looking at.
//!
//! `cargo run -p crema --example order_gallery -- /some/folder [language …]`

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use crema::messages::Spoken;
use crema::pages::fields::Choosing;
use crema::pages::{
    JourneyStep, Notice, OrderPage, Shell, StartPage, render_cancel, render_check, render_journey,
    render_notice, render_order, render_start,
};
use crema_api::answers::{Ending, OrderView, StoreView};
use crema_api::menu::Menu;
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../src/pages/tests/samples.rs"]
mod samples;

const TOKENS: &str = include_str!("../web/styles/tokens.css");
const STYLES: &str = include_str!("../web/styles/order.css");

fn main() -> anyhow::Result<()> {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().context("name a folder to write to")?);
    std::fs::create_dir_all(&folder)?;
    let mut languages: Vec<String> = words.collect();
    if languages.is_empty() {
        languages = vec!["en".to_owned(), "ja".to_owned()];
    }
    for language in &languages {
        let shell = Shell {
            spoken: Spoken::negotiate(None, Some(language)),
            occasion: "Coffee at Rustfest",
            path: "/",
            query: Vec::new(),
            asset: &|name| name.to_owned(),
            branding: None,
            fragment: false,
        };
        let mut pages = starts(&shell);
        pages.extend(choices(&shell));
        pages.extend(lives(&shell));
        pages.extend(others(&shell));
        for (name, html) in pages {
            for theme in ["light", "dark"] {
                write(&folder, &format!("{name}-{language}-{theme}.html"), &html, theme)?;
            }
        }
    }
    Ok(())
}

fn write(folder: &Path, name: &str, html: &str, theme: &str) -> anyhow::Result<()> {
    let styles = STYLES.replace("@import \"./tokens.css\";", TOKENS);
    let html = html
        .replace("<html ", &format!("<html data-theme=\"{theme}\" "))
        .replace(
            "<link rel=\"stylesheet\" href=\"order.css\">",
            &format!("<style>{styles}</style>"),
        )
        .replace("<script type=\"module\" src=\"order.js\"></script>", "");
    std::fs::write(folder.join(name), html).with_context(|| format!("writing {name}"))
}

type Pages = Vec<(String, String)>;

fn starts(shell: &Shell<'_>) -> Pages {
    let open = samples::store();
    let mut paused = open.clone();
    paused.store.state = StoreState::Paused;
    paused.store.reason = Some("New beans".to_owned());
    paused.store.until_booth_ms = Some(paused.booth_ms + 9 * 60_000);
    let closed = StoreView {
        store: crema_api::store::Store { state: StoreState::Closed, ..open.store.clone() },
        ..open.clone()
    };
    let full = StoreView { has_room: false, ..open.clone() };
    let placed = samples::order(OrderState::Queued);
    let page = |store, code, refusal, open_order| {
        render_start(shell, &StartPage { store, code, key: "key", refusal, open_order })
    };
    vec![
        ("start".to_owned(), page(&open, "B7K4Q2", None, None)),
        ("start-empty".to_owned(), page(&open, "", None, None)),
        ("start-wrong".to_owned(), page(&open, "b7k4qq", Some(RefusalKind::CodeUsedUp), None)),
        ("start-have".to_owned(), page(&open, "B7K4Q2", None, Some(&placed))),
        ("start-paused".to_owned(), page(&paused, "", None, None)),
        ("start-closed".to_owned(), page(&closed, "", None, None)),
        ("start-full".to_owned(), page(&full, "", None, None)),
    ]
}

fn order_page<'a>(
    order: &'a OrderView,
    menu: &'a Menu,
    store: &'a StoreView,
    choosing: &'a Choosing,
) -> OrderPage<'a> {
    OrderPage { order, menu, store, secret: samples::SECRET, choosing, key: "key", refusal: None }
}

fn choices(shell: &Shell<'_>) -> Pages {
    let (menu, store) = (samples::menu(), samples::store());
    let mut sold_out = menu.clone();
    sold_out.drinks[3].available = false;
    sold_out.drinks[0].modifiers[0].options[1].available = false;
    let none = Choosing::default();
    let oat = Choosing {
        drink: Some("flat-white".to_owned()),
        modifiers: [("Milk".to_owned(), "Oat".to_owned())].into(),
        name: Some("Zoë".to_owned()),
        ..none.clone()
    };
    let change = Choosing { change: true, ..none.clone() };
    let started = samples::order(OrderState::Started);
    let queued = samples::order(OrderState::Queued);
    vec![
        (
            "choose-none".to_owned(),
            render_order(shell, &order_page(&started, &menu, &store, &none)),
        ),
        ("choose".to_owned(), render_order(shell, &order_page(&started, &menu, &store, &oat))),
        (
            "choose-gone".to_owned(),
            render_order(shell, &order_page(&started, &sold_out, &store, &oat)),
        ),
        (
            "choose-change".to_owned(),
            render_order(shell, &order_page(&queued, &menu, &store, &change)),
        ),
        ("check".to_owned(), render_check(shell, &order_page(&started, &menu, &store, &oat))),
        ("cancel".to_owned(), render_cancel(shell, &order_page(&queued, &menu, &store, &none))),
    ]
}

fn lives(shell: &Shell<'_>) -> Pages {
    let (menu, store, none) = (samples::menu(), samples::store(), Choosing::default());
    let cancelled = Ending::Cancelled { reason: CancelReason::SoldOut, by: CancelledBy::Staff };
    let mut orders: Vec<(&str, OrderView)> = [
        OrderState::Queued,
        OrderState::Making,
        OrderState::Ready,
        OrderState::Collected,
        OrderState::Uncollected,
    ]
    .map(|state| (state.as_str(), samples::order(state)))
    .into();
    orders.push(("cancelled", samples::ended(OrderState::Cancelled, cancelled)));
    orders.push(("timed-out", samples::ended(OrderState::TimedOut, Ending::NotMade)));
    let mut long = samples::order(OrderState::Queued);
    long.label = Some("B1042".to_owned());
    long.name = Some("Maximiliane Wunderlich-Sch".to_owned());
    orders.push(("queued-long", long));
    orders
        .iter()
        .map(|(name, order)| {
            let page = order_page(order, &menu, &store, &none);
            ((*name).to_owned(), render_order(shell, &page))
        })
        .collect()
}

fn others(shell: &Shell<'_>) -> Pages {
    let step = |time: &str, sentence: &str| JourneyStep {
        time: time.to_owned(),
        sentence: sentence.to_owned(),
    };
    let steps = [
        step("10:31", "The customer began with a code."),
        step("10:32", "B42 was placed: flat white with oat milk."),
        step("10:36", "Mia began to make B42."),
        step("10:38", "B42 is ready."),
    ];
    let notice = |notice| render_notice(shell, notice);
    vec![
        ("journey".to_owned(), render_journey(shell, Some("B42"), &steps)),
        ("gone".to_owned(), notice(Notice::Gone)),
        ("storage".to_owned(), notice(Notice::Storage)),
    ]
}
