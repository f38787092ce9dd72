//! Events that this program cannot read, on the way to consumers that were away, and in a replay:
//! each is passed over and counted, and overtaken by no later one of its order.

use crema_api::commands::{Caller, Command, Inject};
use crema_api::events::names as n;
use crema_api::ids::{OrderId, Seq};
use crema_core::kernel::consumer::Service;
use rusqlite::Connection;

use crate::booth::Booth;
use crate::booth::failing::{Notebook, Switch, numbers, open_with};
use crate::booth::flaky::reopen;
use crate::booth::log::dump_tables;

#[test]
fn a_replay_passes_over_what_cannot_be_read() {
    let mut booth = Booth::open(1);
    booth.queued();
    let note = Inject { detail_type: "custom.note".to_owned(), detail: serde_json::Map::new() };
    booth.ask(Caller::Hub, Command::Inject(note)).unwrap();
    let order = booth.queued();
    let damage = "UPDATE events SET detail = 'no JSON' WHERE detail_type = 'custom.note'";
    assert_eq!(Connection::open(booth.path()).unwrap().execute(damage, []).unwrap(), 1);
    let before = dump_tables(&booth.path(), &[]);
    let replayed = booth.core.replay_deciders().unwrap();
    assert_eq!(dump_tables(&booth.path(), &[]), before);
    assert_eq!(replayed.unreadable, 1, "and counted once");
    booth.view(order);
}

/// The detail of an order's event, as another version writes it.
fn set_detail(booth: &Booth, seq: Seq, change: &str) {
    let sql = format!("UPDATE events SET detail = {change} WHERE seq = ?1");
    assert_eq!(Connection::open(booth.path()).unwrap().execute(&sql, [seq.0]).unwrap(), 1);
}

fn seq_of(booth: &Booth, order: OrderId, name: &str) -> Seq {
    let events = booth.events_after(Seq(0), 10_000);
    let is_it = |event: &&crema_core::RecordedEvent| {
        event.fact.detail_type() == name && event.fact.order_id() == Some(order)
    };
    events.iter().find(is_it).expect("the event").seq
}

#[test]
fn what_cannot_be_read_is_overtaken_by_no_later_event_of_its_order() {
    let mut booth = Booth::open(2);
    let notebook = || {
        let subscriptions = &[n::NewOrder, n::OrderPlaced];
        Service::event_handler(Notebook { subscriptions, broken: Switch::off() })
    };
    open_with(&mut booth, |services| services.all.push(notebook()));
    reopen(&mut booth, |_| {});
    let [order, other] = [booth.queued(), booth.queued()];
    let [began, placed] = [n::NewOrder, n::OrderPlaced].map(|name| seq_of(&booth, order, name));
    let others = [n::NewOrder, n::OrderPlaced].map(|name| seq_of(&booth, other, name));
    // A newer version wrote it.
    set_detail(&booth, began, "json_set(detail, '$.schemaVersion', 99)");
    open_with(&mut booth, |services| services.all.push(notebook()));
    booth.pass(0);
    booth.pass(0);
    let noted = |booth: &Booth| numbers(booth, "SELECT seq FROM notebook ORDER BY seq");
    assert_eq!(noted(&booth), others, "it waits, and so does what came after it");
    // That version is back.
    set_detail(&booth, began, "json_set(detail, '$.schemaVersion', 1)");
    booth.ask(Caller::Hub, Command::Redrive).unwrap();
    assert_eq!(noted(&booth), [[began, placed], others].concat());
}
