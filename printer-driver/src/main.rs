//! `crema-printer`: the printer daemon, and a look at a job without a printer.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};
use crema_printer::{Config, Paper, serve, virtual_paper};
use signal_hook::consts::{SIGINT, SIGTERM};
use tracing_subscriber::EnvFilter;

/// Prints Crema's tickets.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Follows the hub and prints each ticket it asks for, until told to end.
    Serve(Serve),
    /// Prints a job (ESC/POS bytes) on virtual paper.
    Paper {
        /// The job.
        #[arg(long = "in", value_name = "FILE")]
        input: PathBuf,
        /// The picture, PNG.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Width of the paper, mm: 80 or 58.
        #[arg(long, default_value = "80")]
        paper: Paper,
    },
}

#[derive(Args)]
struct Serve {
    /// The hub.
    #[arg(long, default_value = "http://127.0.0.1:8080", value_name = "URL")]
    hub: String,
    /// A file with the printer's token; without one, the environment's `CREMA_TOKEN`.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Where the spool lives.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// What the printer is called.
    #[arg(long, default_value = "Printer 1")]
    name: String,
    /// Width of the paper, mm: 80 or 58.
    #[arg(long, default_value = "80")]
    paper: Paper,
    /// Print into this folder, a picture for each ticket.
    #[arg(long = "virtual", value_name = "DIR")]
    virtual_dir: PathBuf,
    /// End when standard input does: a program that starts a printer and dies, however suddenly,
    /// leaves none behind.
    #[arg(long)]
    until_stdin_closes: bool,
}

impl Serve {
    fn config(self) -> anyhow::Result<Config> {
        let token = match &self.token_file {
            Some(file) => Some(
                std::fs::read_to_string(file)
                    .with_context(|| format!("the token in {} cannot be read", file.display()))?,
            ),
            None => std::env::var("CREMA_TOKEN").ok(),
        };
        let token = token.map(|token| token.trim().to_owned()).filter(|token| !token.is_empty());
        Ok(Config {
            hub: self.hub,
            token,
            data: self.data,
            name: self.name,
            paper: self.paper,
            virtual_dir: self.virtual_dir,
        })
    }
}

fn main() -> anyhow::Result<()> {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,usvg=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match Cli::parse().command {
        Command::Serve(options) => {
            let shutdown = Arc::new(AtomicBool::new(false));
            for signal in [SIGINT, SIGTERM] {
                signal_hook::flag::register(signal, Arc::clone(&shutdown))?;
            }
            if options.until_stdin_closes {
                let shutdown = Arc::clone(&shutdown);
                std::thread::Builder::new().name("stdin".to_owned()).spawn(move || {
                    // Neither the input nor how it ends matters.
                    let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
                    shutdown.store(true, Ordering::Relaxed);
                })?;
            }
            serve(&options.config()?, &shutdown).context("the printer cannot start")
        }
        Command::Paper { input, out, paper } => {
            let job = std::fs::read(&input)
                .with_context(|| format!("{} cannot be read", input.display()))?;
            let png = virtual_paper::to_png(&virtual_paper::print_job(&job, paper)?)?;
            std::fs::write(&out, png)
                .with_context(|| format!("{} cannot be written", out.display()))
        }
    }
}
