//! What the order manager copies from the events of others, and from the day's end: the store, the
//! menu, and who is paired. Each copy is a fold of these events.

use crema_api::DomainEvent;

use super::{menu, staff, store};
use crate::fault::Fault;
use crate::kernel::log::RecordedEvent;
use crate::kernel::tables::Tables;

/// The tables of the copies.
pub(super) const TABLES: &[&str] = &["manager_store", "manager_menu", "manager_staff"];

/// Folds an event into the copies.
pub(super) fn fold(tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    match &event.fact {
        DomainEvent::ConfigChanged(changed) => {
            if store::save(tables, &changed.config, event.seq)? {
                menu::save(tables, &changed.config.menu)?;
            }
            Ok(())
        }
        DomainEvent::OccasionStarted(_) | DomainEvent::DayEnded(_) => {
            store::end_day(tables, event.at.booth_ms, event.seq)
        }
        DomainEvent::SessionOpened(fact) if fact.role.is_staff() => {
            staff::session_opened(tables, fact.session_id, event.seq)
        }
        DomainEvent::SessionClosed(fact) => staff::session_closed(tables, fact.session_id),
        DomainEvent::StationSet(fact) => staff::set_station(tables, fact, event.seq),
        _ => Ok(()),
    }
}
