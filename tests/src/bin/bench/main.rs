//! `make bench`: the load of a busy day, in figures. The heart alone, on a disk and without a
//! network ([`heart`]), and a whole booth with its phones and tablets ([`booth`]). It prints and
//! judges nothing: machines differ, and what a figure must not exceed is for whoever reads it.
//!
//! `CREMA_BENCH_ORDERS` says how many orders the heart's day has.

mod booth;
mod figures;
mod heart;

use anyhow::{Context, Result};

/// Orders that Serverlesspresso's tables were kept at: the open ones must be found among them.
const ORDERS_KEPT: usize = 80_000;

fn main() -> Result<()> {
    let orders = match std::env::var("CREMA_BENCH_ORDERS") {
        Ok(text) => text.parse().context("CREMA_BENCH_ORDERS is no number")?,
        Err(_) => ORDERS_KEPT,
    };
    heart::measure(orders)?;
    booth::measure()
}
