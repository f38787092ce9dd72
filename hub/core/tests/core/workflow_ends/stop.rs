//! The crew can stop an order's workflow, wherever it is: also where its events no longer reach it.

use crema_api::DomainEvent;
use crema_api::commands::{Caller, Command, OneOrder, Outcome, Role, StopExecution};
use crema_api::ids::OrderId;
use crema_api::order::{CancelReason, CancelledBy, OrderState};
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::kernel::cascade::Cascade;
use crema_core::kernel::consumer::{Consumer, EventHandler, Service, Services};
use crema_core::kernel::timers::Timer;
use crema_core::{Core, Fault, RecordedEvent, SqliteStorage};
use rusqlite::Connection;
use serde_json::json;

use super::{all, booth_with, count, nothing_is_left, started, state_of, the};
use crate::booth::failing::Switch;
use crate::booth::{Booth, kind, session_of};

fn stop(booth: &mut Booth, who: Caller, order_id: OrderId) -> Result<Outcome, Refusal> {
    let reason = Some(CancelReason::Machine);
    booth.ask(who, Command::StopExecution(StopExecution { order_id, reason }))
}

#[test]
fn it_ends_the_workflow_and_cancels_the_order() {
    for state in [OrderState::Started, OrderState::Queued, OrderState::Making] {
        let mut booth = Booth::open(5);
        let crew = booth.staff(Role::Crew, "Mia");
        let order = if state == OrderState::Started { started(&mut booth) } else { booth.queued() };
        if state == OrderState::Making {
            booth.step(crew, order, Command::Claim).unwrap();
        }
        assert_eq!(stop(&mut booth, crew, order), Ok(Outcome::Order { order_id: order }));
        let DomainEvent::WorkflowStopped(stopped) = the(&booth, "OrderProcessor.WorkflowStopped")
        else {
            panic!("not stopped");
        };
        assert_eq!((stopped.about.order_id, stopped.about.order_state), (order, state));
        assert_eq!(stopped.action_user_id, session_of(crew));
        let DomainEvent::OrderCancelled(cancelled) = the(&booth, "OrderManager.OrderCancelled")
        else {
            panic!("not cancelled");
        };
        assert_eq!((cancelled.by, cancelled.reason), (CancelledBy::Staff, CancelReason::Machine));
        assert_eq!(cancelled.action_user_id, Some(session_of(crew)));
        assert_eq!(state_of(&booth, order), OrderState::Cancelled);
        nothing_is_left(&booth);
        let again = stop(&mut booth, crew, order);
        assert_eq!(kind(again), RefusalKind::WrongState);
    }
}

#[test]
fn it_is_for_the_crew_and_for_orders_whose_workflow_runs() {
    let mut booth = Booth::open(5);
    let crew = booth.staff(Role::Crew, "Mia");
    let barista = booth.staff(Role::Barista, "Leo");
    let guest = booth.customer();
    let order = booth.start(guest).unwrap();
    for who in [barista, guest, Caller::Link(order), Caller::Hub] {
        let refused = stop(&mut booth, who, order);
        assert_eq!(kind(refused), RefusalKind::NotAllowed, "{who:?}");
    }
    booth.place(guest, order, "Jo").unwrap();
    booth.step(crew, order, Command::Claim).unwrap();
    booth.step(crew, order, Command::Complete).unwrap();
    let refused = stop(&mut booth, crew, order);
    assert_eq!(kind(refused), RefusalKind::WrongState, "the drink is on the counter");
    assert_eq!(state_of(&booth, order), OrderState::Ready);
    assert!(all(&booth, "OrderProcessor.WorkflowStopped").is_empty());
}

#[test]
fn it_ends_a_workflow_that_yields() {
    let more = json!({ "Variable": "$.shop.none", "IsPresent": true, "Next": "Done" });
    let mut booth = booth_with(&json!({
        "Begin": { "Type": "Task", "Resource": "crema:store:get", "Parameters": {},
                   "ResultPath": "$.shop", "Next": "More?" },
        "More?": { "Type": "Choice", "Choices": [more], "Default": "Begin" },
        "Done": { "Type": "Succeed" },
    }));
    let crew = booth.staff(Role::Crew, "Mia");
    let order = started(&mut booth);
    stop(&mut booth, crew, order).unwrap();
    assert_eq!(state_of(&booth, order), OrderState::Cancelled);
    booth.pass(10);
    nothing_is_left(&booth);
    assert!(all(&booth, "OrderProcessor.WorkflowFailed").is_empty());
}

#[test]
fn it_needs_nothing_of_the_execution_but_its_order() {
    let mut booth = Booth::open(5);
    let crew = booth.staff(Role::Crew, "Mia");
    let order = booth.queued();
    let damage = "UPDATE processor_executions SET version = 'none', position = 'no JSON'";
    Connection::open(booth.path()).unwrap().execute(damage, []).unwrap();
    stop(&mut booth, crew, order).unwrap();
    assert_eq!(state_of(&booth, order), OrderState::Cancelled);
    nothing_is_left(&booth);
}

/// The order processor, failing on one event while a switch is on.
struct Stuck {
    on: &'static str,
    switch: Switch,
    real: Consumer,
}

impl Stuck {
    fn real(&self) -> &dyn EventHandler {
        match &self.real {
            Consumer::Handler(handler) => handler.as_ref(),
            Consumer::Projection(_) => panic!("no event handler"),
        }
    }
}

impl EventHandler for Stuck {
    fn name(&self) -> &'static str {
        self.real().name()
    }

    fn subscriptions(&self) -> &'static [&'static str] {
        self.real().subscriptions()
    }

    fn handle(&self, cascade: &mut Cascade<'_>, event: &RecordedEvent) -> Result<(), Fault> {
        if event.fact.detail_type() == self.on && self.switch.is_on() {
            return Err(Fault::broken("it is stuck"));
        }
        self.real().handle(cascade, event)
    }

    fn timers(&self) -> &'static [&'static str] {
        self.real().timers()
    }

    fn due(&self, cascade: &mut Cascade<'_>, timer: &Timer) -> Result<(), Fault> {
        self.real().due(cascade, timer)
    }
}

/// A booth whose order processor is stuck on this event.
fn stuck_on(on: &'static str) -> (Booth, Switch) {
    let mut booth = Booth::open(5);
    let switch = Switch::on();
    let mut services = Services::of_booth();
    let is_processor = |service: &&mut Service| service.name() == "order_processor";
    let service = services.all.iter_mut().find(is_processor).unwrap();
    let real = service.consumer().unwrap().clone();
    *service = service.clone().with_handler(Stuck { on, switch: switch.clone(), real });
    booth.core = Core::open_with(SqliteStorage::open(&booth.path()).unwrap(), services).unwrap();
    (booth, switch)
}

#[test]
fn it_works_while_the_order_is_stuck_behind_a_dead_letter() {
    let steps: [(&str, &[fn(OneOrder) -> Command]); 3] = [
        ("OrderManager.OrderPlaced", &[]),
        ("OrderManager.MakeOrder", &[Command::Claim]),
        ("OrderManager.OrderCompleted", &[Command::Claim, Command::Complete]),
    ];
    for (on, steps) in steps {
        let (mut booth, switch) = stuck_on(on);
        let crew = booth.staff(Role::Crew, "Mia");
        let order = booth.queued();
        for step in steps {
            booth.step(crew, order, *step).unwrap();
        }
        assert!(count(&booth, "SELECT count(*) FROM dead_letters") > 0, "{on}");
        assert_eq!(count(&booth, "SELECT count(*) FROM processor_executions"), 1, "{on}");
        stop(&mut booth, crew, order).unwrap();
        assert_eq!(count(&booth, "SELECT count(*) FROM processor_executions"), 0, "{on}");
        let state = state_of(&booth, order);
        if on == "OrderManager.OrderCompleted" {
            assert_eq!(state, OrderState::Ready, "the drink is on the counter");
        } else {
            assert_eq!(state, OrderState::Cancelled, "{on}");
        }
        // What waits is delivered to a workflow that is over.
        switch.set(false);
        while booth.ask(crew, Command::Redrive) != Ok(Outcome::Count { count: 0 }) {}
        nothing_is_left(&booth);
        assert!(all(&booth, "OrderProcessor.WorkflowFailed").is_empty());
    }
}
