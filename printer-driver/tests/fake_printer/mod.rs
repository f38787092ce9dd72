//! A printer that a test tells what to say, and a daemon at it.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use crema_api::Seq;
use crema_api::commands::Report;
use crema_api::events::printer::Condition;
use crema_printer::daemon::Daemon;
use crema_printer::hub::Hub;
use crema_printer::port::{Claim, PrinterPort};
use crema_printer::spool::{Job, Spool};
use crema_printer::{Paper, Ticket, ticket_job};

use super::fake_hub::FakeHub;
use crema_testing::samples::order_id;

/// No shutdown.
pub static NEVER: AtomicBool = AtomicBool::new(false);

/// A printer that answers what it was told to, and keeps what it was sent.
#[derive(Debug, Default)]
pub struct Scripted {
    pub claims: Vec<Claim>,
    pub answers: Vec<Option<Claim>>,
    pub sent: Vec<Job>,
    pub erased: u32,
}

impl PrinterPort for &mut Scripted {
    fn send(&mut self, job: &Job) -> Claim {
        self.sent.push(job.clone());
        if self.claims.is_empty() { Claim::Printed } else { self.claims.remove(0) }
    }

    fn ask(&mut self, _: &Job) -> Option<Claim> {
        if self.answers.is_empty() { None } else { self.answers.remove(0) }
    }

    fn condition(&self) -> Condition {
        Condition::Ok
    }

    fn erase_names(&mut self) -> std::io::Result<()> {
        self.erased += 1;
        Ok(())
    }
}

pub fn spool(dir: &Path) -> Spool {
    Spool::open(&dir.join("spool.sqlite")).unwrap()
}

pub fn daemon<P: PrinterPort>(hub: &FakeHub, dir: &Path, port: P) -> Daemon<P> {
    let ours = Hub::new(&hub.address, Some("secret"));
    Daemon::new(ours, spool(dir), port, "Printer 1", Paper::Paper80)
}

pub fn printed(ticket: Seq, n: u32) -> Report {
    Report::TicketPrinted { printer: "Printer 1".into(), order_id: order_id(n), ticket_seq: ticket }
}

pub fn unknown(ticket: Seq, n: u32) -> Report {
    Report::TicketUnknown { printer: "Printer 1".into(), order_id: order_id(n), ticket_seq: ticket }
}

pub fn reports(hub: &FakeHub) -> Vec<Report> {
    hub.reported().into_values().collect()
}

/// The ticket as the daemon is expected to lay it out.
pub fn expected(ticket: Ticket) -> Vec<u8> {
    ticket_job(&ticket.at_bar("Printer 1"), Paper::Paper80).unwrap()
}

pub fn wall_time() -> String {
    let time: jiff::Timestamp = "2026-11-24T14:07:00Z".parse().unwrap();
    time.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M").to_string()
}
