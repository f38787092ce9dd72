//! Every event passes number 100, and a long one number 1,000: a card on the tablet looks the same
//! with a long number as with a short one, on every tablet and in both of its languages.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result, ensure};
use crema_api::OrderId;
use crema_api::answers::OrderView;
use crema_api::commands::CounterOrder;
use crema_api::menu::MILK;
use crema_api::order::CancelReason;
use crema_api::selection::Selections;
use crema_tests::browser::Look;
use crema_tests::people::{Barista, card};
use crema_tests::{Booth, Client, Stage, Window};
use serde::Deserialize;
use serde_json::json;

/// The look's three tablets, CSS pixels.
const SIZES: [(u32, u32); 3] = [(1180, 820), (1024, 768), (820, 1180)];
/// At this many hands numbers are used up: together below what the booth takes at once.
const HANDS: u32 = 8;

/// A drink's id, and what was chosen of its extras.
type Chosen = (&'static str, &'static [(&'static str, &'static str)]);

/// What is in Pickup: a plain drink with a long name, and one with all that a card can bear.
const DRINKS: [Chosen; 2] =
    [("cappuccino", &[]), ("latte", &[(MILK, "Lactose-free"), ("Beans", "Decaf")])];

/// Where the parts of a card are, CSS pixels from its corner; words as far as their
/// letters reach.
const PLACES: &str = "
    const card = document.querySelector(`.column.pickup article[data-order='${order}']`);
    const at = card.getBoundingClientRect();
    const place = ({ left, top, right, bottom }) =>
        ({ left: left - at.left, top: top - at.top, right: right - at.left, bottom: bottom - at.top });
    const words = (css) => {
        const range = document.createRange();
        range.selectNodeContents(card.querySelector(css));
        const { left, right } = range.getBoundingClientRect();
        const { top, bottom } = card.querySelector(css).getBoundingClientRect();
        return place({ left, top, right, bottom });
    };
    return {
        height: at.height, width: at.width,
        edge: parseFloat(getComputedStyle(card).borderLeftWidth),
        number: words('.card-number b'), age: place(card.querySelector('.age').getBoundingClientRect()),
        words: place(card.querySelector('.card-words').getBoundingClientRect()),
        drink: words('.drink'), button: place(card.querySelector('.card-button').getBoundingClientRect()),
        numberSize: parseFloat(getComputedStyle(card.querySelector('.card-number b')).fontSize),
        drinkSize: parseFloat(getComputedStyle(card.querySelector('.drink')).fontSize),
    };";

#[derive(Debug, Clone, Copy, Deserialize)]
struct Place {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Places {
    height: f64,
    width: f64,
    edge: f64,
    number: Place,
    age: Place,
    words: Place,
    drink: Place,
    button: Place,
    number_size: f64,
    drink_size: f64,
}

impl Places {
    /// Nothing lies on anything else, over the card's edge, or against its coloured side.
    fn fits(&self) -> Result<()> {
        let parts = [self.number, self.age, self.words, self.button];
        for (at, part) in parts.iter().enumerate() {
            ensure!(part.left >= self.edge + 4.0, "against the coloured edge: {part:?}");
            ensure!(part.right <= self.width - 1.0, "over the right edge: {part:?}");
            ensure!(part.top >= 0.0 && part.bottom <= self.height, "over the card: {part:?}");
            for other in &parts[at + 1..] {
                let beside = part.right <= other.left + 0.5 || other.right <= part.left + 0.5;
                let above = part.bottom <= other.top + 0.5 || other.bottom <= part.top + 0.5;
                ensure!(beside || above, "{part:?} lies on {other:?}");
            }
        }
        ensure!(self.drink.right <= self.words.right + 0.5, "the drink's name is cut");
        Ok(())
    }

    /// Number, drink and button are beside each other, the number the largest.
    fn is_in_a_row(&self) -> Result<()> {
        self.fits()?;
        ensure!(self.number.right + 4.0 <= self.drink.left, "the drink is not beside the number");
        ensure!(self.drink.right <= self.button.left, "the button is not beside the drink");
        ensure!(self.number_size > self.drink_size * 1.4, "the number is not the largest");
        ensure!(self.drink_size >= 16.0, "the drink's name is too small");
        Ok(())
    }
}

/// A drink for someone at the counter, made and ready.
fn made(mia: &Client, (drink, chosen): &Chosen) -> Result<OrderView> {
    let order = ordered(mia, drink, chosen)?;
    mia.claim(order.id)?;
    Ok(mia.complete(order.id)?)
}

fn ordered(mia: &Client, drink: &str, chosen: &[(&str, &str)]) -> Result<OrderView> {
    let modifiers: Selections =
        chosen.iter().map(|(name, option)| (name.to_string(), option.to_string())).collect();
    let order = CounterOrder {
        drink: drink.to_owned(),
        modifiers,
        name: Some("Zoë".to_owned()),
        complete: false,
        over_capacity: true,
    };
    Ok(mia.post("/api/v1/counter-orders", serde_json::to_value(order)?)?)
}

/// Uses up so many numbers: orders that are called off at once.
fn use_up(booth: &Booth, numbers: u32) -> Result<()> {
    let hands: Vec<_> =
        (0..HANDS).map(|n| booth.barista(&format!("Hand {n}"))).collect::<Result<_>>()?;
    std::thread::scope(|scope| {
        let work = (0..).zip(&hands).map(|(first, hand)| {
            scope.spawn(move || {
                (first..numbers).step_by(HANDS as usize).try_for_each(|_| -> Result<()> {
                    let order = ordered(hand, "espresso", &[])?;
                    hand.cancel(order.id, Some(CancelReason::Other))?;
                    Ok(())
                })
            })
        });
        let work: Vec<_> = work.collect();
        work.into_iter().try_for_each(|work| work.join().expect("a hand"))
    })
}

/// Where the parts of these orders' cards are, once they are in Pickup and have come to rest.
async fn places(tablet: &Window, orders: &[OrderView]) -> Result<Vec<Places>> {
    for order in orders {
        tablet.sees(&format!(".column.pickup {}", card(order.id))).await?;
    }
    tablet.settles().await?;
    let ids: Vec<OrderId> = orders.iter().map(|order| order.id).collect();
    let script = format!("return {}.map((order) => {{{PLACES}}});", json!(ids));
    Ok(serde_json::from_value(tablet.evaluates(&script).await?)?)
}

/// A tablet of someone who is signed in, in one of its languages.
async fn opens(stage: &Stage, look: Look, language: &str) -> Result<Window> {
    let tablet = stage.page(look, "/barista").await?;
    tablet.evaluates(&format!("localStorage.setItem('crema-language', '{language}')")).await?;
    tablet.reloads().await?;
    Ok(Barista::signs_in(tablet, &stage.booth, "Mia").await?.tablet)
}

#[tokio::test(flavor = "multi_thread")]
async fn cards_keep_their_shape_past_100_and_1000() -> Result<()> {
    let stage = Stage::open()?;
    let mia = stage.booth.barista("Mia")?;
    let mut tablets = Vec::new();
    for (width, height) in SIZES {
        let look = Look::TABLET.sized(width, height);
        for (language, look) in [("en", look.clone()), ("ja", look.dark())] {
            let tablet = opens(&stage, look, language).await?;
            tablets.push((format!("{width}x{height}-{language}"), tablet, Vec::new()));
        }
    }
    let mut drawn = 0;
    for first in [98, 100, 1000] {
        use_up(&stage.booth, first - 1 - drawn)?;
        let orders: Vec<_> = DRINKS.iter().map(|drink| made(&mia, drink)).collect::<Result<_>>()?;
        drawn = first + 1;
        assert_eq!(orders.last().and_then(|order| order.number).map(|last| last.0), Some(drawn));
        for (name, tablet, heights) in &mut tablets {
            let now = places(tablet, &orders).await?;
            tablet.picture(&format!("number-{first}-{name}")).await?;
            if heights.is_empty() {
                *heights = now.iter().map(|card| card.height).collect();
            }
            for (card, height) in now.iter().zip(&*heights) {
                let about = || format!("number {first} at {name}: {card:#?}");
                card.is_in_a_row().with_context(about)?;
                ensure!(card.height < height + 1.0, "higher than {height}: {}", about());
            }
            tablet.evaluates("document.documentElement.style.fontSize = '200%'").await?;
            for card in places(tablet, &orders).await? {
                let about = || format!("number {first} at {name}, text at 200 %: {card:#?}");
                card.fits().with_context(about)?;
            }
            tablet.picture(&format!("number-{first}-{name}-200")).await?;
            tablet.evaluates("document.documentElement.style.fontSize = ''").await?;
        }
        for order in orders {
            mia.collect(order.id)?;
        }
    }
    Ok(())
}
