//! The order manager's commands, by where they are given: at the phone, the bar, the counter.

pub mod cancel;
pub mod counter;
pub mod cup;
pub mod given_up;
pub mod make;
pub mod paper;
pub mod place;
pub mod second_thoughts;
pub mod shift;

use crema_api::commands::{Caller, Command, Outcome};

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Runs a command, if it is one of the order manager's.
pub(super) fn run(
    cascade: &mut Cascade<'_>,
    caller: Caller,
    command: &Command,
) -> Option<Result<Outcome, Fault>> {
    Some(match command {
        Command::Place(place) => place::place(cascade, caller, place),
        Command::PlaceShown(shown) => place::place_shown(cascade, caller, shown),
        Command::Claim(order) => make::claim(cascade, caller, order.order_id),
        Command::ClaimSeveral(several) => make::claim_several(cascade, caller, &several.order_ids),
        Command::Release(order) => make::release(cascade, caller, order.order_id),
        Command::Complete(order) => make::complete(cascade, caller, order.order_id),
        Command::CounterOrder(taken) => counter::take(cascade, caller, taken),
        Command::Collect(order) => counter::collect(cascade, caller, order.order_id),
        Command::CallAgain(order) => counter::call_again(cascade, caller, order.order_id),
        Command::MoveToTop(order) => counter::move_to_top(cascade, caller, order.order_id),
        Command::Cancel(cancel) => cancel::cancel(cascade, caller, cancel),
        Command::Requeue(order) => given_up::requeue(cascade, caller, order.order_id),
        Command::Dismiss(order) => given_up::dismiss(cascade, caller, order.order_id),
        Command::Recall(order) => second_thoughts::recall(cascade, caller, order.order_id),
        Command::PutBack(order) => second_thoughts::put_back(cascade, caller, order.order_id),
        Command::Remake(order) => second_thoughts::remake(cascade, caller, order.order_id),
        Command::Undo(order) => second_thoughts::undo_last(cascade, caller, order.order_id),
        Command::HideName(order) => cup::hide_name(cascade, caller, order.order_id),
        Command::NameCup(named) => cup::name_cup(cascade, caller, named),
        Command::TakeOver(order) => shift::take_over(cascade, caller, order.order_id),
        Command::HandOver(hand) => shift::hand_over(cascade, caller, hand.to),
        Command::EndDay => shift::end_day(cascade),
        Command::Reprint(order) => paper::reprint(cascade, caller, order.order_id),
        _ => return None,
    })
}
