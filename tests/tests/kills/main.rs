//! One order from scan to paper, and at a seeded moment of its life the hub or the printer daemon
//! is killed (SIGKILL) and started again: 200 times in a row with `CREMA_PROOF=full`, at one booth
//! whose data lives on through all of it. Whatever was killed and when, the order ends as if
//! nothing had been: each thing happened once, the ticket lies in the tray once, nobody else is
//! touched.
//!
//! The printer alone, against a hub that is only played, is killed in its own crate; the core's
//! storage is cut off at every call in `crema-core`. Here both are real, and only what people and
//! programs can see is looked at: [`books`].
//!
//! `CREMA_SEED` repeats the points of an earlier run. Where they hit depends on the machine too.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod books;
mod life;
mod machines;
mod point;
mod tally;

use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result};
use crema_tests::proof::{full_or_short, seed};

use books::Books;
use life::{Lived, live};
use machines::Machines;
use machines::Staff;
use point::{Fate, Mark, Pace, Point, Step, Victim};
use tally::Tally;

/// Kills of the proof.
const POINTS_FULL: u32 = 200;
/// Kills of every day's tests.
const POINTS_SHORT: u32 = 16;
/// Lives that are left alone: the first warms the booth up, the last gives the pace.
const UNHARMED: u32 = 3;

#[test]
fn an_order_survives_kills_of_hub_and_printer() -> Result<()> {
    let seed = seed()?;
    let (machines, staff) = Machines::set_up()?;
    let bystander = life::place_and_wait(&machines, &staff).with_context(|| machines.said())?;
    let mut books = Books::open(&machines, &staff, &bystander)?;

    let mut pace = Pace::default();
    for nth in 1..=UNHARMED {
        let name = format!("unharmed-{nth}");
        let lived =
            live(&machines, &staff, &name, false, &mut |_| {}).with_context(|| machines.said())?;
        books.enter(&machines, &staff, &lived)?;
        pace = lived.pace;
    }
    println!("an unharmed life takes {} µs: {:?}", pace.whole().as_micros(), pace.0);

    let mut fate = Fate::new(seed);
    let mut tally = Tally::default();
    for nth in 1..=full_or_short(POINTS_FULL, POINTS_SHORT) {
        let point = fate.next(&pace);
        let told = || format!("CREMA_SEED={seed}, life {nth}, {point}\n{}", machines.said());
        let (lived, doing) = live_and_strike(&machines, &staff, nth, point).with_context(told)?;
        let unanswered = books.enter(&machines, &staff, &lived).with_context(told)?;
        tally.count(point.victim, doing, unanswered);
    }

    machines.kill(Victim::Hub);
    machines.start(Victim::Hub)?;
    let end = books.check_history(&staff).with_context(|| machines.said())?;
    println!("{tally}\nthe log has {end} events, as they were read after each life");
    Ok(())
}

/// Lives one order, in which the point's victim is killed and started again. Gives what was going
/// on at that moment.
fn live_and_strike(
    machines: &Machines,
    staff: &Staff,
    nth: u32,
    point: Point,
) -> Result<(Lived, Mark)> {
    let doing = Mutex::new(Mark::Before(Step::Scan));
    let strike = || -> Mark {
        thread::sleep(point.later);
        let hit = *doing.lock().unwrap_or_else(PoisonError::into_inner);
        machines.kill(point.victim);
        hit
    };
    thread::scope(|scope| {
        let mut blow = None;
        let mut pass = |mark| {
            *doing.lock().unwrap_or_else(PoisonError::into_inner) = mark;
            if mark != point.mark {
                return;
            }
            let (dead, is_dead) = channel();
            blow = Some(scope.spawn(move || {
                let hit = strike();
                // Nobody waits for it when the life goes on meanwhile.
                let _ = dead.send(());
                machines.start(point.victim).map(|()| hit)
            }));
            if point.later.is_zero() {
                let _ = is_dead.recv();
            }
        };
        let lived = live(machines, staff, &format!("life-{nth}"), point.hurried, &mut pass);
        let blow = blow.map(|blow| blow.join().expect("the strike does not panic"));
        let lived = lived?;
        let hit = blow.context("the life never came to the point")??;
        Ok((lived, hit))
    })
}
