//! A device reports on tickets that there are, of their own orders, and is one printer.

use crema_api::commands::{Command, Report, Role};
use crema_api::events::printer::Condition;
use crema_api::ids::{OrderId, Seq};
use crema_api::problem::RefusalKind;

use super::rows;
use crate::booth::{Booth, kind};

#[test]
fn a_report_names_a_ticket_of_its_order() {
    let mut booth = Booth::open(1);
    let (mia, device) = (booth.staff(Role::Barista, "Mia"), booth.device(Role::Device, "Bar"));
    let (order, other) = (booth.queued(), booth.queued());
    booth.step(mia, order, Command::Claim).unwrap();
    let ticket = booth
        .last
        .events
        .iter()
        .find(|event| event.fact.detail_type() == crema_api::events::names::TicketWanted);
    let ticket = ticket.unwrap().seq;
    booth.step(mia, other, Command::Claim).unwrap();
    let ours = |order_id: OrderId, ticket_seq: Seq| {
        let printer = || "Bar".to_owned();
        [
            Report::TicketPrinted { printer: printer(), order_id, ticket_seq },
            Report::TicketUnknown { printer: printer(), order_id, ticket_seq },
        ]
    };
    let before = (booth.core.head(), rows(&booth, "journey_steps"));
    let no_order = OrderId(uuid::Uuid::from_u128(7));
    let wrong = [(other, ticket), (no_order, ticket), (order, Seq(ticket.0 - 1)), (order, Seq(1))];
    for report in wrong.into_iter().flat_map(|(order, ticket)| ours(order, ticket)) {
        let refused = booth.ask(device, Command::Report(report.clone()));
        assert_eq!(kind(refused), RefusalKind::BadInput, "{report:?}");
    }
    assert_eq!((booth.core.head(), rows(&booth, "journey_steps")), before);
    for report in ours(order, ticket) {
        booth.ask(device, Command::Report(report)).unwrap();
    }
    // A slip says that a ticket is not to be made.
    booth.cancel(mia, order).unwrap();
    let cancelled = booth
        .last
        .events
        .iter()
        .find(|event| event.fact.detail_type() == crema_api::events::names::OrderCancelled);
    let cancelled = cancelled.unwrap().seq;
    for report in ours(order, cancelled) {
        booth.ask(device, Command::Report(report)).unwrap();
    }
}

/// So what is known of printers is limited by the number of sessions.
#[test]
fn a_session_is_one_printer_whatever_names_it_reports() {
    let mut booth = Booth::open(2);
    let device = booth.device(Role::Device, "Bar");
    for nth in 0..20 {
        let report = Report::Condition { printer: format!("{nth}"), condition: Condition::Ok };
        booth.ask(device, Command::Report(report)).unwrap();
    }
    assert_eq!(rows(&booth, "devices_now"), 1);
}
