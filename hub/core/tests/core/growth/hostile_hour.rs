//! An hour of booth time under three hostile phones.
//!
//! Each phone sends 20 requests a second, which is what the hub's limits let through for each
//! address (`hub/src/http/middleware/client_limits.rs`): 72,000 an hour, 216,000 from three. Most of
//! them are refused, and a refusal writes nothing (`starts`), so one press here stands for
//! [`STANDS_FOR`] of them: nearly all that are let through are still made, since each code and order is
//! used up well before its time is over. (With every press it takes 45 s and adds 4.2 MB; before the
//! limits a twelfth of the presses added 93 MB.) The phones know the code on the board, and are a new
//! customer with each start.
//!
//! The hours go through every state of the store, each for its part: open with room, full, paused,
//! and closed. A barista makes what is queued.

use crema_api::commands::{Caller, Command, Role};
use crema_api::ids::OrderId;
use crema_api::store::StoreState;

use super::bytes_written;
use crate::booth::Booth;

const HOUR_MS: u64 = 60 * 60 * 1000;
/// Requests of all three phones in a second.
const PER_S: u64 = 3 * 20;
/// How many requests one press here stands for.
const STANDS_FOR: u64 = 12;
/// What the hour may add to the database and its write-ahead log, bytes.
const BYTES_MAX: u64 = 10_000_000;

/// What the phones have in mind.
#[derive(Debug, Default)]
struct Phones {
    /// An order that is changed over and over, and whose it is.
    changed: Option<(Caller, OrderId)>,
    /// The last code that they saw.
    code: String,
    done: u64,
    refused: u64,
}

impl Phones {
    fn count<T, E>(&mut self, answer: Result<T, E>) -> Option<T> {
        match &answer {
            Ok(_) => self.done += 1,
            Err(_) => self.refused += 1,
        }
        answer.ok()
    }

    fn press(&mut self, booth: &mut Booth) {
        if let Some(code) = booth.code() {
            self.code = code;
        }
        let someone = booth.customer();
        match booth.below(10) {
            0..6 => {
                let code = self.code.clone();
                let begun = booth.start_with(someone, &code);
                let Some(order) = self.count(begun) else { return };
                if self.changed.is_none() && booth.below(4) == 0 {
                    let placed = booth.place(someone, order, "X");
                    self.changed = self.count(placed).map(|order| (someone, order));
                } else {
                    let cancelled = booth.cancel(someone, order);
                    self.count(cancelled);
                }
            }
            6..8 => {
                let Some((owner, order)) = self.changed else { return };
                let answer = booth.place(owner, order, "Y");
                // It is made, or given up: the next one.
                if answer.as_ref().is_err_and(|refused| refused.kind.word() != "changed-too-often")
                {
                    self.changed = None;
                }
                self.count(answer);
            }
            8 => {
                let Some((_, order)) = self.changed else { return };
                let answer = booth.cancel(someone, order);
                self.count(answer);
            }
            _ => {
                let answer = booth.start_with(someone, "B22222");
                self.count(answer);
            }
        }
    }
}

#[test]
fn an_hour_of_three_hostile_phones_adds_less_than_ten_megabytes() {
    let seed = 20;
    let mut booth = Booth::open(seed);
    let mia = booth.staff(Role::Crew, "Mia");
    booth.core.settle(true);
    let (before, began) = (bytes_written(&booth), booth.now);
    let mut phones = Phones::default();
    let states = [
        (StoreState::Open, 20),
        (StoreState::Open, 1),
        (StoreState::Paused, 20),
        (StoreState::Closed, 20),
    ];
    for (state, at_once) in states {
        booth.set_store(StoreState::Open);
        booth.set_limits(|limits| limits.orders_in_flight_max = at_once);
        booth.set_store(state);
        let until = booth.now.plus(HOUR_MS / 4);
        while booth.now < until {
            // As a hub: a tick each second, and as many presses.
            for _ in 0..PER_S / STANDS_FOR {
                phones.press(&mut booth);
            }
            booth.inputs.clear();
            booth.pass(1_000);
            // The writer is idle between these requests.
            booth.core.settle(true);
            if booth.below(120) == 0
                && let Some((_, order)) = phones.changed
                && booth.step(mia, order, Command::Claim).is_ok()
            {
                booth.step(mia, order, Command::Complete).unwrap();
                booth.step(mia, order, Command::Collect).unwrap();
            }
        }
    }
    assert!(booth.now.since(began) >= HOUR_MS);
    let bytes = bytes_written(&booth) - before;
    let Phones { done, refused, .. } = phones;
    println!("seed {seed}: {bytes} bytes in an hour; {done} requests were done, {refused} refused");
    assert!(bytes < BYTES_MAX, "seed {seed}: {bytes} bytes");
    assert!(done > 100 && refused > 1_000, "seed {seed}: {done} done, {refused} refused");
}
