//! `crema-display`: the board as a picture, drawn once or kept up to date.
//!
//! Both commands ask a hub as a paired board. `png` draws the current state; `serve` follows the
//! hub and replaces the file whenever the picture has changed, each second while a code runs down.
//! A program that shows the file (a picture viewer, a frame on the wall) always finds a whole one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use crema_client::Pulse;
use crema_display::board::phrases::Phrases;
use crema_display::hub::{Answers, Hub};
use crema_display::refresher::{self, Look, Refresher, Signals};
use crema_display::{Scene, Screen, WallClock, png};
use signal_hook::consts::{SIGINT, SIGTERM};
use tracing::info;
use tracing_subscriber::EnvFilter;

/// Draws a Crema booth's board.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Draw the board once, into a PNG file.
    Png(Options),
    /// Follow the hub and keep the PNG file up to date.
    Serve(Options),
}

#[derive(Debug, Args)]
struct Options {
    /// The hub's address.
    #[arg(long, default_value = "http://127.0.0.1:8080")]
    hub: String,
    /// The board's token, from pairing. Better given by the environment: a command line can be
    /// read by every user of the machine.
    #[arg(long, env = "CREMA_BOARD_TOKEN", hide_env_values = true)]
    token: String,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// The screen's size in pixels.
    #[arg(long, default_value_t = Screen::LANDSCAPE)]
    size: Screen,
    /// A second language under each step, by its tag; several take turns.
    #[arg(long = "language")]
    languages: Vec<String>,
    /// Show times of day: this machine's clock has been set by something that knows.
    #[arg(long)]
    trust_clock: bool,
}

fn main() -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,usvg=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match Cli::parse().command {
        Command::Png(options) => draw_once(&options),
        Command::Serve(options) => serve(&options),
    }
}

fn draw_once(options: &Options) -> anyhow::Result<()> {
    let hub = Hub::new(&options.hub, &options.token);
    let mut refresher = Refresher::new(look_of(options)?);
    let now = Instant::now();
    refresher.update(Ok(hub.fetch_answers()?), now);
    let scene =
        refresher.take_changed(now, wall_clock(options.trust_clock)).context("nothing to draw")?;
    write_picture(scene, &options.out)
}

fn serve(options: &Options) -> anyhow::Result<()> {
    let shutdown = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&shutdown))?;
    }
    let hub = Hub::new(&options.hub, &options.token);
    let mut refresher = Refresher::new(look_of(options)?);
    let now = Instant::now();
    // The screen shows something before the hub has answered.
    if let Some(scene) = refresher.take_changed(now, None) {
        write_picture(scene, &options.out)?;
    }
    let first = hub.fetch_answers();
    let after = first.as_ref().ok().map(Answers::seq);
    refresher.update(first, now);

    let notifications = hub.subscribe(after).context("no thread for the stream")?;
    let pulse = Pulse::default();
    let signing = hub.clone();
    pulse
        .sign_while_beating(move || signing.send_sign_of_life())
        .context("no thread for signs of life")?;
    info!(hub = options.hub, out = %options.out.display(), size = %options.size, "following");
    refresher::run(
        refresher,
        Signals { notifications: &notifications, shutdown: &shutdown, pulse: &pulse },
        || hub.fetch_answers(),
        || wall_clock(options.trust_clock),
        |scene| write_picture(scene, &options.out),
    )
}

fn look_of(options: &Options) -> anyhow::Result<Look> {
    let languages = options
        .languages
        .iter()
        .map(|tag| {
            Phrases::for_language(tag).with_context(|| format!("the board does not speak {tag}"))
        })
        .collect::<anyhow::Result<_>>()?;
    Ok(Look { screen: options.size, languages, wifi: None })
}

/// Returns this machine's time of day, if its clock is trusted.
fn wall_clock(trusted: bool) -> Option<WallClock> {
    let now = trusted.then(jiff::Zoned::now)?;
    let minute_of_day = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).ok()?;
    Some(WallClock { date: now.date().to_string(), minute_of_day })
}

/// Writes beside the file and renames, so that a reader never sees half a picture.
fn write_picture(scene: &Scene, out: &Path) -> anyhow::Result<()> {
    let picture = png::to_png(scene)?;
    let name = out.file_name().context("--out names no file")?;
    let mut part = name.to_owned();
    part.push(".part");
    let part = out.with_file_name(part);
    fs::write(&part, picture).with_context(|| format!("cannot write {}", part.display()))?;
    fs::rename(&part, out).with_context(|| format!("cannot replace {}", out.display()))
}
