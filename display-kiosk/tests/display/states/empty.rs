//! What a board says while there are no orders on it.

use crema_api::store::StoreState;
use crema_display::{Board, Link, Screen, WallClock, svg};

use super::{assert_says, assert_silent, said, words};

use crate::sample::Booth;

const MENU: &str = "Flat white | Latte | Cappuccino | Mocha | Americano | Espresso";
const NOBODY: &str = "Nobody is waiting.";
const FIRST: &str = "Yours could be the first.";

/// The same with lines joined: where they break is another matter.
fn said_in_one(booth: &Booth) -> String {
    said(booth).replace(" | ", " ")
}

/// The invitation's part of the picture, a line for each element.
fn invitation(board: &Board<'_>) -> Option<String> {
    let svg = svg::to_svg(&board.scene());
    let from = svg.find("<g id=\"invitation\"")?;
    let to = svg[from..].find("</text></g>")?;
    Some(svg[from..from + to + "</text></g>".len()].replace("><", ">\n<"))
}

#[test]
fn an_empty_board_invites_with_a_sentence_and_the_whole_menu() {
    let booth = Booth::empty();
    let screens = [Screen::LANDSCAPE, Screen::PORTRAIT, Screen::FOUR_TO_THREE];
    for screen in screens {
        let said = words(&booth.board(screen));
        assert_says(&said, &[MENU, "Preparing | Ready", "B7K4Q2"]);
        let in_one = said.replace(" | ", " ");
        assert_says(&in_one, &[&format!("{NOBODY} {FIRST}")]);
        assert_silent(&said, &["more"]);
    }
}

#[test]
fn an_empty_board_is_this_picture() {
    insta::assert_snapshot!(invitation(&Booth::empty().board(Screen::LANDSCAPE)).unwrap());
}

#[test]
fn it_invites_while_one_can_order_and_promises_nothing_else() {
    let with = |change: &dyn Fn(&mut Booth)| {
        let mut booth = Booth::empty();
        change(&mut booth);
        said_in_one(&booth)
    };
    let full = with(&|it| it.store.has_room = false);
    let paused = with(&|it| it.store.store.state = StoreState::Paused);
    for said in [full, paused] {
        assert_says(&said, &["On the menu Flat white"]);
        assert_silent(&said, &[NOBODY, FIRST]);
    }
    let closed = with(&|it| it.store.store.state = StoreState::Closed);
    let last = with(&|it| it.store.store.state = StoreState::LastOrders);
    let on_its_way = with(&|it| it.store.drinks_ahead = 1);
    for said in [closed, last, on_its_way] {
        assert_silent(&said, &["On the menu", NOBODY, FIRST, "Latte"]);
    }
}

#[test]
fn out_of_reach_no_one_knows_who_waits() {
    let booth = Booth::empty();
    let board = Board { link: Link::Reconnecting, ..booth.board(Screen::LANDSCAPE) };
    let said = words(&board);
    assert_says(&said, &["On the menu", MENU]);
    assert_silent(&said, &[NOBODY]);
}

#[test]
fn before_its_first_opening_a_booth_opens_soon_and_never_tomorrow() {
    let mut booth = Booth::empty();
    booth.store.store.state = StoreState::Closed;
    booth.store.drinks_made = 0;
    booth.store.occasion.end = Some("2026-11-24".into());
    let on = |date: &str| {
        let wall = Some(WallClock { date: date.into(), minute_of_day: 480 });
        words(&Board { wall, ..booth.board(Screen::LANDSCAPE) }).replace(" | ", " ")
    };
    for day in ["2026-11-23", "2026-11-24"] {
        assert_says(&on(day), &["Opens soon", FIRST, "Latte"]);
        assert_silent(&on(day), &["See you", "Thank you", "0 drinks"]);
    }
    assert_says(&on("2026-11-25"), &["Closed. Thank you for coming."]);
    assert_silent(&on("2026-11-25"), &[FIRST, "Latte"]);
}

#[test]
fn only_what_can_be_had_is_offered() {
    let mut booth = Booth::empty();
    booth.menu.menu.drinks[0].available = false;
    assert_says(&said(&booth), &["Latte | Cappuccino"]);
    assert_silent(&said(&booth), &["Flat white"]);
    booth.menu.menu.drinks.iter_mut().for_each(|drink| drink.available = false);
    assert!(invitation(&booth.board(Screen::LANDSCAPE)).is_none());
}

#[test]
fn one_order_is_enough_to_end_the_invitation() {
    for booth in [Booth::with_orders(&[(1, "latte")], &[]), Booth::with_orders(&[], &[(1, "Zoë")])]
    {
        assert!(invitation(&booth.board(Screen::LANDSCAPE)).is_none());
    }
}

#[test]
fn a_menu_too_long_for_its_room_says_how_many_more_there_are() {
    let mut booth = Booth::empty();
    let drinks = booth.menu.menu.drinks.iter().cycle().take(60).cloned().collect();
    booth.menu.menu.drinks = drinks;
    for screen in [Screen::LANDSCAPE, Screen::PORTRAIT, Screen::FOUR_TO_THREE] {
        let said = words(&booth.board(screen));
        let named = MENU.split(" | ").map(|name| said.matches(name).count()).sum::<usize>();
        assert!(named >= 8, "{screen}: {said}");
        assert_says(&said, &[&format!("+{} more", 60 - named)]);
    }
}

#[test]
fn drinks_are_named_in_letters_that_a_hall_can_read() {
    let booth = Booth::empty();
    for screen in [Screen::LANDSCAPE, Screen::PORTRAIT, Screen::FOUR_TO_THREE] {
        let picture = invitation(&booth.board(screen)).unwrap();
        let sizes = picture.split("font-size=\"").skip(1);
        for size in sizes.map(|rest| rest.split('"').next().unwrap().parse::<f32>().unwrap()) {
            assert!(size >= 26.0, "{screen}: {size} units");
        }
        assert!(picture.contains("<g transform"), "{screen}: glasses");
    }
}
