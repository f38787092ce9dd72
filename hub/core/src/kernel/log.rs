//! The log: one table of events, numbered in commit order without gaps. Appending happens in a
//! cascade; reading here serves redrive and rebuild (queries have their own connections).

use std::sync::Arc;

use crema_api::events::History;
use crema_api::ids::{BoothMs, EventId, Seq};
use crema_api::{Actor, ActorRole, Clock, DomainEvent, Envelope};
use rusqlite::types::ValueRef;
use rusqlite::{Row, RowIndex};
use serde_json::value::RawValue;

use super::envelope::{EnvelopeHead, Origin};
use crate::fault::{Defect, Fault};
use crate::input::Stamp;
use crate::storage::{Storage, StorageError, columns, only};

/// An event in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedEvent {
    /// Its place.
    pub seq: Seq,
    /// Its id.
    pub id: EventId,
    /// When it happened.
    pub at: Stamp,
    /// Who acted.
    pub actor: Actor,
    /// What happened.
    pub fact: DomainEvent,
    /// The fact's JSON, as it is in the log.
    pub detail: Arc<str>,
}

impl RecordedEvent {
    /// The event in `EventBridge`'s form.
    ///
    /// # Errors
    /// Only when the detail in the log is no JSON.
    pub fn envelope(&self, origin: &Origin) -> Result<Envelope, serde_json::Error> {
        let detail = serde_json::from_str(&self.detail)?;
        Ok(self.head().into_envelope(origin, detail))
    }

    fn head(&self) -> EnvelopeHead<'_> {
        let detail_type = self.fact.detail_type();
        let (seq, id, at, actor) = (self.seq, self.id, self.at, self.actor);
        EnvelopeHead { seq, id, detail_type, at, actor }
    }
}

columns! {
    /// The columns of `events`.
    pub(crate) mod columns {
        seq, id, detail_type, detail, booth_ms, wall_ms, trusted, actor_role, actor_id
    }
}

/// A row of the log before its detail is understood.
///
/// A row may be damaged, and readers of the log still have to get past it: so reading one never
/// fails. What a damaged column held is left out (no time, the nil id), and the event cannot be
/// [understood](Self::understand).
#[derive(Debug, Clone, PartialEq)]
pub struct RawEvent {
    seq: Seq,
    id: EventId,
    detail_type: String,
    detail: String,
    at: Stamp,
    actor: Actor,
    damaged: bool,
}

impl RawEvent {
    /// Its place.
    #[must_use]
    pub fn seq(&self) -> Seq {
        self.seq
    }

    /// Its name, as it is stored.
    #[must_use]
    pub fn detail_type(&self) -> &str {
        &self.detail_type
    }

    /// The name that this version has for it: the one that consumers subscribe to.
    #[must_use]
    pub fn current_name(&self) -> &str {
        History::OURS.current_name(&self.detail_type)
    }

    /// When it happened, booth time.
    #[must_use]
    pub fn booth_ms(&self) -> BoothMs {
        self.at.booth_ms
    }

    /// Who acted.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The detail as it is stored, if it is JSON.
    #[must_use]
    pub fn detail(&self) -> Option<&RawValue> {
        serde_json::from_str(&self.detail).ok().filter(|_| !self.damaged)
    }

    /// The detail as it is stored, JSON or not. Bytes that are no text are replaced.
    #[must_use]
    pub fn detail_text(&self) -> &str {
        &self.detail
    }

    /// The event, typed.
    ///
    /// # Errors
    /// [`Defect::UnreadableEvent`] when the log holds what no version of ours has written, and
    /// [`Defect::DamagedEvent`] when a column of its row is damaged.
    pub fn understand(self) -> Result<RecordedEvent, Defect> {
        if self.damaged {
            return Err(Defect::DamagedEvent { seq: self.seq });
        }
        let unreadable = |source| Defect::UnreadableEvent { seq: self.seq, source };
        let value = serde_json::from_str(&self.detail).map_err(|error| unreadable(error.into()))?;
        let fact = DomainEvent::from_detail(&self.detail_type, value)
            .map_err(|error| unreadable(error.into()))?;
        Ok(RecordedEvent {
            seq: self.seq,
            id: self.id,
            at: self.at,
            actor: self.actor,
            fact,
            detail: self.detail.into(),
        })
    }

    /// Why its detail cannot be passed on as it is: its row is damaged, or it is no JSON. A detail
    /// that this program does not know is no fault.
    #[must_use]
    pub fn fault(&self) -> Option<String> {
        let defect = if self.damaged {
            Defect::DamagedEvent { seq: self.seq }
        } else {
            let source = serde_json::from_str::<&RawValue>(&self.detail).err()?;
            Defect::UnreadableEvent { seq: self.seq, source: source.into() }
        };
        Some(defect.to_string())
    }

    /// The event in `EventBridge`'s form, with its detail as it is stored; where that is no longer
    /// JSON, marked as unreadable, with the text.
    #[must_use]
    pub fn envelope(&self, origin: &Origin) -> Envelope {
        let detail = self.detail().and_then(|detail| serde_json::from_str(detail.get()).ok());
        let unreadable = detail.is_none();
        Envelope {
            unreadable,
            raw: unreadable.then(|| self.detail.clone()),
            ..self.head().into_envelope(origin, detail.unwrap_or_default())
        }
    }

    /// The same as JSON, around the detail as it is stored: it is neither parsed nor written again.
    ///
    /// # Errors
    /// Only when the head of the envelope is no JSON, which cannot be.
    pub fn envelope_json(&self, origin: &Origin) -> Result<String, serde_json::Error> {
        match self.detail() {
            Some(detail) => self.head().write_json(origin, detail),
            None => serde_json::to_string(&self.envelope(origin)),
        }
    }

    fn head(&self) -> EnvelopeHead<'_> {
        EnvelopeHead {
            seq: self.seq,
            id: self.id,
            detail_type: &self.detail_type,
            at: self.at,
            actor: self.actor,
        }
    }
}

/// One row of the log.
pub(crate) fn read_row(row: &Row<'_>) -> rusqlite::Result<RawEvent> {
    let (detail_type, type_is_text) = read_text(row, columns::detail_type)?;
    let (detail, detail_is_text) = read_text(row, columns::detail)?;
    let (id, trusted) = (row.get(columns::id), row.get(columns::trusted));
    let (booth_ms, wall_ms) = (row.get(columns::booth_ms), row.get(columns::wall_ms));
    let actor = read_actor(row);
    let damaged = !type_is_text
        || !detail_is_text
        || id.is_err()
        || booth_ms.is_err()
        || wall_ms.is_err()
        || trusted.is_err()
        || actor.is_none();
    Ok(RawEvent {
        seq: Seq(row.get(columns::seq)?),
        id: EventId(id.unwrap_or_default()),
        detail_type,
        detail,
        at: Stamp {
            booth_ms: BoothMs(booth_ms.unwrap_or(0)),
            wall_ms: wall_ms.unwrap_or(0),
            clock: if trusted.unwrap_or(false) { Clock::Trusted } else { Clock::Unsure },
        },
        actor: actor.unwrap_or(Actor::BOOTH),
        damaged,
    })
}

/// A column's text, and whether it is text: whatever else it holds is written as text.
pub(crate) fn read_text(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<(String, bool)> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), true),
            Err(_) => (String::from_utf8_lossy(bytes).into_owned(), false),
        },
        ValueRef::Blob(bytes) => (String::from_utf8_lossy(bytes).into_owned(), false),
        ValueRef::Null => (String::new(), false),
        ValueRef::Integer(number) => (number.to_string(), false),
        ValueRef::Real(number) => (number.to_string(), false),
    })
}

/// The actor of an event's row; `None` if its columns are damaged.
fn read_actor(row: &Row<'_>) -> Option<Actor> {
    let role: String = row.get(columns::actor_role).ok()?;
    Some(Actor { role: ActorRole::from_word(&role), id: row.get(columns::actor_id).ok()? })
}

/// Appends an event. The caller keeps `seq` without gaps.
pub(crate) fn append(storage: &dyn Storage, event: &RecordedEvent) -> Result<(), StorageError> {
    let changed = storage.execute(
        "INSERT INTO events
             (seq, id, detail_type, detail, booth_ms, wall_ms, trusted, actor_role, actor_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        &[
            &event.seq.0,
            &event.id.0,
            &event.fact.detail_type(),
            &event.detail,
            &event.at.booth_ms.0,
            &event.at.wall_ms,
            &(event.at.clock == Clock::Trusted),
            &event.actor.role.as_str(),
            &event.actor.id,
        ],
    );
    let changed = changed.map_err(StorageError::by_another_writer)?;
    debug_assert_eq!(changed, 1);
    Ok(())
}

/// The log's end: the `seq` of the last event that was ever appended, whether that event is still
/// kept or not. 0 before the first. It is kept beside the log, since the largest `seq` of a pruned
/// log may be none.
pub(crate) fn head(storage: &dyn Storage) -> Result<Seq, StorageError> {
    Ok(Seq(storage.query_one("SELECT head FROM booth", &[], only)?.unwrap_or(0)))
}

/// The event at `seq`.
pub(crate) fn at(storage: &dyn Storage, seq: Seq) -> Result<RecordedEvent, Fault> {
    Ok(raw_at(storage, seq)?.ok_or(Defect::NoEvent(seq))?.understand()?)
}

/// The event at `seq`, before it is understood.
pub(crate) fn raw_at(storage: &dyn Storage, seq: Seq) -> Result<Option<RawEvent>, StorageError> {
    storage.query_one(&select("WHERE seq = ?1"), &[&seq.0], read_row)
}

/// Up to `limit` events after `seq`, before they are understood.
pub(crate) fn after(
    storage: &dyn Storage,
    seq: Seq,
    limit: u32,
) -> Result<Vec<RawEvent>, StorageError> {
    let sql = select("WHERE seq > ?1 ORDER BY seq LIMIT ?2");
    storage.query_all(&sql, &[&seq.0, &limit], read_row)
}

/// Events that are looked back at for the newest of a type that can be read.
const NEWEST_READ_MAX: u32 = 8;

/// A query for the newest events of a type, under whichever name they were stored. It walks back from
/// the log's end, so it is for repair alone.
pub(crate) fn newest_of_type(name: &str) -> String {
    // Names are constants of the program, without quotation marks.
    let names = History::OURS.names_of(name).map(|name| format!("'{name}'"));
    let names = names.collect::<Vec<_>>().join(", ");
    select(&format!("WHERE detail_type IN ({names}) ORDER BY seq DESC LIMIT {NEWEST_READ_MAX}"))
}

/// A query for whole events.
pub(crate) fn select(rest: &str) -> String {
    format!("SELECT {} FROM events {rest}", columns::SQL)
}
