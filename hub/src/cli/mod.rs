//! The command line of `crema`.

mod announce;
mod mend;
mod open_files;
mod pins;
mod restore;
mod serve;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

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
    /// Repairs damaged data, and keeps all orders that are in the booth's log: try this first. The hub
    /// has to be off.
    Mend(Data),
    /// Goes back to the newest copy, which is made when a day is ended; what came after it is set aside.
    /// The hub has to be off.
    Restore(Data),
    /// Prints the PINs of the barista and the crew, whether the hub is running or not.
    Pins(Data),
}

/// Which booth is meant.
#[derive(Debug, Args)]
struct Data {
    /// Where the booth's data lies.
    #[arg(long = "data", env = "CREMA_DATA", default_value = "./booth-data", value_name = "DIR")]
    folder: PathBuf,
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// When the command fails, in words for people: what is wrong, and how to mend it.
    pub fn run(self) -> anyhow::Result<()> {
        match self.verb {
            Verb::Serve(serve) => serve.run(),
            Verb::Mend(data) => mend::mend_and_tell(&data.folder),
            Verb::Restore(data) => restore::restore_and_tell(&data.folder),
            Verb::Pins(data) => pins::print_pins(&data.folder),
        }
    }
}
