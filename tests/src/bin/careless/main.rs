//! A hub that syncs nothing (`PRAGMA synchronous = OFF`): the tests that cut the power have to find that
//! it loses what it acknowledged. Otherwise it is the real one. It understands as much of the command
//! line as these tests need: `serve --data DIR --port PORT`.

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use crema::http::middleware::client_limits::ClientLimits;
use crema::http::middleware::sockets::Sockets;
use crema::http::middleware::token_bucket::Rate;
use crema::http::router;
use crema::hub::Hub;
use crema_core::SqliteStorage;
use crema_core::storage::Storage as _;
use tokio::net::TcpListener;

/// Requests of one client at once: no one is slowed.
const REQUESTS_MAX: f64 = 100_000.0;

fn main() -> Result<()> {
    let (mut data, mut port) = (None, None);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--data" => data = words.next().map(PathBuf::from),
            "--port" => port = words.next().and_then(|port| port.parse::<u16>().ok()),
            _ => {}
        }
    }
    let (Some(data), Some(port)) = (data, port) else { bail!("serve --data DIR --port PORT") };
    let mut hub = Hub::start_with(&data, |path| {
        let storage = SqliteStorage::open(path)?;
        storage.execute_batch("PRAGMA synchronous = OFF")?;
        Ok(storage)
    })?;
    let requests = Rate { burst: REQUESTS_MAX, per_s: REQUESTS_MAX };
    let limits = ClientLimits { requests, ..ClientLimits::default() };
    hub.app().limits().replace_settings(limits);
    if hub.is_fresh() {
        hub.note_version();
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let address = ("127.0.0.1", port);
        let listener =
            TcpListener::bind(address).await.with_context(|| format!("port {port} is taken"))?;
        let serving = Sockets::default().serve(
            listener,
            router(hub.app().clone()),
            std::future::pending::<()>(),
        );
        tokio::select! {
            () = serving => Ok(()),
            thread = hub.broken_thread() => bail!("{thread} broke"),
        }
    })
}
