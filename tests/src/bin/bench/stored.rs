//! The open orders among very many that are finished: through a reader, and over HTTP.

use std::path::Path;

use anyhow::{Result, ensure};
use crema_api::answers::Orders;
use crema_api::order::OrderState;
use crema_core::SqliteStorage;

use crate::Extent;
use crate::day::Day;
use crate::hub::Hub;
use crate::report::{Aim, Report};
use crate::times::Times;
use crate::wire::{Connection, Proof, Request, on_one_thread};

/// Orders that are open meanwhile: a full booth.
const OPEN: usize = 20;
/// How often they are looked for, each way.
const LOOKS: usize = 500;

/// Measures and reports.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> Result<()> {
    let data = folder.join("stored");
    std::fs::create_dir_all(&data)?;
    let database = data.join("booth.db");
    let mut day = Day::begin(&database, SqliteStorage::open(&database)?)?;
    let lived = day.live(extent.stored, extent.storing)?;
    day.leave_open(OPEN)?;
    day.settle();
    report.section(&format!("{OPEN} open orders among {} stored ones", lived.lives));
    report.line("the pace they were stored at", lived.pace(), "lives/s", Aim::None);

    let mut times = Times::default();
    let open: Vec<_> = OrderState::ALL.into_iter().filter(|state| state.open()).collect();
    let (reader, now) = day.reader();
    for _ in 0..LOOKS {
        let found = times.take(|| reader.snapshot(now, |snapshot| snapshot.orders_in(&open)))?;
        ensure!(found.orders.len() == OPEN, "{} open orders, not {OPEN}", found.orders.len());
    }
    report.line("open orders through a reader, p50", times.percentile(50), "ms", Aim::AtMost(1.0));
    report.line("open orders through a reader, p99", times.percentile(99), "ms", Aim::None);
    drop(day);

    let hub = Hub::start(&data)?;
    let mut times = on_one_thread(look_over_http(&hub))?;
    report.line("open orders over HTTP, p50", times.percentile(50), "ms", Aim::AtMost(1.0));
    report.line("open orders over HTTP, p99", times.percentile(99), "ms", Aim::None);
    Ok(())
}

async fn look_over_http(hub: &Hub) -> Result<Times> {
    let mut connection = Connection::open(hub.address()).await?;
    let mut times = Times::default();
    for _ in 0..LOOKS {
        let look = Request::get("/api/v1/orders?state=open", Proof::Bearer(hub.barista()));
        let began = std::time::Instant::now();
        let answer = connection.ask(&look).await?;
        times.note(began.elapsed());
        let found: Orders = answer.json()?;
        ensure!(found.orders.len() == OPEN, "{} open orders, not {OPEN}", found.orders.len());
    }
    Ok(times)
}
