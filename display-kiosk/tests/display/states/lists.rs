//! What stands in the two lists, by which number, under which name, and how many find a place.

use crema_api::order::OrderState;
use crema_api::settings::BoardNames;
use crema_display::{Screen, svg};

use super::{assert_says, assert_silent, said, words};

use crate::sample::{Booth, order};

#[test]
fn names_of_ready_drinks_stay_while_there_is_any_room() {
    let ready: Vec<(u32, &str)> = (1..=40).map(|number| (number, "Amira")).collect();
    for screen in [Screen::LANDSCAPE, Screen::PORTRAIT, Screen::FOUR_TO_THREE] {
        for count in [1, 8, 10, 12] {
            let booth = Booth::with_orders(&[], &ready[..count]);
            let said = words(&booth.board(screen));
            assert_eq!(said.matches("Amira").count(), count, "{screen}: {said}");
            assert_silent(&said, &["more"]);
        }
    }
    // The sample's drinks became ready in order of number: the latest stay.
    let all = said(&Booth::with_orders(&[], &ready));
    assert_says(&all, &["Ready | B19 | Amira | B20", "B40 | Amira | +18 more"]);
}

#[test]
fn preparing_uses_its_room_before_it_counts_what_is_left() {
    let preparing: Vec<(u32, &str)> = (1..=100).map(|number| (number, "latte")).collect();
    for screen in [Screen::LANDSCAPE, Screen::PORTRAIT, Screen::FOUR_TO_THREE] {
        let said = words(&Booth::with_orders(&preparing[..30], &[]).board(screen));
        let all: Vec<String> = (1..=30).map(|number| format!("B{number}")).collect();
        assert_says(&said, &[&all.join(" | ")]);
        assert_silent(&said, &["more"]);
    }
    let many = said(&Booth::with_orders(&preparing, &[]));
    let shown = many.split(" | ").filter(|word| word.starts_with('B')).count() - 1;
    assert_says(&many, &[&format!("B{shown} | +{} more", 100 - shown)]);
}

#[test]
fn numbers_are_compared_as_numbers() {
    let words = said(&Booth::with_orders(&[(100, "latte"), (9, "latte"), (20, "latte")], &[]));
    assert_says(&words, &["B9 | B20 | B100"]);
}

#[test]
fn names_are_shown_as_the_crew_wants() {
    let mut booth = Booth::busy();
    booth.orders.orders.iter_mut().for_each(|order| {
        order.name = order.name.as_ref().map(|name| format!("{name} Lena Müller"));
    });
    assert_says(&said(&booth), &["B36 | Amira | B37 | Sam | B38 | Åsa"]);
    booth.store.settings.board_names = BoardNames::Initial;
    assert_says(&said(&booth), &["B36 | A. | B37 | S."]);
    booth.store.settings.board_names = BoardNames::None;
    assert_says(&said(&booth), &["B36 | B37 | B38"]);
    assert_silent(&said(&booth), &["Zoë"]);
}

#[test]
fn a_hidden_name_leaves_its_number() {
    let mut booth = Booth::busy();
    let zoe = booth.orders.orders.iter_mut().find(|order| order.name.as_deref() == Some("Zoë"));
    zoe.unwrap().name = None;
    for names in [BoardNames::First, BoardNames::Initial] {
        booth.store.settings.board_names = names;
        assert_says(&said(&booth), &["B42 | 412 drinks"]);
        assert_silent(&said(&booth), &["Z"]);
    }
}

#[test]
fn an_initial_is_all_that_the_picture_holds_of_a_name() {
    let mut booth = Booth::busy();
    for (names, left) in [(BoardNames::Initial, true), (BoardNames::None, false)] {
        booth.store.settings.board_names = names;
        let svg = svg::to_svg(&booth.board(Screen::PORTRAIT).scene());
        assert_eq!(svg.contains(">A.<"), left);
        assert!(!["Amira", "Sam", "Åsa", "Zoë", "健二"].iter().any(|name| svg.contains(name)));
    }
}

#[test]
fn what_is_placed_is_being_made_and_what_is_over_is_gone() {
    let mut booth = Booth::with_orders(&[], &[]);
    for (number, state) in (1..).zip(OrderState::ALL) {
        let made = order(number, state, Some("latte"), None, booth.booth_ms);
        booth.orders.orders.push(made);
    }
    // By `OrderState::ALL`: started is 1, queued 2, making 3, ready 4.
    let words = said(&booth);
    assert_says(&words, &["Preparing | Ready | B2 | B3 | B4 | "]);
    assert_silent(&words, &["B1 |", "B5", "B6", "B7 ", "B8", "B9"]);
}
