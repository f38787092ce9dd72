//! What the board says in every state, read from the picture as a page or a screen gets it.

use crema_api::order::OrderState;
use crema_api::store::{PauseReason, StoreState};
use crema_display::board::phrases::{Phrases, TURN_MS};
use crema_display::qr::Wifi;
use crema_display::{Board, Link, Screen, WallClock, svg};

use crate::sample::Booth;

mod empty;
mod lists;

const MINUTE: u64 = 60_000;

/// The texts of a picture in order of drawing, joined by ` | `.
fn words(board: &Board<'_>) -> String {
    let svg = svg::to_svg(&board.scene());
    let mut words = Vec::new();
    for element in svg.split("<text").skip(1) {
        let element = element.split("</text>").next().unwrap();
        let texts = element.split('>').skip(1).filter_map(|part| part.split('<').next());
        words.push(texts.collect::<String>().replace('\u{a0}', " "));
    }
    words.join(" | ")
}

fn said(booth: &Booth) -> String {
    words(&booth.board(Screen::LANDSCAPE))
}

#[track_caller]
fn assert_says(words: &str, parts: &[&str]) {
    for part in parts {
        assert!(words.contains(part), "\"{part}\" is missing in: {words}");
    }
}

#[track_caller]
fn assert_silent(words: &str, parts: &[&str]) {
    for part in parts {
        assert!(!words.contains(part), "\"{part}\" should not stand in: {words}");
    }
}

#[test]
fn an_open_booth_shows_code_time_drinks_and_both_lists_by_number() {
    let words = said(&Booth::busy());
    assert_says(
        &words,
        &[
            "Scan to order | Or type this code | at crema.local | B7K4Q2 | 3:06 | left | 7 drinks left",
            "B39 | B40 | B41 | B43 | B44 | B45 | B46 | B47 | B48 | B49 | B50 | B51 | B52 | B53",
            "B35 | 健二 | B36 | Amira | B37 | Sam | B38 | Åsa | B42 | Zoë",
            "412 drinks today | Coffee at Rustfest | 6 min wait",
        ],
    );
    assert_silent(&words, &["Wi-Fi", "Reconnecting"]);
}

#[test]
fn with_a_wifi_of_its_own_the_booth_has_two_steps() {
    let booth = Booth::busy();
    let wifi = Wifi { ssid: "Crema".into(), passphrase: None };
    let languages = [Phrases::for_language("de").unwrap()];
    let board =
        Board { wifi: Some(&wifi), languages: &languages, ..booth.board(Screen::LANDSCAPE) };
    assert_says(
        &words(&board),
        &["1 | 2 | Join the Wi-Fi | WLAN verbinden | Type this code | Code eingeben", "Scan this."],
    );
    let codes = svg::to_svg(&board.scene()).matches("crispEdges").count();
    assert_eq!(codes, 2, "one QR code for the Wi-Fi and one for the order");
}

#[test]
fn a_pause_says_when_it_ends_by_a_clock_that_can_be_believed() {
    let mut booth = Booth::busy();
    booth.store.store.state = StoreState::Paused;
    booth.store.store.reason = Some("We are cleaning the machine".into());
    booth.store.store.until_booth_ms = Some(booth.booth_ms + 12 * MINUTE);
    let wall = |minute_of_day| Some(WallClock { date: "2026-11-24".into(), minute_of_day });
    let at = |wall| words(&Board { wall, ..booth.board(Screen::PORTRAIT) });

    assert_says(
        &at(wall(14 * 60 + 18)),
        &["Back at 14:30 | We are cleaning the machine. Orders", "being made."],
    );
    assert_says(&at(wall(23 * 60 + 55)), &["Back at 0:07"]);
    assert_says(&at(None), &["Back in | 12 minutes"]);
    assert_silent(&at(None), &["B7K4Q2", "Scan"]);

    booth.store.store.until_booth_ms = Some(booth.booth_ms);
    assert_says(&said(&booth), &["Back soon"]);
}

#[test]
fn closed_last_orders_full_and_used_up_each_say_it_in_a_sentence() {
    let with = |change: &dyn Fn(&mut Booth)| {
        let mut booth = Booth::busy();
        change(&mut booth);
        said(&booth)
    };
    let closed = with(&|it| it.store.store.state = StoreState::Closed);
    assert_says(&closed, &["Closed. | See you soon.", "B39", "Zoë"]);
    let last = with(&|it| it.store.store.state = StoreState::LastOrders);
    assert_says(&last, &["Last orders | No new orders today."]);
    let full = with(&|it| {
        it.store.has_room = false;
        it.store.expected_wait_min = 20;
        it.store.drinks_ahead = 14;
    });
    assert_says(&full, &["Busy: a place | in 2 minutes"]);
    let used_up = with(&|it| it.code.code = None);
    assert_says(&used_up, &["Next code | soon"]);
    for sentence in [closed, last, full, used_up] {
        assert_silent(&sentence, &["B7K4Q2", "drinks left"]);
    }
}

#[test]
fn tomorrow_is_promised_only_where_clock_and_last_day_say_so() {
    let said = |end: Option<&str>, today: Option<&str>| {
        let mut booth = Booth::busy();
        booth.store.store.state = StoreState::Closed;
        booth.store.occasion.end = end.map(str::to_owned);
        let wall = today.map(|day| WallClock { date: day.into(), minute_of_day: 1000 });
        words(&Board { wall, ..booth.board(Screen::LANDSCAPE) })
    };
    let (before, last) = (Some("2026-11-23"), Some("2026-11-24"));
    assert_says(&said(last, before), &["See you | tomorrow."]);
    assert_says(&said(last, last), &["Thank you"]);
    for unknown in [said(last, None), said(None, before), said(None, None)] {
        assert_says(&unknown, &["See you soon."]);
        assert_silent(&unknown, &["tomorrow", "Thank you"]);
    }
}

#[test]
fn a_lost_hub_takes_code_and_wait_away_and_fades_the_rest() {
    let booth = Booth::busy();
    let board = Board { link: Link::Reconnecting, ..booth.board(Screen::LANDSCAPE) };
    let lost = words(&board);
    assert_says(&lost, &["Reconnecting…", "B39", "Zoë", "412 drinks today"]);
    assert_silent(&lost, &["B7K4Q2", "6 min", "Scan"]);
    let svg = svg::to_svg(&board.scene());
    assert!(svg.contains("<g opacity=\"0.6\">") && !svg.contains("crispEdges"));
}

#[test]
fn a_board_that_knows_nothing_yet_says_so() {
    assert_says(&words(&Board::new(Screen::PORTRAIT)), &["One moment | The booth is starting."]);
}

#[test]
fn a_used_up_code_says_when_the_next_one_comes() {
    let mut booth = Booth::busy();
    booth.code.code = None;
    booth.store.next_code_booth_ms = Some(booth.booth_ms + MINUTE + 1);
    assert_says(&said(&booth), &["Next code in | 2 minutes | The last one has run out."]);
    booth.booth_ms += MINUTE - 1000;
    assert_says(&said(&booth), &["Next code in | 1 minute | The last"]);
    booth.booth_ms += MINUTE;
    assert_says(&said(&booth), &["Next code | soon"]);
}

#[test]
fn a_usual_reason_for_a_pause_is_said_in_the_boards_languages() {
    let mut booth = Booth::busy();
    booth.store.store.state = StoreState::Paused;
    booth.store.store.because = Some(PauseReason::Milk);
    booth.store.store.reason = Some("Two streets away".into());
    let languages = [Phrases::for_language("de").unwrap()];
    let board = Board { languages: &languages, ..booth.board(Screen::PORTRAIT) };
    let said = words(&board).replace(" | ", " ");
    assert_says(&said, &["We are fetching more milk. Two streets away. Orders already placed"]);
    assert_says(&said, &["being made. Wir holen neue Milch."]);
}

#[test]
fn the_crews_colour_takes_the_place_of_the_accent_and_nothing_else_can() {
    let mut booth = Booth::busy();
    let wifi = Wifi { ssid: "Crema".into(), passphrase: None };
    let mut drawn = |accent: Option<&str>| {
        let branding = serde_json::json!({ "accent": accent });
        booth.store.branding = serde_json::from_value(branding).unwrap();
        svg::to_svg(&Board { wifi: Some(&wifi), ..booth.board(Screen::LANDSCAPE) }.scene())
    };
    let plain = drawn(None);
    assert_eq!(plain.matches("#9a4a14").count(), 3, "two badges and the ring");
    assert_eq!(drawn(Some("#0B5FB0")), plain.replace("#9a4a14", "#0b5fb0"));
    for no_colour in ["", "blue", "#0b5fb0\"/><script>"] {
        assert_eq!(drawn(Some(no_colour)), plain, "{no_colour}");
    }
}

/// The sponsors' line at a booth time.
fn sponsors(booth: &Booth, booth_ms: u64) -> Option<String> {
    let all = words(&Board { booth_ms, ..booth.board(Screen::LANDSCAPE) });
    let line = all.split(" | ").find_map(|line| line.strip_prefix("Made possible by "))?;
    Some(line.to_owned())
}

#[test]
fn sponsors_stand_in_one_line_or_take_turns() {
    let mut booth = Booth::busy();
    assert_eq!(sponsors(&booth, 0), None);
    let mut names: Vec<String> = ["Foo & Söhne", "Bar"].map(str::to_owned).into();
    booth.store.branding.sponsors = names.clone();
    for turn in 0..3 {
        assert_eq!(sponsors(&booth, turn * TURN_MS).unwrap(), "Foo &amp; Söhne  ·  Bar");
    }
    assert_says(&said(&booth), &["412 drinks today", "Coffee at Rustfest", "6 min wait"]);

    names.extend((1..=9).map(|number| format!("Company number {number}")));
    booth.store.branding.sponsors = names.clone();
    let mut seen: Vec<String> = Vec::new();
    let mut turn = 0;
    while seen.len() < names.len() {
        let line = sponsors(&booth, turn * TURN_MS).unwrap().replace("&amp;", "&");
        assert_eq!(sponsors(&booth, (turn + 1) * TURN_MS - 1).unwrap().replace("&amp;", "&"), line);
        seen.extend(line.split("  ·  ").map(str::to_owned));
        turn += 1;
    }
    assert_eq!(seen, names, "each whole, in their order, before the first comes again");
    assert!(turn > 1);
    assert_eq!(sponsors(&booth, turn * TURN_MS), sponsors(&booth, 0));
}

#[test]
fn a_name_cannot_write_markup() {
    let booth = Booth::with_orders(&[], &[(1, "<script>\"&"), (2, "a\u{0}b\u{202e}c")]);
    let svg = svg::to_svg(&booth.board(Screen::LANDSCAPE).scene());
    assert!(svg.contains("&lt;script&gt;&quot;&amp;") && !svg.contains("<script"));
    assert!(svg.contains(">abc<"));
}

#[test]
fn a_pages_script_finds_what_it_may_move() {
    let mut booth = Booth::busy();
    let svg = svg::to_svg(&booth.board(Screen::LANDSCAPE).scene());
    let code = booth.code.code.as_ref().unwrap();
    let times =
        format!("data-start=\"{}\" data-end=\"{}\"", code.start_booth_ms, code.end_booth_ms);
    let ring = svg.split("id=\"ring\"").nth(1).unwrap();
    assert!(ring.split('>').next().unwrap().contains(&times));
    let time = svg.split("id=\"time-left\"").nth(1).unwrap();
    assert!(time.split('>').next().unwrap().contains(&times) && time.contains(">3:06<"));
    let ready = booth.orders.orders.iter().filter(|order| order.state == OrderState::Ready);
    for order in ready {
        assert!(svg.contains(&format!("data-order=\"{}\" data-calls=\"0\"", order.id)));
    }
    let last = booth.orders.orders.last_mut().unwrap();
    last.calls = 2;
    let called = format!("data-order=\"{}\" data-calls=\"2\"", last.id);
    assert!(svg::to_svg(&booth.board(Screen::LANDSCAPE).scene()).contains(&called));
}

#[test]
fn the_code_keeps_its_height_however_wide_it_is() {
    let mut booth = Booth::busy();
    for code in ["B7K4Q2", "BWMWMW"] {
        booth.code.code.as_mut().unwrap().code = code.into();
        let svg = svg::to_svg(&booth.board(Screen::LANDSCAPE).scene());
        let text = svg.split("<text").find(|text| text.contains("id=\"code\"")).unwrap();
        // Inter's capitals are 0.727 of the size: 12 % of 1080 need 178.
        assert!(text.contains("font-size=\"180\""), "{text}");
        // The paper's right margin is 43 of its 912: whatever font a page has, the code keeps it.
        let attribute = |name: &str| -> f32 {
            let value = text.split(&format!("{name}=\"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        };
        assert!(attribute(" x") + attribute("textLength") <= 912.0 - 43.0, "{text}");
    }
}
