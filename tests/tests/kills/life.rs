//! One order from scan to paper, by the routes that phones and tablets use. Every command has a key;
//! whoever is left without an answer sends the same again, until there is one.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use crema_api::answers::OrderView;
use crema_api::commands::Place;
use crema_api::events::names;
use crema_api::selection::Selections;
use crema_api::{OrderId, Seq};
use crema_tests::Client;
use crema_tests::client::Answer;
use crema_tests::history::{insist, log_after, patiently};
use serde_json::json;

use crate::machines::{Machines, Staff};
use crate::point::{Mark, Pace, Step};

/// What is ordered.
const DRINK: &str = "flat-white";

/// A life that has come to its end.
#[derive(Debug)]
pub struct Lived {
    /// As its customer sees it at the end.
    pub order: OrderView,
    pub pace: Pace,
    /// The log's end that each command's answer was read at.
    pub read_at: BTreeMap<Step, Seq>,
    pub resumed: Option<Resumed>,
}

/// Someone was left without an answer, and the hub came back.
#[derive(Debug, Clone, Copy)]
pub struct Resumed {
    /// What they had asked for.
    pub step: Step,
    /// The log's end when it was back, before they asked again.
    pub seq: Seq,
}

/// Lives one order, from the scan to the ticket's report in the log. `name` tells its keys from all
/// others'; `pass` is told of each mark when it is passed.
pub fn live(
    machines: &Machines,
    staff: &Staff,
    name: &str,
    hurried: bool,
    pass: &mut dyn FnMut(Mark),
) -> Result<Lived> {
    let mut way = Way { crew: &staff.crew, pass, pace: Pace::default(), resumed: None };
    let (phone, key) = (machines.customer(), |step: &str| format!("{name}-{step}"));
    let mut read_at = BTreeMap::new();
    let scan = json!({ "code": code_on_board(&staff.crew)? });

    let started: OrderView = way.command(Step::Scan, || {
        phone.ask("POST", "/api/v1/scans", Some(scan.clone()), &key("scan"))
    })?;
    read_at.insert(Step::Scan, started.seq);
    let place = choice(started.id, "Zoë");
    let placed = way.command(Step::Place, || phone.place_with_key(&place, &key("place")))?;
    read_at.insert(Step::Place, placed.seq);

    let press = |action: &str| -> Answer<OrderView> {
        let path = format!("/api/v1/orders/{}/{action}", started.id);
        staff.barista.ask("POST", &path, Some(json!({})), &key(action))
    };
    read_at.insert(Step::Claim, way.command(Step::Claim, || press("claim"))?.seq);
    if !hurried {
        let label = placed.label.context("a placed order without a number")?;
        let picture = format!("-{label}.png");
        way.step(Step::Ticket, |_| {
            patiently("the ticket", || {
                let lies_there = machines.tray()?.iter().any(|file| file.ends_with(&picture));
                lies_there.then_some(()).context("the tray is empty")
            })
        })?;
    }
    read_at.insert(Step::Complete, way.command(Step::Complete, || press("complete"))?.seq);
    read_at.insert(Step::Collect, way.command(Step::Collect, || press("collect"))?.seq);
    way.step(Step::Report, |_| {
        patiently("the ticket's report", || {
            let log = log_after(&staff.crew, started.seq)?;
            let printed = log.iter().any(|event| event.detail_type == names::TicketPrinted);
            printed.then_some(()).context("it is not in the log")
        })
    })?;
    let order = insist(|| phone.order(started.id))?;
    Ok(Lived { order, pace: way.pace, read_at, resumed: way.resumed })
}

/// Someone who places an order and then waits, while everything else goes on.
pub fn place_and_wait(machines: &Machines, staff: &Staff) -> Result<OrderView> {
    let phone = machines.customer();
    let started = phone.start(&code_on_board(&staff.crew)?)?;
    Ok(phone.place(&choice(started.id, "Bo"))?)
}

fn code_on_board(crew: &Client) -> Result<String> {
    patiently("a code", || {
        let shown = insist(|| crew.code())?.code.context("the board shows none")?;
        Ok(shown.code)
    })
}

fn choice(order_id: OrderId, name: &str) -> Place {
    let (drink, modifiers) = (DRINK.to_owned(), Selections::default());
    Place { order_id, drink, modifiers, name: Some(name.to_owned()) }
}

/// Goes along a life and keeps its time.
struct Way<'a> {
    crew: &'a Client,
    pass: &'a mut dyn FnMut(Mark),
    pace: Pace,
    resumed: Option<Resumed>,
}

impl Way<'_> {
    /// A step that is one command, asked until it is answered.
    fn command<T>(&mut self, step: Step, mut ask: impl FnMut() -> Answer<T>) -> Result<T> {
        self.step(step, |way| {
            match ask() {
                Err(refused) if refused.is_for_now() => {
                    let seq = insist(|| way.crew.health())?.seq;
                    way.resumed = Some(Resumed { step, seq });
                }
                answered => return Ok(answered?),
            }
            insist(&mut ask)
        })
    }

    fn step<T>(&mut self, step: Step, take: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        (self.pass)(Mark::Before(step));
        let began = Instant::now();
        let taken = take(self).map_err(|error| anyhow!("{step:?}: {error:#}"))?;
        self.pace.0.insert(step, began.elapsed());
        (self.pass)(Mark::After(step));
        Ok(taken)
    }
}
