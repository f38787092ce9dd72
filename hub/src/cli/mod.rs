//! The command line of `crema`.

mod announce;
mod serve;

use clap::{Parser, Subcommand};

/// Crema: the coffee booth in a box.
#[derive(Debug, Parser)]
#[command(name = "crema", version)]
pub struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Runs the booth's hub until it is told to end.
    Serve(serve::Serve),
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// In words for people: what is wrong, and what to do.
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::Serve(serve) => serve.run(),
        }
    }
}
