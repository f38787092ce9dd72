//! Commands that may not be done yet, because the service that takes them has not handled what came
//! before: an event about the same thing is one of its dead letters, or it is still catching up.
//! Decided on old state, such a command would be overtaken by what is older than it.
//!
//! A service that has a projection decides nothing from it, so its commands wait for no one.

use crema_api::commands::{Caller, Command, Outcome};
use crema_api::events::OrderingKey;
use crema_api::problem::{Refusal, RefusalKind};

use super::audience::Audience;
use super::cascade::Cascade;
use super::consumer::Consumer;
use crate::fault::Fault;

impl Audience {
    /// Runs a command with the service that takes it.
    ///
    /// # Errors
    /// As the command does; refused as [`RefusalKind::HeldUp`] or [`RefusalKind::CatchingUp`] where
    /// the service is not as far as the log. A caller who may not do it at all is told that.
    pub(super) fn run_command(
        &self,
        cascade: &mut Cascade<'_>,
        caller: Caller,
        command: &Command,
    ) -> Result<Outcome, Fault> {
        let (service, ended) = self.services().run(cascade, caller, command)?;
        let Some(Consumer::Handler(handler)) = service.consumer() else { return ended };
        if matches!(&ended, Err(Fault::Storage(_)))
            || matches!(&ended, Err(Fault::Refused(refusal)) if is_about_rights(refusal))
        {
            return ended;
        }
        self.check_up_to_date(cascade, handler.name(), &command.ordering_keys(caller))?;
        let outcome = ended?;
        self.ask_the_others(cascade, service.name(), command)?;
        Ok(outcome)
    }

    /// Asks the other services whether they object to what was decided. One that is still catching up
    /// is not asked, since it would answer from before.
    fn ask_the_others(
        &self,
        cascade: &mut Cascade<'_>,
        decided: &str,
        command: &Command,
    ) -> Result<(), Fault> {
        let others = self.services().all.iter().filter(|service| service.name() != decided);
        for service in others.filter(|service| !self.is_behind(service.name())) {
            service.object(cascade, command)?;
        }
        Ok(())
    }

    fn check_up_to_date(
        &self,
        cascade: &Cascade<'_>,
        service: &str,
        keys: &[OrderingKey],
    ) -> Result<(), Fault> {
        if self.is_behind(service) {
            return Err(Fault::refuse(
                RefusalKind::CatchingUp,
                "A part of the booth is still catching up with what happened while it was away. Please try again in a moment.",
            ));
        }
        for key in keys {
            if self.blocked(cascade.storage(), service, key)?.is_some() {
                return Err(Fault::refuse(RefusalKind::HeldUp, held_up_sentence(key)));
            }
        }
        Ok(())
    }
}

fn is_about_rights(refusal: &Refusal) -> bool {
    matches!(refusal.kind, RefusalKind::NotAllowed | RefusalKind::NotSignedIn)
}

fn held_up_sentence(key: &OrderingKey) -> String {
    let subject = match key {
        OrderingKey::Order(_) => "This order",
        OrderingKey::Session(_) => "This tablet or device",
        OrderingKey::Printer(_) => "This printer",
        OrderingKey::Booth => "What concerns the whole booth",
    };
    format!(
        "{subject} is held up: an earlier event about it could not be handled. The crew can press Redrive on the crew page to try it again, or discard it."
    )
}
