//! Privacy: erases the personal data that people left at the booth, once it is no longer needed.
//!
//! Owns `privacy_open` (orders whose names may still be needed) and `privacy_quiet`. Handles the
//! beginnings and ends of orders, of days and occasions, and the rotation of codes. When the last order and the last code
//! have been over for [`QUIET_MS`] of booth time, and at once when the day has ended, it erases
//! names on cups, codes and task tokens, and emits `Privacy.NamesErased`, upon which spools and
//! pictures elsewhere are erased too.

use crema_api::DomainEvent;
use crema_api::events::names;
use crema_api::events::privacy::NamesErased;
use crema_api::events::validator::CODE_GRACE_MS;
use crema_api::ids::{BoothMs, OrderId, Seq};

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{Discarded, EventHandler, Service};
use crate::kernel::log::RecordedEvent;
use crate::kernel::names::ErasedNames;
use crate::kernel::secrets::SecretKind;
use crate::kernel::timers::{Timer, TimerKey};
use crate::storage::only;

/// How long names stay after the last order and code are over, ms of booth time: a customer who
/// comes late for a drink is still called by name.
pub const QUIET_MS: u64 = 30 * 60 * 1000;

const NAME: &str = "privacy";
const TIMER: TimerKey<'static> = TimerKey::single(NAME, "quiet");

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(Privacy).with_tables("privacy_")
}

/// The service.
#[derive(Debug, Default)]
struct Privacy;

impl EventHandler for Privacy {
    fn name(&self) -> &'static str {
        NAME
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[
            names::NewOrder,
            names::ShopUnavailable,
            names::OrderTimeOut,
            names::OrderCancelled,
            names::OrderCollected,
            names::OrderUncollected,
            names::OrderRecalled,
            names::CodeRotated,
            names::CounterOrderTaken,
            names::OrderReadyAgain,
            names::OrderRemade,
            names::OrderRequeued,
            names::OrderGivenUp,
            names::DayEnded,
            names::OccasionStarted,
        ]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        match &event.fact {
            fact if opens(fact) => record_opened(cascade, fact.order_id(), event.seq),
            DomainEvent::DayEnded(_) => {
                close_all_before(cascade, event.seq)?;
                erase_personal_data(cascade, event.seq)
            }
            DomainEvent::OccasionStarted(_) => close_all_before(cascade, event.seq),
            DomainEvent::CodeRotated(rotated) => {
                quiet_since(cascade, BoothMs(rotated.end_booth_ms).plus(CODE_GRACE_MS))
            }
            fact => match fact.about() {
                Some(about) => record_closed(cascade, about.order_id),
                None => Ok(()),
            },
        }
    }

    fn on_discarded(
        &self,
        cascade: &mut Cascade<'_>,
        discarded: Discarded<'_>,
    ) -> Result<(), Fault> {
        let Discarded::Delivery(event) = discarded else { return Ok(()) };
        match event.fact.about().filter(|_| !opens(&event.fact)) {
            Some(about) => record_closed(cascade, about.order_id),
            None => Ok(()),
        }
    }

    fn timers(&self) -> &'static [&'static str] {
        &[TIMER.kind]
    }

    fn due(&self, cascade: &mut Cascade<'_>, _timer: &Timer) -> Result<(), Fault> {
        let since = known_quiet(cascade)?.unwrap_or(cascade.now());
        let still_open =
            cascade.query_one("SELECT 1 FROM privacy_open LIMIT 1", &[], |_| Ok(()))?.is_some();
        let from = if still_open { cascade.now() } else { since };
        if still_open || cascade.now() < since.plus(QUIET_MS) {
            return cascade.set_timer(TIMER, from.plus(QUIET_MS));
        }
        let everything = Seq(cascade.head().0 + 1);
        erase_personal_data(cascade, everything)
    }
}

/// Erases what people had left before this place in the log. The day's end may come late: then
/// those who wait by now are still called by name, and their code is still on the board.
fn erase_personal_data(cascade: &mut Cascade<'_>, before_seq: Seq) -> Result<(), Fault> {
    let ErasedNames { erased: names, kept } = cascade.erase_cup_names(before_seq)?;
    cascade.erase_secrets(&[SecretKind::Code, SecretKind::TaskToken], before_seq)?;
    if kept == 0 {
        cascade.execute("DELETE FROM privacy_quiet", &[])?;
        cascade.cancel_timer(TIMER)?;
    }
    let message = "Names on cups, codes and task tokens were erased.".to_owned();
    cascade.emit(NamesErased { names, before_seq, message })?;
    Ok(())
}

/// Whether an order's name may still be needed from this event on.
fn opens(fact: &DomainEvent) -> bool {
    matches!(
        fact,
        DomainEvent::NewOrder(_)
            | DomainEvent::OrderRecalled(_)
            | DomainEvent::CounterOrderTaken(_)
            | DomainEvent::OrderReadyAgain(_)
            | DomainEvent::OrderRemade(_)
            | DomainEvent::OrderRequeued(_)
    )
}

fn record_opened(cascade: &Cascade<'_>, order: Option<OrderId>, by: Seq) -> Result<(), Fault> {
    if let Some(order) = order {
        let sql = "INSERT OR IGNORE INTO privacy_open (order_id, seq) VALUES (?1, ?2)";
        cascade.execute(sql, &[&order.0, &by.0])?;
    }
    Ok(())
}

/// A day or an occasion begins: the orders of the one before are over, also those whose end was never
/// handled. Otherwise the booth would never be quiet again.
fn close_all_before(cascade: &Cascade<'_>, seq: Seq) -> Result<(), Fault> {
    // Also one of which it cannot be read when it began.
    let sql = "DELETE FROM privacy_open WHERE seq < ?1 OR typeof(seq) <> 'integer'";
    cascade.execute(sql, &[&seq.0])?;
    Ok(())
}

fn record_closed(cascade: &Cascade<'_>, order: OrderId) -> Result<(), Fault> {
    cascade.execute("DELETE FROM privacy_open WHERE order_id = ?1", &[&order.0])?;
    quiet_since(cascade, cascade.now())
}

/// Records a moment before which the booth was not quiet. The timer is set once and checks that
/// moment when it is due, so that a busy booth does not set it again with every order.
fn quiet_since(cascade: &Cascade<'_>, moment: BoothMs) -> Result<(), Fault> {
    match known_quiet(cascade)? {
        Some(since) if since >= moment => Ok(()),
        Some(_) => {
            cascade.execute("UPDATE privacy_quiet SET since_ms = ?1", &[&moment.0])?;
            Ok(())
        }
        None => {
            cascade.execute(
                "INSERT OR REPLACE INTO privacy_quiet (only_row, since_ms) VALUES (1, ?1)",
                &[&moment.0],
            )?;
            cascade.set_timer(TIMER, moment.plus(QUIET_MS))
        }
    }
}

/// The moment before which the booth was not quiet, if there is one and it can be read.
fn known_quiet(cascade: &Cascade<'_>) -> Result<Option<BoothMs>, Fault> {
    let sql = "SELECT since_ms FROM privacy_quiet";
    let found = cascade.query_readable(sql, &[], |row| only(row).map(BoothMs))?;
    Ok(found.rows.first().copied())
}
