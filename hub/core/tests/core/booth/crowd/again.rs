//! A request that is sent again, as by a phone that got no answer: the same key has the same outcome,
//! and is refused with another body. And a tally of what was asked.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crema_api::commands::{Caller, Command, OneOrder, Outcome};
use crema_api::ids::OrderId;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::{CommandRequest, InputKind};

use super::Crowd;

/// How many requests may still come again.
const SENT_MAX: usize = 40;

/// What was asked, by the command's name, and how often it was done and refused.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    pub done: BTreeMap<String, usize>,
    pub refused: BTreeMap<String, usize>,
    /// Starts for which there was no room.
    pub full: usize,
    /// Requests that came again under their key, with the same body and with another.
    pub again: [usize; 2],
}

impl Tally {
    fn note(&mut self, command: &Command, answer: &Result<Outcome, Refusal>) {
        let body = serde_json::to_value(command).unwrap();
        let name = body["command"].as_str().unwrap().to_owned();
        let is_full = answer.as_ref().is_err_and(|refused| refused.kind == RefusalKind::BoothFull);
        self.full += usize::from(is_full && name == "start");
        let counts = if answer.is_ok() { &mut self.done } else { &mut self.refused };
        *counts.entry(name).or_insert(0) += 1;
    }

    /// Counts the other's too.
    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in [(&mut self.done, &other.done), (&mut self.refused, &other.refused)] {
            for (name, count) in theirs {
                *mine.entry(name.clone()).or_insert(0) += count;
            }
        }
        for (mine, theirs) in self.again.iter_mut().zip(other.again) {
            *mine += theirs;
        }
    }

    /// Those of `names` that were never done, and those that were never refused.
    pub fn missing(&self, names: &BTreeSet<String>) -> [Vec<String>; 2] {
        [&self.done, &self.refused].map(|counts| {
            names.iter().filter(|name| !counts.contains_key(*name)).cloned().collect()
        })
    }
}

/// A request and what was answered.
pub(super) type Sent = VecDeque<(CommandRequest, Result<Outcome, Refusal>)>;

impl Crowd {
    pub(super) fn note_sent(&mut self, call: CommandRequest, answer: &Result<Outcome, Refusal>) {
        self.tally.note(&call.command, answer);
        // What may be done later is not kept, nor what a guest was refused.
        let is_guest = matches!(call.caller, Caller::Customer(_) | Caller::Link(_));
        if answer.as_ref().is_err_and(|refusal| is_guest || refusal.kind.is_passing()) {
            return;
        }
        self.sent.push_back((call, answer.clone()));
        if self.sent.len() > SENT_MAX {
            self.sent.pop_front();
        }
    }

    /// Somebody sends again what was answered already.
    pub(super) fn send_again(&mut self) {
        let index = self.booth.index(self.sent.len().max(1));
        let Some((mut call, answer)) = self.sent.get(index).cloned() else { return };
        let same = self.booth.below(3) > 0;
        if !same {
            let order_id = OrderId(uuid::Uuid::from_u128(u128::from(self.booth.below(1_000_000))));
            call.command = Command::Claim(OneOrder { order_id });
        }
        let input = self.booth.stamp(InputKind::Command(call));
        let now = self.booth.give(input);
        if same {
            assert_eq!(now, answer, "the same key has the same outcome");
        } else {
            assert_eq!(now.unwrap_err().kind, RefusalKind::KeyReused);
        }
        self.tally.again[usize::from(!same)] += 1;
        // Due timers may have run before it.
        self.look();
    }
}
