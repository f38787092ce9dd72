//! Limits that guard the core itself: a service that loops, many timers at once, a shell whose
//! stamps go back, and what the disk is asked for.

use std::sync::{Arc, Mutex};

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, Inject, Outcome};
use crema_api::events::custom::Custom;
use crema_api::ids::{BoothMs, Seq};
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::kernel::batch::TIMERS_PER_INPUT_MAX;
use crema_core::kernel::cascade::{CASCADE_EVENTS_MAX, Cascade};
use crema_core::kernel::consumer::{EventHandler, Service, Services};
use crema_core::kernel::timers::{Timer, TimerKey};
use crema_core::storage::Storage;
use crema_core::{Core, Fault, Input, RecordedEvent, SqliteStorage};
use serde_json::{Map, json};

use crate::booth::log::{dump_log, dump_tables};
use crate::booth::{Booth, kind};

fn with_service(booth: &mut Booth, handler: impl EventHandler + 'static) {
    let mut services = Services::of_booth();
    services.all.push(Service::event_handler(handler));
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
}

fn inject(booth: &mut Booth, name: &str) -> Result<Outcome, Refusal> {
    let inject = Inject { detail_type: name.to_owned(), detail: Map::new() };
    booth.ask(Caller::Hub, Command::Inject(inject))
}

/// Answers each of its own events with another, so many times.
#[derive(Debug)]
struct Echo {
    times: usize,
}

impl EventHandler for Echo {
    fn name(&self) -> &'static str {
        "echo"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &["custom.echo"]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        let DomainEvent::Custom(heard) = &event.fact else { return Ok(()) };
        let nth = heard.detail.get("nth").and_then(|nth| nth.as_u64()).unwrap_or(1);
        if nth < self.times as u64 {
            let next = Custom::new("custom.echo", json!({ "nth": nth + 1 })).unwrap();
            cascade.emit(DomainEvent::Custom(next))?;
        }
        Ok(())
    }
}

#[test]
fn a_service_that_loops_undoes_its_input_and_nothing_else() {
    let mut booth = Booth::open(1);
    with_service(&mut booth, Echo { times: usize::MAX });
    let log = dump_log(&booth.path());
    let tables = dump_tables(&booth.path(), &["booth"]);
    assert_eq!(kind(inject(&mut booth, "custom.echo")), RefusalKind::Internal);
    assert_eq!(dump_log(&booth.path()), log);
    assert_eq!(dump_tables(&booth.path(), &["booth"]), tables);
    booth.queued();
}

#[test]
fn a_cascade_of_the_longest_length_is_done() {
    let mut booth = Booth::open(2);
    with_service(&mut booth, Echo { times: CASCADE_EVENTS_MAX });
    inject(&mut booth, "custom.echo").unwrap();
    assert_eq!(booth.last.events.len(), CASCADE_EVENTS_MAX);
}

/// Sets many timers that are due at once, and notes in which order they run.
#[derive(Debug, Clone)]
struct Alarms {
    count: u32,
    rung: Arc<Mutex<Vec<u32>>>,
}

const ALARMS_DUE_MS: u64 = 1_000;

impl EventHandler for Alarms {
    fn name(&self) -> &'static str {
        "alarms"
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        &["custom.wake"]
    }

    fn handle(&self, cascade: &mut Cascade<'_>, _event: &RecordedEvent) -> Result<(), Fault> {
        for nth in 0..self.count {
            let subject = nth.to_be_bytes();
            let key = TimerKey { owner: "alarms", kind: "alarm", subject: &subject };
            cascade.set_timer(key, cascade.now().plus(ALARMS_DUE_MS + u64::from(nth)))?;
        }
        Ok(())
    }

    fn timers(&self) -> &'static [&'static str] {
        &["alarm"]
    }

    fn due(&self, _cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        let subject: [u8; 4] = timer.subject.as_slice().try_into().unwrap();
        self.rung.lock().unwrap().push(u32::from_be_bytes(subject));
        Ok(())
    }
}

#[test]
fn one_input_waits_for_so_many_timers_and_the_next_for_the_others() {
    let count = u32::try_from(2 * TIMERS_PER_INPUT_MAX + 7).unwrap();
    let alarms = Alarms { count, rung: Arc::default() };
    let mut booth = Booth::open(3);
    with_service(&mut booth, alarms.clone());
    inject(&mut booth, "custom.wake").unwrap();
    booth.now = booth.now.plus(3 * ALARMS_DUE_MS + u64::from(count));
    let rung = || alarms.rung.lock().unwrap().len();
    for done in [TIMERS_PER_INPUT_MAX, 2 * TIMERS_PER_INPUT_MAX, count as usize] {
        assert!(booth.last.next_due.is_some_and(|due| due <= booth.now), "more are due");
        booth.pass(0);
        assert_eq!(rung(), done);
    }
    let rung = alarms.rung.lock().unwrap();
    assert!(rung.is_sorted() && rung.len() == count as usize, "each once, in order of due time");
}

#[test]
fn booth_time_never_goes_back_whatever_the_stamps_say() {
    let mut booth = Booth::open(4);
    booth.pass(60_000);
    let order = booth.queued();
    let due = booth.view(order).give_up_booth_ms;
    let before = booth.core.head();
    booth.now = BoothMs(5);
    let later = booth.queued();
    assert_eq!(booth.core.booth_ms(), BoothMs(60_000));
    let times: Vec<BoothMs> =
        booth.events_after(before, 100).iter().map(|event| event.at.booth_ms).collect();
    assert!(times.iter().all(|at| *at == BoothMs(60_000)), "{times:?}");
    assert_eq!(booth.view(later).give_up_booth_ms, due, "its time begins no earlier");
    // The same inputs with the right stamps are the same life.
    let mut inputs = std::mem::take(&mut booth.inputs);
    let back = |input: &mut Input| {
        if input.at.booth_ms == BoothMs(5) {
            input.at.booth_ms = BoothMs(60_000);
        }
    };
    inputs.iter_mut().for_each(back);
    let mut other = Booth::new(4);
    for input in inputs {
        let _ = other.give(input);
    }
    assert_eq!(dump_log(&other.path()), dump_log(&booth.path()));
    assert!(other.core.head() > Seq(10));
}

#[test]
fn the_disk_is_asked_to_flush_each_commit() {
    let booth = Booth::new(5);
    let storage = SqliteStorage::open(&booth.path()).unwrap();
    let storage: &dyn Storage = &storage;
    let ask = |pragma: &str| {
        let found = storage.query_one(&format!("PRAGMA {pragma}"), &[], |row| {
            row.get::<_, rusqlite::types::Value>(0)
        });
        found.unwrap().unwrap()
    };
    // FULL: what is answered is on the disk. NORMAL would flush at checkpoints only.
    assert_eq!(ask("synchronous"), rusqlite::types::Value::Integer(2));
    assert_eq!(ask("journal_mode"), rusqlite::types::Value::Text("wal".to_owned()));
    assert_eq!(ask("secure_delete"), rusqlite::types::Value::Integer(1));
}
