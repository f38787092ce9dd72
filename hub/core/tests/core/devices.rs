//! Printers and boards as the booth knows them: what they said last, that they fell silent, and that
//! whoever is no longer paired is no longer missed.

use crema_api::commands::{Caller, CloseSession, Command, Notice, Report, Role};
use crema_api::events::board::BoardCondition;
use crema_api::events::printer::Condition;
use crema_api::ids::SessionId;
use crema_api::problem::RefusalKind;
use crema_core::reads::{Device, DeviceKind};

use crate::booth::{Booth, session_of};

fn paired(booth: &mut Booth, role: Role, name: &str) -> SessionId {
    session_of(booth.device(role, name))
}

fn reports(booth: &mut Booth, session: SessionId, printer: &str, condition: Condition) {
    let report = Report::Condition { printer: printer.to_owned(), condition };
    booth.ask(Caller::Session(session, Role::Device), Command::Report(report)).unwrap();
}

fn notices(booth: &mut Booth, notice: Notice) {
    booth.ask(Caller::Hub, Command::Notice(notice)).unwrap();
}

fn ends(booth: &mut Booth, session_id: SessionId) {
    booth.ask(Caller::Hub, Command::CloseSession(CloseSession { session_id })).unwrap();
}

/// What is known of each, by its label.
fn known(booth: &Booth) -> Vec<(String, bool)> {
    let devices = booth.read(|s| s.devices());
    devices.iter().map(|device| (device.label().to_owned(), device.is_gone())).collect()
}

fn gone(session_id: SessionId) -> Notice {
    Notice::PrinterGone { session_id, printer: "Bar".to_owned() }
}

#[test]
fn a_device_is_known_from_its_pairing_or_first_word_until_its_pairing_ends() {
    let mut booth = Booth::open(1);
    let board = paired(&mut booth, Role::Board, "Storage");
    let printer = paired(&mut booth, Role::Device, "The printer");
    let others = paired(&mut booth, Role::Device, "Another with its name");
    assert_eq!(known(&booth), [("Storage".to_owned(), false)]);
    reports(&mut booth, printer, "Bar", Condition::PaperLow);
    reports(&mut booth, others, "Bar", Condition::Ok);
    notices(&mut booth, gone(printer));
    notices(&mut booth, Notice::BoardGone { session_id: board });
    let expected = [("Bar", true), ("Bar", false), ("Storage", true)];
    let mut found = known(&booth);
    found.sort_by_key(|(name, gone)| (name.clone(), !gone));
    assert_eq!(found, expected.map(|(name, gone)| (name.to_owned(), gone)));

    reports(&mut booth, printer, "Bar", Condition::Ok);
    notices(&mut booth, Notice::BoardBack { session_id: board });
    assert!(known(&booth).iter().all(|(_, gone)| !gone));
    let store = booth.read(|s| s.store()).unwrap();
    assert_eq!(store.boards[0].condition, BoardCondition::Ok);

    for session in [board, printer, others] {
        ends(&mut booth, session);
    }
    assert_eq!(known(&booth), []);
    // Noticed at the same moment as the pairing ended: it does not come back.
    notices(&mut booth, gone(printer));
    notices(&mut booth, Notice::BoardGone { session_id: board });
    assert_eq!(known(&booth), []);
}

#[test]
fn what_is_known_of_devices_follows_from_the_log_alone() {
    let mut booth = Booth::open(1);
    let board = paired(&mut booth, Role::Board, "Storage");
    let printer = paired(&mut booth, Role::Device, "The printer");
    let old = paired(&mut booth, Role::Board, "The old one");
    reports(&mut booth, printer, "Bar", Condition::Fault);
    notices(&mut booth, gone(printer));
    ends(&mut booth, old);
    let before: Vec<Device> = booth.read(|s| s.devices());
    booth.core.rebuild_projections().unwrap();
    assert_eq!(booth.read(|s| s.devices()), before);
    let printer = before.iter().find(|device| device.session_id == printer).unwrap();
    let gone = DeviceKind::Printer { printer: "Bar".to_owned(), condition: Condition::Gone };
    assert_eq!(printer.kind, gone);
    assert_eq!(before.len(), 2);
    assert!(before.iter().any(|device| device.session_id == board));
}

#[test]
fn only_the_hub_notices_that_a_device_is_silent() {
    let mut booth = Booth::open(1);
    let board = paired(&mut booth, Role::Board, "Storage");
    let head = booth.core.head();
    let callers = [Role::Crew, Role::Barista, Role::Board, Role::Device];
    for caller in callers.map(|role| Caller::Session(board, role)) {
        let notice = Command::Notice(Notice::BoardGone { session_id: board });
        assert_eq!(booth.ask(caller, notice).unwrap_err().kind, RefusalKind::NotAllowed);
    }
    assert_eq!(booth.core.head(), head);
}
