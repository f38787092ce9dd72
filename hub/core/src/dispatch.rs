//! Which service takes which command. The only place that knows.

use crema_api::commands::{Caller, Command, Outcome};

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;
use crate::services::{access, clock, config, devices, order_manager, publisher, validator};

/// Hands a command to its service. What it changes and emits stands or falls with the cascade.
///
/// # Errors
/// A [`Fault`]: refused by the rules, or broken.
pub fn command(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Result<Outcome, Fault> {
    use order_manager::commands as orders;
    match command {
        Command::Start(start) => validator::start::start(cascade, caller, start),
        Command::Place(place) => orders::place(cascade, caller, place),
        Command::Claim(order) => orders::claim(cascade, caller, order.order_id),
        Command::Release(order) => orders::release(cascade, caller, order.order_id),
        Command::Complete(order) => orders::complete(cascade, caller, order.order_id),
        Command::Collect(order) => orders::collect(cascade, caller, order.order_id),
        Command::Cancel(cancel) => orders::cancel(cascade, caller, cancel),
        Command::Recall(order) => orders::recall(cascade, caller, order.order_id),
        Command::Reprint(order) => orders::reprint(cascade, caller, order.order_id),
        Command::SetStore(set) => config::commands::set_store(cascade, set),
        Command::CloseAndCancel => config::commands::close_and_cancel(cascade),
        Command::StartOccasion(start) => config::commands::start_occasion(cascade, start),
        Command::SetDrink(set) => config::commands::set_drink(cascade, set),
        Command::SetMenu(set) => config::commands::set_menu(cascade, &set.menu),
        Command::OpenSession(open) => access::open_session(cascade, open),
        Command::UsePairingLink(link) => access::use_pairing_link(cascade, &link.secret),
        Command::CloseSession(close) => access::close_session(cascade, close.session_id),
        Command::RenewPins(renew) => access::renew_pins(cascade, &renew.roles),
        Command::MakePairingLink(make) => access::make_pairing_link(cascade, make),
        Command::Inject(inject) => publisher::inject(cascade, inject),
        Command::Report(report) => devices::report(cascade, report),
        Command::CorrectClock(correction) => clock::correct(cascade, correction),
        // The kernel's own: the core runs it before it asks here.
        Command::Redrive => Err(Fault::broken("redrive is the kernel's")),
    }
}
