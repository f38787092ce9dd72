//! The customer's pages through an order's life, and where it may end.

use anyhow::{Context, Result};
use crema_api::answers::OrderView;
use crema_api::commands::{Place, SetStore};
use crema_api::menu::MILK;
use crema_api::store::StoreState;
use crema_tests::browser::Look;
use crema_tests::people::{drink_with_milk, live_code};
use crema_tests::{Client, Window};

use crate::judge::Judge;

/// One phone, seen by day or by night.
struct Phone {
    window: Window,
}

impl Phone {
    async fn show(&self, judge: &mut Judge, page: &str, path: &str, css: &str) -> Result<()> {
        self.window.visit(&judge.booth.url(path)).await?;
        self.window.sees(css).await?;
        judge.judge(page, &self.window).await
    }

    async fn show_order(&self, judge: &mut Judge, link: &str, state: &str) -> Result<()> {
        self.show(judge, state, link, &format!("main[data-state='{state}']")).await
    }
}

/// Visits every page with a phone that looks like this.
pub async fn visit(judge: &mut Judge, look: &Look) -> Result<()> {
    let phone = Phone { window: judge.browser.open(look.clone()).await? };
    phone.show(judge, "start", "/", "#code").await?;
    phone.window.types("#code", "BAAAAA").await?;
    phone.window.presses("form[action='/start'] button").await?;
    phone.window.sees("#refusal").await?;
    judge.judge("wrong code", &phone.window).await?;
    phone.window.presses(".languages summary").await?;
    judge.judge("languages", &phone.window).await?;
    phone.show(judge, "gone", "/o/nowhere", "main[data-state]").await?;
    life(judge, &phone).await?;
    shut(judge, &phone).await
}

async fn life(judge: &mut Judge, phone: &Phone) -> Result<()> {
    let mia = judge.booth.barista("Mia")?;
    let (customer, order, link) = begin(judge).await?;
    let menu = judge.crew.menu()?.menu;
    let (drink, milk) = drink_with_milk(&menu)?;
    let chosen = format!("?drink={}&m.{MILK}={milk}&name=Zo%C3%AB", drink.id);
    phone.show(judge, "choose", &link, "button.drink").await?;
    phone.show(judge, "chosen", &format!("{link}{chosen}"), "[aria-pressed=true]").await?;
    phone.show(judge, "check", &format!("{link}/check{chosen}"), ".cupcard").await?;
    customer.place(&Place {
        order_id: order.id,
        drink: drink.id.clone(),
        modifiers: [(MILK.to_owned(), milk.to_owned())].into(),
        name: Some("Zoë".to_owned()),
    })?;
    phone.show_order(judge, &link, "queued").await?;
    phone.show(judge, "change", &format!("{link}?change=1"), "button.drink").await?;
    phone.show(judge, "cancel", &format!("{link}/cancel"), "button.danger").await?;
    mia.claim(order.id)?;
    phone.show_order(judge, &link, "making").await?;
    mia.complete(order.id)?;
    phone.show_order(judge, &link, "ready").await?;
    mia.collect(order.id)?;
    phone.show_order(judge, &link, "collected").await?;
    let journey = customer.order(order.id)?.journey.context("an order has a journey")?;
    phone.show(judge, "journey", &journey, "ol.journey").await?;

    let (customer, order, link) = begin(judge).await?;
    customer.cancel(order.id, None)?;
    phone.show_order(judge, &link, "cancelled").await
}

async fn shut(judge: &mut Judge, phone: &Phone) -> Result<()> {
    let (customer, order, link) = begin(judge).await?;
    let pause = SetStore {
        state: Some(StoreState::Paused),
        reason: Some("New beans".to_owned()),
        pause_min: Some(15),
        settings: None,
    };
    judge.crew.set_store(&pause)?;
    phone.show(judge, "paused", "/", "section.card h2").await?;
    phone.show(judge, "choose while paused", &link, ".told").await?;
    judge.crew.set_store_state(StoreState::Closed)?;
    phone.show(judge, "closed", "/", "section.card h2").await?;
    judge.crew.set_store_state(StoreState::Open)?;
    customer.cancel(order.id, None)?;
    Ok(())
}

/// Someone new starts an order: who they are, the order, and its link.
async fn begin(judge: &Judge) -> Result<(Client, OrderView, String)> {
    let customer = judge.booth.customer();
    let order = customer.start(&live_code(&judge.crew).await?.code)?;
    let link = order.link.clone().context("an order has a link")?;
    Ok((customer, order, link))
}
