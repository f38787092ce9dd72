//! What must be true after each life, whatever was killed in it. All of it is seen from outside:
//! in the log as it is handed out, in the tray, and in the orders as people see them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use crema_api::answers::OrderView;
use crema_api::events::names;
use crema_api::order::OrderState;
use crema_api::{DomainEvent, Envelope, OrderId, OrderNumber, Seq};
use crema_tests::history::{History, insist};

use crate::life::{Lived, Resumed};
use crate::machines::{Machines, Staff};
use crate::point::Step;

/// What happens once in an order's life, and what the printer tells of it.
const ONCE: [&str; 10] = [
    names::NewOrder,
    names::OrderPlaced,
    names::NumberDrawn,
    names::WaitingCompletion,
    names::MakeOrder,
    names::TicketWanted,
    names::OrderCompleted,
    names::OrderFinished,
    names::OrderCollected,
    names::TicketPrinted,
];

/// The event that tells of a command.
fn deed(step: Step) -> Option<&'static str> {
    match step {
        Step::Scan => Some(names::NewOrder),
        Step::Place => Some(names::OrderPlaced),
        Step::Claim => Some(names::MakeOrder),
        Step::Complete => Some(names::OrderCompleted),
        Step::Collect => Some(names::OrderCollected),
        Step::Ticket | Step::Report => None,
    }
}

/// The booth as it stood after the last life.
#[derive(Debug)]
pub struct Books {
    history: History,
    tray: BTreeSet<String>,
    number: OrderNumber,
    /// An order that waits through all of this.
    bystander: OrderView,
    /// What the hub said in the first life, in which nothing was killed.
    pattern: Option<Pattern>,
}

/// What the hub says in one life, in its order.
#[derive(Debug)]
struct Pattern {
    kinds: Vec<String>,
    /// How many of them are there after each command; and none before the first.
    whole: BTreeSet<usize>,
}

/// What became of the command that was under way when the hub was killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unanswered {
    /// It was done, and its answer got lost.
    Done,
    /// It had not been done, and was when it was sent again.
    NotDone,
}

impl Books {
    /// Opens the books of a booth at which one order waits.
    pub fn open(machines: &Machines, staff: &Staff, bystander: &OrderView) -> Result<Self> {
        let mut books = Self {
            history: History::default(),
            tray: machines.tray()?,
            number: bystander.number.context("the one who waits has no number")?,
            bystander: lasting(bystander.clone()),
            pattern: None,
        };
        books.history.read_on(&staff.crew)?;
        Ok(books)
    }

    /// Takes a life in.
    ///
    /// # Errors
    /// What is not as it must be.
    pub fn enter(
        &mut self,
        machines: &Machines,
        staff: &Staff,
        lived: &Lived,
    ) -> Result<Option<Unanswered>> {
        let from = self.history.read_on(&staff.crew)?;
        let order = &lived.order;
        let own = own_events(&self.history.log()[from..], order.id)?;
        self.check_order(staff, order)?;
        check_once(&own)?;
        self.check_ticket(machines, &own)?;
        self.check_others(staff)?;

        let hubs: Vec<&Envelope> =
            own.iter().filter(|event| !event.detail_type.starts_with("Printer.")).collect();
        let kinds: Vec<String> = hubs.iter().map(|event| event.detail_type.clone()).collect();
        let until = |seq: Seq| hubs.iter().filter(|event| event.seq <= seq).count();
        match &self.pattern {
            None => {
                ensure!(lived.resumed.is_none(), "the first life was not left alone");
                let whole = lived.read_at.values().map(|seq| until(*seq)).chain([0]).collect();
                self.pattern = Some(Pattern { kinds, whole });
                Ok(None)
            }
            Some(pattern) => {
                ensure!(kinds == pattern.kinds, "it went another way: {kinds:?}");
                let Some(Resumed { step, seq }) = lived.resumed else { return Ok(None) };
                let there = until(seq);
                ensure!(
                    pattern.whole.contains(&there),
                    "{step:?} was half done: {there} of {kinds:?} were there"
                );
                let Some(deed) = deed(step) else { return Ok(None) };
                let done = hubs[..there].iter().any(|event| event.detail_type == deed);
                Ok(Some(if done { Unanswered::Done } else { Unanswered::NotDone }))
            }
        }
    }

    /// Reads the whole log once more: what has happened has happened.
    ///
    /// # Errors
    /// Where it is another one.
    pub fn check_history(&mut self, staff: &Staff) -> Result<Seq> {
        self.history.read_again(&staff.crew, usize::MAX)
    }

    fn check_order(&mut self, staff: &Staff, order: &OrderView) -> Result<()> {
        for view in [order, &insist(|| staff.barista.order(order.id))?] {
            ensure!(view.state == OrderState::Collected, "it is {}", view.state.as_str());
            let number = view.number.context("it has no number")?;
            let next = OrderNumber(self.number.0 + 1);
            ensure!(number == next, "its number is {number} where {next} is next");
            let maker = view.barista.as_ref().and_then(|barista| barista.name.as_deref());
            ensure!(maker == Some("Mia"), "{maker:?} made it");
        }
        self.number = OrderNumber(self.number.0 + 1);
        Ok(())
    }

    /// One picture more lies in the tray, and it is this order's; the printer's report is about it.
    fn check_ticket(&mut self, machines: &Machines, own: &[Envelope]) -> Result<()> {
        let wanted = own.iter().find(|event| event.detail_type == names::TicketWanted);
        let wanted = wanted.context("no ticket was asked for")?;
        let label = wanted.detail["orderLabel"].as_str().context("a ticket without a number")?;
        let tray = machines.tray()?;
        self.tray.insert(format!("{:08}-{label}.png", wanted.seq.0));
        let odd: Vec<&String> = tray.symmetric_difference(&self.tray).collect();
        ensure!(odd.is_empty(), "too much or too little in the tray: {odd:?}");
        for event in own {
            match event.detail_type.as_str() {
                names::TicketUnknown => bail!("nobody knows whether the ticket is on paper"),
                names::TicketPrinted => {
                    let reported = &event.detail["ticketSeq"];
                    ensure!(*reported == wanted.seq.0, "ticket {reported} was reported");
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Who waits, waits as before; nothing else is open, and nothing became a dead letter.
    fn check_others(&self, staff: &Staff) -> Result<()> {
        let open = insist(|| staff.crew.orders("open"))?.orders;
        let open: Vec<OrderView> = open.into_iter().map(lasting).collect();
        ensure!(open == [self.bystander.clone()], "open is {open:?}");
        let store = insist(|| staff.crew.store())?;
        ensure!(store.dead_letters == 0, "{} deliveries became dead letters", store.dead_letters);
        ensure!(store.in_flight == 1, "{} orders are in flight", store.in_flight);
        Ok(())
    }
}

/// The events about this order. Of no other is anything said.
fn own_events(log: &[Envelope], order: OrderId) -> Result<Vec<Envelope>> {
    let mut own = Vec::new();
    for event in log {
        let fact = DomainEvent::from_detail(&event.detail_type, event.detail.clone())?;
        match fact.order_id() {
            Some(id) if id == order => own.push(event.clone()),
            Some(other) => bail!("{} is about {other}, which has no part in this", event.seq),
            None => {}
        }
    }
    Ok(own)
}

fn check_once(own: &[Envelope]) -> Result<()> {
    let mut counts = BTreeMap::new();
    for event in own {
        *counts.entry(event.detail_type.as_str()).or_insert(0) += 1;
    }
    for kind in ONCE {
        let count = counts.get(kind).copied().unwrap_or(0);
        ensure!(count == 1, "{kind} is there {count} times");
    }
    Ok(())
}

/// An order without what time alone changes in its view, and what only its owner is told.
fn lasting(view: OrderView) -> OrderView {
    let (expected_wait_min, link, journey) = (None, None, None);
    OrderView { expected_wait_min, link, journey, booth_ms: 0, seq: Seq(0), ..view }
}
