//! Random lives of orders against a plain table of where each happening leads.

use crema_core::workflow::Happening;
use proptest::prelude::*;
use serde_json::json;

use super::order::{Execution, open_shop};

/// What can happen to an order.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// The task's own success, with the barista's move `claimed` where there is one.
    Done,
    Completed,
    Released,
    Cancelled,
    TimedOut,
    /// An error that the workflow has never heard of.
    Broken,
}

/// Where an order stands, or how it ended.
type Place = &'static str;

const CUSTOMER: Place = "Wait for the customer";
const NUMBER: Place = "Draw the number";
const BARISTA: Place = "Wait for a barista";
const AGAIN: Place = "Wait for a barista again";
const MAKING: Place = "Being made";

/// Where `event` leads from `place`: to another place, or to an end as it is told.
fn expected(place: Place, event: Event) -> Result<Place, &'static str> {
    match (place, event) {
        (_, Event::Cancelled) => Err("ends in \"Cancelled\""),
        (_, Event::Broken) => Err("fails in"),
        (CUSTOMER | BARISTA | AGAIN, Event::TimedOut) => Err("ends in \"Timed out\""),
        // The clock does not run for these; were it to ring, nothing would catch it.
        (_, Event::TimedOut) => Err("fails in"),
        (CUSTOMER, _) => Ok(NUMBER),
        (NUMBER, _) => Ok(BARISTA),
        (BARISTA | AGAIN, _) => Ok(MAKING),
        (MAKING, Event::Completed) => Err("ends in \"Finished\""),
        (MAKING, Event::Released) => Ok(AGAIN),
        (_, Event::Done | Event::Completed | Event::Released) => Err("fails in \"Unknown move\""),
    }
}

fn happening(event: Event) -> Happening {
    let answer = |a_move: &str| Happening::TaskSucceeded {
        output: json!({ "move": a_move, "baristaSeconds": 900, "orderNumber": "42" }),
    };
    let fails = |error: &str| Happening::TaskFailed { error: error.into(), cause: String::new() };
    match event {
        Event::Done => answer("claimed"),
        Event::Completed => answer("completed"),
        Event::Released => answer("released"),
        Event::Cancelled => fails("Order.Cancelled"),
        Event::TimedOut => Happening::TimedOut,
        Event::Broken => fails("Grinder.OnFire"),
    }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        8 => Just(Event::Done),
        8 => Just(Event::Released),
        2 => Just(Event::Completed),
        1 => Just(Event::Cancelled),
        1 => Just(Event::TimedOut),
        1 => Just(Event::Broken),
    ];
    prop::collection::vec(event, 0..40)
}

proptest! {
    #[test]
    fn an_order_goes_where_the_table_says(events in events()) {
        let mut execution = Execution::start(open_shop(), json!({}));
        let mut place = CUSTOMER;
        let mut end = None;
        for event in events {
            prop_assert_eq!(execution.state(), Some(place.to_owned()));
            execution.resume(happening(event));
            match expected(place, event) {
                Ok(next) => place = next,
                Err(told) => {
                    end = Some(told);
                    break;
                }
            }
        }
        let told = &execution.told;
        let count = |start: &str| told.iter().filter(|line| line.starts_with(start)).count();
        match end {
            Some(end) => {
                prop_assert!(told.last().unwrap().starts_with(end), "{:?} is not {}", told, end);
                prop_assert_eq!(execution.state(), None);
            }
            None => prop_assert_eq!(execution.state(), Some(place.to_owned())),
        }
        prop_assert_eq!(count("ends in") + count("fails in"), usize::from(end.is_some()));
        prop_assert_eq!(count("OrderProcessor.WorkflowStarted"), 1);
        prop_assert!(count("OrderProcessor.NumberWanted") <= 1);
        prop_assert!(count("OrderProcessor.WaitingCompletion") <= 1);
        let finished = usize::from(end == Some("ends in \"Finished\""));
        prop_assert_eq!(count("OrderProcessor.orderFinished"), finished);
        let timed_out = usize::from(end == Some("ends in \"Timed out\""));
        prop_assert_eq!(count("OrderProcessor.OrderTimeOut"), timed_out);
    }
}
