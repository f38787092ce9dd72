//! Something sells out while someone is looking at it: the phone says so by itself and asks again,
//! and what was taken before stays taken.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::Result;
use crema_api::commands::{SetDrink, SetOption};
use crema_api::menu::MILK;
use crema_tests::people::{Customer, drink_with_milk};
use crema_tests::{Booth, Browser};

#[tokio::test(flavor = "multi_thread")]
async fn a_drink_sells_out_under_the_customers_eyes() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let menu = crew.menu()?.menu;
    let (drink, milk) = drink_with_milk(&menu)?;
    let browser = Browser::start()?;
    let zoe = Customer { phone: browser.phone().await? };
    zoe.scans(&booth, &crew).await?;
    zoe.starts().await?;
    zoe.chooses(drink, Some(milk), "Zoë").await?;

    // First the milk that was chosen.
    crew.set_drink(&drink.id, &availability(None, Some((milk, false))))?;
    zoe.phone.reads_in(".note", milk).await?;
    zoe.phone.sees(&format!("input[name='m.{MILK}'][value='{milk}'][disabled] + span")).await?;
    zoe.phone.picture("sold-out-1-milk").await?;
    assert_eq!(zoe.phone.value("input#name").await?, "Zoë", "what was typed stays");

    // Then the drink itself.
    crew.set_drink(&drink.id, &availability(Some(false), None))?;
    zoe.phone.reads_in(".note", &drink.name).await?;
    zoe.phone.loses(&format!("button.drink[value='{}']", drink.id)).await?;
    zoe.phone.picture("sold-out-2-drink").await?;

    // Another one goes through.
    let other = menu.drinks.iter().find(|other| other.available && other.id != drink.id).unwrap();
    zoe.chooses(other, None, "Zoë").await?;
    zoe.checks().await?;
    zoe.places().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drink_that_sold_out_at_the_last_moment_cannot_be_placed() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let menu = crew.menu()?.menu;
    let (drink, _) = drink_with_milk(&menu)?;
    let browser = Browser::start()?;
    // Without a stream the page cannot know: the booth itself must refuse.
    let look = crema_tests::browser::Look::PHONE.bare();
    let zoe = Customer { phone: browser.open(look).await? };
    zoe.scans(&booth, &crew).await?;
    zoe.starts().await?;
    zoe.chooses(drink, None, "Zoë").await?;
    zoe.checks().await?;

    crew.set_drink(&drink.id, &availability(Some(false), None))?;
    zoe.phone.presses("form.act button.button").await?;
    zoe.phone.reads_in(".note", "sold out").await?;
    zoe.phone.loses(&format!("button.drink[value='{}']", drink.id)).await?;
    zoe.phone.picture("sold-out-3-refused").await?;
    assert_eq!(crew.orders("started")?.orders.len(), 1, "there is still time to choose");
    assert!(crew.orders("queued")?.orders.is_empty(), "nothing was placed");
    Ok(())
}

fn availability(drink: Option<bool>, milk: Option<(&str, bool)>) -> SetDrink {
    let options = milk.map(|(option, available)| SetOption {
        modifier: MILK.to_owned(),
        option: option.to_owned(),
        available,
    });
    SetDrink { drink: String::new(), available: drink, options: options.into_iter().collect() }
}
