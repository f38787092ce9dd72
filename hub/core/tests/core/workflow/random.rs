//! Whatever comes, nothing panics: definitions, data, positions and happenings of every kind.

use crema_api::BoothMs;
use crema_core::workflow::{Definition, EXECUTION_STATES_MAX, Happening, Position, Step};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{context, definition};

/// Steps after which a random execution is left alone.
const STEPS_MAX: usize = 20;

/// JSON whose fields are the ones that the definition below looks for.
fn data() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // Quarters: serde_json need not read every other fraction back to the last bit.
        any::<i32>().prop_map(|n| Value::from(f64::from(n) / 4.0)),
        (1u64..500).prop_map(Value::from),
        "[a-z$.]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        let name = prop::sample::select(vec!["a", "b", "t", "go", "x.$"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..5).prop_map(|fields| {
                let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
                Value::Object(fields.collect::<Map<_, _>>())
            }),
        ]
    })
}

fn happening() -> impl Strategy<Value = Happening> {
    let error =
        prop::sample::select(vec!["States.Timeout", "States.Runtime", "Known", "", "Other"]);
    prop_oneof![
        data().prop_map(|output| Happening::TaskSucceeded { output }),
        error.prop_map(|error| Happening::TaskFailed { error: error.into(), cause: "c".into() }),
        Just(Happening::TimedOut),
    ]
}

/// Every kind of state and field, over data that may have any form.
fn everything() -> Definition {
    definition(&json!({
        "Begin": { "Type": "Pass", "Parameters": { "a.$": "$.a", "all.$": "$", "t.$": "$.t" },
            "ResultPath": "$.a[0]", "OutputPath": "$.a", "Next": "Wait" },
        "Wait": { "Type": "Task", "Resource": "w.waitForTaskToken", "TimeoutSecondsPath": "$[0].t",
            "Parameters": { "t.$": "$$.Task.Token" }, "InputPath": "$", "ResultPath": "$[0].b",
            "Catch": [{ "ErrorEquals": ["Known", "States.Timeout"], "ResultPath": "$[0].a", "Next": "Call" },
                      { "ErrorEquals": ["States.ALL"], "Next": "Go?" }],
            "Next": "Go?" },
        "Go?": { "Type": "Choice", "InputPath": "$",
            "Choices": [
                { "And": [{ "Variable": "$.go", "IsPresent": true },
                          { "Or": [{ "Variable": "$.go", "BooleanEquals": true },
                                   { "Variable": "$.go", "NumericGreaterThan": 0.5 }] }], "Next": "Call" },
                { "Not": { "Variable": "$[0]", "IsPresent": true }, "Next": "Done" }],
            "Default": "Call" },
        "Call": { "Type": "Task", "Resource": "c", "ResultSelector": { "x.$": "$.a", "t.$": "$.t" },
            "ResultPath": "$.t",
            "Catch": [{ "ErrorEquals": ["States.ParameterPathFailure"], "Next": "Wait" },
                      { "ErrorEquals": ["States.TaskFailed"], "ResultPath": "$.x.y", "Next": "Go?" }],
            "Next": "Go?" },
        "Done": { "Type": "Succeed", "OutputPath": "$.a" },
    }))
}

proptest! {
    #[test]
    fn no_execution_panics(input in data(), happenings in prop::collection::vec(happening(), STEPS_MAX)) {
        let definition = everything();
        let mut step = definition.start(&context(&input), input.clone());
        for happening in happenings {
            let at = match step {
                Step::Call { at, .. } | Step::Wait { at, .. } => at,
                Step::Succeeded { .. } | Step::Failed { .. } => break,
            };
            // What is kept is what was: nothing of a position is lost in JSON.
            let kept = serde_json::to_string(&at).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Position>(&kept).unwrap(), &at);
            let again = definition.resume(&context(&input), at.clone(), happening.clone());
            match definition.resume(&context(&input), at, happening) {
                Ok(next) => {
                    prop_assert_eq!(again.as_ref(), Ok(&next), "the same step twice");
                    step = next;
                }
                Err(_) => break,
            }
        }
    }

    #[test]
    fn no_position_panics(
        state in prop::sample::select(vec!["Begin", "Wait", "Go?", "Call", "Done", "Nowhere"]),
        input in data(),
        happening in happening(),
        entered in any::<u64>(),
        transitions in any::<u32>(),
    ) {
        let (state, entered) = (state.to_owned(), BoothMs(entered));
        let at = Position { state: state.clone(), entered, transitions, input: input.clone() };
        let stepped = everything().resume(&context(&input), at, happening);
        prop_assert_eq!(stepped.is_err() && state != "Call", !["Wait", "Call"].contains(&state.as_str()));
    }

    #[test]
    fn no_definition_panics(
        field in prop::sample::select(vec!["Type", "Next", "Parameters", "ResultPath", "Catch",
            "Choices", "Resource", "InputPath", "TimeoutSeconds", "End", "Result", "Default"]),
        value in data(),
        whole in data(),
        text in "\\PC{0,40}",
    ) {
        let mut state = json!({ "Type": "Task", "Resource": "r", "End": true });
        state[field] = value.clone();
        for definition in [
            json!({ "StartAt": "a", "States": { "a": state } }),
            json!({ "StartAt": "a", "States": value }),
            json!({ "StartAt": "a", "States": { "a": { "Type": "Choice", "Choices": [whole.clone()] } } }),
            whole,
        ] {
            if let Ok(definition) = Definition::parse(&definition.to_string()) {
                let _ = definition.start(&context(&Value::Null), json!({}));
            }
        }
        let path = json!({ "StartAt": "a", "States": { "a": { "Type": "Succeed", "InputPath": text } } });
        if let Ok(definition) = Definition::parse(&path.to_string()) {
            let _ = definition.start(&context(&Value::Null), json!({}));
        }
    }
}

proptest! {
    // Each case may be as long as an execution.
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever its tasks answer, and for however long: it ends after so many states.
    #[test]
    fn every_execution_ends(input in data(), answers in prop::collection::vec(happening(), 1..5)) {
        let definition = everything();
        let mut step = definition.start(&context(&input), input.clone());
        let mut entered = 0;
        for answer in answers.iter().cycle() {
            let at = match step {
                Step::Call { at, .. } | Step::Wait { at, .. } => at,
                Step::Succeeded { .. } | Step::Failed { .. } => break,
            };
            prop_assert!(at.transitions > entered && at.transitions <= EXECUTION_STATES_MAX);
            entered = at.transitions;
            let repeated = definition.repeat(&context(&input), at.clone());
            let is_same = matches!(&repeated,
                Ok(Step::Call { at: again, .. } | Step::Wait { at: again, .. }) if *again == at);
            prop_assert!(is_same, "put off, it begins the same task: {repeated:?}");
            match definition.resume(&context(&input), at, answer.clone()) {
                Ok(next) => step = next,
                Err(_) => break,
            }
        }
    }
}
