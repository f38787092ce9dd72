//! The customer's pages through an order's life and to each of its ends, on phones of several kinds:
//! by day and by night, in Japanese, the narrowest one (in German, whose words are long), and with
//! text at 200 %.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use crema_api::OrderId;
use crema_api::answers::OrderView;
use crema_api::commands::{Place, SetStore};
use crema_api::menu::MILK;
use crema_api::order::OrderState;
use crema_api::store::{Settings, StoreState};
use crema_tests::browser::Look;
use crema_tests::people::{drink_with_milk, live_code};
use crema_tests::{Client, Window};
use serde_json::json;

use crate::studio::Studio;

/// One kind of phone and its sheet.
struct Phone {
    sheet: &'static str,
    window: Window,
    /// The language that its addresses ask for.
    language: &'static str,
    /// Whether its owner has text at 200 %.
    large: bool,
}

/// A phone of each kind.
struct Phones(Vec<Phone>);

impl Phones {
    async fn unpack(studio: &Studio) -> Result<Self> {
        let mut phones = Vec::new();
        for (sheet, look, language, large) in [
            ("phone", Look::PHONE, "en", false),
            ("phone-dark", Look::PHONE.dark(), "en", false),
            ("phone-ja", Look::PHONE, "ja", false),
            ("phone-320", Look::PHONE.sized(320, 640), "de", false),
            ("phone-large", Look::PHONE, "en", true),
        ] {
            let window = studio.browser.open(look).await?;
            phones.push(Phone { sheet, window, language, large });
        }
        Ok(Self(phones))
    }

    /// Opens a page on each, waits for what it is about, and photographs it.
    async fn show(&self, studio: &mut Studio, title: &str, path: &str, css: &str) -> Result<()> {
        let join = if path.contains('?') { '&' } else { '?' };
        for phone in &self.0 {
            let address = studio.booth.url(&format!("{path}{join}lang={}", phone.language));
            phone.window.visit(&address).await?;
            phone.window.sees(css).await?;
            phone.shoot(studio, title).await?;
        }
        Ok(())
    }

    async fn show_order(&self, studio: &mut Studio, link: &str, state: &str) -> Result<()> {
        self.show(studio, state, link, &format!("main[data-state='{state}']")).await
    }
}

impl Phone {
    async fn shoot(&self, studio: &mut Studio, title: &str) -> Result<()> {
        if self.large {
            self.window.evaluates("document.documentElement.style.fontSize = '200%'").await?;
        }
        studio.shoot(self.sheet, title, &self.window).await
    }
}

/// Takes every picture of a phone.
pub async fn photograph(studio: &mut Studio) -> Result<()> {
    let phones = Phones::unpack(studio).await?;
    let code = live_code(&studio.crew).await?.code;
    phones.show(studio, "start", "/", "#code").await?;
    phones.show(studio, "start, scanned", &format!("/s/{code}"), "#code").await?;
    for phone in &phones.0 {
        phone.window.types("#code", "BAAAAA").await?;
        phone.window.presses("form[action='/start'] button").await?;
        phone.window.sees("#refusal").await?;
        phone.shoot(studio, "wrong code").await?;
    }
    let late = Late::begin(studio).await?;
    life(studio, &phones).await?;
    shut(studio, &phones).await?;
    endings(studio, &phones, &late).await
}

async fn life(studio: &mut Studio, phones: &Phones) -> Result<()> {
    let mia = studio.booth.barista("Mia")?;
    let (customer, order, link) = begin(studio).await?;
    let menu = studio.crew.menu()?.menu;
    let (drink, milk) = drink_with_milk(&menu)?;
    let chosen = format!("?drink={}&m.{MILK}={milk}&name=Zo%C3%AB", drink.id);
    phones.show(studio, "choose", &link, "button.drink").await?;
    phones.show(studio, "chosen", &format!("{link}{chosen}"), "[aria-pressed=true]").await?;
    phones.show(studio, "check", &format!("{link}/check{chosen}"), ".cupcard").await?;

    customer.place(&Place {
        order_id: order.id,
        drink: drink.id.clone(),
        modifiers: [(MILK.to_owned(), milk.to_owned())].into(),
        name: Some("Zoë".to_owned()),
    })?;
    phones.show_order(studio, &link, "queued").await?;
    phones.show(studio, "cancel", &format!("{link}/cancel"), "button.danger").await?;
    mia.claim(order.id)?;
    phones.show_order(studio, &link, "making").await?;
    mia.complete(order.id)?;
    phones.show_order(studio, &link, "ready").await?;
    staff(&mia, &order, "call-again")?;
    phones.show(studio, "called again", &link, "main[data-calls]").await?;
    staff(&mia, &order, "remake")?;
    phones.show(studio, "made again", &link, ".told").await?;
    mia.claim(order.id)?;
    mia.complete(order.id)?;
    mia.collect(order.id)?;
    phones.show_order(studio, &link, "collected").await?;
    let journey = customer.order(order.id)?.journey.context("an order has a journey")?;
    phones.show(studio, "journey", &journey, "ol.journey").await
}

/// What a barista does to an order beside its straight way.
fn staff(barista: &Client, order: &OrderView, verb: &str) -> Result<OrderView> {
    Ok(barista.post(&format!("/api/v1/orders/{}/{verb}", order.id), json!({}))?)
}

/// Two orders whose time runs out while other pages are photographed.
struct Late {
    unchosen: (OrderId, String),
    uncollected: (OrderId, String),
}

/// The shortest time to choose and to collect that the booth can be set to, s.
const CHOOSE_S: u32 = 30;
const COLLECT_S: u32 = 60;
/// How long after that they must have run out.
const LATE_WITHIN: Duration = Duration::from_secs(60);

impl Late {
    async fn begin(studio: &Studio) -> Result<Self> {
        let settings = studio.crew.store()?.settings;
        let short = Settings { choose_s: CHOOSE_S, collect_s: COLLECT_S, ..settings.clone() };
        studio.crew.set_store(&SetStore { settings: Some(short), ..SetStore::default() })?;
        let leo = studio.booth.barista("Leo")?;
        let (customer, order, link) = begin(studio).await?;
        let menu = studio.crew.menu()?.menu;
        let (drink, _) = drink_with_milk(&menu)?;
        customer.place(&Place {
            order_id: order.id,
            drink: drink.id.clone(),
            modifiers: BTreeMap::new(),
            name: Some("Ben".to_owned()),
        })?;
        leo.claim(order.id)?;
        leo.complete(order.id)?;
        let (_, unchosen, unchosen_link) = begin(studio).await?;
        studio.crew.set_store(&SetStore { settings: Some(settings), ..SetStore::default() })?;
        Ok(Self { unchosen: (unchosen.id, unchosen_link), uncollected: (order.id, link) })
    }
}

async fn endings(studio: &mut Studio, phones: &Phones, late: &Late) -> Result<()> {
    let (customer, order, link) = begin(studio).await?;
    customer.cancel(order.id, None)?;
    phones.show_order(studio, &link, "cancelled").await?;
    for ((id, link), state) in
        [(&late.unchosen, OrderState::TimedOut), (&late.uncollected, OrderState::Uncollected)]
    {
        let deadline = Instant::now() + Duration::from_secs(COLLECT_S.into()) + LATE_WITHIN;
        while studio.crew.order(*id)?.state != state {
            if Instant::now() > deadline {
                bail!("{link} never became {state}");
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        phones.show_order(studio, link, state.as_str()).await?;
    }
    Ok(())
}

async fn shut(studio: &mut Studio, phones: &Phones) -> Result<()> {
    let settings = studio.crew.store()?.settings;
    let full = Settings { orders_in_flight_max: 1, ..settings.clone() };
    let (waiting, order, link) = begin(studio).await?;
    let code = live_code(&studio.crew).await?.code;
    studio.crew.set_store(&SetStore { settings: Some(full), ..SetStore::default() })?;
    phones.show(studio, "full", "/", "section.card h2").await?;
    let refused = studio.booth.customer().start(&code)?;
    let refused = refused.link.context("a refused order has a link")?;
    phones.show_order(studio, &refused, "refused").await?;
    studio.crew.set_store(&SetStore { settings: Some(settings), ..SetStore::default() })?;

    let pause = SetStore {
        state: Some(StoreState::Paused),
        reason: Some("Back after the keynote".to_owned()),
        pause_min: Some(15),
        settings: None,
    };
    studio.crew.set_store(&pause)?;
    phones.show(studio, "paused", "/", "section.card h2").await?;
    phones.show(studio, "paused while choosing", &link, ".told").await?;
    let menu = studio.crew.menu()?.menu;
    let (drink, _) = drink_with_milk(&menu)?;
    waiting.place(&Place {
        order_id: order.id,
        drink: drink.id.clone(),
        modifiers: BTreeMap::new(),
        name: Some("Åsa".to_owned()),
    })?;
    phones.show(studio, "paused while queued", &link, ".told").await?;
    studio.crew.set_store_state(StoreState::LastOrders)?;
    phones.show(studio, "last orders", "/", "section.card h2").await?;
    studio.crew.set_store_state(StoreState::Closed)?;
    phones.show(studio, "closed", "/", "section.card h2").await?;
    studio.crew.set_store_state(StoreState::Open)?;
    Ok(())
}

/// Someone new starts an order: who they are, the order, and its link.
async fn begin(studio: &Studio) -> Result<(Client, OrderView, String)> {
    let customer = studio.booth.customer();
    let order = customer.start(&live_code(&studio.crew).await?.code)?;
    let link = order.link.clone().context("an order has a link")?;
    Ok((customer, order, link))
}
