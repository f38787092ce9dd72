//! A hall of phones that follow the booth, each on a stream of its own: what they cost the hub in
//! memory, and how long the booth's news take to them.

use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::Extent;
use crate::hub::Hub;
use crate::life::Guests;
use crate::load::Life;
use crate::report::{Aim, Report};
use crate::times::Times;
use crate::wire::{Connection, Proof, Request, on_one_thread};

/// What a phone follows.
const STREAM: &str = "/api/v1/stream?topics=users/me,config";
/// Guests among the phones whose drink becomes ready meanwhile.
const READY: usize = 50;
/// Quiet before something is looked at.
const QUIET: Duration = Duration::from_millis(300);
/// News that take longer are lost.
const LOST_AFTER: Duration = Duration::from_secs(10);

/// A message on a phone: which phone, what kind, when.
type Heard = (usize, Kind, Instant);

/// The kinds that are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Config,
    Completed,
}

/// Measures and reports.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> Result<()> {
    let data = folder.join("phones");
    let hub = Hub::start(&data)?;
    hub.open_wide()?;
    std::thread::sleep(QUIET);
    report.section("A fresh hub, and then a hall of phones");
    report.line("resident memory, idle", hub.resident_mib()?, "MiB", Aim::AtMost(40.0));
    on_one_thread(with_phones(report, &hub, extent))
}

async fn with_phones(report: &mut Report, hub: &Hub, extent: &Extent) -> Result<()> {
    let guests = Mutex::new(Guests::new()?);
    let cookies: Vec<_> = {
        let mut guests = guests.lock().map_err(|_| anyhow::anyhow!("the guests are gone"))?;
        (0..extent.phones).map(|_| hub.phone(&mut guests)).collect()
    };
    // Held, so that the phones stay.
    let (_phones, mut heard) = follow(hub, &cookies).await?;
    tokio::time::sleep(QUIET).await;
    let phones = extent.phones;
    let resident = hub.resident_mib()?;
    report.line(&format!("resident memory, {phones} phones"), resident, "MiB", Aim::AtMost(100.0));

    let mut times = toggle(hub, extent, &guests, &mut heard).await?;
    let what = format!("store toggled until on each of {phones} phones");
    report.line(&format!("{what}, p50"), times.percentile(50), "ms", Aim::None);
    report.line(&format!("{what}, p99"), times.percentile(99), "ms", Aim::AtMost(60.0));

    let mut times = make_ready(hub, &cookies, &guests, &mut heard).await?;
    let what = "a barista's press until on that guest's phone";
    report.line(&format!("{what}, p50"), times.percentile(50), "ms", Aim::None);
    report.line(&format!("{what}, p99"), times.percentile(99), "ms", Aim::AtMost(60.0));
    let resident = hub.resident_mib()?;
    report.line("resident memory after that", resident, "MiB", Aim::AtMost(100.0));
    Ok(())
}

/// Every phone opens its stream and stays.
async fn follow(hub: &Hub, cookies: &[String]) -> Result<(JoinSet<()>, UnboundedReceiver<Heard>)> {
    let (tell, heard) = unbounded_channel();
    let mut phones = JoinSet::new();
    for (phone, cookie) in cookies.iter().enumerate() {
        let mut connection = Connection::open(hub.address()).await?;
        connection.follow(&Request::get(STREAM, Proof::Cookie(cookie))).await?;
        let tell = tell.clone();
        phones.spawn(async move {
            // It ends with the hub or with the listening.
            while let Ok(message) = connection.next_message().await {
                let at = Instant::now();
                if let Some(kind) = kind(&message)
                    && tell.send((phone, kind, at)).is_err()
                {
                    return;
                }
            }
        });
    }
    Ok((phones, heard))
}

/// Told from the message's first field, to leave the cores to the hub.
fn kind(message: &str) -> Option<Kind> {
    let kind = message.strip_prefix("{\"type\":\"")?.split('"').next()?;
    match kind {
        "ConfigService.ConfigChanged" => Some(Kind::Config),
        "OrderManager.OrderCompleted" => Some(Kind::Completed),
        _ => None,
    }
}

/// The store calls last orders and opens again; every phone hears it.
async fn toggle(
    hub: &Hub,
    extent: &Extent,
    guests: &Mutex<Guests>,
    heard: &mut UnboundedReceiver<Heard>,
) -> Result<Times> {
    let mut crew = Connection::open(hub.address()).await?;
    let mut times = Times::default();
    for toggle in 0..extent.toggles {
        tokio::time::sleep(QUIET).await;
        while heard.try_recv().is_ok() {}
        let state = if toggle % 2 == 0 { "last_orders" } else { "open" };
        let body = format!("{{\"state\":\"{state}\"}}");
        let key = guests.lock().map_err(|_| anyhow::anyhow!("the guests are gone"))?.key();
        let put = Request::write("PUT", "/api/v1/store", Proof::Bearer(hub.crew()), &key, &body);
        let began = Instant::now();
        crew.ask(&put).await?;
        let mut reached = vec![false; extent.phones];
        while reached.contains(&false) {
            let (phone, kind, at) = next(heard).await?;
            ensure!(kind == Kind::Config, "a phone heard {kind:?}");
            ensure!(!std::mem::replace(&mut reached[phone], true), "a phone heard it twice");
            times.note(at.duration_since(began));
        }
    }
    ensure!(extent.toggles.is_multiple_of(2), "the store is left in last orders");
    Ok(times)
}

/// Guests order; a barista takes each order and makes it; the guest's phone hears that it is ready.
async fn make_ready(
    hub: &Hub,
    cookies: &[String],
    guests: &Mutex<Guests>,
    heard: &mut UnboundedReceiver<Heard>,
) -> Result<Times> {
    let code = hub.fresh_code("Ready")?;
    let mut connection = Connection::open(hub.address()).await?;
    let mut times = Times::default();
    for (phone, cookie) in cookies.iter().enumerate().take(READY) {
        let mut life = Life::of_phone(&code, cookie);
        for _ in 0..3 {
            life.make_move(&mut connection, hub, guests).await?;
        }
        let began = Instant::now();
        life.make_move(&mut connection, hub, guests).await?;
        loop {
            let (reached, kind, at) = next(heard).await?;
            if kind == Kind::Completed {
                ensure!(reached == phone, "another guest's phone heard it");
                times.note(at.duration_since(began));
                break;
            }
        }
        life.make_move(&mut connection, hub, guests).await?;
    }
    Ok(times)
}

async fn next(heard: &mut UnboundedReceiver<Heard>) -> Result<Heard> {
    let news = timeout(LOST_AFTER, heard.recv()).await.context("news never reached a phone")?;
    news.context("the phones are gone")
}
