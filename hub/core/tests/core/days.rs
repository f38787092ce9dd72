//! The store, the menu and the day: pauses, the day's end, a new occasion, what is counted.

use crema_api::Colour;
use crema_api::commands::{Caller, Command, Outcome, Role, SetBranding, SetMenu, SetStore};
use crema_api::events::names as n;
use crema_api::order::OrderState;
use crema_api::problem::RefusalKind;
use crema_api::store::StoreState;

use crate::booth::{Booth, kind, session_of};

#[test]
fn a_menu_is_bounded_in_all_its_words() {
    let mut booth = Booth::open(20);
    let crew = booth.staff(Role::Crew, "Ada");
    let menu = booth.read(|s| s.menu()).menu;
    let long = "x".repeat(200);
    for (tag, word) in
        [("de", long.as_str()), ("de", "a\u{7}b"), ("no language", "Milch"), ("", "x")]
    {
        let mut wrong = menu.clone();
        wrong.drinks[0].names.insert(tag.to_owned(), word.to_owned());
        let set = Command::SetMenu(SetMenu { menu: wrong });
        assert_eq!(kind(booth.ask(crew, set)), RefusalKind::BadInput, "{tag:?}: {word:?}");
    }
    let mut many = menu.clone();
    for nth in 0..99 {
        many.drinks[0].names.insert(format!("x{nth}"), "Kaffee".to_owned());
    }
    let set = Command::SetMenu(SetMenu { menu: many });
    assert_eq!(kind(booth.ask(crew, set)), RefusalKind::BadInput);
    booth.ask(crew, Command::SetMenu(SetMenu { menu })).unwrap();
}

#[test]
fn a_pause_ends_in_what_it_interrupted() {
    let mut booth = Booth::open(19);
    let crew = booth.staff(Role::Crew, "Ada");
    let state = |booth: &Booth| booth.read(|s| s.store()).unwrap().store.state;
    for (before, after) in
        [(StoreState::Open, StoreState::Open), (StoreState::LastOrders, StoreState::LastOrders)]
    {
        booth.set_store(before);
        // Twice: a longer pause is still the same one.
        for minutes in [5, 10] {
            let (state, pause_min) = (Some(StoreState::Paused), Some(minutes));
            let pause = SetStore { state, pause_min, ..SetStore::default() };
            booth.ask(crew, Command::SetStore(pause)).unwrap();
        }
        booth.pass(10 * 60_000);
        assert_eq!(state(&booth), after, "after a pause of {before:?}");
    }
}

#[test]
fn an_order_counts_once_for_how_it_ended() {
    let mut booth = Booth::open(14);
    let mia = booth.staff(Role::Barista, "Mia");
    let order = booth.queued();
    for step in [Command::Claim, Command::Complete, Command::Collect, Command::PutBack] {
        booth.step(mia, order, step).unwrap();
    }
    let count = |booth: &Booth, name: &str| {
        booth.read(|s| s.figures(None)).counts.get(name).copied().unwrap_or(0)
    };
    assert_eq!(count(&booth, "collected"), 0);
    booth.step(mia, order, Command::Collect).unwrap();
    booth.step(mia, order, Command::Recall).unwrap();
    booth.step(mia, order, Command::Undo).unwrap();
    assert_eq!((count(&booth, "made"), count(&booth, "collected")), (1, 1));
    let other = booth.queued();
    booth.make(mia, other);
    booth.pass(900_000);
    assert_eq!(count(&booth, "uncollected"), 1);
    booth.step(mia, other, Command::Collect).unwrap();
    assert_eq!((count(&booth, "uncollected"), count(&booth, "collected")), (0, 2));
}

#[test]
fn what_is_left_of_a_day_or_an_occasion_is_on_no_tablet_afterwards() {
    let mut booth = Booth::open(16);
    let mia = booth.staff(Role::Crew, "Mia");
    let listed = |booth: &Booth| {
        let states = [OrderState::Ready, OrderState::Uncollected];
        booth.read(|s| s.orders_in(&states)).orders.len()
    };
    booth.pass(1_000);
    let left = booth.queued();
    booth.make(mia, left);
    booth.pass(900_000);
    let ready = booth.queued();
    booth.make(mia, ready);
    assert_eq!(listed(&booth), 2);
    booth.ask(mia, Command::EndDay).unwrap();
    assert_eq!(booth.state(ready), OrderState::Uncollected);
    assert_eq!(listed(&booth), 0, "the day's end clears the counter");
    booth.set_store(StoreState::Open);
    booth.pass(1_000);
    let next_day = booth.queued();
    booth.make(mia, next_day);
    assert_eq!(listed(&booth), 1);
    booth.begin_occasion("Another");
    assert_eq!(booth.state(next_day), OrderState::Uncollected);
    assert_eq!(listed(&booth), 0, "and so does a new occasion");
}

#[test]
fn the_day_ends_when_nothing_is_left_to_make_and_names_go_with_it() {
    let mut booth = Booth::open(10);
    let crew = booth.staff(Role::Crew, "Ada");
    let order = booth.queued();
    assert_eq!(kind(booth.ask(crew, Command::EndDay)), RefusalKind::WrongState);
    booth.make(crew, order);
    assert_eq!(booth.ask(crew, Command::EndDay), Ok(Outcome::Count { count: 1 }));
    let said = booth.said();
    for name in [n::OrderUncollected, n::DayEnded, n::ConfigChanged, n::NamesErased] {
        assert!(said.contains(&name), "{name} in {said:?}");
    }
    assert_eq!(booth.read(|s| s.store()).unwrap().store.state, StoreState::Closed);
    assert_eq!(booth.view(order).name, None);
    // The next morning: the code of yesterday's window is gone, and a new one is shown at once.
    booth.set_store(StoreState::Open);
    assert!(booth.code().is_some());
    let next = booth.queued();
    assert_eq!(booth.state(next), OrderState::Queued);
}

#[test]
fn a_new_occasion_lets_baristas_go_and_keeps_the_earlier_ones_figures() {
    let mut booth = Booth::open(11);
    let (mia, crew) = (booth.staff(Role::Barista, "Mia"), booth.staff(Role::Crew, "Ada"));
    let order = booth.queued();
    for step in [Command::Claim, Command::Complete, Command::Collect] {
        booth.pass(20_000);
        booth.step(mia, order, step).unwrap();
    }
    let figures = booth.read(|s| s.figures(None));
    assert_eq!((figures.wait_median_s, figures.counts["made"]), (Some(45), 1));
    assert_eq!(figures.counts["drink:flat-white"], 1);
    let before = booth.read(|s| s.pins());
    booth.begin_occasion("Second day");
    assert_ne!(booth.read(|s| s.pins()), before);
    assert!(booth.read(|s| s.session(session_of(mia))).is_none());
    assert!(booth.read(|s| s.session(session_of(crew))).is_some());
    let occasions = booth.read(|s| s.occasions()).occasions;
    let names: Vec<&str> = occasions.iter().map(|one| one.occasion.name.as_str()).collect();
    assert_eq!(names, ["Second day", "Coffee at Rustfest"]);
    assert_eq!(occasions[1].counts["made"], 1);
    assert!(occasions[0].current && occasions[0].counts.is_empty());
}

#[test]
fn branding_is_kept_readable() {
    let mut booth = Booth::open(12);
    let set = |colour: &str| {
        Command::SetBranding(SetBranding { colour: Some(colour.to_owned()), ..Default::default() })
    };
    assert_eq!(kind(booth.ask(Caller::Hub, set("yellow"))), RefusalKind::BadInput);
    booth.ask(Caller::Hub, set("#ffee00")).unwrap();
    let branding = booth.read(|s| s.store()).unwrap().branding;
    assert_eq!(branding.colour, Colour::parse("#ffee00"));
    assert_ne!(branding.accent, branding.colour, "yellow on paper cannot be read");
    let logo = SetBranding { logo_png: Some("bm8=".to_owned()), ..Default::default() };
    assert_eq!(kind(booth.ask(Caller::Hub, Command::SetBranding(logo))), RefusalKind::BadInput);
}
