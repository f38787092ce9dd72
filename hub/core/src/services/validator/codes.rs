//! Code windows: one after another while the store is open.
//!
//! A window is shown for its length, then the next one is. Its code is accepted for
//! [`CODE_GRACE_MS`] more, for those who were walking. (The design's "15 s before its end the board
//! shows the next one" is a part of this minute: a code outlives its place on the board.)

use crema_api::events::validator::CODE_GRACE_MS;
use crema_api::events::validator::CodeRotated;
use crema_api::ids::{BoothMs, CodeId, OccasionId};
use rusqlite::Row;

use super::shop::{self, Shop};
use super::{NAME, code_text};
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::secrets::SecretKind;
use crate::kernel::timers::TimerKey;
use crate::storage::only;

const ROTATE: TimerKey<'static> = TimerKey::single(NAME, "rotate");

/// The defects of a code's window.
#[derive(Debug, thiserror::Error)]
enum CodeDefect {
    #[error("a drink was taken from an empty code")]
    Empty,
    #[error("a drink was given back to no code")]
    NoCode,
    #[error("no code was kept")]
    NotKept,
}

/// A window as it is now.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub id: CodeId,
    pub occasion: OccasionId,
    pub start: BoothMs,
    pub end: BoothMs,
    pub start_wall_ms: i64,
    pub drinks_left: u32,
}

impl Code {
    /// Whether its code is accepted at this moment.
    pub fn lives(&self, now: BoothMs) -> bool {
        now < self.end.plus(CODE_GRACE_MS)
    }
}

pub(super) fn load(cascade: &Cascade<'_>, id: CodeId) -> Result<Option<Code>, Fault> {
    cascade.query_one(
        "SELECT occasion, start_ms, end_ms, start_wall_ms, drinks, drinks_left
         FROM validator_codes WHERE code_id = ?1",
        &[&id.0],
        |row| {
            Ok(Code {
                id,
                occasion: OccasionId(row.get("occasion")?),
                start: BoothMs(row.get("start_ms")?),
                end: BoothMs(row.get("end_ms")?),
                start_wall_ms: row.get("start_wall_ms")?,
                drinks_left: read_drinks_left(row)?,
            })
        },
    )
}

/// The drinks left on a code, which are never more than it had.
fn read_drinks_left(row: &Row<'_>) -> rusqlite::Result<u32> {
    let (left, drinks): (u32, u32) = (row.get("drinks_left")?, row.get("drinks")?);
    debug_assert!(left <= drinks, "{left} of {drinks} drinks are left");
    Ok(left)
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

/// Takes one drink for an order; the caller has checked that one is left.
pub(super) fn take(cascade: &Cascade<'_>, id: CodeId) -> Result<(), Fault> {
    let taken = cascade.execute(
        "UPDATE validator_codes SET drinks_left = drinks_left - 1, orders = orders + 1
         WHERE code_id = ?1 AND drinks_left > 0",
        &[&id.0],
    )?;
    if taken == 1 { Ok(()) } else { Err(Fault::broken(CodeDefect::Empty)) }
}

/// Puts one drink back. Returns how many are left.
pub(super) fn give_back(cascade: &Cascade<'_>, id: CodeId) -> Result<u32, Fault> {
    let left = cascade.query_one(
        "UPDATE validator_codes SET drinks_left = drinks_left + 1, returned = returned + 1
         WHERE code_id = ?1 RETURNING drinks, drinks_left",
        &[&id.0],
        read_drinks_left,
    )?;
    left.ok_or_else(|| Fault::broken(CodeDefect::NoCode))
}

/// Codes rotate while the store is open, and only then.
pub(super) fn follow_store(cascade: &mut Cascade<'_>) -> Result<(), Fault> {
    let Some(shop) = shop::load(cascade)? else { return Ok(()) };
    if !shop.open {
        return cascade.cancel_timer(ROTATE);
    }
    let shown = match shop.shown_code {
        Some(id) => load(cascade, id)?,
        None => None,
    };
    match shown {
        Some(code) if code.occasion == shop.occasion && cascade.now() < code.end => {
            cascade.set_timer(ROTATE, code.end)
        }
        _ => begin(cascade, &shop),
    }
}

/// The window is over: the next one begins.
pub(super) fn rotate(cascade: &mut Cascade<'_>) -> Result<(), Fault> {
    match shop::load(cascade)? {
        Some(shop) if shop.open => begin(cascade, &shop),
        _ => Ok(()),
    }
}

fn begin(cascade: &mut Cascade<'_>, shop: &Shop) -> Result<(), Fault> {
    let now = cascade.now();
    let end = now.plus(shop.window_ms);
    let id = cascade.query_one(
        "INSERT INTO validator_codes (occasion, start_ms, end_ms, start_wall_ms, drinks,
                                      drinks_left, orders, returned)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, 0, 0) RETURNING code_id",
        &[&shop.occasion.0, &now.0, &end.0, &cascade.wall_ms(), &shop.drinks_per_code],
        only,
    )?;
    let code_id = CodeId(id.ok_or_else(|| Fault::broken(CodeDefect::NotKept))?);
    // A code that is live already must not get a second meaning.
    let text = loop {
        let text = code_text::fresh(cascade.entropy());
        if find(cascade, &text)?.is_none() {
            break text;
        }
    };
    cascade.put_secret(SecretKind::Code, text.as_bytes(), &window_bytes(code_id))?;
    shop::show(cascade, code_id)?;
    cascade.set_timer(ROTATE, end)?;
    cascade.emit(CodeRotated {
        code_id,
        event_id: shop.occasion.clone(),
        start_booth_ms: now.0,
        end_booth_ms: end.0,
        drinks: shop.drinks_per_code,
        message: "A new code is on the board.".to_owned(),
    })?;
    Ok(())
}
