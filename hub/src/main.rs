//! The program `crema`.

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match crema::cli::Cli::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("crema: {error:#}");
            ExitCode::FAILURE
        }
    }
}
