//! What a day costs: megabytes on the card, bytes that the card has to take, and metres of paper, for
//! 1,000 drinks that come one by one, each with its ticket.

use std::path::Path;

use anyhow::{Context, Result};
use crema_api::ids::Seq;
use crema_core::SqliteStorage;
use crema_core::reads::Wanted;
use crema_printer::job::encode_layout;
use crema_printer::layout::Layout;
use crema_printer::virtual_paper::print_job;
use crema_printer::{Paper, Ticket};

use crate::Extent;
use crate::day::Day;
use crate::heart::LONG_ENOUGH;
use crate::machine::bytes_written;
use crate::report::{Aim, Report};

/// Drinks of the day.
const DRINKS: usize = 1_000;
/// Tickets whose paper is measured: every so many.
const EVERY: usize = 20;
/// Events that are read at once.
const READ_AT_ONCE: u32 = 1_000;
/// Dots of a millimetre of paper.
const DOTS_PER_MM: f64 = 8.0;

/// Measures and reports.
pub fn measure(report: &mut Report, folder: &Path, _extent: &Extent) -> Result<()> {
    report.section(&format!("A day of {DRINKS} drinks, one after another"));
    let path = folder.join("a-day.db");
    let mut day = Day::begin(&path, SqliteStorage::open(&path)?)?.one_by_one();
    day.settle();
    let empty = std::fs::metadata(&path)?.len();
    let before = bytes_written();
    day.live(DRINKS, LONG_ENOUGH)?;
    day.settle();
    let mb = |bytes: u64| bytes as f64 / 1e6;
    let stays = std::fs::metadata(&path)?.len().saturating_sub(empty);
    report.line("stays on the card", mb(stays), "MB", Aim::None);
    let written = bytes_written().saturating_sub(before);
    report.line("written to the card", mb(written), "MB", Aim::None);
    for paper in Paper::ALL {
        let tickets = tickets(&day)?;
        let mut dots = 0;
        for ticket in &tickets {
            let job = encode_layout(&Layout::from_ticket(ticket, paper)?)?;
            dots += u64::from(print_job(&job, paper)?.height());
        }
        let metres = dots as f64 / DOTS_PER_MM / 1_000.0 / tickets.len() as f64 * DRINKS as f64;
        report.line(&format!("paper, {paper}"), metres, "m", Aim::None);
    }
    Ok(())
}

/// Some of the day's tickets.
fn tickets(day: &Day) -> Result<Vec<Ticket>> {
    let (reader, now) = day.reader();
    let tickets = reader.snapshot(now, |snapshot| {
        let (mut at, mut wanted) = (Seq(0), Vec::new());
        loop {
            let events = snapshot.events_after(at, READ_AT_ONCE)?;
            let Some(last) = events.last() else { break };
            at = last.seq();
            for event in events {
                wanted.extend(snapshot.ticket(event.seq())?);
            }
        }
        Ok(wanted)
    })?;
    let of_cups = tickets.into_iter().filter_map(|asked| match asked.wanted {
        Wanted::Ticket(wanted) => Some(Ticket::from_event(&wanted, asked.name.as_deref(), "14:00")),
        Wanted::Slip(_) => None,
    });
    let some: Vec<Ticket> = of_cups.step_by(EVERY).collect();
    some.first().context("the day had no ticket")?;
    Ok(some)
}
