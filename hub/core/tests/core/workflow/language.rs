//! What each state and field does to the data, and where it leads.

use crema_core::workflow::{Step, TRANSITIONS_MAX};
use serde_json::{Value, json};

use super::{NOW, failure, output, start};

/// A `Pass` state with these fields, then the end.
fn pass(fields: &Value) -> Value {
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
        assert_eq!(output(&pass(&fields.clone()), &input), expected, "{fields}");
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
        let failed = failure(start(&pass(&fields.clone()), &input));
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
    let test =
        |path: &str, operator: &str, value: Value| json!({ "Variable": path, operator: value });
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
        (test("$.five", "NumericLessThanEquals", json!(4)), false),
        (test("$.five", "NumericGreaterThan", json!(-1)), true),
        (test("$.five", "NumericGreaterThan", json!(5)), false),
        (test("$.five", "NumericGreaterThanEquals", json!(6)), false),
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
    let expected =
        Step::Failed { state: "Begin".into(), error: "Milk.Out".into(), cause: "No milk.".into() };
    assert_eq!(start(&states, &json!({})), expected);
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
}
