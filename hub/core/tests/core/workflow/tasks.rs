//! What a task is given, what becomes of its result, and where its errors lead.

use crema_api::BoothMs;
use crema_core::workflow::{Context, DATA_BYTES_MAX, Happening, Position, Step, StepError};
use serde_json::{Value, json};

use super::{NOW, context, definition, failure, standing, start};

/// A task with these fields, then the end; errors named `Known` and timeouts are caught.
fn task(resource: &str, fields: &Value) -> Value {
    let mut state = json!({
        "Type": "Task", "Resource": resource, "End": true,
        "Catch": [
            { "ErrorEquals": ["Known", "States.Timeout"], "ResultPath": "$.error", "Next": "Caught" },
        ],
    });
    state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({ "Begin": state, "Caught": { "Type": "Succeed" } })
}

#[test]
fn a_task_is_called_with_its_parameters_and_the_execution_stands_there() {
    let input = json!({ "n": 1, "t": 7 });
    let parameters = json!({ "Parameters": { "x.$": "$.n" } });
    let at = Position { state: "Begin".into(), entered: NOW, transitions: 1, input: input.clone() };
    let expected =
        Step::Call { at: at.clone(), resource: "r".into(), parameters: json!({ "x": 1 }) };
    assert_eq!(start(&task("r", &parameters), &input), expected);

    for (timeout, timeout_s) in [
        (json!({}), None),
        (json!({ "TimeoutSeconds": 300 }), Some(300)),
        (json!({ "TimeoutSecondsPath": "$.t" }), Some(7)),
    ] {
        let expected = Step::Wait {
            at: at.clone(),
            resource: "r".into(),
            parameters: input.clone(),
            timeout_s,
        };
        assert_eq!(start(&task("r.waitForTaskToken", &timeout), &input), expected);
    }
}

#[test]
fn the_token_is_given_to_a_task_that_waits_for_it() {
    let states = task("r.waitForTaskToken", &json!({ "Parameters": { "t.$": "$$.Task.Token" } }));
    let Step::Wait { parameters, .. } = start(&states, &json!({})) else { panic!("does not wait") };
    assert_eq!(parameters, json!({ "t": "a-token" }));

    let without = Context { task_token: None, ..context(&Value::Null) };
    let failed = failure(definition(&states).start(&without, json!({})));
    assert_eq!(failed.1, "States.ParameterPathFailure");
}

#[test]
fn a_result_goes_where_the_task_says() {
    let input = json!({ "n": 1 });
    let result = json!({ "a": 1, "b": [2, 3] });
    #[rustfmt::skip]
    let cases = [
        (json!({}), result.clone()),
        (json!({ "ResultPath": null }), input.clone()),
        (json!({ "ResultPath": "$.r" }), json!({ "n": 1, "r": result })),
        (json!({ "ResultPath": "$.r", "OutputPath": "$.r.b[1]" }), json!(3)),
        (json!({ "ResultSelector": { "x.$": "$.b[0]", "s.$": "$$.State.EnteredTime" } }), json!({ "x": 2, "s": 42_000 })),
    ];
    for (fields, expected) in cases {
        let definition = definition(&task("r", &fields));
        let at = standing(definition.start(&context(&input), input.clone()));
        let later = Context { now: BoothMs(50_000), ..context(&input) };
        let happening = Happening::TaskSucceeded { output: result.clone() };
        let Step::Succeeded { output, .. } = definition.resume(&later, at, happening).unwrap()
        else {
            panic!("no end for {fields}");
        };
        assert_eq!(output, expected, "{fields}");
    }
}

fn fails(error: &str) -> Happening {
    Happening::TaskFailed { error: error.into(), cause: "because".into() }
}

#[test]
fn errors_go_to_the_first_catcher_that_names_them() {
    let catcher = |error: &str, next: &str| json!({ "ErrorEquals": [error], "ResultPath": null, "Next": next });
    let mut states = task("r.waitForTaskToken", &json!({}));
    states["Begin"]["Catch"] = json!([
        catcher("Known", "Known"),
        catcher("States.TaskFailed", "Failed"),
        catcher("States.ALL", "All"),
    ]);
    for end in ["Known", "Failed", "All"] {
        states[end] = json!({ "Type": "Succeed" });
    }
    states.as_object_mut().unwrap().remove("Caught");
    let definition = definition(&states);
    let input = json!({ "n": 1 });
    for (happening, expected) in
        [(fails("Known"), "Known"), (fails("Unknown"), "Failed"), (Happening::TimedOut, "All")]
    {
        let at = standing(definition.start(&context(&input), input.clone()));
        let step = definition.resume(&context(&input), at, happening).unwrap();
        assert_eq!(step, Step::Succeeded { state: expected.into(), output: input.clone() });
    }
    for terminal in ["States.Runtime", "States.DataLimitExceeded"] {
        let at = standing(definition.start(&context(&input), input.clone()));
        let step = definition.resume(&context(&input), at, fails(terminal)).unwrap();
        assert_eq!(failure(step), ("Begin".to_owned(), terminal.to_owned()));
    }
}

#[test]
fn what_was_caught_is_told_and_what_was_not_fails() {
    let definition = definition(&task("r", &json!({})));
    let resume = |error: &str| {
        let at = standing(definition.start(&context(&Value::Null), json!({ "n": 1 })));
        definition.resume(&context(&Value::Null), at, fails(error)).unwrap()
    };
    let output = json!({ "n": 1, "error": { "Error": "Known", "Cause": "because" } });
    assert_eq!(resume("Known"), Step::Succeeded { state: "Caught".into(), output });
    assert_eq!(failure(resume("Other")), ("Begin".to_owned(), "Other".to_owned()));
}

#[test]
fn a_task_that_cannot_begin_goes_to_its_catcher() {
    let mut states = task("r", &json!({ "Parameters": { "x.$": "$.none" } }));
    states["Begin"]["Catch"][0]["ErrorEquals"] = json!(["States.ALL"]);
    let Step::Succeeded { state, output } = start(&states, &json!({})) else { panic!("no end") };
    assert_eq!(
        (state.as_str(), &output["error"]["Error"]),
        ("Caught", &json!("States.ParameterPathFailure"))
    );
}

#[test]
fn a_timeout_in_the_data_must_be_whole_seconds() {
    let states = task("r.waitForTaskToken", &json!({ "TimeoutSecondsPath": "$.t" }));
    for t in [json!(0), json!(-1), json!(1.5), json!("9"), json!(100_000_000), Value::Null] {
        let failed = failure(start(&states, &json!({ "t": t })));
        assert_eq!(failed.1, "States.Runtime", "{t}");
    }
    assert_eq!(failure(start(&states, &json!({}))).1, "States.Runtime");
}

#[test]
fn a_position_that_is_none_is_refused_and_changes_nothing() {
    let definition = definition(&task("r", &json!({})));
    let resume = |state: &str, happening| {
        let at = Position { state: state.into(), entered: NOW, transitions: 1, input: json!({}) };
        definition.resume(&context(&Value::Null), at, happening)
    };
    assert_eq!(resume("Nowhere", fails("Known")), Err(StepError::NoSuchState("Nowhere".into())));
    assert_eq!(resume("Caught", fails("Known")), Err(StepError::NotATask("Caught".into())));
    let timed_out = resume("Begin", Happening::TimedOut);
    assert_eq!(timed_out, Err(StepError::DoesNotWait("Begin".into())));
}

#[test]
fn a_result_that_is_too_large_ends_the_execution() {
    let text = "x".repeat(DATA_BYTES_MAX);
    let definition = definition(&task("r", &json!({ "ResultPath": "$.r" })));
    let at = standing(definition.start(&context(&Value::Null), json!({})));
    let happening = Happening::TaskSucceeded { output: json!(text) };
    let step = definition.resume(&context(&Value::Null), at, happening).unwrap();
    assert_eq!(failure(step).1, "States.DataLimitExceeded");
}
