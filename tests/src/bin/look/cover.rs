//! The picture at the head of the README: board, tablet, phone and ticket of one booth at one moment,
//! put together on a page. `make cover` takes it again into `docs/pictures/`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use crema_api::commands::Place;
use crema_api::menu::MILK;
use crema_api::{OrderId, Seq};
use crema_tests::browser::Look;
use crema_tests::eventually::eventually;
use crema_tests::people::{Barista, Customer, hang_up_board, live_code};
use crema_tests::{Client, Stage};

/// Someone who orders: a name, a drink by its id, and a milk where it is not the usual one.
struct Guest {
    name: &'static str,
    drink: &'static str,
    milk: Option<&'static str>,
}

const fn guest(name: &'static str, drink: &'static str, milk: Option<&'static str>) -> Guest {
    Guest { name, drink, milk }
}

/// Who is in the queue before the guest with the phone.
const QUEUE: [Guest; 7] = [
    guest("Åsa", "cappuccino", None),
    guest("Chidi", "espresso", None),
    guest("さくら", "flat-white", Some("Oat")),
    guest("Ben", "americano", None),
    guest("Lí", "latte", Some("Soy")),
    guest("Maximiliane", "cortado", None),
    guest("أمل", "mocha", None),
];
/// How many of them are on the counter, and how many more are being made.
const READY: usize = 2;
const MADE: usize = 2;
/// The guest with the phone.
const WITH_PHONE: Guest = guest("Zoë", "flat-white", Some("Oat"));
/// The picture's size, CSS pixels: what a README shows without scaling it up.
const SIZE: (u32, u32) = (1480, 1150);

/// Takes the picture, and returns where it is.
pub async fn photograph() -> Result<PathBuf> {
    let stage = Stage::open()?;
    let folder = tempfile::Builder::new().prefix("crema-cover-").tempdir()?;

    let mut queue = Vec::new();
    for guest in &QUEUE {
        queue.push(place_order(&stage, guest).await?);
    }
    let leo = stage.booth.barista("Leo")?;
    for order in &queue[..READY + MADE] {
        leo.claim(*order)?;
    }
    for order in &queue[..READY] {
        leo.complete(*order)?;
    }

    let Guest { name, drink, milk } = WITH_PHONE;
    let zoe = Customer::begins(&stage, Look::PHONE).await?;
    let menu = stage.crew.menu()?.menu;
    let drink = menu.drinks.iter().find(|on_menu| on_menu.id == drink).context("no such drink")?;
    zoe.orders(&stage.crew, drink, milk, name).await?;

    let mia = Barista::pairs(&stage, "Mia").await?;
    mia.sees_in("preview", queue[READY + MADE]).await?;
    let board = hang_up_board(&stage).await?;

    for (name, window) in [("phone", &zoe.phone), ("tablet", &mia.tablet), ("board", &board)] {
        window.settles().await?;
        window.picture_in(folder.path(), name).await?;
    }
    std::fs::write(
        folder.path().join("ticket.png"),
        draw_ticket(&stage.crew, queue[READY]).await?,
    )?;
    compose(&stage, folder.path()).await
}

async fn place_order(stage: &Stage, guest: &Guest) -> Result<OrderId> {
    let code = live_code(&stage.crew).await?.code;
    let customer = stage.booth.customer();
    let order_id = customer.start(&code)?.id;
    let milk = guest.milk.map(|milk| (MILK.to_owned(), milk.to_owned()));
    let place = Place {
        order_id,
        drink: guest.drink.to_owned(),
        modifiers: milk.into_iter().collect(),
        name: Some(guest.name.to_owned()),
    };
    Ok(customer.place(&place)?.id)
}

/// The picture of this order's ticket, PNG.
async fn draw_ticket(crew: &Client, order: OrderId) -> Result<Vec<u8>> {
    let seq = eventually("the order's ticket", async || {
        let tickets = crew.tickets()?;
        let all = tickets["tickets"].as_array().context("no list of tickets")?;
        let ours = all.iter().find(|ticket| ticket["orderId"] == order.to_string());
        ours.and_then(|ticket| ticket["seq"].as_u64()).context("no ticket yet")
    })
    .await?;
    Ok(crew.ticket_png(Seq(seq))?)
}

/// Puts the four pictures of the folder on one page and photographs that.
async fn compose(stage: &Stage, folder: &Path) -> Result<PathBuf> {
    let page = folder.join("cover.html");
    std::fs::write(&page, include_str!("cover.html"))?;
    let (width, height) = SIZE;
    let window = stage.window(Look::BOARD.sized(width, height)).await?;
    window.visit(&format!("file://{}", page.display())).await?;
    window.settles().await?;
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/pictures");
    window.picture_in(&pictures, "booth").await
}
