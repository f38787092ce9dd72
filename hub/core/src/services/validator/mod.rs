//! The validator: codes, and the drinks they give.
//!
//! Owns `validator_shop` (what it needs of the configuration), `validator_codes`,
//! `validator_orders` (in flight) and `validator_days`; the codes themselves are sealed. Takes
//! `Start`; hears the configuration and how orders end; says `Validator.NewOrder`,
//! `Validator.DrinkReturned`, `Validator.CodeRotated`.
//!
//! The drinks' equation holds after every input, for every code: drinks given = left + its
//! orders − its orders that ended unplaced while it lived.

pub mod code_text;
mod codes;
mod orders;
mod shop;
pub mod start;

use crema_api::Fact;
use crema_api::events::names;

use super::Process;
use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::kernel::log::Recorded;
use crate::kernel::timers::Timer;

pub use codes::CODE_GRACE_MS;

const NAME: &str = "validator";

/// The service.
#[derive(Debug, Default)]
pub struct Validator;

impl Process for Validator {
    fn name(&self) -> &'static str {
        NAME
    }

    fn hears(&self) -> &'static [&'static str] {
        &[
            names::ConfigChanged,
            names::OrderPlaced,
            names::WorkflowWaitingCompletion,
            names::ShopUnavailable,
            names::OrderTimeOut,
            names::OrderCancelled,
            names::OrderCompleted,
            names::OrderReadyAgain,
            names::OrderGivenUp,
            names::OrderRecalled,
            names::OrderRemade,
            names::OrderRequeued,
            names::NamesErased,
            names::OccasionStarted,
            names::DayEnded,
        ]
    }

    fn hear(&self, cascade: &mut Cascade<'_>, event: &Recorded) -> Result<(), Fault> {
        match &event.fact {
            Fact::ConfigChanged(changed) => {
                shop::keep(cascade, &changed.config)?;
                if changed.config.settings.orders_per_customer_day == 0 {
                    orders::forget_days(cascade)?;
                }
                codes::follow_store(cascade)
            }
            Fact::OccasionStarted(_) | Fact::DayEnded(_) => orders::forget_days(cascade),
            // The codes' texts are gone: what was shown cannot be shown again.
            Fact::NamesErased(_) => {
                shop::show_none(cascade)?;
                codes::follow_store(cascade)
            }
            Fact::OrderPlaced(fact) => orders::placed(cascade, &fact.about),
            Fact::WorkflowWaitingCompletion(fact) => orders::numbered(cascade, &fact.about),
            Fact::OrderCompleted(fact) => orders::ended(cascade, &fact.about),
            Fact::ShopUnavailable(fact) => orders::ended(cascade, &fact.about),
            Fact::OrderTimeOut(fact) => orders::ended(cascade, &fact.about),
            Fact::OrderCancelled(fact) => orders::ended(cascade, &fact.about),
            Fact::OrderReadyAgain(fact) => orders::ended(cascade, &fact.about),
            Fact::OrderGivenUp(fact) => orders::ended(cascade, &fact.about),
            Fact::OrderRecalled(fact) => orders::reopened(cascade, &fact.about),
            Fact::OrderRemade(fact) => orders::reopened(cascade, &fact.about),
            Fact::OrderRequeued(fact) => orders::reopened(cascade, &fact.about),
            _ => Ok(()),
        }
    }

    fn due(&self, cascade: &mut Cascade<'_>, _timer: &Timer) -> Result<(), Fault> {
        codes::rotate(cascade)
    }
}
