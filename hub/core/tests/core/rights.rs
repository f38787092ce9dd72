//! Who may give which command, as the core decides it: by the session that it knows itself, whatever
//! the caller says.

use crema_api::commands::{Caller, CloseSession, Command, OneOrder, Role, SetStore};
use crema_api::ids::{OrderId, SessionId, UserId};
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::settings::ChangeSettings;
use crema_api::store::StoreState;
use crema_core::rights::may;
use crema_testing::commands::commands;
use uuid::Uuid;

use crate::booth::{Booth, kind, session_of};

/// The callers, each by a letter: phone, link, barista, crew, board, device, the hub itself.
fn callers() -> [(char, Caller); 7] {
    let session = |n| SessionId(Uuid::from_u128(n));
    [
        ('p', Caller::Customer(UserId(Uuid::from_u128(1)))),
        ('l', Caller::Link(OrderId(Uuid::from_u128(7)))),
        ('b', Caller::Session(session(2), Role::Barista)),
        ('c', Caller::Session(session(3), Role::Crew)),
        ('s', Caller::Session(session(4), Role::Board)),
        ('d', Caller::Session(session(5), Role::Device)),
        ('h', Caller::Hub),
    ]
}

/// The table once more, written out by hand: each command, and the letters of those who may.
const MAY: &[(&str, &str)] = &[
    ("start", "p"),
    ("place", "plbc"),
    ("place_shown", "plbc"),
    ("claim", "bc"),
    ("release", "bc"),
    ("complete", "bc"),
    ("collect", "bc"),
    ("cancel", "plbc"),
    ("recall", "bc"),
    ("reprint", "bc"),
    ("claim_several", "bc"),
    ("counter_order", "bc"),
    ("remake", "bc"),
    ("requeue", "bc"),
    ("dismiss", "bc"),
    ("call_again", "bc"),
    ("put_back", "bc"),
    ("move_to_top", "bc"),
    ("take_over", "bc"),
    ("hand_over", "bc"),
    ("hide_name", "bc"),
    ("name_cup", "bc"),
    ("undo", "bc"),
    ("stop_execution", "c"),
    ("set_station", "bc"),
    ("end_day", "ch"),
    ("set_branding", "ch"),
    ("set_store", "bch"),
    ("close_and_cancel", "ch"),
    ("start_occasion", "ch"),
    ("set_drink", "bch"),
    ("set_menu", "ch"),
    ("open_session", "plbcsdh"),
    ("use_pairing_link", "plbcsdh"),
    ("close_session", "ch"),
    ("renew_pins", "ch"),
    ("make_pairing_link", "ch"),
    ("inject", "cdh"),
    ("report", "dh"),
    ("notice", "h"),
    ("correct_clock", "h"),
    ("redrive", "ch"),
    ("discard", "ch"),
];

#[test]
fn every_caller_and_every_command() {
    let mut found = Vec::new();
    for (name, command) in commands() {
        let who = callers().into_iter().filter(|(_, caller)| may(*caller, &command).is_ok());
        found.push((name, who.map(|(letter, _)| letter).collect::<String>()));
    }
    let expected: Vec<_> =
        MAY.iter().map(|(n, who)| ((*n).to_owned(), (*who).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn limits_are_the_crews_and_a_session_may_end_itself() {
    let [_, _, (_, barista), (_, crew), (_, board), ..] = callers();
    let limits = SetStore { settings: Some(ChangeSettings::default()), ..SetStore::default() };
    assert_eq!(kind(may(barista, &Command::SetStore(limits.clone()))), RefusalKind::NotAllowed);
    assert_eq!(may(crew, &Command::SetStore(limits)), Ok(()));
    let end = |session_id| Command::CloseSession(CloseSession { session_id });
    assert_eq!(may(board, &end(session_of(board))), Ok(()));
    assert_eq!(kind(may(board, &end(session_of(crew)))), RefusalKind::NotAllowed);
    assert_eq!(may(crew, &end(session_of(board))), Ok(()));
}

#[test]
fn a_session_that_ended_while_its_claim_waited_moves_nothing() {
    let mut booth = Booth::open(3);
    let (mia, boss) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Crew, "Kim"));
    let order_id = booth.queued();
    let claim = booth.call(mia, Command::Claim(OneOrder { order_id }));
    let end = Command::CloseSession(CloseSession { session_id: session_of(mia) });
    let end = booth.call(boss, end);
    // Both waited, and the end of the pairing was first: in one batch, and in two.
    let batch = booth.core.run_batch(&[end, claim.clone()]);
    assert_eq!(batch.events.len(), 1, "only the end of the session");
    assert_eq!(kind(batch.answers[1].clone()), RefusalKind::NotSignedIn);
    assert_eq!(kind(booth.give(claim)), RefusalKind::NotSignedIn);
    assert!(booth.said().is_empty());
    assert_eq!(booth.state(order_id), OrderState::Queued);
}

#[test]
fn the_role_is_the_one_that_the_core_knows_and_not_the_one_that_is_claimed() {
    let mut booth = Booth::open(4);
    let mia = booth.staff(Role::Barista, "Mia");
    let posing = Caller::Session(session_of(mia), Role::Crew);
    assert_eq!(kind(booth.ask(posing, Command::EndDay)), RefusalKind::NotAllowed);
    assert!(booth.said().is_empty());
    let nobody = Caller::Session(SessionId(Uuid::from_u128(9)), Role::Crew);
    let close = SetStore { state: Some(StoreState::Closed), ..SetStore::default() };
    assert_eq!(kind(booth.ask(nobody, Command::SetStore(close))), RefusalKind::NotSignedIn);
    assert!(booth.said().is_empty());
}

#[test]
fn rights_survive_a_restart_and_an_undone_pairing_has_none() {
    let mut booth = Booth::open(5);
    let mia = booth.staff(Role::Barista, "Mia");
    let order_id = booth.queued();
    booth.restart();
    booth.step(mia, order_id, Command::Claim).unwrap();
    // A new occasion ends the baristas' sessions, by an event and not by a command.
    booth.begin_occasion("Another one");
    assert_eq!(kind(booth.step(mia, order_id, Command::Complete)), RefusalKind::NotSignedIn);
}
