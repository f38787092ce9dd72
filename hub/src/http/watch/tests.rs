use crema_api::events::access::{SessionClosed, SessionOpened};
use crema_api::events::{board, printer};
use crema_api::ids::{BoothMs, EventId, Seq};
use crema_core::Stamp;
use uuid::Uuid;

use super::*;

const BOARD: SessionId = SessionId(Uuid::from_u128(1));
const PRINTER: SessionId = SessionId(Uuid::from_u128(2));

fn event(fact: impl Into<DomainEvent>) -> Arc<RecordedEvent> {
    let fact = fact.into();
    Arc::new(RecordedEvent {
        seq: Seq(1),
        id: EventId(Uuid::nil()),
        at: Stamp { booth_ms: BoothMs(0), wall_ms: 0, clock: crema_api::Clock::Unsure },
        actor: crema_api::Actor::BOOTH,
        detail: fact.detail_json().unwrap().into(),
        fact,
    })
}

fn says(condition: Condition, silent: bool) -> Arc<RecordedEvent> {
    let (printer, message) = ("Printer 1".to_owned(), String::new());
    let session_id = Some(PRINTER);
    event(printer::StatusChanged { printer, condition, session_id, silent, message })
}

fn board_says(condition: BoardCondition) -> Arc<RecordedEvent> {
    event(board::StatusChanged { session_id: BOARD, condition, message: String::new() })
}

fn sign(printer: Option<&str>) -> SignOfLife {
    SignOfLife { printer: printer.map(str::to_owned) }
}

/// A board and a printer, both there.
fn watched() -> Watch {
    let watch = Watch::default();
    let opened = SessionOpened { session_id: BOARD, role: Role::Board, message: String::new() };
    watch.apply(&[event(opened), says(Condition::Ok, false)]);
    watch
}

fn printer_gone() -> Notice {
    Notice::PrinterGone { session_id: PRINTER, printer: "Printer 1".to_owned() }
}

#[test]
fn silence_is_noticed_until_the_log_has_it_and_a_sign_ends_it() {
    let watch = watched();
    watch.advance_silence(GONE_AFTER.checked_sub(Duration::from_millis(1)).unwrap());
    watch.note_sign(BOARD, &sign(None));
    assert_eq!(watch.advance_silence(Duration::from_millis(1)), [printer_gone()]);
    assert_eq!(watch.advance_silence(Duration::ZERO), [printer_gone()], "it is not in the log yet");
    assert!(!watch.is_gone(PRINTER));
    watch.apply(&[says(Condition::Gone, true)]);
    assert_eq!(watch.advance_silence(Duration::from_millis(1)), []);
    assert!(watch.is_gone(PRINTER) && !watch.is_gone(BOARD));

    let taken = watch.note_sign(PRINTER, &sign(Some("Printer 1")));
    assert!(taken.report, "a printer that is back says how it is");
    assert!(watch.count_report(PRINTER).is_ok());
    watch.apply(&[says(Condition::Ok, false)]);
    assert!(!watch.note_sign(PRINTER, &sign(Some("Printer 1"))).report);
    assert_eq!(watch.advance_silence(Duration::from_secs(1)), []);
}

#[test]
fn a_board_that_is_back_is_noticed_by_the_hub() {
    let watch = watched();
    watch.note_sign(PRINTER, &sign(Some("Printer 1")));
    let mut gone = watch.advance_silence(GONE_AFTER);
    gone.retain(|notice| *notice != printer_gone());
    assert_eq!(gone, [Notice::BoardGone { session_id: BOARD }]);
    watch.apply(&[board_says(BoardCondition::Gone), says(Condition::Gone, true)]);
    assert_eq!(watch.advance_silence(Duration::from_secs(1)), []);
    assert!(!watch.note_sign(BOARD, &sign(None)).report);
    assert_eq!(
        watch.advance_silence(Duration::from_secs(1)),
        [Notice::BoardBack { session_id: BOARD }]
    );
    watch.apply(&[board_says(BoardCondition::Ok)]);
    assert_eq!(watch.advance_silence(Duration::from_secs(1)), []);
}

#[test]
fn a_hub_that_was_frozen_finds_everyone_there() {
    let began = Instant::now();
    let mut looks = LookClock { last: began };
    let watch = watched();
    let frozen = looks.take_elapsed(began + Duration::from_mins(1));
    assert_eq!(watch.advance_silence(frozen), [], "a minute in which the hub itself heard nothing");
    let looks_left = GONE_AFTER.checked_sub(frozen).unwrap().as_secs();
    for second in 1..=looks_left {
        let passed = looks.take_elapsed(began + Duration::from_secs(60 + second));
        let noticed = watch.advance_silence(passed).len();
        assert_eq!(noticed, if second < looks_left { 0 } else { 2 }, "second {second}");
    }
}

#[test]
fn after_a_start_everyone_has_time_to_come_back_and_who_was_gone_is_gone() {
    let device = |session_id, condition| Device {
        session_id,
        name: None,
        kind: DeviceKind::Printer { printer: "Printer 1".to_owned(), condition },
    };
    let other = SessionId(Uuid::from_u128(3));
    let watch =
        Watch::from_devices(vec![device(PRINTER, Condition::Ok), device(other, Condition::Gone)]);
    assert_eq!(
        watch.advance_silence(GONE_AFTER.checked_sub(Duration::from_millis(1)).unwrap()),
        []
    );
    assert!(watch.is_gone(other), "it was gone before");
    assert_eq!(
        watch.advance_silence(Duration::from_millis(1)),
        [printer_gone()],
        "it need not be said again"
    );
}

#[test]
fn a_board_that_was_gone_before_the_start_is_gone_until_it_signs() {
    let kind = DeviceKind::Board { condition: BoardCondition::Gone };
    let watch = Watch::from_devices(vec![Device { session_id: BOARD, name: None, kind }]);
    for _ in 0..30 {
        assert_eq!(watch.advance_silence(Duration::from_secs(1)), [], "nothing was heard of it");
        assert!(watch.is_gone(BOARD));
    }
    watch.note_sign(BOARD, &sign(None));
    assert_eq!(
        watch.advance_silence(Duration::from_secs(1)),
        [Notice::BoardBack { session_id: BOARD }]
    );
}

#[test]
fn one_that_lost_its_device_and_says_so_itself_is_not_silent() {
    let watch = watched();
    watch.apply(&[says(Condition::Gone, false)]);
    let taken = watch.note_sign(PRINTER, &sign(Some("Printer 1")));
    assert!(!taken.report && !watch.is_gone(PRINTER));
    assert!(watch.advance_silence(GONE_AFTER).contains(&printer_gone()), "and now it is");
}

#[test]
fn a_printer_that_is_not_known_or_has_another_name_is_asked_for_its_condition() {
    let watch = watched();
    let unknown = SessionId(Uuid::from_u128(9));
    assert!(watch.note_sign(unknown, &sign(Some("Printer 9"))).report);
    assert!(!watch.note_sign(unknown, &sign(None)).report, "a lamp has none");
    assert!(watch.note_sign(PRINTER, &sign(Some("Printer at the storage"))).report);
}

#[test]
fn whose_pairing_has_ended_is_no_longer_watched() {
    let watch = watched();
    for session_id in [BOARD, PRINTER] {
        watch.apply(&[event(SessionClosed { session_id, message: String::new() })]);
    }
    // What was noticed at the same moment does not bring it back.
    watch.apply(&[says(Condition::Gone, true), board_says(BoardCondition::Gone)]);
    assert_eq!(watch.advance_silence(10 * GONE_AFTER), []);
    assert!(!watch.is_gone(PRINTER) && !watch.is_gone(BOARD));
}

#[test]
fn a_device_that_comes_and_goes_does_not_flood_the_log() {
    let watch = watched();
    let taken = (0..1_000).filter(|_| watch.count_report(PRINTER).is_ok()).count();
    assert!((20..=21).contains(&taken), "{taken}");
    let mut said = 0;
    for _ in 0..1_000 {
        for notice in watch.advance_silence(GONE_AFTER) {
            let condition = match notice {
                Notice::BoardGone { .. } => BoardCondition::Gone,
                Notice::BoardBack { .. } => BoardCondition::Ok,
                Notice::PrinterGone { .. } => continue,
            };
            watch.apply(&[board_says(condition)]);
            said += 1;
        }
        watch.note_sign(BOARD, &sign(None));
        watch.advance_silence(Duration::from_secs(1)).into_iter().for_each(|notice| {
            if matches!(notice, Notice::BoardBack { .. }) {
                watch.apply(&[board_says(BoardCondition::Ok)]);
                said += 1;
            }
        });
    }
    assert!(said <= 2 * 21 + 1, "{said}");
}
