//! Where each delivery was handled: in the place of its event, later, or nowhere.
//!
//! A consumer that fails on an event, or is away, handles it late, when things are no longer as they
//! were in the event's place. `Bus.DeliveryRedriven` says where that is: it is emitted before the
//! consumer handles the event, so that everything that follows from it comes after. Whatever is
//! folded from the log again (the tables of deciders, a recording, an order as it was) is folded in
//! the order in which it was handled. A delivery that waits, or that the crew discarded, has changed
//! nothing, and is left out.
//!
//! The table `late_deliveries` follows from the events of the bus alone.

use std::collections::{HashMap, HashSet};

use crema_api::DomainEvent;
use crema_api::ids::{OrderId, Seq};
use rusqlite::ToSql;

use super::cursors;
use super::dead_letters::Span;
use super::log::{self, RawEvent, RecordedEvent};
use crate::storage::{Storage, StorageError, if_readable, only};

/// Events read at once: enough to be quick, few enough to hold.
const READ_AT_ONCE: u32 = 2_000;

/// Notes an event that says what became of a delivery.
pub(super) fn note(storage: &dyn Storage, event: &RecordedEvent) -> Result<(), StorageError> {
    match &event.fact {
        DomainEvent::DeliveryFailed(failed) => {
            waits(storage, &failed.consumer, failed.failed_seq, failed.order_id)
        }
        DomainEvent::DeliveryRedriven(redriven) => {
            let (order, at) = (redriven.order_id.map(|order| order.0), event.seq.0);
            let params: [&dyn ToSql; 4] =
                [&redriven.consumer, &redriven.redriven_seq.0, &order, &at];
            storage.execute(
                "INSERT INTO late_deliveries (consumer, seq, order_id, handled_at)
                 VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET handled_at = excluded.handled_at, discarded = 0",
                &params,
            )?;
            Ok(())
        }
        DomainEvent::DeliveryDiscarded(gone) if gone.timer.is_none() => {
            if gone.service_gone {
                return waits(storage, &gone.consumer, gone.discarded_seq, gone.order_id);
            }
            let order = gone.order_id.map(|order| order.0);
            storage.execute(
                "INSERT INTO late_deliveries (consumer, seq, order_id, discarded)
                 VALUES (?1, ?2, ?3, 1)
                 ON CONFLICT DO UPDATE SET handled_at = NULL, discarded = 1",
                &[&gone.consumer, &gone.discarded_seq.0, &order],
            )?;
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Notes a delivery that has not been made.
fn waits(
    storage: &dyn Storage,
    consumer: &str,
    seq: Seq,
    order: Option<OrderId>,
) -> Result<(), StorageError> {
    storage.execute(
        "INSERT INTO late_deliveries (consumer, seq, order_id) VALUES (?1, ?2, ?3)
         ON CONFLICT DO NOTHING",
        &[&consumer, &seq.0, &order.map(|order| order.0)],
    )?;
    Ok(())
}

/// Derives the table from the log again.
pub(super) fn derive(storage: &dyn Storage) -> Result<(), StorageError> {
    storage.execute("DELETE FROM late_deliveries", &[])?;
    let mut at = Seq(0);
    loop {
        let events = log::after(storage, at, READ_AT_ONCE)?;
        let Some(last) = events.last() else { return Ok(()) };
        at = last.seq();
        for event in events.into_iter().filter(|event| event.current_name().starts_with("Bus.")) {
            if let Ok(event) = event.understand() {
                note(storage, &event)?;
            }
        }
    }
}

/// What a decider handled where.
#[derive(Debug)]
pub(super) struct Handled {
    /// Events that it did not handle in their place.
    not_in_place: HashSet<Seq>,
    /// Events that it handled late, by the place where it did.
    late: HashMap<Seq, Seq>,
    /// If it is behind: the last event that it has handled, and those to which it subscribes.
    behind: Option<(Seq, &'static [&'static str])>,
}

impl Handled {
    /// What the service of this name handled, which subscribes to these events.
    pub(super) fn by(
        storage: &dyn Storage,
        name: &str,
        subscriptions: &'static [&'static str],
    ) -> Result<Self, StorageError> {
        let sql = "SELECT seq, handled_at FROM late_deliveries WHERE consumer = ?1";
        let rows = storage.query_readable(sql, &[&name], |row| {
            let handled_at: Option<u64> = if_readable(row, "handled_at")?;
            Ok((Seq(row.get("seq")?), handled_at.map(Seq)))
        })?;
        let rows = rows.rows;
        let late = rows.iter().filter_map(|(seq, at)| at.map(|at| (at, *seq))).collect();
        let mut not_in_place: HashSet<Seq> = rows.iter().map(|(seq, _)| *seq).collect();
        // Of one that could not be read, no event says that it failed.
        let sql = "SELECT seq FROM dead_letters WHERE consumer = ?1";
        let dead = storage.query_readable(sql, &[&name], |row| only(row).map(Seq))?;
        not_in_place.extend(dead.rows);
        let is_behind = cursors::unfinished(storage)?.behind.contains(name);
        let progress = if is_behind { cursors::load(storage, name)? } else { None };
        let behind = progress.map(|progress| (progress.cursor, subscriptions));
        Ok(Self { not_in_place, late, behind })
    }

    /// The event that was handled in the place of this one, if one was.
    pub(super) fn in_place_of(
        &self,
        storage: &dyn Storage,
        event: RawEvent,
    ) -> Result<Option<RawEvent>, StorageError> {
        let seq = event.seq();
        if let Some(late) = self.late.get(&seq) {
            return log::raw_at(storage, *late);
        }
        let is_missed = self.behind.is_some_and(|(cursor, subscriptions)| {
            seq > cursor && subscriptions.contains(&event.current_name())
        });
        Ok((!is_missed && !self.not_in_place.contains(&seq)).then_some(event))
    }
}

/// A query for those of the events `of` (a query for their numbers) that the consumer `?1` had handled
/// at event `?2`, in the order in which it did.
pub(crate) fn select_handled_up_to(of: &str) -> String {
    let late = "SELECT late.handled_at FROM late_deliveries AS late
                WHERE late.consumer = ?1 AND late.seq = events.seq";
    log::select(&format!(
        "WHERE seq IN ({of}) AND seq <= ?2
         AND NOT EXISTS ({late} AND (late.handled_at IS NULL OR late.handled_at > ?2))
         AND NOT EXISTS (SELECT 1 FROM dead_letters AS dead
                         WHERE dead.consumer = ?1 AND dead.seq = events.seq)
         ORDER BY coalesce(({late}), seq)"
    ))
}

/// The events in a part of the log that the crew discarded for a projection: rebuilt, it is without
/// them. What is redriven of the others is applied in its place, since a projection's tables are
/// the same whichever of its keys comes first.
pub(super) fn discarded(
    storage: &dyn Storage,
    projection: &str,
    span: Span,
) -> Result<HashSet<Seq>, StorageError> {
    let sql = "SELECT seq FROM late_deliveries
               WHERE consumer = ?1 AND seq > ?2 AND seq <= ?3 AND discarded = 1";
    let params: [&dyn ToSql; 3] = [&projection, &span.after.0, &span.until.0];
    let found = storage.query_readable(sql, &params, |row| only(row).map(Seq))?;
    Ok(found.rows.into_iter().collect())
}
