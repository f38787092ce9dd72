//! Whole ways through the order's own workflow, every branch of it.

use std::collections::BTreeSet;

use crema_api::events::AboutOrder;
use crema_api::order::OrderState;
use crema_api::{DomainEvent, OccasionId, OrderId, UserId};
use crema_core::workflow::{Definition, Happening, Position, Step};
use serde_json::{Value, json};
use uuid::Uuid;

use super::context;

const ORDER: &str = include_str!("../../../../workflows/order.asl.json");

/// One execution, with a stand-in for the order processor that acts on what the workflow asks.
pub(crate) struct Execution {
    definition: Definition,
    input: Value,
    /// The answer to its question for room; null while nobody answers.
    shop: Value,
    /// The position, as text: an execution survives a restart between any two steps.
    at: Option<String>,
    /// Everything the outside has seen, in order.
    pub(crate) told: Vec<String>,
}

/// The order manager's answer that there is room.
pub(crate) fn open_shop() -> Value {
    json!({ "taken": true, "chooseSeconds": 300 })
}

impl Execution {
    pub(crate) fn start(shop: Value, input: Value) -> Self {
        let definition = Definition::parse(ORDER).unwrap();
        let told = Vec::new();
        let mut execution = Self { definition, input: input.clone(), shop, at: None, told };
        let step = execution.definition.start(&context(&execution.input), input);
        execution.act(step);
        execution
    }

    /// The state in which it stands or has ended, as the last line told.
    pub(crate) fn state(&self) -> Option<String> {
        let at: Position = serde_json::from_str(self.at.as_deref()?).unwrap();
        Some(at.state)
    }

    pub(crate) fn succeeds(mut self, output: Value) -> Self {
        self.resume(Happening::TaskSucceeded { output });
        self
    }

    pub(crate) fn cancelled(mut self) -> Self {
        let (error, cause) = ("Order.Cancelled".to_owned(), "the customer".to_owned());
        self.resume(Happening::TaskFailed { error, cause });
        self
    }

    pub(crate) fn timed_out(mut self) -> Self {
        self.resume(Happening::TimedOut);
        self
    }

    fn placed(self) -> Self {
        self.succeeds(json!({ "baristaSeconds": 900 }))
    }

    fn numbered(self) -> Self {
        self.succeeds(json!({ "orderNumber": "42" }))
    }

    fn barista(self, a_move: &str) -> Self {
        self.succeeds(json!({ "move": a_move }))
    }

    pub(crate) fn resume(&mut self, happening: Happening) {
        let at: Position = serde_json::from_str(&self.at.take().expect("it stands")).unwrap();
        let step = self.definition.resume(&context(&self.input), at, happening).unwrap();
        self.act(step);
    }

    /// Does what a step asks, until the execution waits or is over.
    fn act(&mut self, mut step: Step) {
        loop {
            match step {
                Step::Call { at, resource, parameters } => {
                    let output = self.call(&resource, &parameters);
                    let happening = Happening::TaskSucceeded { output };
                    step = self.definition.resume(&context(&self.input), at, happening).unwrap();
                }
                Step::Wait { at, resource, parameters, timeout_s } => {
                    self.call(&resource, &parameters);
                    let timeout = timeout_s.map_or("for ever".into(), |s| format!("{s} s"));
                    self.told.push(format!("waits in {:?} {timeout}", at.state));
                    if at.state == "Ask for room" && self.shop != Value::Null {
                        self.told.pop();
                        let output = self.shop.clone();
                        let happening = Happening::TaskSucceeded { output };
                        step =
                            self.definition.resume(&context(&self.input), at, happening).unwrap();
                        continue;
                    }
                    self.at = Some(serde_json::to_string(&at).unwrap());
                    return;
                }
                Step::Succeeded { state, .. } => {
                    return self.told.push(format!("ends in {state:?}"));
                }
                Step::Failed { state, error, .. } => {
                    return self.told.push(format!("fails in {state:?}: {error}"));
                }
            }
        }
    }

    fn call(&mut self, resource: &str, parameters: &Value) -> Value {
        match resource {
            "crema:events:put" => {
                let (name, cause) = put(parameters);
                self.told
                    .push(name + &cause.map_or_else(String::new, |cause| format!(": {cause}")));
                json!({})
            }
            "crema:wait" => json!({}),
            resource => panic!("nothing is called {resource}"),
        }
    }
}

/// Makes the event as the order processor does. An event that does not fit its schema, or of which
/// a field would be lost, is no event.
fn put(parameters: &Value) -> (String, Option<String>) {
    let name = parameters["detail-type"].as_str().unwrap().to_owned();
    let mut own = parameters["detail"].as_object().unwrap().clone();
    let message = own.remove("message").expect("a sentence for the journey");
    let about = AboutOrder::started(
        OrderId(Uuid::from_u128(1)),
        UserId(Uuid::from_u128(2)),
        OccasionId("rustfest-2026".into()),
    );
    let about = about.now(OrderState::Started, message.as_str().unwrap());
    let mut detail = serde_json::to_value(about).unwrap();
    detail.as_object_mut().unwrap().extend(own.clone());
    let fact = DomainEvent::from_detail(&name, detail.clone()).expect("the event fits its schema");
    detail["schemaVersion"] = json!(1);
    assert_eq!(serde_json::to_value(&fact).unwrap(), detail, "{name} loses a field");
    (name, own.get("cause").map(|cause| cause.as_str().unwrap().to_owned()))
}

#[test]
fn a_good_order_goes_from_the_customer_to_the_counter() {
    let order = Execution::start(open_shop(), json!({ "orderId": "order-1" }))
        .placed()
        .numbered()
        .barista("claimed")
        .barista("completed");
    assert_eq!(
        order.told,
        [
            "OrderProcessor.RoomWanted",
            "OrderProcessor.WorkflowStarted",
            "waits in \"Wait for the customer\" 300 s",
            "OrderProcessor.NumberWanted",
            "waits in \"Draw the number\" for ever",
            "OrderProcessor.WaitingCompletion",
            "waits in \"Wait for a barista\" 900 s",
            "waits in \"Being made\" for ever",
            "OrderProcessor.orderFinished",
            "ends in \"Finished\"",
        ]
    );
}

#[test]
fn a_booth_that_does_not_serve_refuses_with_its_cause() {
    for cause in ["closed", "paused", "last_orders"] {
        let order = Execution::start(json!({ "taken": false, "cause": cause }), json!({}));
        let refusal = format!("OrderProcessor.ShopUnavailable: {cause}");
        assert_eq!(order.told[1..], [refusal.as_str(), "ends in \"Refused\""]);
    }
}

#[test]
fn a_full_booth_refuses() {
    let order = Execution::start(json!({ "taken": false, "cause": "full" }), json!({}));
    assert_eq!(order.told[1..], ["OrderProcessor.ShopUnavailable: full", "ends in \"Refused\""]);
}

#[test]
fn whoever_asks_for_room_waits_for_the_answer() {
    let order = Execution::start(Value::Null, json!({}));
    assert_eq!(order.told[1..], ["waits in \"Ask for room\" for ever"]);
    assert_eq!(order.cancelled().told[2..], ["ends in \"Cancelled\""]);
}

#[test]
fn a_counter_order_waits_for_no_customer() {
    let order = Execution::start(open_shop(), json!({ "counter": true, "baristaSeconds": 1200 }));
    assert_eq!(
        order.told,
        ["OrderProcessor.NumberWanted", "waits in \"Draw the number\" for ever"]
    );
    let order = order.numbered();
    assert_eq!(order.told[3], "waits in \"Wait for a barista\" 1200 s");
    let phone = Execution::start(open_shop(), json!({ "counter": false }));
    assert_eq!(phone.state().as_deref(), Some("Wait for the customer"));
}

#[test]
fn a_customer_who_does_not_choose_times_out() {
    let order = Execution::start(open_shop(), json!({})).timed_out();
    assert_eq!(
        order.told[3..],
        ["OrderProcessor.OrderTimeOut: Customer timedout", "ends in \"Timed out\""]
    );
}

#[test]
fn an_order_that_nobody_makes_times_out_also_after_a_release() {
    let expected = ["OrderProcessor.OrderTimeOut: Barista timedout", "ends in \"Timed out\""];
    let queued = Execution::start(open_shop(), json!({})).placed().numbered().timed_out();
    assert_eq!(queued.told[7..], expected);
    let released = Execution::start(open_shop(), json!({})).placed().numbered();
    let released = released.barista("claimed").barista("released").timed_out();
    assert_eq!(released.told[9..], expected);
}

#[test]
fn a_release_waits_anew_and_tells_nothing_twice() {
    let mut order = Execution::start(open_shop(), json!({})).placed().numbered().barista("claimed");
    for _ in 0..3 {
        order.told.clear();
        order = order.barista("released").barista("claimed");
        assert_eq!(
            order.told,
            ["waits in \"Wait for a barista again\" 900 s", "waits in \"Being made\" for ever"]
        );
    }
    order.told.clear();
    let order = order.barista("completed");
    assert_eq!(order.told, ["OrderProcessor.orderFinished", "ends in \"Finished\""]);
}

#[test]
fn an_order_can_be_cancelled_wherever_it_stands() {
    let begin = || Execution::start(open_shop(), json!({}));
    let queued = || begin().placed().numbered();
    let making = || queued().barista("claimed");
    let places = [begin(), begin().placed(), queued(), making(), making().barista("released")];
    let mut seen = BTreeSet::new();
    for place in places {
        seen.insert(place.state().unwrap());
        let told = place.told.len();
        let order = place.cancelled();
        assert_eq!(order.told[told..], ["ends in \"Cancelled\""], "the order manager has told it");
    }
    assert_eq!(seen.len(), 5, "each place is another: {seen:?}");
}

#[test]
fn a_move_that_no_barista_can_make_fails_by_name() {
    let order = Execution::start(open_shop(), json!({})).placed().numbered().barista("claimed");
    let order = order.barista("drunk");
    assert_eq!(order.told.last().unwrap(), "fails in \"Unknown move\": Order.UnknownMove");
}

#[test]
fn every_state_says_in_words_what_it_is_for() {
    let definition: Value = serde_json::from_str(ORDER).unwrap();
    for (name, state) in definition["States"].as_object().unwrap() {
        let comment = state["Comment"].as_str().unwrap_or_default();
        assert!(comment.ends_with('.'), "{name} has no sentence");
    }
}
