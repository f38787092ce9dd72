//! A row that cannot be read holds up nothing but itself: what is to be erased is erased with it,
//! people get in, and orders are shown without the name that it held.

use crema_api::commands::{Caller, Command, RenewPins, Role};
use crema_api::ids::OrderId;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_core::Purpose;
use crema_core::reads::OrderThen;

use super::spoil::{NO_TEXT, count, spoil};
use crate::booth::{Booth, kind, session_of};

fn end_day(booth: &mut Booth) {
    booth.ask(Caller::Hub, Command::EndDay).unwrap();
}

/// An order that is ready, so that the day can end.
fn made(booth: &mut Booth) -> OrderId {
    let (sam, order) = (booth.staff(Role::Barista, "Sam"), booth.queued());
    booth.make(sam, order);
    order
}

#[test]
fn the_day_s_end_erases_a_secret_that_cannot_be_read_with_the_others() {
    for spoiled in [
        format!("kind = {NO_TEXT}"),
        "kind = x'00'".to_owned(),
        "id = 'code'".to_owned(),
        "secret = 'x'".to_owned(),
        "seq = 'x'".to_owned(),
        "seq = -1".to_owned(),
    ] {
        for of in ["code", "task_token"] {
            let mut booth = Booth::open(1);
            let order = made(&mut booth);
            // One that was left behind: the day does not end while an order waits.
            spoil(&booth, "INSERT INTO secrets VALUES ('task_token', x'07', x'07', 1)");
            let one = format!("SELECT id FROM secrets WHERE kind = '{of}' LIMIT 1");
            spoil(&booth, &format!("UPDATE secrets SET {spoiled} WHERE id = ({one})"));
            end_day(&mut booth);
            let left = "SELECT count(*) FROM secrets
                        WHERE kind NOT IN ('booth_key', 'link_key', 'pin_seed')";
            assert_eq!(count(&booth, left), 0, "{of}: {spoiled}");
            assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0, "{of}: {spoiled}");
            assert!(booth.read(|s| s.sign_link(Purpose::Order, order)).is_some(), "it stays");
            assert_eq!(booth.read(|s| s.pins()).pins.len(), 2, "they stay");
        }
    }
}

#[test]
fn the_day_s_end_leaves_a_key_of_which_only_its_age_cannot_be_read() {
    let mut booth = Booth::open(1);
    let order = made(&mut booth);
    let link = booth.read(|s| s.sign_link(Purpose::Order, order));
    spoil(&booth, "UPDATE secrets SET seq = 'x' WHERE kind IN ('booth_key', 'link_key')");
    end_day(&mut booth);
    assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0);
    assert_eq!(count(&booth, "SELECT count(*) FROM secrets WHERE kind = 'code'"), 0);
    assert_eq!(booth.read(|s| s.sign_link(Purpose::Order, order)), link);
    assert!(booth.read(|s| s.booth_signer()).is_some());
    booth.restart();
    booth.set_store(crema_api::store::StoreState::Open);
}

#[test]
fn the_day_s_end_erases_a_name_that_cannot_be_read_with_the_others() {
    for spoiled in [
        format!("name = {NO_TEXT}"),
        "name = x'00'".to_owned(),
        "order_id = 'an order'".to_owned(),
        "seq = 'x'".to_owned(),
        "seq = -1".to_owned(),
        "seq = 0.5".to_owned(),
    ] {
        let mut booth = Booth::open(2);
        made(&mut booth);
        made(&mut booth);
        let one = "(SELECT order_id FROM names_on_cups LIMIT 1)";
        spoil(&booth, &format!("UPDATE names_on_cups SET {spoiled} WHERE order_id = {one}"));
        end_day(&mut booth);
        assert_eq!(count(&booth, "SELECT count(*) FROM names_on_cups"), 0, "{spoiled}");
        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0, "{spoiled}");
    }
}

#[test]
fn a_session_whose_role_cannot_be_read_is_no_longer_paired_and_the_others_are() {
    for role in [NO_TEXT, "x'00'"] {
        let mut booth = Booth::open(3);
        let (sam, kim) = (booth.staff(Role::Barista, "Sam"), booth.staff(Role::Crew, "Kim"));
        let sql = format!("UPDATE open_sessions SET role = {role} WHERE role = 'barista'");
        spoil(&booth, &sql);
        let renew = |role| Command::RenewPins(RenewPins { roles: vec![role] });
        let inputs = [booth.call(sam, renew(Role::Barista)), booth.call(kim, renew(Role::Barista))];
        let mut answers = booth.core.run_batch(&inputs).answers;
        assert!(answers[1].is_ok(), "{role}: {answers:?}");
        assert_eq!(kind(answers.remove(0)), RefusalKind::NotSignedIn, "{role}");
        assert_eq!(booth.read(|s| s.session(session_of(sam))), None, "{role}");
        assert!(booth.read(|s| s.session(session_of(kim))).is_some(), "{role}");
        // The crew still sees it, and can end it.
        assert_eq!(booth.read(|s| s.sessions()).sessions.len(), 2, "{role}");
        booth.restart();
        assert_eq!(count(&booth, "SELECT count(*) FROM open_sessions"), 1, "{role}");
    }
}

#[test]
fn a_pairing_that_cannot_be_read_keeps_nobody_out_and_is_gone() {
    for spoiled in [
        "session_id = 'x'".to_owned(),
        "session_id = x'01'".to_owned(),
        format!("role = {NO_TEXT}"),
        "role = x'00'".to_owned(),
        "opened_ms = 'x'".to_owned(),
        "opened_ms = -1".to_owned(),
        "opened_seq = 'x'".to_owned(),
    ] {
        for role in [Role::Crew, Role::Barista, Role::Board] {
            let mut booth = Booth::open(4);
            let pair = |booth: &mut Booth, name: &str| match role {
                Role::Board => booth.device(role, name),
                _ => booth.staff(role, name),
            };
            pair(&mut booth, "Sam");
            spoil(&booth, &format!("UPDATE access_sessions SET {spoiled}"));
            pair(&mut booth, "Kim");
            let sessions = booth.read(|s| s.sessions());
            let shown = (sessions.sessions.len(), sessions.unreadable);
            assert_eq!(shown, (1, 0), "{role:?}: {spoiled}");
        }
    }
}

#[test]
fn a_station_that_cannot_be_read_limits_nothing() {
    for station in [NO_TEXT, "x'00'"] {
        let mut booth = Booth::open(5);
        let sam = booth.staff(Role::Barista, "Sam");
        spoil(&booth, &format!("UPDATE access_sessions SET station = {station}"));
        let session = booth.read(|s| s.session(session_of(sam)));
        assert_eq!(session.map(|session| session.station), Some(Vec::new()), "{station}");
    }
}

#[test]
fn a_pin_that_cannot_be_read_keeps_no_other_role_out_and_is_set_again() {
    let mut booth = Booth::open(6);
    spoil(&booth, "UPDATE secrets SET secret = 'x' WHERE id = cast('crew' as blob)");
    booth.staff(Role::Barista, "Sam");
    let renew = RenewPins { roles: vec![Role::Barista] };
    booth.ask(Caller::Hub, Command::RenewPins(renew)).unwrap();
    let renew = RenewPins { roles: vec![Role::Crew] };
    booth.ask(Caller::Hub, Command::RenewPins(renew)).unwrap();
    booth.staff(Role::Crew, "Kim");
}

#[test]
fn an_order_is_shown_without_a_name_that_cannot_be_read() {
    for name in [NO_TEXT, "x'00ff'"] {
        let mut booth = Booth::open(7);
        let guest = booth.customer();
        let order = booth.start(guest).unwrap();
        booth.place(guest, order, "Jo").unwrap();
        let sam = booth.staff(Role::Barista, "Sam");
        booth.step(sam, order, Command::Claim).unwrap();
        booth.device(Role::Board, "Hall");
        spoil(&booth, &format!("UPDATE names_on_cups SET name = {name}"));
        spoil(&booth, &format!("UPDATE names_of_staff SET name = {name}"));
        let view = booth.view_if_there(order).expect(name);
        assert_eq!((view.state, &view.name), (OrderState::Making, &None));
        let barista = view.barista.unwrap();
        assert_eq!((barista.session_id, barista.name), (session_of(sam), None));
        let Caller::Customer(user) = guest else { panic!("{guest:?}") };
        for list in [
            booth.read(|s| s.orders_in(&[OrderState::Making])),
            booth.read(|s| s.newest_orders_in(&[OrderState::Making], 10)),
            booth.read(|s| s.orders_of(user, 10)),
        ] {
            assert_eq!((list.orders.len(), list.unreadable), (1, 0), "{name}");
        }
        let head = booth.core.head();
        let then = booth.read(|s| s.order_at(order, head));
        assert!(matches!(then, OrderThen::Was(_)), "{then:?}");
        let session = booth.read(|s| s.session(session_of(sam))).expect(name);
        assert_eq!(session.name, None);
        let sessions = booth.read(|s| s.sessions());
        assert_eq!((sessions.sessions.len(), sessions.unreadable), (2, 0), "{name}");
        assert_eq!(booth.read(|s| s.devices()).len(), 1, "{name}");
    }
}

#[test]
fn what_privacy_cannot_read_keeps_no_name() {
    for (table, spoiled) in [
        ("privacy_quiet", "since_ms = 'x'"),
        ("privacy_quiet", "since_ms = -1"),
        ("privacy_open", "seq = 'x'"),
    ] {
        let mut booth = Booth::open(8);
        let sam = booth.staff(Role::Barista, "Sam");
        let (first, second) = (booth.queued(), booth.queued());
        booth.make(sam, first);
        booth.step(sam, first, Command::Collect).unwrap();
        spoil(&booth, &format!("UPDATE {table} SET {spoiled}"));
        booth.make(sam, second);
        booth.step(sam, second, Command::Collect).unwrap();
        assert_eq!(booth.read(|s| s.store()).unwrap().dead_letters, 0, "{table}: {spoiled}");
        end_day(&mut booth);
        assert_eq!(count(&booth, "SELECT count(*) FROM privacy_open"), 0, "{table}: {spoiled}");
        assert_eq!(count(&booth, "SELECT count(*) FROM names_on_cups"), 0, "{table}: {spoiled}");
    }
}
