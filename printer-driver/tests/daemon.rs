//! The daemon's rounds against a hub that a test controls and a printer that says what it is told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod fake_hub;
mod fake_printer;

use crema_api::Seq;
use crema_api::commands::Report;
use crema_api::order::OrderState;
use crema_printer::daemon::TICKET_STALE_MS;
use crema_printer::port::{Claim, PrinterPort as _};
use crema_printer::spool::JobState;
use crema_printer::virtual_port::VirtualPort;
use crema_printer::{Mark, Paper, Ticket};

use crema_testing::samples::flat_white;
use fake_hub::facts::{self, names_erased, wanted};
use fake_hub::{FakeHub, LOG_B};
use fake_printer::{
    NEVER, Scripted, daemon, expected, printed, reports, spool, unknown, wall_time,
};

#[test]
fn a_ticket_is_printed_with_its_name_and_reported_once() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let order = hub.order(7, "健二 Kenji");
    let ticket = hub.want(7, false);
    let mut daemon = daemon(&hub, dir.path(), &mut port);
    assert_eq!(daemon.run_once(&NEVER).unwrap(), ticket);
    daemon.run_once(&NEVER).unwrap();
    drop(daemon);
    assert_eq!(port.sent.len(), 1);
    let want = Ticket::from_event(&wanted(7, false), order.name.as_deref(), &wall_time());
    assert!(port.sent[0].bytes == expected(want), "the job is that of the ticket with its name");
    assert_eq!(reports(&hub), [printed(ticket, 7)]);
    assert!(hub.state().tokens.iter().all(|token| token == "Bearer secret"));
}

#[test]
fn an_order_that_is_gone_still_has_its_ticket() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    hub.want(7, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert!(
        port.sent[0].bytes == expected(Ticket::from_event(&wanted(7, false), None, &wall_time()))
    );
}

#[test]
fn an_order_changed_or_called_off_meanwhile_is_marked() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let (mut changed, mut cancelled) = (hub.order(1, "Zoë"), hub.order(2, "Leo"));
    changed.drink = Some(crema_api::order::DrinkOrder { drink: "Cortado".into(), ..flat_white() });
    cancelled.state = OrderState::Cancelled;
    for order in [&changed, &cancelled] {
        hub.state().orders.insert(order.id.to_string(), order.clone());
    }
    hub.want(1, false);
    hub.want(2, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let of = |n, name| Ticket::from_event(&wanted(n, false), Some(name), &wall_time());
    let first = Ticket {
        mark: Mark::Changed,
        drink: changed.drink,
        previous: Some(flat_white()),
        ..of(1, "Zoë")
    };
    assert!(port.sent[0].bytes == expected(first));
    assert!(port.sent[1].bytes == expected(Ticket { cancelled: true, ..of(2, "Leo") }));
}

#[test]
fn a_job_cut_off_while_being_sent_is_never_sent_again_by_itself() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    hub.order(7, "Zoë");
    let ticket = hub.want(7, false);
    // The printer takes nothing, so the job waits; then a run ends between `sending` and its end.
    let mut away = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
    assert!(daemon(&hub, dir.path(), &mut away).run_once(&NEVER).is_err());
    spool(dir.path()).set_state(ticket, JobState::Sending).unwrap();
    let mut mute = Scripted::default();
    daemon(&hub, dir.path(), &mut mute).run_once(&NEVER).unwrap();
    assert!(mute.sent.is_empty());
    assert_eq!(reports(&hub), [unknown(ticket, 7)]);

    // The copy that people then ask for says what it may be.
    hub.want(7, true);
    daemon(&hub, dir.path(), &mut mute).run_once(&NEVER).unwrap();
    let copy = Ticket::from_event(&wanted(7, true), Some("Zoë"), &wall_time());
    assert!(mute.sent[0].bytes == expected(Ticket { mark: Mark::PossibleCopy, ..copy }));
}

#[test]
fn a_printer_that_can_tell_is_believed() {
    for (answer, sends) in [(Claim::Printed, 0), (Claim::NotPrinted, 1)] {
        let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
        let ticket = hub.want(7, false);
        let mut away = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
        assert!(daemon(&hub, dir.path(), &mut away).run_once(&NEVER).is_err());
        spool(dir.path()).set_state(ticket, JobState::Sending).unwrap();
        let mut port = Scripted { answers: vec![Some(answer)], ..Scripted::default() };
        daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
        assert_eq!(port.sent.len(), sends, "{answer:?}");
        assert_eq!(reports(&hub), [printed(ticket, 7)]);
    }
}

#[test]
fn a_ticket_that_comes_too_late_is_held_and_said_to_be() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let first = hub.want(1, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let late = hub.want(2, false);
    hub.state().booth_ms += TICKET_STALE_MS + 1;
    let fresh = hub.want(3, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let sent: Vec<Seq> = port.sent.iter().map(|job| job.ticket_seq).collect();
    assert_eq!(sent, [first, fresh]);
    assert_eq!(reports(&hub), [printed(first, 1), unknown(late, 2), printed(fresh, 3)]);
}

#[test]
fn an_event_with_a_wrong_time_makes_no_later_ticket_late() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let first = hub.want(1, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let wrong = hub.want(2, false);
    for event in hub.state().events.iter_mut().filter(|event| event.seq == wrong) {
        event.booth_ms.0 += 100 * TICKET_STALE_MS;
    }
    let later = hub.want(3, false);
    let mut daemon = daemon(&hub, dir.path(), &mut port);
    daemon.run_once(&NEVER).unwrap();
    let last = hub.want(4, false);
    daemon.run_once(&NEVER).unwrap();
    drop(daemon);
    let sent: Vec<Seq> = port.sent.iter().map(|job| job.ticket_seq).collect();
    assert_eq!(sent, [first, wrong, later, last]);
}

#[test]
fn a_printer_that_comes_back_is_not_flooded_with_what_waited_in_its_spool() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let waited = hub.want(1, false);
    let mut port = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
    assert!(daemon(&hub, dir.path(), &mut port).run_once(&NEVER).is_err());
    hub.state().booth_ms += TICKET_STALE_MS + 1;
    let fresh = hub.want(2, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert_eq!(reports(&hub), [unknown(waited, 1), printed(fresh, 2)]);
}

#[test]
fn a_printer_that_starts_without_the_hub_floods_nobody_with_what_waited() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let waited = hub.want(1, false);
    let mut away = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
    assert!(daemon(&hub, dir.path(), &mut away).run_once(&NEVER).is_err());
    hub.state().booth_ms += TICKET_STALE_MS + 1;
    hub.state().down = true;
    let mut port = Scripted::default();
    let mut daemon = daemon(&hub, dir.path(), &mut port);
    assert!(daemon.run_once(&NEVER).is_err());
    // The hub is back, and nothing new has happened.
    hub.state().down = false;
    daemon.run_once(&NEVER).unwrap();
    drop(daemon);
    assert!(port.sent.is_empty(), "nobody could know whether it was in time, and it was not");
    assert_eq!(reports(&hub), [unknown(waited, 1)]);
}

#[test]
fn a_printer_that_starts_again_prints_what_waited_and_is_in_time() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let waited = hub.want(1, false);
    let mut away = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
    assert!(daemon(&hub, dir.path(), &mut away).run_once(&NEVER).is_err());
    daemon(&hub, dir.path(), &mut Scripted::default()).run_once(&NEVER).unwrap();
    assert_eq!(reports(&hub), [printed(waited, 1)]);
}

#[test]
fn at_its_very_first_start_a_printer_passes_over_old_tickets_in_silence() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    for n in 1..=3 {
        hub.want(n, false);
    }
    hub.state().booth_ms += TICKET_STALE_MS + 1;
    let fresh = hub.want(4, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert_eq!(reports(&hub), [printed(fresh, 4)]);
}

#[test]
fn a_long_log_is_read_to_its_end_in_one_round() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    for _ in 0..1_203 {
        hub.append(names_erased());
    }
    let ticket = hub.want(1, false);
    assert_eq!(daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap(), ticket);
    assert_eq!(reports(&hub), [printed(ticket, 1)]);
}

#[test]
fn a_hub_set_up_anew_is_followed_from_its_end() {
    for other_log in [false, true] {
        let (hub, dir, mut port) =
            (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
        for n in 1..=5 {
            hub.want(n, false);
        }
        daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
        hub.state().events.clear();
        hub.state().reports.clear();
        if other_log {
            // Grown past our cursor already: only its id tells.
            hub.state().log = LOG_B;
            for n in 11..=17 {
                hub.want(n, false);
            }
        }
        daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
        let ticket = hub.want(21, false);
        daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
        assert_eq!(reports(&hub), [printed(ticket, 21)], "other log: {other_log}");
        assert_eq!(port.sent.last().unwrap().label, "B21");
        assert_eq!(port.erased, 1, "what is on paper of the old hub holds names");
    }
}

#[test]
fn a_report_is_given_until_it_is_taken_always_under_the_same_key() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let ticket = hub.want(7, false);
    let mut daemon = daemon(&hub, dir.path(), &mut port);
    hub.state().down = true;
    assert!(daemon.run_once(&NEVER).is_err());
    hub.state().down = false;
    // The last is answered first: the printer's condition is taken, the ticket is not, twice.
    hub.state().report_answers = vec![500, 503, 503];
    while daemon.run_once(&NEVER).is_err() {}
    assert_eq!(reports(&hub), [printed(ticket, 7)]);
    let keys = hub.state().reports.iter().filter(|(key, _)| key.starts_with("ticket-")).count();
    assert_eq!(keys, 1);
    assert!(hub.reported().contains_key(&format!("ticket-{ticket}-printed")));
}

#[test]
fn a_report_that_is_refused_does_not_stop_the_others() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let (_, second) = (hub.want(1, false), hub.want(2, false));
    // The first is the printer's condition, the second the first ticket.
    hub.state().report_answers = vec![404, 404];
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    assert_eq!(reports(&hub), [printed(second, 2)]);
}

#[test]
fn a_printer_prints_what_it_has_while_the_hub_is_away() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let ticket = hub.want(7, false);
    let mut port = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
    let mut daemon = daemon(&hub, dir.path(), &mut port);
    assert!(daemon.run_once(&NEVER).is_err());
    hub.state().down = true;
    assert!(daemon.run_once(&NEVER).is_err());
    drop(daemon);
    assert_eq!(spool(dir.path()).job(ticket).unwrap().unwrap().state, JobState::Printed);
}

#[test]
fn a_job_sent_twice_is_seen_twice() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let mut away = Scripted { claims: vec![Claim::NotPrinted], ..Scripted::default() };
    hub.want(7, false);
    assert!(daemon(&hub, dir.path(), &mut away).run_once(&NEVER).is_err());
    let mut port = VirtualPort::open(&dir.path().join("tickets"), Paper::Paper80).unwrap();
    for _ in 0..2 {
        assert_eq!(port.send(&away.sent[0]), Claim::Printed);
    }
    assert_eq!(std::fs::read_dir(dir.path().join("tickets")).unwrap().count(), 2);
}

#[test]
fn erased_names_take_the_pictures_with_them() {
    let (hub, dir) = (FakeHub::start(), tempfile::tempdir().unwrap());
    let folder = dir.path().join("tickets");
    let port = || VirtualPort::open(&folder, Paper::Paper80).unwrap();
    let pictures = || -> Vec<String> {
        let entries = std::fs::read_dir(&folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    hub.order(7, "Zoë");
    let ticket = hub.want(7, false);
    daemon(&hub, dir.path(), port()).run_once(&NEVER).unwrap();
    assert_eq!(pictures(), [format!("{:08}-B7.png", ticket.0)]);
    hub.append(names_erased());
    daemon(&hub, dir.path(), port()).run_once(&NEVER).unwrap();
    assert_eq!(pictures(), Vec::<String>::new());
    assert_eq!(reports(&hub), [printed(ticket, 7)], "and it is not printed again");
}

/// Of the event at `seq` nothing can be read any more: as a hub passes it on.
fn damage(hub: &FakeHub, seq: Seq) {
    let mut state = hub.state();
    let event = state.events.iter_mut().find(|event| event.seq == seq).unwrap();
    event.detail = serde_json::Value::Null;
    (event.unreadable, event.raw) = (true, Some("{".to_owned()));
}

#[test]
fn an_event_that_cannot_be_read_is_reported_once_and_the_next_ticket_is_printed() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let first = hub.want(1, false);
    daemon(&hub, dir.path(), &mut port).run_once(&NEVER).unwrap();
    let torn = hub.want(2, false);
    damage(&hub, torn);
    let changed = hub.append(facts::changed(1));
    damage(&hub, changed);
    let next = hub.want(3, false);
    // The hub is too busy for the first report, so it comes with the next round.
    hub.state().report_answers.push(503);
    let mut daemon = daemon(&hub, dir.path(), &mut port);
    assert!(daemon.run_once(&NEVER).is_err());
    assert_eq!(daemon.run_once(&NEVER).unwrap(), next);
    daemon.run_once(&NEVER).unwrap();
    drop(daemon);
    let sent: Vec<Seq> = port.sent.iter().map(|job| job.ticket_seq).collect();
    assert_eq!(sent, [first, next]);
    let told: Vec<Report> = hub
        .state()
        .reports
        .iter()
        .map(|(_, report)| report.clone())
        .filter(|report| matches!(report, Report::EventUnreadable { .. }))
        .collect();
    let of = |seq| Report::EventUnreadable { printer: "Printer 1".into(), seq };
    assert_eq!(told, [of(torn), of(changed)]);
}

#[test]
fn a_hub_that_takes_no_word_on_the_condition_still_hears_of_tickets() {
    let (hub, dir, mut port) =
        (FakeHub::start(), tempfile::tempdir().unwrap(), Scripted::default());
    let ticket = hub.want(7, false);
    hub.state().report_answers.push(429);
    assert!(daemon(&hub, dir.path(), &mut port).run_once(&NEVER).is_err());
    assert_eq!(reports(&hub), [printed(ticket, 7)]);
}
