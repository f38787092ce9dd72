//! What must be true after each cut. All of it is seen from outside: in the log as it is handed out, in
//! the printer's tray, and in what the hub says of its card.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use crema_api::answers::CardState;
use crema_api::events::names;
use crema_api::{Envelope, Seq};
use crema_tests::history::{History, insist, patiently};
use crema_tests::robot::Ledger;

use crate::site::Site;

/// Events that are read once more after each cut; at the end all of them are.
const READ_AGAIN: usize = 500;

/// What was seen before the cuts so far.
#[derive(Debug)]
pub struct After {
    history: History,
}

impl After {
    /// Begins with the log as it is.
    pub fn begin(site: &Site) -> Result<Self> {
        let mut history = History::default();
        history.read_on(site.crew()?)?;
        Ok(Self { history })
    }

    /// Reads the log just before a cut: what was shown has happened.
    pub fn look_before(&mut self, site: &Site) -> Result<()> {
        self.history.read_on(site.crew()?).map(drop)
    }

    /// Looks at everything once the hub is up again. `ledger` is what was acknowledged before.
    pub fn look_after(&mut self, site: &mut Site, ledger: &Ledger) -> Result<()> {
        site.wait_until_up()?;
        let crew = site.crew()?;
        self.history.read_again(crew, READ_AGAIN)?;
        let lost = ledger.lost(self.history.log());
        ensure!(lost.is_empty(), "lost: {lost:#?}");
        look_at_card(site)?;
        self.look_at_paper(site)?;
        let store = insist(|| crew.store())?;
        ensure!(store.dead_letters == 0, "{} deliveries became dead letters", store.dead_letters);
        Ok(())
    }

    /// Looks at the whole log, and waits for the paper of every ticket that is due.
    pub fn look_at_the_end(&mut self, site: &mut Site) -> Result<()> {
        // A printer that was killed again and again may be far behind: it is waited for as long as it
        // goes on.
        let mut left = usize::MAX;
        while left > 0 {
            left = patiently("the report of one more ticket", || {
                self.history.read_on(site.crew()?)?;
                let missing = unreported(self.history.log());
                ensure!(missing.len() < left, "tickets {missing:?} are not reported");
                Ok(missing.len())
            })?;
        }
        self.history.read_again(site.crew()?, usize::MAX)?;
        let printed = tickets(self.history.log(), &[names::TicketPrinted]);
        ensure!(!printed.is_empty(), "nothing was printed");
        look_at_card(site)?;
        self.look_at_paper(site)
    }

    /// A ticket that was reported is on paper, and none is twice; nobody doubts one. Pictures from before
    /// names were erased are gone, and their tickets with them.
    fn look_at_paper(&self, site: &Site) -> Result<()> {
        let log = self.history.log();
        let mut tray = BTreeSet::new();
        if let Ok(files) = std::fs::read_dir(site.paper()) {
            for file in files {
                let name = file?.file_name().to_string_lossy().into_owned();
                let twice = name.trim_end_matches(".png").split('-').count() > 2;
                ensure!(!twice, "{name} is a second picture");
                // One that is being written has no final name yet.
                if let Some(seq) = name.strip_suffix(".png").and_then(|name| name.split('-').next())
                {
                    tray.insert(seq.parse::<u64>().context("a picture of no ticket")?);
                }
            }
        }
        let printed: Vec<u64> = log
            .iter()
            .filter(|event| event.detail_type == names::TicketPrinted)
            .filter_map(|event| event.detail["ticketSeq"].as_u64())
            .collect();
        let once: BTreeSet<u64> = printed.iter().copied().collect();
        ensure!(once.len() == printed.len(), "a ticket was reported twice: {printed:?}");
        let gone: Vec<&u64> =
            once.iter().filter(|seq| **seq > erased(log).0 && !tray.contains(seq)).collect();
        ensure!(gone.is_empty(), "tickets {gone:?} were reported and are not on paper");
        let unknown = tickets(log, &[names::TicketUnknown]);
        let unknown: Vec<u64> = unknown.into_iter().filter(|seq| *seq > erased(log).0).collect();
        ensure!(unknown.is_empty(), "nobody knows whether tickets {unknown:?} are on paper");
        Ok(())
    }
}

/// The hub looks for damage at its start and then in the whole file, and finds none.
pub fn look_at_card(site: &Site) -> Result<()> {
    let anyone = site.customer();
    let damage = patiently("the look at the whole database", || {
        let health = insist(|| anyone.health())?;
        let is_well = health.ok && health.card.state == CardState::Well;
        let is_over = health.card.checked && is_well || health.card.damage.is_some();
        ensure!(is_over, "{:?}", health.card);
        Ok(health.card.damage)
    })?;
    ensure!(damage.is_none(), "damaged: {damage:?}");
    Ok(())
}

/// The tickets that events of these types are about.
fn tickets(log: &[Envelope], types: &[&str]) -> BTreeSet<u64> {
    let about = log.iter().filter(|event| types.contains(&event.detail_type.as_str()));
    about.filter_map(|event| event.detail["ticketSeq"].as_u64()).collect()
}

/// The tickets that are due, and that nothing was reported of.
fn unreported(log: &[Envelope]) -> Vec<u64> {
    let reported = tickets(log, &[names::TicketPrinted, names::TicketUnknown]);
    let wanted = log.iter().filter(|event| event.detail_type == names::TicketWanted);
    let due = wanted.map(|event| event.seq.0).filter(|seq| *seq > erased(log).0);
    due.filter(|seq| !reported.contains(seq)).collect()
}

/// Where names were erased last, and with them the pictures.
fn erased(log: &[Envelope]) -> Seq {
    let last = log.iter().rev().find(|event| event.detail_type == names::NamesErased);
    last.map_or(Seq(0), |event| event.seq)
}
