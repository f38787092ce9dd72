//! Sessions have a number, pairing links an age and a number, and a station is made of the menu.

use crema_api::commands::{
    Caller, Command, MakePairingLink, OpenSession, Outcome, Role, SetStation, UsePairingLink,
};
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::Purpose;

use super::rows;
use crate::booth::{Booth, kind};

const DAY_MS: u64 = 24 * 60 * 60 * 1000;

fn open_session(booth: &mut Booth, role: Role) -> Result<Caller, Refusal> {
    let pins = booth.read(|s| s.pins()).pins;
    let pin = pins.into_iter().find(|pin| pin.role == role).unwrap().pin;
    let open = OpenSession { pin, name: "Mia".to_owned() };
    let opened = booth.ask(Caller::Hub, Command::OpenSession(open))?;
    let Outcome::Session { session_id, role } = opened else { panic!("{opened:?}") };
    Ok(Caller::Session(session_id, role))
}

/// A link's secret.
fn make_link(booth: &mut Booth) -> String {
    let make = MakePairingLink { role: Role::Device, name: "Bar".to_owned() };
    let made = booth.ask(Caller::Hub, Command::MakePairingLink(make)).unwrap();
    let Outcome::PairingLink { link_id } = made else { panic!("{made:?}") };
    booth.read(|s| s.booth_signer()).unwrap().sign(Purpose::Pairing, link_id)
}

fn use_link(booth: &mut Booth, secret: &str) -> Result<Outcome, Refusal> {
    let secret = secret.to_owned();
    booth.ask(Caller::Hub, Command::UsePairingLink(UsePairingLink { secret }))
}

fn is_paired(booth: &mut Booth, who: Caller) -> bool {
    booth.ask(who, Command::SetStation(SetStation { drinks: vec![] })).is_ok()
}

#[test]
fn so_many_tablets_are_paired_and_the_next_is_refused_in_words() {
    let mut booth = Booth::open(1);
    let first = open_session(&mut booth, Role::Barista).unwrap();
    for _ in 1..32 {
        open_session(&mut booth, Role::Barista).unwrap();
    }
    let refused = open_session(&mut booth, Role::Barista).unwrap_err();
    assert_eq!(refused.kind.word(), "sessions-full");
    assert!(refused.detail.contains("crew page"), "{}", refused.detail);
    assert_eq!(rows(&booth, "access_sessions"), 32);
    assert!(is_paired(&mut booth, first), "one that works is not thrown out");
    // The crew get in all the same, and make room.
    let crew = open_session(&mut booth, Role::Crew).unwrap();
    let Caller::Session(session_id, _) = first else { panic!("{first:?}") };
    let close = crema_api::commands::CloseSession { session_id };
    booth.ask(crew, Command::CloseSession(close)).unwrap();
    open_session(&mut booth, Role::Barista).unwrap();
}

#[test]
fn the_crew_always_get_in_and_their_oldest_session_ends() {
    let mut booth = Booth::open(2);
    let first = open_session(&mut booth, Role::Crew).unwrap();
    for _ in 0..100 {
        open_session(&mut booth, Role::Crew).unwrap();
    }
    assert_eq!(rows(&booth, "access_sessions"), 16);
    assert_eq!(rows(&booth, "open_sessions"), 16);
    let renew = crema_api::commands::RenewPins { roles: vec![Role::Barista] };
    assert_eq!(kind(booth.ask(first, Command::RenewPins(renew))), RefusalKind::NotSignedIn);
}

#[test]
fn so_many_devices_are_paired_and_the_next_keeps_its_link() {
    let mut booth = Booth::open(3);
    for _ in 0..16 {
        let link = make_link(&mut booth);
        use_link(&mut booth, &link).unwrap();
    }
    let link = make_link(&mut booth);
    let refused = use_link(&mut booth, &link).unwrap_err();
    assert_eq!(refused.kind.word(), "sessions-full");
    let printer = booth.read(|s| s.sessions()).sessions[0].session_id;
    let close = crema_api::commands::CloseSession { session_id: printer };
    booth.ask(Caller::Hub, Command::CloseSession(close)).unwrap();
    use_link(&mut booth, &link).expect("there is room for it now");
}

#[test]
fn a_link_pairs_for_a_day() {
    let mut booth = Booth::open(4);
    let (early, late) = (make_link(&mut booth), make_link(&mut booth));
    booth.pass(DAY_MS - 1);
    use_link(&mut booth, &early).unwrap();
    booth.pass(1);
    assert_eq!(kind(use_link(&mut booth, &late)), RefusalKind::LinkUsed);
    make_link(&mut booth);
    assert_eq!(rows(&booth, "access_links"), 1, "the old one is gone");
}

#[test]
fn so_many_links_wait_and_the_oldest_goes() {
    let mut booth = Booth::open(5);
    let links: Vec<String> = (0..100).map(|_| make_link(&mut booth)).collect();
    assert_eq!(rows(&booth, "access_links"), 32);
    assert_eq!(kind(use_link(&mut booth, &links[67])), RefusalKind::LinkUsed);
    use_link(&mut booth, &links[68]).unwrap();
}

#[test]
fn a_station_is_made_of_the_menu_each_drink_once() {
    let mut booth = Booth::open(6);
    let mia = booth.staff(Role::Barista, "Mia");
    let set = |drinks: &[&str]| {
        let drinks = drinks.iter().map(|drink| (*drink).to_owned()).collect();
        Command::SetStation(SetStation { drinks })
    };
    let before = booth.core.head();
    let long = "x".repeat(100_000);
    for unknown in [&["tea"][..], &["espresso", "tea"], &[&long]] {
        assert_eq!(kind(booth.ask(mia, set(unknown))), RefusalKind::NoSuchDrink);
    }
    assert_eq!(kind(booth.ask(mia, set(&["espresso"; 61]))), RefusalKind::BadInput);
    assert_eq!(booth.core.head(), before);
    booth.ask(mia, set(&["espresso", "espresso", "flat-white"])).unwrap();
    let sessions = booth.read(|s| s.sessions()).sessions;
    assert_eq!(sessions[0].station, ["espresso", "flat-white"]);
}
