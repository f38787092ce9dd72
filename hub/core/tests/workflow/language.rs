//! What each state and field does to the data, and where it leads.

use crema_api::BoothMs;
use crema_core::workflow::{Context, Happening, Position, Step, StepError, TRANSITIONS_MAX};
use serde_json::{Value, json};

use super::{NOW, context, definition, failure, output, standing, start};

/// A `Pass` state with these fields, then the end.
fn pass(fields: Value) -> Value {
    let mut state = json!({ "Type": "Pass", "End": true });
    state.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({ "Begin": state })
}

#[test]
fn data_goes_through_a_state_as_asl_says() {
    let input = json!({ "a": { "b": [10, 20], "c d": null }, "n": 1 });
    #[rustfmt::skip]
    let cases = [
        (json!({}), input.clone()),
        (json!({ "InputPath": "$.a.b[1]" }), json!(20)),
        (json!({ "InputPath": null }), json!({})),
        (json!({ "OutputPath": null }), json!({})),
        (json!({ "OutputPath": "$.a['c d']" }), json!(null)),
        (json!({ "InputPath": "$.a", "OutputPath": "$.b" }), json!([10, 20])),
        (json!({ "Result": "r" }), json!("r")),
        (json!({ "Result": "r", "ResultPath": null }), input.clone()),
        (json!({ "Result": "r", "ResultPath": "$.n" }), json!({ "a": { "b": [10, 20], "c d": null }, "n": "r" })),
        (json!({ "Result": "r", "ResultPath": "$.x.y", "OutputPath": "$.x" }), json!({ "y": "r" })),
        (json!({ "Result": "r", "ResultPath": "$.a.b[0]", "OutputPath": "$.a.b" }), json!(["r", 20])),
        (json!({ "InputPath": "$.a.b", "ResultPath": "$.n", "OutputPath": "$.n" }), json!([10, 20])),
        (json!({ "InputPath": "$$.Execution.Name" }), json!("order-1")),
        (json!({ "Parameters": { "one": 1, "in": [{ "b.$": "$.a.b[0]" }], "all.$": "$.n" } }),
            json!({ "one": 1, "in": [{ "b": 10 }], "all": 1 })),
        (json!({ "InputPath": "$.a", "Parameters": { "x.$": "$.b" }, "ResultPath": "$.a" }),
            json!({ "a": { "x": [10, 20] }, "n": 1 })),
        (json!({ "Parameters": { "id.$": "$$.Execution.Id", "name.$": "$$.Execution.Name",
            "n.$": "$$.Execution.Input.n", "state.$": "$$.State.Name", "at.$": "$$.State.EnteredTime" } }),
            json!({ "id": "booth:order:order-1", "name": "order-1", "n": 1, "state": "Begin", "at": NOW })),
    ];
    for (fields, expected) in cases {
        assert_eq!(output(&pass(fields.clone()), &input), expected, "{fields}");
    }
}

#[test]
fn data_that_does_not_fit_fails_by_name() {
    let input = json!({ "a": [1], "t": "text" });
    #[rustfmt::skip]
    let cases = [
        (json!({ "InputPath": "$.x" }), "States.Runtime"),
        (json!({ "OutputPath": "$.a[1]" }), "States.Runtime"),
        (json!({ "Parameters": { "x.$": "$.x" } }), "States.ParameterPathFailure"),
        (json!({ "Result": 1, "ResultPath": "$.a[1]" }), "States.ResultPathMatchFailure"),
        (json!({ "Result": 1, "ResultPath": "$.a.b" }), "States.ResultPathMatchFailure"),
        (json!({ "Result": 1, "ResultPath": "$.t.b" }), "States.ResultPathMatchFailure"),
        (json!({ "Result": 1, "ResultPath": "$.new[0]" }), "States.ResultPathMatchFailure"),
        (json!({ "Result": 1, "ResultPath": "$[0]" }), "States.ResultPathMatchFailure"),
    ];
    for (fields, error) in cases {
        let failed = failure(start(&pass(fields.clone()), &input));
        assert_eq!(failed, ("Begin".to_owned(), error.to_owned()), "{fields}");
    }
}

/// Whether a rule holds for this data.
fn holds(rule: &Value, data: &Value) -> Result<bool, String> {
    let mut rule = rule.clone();
    rule["Next"] = json!("Yes");
    let states = json!({
        "Begin": { "Type": "Choice", "Choices": [rule], "Default": "No" },
        "Yes": { "Type": "Succeed" },
        "No": { "Type": "Succeed" },
    });
    match start(&states, data) {
        Step::Succeeded { state, output } => {
            assert_eq!(&output, data, "a choice changes nothing");
            Ok(state == "Yes")
        }
        step => Err(failure(step).1),
    }
}

#[test]
fn rules_hold_as_asl_says() {
    let data = json!({ "yes": true, "no": false, "five": 5, "half": 0.5, "big": u64::MAX,
        "text": "abc", "null": null });
    let test = |path: &str, operator: &str, value: Value| json!({ "Variable": path, operator: value });
    #[rustfmt::skip]
    let cases = [
        (test("$.yes", "BooleanEquals", json!(true)), true),
        (test("$.no", "BooleanEquals", json!(true)), false),
        (test("$.text", "BooleanEquals", json!(true)), false),
        (test("$.text", "StringEquals", json!("abc")), true),
        (test("$.text", "StringEquals", json!("ABC")), false),
        (test("$.null", "StringEquals", json!("")), false),
        (test("$.five", "NumericEquals", json!(5.0)), true),
        (test("$.five", "NumericLessThan", json!(5)), false),
        (test("$.five", "NumericLessThan", json!(5.5)), true),
        (test("$.five", "NumericLessThanEquals", json!(5)), true),
        (test("$.five", "NumericGreaterThan", json!(-1)), true),
        (test("$.half", "NumericGreaterThanEquals", json!(0.5)), true),
        (test("$.half", "NumericGreaterThan", json!(1)), false),
        (test("$.big", "NumericEquals", json!(u64::MAX - 1)), false),
        (test("$.big", "NumericGreaterThan", json!(i64::MIN)), true),
        (test("$.text", "NumericEquals", json!(5)), false),
        (test("$.null", "IsPresent", json!(true)), true),
        (test("$.none", "IsPresent", json!(true)), false),
        (test("$.none", "IsPresent", json!(false)), true),
        (test("$.text[0]", "IsPresent", json!(false)), true),
        (test("$$.Execution.Input.five", "NumericEquals", json!(5)), true),
        (json!({ "Not": test("$.yes", "BooleanEquals", json!(true)) }), false),
        (json!({ "And": [test("$.yes", "IsPresent", json!(true)), test("$.no", "IsPresent", json!(true))] }), true),
        (json!({ "And": [test("$.none", "IsPresent", json!(true)), test("$.none", "StringEquals", json!("x"))] }), false),
        (json!({ "Or": [test("$.none", "IsPresent", json!(false)), test("$.none", "StringEquals", json!("x"))] }), true),
        (json!({ "Or": [test("$.yes", "BooleanEquals", json!(false)), test("$.no", "BooleanEquals", json!(true))] }), false),
    ];
    for (rule, expected) in cases {
        assert_eq!(holds(&rule, &data), Ok(expected), "{rule}");
    }
    let missing = test("$.none", "StringEquals", json!("x"));
    assert_eq!(holds(&missing, &data), Err("States.Runtime".to_owned()));
}

#[test]
fn the_first_rule_that_holds_wins_and_none_is_an_error() {
    let rule = |below: i64, next: &str| json!({ "Variable": "$.n", "NumericLessThan": below, "Next": next });
    let states = json!({
        "Begin": { "Type": "Choice", "InputPath": "$.in", "OutputPath": "$.n",
            "Choices": [rule(10, "Few"), rule(20, "Some")] },
        "Few": { "Type": "Succeed" },
        "Some": { "Type": "Succeed" },
    });
    for (n, expected) in [(5, "Few"), (15, "Some")] {
        let Step::Succeeded { state, output } = start(&states, &json!({ "in": { "n": n } })) else {
            panic!("no end for {n}");
        };
        assert_eq!((state.as_str(), output), (expected, json!(n)));
    }
    let failed = failure(start(&states, &json!({ "in": { "n": 20 } })));
    assert_eq!(failed, ("Begin".to_owned(), "States.NoChoiceMatched".to_owned()));
}

#[test]
fn a_fail_state_fails_with_its_error_and_cause() {
    let states = json!({ "Begin": { "Type": "Fail", "Error": "Milk.Out", "Cause": "No milk." } });
    let expected = Step::Failed {
        state: "Begin".into(),
        error: "Milk.Out".into(),
        cause: "No milk.".into(),
    };
    assert_eq!(start(&states, &json!({})), expected);
}

/// A task with these fields, then the end; errors named `Known` and timeouts are caught.
fn task(resource: &str, fields: Value) -> Value {
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
    let at = Position { state: "Begin".into(), entered: NOW, input: input.clone() };
    let expected =
        Step::Call { at: at.clone(), resource: "r".into(), parameters: json!({ "x": 1 }) };
    assert_eq!(start(&task("r", parameters), &input), expected);

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
        assert_eq!(start(&task("r.waitForTaskToken", timeout), &input), expected);
    }
}

#[test]
fn the_token_is_given_to_a_task_that_waits_for_it() {
    let states = task("r.waitForTaskToken", json!({ "Parameters": { "t.$": "$$.Task.Token" } }));
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
        let definition = definition(&task("r", fields.clone()));
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
    let catcher =
        |error: &str, next: &str| json!({ "ErrorEquals": [error], "ResultPath": null, "Next": next });
    let mut states = task("r.waitForTaskToken", json!({}));
    states["Begin"]["Catch"] = json!([
        catcher("Known", "Known"), catcher("States.TaskFailed", "Failed"), catcher("States.ALL", "All"),
    ]);
    for end in ["Known", "Failed", "All"] {
        states[end] = json!({ "Type": "Succeed" });
    }
    states.as_object_mut().unwrap().remove("Caught");
    let definition = definition(&states);
    let input = json!({ "n": 1 });
    for (happening, expected) in [
        (fails("Known"), "Known"),
        (fails("Unknown"), "Failed"),
        (Happening::TimedOut, "All"),
    ] {
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
    let definition = definition(&task("r", json!({})));
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
    let mut states = task("r", json!({ "Parameters": { "x.$": "$.none" } }));
    states["Begin"]["Catch"][0]["ErrorEquals"] = json!(["States.ALL"]);
    let Step::Succeeded { state, output } = start(&states, &json!({})) else { panic!("no end") };
    assert_eq!((state.as_str(), &output["error"]["Error"]), ("Caught", &json!("States.ParameterPathFailure")));
}

#[test]
fn a_timeout_in_the_data_must_be_whole_seconds() {
    let states = task("r.waitForTaskToken", json!({ "TimeoutSecondsPath": "$.t" }));
    for t in [json!(0), json!(-1), json!(1.5), json!("9"), json!(100_000_000), Value::Null] {
        let failed = failure(start(&states, &json!({ "t": t })));
        assert_eq!(failed.1, "States.Runtime", "{t}");
    }
    assert_eq!(failure(start(&states, &json!({}))).1, "States.Runtime");
}

#[test]
fn a_position_that_is_none_is_refused_and_changes_nothing() {
    let definition = definition(&task("r", json!({})));
    let resume = |state: &str, happening| {
        let at = Position { state: state.into(), entered: NOW, input: json!({}) };
        definition.resume(&context(&Value::Null), at, happening)
    };
    assert_eq!(resume("Nowhere", fails("Known")), Err(StepError::NoSuchState("Nowhere".into())));
    assert_eq!(resume("Caught", fails("Known")), Err(StepError::NotATask("Caught".into())));
    let timed_out = resume("Begin", Happening::TimedOut);
    assert_eq!(timed_out, Err(StepError::DoesNotWait("Begin".into())));
}

#[test]
fn a_circle_in_the_data_is_stopped() {
    let states = json!({
        "Begin": { "Type": "Pass", "Next": "Again?" },
        "Again?": { "Type": "Choice", "Default": "Begin",
            "Choices": [{ "Variable": "$.stop", "BooleanEquals": true, "Next": "Done" }] },
        "Done": { "Type": "Succeed" },
    });
    assert_eq!(output(&states, &json!({ "stop": true })), json!({ "stop": true }));
    let Step::Failed { error, cause, .. } = start(&states, &json!({ "stop": false })) else {
        panic!("it ended");
    };
    assert_eq!(error, "States.Runtime");
    assert_eq!(cause, format!("more than {TRANSITIONS_MAX} states without a task"));
}

#[test]
fn data_that_grows_too_large_or_too_deep_ends_the_execution() {
    let circle = |parameters: Value| {
        json!({
            "Begin": { "Type": "Pass", "Parameters": parameters, "Next": "Again?" },
            "Again?": { "Type": "Choice", "Default": "Begin",
                "Choices": [{ "Variable": "$.stop", "IsPresent": true, "Next": "Done" }] },
            "Done": { "Type": "Succeed" },
        })
    };
    for grows in [json!({ "a.$": "$", "b.$": "$" }), json!({ "deeper.$": "$" })] {
        let failed = failure(start(&circle(grows.clone()), &json!({})));
        assert_eq!(failed.1, "States.DataLimitExceeded", "{grows}");
    }
    let text = "x".repeat(crema_core::workflow::DATA_BYTES_MAX);
    let definition = definition(&task("r", json!({ "ResultPath": "$.r" })));
    let at = standing(definition.start(&context(&Value::Null), json!({})));
    let happening = Happening::TaskSucceeded { output: json!(text) };
    let step = definition.resume(&context(&Value::Null), at, happening).unwrap();
    assert_eq!(failure(step).1, "States.DataLimitExceeded");
}
