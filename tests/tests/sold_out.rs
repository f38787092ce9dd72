//! Something sells out while someone is looking at it: the phone says so by itself and asks again,
//! and what was taken before stays taken.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result};
use crema_api::commands::{SetDrink, SetOption, SetStore};
use crema_api::menu::MILK;
use crema_api::store::{PauseReason, StoreState};
use crema_tests::Stage;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, Customer, drink_with_milk, order_with_label};

#[tokio::test(flavor = "multi_thread")]
async fn a_drink_sells_out_under_the_customers_eyes() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, milk) = drink_with_milk(&stage.crew)?;
    let zoe = Customer::begins(&stage, Look::PHONE).await?;
    zoe.chooses(&drink, Some(&milk), "Zoë").await?;

    // First the milk that was chosen.
    stage.crew.set_drink(&drink.id, &availability(None, Some((&milk, false))))?;
    zoe.phone.reads_in(".note", &milk).await?;
    zoe.phone.sees(&format!("input[name='m.{MILK}'][value='{milk}'][disabled] + span")).await?;
    zoe.phone.picture("sold-out-1-milk").await?;
    assert_eq!(zoe.phone.value("input#name").await?, "Zoë", "what was typed stays");

    // Then the drink itself.
    stage.crew.set_drink(&drink.id, &availability(Some(false), None))?;
    zoe.phone.reads_in(".note", &drink.name).await?;
    zoe.phone.loses(&format!("button.drink[value='{}']", drink.id)).await?;
    zoe.phone.picture("sold-out-2-drink").await?;

    // Another one goes through.
    let menu = stage.crew.menu()?.menu;
    let other = menu.drinks.iter().find(|other| other.available && other.id != drink.id).unwrap();
    zoe.orders(&stage.crew, other, None, "Zoë").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drink_that_sold_out_at_the_last_moment_cannot_be_placed() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, _) = drink_with_milk(&stage.crew)?;
    // Without a stream the page cannot know: the booth itself must refuse.
    let zoe = Customer::begins(&stage, Look::PHONE.bare()).await?;
    zoe.chooses(&drink, None, "Zoë").await?;
    zoe.checks().await?;

    stage.crew.set_drink(&drink.id, &availability(Some(false), None))?;
    zoe.phone.presses("form.act button.button").await?;
    zoe.phone.reads_in(".note", "sold out").await?;
    zoe.phone.loses(&format!("button.drink[value='{}']", drink.id)).await?;
    zoe.phone.picture("sold-out-3-refused").await?;
    assert_eq!(stage.crew.orders("started")?.orders.len(), 1, "there is still time to choose");
    assert!(stage.crew.orders("queued")?.orders.is_empty(), "nothing was placed");
    Ok(())
}

/// Vegan Vera's order, which became cow's milk by a pause.
#[tokio::test(flavor = "multi_thread")]
async fn a_sold_out_milk_stays_unanswered_until_a_person_answers() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, _) = drink_with_milk(&stage.crew)?;
    let looks =
        [("light", Look::PHONE), ("dark", Look::PHONE.dark()), ("bare", Look::PHONE.bare())];
    for (name, look) in looks {
        let vera = Customer::begins(&stage, look).await?;
        vera.chooses(&drink, Some("Soy"), "Vegan Vera").await?;
        let bare = name == "bare";
        if bare {
            // Nothing is live here: she presses *Check* after it sold out.
            stage.crew.set_drink(&drink.id, &availability(None, Some(("Soy", false))))?;
        } else {
            // The name's field has her eyes: the row is above the screen.
            vera.phone.evaluates("document.getElementById('name').focus()").await?;
            vera.phone.evaluates(SCROLL_TO_NAME).await?;
            stage.crew.set_drink(&drink.id, &availability(None, Some(("Soy", false))))?;
            vera.phone.reads_in(".note", "Soy milk has just sold out").await?;
            assert_eq!(vera.phone.evaluates(NOTE_IN_SIGHT).await?, true, "who types sees it");
            vera.phone.picture(&format!("vera-{name}-1-typing")).await?;
            // Any second event: here the one that made it whole milk.
            stage.crew.set_store(&store(StoreState::Paused))?;
            vera.phone.reads_in(".told", "paused").await?;
            assert_eq!(vera.phone.evaluates(NOTE_IN_SIGHT).await?, true, "beside the pause");
            vera.phone.picture(&format!("vera-{name}-2-paused")).await?;
            assert_eq!(vera.phone.evaluates(TICKED).await?, "", "nothing in its place");
            stage.crew.set_store(&store(StoreState::Open))?;
            vera.phone.loses(".told").await?;
            assert_eq!(vera.phone.evaluates(TICKED).await?, "");
        }

        vera.phone.presses(".act button.button").await?;
        vera.phone.sees("fieldset#open").await?;
        vera.phone.reads_in(".note", "Soy milk has just sold out. Please choose again.").await?;
        assert!(vera.phone.path().await?.contains("/o/"), "and not on Check");
        if !bare {
            vera.phone.settles().await?;
            assert_eq!(vera.phone.evaluates(ROW_IN_SIGHT).await?, true, "the row is in sight");
        }
        vera.phone.picture(&format!("vera-{name}-3-check-refused")).await?;
        vera.phone.loses(".cupcard").await?;

        let oat = format!("label.segment:has(input[name='m.{MILK}'][value='Oat'])");
        vera.phone.presses(&oat).await?;
        if !bare {
            vera.phone.loses(".note").await?;
        }
        vera.checks().await?;
        vera.phone.reads_in(".cupcard .milk", "Oat").await?;
        let label = vera.places().await?;
        let made = order_with_label(&stage.crew, &label)?.drink.context("no drink")?;
        assert_eq!(made.special_milk(), Some("Oat"));
        stage.crew.set_drink(&drink.id, &availability(None, Some(("Soy", true))))?;
    }
    Ok(())
}

/// With the browser's own ways: what was ticked and not sent is there after *Back* and a reload.
#[tokio::test(flavor = "multi_thread")]
async fn back_and_reload_find_what_a_person_ticked() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, _) = drink_with_milk(&stage.crew)?;
    let vera = Customer::begins(&stage, Look::PHONE).await?;
    vera.chooses(&drink, Some("Soy"), "Vera").await?;
    vera.checks().await?;
    vera.phone.goes_back().await?;
    vera.phone.sees("#choose").await?;
    assert_eq!(vera.phone.evaluates(TICKED).await?, "Soy");
    vera.phone.reloads().await?;
    vera.phone.sees("#choose").await?;
    assert_eq!(vera.phone.evaluates(TICKED).await?, "Soy");
    vera.phone.presses(".languages summary").await?;
    vera.phone.presses(".languages [lang=de]").await?;
    vera.phone.reads("Prüfen").await?;
    assert_eq!(vera.phone.evaluates(TICKED).await?, "Soy");
    Ok(())
}

/// On the tablet, while the sheet is open.
#[tokio::test(flavor = "multi_thread")]
async fn a_milk_that_sells_out_at_the_counter_is_asked_for_again() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, _) = drink_with_milk(&stage.crew)?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    mia.tablet.presses_words("+ Counter order").await?;
    mia.tablet.presses_words_in(".sheet", &drink.name).await?;
    mia.tablet.presses_words_in(".sheet", "Soy").await?;
    mia.tablet.sees(".sheet [data-press]:enabled").await?;
    stage.crew.set_drink(&drink.id, &availability(None, Some(("Soy", false))))?;
    mia.tablet.reads_in(".sheet .mistake", "Please choose: Milk").await?;
    mia.tablet.sees(".sheet [data-press]:disabled").await?;
    mia.tablet.picture("sold-out-4-counter").await?;
    mia.tablet.presses_words_in(".sheet", "Oat").await?;
    mia.tablet.presses(".sheet [data-press]:enabled").await?;
    mia.tablet.sees(".said b").await?;
    let orders = stage.crew.orders("queued")?.orders;
    assert_eq!(orders[0].drink.as_ref().context("no drink")?.special_milk(), Some("Oat"));
    Ok(())
}

/// The note's link makes another entry in the history of the same page. *Back* from it leaves what
/// is shown as it is, and a reload must show the same.
#[tokio::test(flavor = "multi_thread")]
async fn back_within_a_page_leaves_address_and_answers_the_same() -> Result<()> {
    let stage = Stage::open()?;
    let (drink, _) = drink_with_milk(&stage.crew)?;
    let vera = Customer::begins(&stage, Look::PHONE).await?;
    vera.chooses(&drink, Some("Soy"), "Vera").await?;
    stage.crew.set_drink(&drink.id, &availability(None, Some(("Soy", false))))?;
    vera.phone.presses(".note a[href='#open']").await?;
    vera.phone.presses(&format!("label.segment:has(input[name='m.{MILK}'][value='Oat'])")).await?;
    vera.phone.loses(".note").await?;
    vera.phone.goes_back().await?;
    vera.phone.settles().await?;
    let shown = vera.phone.evaluates(TICKED).await?;
    vera.phone.reloads().await?;
    vera.phone.settles().await?;
    assert_eq!(vera.phone.evaluates(TICKED).await?, shown, "what was ticked after Back");
    Ok(())
}

/// The milk that is ticked, or nothing.
const TICKED: &str = "return document.querySelector('input[name=\"m.Milk\"]:checked')?.value ?? ''";
/// Scrolls as a phone does for the keyboard: the field that is typed in comes to the middle.
const SCROLL_TO_NAME: &str =
    "document.getElementById('name').scrollIntoView({ block: 'center', behavior: 'instant' })";
/// Whether the whole sentence can be seen, and nothing is over it.
const NOTE_IN_SIGHT: &str = "
    const note = document.querySelector('.note');
    const { left, right, top, bottom } = note.getBoundingClientRect();
    const middle = (left + right) / 2;
    const seen = (y) => note.contains(document.elementFromPoint(middle, y));
    return top >= 0 && bottom <= innerHeight && seen(top + 4) && seen(bottom - 4);";
/// Whether the open row can be seen between what sticks to the top and to the bottom.
const ROW_IN_SIGHT: &str = "
    const row = document.querySelector('#open .segments');
    const { left, right, top, bottom } = row.getBoundingClientRect();
    const seen = (y) => row.contains(document.elementFromPoint(left + 8, y));
    return seen(top + 8) && seen(bottom - 8);";

fn store(state: StoreState) -> SetStore {
    let because = (state == StoreState::Paused).then_some(PauseReason::Milk);
    SetStore { state: Some(state), because, ..SetStore::default() }
}

fn availability(drink: Option<bool>, milk: Option<(&str, bool)>) -> SetDrink {
    let options = milk.map(|(option, available)| SetOption {
        modifier: MILK.to_owned(),
        option: option.to_owned(),
        available,
    });
    SetDrink { drink: String::new(), available: drink, options: options.into_iter().collect() }
}
