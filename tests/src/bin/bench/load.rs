//! Whole lives over HTTP: as many as the hub takes, and then at a steady pace, to see how long one
//! command takes there. The load runs on the same cores.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crema_api::commands::Place;
use crema_api::ids::OrderId;
use serde::Deserialize;
use tokio::task::JoinSet;

use crate::Extent;
use crate::hub::Hub;
use crate::life::Guests;
use crate::report::{Aim, Report};
use crate::times::Times;
use crate::wire::{Connection, Proof, Request, on_one_thread};

/// Phones that order at the same time, where the pace is the hub's.
const PHONES: usize = 48;
/// Lives of a round: nearly all drinks of a code, of which the last are nobody's to count on.
const LIVES: usize = 480;
/// Orders that come each second, where the pace is steady: a rush of a large hall.
const ORDERS_PER_S: u32 = 50;
/// A steady life's moves follow each other at this distance.
const BETWEEN_MOVES: Duration = Duration::from_millis(200);

/// Measures and reports.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> Result<()> {
    let data = folder.join("load");
    let hub = Arc::new(Hub::start(&data)?);
    hub.open_wide()?;
    let guests = Arc::new(Mutex::new(Guests::new()?));
    report.section(&format!("Over HTTP, {PHONES} phones at once, the load on the same cores"));
    let mut best: f64 = 0.0;
    let mut lived = 0;
    let mut took = Duration::ZERO;
    for round in 0..extent.http_rounds {
        let code = hub.fresh_code(&format!("Round {round}"))?;
        let time = on_one_thread(lives_at_once(&hub, &guests, &code))?;
        best = best.max(LIVES as f64 / time.as_secs_f64());
        lived += LIVES;
        took += time;
    }
    report.line("full lives, the best round", best, "lives/s", Aim::AtLeast(400.0));
    let mean = lived as f64 / took.as_secs_f64();
    report.line("full lives, all rounds", mean, "lives/s", Aim::None);

    report.section(&format!("One command over HTTP, at a steady {ORDERS_PER_S} orders a second"));
    let mut times = Times::default();
    for half in 0..2 {
        let code = hub.fresh_code(&format!("Half {half}"))?;
        times.extend(on_one_thread(steadily(&hub, &guests, &code, extent.steady_half))?);
    }
    report.line("from due until answered, p50", times.percentile(50), "ms", Aim::None);
    report.line("from due until answered, p99", times.percentile(99), "ms", Aim::AtMost(10.0));
    report.line("the hub's resident memory now", hub.resident_mib()?, "MiB", Aim::None);
    Ok(())
}

/// As many lives as a code has drinks, each phone's next order as soon as its last is collected.
async fn lives_at_once(
    hub: &Arc<Hub>,
    guests: &Arc<Mutex<Guests>>,
    code: &str,
) -> Result<Duration> {
    let mut connections = Vec::new();
    for _ in 0..PHONES {
        connections.push(Connection::open(hub.address()).await?);
    }
    let began = Instant::now();
    let mut phones = JoinSet::new();
    for mut connection in connections {
        let (hub, guests, code) = (hub.clone(), guests.clone(), code.to_owned());
        phones.spawn(async move {
            for _ in 0..LIVES / PHONES {
                let mut life = Life::new(&code);
                while !life.over() {
                    life.make_move(&mut connection, &hub, &guests).await?;
                }
            }
            anyhow::Ok(())
        });
    }
    while let Some(ended) = phones.join_next().await {
        ended??;
    }
    Ok(began.elapsed())
}

/// Orders that come when they are due, whatever became of those before. A move that starts late
/// because the one before it was answered late is counted from when it was due.
async fn steadily(
    hub: &Arc<Hub>,
    guests: &Arc<Mutex<Guests>>,
    code: &str,
    time: Duration,
) -> Result<Times> {
    let kept: Arc<Mutex<Vec<Connection>>> = Arc::default();
    let gap = Duration::from_secs(1) / ORDERS_PER_S;
    let begin = Instant::now();
    let mut orders = JoinSet::new();
    let count = (time.as_millis() / gap.as_millis()).min(LIVES as u128);
    for number in 0..u32::try_from(count)? {
        let due = begin + gap * number;
        tokio::time::sleep_until(due.into()).await;
        let (hub, guests, kept) = (hub.clone(), guests.clone(), kept.clone());
        let code = code.to_owned();
        orders.spawn(async move {
            let idle = kept.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = match idle {
                Some(connection) => connection,
                None => Connection::open(hub.address()).await?,
            };
            let times = one_steadily(&mut connection, &hub, &guests, &code).await?;
            kept.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            anyhow::Ok(times)
        });
    }
    let mut times = Times::default();
    while let Some(ended) = orders.join_next().await {
        times.extend(ended??);
    }
    Ok(times)
}

async fn one_steadily(
    connection: &mut Connection,
    hub: &Hub,
    guests: &Mutex<Guests>,
    code: &str,
) -> Result<Times> {
    let mut times = Times::default();
    let mut life = Life::new(code);
    let mut due = Instant::now();
    while !life.over() {
        // The timer wakes a little late, which is not the hub's doing.
        let late = due <= Instant::now();
        tokio::time::sleep_until(due.into()).await;
        let began = if late { due } else { Instant::now() };
        life.make_move(connection, hub, guests).await?;
        times.note(began.elapsed());
        due += BETWEEN_MOVES;
    }
    Ok(times)
}

/// An order as its phone and its barista see it.
pub struct Life<'a> {
    code: &'a str,
    cookie: String,
    order: Option<OrderId>,
    moves: usize,
}

/// What is needed of the booth's answers.
#[derive(Deserialize)]
struct OneOrder {
    id: OrderId,
}

impl<'a> Life<'a> {
    /// One that has not begun.
    #[must_use]
    pub fn new(code: &'a str) -> Self {
        Self { code, cookie: String::new(), order: None, moves: 0 }
    }

    /// One that has not begun, of a phone with this cookie.
    #[must_use]
    pub fn of_phone(code: &'a str, cookie: &str) -> Self {
        Self { cookie: cookie.to_owned(), ..Self::new(code) }
    }

    /// Its order, once it has begun.
    #[must_use]
    pub fn order(&self) -> Option<OrderId> {
        self.order
    }

    /// Whether it is collected.
    #[must_use]
    pub fn over(&self) -> bool {
        self.moves == 5
    }

    /// Start, place, claim, complete, collect: the next of them.
    pub async fn make_move(
        &mut self,
        connection: &mut Connection,
        hub: &Hub,
        guests: &Mutex<Guests>,
    ) -> Result<()> {
        self.moves += 1;
        let (key, choice) = {
            let mut guests = guests.lock().unwrap_or_else(PoisonError::into_inner);
            let choice = match self.order {
                Some(order) if self.moves == 2 => Some(guests.choose(order)?),
                _ => None,
            };
            (guests.key(), choice)
        };
        let phone =
            if self.cookie.is_empty() { Proof::Nothing } else { Proof::Cookie(&self.cookie) };
        let Some(order) = self.order else {
            let body = serde_json::json!({ "code": self.code }).to_string();
            let start = Request::write("POST", "/api/v1/scans", phone, &key, &body);
            let started = connection.ask(&start).await?;
            self.order = Some(started.json::<OneOrder>()?.id);
            self.cookie = started.cookie.context("a start without a cookie")?;
            return Ok(());
        };
        if let Some(choice) = choice {
            // The order is in the address, and the body takes no other field.
            let Place { drink, modifiers, name, .. } = choice;
            let body = serde_json::json!({ "drink": drink, "modifiers": modifiers, "name": name });
            let (path, body) = (format!("/api/v1/orders/{order}"), body.to_string());
            connection.ask(&Request::write("PUT", &path, phone, &key, &body)).await?;
            return Ok(());
        }
        let action = match self.moves {
            3 => "claim",
            4 => "complete",
            _ => "collect",
        };
        let path = format!("/api/v1/orders/{order}/{action}");
        let barista = Proof::Bearer(hub.barista());
        connection.ask(&Request::write("POST", &path, barista, &key, "{}")).await?;
        Ok(())
    }
}
