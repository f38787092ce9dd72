//! `crema serve`: the hub on a port, until SIGINT, SIGTERM or SIGHUP.

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use clap::Args;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::{Data, announce, open_files};
use crate::demo::printer::Printer;
use crate::http::middleware::capacity::Capacity;
use crate::http::middleware::client_limits::ClientLimits;
use crate::http::middleware::sockets::Sockets;
use crate::http::middleware::token_bucket::Rate;
use crate::http::{damaged, router, watch};
use crate::hub::{Hub, StartError};

/// Requests under way may take this long when the hub is to end.
const LEAVE_WITHIN: Duration = Duration::from_secs(3);

/// Options of `crema serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// A booth to try: a virtual printer prints, PINs are printed here, and at its first start the
    /// store is open.
    #[arg(long)]
    demo: bool,
    #[command(flatten)]
    data: Data,
    /// The port.
    #[arg(long, env = "CREMA_PORT", default_value_t = 8080)]
    port: u16,
    /// The address to listen on; 0.0.0.0 is every network this machine is in.
    #[arg(long, env = "CREMA_LISTEN", default_value = "127.0.0.1", value_name = "ADDRESS")]
    listen: IpAddr,
    /// Requests that one client may send at once; a fifth of them come back each second.
    #[arg(long, env = "CREMA_REQUESTS_MAX", default_value_t = 100, value_name = "COUNT",
          value_parser = clap::value_parser!(u32).range(10..=100_000))]
    requests_max: u32,
    /// The largest body of a request, KiB.
    #[arg(long, env = "CREMA_BODY_KIB_MAX", default_value_t = 256, value_name = "KIB",
          value_parser = clap::value_parser!(u32).range(128..=16_384))]
    body_kib_max: u32,
    /// Free room on the card below which only staff, printers and boards may write, MiB.
    #[arg(long, env = "CREMA_FREE_MIB_MIN", default_value_t = 64, value_name = "MIB")]
    free_mib_min: u32,
    /// What is logged, such as `debug` or `crema=debug,info`.
    #[arg(long, env = "CREMA_LOG", default_value = "info,usvg=error", value_name = "FILTER")]
    log: String,
}

impl Serve {
    /// Serves until SIGINT, SIGTERM or SIGHUP.
    ///
    /// # Errors
    /// When the hub cannot start or cannot listen, or its writing thread breaks; in words for
    /// people.
    pub fn run(self) -> anyhow::Result<()> {
        let filter = EnvFilter::try_new(&self.log)
            .with_context(|| format!("{:?} is no log filter; try `info` or `debug`", self.log))?;
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .with_ansi(std::io::stderr().is_terminal())
            .init();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .context("the system gives no threads")?;
        let capacity = open_files::make_room()?;
        let mut hub = match Hub::start(&self.data.folder) {
            Ok(hub) => hub,
            Err(error) => return runtime.block_on(self.show_damage(error)),
        };
        hub.app().card().set_free_bytes_min(u64::from(self.free_mib_min) * 1024 * 1024);
        hub.app().limits().replace_settings(self.limit_settings(capacity));
        match (hub.is_fresh(), self.demo) {
            (true, true) => hub.open_store()?,
            (true, false) => tracing::info!("a new booth; `crema pins` prints its PINs"),
            (false, _) => {}
        }
        if hub.is_fresh() {
            hub.note_version();
        }
        let served = runtime.block_on(self.serve(&mut hub, capacity));
        runtime.shutdown_timeout(LEAVE_WITHIN);
        hub.stop();
        served
    }

    /// A database that is damaged so that it cannot be opened: every visitor is told, until somebody
    /// has mended it and ends this. Other reasons not to start end it at once.
    async fn show_damage(&self, error: StartError) -> anyhow::Result<()> {
        if let StartError::Damaged { what, way_back, .. } = &error {
            tracing::error!(%error, "serving nothing but this");
            let listener = self.listen().await?;
            let shown = axum::serve(listener, damaged::router(what, way_back));
            shown.with_graceful_shutdown(async { drop(wait_for_signal().await) }).await?;
        }
        Err(error.into())
    }

    async fn listen(&self) -> anyhow::Result<TcpListener> {
        let address = SocketAddr::new(self.listen, self.port);
        TcpListener::bind(address).await.map_err(|error| cannot_listen(address, &error))
    }

    /// Returns the limits on one client, and on live streams in all.
    fn limit_settings(&self, capacity: Capacity) -> ClientLimits {
        let burst = f64::from(self.requests_max);
        let requests = Rate { burst, per_s: burst / 5.0 };
        let body_bytes = usize::try_from(self.body_kib_max).unwrap_or(usize::MAX);
        let body_bytes = body_bytes.saturating_mul(1024);
        ClientLimits { requests, body_bytes, streams: capacity.streams }
    }

    async fn serve(&self, hub: &mut Hub, capacity: Capacity) -> anyhow::Result<()> {
        let listener = self.listen().await?;
        let base = format!("http://{}", local_address(listener.local_addr()?));
        tracing::info!(address = base, data = %self.data.folder.display(), "listening");
        let (leave, left) = tokio::sync::oneshot::channel::<()>();
        let router = router(hub.app().clone());
        let sockets = Sockets { in_all: capacity.connections, ..Sockets::default() };
        let serving = tokio::spawn(sockets.serve(listener, router, async {
            // A sender that was dropped means the same.
            let _ = left.await;
        }));
        tokio::spawn(watch::run(hub.app().clone()));
        let printer = if self.demo { self.start_demo(hub, &base).await } else { None };
        let ended = tokio::select! {
            signalled = wait_for_signal() => signalled,
            thread = hub.broken_thread() => Err(anyhow!(
                "{thread} broke; the log says why. Start the hub again"
            )),
        };
        tracing::info!("shutting down");
        if let Some(printer) = printer {
            tokio::task::spawn_blocking(|| printer.stop()).await?;
        }
        hub.app().broadcaster().close();
        drop(leave);
        match tokio::time::timeout(LEAVE_WITHIN, serving).await {
            Ok(served) => served?,
            Err(_) => tracing::warn!("some requests were cut off"),
        }
        ended
    }

    /// Starts the parts that only a booth to try has: its PINs on the screen, and a printer. A card
    /// that is damaged or full keeps neither the other nor the booth from being seen.
    async fn start_demo(&self, hub: &Hub, base: &str) -> Option<Printer> {
        if let Err(refusal) = announce::print_announcement(hub.app(), base).await {
            tracing::error!(%refusal, "the PINs and links cannot be printed");
        }
        let token = announce::printer_token(hub.app()).await;
        let printer = token.map_err(anyhow::Error::from).and_then(|token| {
            Printer::start(base, token, hub.folder().path()).context("its program does not start")
        });
        printer
            .inspect_err(|error| {
                let error = format!("{error:#}");
                tracing::error!(error, "the demo has no printer");
            })
            .ok()
    }
}

/// The address by which a program on this machine reaches the hub.
fn local_address(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    address
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> anyhow::Error {
    let port = address.port();
    match error.kind() {
        std::io::ErrorKind::AddrInUse => anyhow!(
            "port {port} is taken, perhaps by another hub. End that one, or choose another port with --port or CREMA_PORT"
        ),
        std::io::ErrorKind::PermissionDenied => anyhow!(
            "this user may not listen on port {port}. Choose one above 1023 with --port or CREMA_PORT"
        ),
        _ => anyhow!("cannot listen on {address}: {error}. Check --listen and --port"),
    }
}

/// Waits for SIGINT (Ctrl-C) or SIGTERM (systemd).
async fn wait_for_signal() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    // The terminal that it was started from is closed.
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        _ = hang_up.recv() => {}
    }
    Ok(())
}
