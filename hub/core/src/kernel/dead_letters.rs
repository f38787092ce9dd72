//! The table of dead letters: deliveries that a consumer failed on, and those of the same ordering
//! key behind them.

use crema_api::events::OrderingKey;
use crema_api::ids::{OrderId, Seq};
use rusqlite::{Row, ToSql};

use super::log::{self, RawEvent};
use crate::storage::{Storage, StorageError, if_readable, only};

/// A dead letter of one consumer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeadLetter {
    /// The event.
    pub seq: Seq,
    /// Its ordering key; `None` where the event could not be read and shows no order.
    pub key: Option<OrderingKey>,
}

impl DeadLetter {
    /// That of an event in the log, whether the event can be read or not.
    pub fn of_event(storage: &dyn Storage, seq: Seq) -> Result<Self, StorageError> {
        match log::raw_at(storage, seq)?.map(RawEvent::understand) {
            Some(Ok(event)) => Ok(Self { seq, key: Some(event.fact.ordering_key()) }),
            Some(Err(_)) | None => Self::of_unreadable(storage, seq),
        }
    }

    /// That of an event that cannot be read. Its detail may show its order all the same: then no later
    /// event of that order overtakes it before the version is back that can read it.
    pub fn of_unreadable(storage: &dyn Storage, seq: Seq) -> Result<Self, StorageError> {
        /// The field that every event of an order has.
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct OfOrder {
            order_id: OrderId,
        }
        let event = log::raw_at(storage, seq)?;
        let of_order = event.and_then(|event| serde_json::from_str(event.detail_text()).ok());
        let key = of_order.map(|OfOrder { order_id }| OrderingKey::Order(order_id));
        Ok(Self { seq, key })
    }
}

/// One whose key cannot be read is still a dead letter.
fn read_row(row: &Row<'_>) -> rusqlite::Result<DeadLetter> {
    let key: Option<String> = if_readable(row, "key")?;
    Ok(DeadLetter { seq: Seq(row.get("seq")?), key: key.as_deref().and_then(OrderingKey::parse) })
}

/// The dead letters of one consumer: of what serves, or of a rebuild beside it, of which nothing is
/// shown, redriven or discarded before it serves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters<'a> {
    consumer: &'a str,
    table: &'static str,
}

impl<'a> Letters<'a> {
    /// Those of a consumer.
    pub fn of(consumer: &'a str) -> Self {
        Self { consumer, table: "dead_letters" }
    }

    /// Those of a projection's rebuild.
    pub fn of_rebuild(projection: &'a str) -> Self {
        Self { consumer: projection, table: "rebuild_letters" }
    }

    /// Keeps a delivery as a dead letter.
    pub fn insert(
        self,
        storage: &dyn Storage,
        letter: &DeadLetter,
        reason: &str,
    ) -> Result<(), StorageError> {
        let key = letter.key.as_ref().map(ToString::to_string);
        let sql = format!(
            "INSERT INTO {} (consumer, seq, key, reason) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
            self.table
        );
        storage.execute(&sql, &[&self.consumer, &letter.seq.0, &key, &reason])?;
        Ok(())
    }

    /// Whether there are any.
    pub fn are_any(self, storage: &dyn Storage) -> Result<bool, StorageError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE consumer = ?1)", self.table);
        Ok(storage.query_one(&sql, &[&self.consumer], only)?.unwrap_or(false))
    }

    /// The first dead letter of this key: whatever comes later waits behind it. Nothing waits behind
    /// one whose place in the log cannot be read.
    pub fn first_of(
        self,
        storage: &dyn Storage,
        key: &OrderingKey,
    ) -> Result<Option<Seq>, StorageError> {
        let sql = format!(
            "SELECT seq FROM {} WHERE consumer = ?1 AND key = ?2 AND typeof(seq) = 'integer' AND seq > 0
             ORDER BY seq LIMIT 1",
            self.table
        );
        let params: [&dyn ToSql; 2] = [&self.consumer, &key.to_string()];
        storage.query_one(&sql, &params, |row| only(row).map(Seq))
    }

    /// Deletes them.
    pub fn remove_all(self, storage: &dyn Storage) -> Result<(), StorageError> {
        let sql = format!("DELETE FROM {} WHERE consumer = ?1", self.table);
        storage.execute(&sql, &[&self.consumer])?;
        Ok(())
    }
}

/// The rebuild serves from now on, so its dead letters take the place of those before it.
pub(super) fn replace_by_rebuilt(
    storage: &dyn Storage,
    projection: &str,
) -> Result<(), StorageError> {
    Letters::of(projection).remove_all(storage)?;
    storage.execute(
        "INSERT INTO dead_letters (consumer, seq, key, reason)
         SELECT consumer, seq, key, reason FROM rebuild_letters WHERE consumer = ?1",
        &[&projection],
    )?;
    Letters::of_rebuild(projection).remove_all(storage)
}

/// Deletes one. Returns it, if it was there.
pub(super) fn remove(
    storage: &dyn Storage,
    consumer: &str,
    seq: Seq,
) -> Result<Option<DeadLetter>, StorageError> {
    storage.query_one_readable(
        "DELETE FROM dead_letters WHERE consumer = ?1 AND seq = ?2 RETURNING seq, key",
        &[&consumer, &seq.0],
        read_row,
    )
}

/// Whether there are any.
pub(super) fn are_any(storage: &dyn Storage) -> Result<bool, StorageError> {
    let any = storage.query_one("SELECT EXISTS (SELECT 1 FROM dead_letters LIMIT 1)", &[], only)?;
    Ok(any.unwrap_or(false))
}

/// A part of the log.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// It begins after this event.
    pub after: Seq,
    /// Its last event.
    pub until: Seq,
}

/// Up to `limit` of a consumer's dead letters in a part of the log, in its order.
pub(super) fn of_consumer(
    storage: &dyn Storage,
    consumer: &str,
    span: Span,
    limit: u32,
) -> Result<Vec<DeadLetter>, StorageError> {
    let sql = "SELECT seq, key FROM dead_letters WHERE consumer = ?1 AND seq > ?2 AND seq <= ?3
               ORDER BY seq LIMIT ?4";
    let params: [&dyn ToSql; 4] = [&consumer, &span.after.0, &span.until.0, &limit];
    Ok(storage.query_readable(sql, &params, read_row)?.rows)
}

/// Whether there are dead letters of consumers that are not among `running` (a list for SQL).
pub(super) fn are_any_but_of(storage: &dyn Storage, running: &str) -> Result<bool, StorageError> {
    let sql =
        format!("SELECT EXISTS (SELECT 1 FROM dead_letters WHERE consumer NOT IN ({running}))");
    Ok(storage.query_one(&sql, &[], only)?.unwrap_or(false))
}

/// Deletes the first `limit` dead letters of consumers that are not among `running`, and returns
/// them with the names of these.
pub(super) fn remove_all_but_of(
    storage: &dyn Storage,
    running: &str,
    limit: u32,
) -> Result<Vec<(String, DeadLetter)>, StorageError> {
    let sql = format!(
        "SELECT consumer, seq, key FROM dead_letters WHERE consumer NOT IN ({running})
         ORDER BY consumer, seq LIMIT ?1"
    );
    let found = storage.query_readable(&sql, &[&limit], |row| {
        Ok((row.get::<_, String>("consumer")?, read_row(row)?))
    })?;
    for (consumer, letter) in &found.rows {
        remove(storage, consumer, letter.seq)?;
    }
    Ok(found.rows)
}
