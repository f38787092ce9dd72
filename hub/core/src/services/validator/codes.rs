//! Code windows: one after another while the store is open.
//!
//! A window is shown for its length, then the next one is. Its code is accepted for
//! [`CODE_GRACE_MS`] more, for those who were walking. (The design's "15 s before its end the board
//! shows the next one" is a part of this minute: a code outlives its place on the board.)

use crema_api::DomainEvent;
use crema_api::events::AboutOrder;
use crema_api::events::validator::{CODE_GRACE_MS, CodeRotated, DrinkReturned, NewOrder};
use crema_api::ids::{BoothMs, CodeId, OccasionId};

use super::store::{self, StoreCopy};
use super::{NAME, code_text, returns};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::decision::Decision;
use crate::kernel::fold::Folded;
use crate::kernel::log::RecordedEvent;
use crate::kernel::secrets::SecretKind;
use crate::kernel::tables::Tables;
use crate::kernel::timers::TimerKey;
use crate::storage::only;

pub(super) const ROTATE: TimerKey<'static> = TimerKey::single(NAME, "rotate");

/// A window and its drinks: a fold of its events.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    pub id: CodeId,
    pub occasion: OccasionId,
    pub start: BoothMs,
    pub end: BoothMs,
    pub start_wall_ms: i64,
    pub drinks: u32,
    pub drinks_left: u32,
    /// Orders that took a drink.
    pub orders: u32,
    /// Drinks that went back.
    pub returned: u32,
}

impl Code {
    /// Whether its code is accepted at this moment.
    pub fn lives(&self, now: BoothMs) -> bool {
        now < self.end.plus(CODE_GRACE_MS)
    }

    /// Whether it takes back one more drink: as many as it had. Otherwise orders that are begun and
    /// cancelled could go on for as long as the code lives, each with its events and its row. An
    /// honest crowd returns a few of ten.
    pub fn takes_back(&self) -> bool {
        self.returned < self.drinks
    }
}

impl Folded for Code {
    fn load_for(tables: Tables<'_>, event: &RecordedEvent) -> Result<Option<Self>, Fault> {
        match &event.fact {
            DomainEvent::NewOrder(fact) => load(tables, fact.bucket.last_id),
            DomainEvent::DrinkReturned(fact) => load(tables, fact.code_id),
            _ => Ok(None),
        }
    }

    fn begin(event: &RecordedEvent) -> Option<Self> {
        let DomainEvent::CodeRotated(fact) = &event.fact else { return None };
        Some(Self {
            id: fact.code_id,
            occasion: fact.event_id.clone(),
            start: BoothMs(fact.start_booth_ms),
            end: BoothMs(fact.end_booth_ms),
            start_wall_ms: event.at.wall_ms,
            drinks: fact.drinks,
            drinks_left: fact.drinks,
            orders: 0,
            returned: 0,
        })
    }

    fn apply(&mut self, event: &RecordedEvent) {
        match &event.fact {
            DomainEvent::NewOrder(fact) if fact.bucket.last_id == self.id => {
                self.drinks_left = self.drinks_left.saturating_sub(1);
                self.orders = self.orders.saturating_add(1);
            }
            DomainEvent::DrinkReturned(fact) if fact.code_id == self.id => {
                self.drinks_left = self.drinks_left.saturating_add(1);
                self.returned = self.returned.saturating_add(1);
            }
            _ => {}
        }
    }

    fn save(&self, before: Option<&Self>, tables: Tables<'_>) -> Result<(), Fault> {
        debug_assert!(self.drinks_left <= self.drinks, "more drinks are left than it had");
        if before.is_some() {
            tables.execute(
                "UPDATE validator_codes SET drinks_left = ?2, orders = ?3, returned = ?4
                 WHERE code_id = ?1",
                &[&self.id.0, &self.drinks_left, &self.orders, &self.returned],
            )?;
        } else {
            tables.execute(
                "INSERT INTO validator_codes (code_id, occasion, start_ms, end_ms, start_wall_ms,
                                              drinks, drinks_left, orders, returned)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                &[
                    &self.id.0,
                    &self.occasion.0,
                    &self.start.0,
                    &self.end.0,
                    &self.start_wall_ms,
                    &self.drinks,
                    &self.drinks_left,
                    &self.orders,
                    &self.returned,
                ],
            )?;
        }
        Ok(())
    }
}

/// The code of this id.
pub(super) fn load(tables: Tables<'_>, id: CodeId) -> Result<Option<Code>, Fault> {
    tables.query_one(
        "SELECT occasion, start_ms, end_ms, start_wall_ms, drinks, drinks_left, orders, returned
         FROM validator_codes WHERE code_id = ?1",
        &[&id.0],
        |row| {
            Ok(Code {
                id,
                occasion: OccasionId(row.get("occasion")?),
                start: BoothMs(row.get("start_ms")?),
                end: BoothMs(row.get("end_ms")?),
                start_wall_ms: row.get("start_wall_ms")?,
                drinks: row.get("drinks")?,
                drinks_left: row.get("drinks_left")?,
                orders: row.get("orders")?,
                returned: row.get("returned")?,
            })
        },
    )
}

/// The window of a live code.
pub(super) fn find(cascade: &Cascade<'_>, text: &str) -> Result<Option<CodeId>, Fault> {
    let id = cascade.secret(SecretKind::Code, text.as_bytes())?;
    Ok(id.and_then(|id| id.try_into().ok()).map(|id| CodeId(u64::from_be_bytes(id))))
}

/// A code's window as bytes, which are kept under the code's text.
pub(crate) fn window_bytes(id: CodeId) -> [u8; 8] {
    id.0.to_be_bytes()
}

/// Takes one drink for an order, which begins with that; the caller has checked that one is left.
pub(super) fn take_drink(
    cascade: &mut Cascade<'_>,
    code: Code,
    order: NewOrder,
) -> Result<(), Fault> {
    let mut code = Decision::about(cascade, code);
    code.emit(order)?;
    code.save().map(drop)
}

/// Puts the drink of an order back that ended unplaced.
pub(super) fn return_drink(
    cascade: &mut Cascade<'_>,
    code: Code,
    about: AboutOrder,
) -> Result<(), Fault> {
    let (code_id, available_drinks) = (code.id, code.drinks_left + 1);
    let mut code = Decision::about(cascade, code);
    code.emit(DrinkReturned { about, code_id, available_drinks })?;
    code.save().map(drop)
}

/// Codes rotate while the store is open, and only then.
pub(super) fn follow_store(cascade: &mut Cascade<'_>) -> Result<(), Fault> {
    let Some(store) = store::load(cascade)? else { return Ok(()) };
    if !store.open {
        return cascade.cancel_timer(ROTATE);
    }
    let shown = match store.shown_code {
        Some(id) => load(cascade.tables(), id)?,
        None => None,
    };
    match shown {
        Some(code) if code.occasion == store.occasion && cascade.now() < code.end => {
            cascade.set_timer(ROTATE, code.end)
        }
        _ => begin(cascade, &store),
    }
}

/// The window is over: the next one begins.
pub(super) fn rotate(cascade: &mut Cascade<'_>) -> Result<(), Fault> {
    match store::load(cascade)? {
        Some(store) if store.open => begin(cascade, &store),
        _ => Ok(()),
    }
}

fn begin(cascade: &mut Cascade<'_>, store: &StoreCopy) -> Result<(), Fault> {
    let now = cascade.now();
    let end = now.plus(store.window_ms);
    let last: Option<Option<u64>> =
        cascade.query_one("SELECT max(code_id) FROM validator_codes", &[], only)?;
    let last = CodeId(last.flatten().unwrap_or(0));
    let code_id = CodeId(last.0 + 1);
    // The last one may be accepted for some while yet.
    returns::forget_before(cascade, last)?;
    // A code that is live already must not get a second meaning.
    let text = loop {
        let text = code_text::fresh(cascade.entropy());
        if find(cascade, &text)?.is_none() {
            break text;
        }
    };
    cascade.put_secret(SecretKind::Code, text.as_bytes(), &window_bytes(code_id))?;
    store::show(cascade, code_id)?;
    cascade.set_timer(ROTATE, end)?;
    let rotated = CodeRotated {
        code_id,
        event_id: store.occasion.clone(),
        start_booth_ms: now.0,
        end_booth_ms: end.0,
        drinks: store.drinks_per_code,
        message: "A new code is on the board.".to_owned(),
    };
    Decision::<Code>::begin(cascade, rotated)?.save().map(drop)
}
