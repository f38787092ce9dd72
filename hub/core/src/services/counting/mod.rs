//! Counting: order numbers.
//!
//! Owns `counting_numbers`, a fold of its events, and its copy of the booth's letter,
//! `counting_store`. Handles `OrderProcessor.NumberWanted` and `ConfigService.ConfigChanged`. Emits
//! `Counting.NumberDrawn`.

use crema_api::DomainEvent;
use crema_api::events::counting::NumberDrawn;
use crema_api::events::names;
use crema_api::events::order_processor::NumberWanted;
use crema_api::ids::OrderNumber;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{EventHandler, Service};
use crate::kernel::decision::emit_and_fold;
use crate::kernel::fold::Fold;
use crate::kernel::log::RecordedEvent;
use crate::kernel::tables::Tables;
use crate::storage::only;

/// Its tables that are folds of the log.
const FOLDS: &[Fold] = &[
    Fold::into_tables(&["counting_numbers"], fold_number),
    Fold::into_tables(&["counting_store"], fold_letter),
];

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(Counting).with_tables("counting_").with_folds(FOLDS)
}

/// The service.
#[derive(Debug, Default)]
struct Counting;

impl EventHandler for Counting {
    fn name(&self) -> &'static str {
        "counting"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &[names::NumberWanted, names::ConfigChanged]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        match &event.fact {
            DomainEvent::ConfigChanged(_) => fold_letter(cascade.tables(), event),
            DomainEvent::NumberWanted(wanted) => draw_number(cascade, wanted),
            _ => Ok(()),
        }
    }
}

/// Draws the next number of the order's occasion, from 1.
fn draw_number(cascade: &mut Cascade<'_>, wanted: &NumberWanted) -> Result<(), Fault> {
    let mut about = wanted.about.clone();
    let last: Option<u32> = cascade.query_one(
        "SELECT last FROM counting_numbers WHERE occasion = ?1",
        &[&about.event_id.0],
        only,
    )?;
    let number = OrderNumber(last.unwrap_or(0) + 1);
    let label = number.label(booth_letter(cascade)?);
    about.message = format!("It got the number {label}.");
    about.order_label = Some(label);
    about.order_number = Some(number);
    emit_and_fold(cascade, NumberDrawn { about }, fold_number)
}

/// The last number of an occasion is the one that was drawn last.
fn fold_number(tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    if let DomainEvent::NumberDrawn(drawn) = &event.fact {
        tables.execute(
            "INSERT INTO counting_numbers (occasion, last) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET last = excluded.last",
            &[&drawn.about.event_id.0, &drawn.about.order_number.map(|number| number.0)],
        )?;
    }
    Ok(())
}

fn fold_letter(tables: Tables<'_>, event: &RecordedEvent) -> Result<(), Fault> {
    if let DomainEvent::ConfigChanged(changed) = &event.fact {
        let letter = changed.config.settings.booth_letter.to_string();
        tables.execute(
            "INSERT INTO counting_store (only_row, booth_letter, seq) VALUES (1, ?1, ?2)
             ON CONFLICT DO UPDATE SET booth_letter = excluded.booth_letter, seq = excluded.seq
             WHERE seq < excluded.seq",
            &[&letter, &event.seq.0],
        )?;
    }
    Ok(())
}

fn booth_letter(cascade: &Cascade<'_>) -> Result<char, Fault> {
    let letter: Option<String> =
        cascade.query_one("SELECT booth_letter FROM counting_store", &[], only)?;
    Ok(letter.and_then(|letter| letter.chars().next()).unwrap_or('B'))
}
