//! What was acknowledged, and what the log has of it.

use std::collections::BTreeMap;

use crema_api::{Envelope, OrderId};
use serde_json::Value;

use super::several::{CLAIM_SEVERAL, HAND_OVER};

/// How often something was acknowledged, and how often nobody answered.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    acknowledged: usize,
    unanswered: usize,
}

/// What was acknowledged, by order and by what the log calls it; of the booth, without an order.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    counts: BTreeMap<(Option<OrderId>, &'static str), Count>,
    /// A barista handed everything over, or may have.
    handed_over: bool,
}

/// The entry that a press makes in the ledger, if the log has an event of its own for it.
#[must_use]
pub fn entry_of(what: &str) -> Option<&'static str> {
    Some(match what {
        "start" => "begun",
        "counter order" => "begun at the counter",
        // One route: whoever comes second with a first choice changes the order.
        "place" | "change" => "chosen",
        "claim" | CLAIM_SEVERAL => "claimed",
        "release" => "released",
        // Both say that it is on the counter.
        "complete" | "put-back" => "ready",
        "collect" => "collected",
        "recall" => "recalled",
        "remake" => "remade",
        "requeue" => "requeued",
        "take-over" | HAND_OVER => "taken over",
        "move-to-top" => "moved to the top",
        "call-again" => "called again",
        "cancel" | "stop" => "cancelled",
        "held cancel" => "cancel held",
        "undo" => "undone",
        "end-day" => "day ended",
        _ => return None,
    })
}

/// The entry that an event stands for.
fn entry_in_log(event: &Envelope) -> Option<&'static str> {
    let name = event.detail_type.as_str();
    let detail = &event.detail;
    if detail["undo"] == true {
        return Some("undone");
    }
    Some(match name {
        "Validator.NewOrder" => "begun",
        "OrderManager.CounterOrderTaken" => "begun at the counter",
        "OrderManager.OrderPlaced" | "OrderManager.OrderChanged" => "chosen",
        "OrderManager.MakeOrder" if detail["baristaUserId"] == "" => "released",
        "OrderManager.MakeOrder" => "claimed",
        "OrderManager.OrderCompleted" | "OrderManager.OrderReadyAgain" => "ready",
        "OrderManager.OrderCollected" => "collected",
        "OrderManager.OrderRecalled" => "recalled",
        "OrderManager.OrderRemade" => "remade",
        "OrderManager.OrderRequeued" => "requeued",
        "OrderManager.OrderTakenOver" => "taken over",
        "OrderManager.OrderMovedToTop" => "moved to the top",
        "OrderManager.OrderCalledAgain" => "called again",
        "OrderManager.OrderCancelled" => "cancelled",
        "OrderManager.CancelHeld" => "cancel held",
        "OrderManager.CancelUndone" | "OrderManager.OrderMovedBack" => "undone",
        "OrderManager.DayEnded" => "day ended",
        _ => return None,
    })
}

impl Ledger {
    /// Somebody was told that it is done.
    pub fn acknowledged(&mut self, order: Option<OrderId>, what: &str) {
        if what == HAND_OVER {
            // Whatever the barista was making then: the answer says how many, not which.
            self.handed_over = true;
        } else if let Some(entry) = entry_of(what)
            && (order.is_some() || what != CLAIM_SEVERAL)
        {
            self.counts.entry((order, entry)).or_default().acknowledged += 1;
        }
    }

    /// Nobody answered: it may be in the log, or not.
    pub fn unanswered(&mut self, order: Option<OrderId>, what: &str) {
        if what == HAND_OVER {
            self.handed_over = true;
        } else if let Some(entry) = entry_of(what)
            && (order.is_some() || what != CLAIM_SEVERAL)
        {
            self.counts.entry((order, entry)).or_default().unanswered += 1;
        }
    }

    /// Whether more of an entry may be in the log than was pressed for the order itself.
    fn may_be_more(&self, entry: &str) -> bool {
        self.handed_over && entry == "taken over"
    }

    /// Returns what was acknowledged and is not in this log, each in words. Unlike [`Self::compare`]
    /// this holds at any time: what somebody waits for may be in the log or not.
    #[must_use]
    pub fn lost(&self, log: &[Envelope]) -> Vec<String> {
        let found = count_entries(log);
        let is_lost = |(key, count): (&(Option<OrderId>, &'static str), &Count)| {
            let found = found.get(key).copied().unwrap_or(0);
            let Count { acknowledged, .. } = *count;
            (found < acknowledged).then(|| {
                let (order, entry) = key;
                let whose = whose(*order);
                format!("{whose}: {entry} was acknowledged {acknowledged} times, and is in the log {found} times")
            })
        };
        self.counts.iter().filter_map(is_lost).collect()
    }

    /// Compares with the events since. Returns each difference in words.
    #[must_use]
    pub fn compare(&self, log: &[Envelope]) -> Vec<String> {
        let mut wrong = Vec::new();
        let found = count_entries(log);
        let mut last: Option<&Envelope> = None;
        for event in log {
            if let Some(before) = last.filter(|before| before.seq.0 + 1 != event.seq.0) {
                wrong.push(format!("event {} follows event {}", event.seq, before.seq));
            }
            last = Some(event);
        }
        for ((order, entry), count) in &self.counts {
            let found = found.get(&(*order, *entry)).copied().unwrap_or(0);
            let Count { acknowledged, unanswered } = *count;
            let most = if self.may_be_more(entry) { found } else { acknowledged + unanswered };
            if !(acknowledged..=most).contains(&found) {
                let whose = whose(*order);
                wrong.push(format!(
                    "{whose}: {entry} was acknowledged {acknowledged} times (and {unanswered} \
                     times not answered), and is in the log {found} times"
                ));
            }
        }
        // And nothing that no one of ours asked for, of orders that only we know.
        for ((order, entry), count) in &found {
            let is_ours =
                order.is_some_and(|order| self.counts.contains_key(&(Some(order), "begun")));
            // The booth itself cancels when the store closes and when a held cancel is over.
            let by_the_booth = *entry == "cancelled" && *count == 1;
            let is_told = by_the_booth || self.may_be_more(entry);
            if is_ours && !is_told && !self.counts.contains_key(&(*order, *entry)) {
                let order = order.map(|order| order.to_string()).unwrap_or_default();
                wrong.push(format!("order {order}: {entry} is in the log and nobody asked"));
            }
        }
        wrong
    }
}

/// How often each entry is in the log.
fn count_entries(log: &[Envelope]) -> BTreeMap<(Option<OrderId>, &'static str), usize> {
    let mut found = BTreeMap::new();
    for event in log {
        if let Some(entry) = entry_in_log(event) {
            *found.entry((order_of(&event.detail), entry)).or_default() += 1;
        }
    }
    found
}

fn whose(order: Option<OrderId>) -> String {
    order.map_or("the booth".to_owned(), |order| format!("order {order}"))
}

fn order_of(detail: &Value) -> Option<OrderId> {
    serde_json::from_value(detail["orderId"].clone()).ok()
}
