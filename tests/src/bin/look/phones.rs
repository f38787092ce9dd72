//! The customer's pages through an order's life, on a phone by day and by night and on the
//! narrowest one.

use anyhow::{Context, Result};
use crema_api::answers::OrderView;
use crema_api::commands::{Place, SetStore};
use crema_api::menu::MILK;
use crema_api::store::{Settings, StoreState};
use crema_tests::browser::Look;
use crema_tests::people::{drink_with_milk, live_code};
use crema_tests::{Client, Window};

use crate::studio::Studio;

/// A phone of each kind.
struct Phones(Vec<(&'static str, Window)>);

impl Phones {
    async fn unpack(studio: &Studio) -> Result<Self> {
        Ok(Self(vec![
            ("phone", studio.browser.phone().await?),
            ("phone-dark", studio.browser.open(Look::PHONE.dark()).await?),
            ("phone-320", studio.browser.open(Look::PHONE.sized(320, 640)).await?),
        ]))
    }

    /// Opens a page on each, waits for what it is about, and photographs it.
    async fn show(&self, studio: &mut Studio, title: &str, path: &str, css: &str) -> Result<()> {
        for (sheet, phone) in &self.0 {
            phone.visit(&studio.booth.url(path)).await?;
            phone.sees(css).await?;
            studio.shoot(sheet, title, phone).await?;
        }
        Ok(())
    }

    async fn show_order(&self, studio: &mut Studio, link: &str, state: &str) -> Result<()> {
        self.show(studio, state, link, &format!("main[data-state='{state}']")).await
    }
}

/// Takes every picture of a phone.
pub async fn photograph(studio: &mut Studio) -> Result<()> {
    let phones = Phones::unpack(studio).await?;
    let code = live_code(&studio.crew).await?.code;
    phones.show(studio, "start", "/", "#code").await?;
    phones.show(studio, "start, scanned", &format!("/s/{code}"), "#code").await?;
    for (sheet, phone) in &phones.0 {
        phone.types("#code", "BAAAAA").await?;
        phone.presses("form[action='/start'] button").await?;
        phone.sees("#refusal").await?;
        studio.shoot(sheet, "wrong code", phone).await?;
    }
    life(studio, &phones).await?;
    endings(studio, &phones).await?;
    shut(studio, &phones).await
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
    mia.collect(order.id)?;
    phones.show_order(studio, &link, "collected").await?;
    let journey = customer.order(order.id)?.journey.context("an order has a journey")?;
    phones.show(studio, "journey", &journey, "ol.journey").await
}

async fn endings(studio: &mut Studio, phones: &Phones) -> Result<()> {
    let (customer, order, link) = begin(studio).await?;
    customer.cancel(order.id, None)?;
    phones.show_order(studio, &link, "cancelled").await
}

async fn shut(studio: &mut Studio, phones: &Phones) -> Result<()> {
    let settings = studio.crew.store()?.settings;
    let full = Settings { orders_in_flight_max: 1, ..settings.clone() };
    begin(studio).await?;
    studio.crew.set_store(&SetStore { settings: Some(full), ..SetStore::default() })?;
    phones.show(studio, "full", "/", "section.card h2").await?;
    studio.crew.set_store(&SetStore { settings: Some(settings), ..SetStore::default() })?;

    let pause = SetStore {
        state: Some(StoreState::Paused),
        reason: Some("Back after the keynote".to_owned()),
        pause_min: Some(15),
        settings: None,
    };
    studio.crew.set_store(&pause)?;
    phones.show(studio, "paused", "/", "section.card h2").await?;
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
