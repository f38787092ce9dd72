//! Counting: order numbers.
//!
//! Owns `counting_numbers` and its copy of the booth's letter, `counting_shop`. Handles
//! `OrderProcessor.NumberWanted` and `ConfigService.ConfigChanged`. Emits `Counting.NumberDrawn`.

use crema_api::DomainEvent;
use crema_api::events::counting::NumberDrawn;
use crema_api::events::names;
use crema_api::ids::OrderNumber;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::consumer::{EventHandler, Service};
use crate::kernel::log::RecordedEvent;
use crate::storage::only;

/// Returns this folder's service.
pub(super) fn service() -> Service {
    Service::event_handler(Counting).with_tables("counting_")
}

/// The defects of this service.
#[derive(Debug, thiserror::Error)]
enum CountingDefect {
    #[error("no number was drawn")]
    NoNumber,
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
            DomainEvent::ConfigChanged(changed) => {
                let letter = changed.config.settings.booth_letter.to_string();
                cascade.execute(
                    "INSERT INTO counting_shop (only_row, booth_letter) VALUES (1, ?1)
                     ON CONFLICT DO UPDATE SET booth_letter = excluded.booth_letter",
                    &[&letter],
                )?;
            }
            DomainEvent::NumberWanted(wanted) => {
                let mut about = wanted.about.clone();
                let number = draw_number(cascade, &about.event_id.0)?;
                let label = number.label(booth_letter(cascade)?);
                about.message = format!("It got the number {label}.");
                about.order_label = Some(label);
                about.order_number = Some(number);
                cascade.emit(NumberDrawn { about })?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Takes the next number of an occasion, from 1.
fn draw_number(cascade: &Cascade<'_>, occasion: &str) -> Result<OrderNumber, Fault> {
    let number = cascade.query_one(
        "INSERT INTO counting_numbers (occasion, last) VALUES (?1, 1)
         ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
        &[&occasion],
        only,
    )?;
    number.map(OrderNumber).ok_or_else(|| Fault::broken(CountingDefect::NoNumber))
}

fn booth_letter(cascade: &Cascade<'_>) -> Result<char, Fault> {
    let letter: Option<String> =
        cascade.query_one("SELECT booth_letter FROM counting_shop", &[], only)?;
    Ok(letter.and_then(|letter| letter.chars().next()).unwrap_or('B'))
}
