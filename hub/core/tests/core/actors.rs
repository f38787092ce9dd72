//! Every event says who acted: the one whose command led to it, or the booth itself.

use crema_api::commands::{
    Caller, Cancel, CloseSession, Command, Inject, OpenSession, Outcome, Place, RenewPins, Role,
    SetStore,
};
use crema_api::ids::{SessionId, UserId};
use crema_api::store::StoreState;
use crema_api::{Actor, ActorRole};
use uuid::Uuid;

use crate::booth::{Booth, session_of};

/// Who acted in the events of the last batch: one, for all of them.
fn actor(booth: &Booth) -> Actor {
    let first = booth.last.events.first().expect("an event").actor;
    for event in &booth.last.events {
        assert_eq!(event.actor, first, "{}", event.fact.detail_type());
    }
    first
}

fn of(caller: Caller) -> Actor {
    match caller {
        Caller::Customer(user) => Actor::customer(user),
        Caller::Session(session, role) => Actor::session(session, role),
        Caller::Hub => Actor::BOOTH,
        Caller::Link(_) => panic!("a link is its order's customer"),
    }
}

#[test]
fn each_event_of_a_life_says_who_acted() {
    let mut booth = Booth::open(1);
    let (guest, mia) = (booth.customer(), booth.staff(Role::Barista, "Mia"));
    let order = booth.start(guest).unwrap();
    assert_eq!(actor(&booth), of(guest), "the workflow's answer as well");
    booth.place(guest, order, "Zoë").unwrap();
    assert_eq!(booth.said().len(), 5, "number and queue follow in the same cascade");
    assert_eq!(actor(&booth), of(guest));
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.step(mia, order, step).unwrap();
        assert_eq!(actor(&booth), of(mia));
    }
    // And so it is in the log.
    let logged = booth.events_after(booth.core.head(), 1).len();
    assert_eq!(logged, 0);
    let last = booth.events_after(crema_api::Seq(booth.core.head().0 - 1), 1);
    assert_eq!(last[0].actor, of(mia));
}

#[test]
fn what_runs_out_is_the_booths_own_doing() {
    let mut booth = Booth::open(2);
    let guest = booth.customer();
    booth.start(guest).unwrap();
    booth.pass(300_000);
    assert!(booth.said().contains(&"OrderProcessor.OrderTimeOut"), "{:?}", booth.said());
    assert_eq!(actor(&booth), Actor::BOOTH);
}

#[test]
fn the_holder_of_a_link_is_the_orders_customer() {
    let mut booth = Booth::open(3);
    let guest = booth.customer();
    let order_id = booth.start(guest).unwrap();
    let link = Caller::Link(order_id);
    let place = Place {
        order_id,
        drink: "flat-white".to_owned(),
        modifiers: [("Milk".to_owned(), "Oat".to_owned())].into(),
        name: None,
    };
    booth.ask(link, Command::Place(place)).unwrap();
    assert_eq!(actor(&booth), of(guest));
    booth.ask(link, Command::Cancel(Cancel { order_id, reason: None, held: false })).unwrap();
    assert_eq!(actor(&booth), of(guest));
}

#[test]
fn who_changed_the_booth_is_in_the_log() {
    let mut booth = Booth::open(4);
    let (boss, mia) = (booth.staff(Role::Crew, "Kim"), booth.staff(Role::Barista, "Mia"));
    let inject = Inject { detail_type: "custom.note".to_owned(), detail: serde_json::Map::new() };
    let last = SetStore { state: Some(StoreState::LastOrders), ..SetStore::default() };
    let changes = [
        (mia, Command::SetStore(last)),
        (boss, Command::RenewPins(RenewPins { roles: vec![Role::Barista] })),
        (boss, Command::Inject(inject)),
        (boss, Command::CloseSession(CloseSession { session_id: session_of(mia) })),
        (boss, Command::EndDay),
    ];
    for (who, change) in changes {
        booth.ask(who, change).unwrap();
        assert_eq!(actor(&booth), of(who), "{:?}", booth.said());
    }
    assert!(booth.said().contains(&"Privacy.NamesErased"), "{:?}", booth.said());
    booth.begin_occasion("The next one");
    assert_eq!(actor(&booth), Actor::BOOTH, "the hub itself");
}

#[test]
fn who_is_paired_by_pin_acts_as_the_session_that_begins() {
    let mut booth = Booth::open(5);
    let pins = booth.read(|s| s.pins()).pins;
    let pin = pins.into_iter().find(|pin| pin.role == Role::Barista).unwrap().pin;
    let unknown = Caller::Customer(UserId(Uuid::from_u128(1)));
    let open = Command::OpenSession(OpenSession { pin, name: "Mia".to_owned() });
    let Outcome::Session { session_id, role } = booth.ask(unknown, open).unwrap() else { panic!() };
    assert_eq!(actor(&booth), Actor::session(session_id, role));
}

#[test]
fn a_role_is_a_word_in_the_database_and_nobody_a_null() {
    let mut booth = Booth::open(6);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    booth.step(mia, order, Command::Claim).unwrap();
    booth.pass(1);
    let connection = rusqlite::Connection::open(booth.path()).unwrap();
    let sql = "SELECT actor_role, actor_id FROM events ORDER BY seq DESC LIMIT 1";
    let row: (String, Option<Uuid>) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let SessionId(id) = session_of(mia);
    assert_eq!((row.0.as_str(), row.1), (ActorRole::Barista.as_str(), Some(id)));
    let bare = "SELECT count(*) FROM events WHERE (actor_id IS NULL) <> (actor_role = 'booth')";
    let wrong: u32 = connection.query_row(bare, [], |row| row.get(0)).unwrap();
    assert_eq!(wrong, 0, "only the booth has no id");
}
