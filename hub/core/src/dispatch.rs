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
    use order_manager::{commands as orders, counter, given_up, shift, take_back};
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
        Command::ClaimSeveral(several) => {
            orders::claim_several(cascade, caller, &several.order_ids)
        }
        Command::CounterOrder(taken) => counter::take(cascade, caller, taken),
        Command::Remake(order) => counter::remake(cascade, caller, order.order_id),
        Command::Requeue(order) => given_up::requeue(cascade, caller, order.order_id),
        Command::Dismiss(order) => given_up::dismiss(cascade, caller, order.order_id),
        Command::CallAgain(order) => counter::call_again(cascade, caller, order.order_id),
        Command::PutBack(order) => counter::put_back(cascade, caller, order.order_id),
        Command::MoveToTop(order) => counter::move_to_top(cascade, caller, order.order_id),
        Command::HideName(order) => counter::hide_name(cascade, caller, order.order_id),
        Command::NameCup(named) => counter::name_cup(cascade, caller, named),
        Command::TakeBack(order) => take_back::take_back(cascade, caller, order.order_id),
        Command::TakeOver(order) => shift::take_over(cascade, caller, order.order_id),
        Command::HandOver(hand) => shift::hand_over(cascade, caller, hand.to),
        Command::EndDay => shift::end_day(cascade),
        Command::SetStation(set) => access::set_station(cascade, caller, &set.drinks),
        Command::SetBranding(set) => config::branding::set(cascade, set),
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
        Command::Report(report) => devices::report(cascade, caller, report),
        Command::Notice(notice) => devices::notice(cascade, caller, notice),
        Command::CorrectClock(correction) => clock::correct(cascade, correction),
        // The kernel's own: the core runs it before it asks here.
        Command::Redrive => Err(Fault::broken("redrive is the kernel's")),
    }
}
