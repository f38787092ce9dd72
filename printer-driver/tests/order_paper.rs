//! An order's paper through its life: the guest's slip, what is changed, made again or called off
//! after its ticket was printed, a name taken back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fake_hub;
mod fake_printer;

use crema_api::events::order_manager::{SlipWanted, TicketWanted};
use crema_api::order::{DrinkOrder, OrderState};
use crema_printer::daemon::TICKET_STALE_MS;
use crema_printer::port::Claim;
use crema_printer::spool::JobState;
use crema_printer::{Mark, Ticket};

use crema_testing::samples::flat_white;
use fake_hub::FakeHub;
use fake_hub::facts::{cancelled, changed, name_hidden, slip_wanted, wanted};
use fake_printer::{
    NEVER, Scripted, daemon, expected, printed, reports, spool, unknown, wall_time,
};

fn cortado() -> DrinkOrder {
    DrinkOrder { drink: "Cortado".into(), choices: Vec::new(), ..flat_white() }
}

fn first(n: u32, name: Option<&str>) -> Ticket {
    Ticket::from_event(&wanted(n, false), name, &wall_time())
}

/// A printer that takes nothing the first time.
fn away() -> Scripted {
    Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() }
}

#[test]
fn a_guests_slip_is_printed_without_a_name_and_reported() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    hub.order(7, "Zoë");
    let slip = hub.append(slip_wanted(7));
    let ticket = hub.want(7, false);
    let mut daemon = daemon(&hub, dir.path(), &mut port);
    for _ in 0..2 {
        daemon.run_once(&NEVER).unwrap();
    }
    drop(daemon);
    assert_eq!(port.sent.len(), 2, "each once");
    assert!(port.sent[0].bytes == expected(Ticket::guest_slip(&slip_wanted(7), &wall_time())));
    assert!(port.sent[1].bytes == expected(first(7, Some("Zoë"))));
    assert_eq!(reports(&hub), [printed(slip, 7), printed(ticket, 7)]);
}

#[test]
fn a_slip_tells_the_wait_and_looks_like_no_ticket() {
    let bytes = |detail: &SlipWanted| expected(Ticket::guest_slip(detail, "14:07"));
    let four = slip_wanted(7);
    let twelve = SlipWanted { expected_wait_min: 12, ..four.clone() };
    assert!(bytes(&four) != bytes(&twelve));
    assert!(bytes(&four) != expected(Ticket::from_event(&wanted(7, false), None, "14:07")));
}

#[test]
fn a_ticket_made_again_or_changed_says_so_and_what_it_was() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    for n in [1, 2, 3] {
        hub.order(n, "Zoë");
    }
    hub.change(3, |order| order.previous_drink = Some(cortado()));
    hub.change(2, |order| order.previous_drink = Some(cortado()));
    hub.append(TicketWanted { remake: true, ..wanted(1, false) });
    hub.append(TicketWanted { changed: true, ..wanted(2, true) });
    hub.append(TicketWanted { remake: true, changed: true, ..wanted(3, false) });
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let again = Ticket { mark: Mark::Remake, ..first(1, Some("Zoë")) };
    assert!(port.sent[0].bytes == expected(again));
    let other = Ticket { mark: Mark::Changed, previous: Some(cortado()), ..first(2, Some("Zoë")) };
    assert!(port.sent[1].bytes == expected(other));
    let (mark, previous) = (Mark::RemakeChanged, Some(cortado()));
    let both = Ticket { mark, previous, ..first(3, Some("Zoë")) };
    assert!(port.sent[2].bytes == expected(both));
}

#[test]
fn a_cancelled_order_whose_ticket_is_out_gets_one_slip_that_says_so() {
    // Printed, or perhaps: both may lie on the counter.
    for claim in [Claim::Printed, Claim::Unknown] {
        let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
        let mut port = Scripted { claims: vec![claim], ..Scripted::default() };
        hub.order(7, "Zoë");
        let ticket = hub.want(7, false);
        daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
        hub.change(7, |order| order.state = OrderState::Cancelled);
        let called_off = hub.append(cancelled(7));
        for _ in 0..2 {
            daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
        }
        assert_eq!(port.sent.len(), 2, "the ticket, and one slip");
        let slip = Ticket::cancelled_slip(&cancelled(7), &wall_time());
        assert!(port.sent[1].bytes == expected(Ticket { name: Some("Zoë".into()), ..slip }));
        let of_ticket =
            if claim == Claim::Printed { printed(ticket, 7) } else { unknown(ticket, 7) };
        assert_eq!(reports(&hub), [of_ticket, printed(called_off, 7)]);
    }
}

#[test]
fn a_cancelled_order_without_a_ticket_prints_nothing() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    hub.order(7, "Zoë");
    // A guest's slip tells nobody to make anything.
    hub.append(slip_wanted(7));
    hub.append(cancelled(8));
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    hub.append(cancelled(7));
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert_eq!(port.sent.len(), 1, "the slip alone");
}

#[test]
fn a_ticket_that_still_waits_when_its_order_is_called_off_says_it_itself() {
    let (hub, dir, mut port) = (FakeHub::start(), tempfile::tempdir().unwrap(), away());
    hub.order(7, "Zoë");
    hub.want(7, false);
    assert!(daemon(&hub, dir.path(), &mut port).run_once(&NEVER).is_err());
    hub.change(7, |order| order.state = OrderState::Cancelled);
    hub.append(cancelled(7));
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert_eq!(port.sent.len(), 2, "the try, and one paper");
    assert!(port.sent[1].bytes == expected(Ticket { cancelled: true, ..first(7, Some("Zoë")) }));
}

#[test]
fn a_cancellation_heard_too_late_is_passed_over() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let ticket = hub.want(7, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    hub.append(cancelled(7));
    hub.state().booth_ms += TICKET_STALE_MS + 1;
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert_eq!(reports(&hub), [printed(ticket, 7)]);
}

#[test]
fn a_name_taken_back_is_on_nothing_that_still_waits_and_on_no_reprint() {
    let (hub, dir, mut port) = (FakeHub::start(), tempfile::tempdir().unwrap(), away());
    hub.order(7, "Zoë");
    hub.order(8, "Leo");
    let ticket = hub.want(7, false);
    hub.want(8, false);
    assert!(daemon(&hub, dir.path(), &mut port).run_once(&NEVER).is_err());
    let waits = spool(dir.path()).job(ticket).unwrap().unwrap();
    assert!(waits.bytes == expected(first(7, Some("Zoë"))));

    hub.change(7, |order| order.name = None);
    hub.append(name_hidden(7));
    let reprint = hub.want(7, true);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert!(port.sent[1].bytes == expected(first(7, None)), "what waited");
    assert!(port.sent[2].bytes == expected(first(8, Some("Leo"))), "another's keeps its name");
    let copy = Ticket::from_event(&wanted(7, true), None, &wall_time());
    assert!(port.sent[3].bytes == expected(copy), "a reprint");
    assert_eq!(port.sent[3].ticket_seq, reprint);
}

#[test]
fn a_drink_changed_while_its_ticket_waits_is_printed_as_it_is_now() {
    let (hub, dir, mut port) = (FakeHub::start(), tempfile::tempdir().unwrap(), away());
    hub.order(7, "Zoë");
    let ticket = hub.want(7, false);
    assert!(daemon(&hub, dir.path(), &mut port).run_once(&NEVER).is_err());
    hub.change(7, |order| order.drink = Some(cortado()));
    hub.append(changed(7));
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let now = Ticket {
        drink: Some(cortado()),
        previous: Some(flat_white()),
        mark: Mark::Changed,
        ..first(7, Some("Zoë"))
    };
    assert!(port.sent[1].bytes == expected(now));
    assert_eq!(spool(dir.path()).job(ticket).unwrap().unwrap().state, JobState::Printed);
}
