//! A whole booth: the hub as a process, phones and tablets calling it over the loopback at once,
//! one of them following the live stream. How long people wait for an answer, and how long a
//! placed order takes to a tablet.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crema_api::commands::{Place, SetStore, StartOccasion};
use crema_api::store::{Settings, StoreState};
use crema_api::{OrderId, Seq};
use crema_tests::{Booth, Client, PATIENCE};

use crate::figures::Times;

/// Orders, all told: within the drinks of one code at its largest.
const ORDERS: usize = 400;
/// Orders that are followed from a phone to a tablet.
const FOLLOWED: usize = 50;
/// Phones that order at the same time.
const PHONES: usize = 16;

/// What one phone or tablet noted.
#[derive(Default)]
struct Notes {
    start: Times,
    place: Times,
    claim: Times,
    complete: Times,
    collect: Times,
}

/// Measures and prints.
pub fn measure() -> Result<()> {
    println!("\n# The booth: {PHONES} phones at once over HTTP, each order made by a tablet\n");
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let code = open_wide(&crew)?;
    let drink = crew.menu()?.menu.drinks.into_iter().find(|drink| drink.available);
    let drink = drink.context("the menu is empty")?.id;

    let began = Instant::now();
    let left = AtomicUsize::new(ORDERS);
    let notes: Result<Vec<Notes>> = std::thread::scope(|scope| {
        let phones: Vec<_> = (0..PHONES)
            .map(|_| scope.spawn(|| order_until_none_is_left(&booth, &code, &drink, &left)))
            .collect();
        let joined = phones.into_iter().map(|phone| phone.join());
        joined.map(|notes| notes.unwrap_or_else(|_| anyhow::bail!("a phone broke"))).collect()
    });
    let notes = notes?;
    let seconds = began.elapsed().as_secs_f64();
    println!("{ORDERS} orders in {seconds:.1} s: {:.0} orders/s", ORDERS as f64 / seconds);
    let mut all = Notes::default();
    for note in notes {
        all.start.extend(note.start);
        all.place.extend(note.place);
        all.claim.extend(note.claim);
        all.complete.extend(note.complete);
        all.collect.extend(note.collect);
    }
    all.start.print("start");
    all.place.print("place");
    all.claim.print("claim");
    all.complete.print("complete");
    all.collect.print("collect");
    live(&booth, &crew, &code, &drink)
}

/// The largest limits there are, and the code that is on the board then.
fn open_wide(crew: &Client) -> Result<String> {
    let settings = Settings {
        orders_in_flight_max: 500,
        drinks_per_code: 500,
        code_window_s: 3_600,
        ..crew.store()?.settings
    };
    // A code keeps the limits that it began with, and its occasion: a new one brings the next.
    let open =
        SetStore { state: Some(StoreState::Open), settings: Some(settings), ..SetStore::default() };
    crew.set_store(&open)?;
    let day = StartOccasion { name: "A busy day".to_owned(), start: None, end: None, menu: None };
    crew.start_occasion(&day)?;
    crew.set_store_state(StoreState::Open)?;
    let deadline = Instant::now() + PATIENCE;
    loop {
        match crew.code()?.code {
            Some(code) if code.drinks_left as usize >= ORDERS + FOLLOWED => return Ok(code.code),
            _ if Instant::now() > deadline => anyhow::bail!("no code for {ORDERS} drinks came"),
            _ => std::thread::sleep(Duration::from_millis(100)),
        }
    }
}

fn order_until_none_is_left(
    booth: &Booth,
    code: &str,
    drink: &str,
    left: &AtomicUsize,
) -> Result<Notes> {
    let mut notes = Notes::default();
    let barista = booth.barista("Mia")?;
    let one_less = |left: usize| left.checked_sub(1);
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_less).is_ok() {
        let phone = booth.customer();
        let order = notes.start.take(|| phone.start(code))?.id;
        notes.place.take(|| phone.place(&place(order, drink)))?;
        notes.claim.take(|| barista.claim(order))?;
        notes.complete.take(|| barista.complete(order))?;
        notes.collect.take(|| barista.collect(order))?;
    }
    Ok(notes)
}

fn place(order_id: OrderId, drink: &str) -> Place {
    let name = Some("Zoë".to_owned());
    Place { order_id, drink: drink.to_owned(), modifiers: [].into(), name }
}

/// From the press on a phone to the message on a tablet.
fn live(booth: &Booth, crew: &Client, code: &str, drink: &str) -> Result<()> {
    let seq = crew.store()?.seq;
    let stream = crew.follow(&["admin/*"], Seq(seq.0))?;
    let mut times = Times::default();
    for _ in 0..FOLLOWED {
        let phone = booth.customer();
        let order = phone.start(code)?.id;
        times.take(|| {
            phone.place(&place(order, drink))?;
            stream.next_of("OrderManager.WaitingCompletion", PATIENCE)
        })?;
    }
    times.print("placed, until a tablet knows");
    Ok(())
}
