//! The validator's copy of the store's settings, and the code that is shown.

use crema_api::events::config_service::Config;
use crema_api::ids::{CodeId, OccasionId, Seq};
use crema_api::store::StoreState;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// The copy.
#[derive(Debug, Clone)]
pub(super) struct StoreCopy {
    pub occasion: OccasionId,
    pub open: bool,
    pub drinks_per_code: u32,
    pub window_ms: u64,
    pub orders_per_day: u32,
    pub booth_letter: char,
    /// The code that the board shows, or showed last.
    pub shown_code: Option<CodeId>,
}

/// Saves the copy, as it was set at this place in the log. Returns whether it is news: an older one
/// never overwrites a newer one.
pub(super) fn save(cascade: &Cascade<'_>, config: &Config, set_at: Seq) -> Result<bool, Fault> {
    let settings = &config.settings;
    let changed = cascade.execute(
        "INSERT INTO validator_store (only_row, occasion, state, drinks_per_code, window_ms,
                                     orders_per_day, booth_letter, seq)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT DO UPDATE SET occasion = excluded.occasion, state = excluded.state,
             drinks_per_code = excluded.drinks_per_code, window_ms = excluded.window_ms,
             orders_per_day = excluded.orders_per_day, booth_letter = excluded.booth_letter,
             seq = excluded.seq
         WHERE seq < excluded.seq",
        &[
            &config.occasion.id.0,
            &config.store.state.as_str(),
            &settings.drinks_per_code,
            &(u64::from(settings.code_window_s) * 1000),
            &settings.orders_per_customer_day,
            &settings.booth_letter.to_string(),
            &set_at.0,
        ],
    )?;
    Ok(changed > 0)
}

/// The copy as it is now.
pub(super) fn load(cascade: &Cascade<'_>) -> Result<Option<StoreCopy>, Fault> {
    cascade.query_one(
        "SELECT occasion, state, drinks_per_code, window_ms, orders_per_day, booth_letter,
                shown_code FROM validator_store",
        &[],
        |row| {
            Ok(StoreCopy {
                occasion: OccasionId(row.get("occasion")?),
                open: row.get::<_, String>("state")? == StoreState::Open.as_str(),
                drinks_per_code: row.get("drinks_per_code")?,
                window_ms: row.get("window_ms")?,
                orders_per_day: row.get("orders_per_day")?,
                booth_letter: row.get::<_, String>("booth_letter")?.chars().next().unwrap_or('B'),
                shown_code: row.get::<_, Option<u64>>("shown_code")?.map(CodeId),
            })
        },
    )
}

/// The board shows this code from the next event on.
pub(super) fn show(cascade: &Cascade<'_>, code: CodeId) -> Result<(), Fault> {
    cascade.execute(
        "UPDATE validator_store SET shown_code = ?1, shown_seq = ?2",
        &[&code.0, &(cascade.head().0 + 1)],
    )?;
    Ok(())
}

/// The board shows no code, unless it shows one since after this place in the log.
pub(super) fn show_none(cascade: &Cascade<'_>, until: Seq) -> Result<(), Fault> {
    cascade.execute(
        "UPDATE validator_store SET shown_code = NULL WHERE shown_seq <= ?1",
        &[&until.0],
    )?;
    Ok(())
}
