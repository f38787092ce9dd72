//! A phone without rights before a log of a million events: it opens streams from an old place and
//! asks every list, on 24 connections at once, and a barista presses on. What a press takes, without
//! the phone and with it.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crema_api::ids::OrderId;
use crema_core::SqliteStorage;
use rusqlite::Connection as Database;
use tokio::task::JoinSet;

use crate::Extent;
use crate::day::Day;
use crate::heart::{LONG_ENOUGH, WARM_UP};
use crate::hub::Hub;
use crate::life::Guests;
use crate::load::Life;
use crate::report::{Aim, Report};
use crate::times::Times;
use crate::wire::{Connection, Proof, Request, on_one_thread};

/// Connections of the phone.
const CONNECTIONS: usize = 24;
/// What it asks in turn: streams from the log's beginning, and what it has no right to.
const ASKED: [&str; 6] = [
    "/api/v1/stream?topics=config&after=1",
    "/api/v1/stream?topics=users/me,config&after=1",
    "/api/v1/store",
    "/api/v1/menu",
    "/api/v1/events?after=1",
    "/api/v1/orders?state=open",
];
/// How long it waits after each.
const PAUSE: Duration = Duration::from_millis(50);
/// Presses that are timed, without the phone and with it, and the time between two.
const PRESSES: usize = 300;
const BETWEEN_PRESSES: Duration = Duration::from_millis(20);

/// Measures and reports.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> Result<()> {
    let data = folder.join("reads");
    std::fs::create_dir_all(&data)?;
    let database = data.join("booth.db");
    let mut day = Day::begin(&database, SqliteStorage::open(&database)?)?;
    day.live(WARM_UP, LONG_ENOUGH)?;
    day.settle();
    drop(day);
    let events = fill(&database, extent.log_events)?;
    report.section(&format!("A log of {events} events, and a phone that asks for all of it"));
    let hub = Hub::start(&data)?;
    on_one_thread(press_on(report, &hub))
}

/// Repeats the events of the lives that were lived until there are so many. Returns how many there
/// are.
fn fill(database: &Path, events: u64) -> Result<u64> {
    let database = Database::open(database)?;
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, u64>(0));
    let head = count("SELECT head FROM booth")?;
    database.execute_batch("PRAGMA synchronous = OFF")?;
    database.execute(
        "WITH RECURSIVE n (i) AS (SELECT ?1 + 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)
         INSERT INTO events (seq, id, detail_type, detail, booth_ms, wall_ms, trusted, actor_role,
             actor_id)
         SELECT i, randomblob(16), detail_type, detail, booth_ms, wall_ms, trusted, actor_role,
             actor_id
         FROM n JOIN events ON seq = 1 + i % ?1",
        [head, events],
    )?;
    let end = count("SELECT max(seq) FROM events")?;
    database.execute("UPDATE booth SET head = ?1", [end])?;
    database.execute("UPDATE consumers SET cursor = ?1", [end])?;
    database.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(end)
}

async fn press_on(report: &mut Report, hub: &Hub) -> Result<()> {
    let guests = Mutex::new(Guests::new()?);
    let code = hub.fresh_code("Reads")?;
    let mut barista = Connection::open(hub.address()).await?;
    let mut life = Life::new(&code);
    for _ in 0..2 {
        life.make_move(&mut barista, hub, &guests).await?;
    }
    let order = life.order().context("an order that has begun has an id")?;
    let mut alone = press(&mut barista, hub, &guests, order).await?;
    report.line("a press without the phone, p50", alone.percentile(50), "ms", Aim::None);
    report.line("a press without the phone, p99", alone.percentile(99), "ms", Aim::None);

    let cookie = hub.phone(&mut *guests.lock().map_err(|_| anyhow::anyhow!("no guests"))?);
    let asked = Arc::new(AtomicUsize::new(0));
    let mut phone = JoinSet::new();
    for first in 0..CONNECTIONS {
        let (address, cookie, asked) = (hub.address(), cookie.clone(), asked.clone());
        phone.spawn(async move {
            for path in ASKED.iter().cycle().skip(first) {
                // Most of it is refused, which is what it is for.
                if let Ok(mut connection) = Connection::open(address).await {
                    let request = Request::get(path, Proof::Cookie(&cookie));
                    if path.contains("/stream") {
                        if connection.follow(&request).await.is_ok() {
                            let message = connection.next_message();
                            let _ = tokio::time::timeout(PAUSE, message).await;
                        }
                    } else {
                        let _ = connection.ask(&request).await;
                    }
                }
                asked.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(PAUSE).await;
            }
        });
    }
    let began = Instant::now();
    let mut together = press(&mut barista, hub, &guests, order).await?;
    let asked = asked.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64();
    phone.abort_all();
    report.line("what the phone asks meanwhile", asked, "1/s", Aim::None);
    report.line("a press with the phone, p50", together.percentile(50), "ms", Aim::None);
    report.line("a press with the phone, p99", together.percentile(99), "ms", Aim::AtMost(20.0));
    Ok(())
}

/// A barista claims an order and lets it go, again and again.
async fn press(
    barista: &mut Connection,
    hub: &Hub,
    guests: &Mutex<Guests>,
    order: OrderId,
) -> Result<Times> {
    let mut times = Times::default();
    for press in 0..PRESSES {
        tokio::time::sleep(BETWEEN_PRESSES).await;
        let action = if press % 2 == 0 { "claim" } else { "release" };
        let key = guests.lock().map_err(|_| anyhow::anyhow!("no guests"))?.key();
        let path = format!("/api/v1/orders/{order}/{action}");
        let press = Request::write("POST", &path, Proof::Bearer(hub.barista()), &key, "{}");
        let began = Instant::now();
        barista.ask(&press).await?;
        times.note(began.elapsed());
    }
    Ok(times)
}
