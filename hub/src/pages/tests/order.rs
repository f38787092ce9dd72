use super::*;
use crate::pages::{JourneyStep, render_cancel, render_journey, render_order};
use crema_api::DomainEvent;
use crema_api::answers::Ending;
use crema_api::events::names;
use crema_api::order::{CancelReason, CancelledBy, OrderState, UnavailableCause};

fn html_of(order: OrderView) -> String {
    render_order(&layout(), &Booth::with(order).page())
}

#[test]
fn in_line() {
    let html = html_of(samples::order(OrderState::Queued));
    assert_says(&html, "B42 3rd in line, about 4 minutes Placed Making Ready Enjoy");
    assert_says(&html, "Flat white Oat milk, single · for Zoë");
    assert_says(&html, "You may leave this Wi-Fi now. Watch for B42 on the big screen.");
    assert_has(&html, r#"<li class="reached" aria-current="step">Placed</li>"#);
    assert_eq!(html.matches(r#"class="reached""#).count(), 1);
    let order = format!("/o/{}", samples::SECRET);
    assert_has(&html, &format!(r#"href="{order}?change=1">Change the drink"#));
    assert_has(&html, &format!(r#"href="{order}/cancel">Cancel my order"#));
    assert_has(&html, r#"http-equiv="refresh""#);
}

#[test]
fn being_made_it_can_no_longer_be_changed() {
    let html = html_of(samples::order(OrderState::Making));
    assert_says(&html, "B42 Mia is making it.");
    assert_has(&html, r#"<li class="reached" aria-current="step">Making</li>"#);
    assert_lacks(&html, "change=1");
    assert_lacks(&html, "/cancel");
    let nameless = OrderView { barista: None, ..samples::order(OrderState::Making) };
    assert_says(&html_of(nameless), "A barista is making it.");
}

#[test]
fn ready_is_the_whole_page() {
    let html = html_of(samples::order(OrderState::Ready));
    assert_has(&html, r#"<body data-state="ready">"#);
    assert_says(&html, "Ready! B42 Pick it up at the counter Flat white with oat milk, for Zoë");
    let plain = OrderView { name: None, drink: None, ..samples::order(OrderState::Ready) };
    assert_says(&html_of(plain), "Ready! B42 Pick it up at the counter");
}

#[test]
fn handed_over_with_receipt_and_journey() {
    let html = html_of(samples::order(OrderState::Collected));
    assert_says(&html, "Enjoy! B42 is yours.");
    assert_says(&html, "Made by Mia Ready after 4 minutes");
    assert_has(&html, &format!(r#"href="/j/{}""#, samples::JOURNEY));
}

#[test]
fn every_end_says_what_happened_and_what_to_do() {
    use CancelReason as R;
    let cancelled = |reason, by| Ending::Cancelled { reason, by };
    let refused = |cause| Ending::Refused { cause };
    let (staff, customer) = (CancelledBy::Staff, CancelledBy::Customer);
    for (state, ending, sentence, again) in [
        (OrderState::Cancelled, cancelled(R::Customer, customer), "You called it off.", true),
        (OrderState::Cancelled, cancelled(R::Customer, staff), "We had to call it off.", true),
        (OrderState::Cancelled, cancelled(R::SoldOut, staff), "choose another drink.", true),
        (OrderState::Cancelled, cancelled(R::Machine, staff), "A machine has broken down.", true),
        (OrderState::Cancelled, cancelled(R::Duplicate, staff), "the same order twice", true),
        (
            OrderState::Cancelled,
            cancelled(R::Closing, CancelledBy::Booth),
            "The booth has closed. See you next time.",
            false,
        ),
        (OrderState::TimedOut, Ending::NotChosen, "Your time to choose is over.", true),
        (OrderState::TimedOut, Ending::NotMade, "We did not get to B42 in time. Sorry.", true),
        (OrderState::Refused, refused(UnavailableCause::Closed), "We are closed.", false),
        (OrderState::Refused, refused(UnavailableCause::LastOrders), "Last orders", false),
        (OrderState::Refused, refused(UnavailableCause::Paused), "a short break.", true),
        (OrderState::Refused, refused(UnavailableCause::Full), "We are busy right now.", true),
    ] {
        let html = html_of(samples::ended(state, ending));
        assert_says(&html, sentence);
        assert_eq!(html.contains(r#"class="button" href="/""#), again, "{ending:?}");
        assert_lacks(&html, "<form");
    }
    let uncollected = html_of(samples::order(OrderState::Uncollected));
    assert_says(&uncollected, "B42 was ready, and nobody came. Ask for it at the counter.");
}

#[test]
fn cancelling_asks_first() {
    let booth = Booth::with(samples::order(OrderState::Queued));
    let html = render_cancel(&asked_for("en"), &booth.page());
    assert_says(&html, "Cancel B42? You give up your place in line.");
    assert_has(&html, &format!(r#"<form action="/o/{}/cancel" method="post">"#, samples::SECRET));
    assert_has(&html, r#"<input type="hidden" name="key" value="k-1">"#);
    assert_has(&html, &format!(r#"href="/o/{}?lang=en">No, keep it"#, samples::SECRET));
    let unplaced = Booth::with(samples::order(OrderState::Started));
    assert_says(&render_cancel(&layout(), &unplaced.page()), "Cancel your order?");
    let making = Booth::with(samples::order(OrderState::Making));
    assert_says(&render_cancel(&layout(), &making.page()), "Mia is making it.");
}

#[test]
fn who_was_given_up_and_taken_back_reads_that_they_are_in_line_again() {
    let requeued = |state| OrderView { requeued: true, ..samples::order(state) };
    let html = html_of(requeued(OrderState::Queued));
    assert_says(&html, "You are back in line.");
    assert_lacks(&html_of(requeued(OrderState::Making)), "back in line");
    assert_lacks(&html_of(samples::order(OrderState::Queued)), "back in line");
}

#[test]
fn the_journey_is_told_in_order() {
    let steps = [
        step("10:31", names::OrderPlaced, OrderState::Queued),
        step("10:32", names::MakeOrder, OrderState::Making),
        step("10:33", names::MakeOrder, OrderState::Queued),
        step("10:38", "custom.lamp", OrderState::Ready),
    ];
    let html = render_journey(&layout(), Some("B42"), &steps);
    assert_says(&html, "The journey of B42 10:31 A drink was chosen and ordered.");
    assert_says(&html, "10:32 A barista makes it. 10:33 It waits for a barista again. 10:38");
    assert_has(&html, r#"<span lang="en">B42 &#60;was&#62; told.</span>"#);
    assert_says(&render_journey(&layout(), None, &[]), "Nothing has happened yet.");
}

#[test]
fn the_journey_says_who_ended_it_and_what_was_printed() {
    let printed = |kind: &str| JourneyStep {
        printed_for: Some(kind.to_owned()),
        ..step("10:33", names::TicketPrinted, OrderState::Cancelled)
    };
    let steps = [
        printed(names::TicketWanted),
        step("10:34", names::WorkflowStopped, OrderState::Queued),
        printed(names::OrderCancelled),
        step("10:35", names::DeliveryDiscarded, OrderState::Cancelled),
    ];
    let html = render_journey(&layout(), Some("B42"), &steps);
    assert_says(&html, "10:33 The ticket was printed. 10:34 The crew has stopped the order.");
    assert_says(&html, "10:33 A slip was printed that says it is cancelled.");
    assert_says(&html, "10:35 The crew has taken care of it.");
}

#[test]
fn every_step_of_an_order_is_told_in_every_language() {
    for detail_type in DomainEvent::DETAIL_TYPES {
        let of_an_order = ["OrderProcessor.", "OrderManager.", "Validator.", "Counting.", "Bus."];
        let not_of_one = [names::CodeRotated, names::DayEnded];
        if !of_an_order.iter().any(|service| detail_type.starts_with(service))
            || not_of_one.contains(detail_type)
        {
            continue;
        }
        let html =
            render_journey(&layout(), None, &[step("10:31", detail_type, OrderState::Queued)]);
        assert_lacks(&html, "told.");
    }
}

fn step(time: &str, detail_type: &str, state: OrderState) -> JourneyStep {
    JourneyStep {
        time: time.to_owned(),
        detail_type: detail_type.to_owned(),
        order_state: Some(state),
        printed_for: None,
        sentence: "B42 <was> told.".to_owned(),
    }
}

#[test]
fn what_people_typed_is_text_and_nothing_else() {
    let evil = "<script>alert('&')</script>\"";
    for state in OrderState::ALL {
        let mut order = samples::order(state);
        order.name = Some(evil.to_owned());
        if let Some(barista) = &mut order.barista {
            barista.name = Some(evil.to_owned());
        }
        if let Some(drink) = &mut order.drink {
            drink.drink_id = "gone-from-the-menu".to_owned();
            drink.drink = evil.to_owned();
            drink.choices[0].option = evil.to_owned();
        }
        let html = html_of(order);
        assert_lacks(&html, "<script>");
        assert_lacks(&html, "alert('");
    }
}

#[test]
fn a_drink_that_left_the_menu_reads_as_it_was_ordered() {
    let mut booth = Booth::with(samples::order(OrderState::Queued));
    booth.menu.drinks.clear();
    let html = render_order(&layout(), &booth.page());
    assert_says(&html, "Flat white Oat milk, single · for Zoë");
    assert_lacks(&html, "<svg");
}

#[test]
fn the_script_is_given_the_main_alone_and_where_to_follow() {
    let booth = Booth::with(samples::order(OrderState::Queued));
    let whole = render_order(&layout(), &booth.page());
    let main = render_order(&Layout { fragment: true, ..layout() }, &booth.page());
    assert!(main.starts_with("<main") && main.trim_end().ends_with("</main>"));
    assert_has(&whole, main.trim_end());
    let stream = format!(
        "/api/v1/stream?topics=users%2Fme%2Cconfig&#38;order={}&#38;after=4711",
        samples::SECRET
    );
    assert_has(&main, &format!(r#"data-stream="{stream}""#));
}
