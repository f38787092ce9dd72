//! Fuzz targets of the core: event patterns and workflow definitions, as text from outside.

use crema_api::BoothMs;
use crema_core::pattern::{PATTERN_BYTES_MAX, PATTERN_DEPTH_MAX, Pattern};
use crema_core::workflow::{Context, DEFINITION_BYTES_MAX, Definition, Happening, Step};
use crema_testing::fuzz;
use serde_json::{Value, json};

/// Steps that an execution is taken along.
const STEPS_MAX: usize = 8;

fn depth(value: &Value) -> usize {
    match value {
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// A text is a pattern or refused in words. A pattern is within its limits, is the same when it is
/// printed and parsed again, and answers the same for every event, whatever is asked.
fn pattern(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let parsed = match Pattern::parse(text) {
        Ok(parsed) => parsed,
        Err(refused) => return assert!(!refused.to_string().trim().is_empty()),
    };
    assert!(text.len() <= PATTERN_BYTES_MAX);
    let value: Value = serde_json::from_str(text).unwrap();
    // Below its objects a pattern has one list, and in it at most an operator with a list.
    assert!(depth(&value) <= PATTERN_DEPTH_MAX + 3);
    let printed = value.to_string();
    // A number can be longer when it is printed: 1e20 is.
    if printed.len() <= PATTERN_BYTES_MAX {
        assert_eq!(Pattern::parse(&printed).unwrap(), parsed, "printed: {printed}");
        assert_eq!(Pattern::from_value(&value).unwrap(), parsed);
    }
    for event in [json!({}), json!({ "detail": { "a": [1, { "b": "x" }] } }), value] {
        assert_eq!(parsed.matches(&event), parsed.clone().matches(&event));
    }
}

#[test]
fn bytes_are_a_pattern_or_refused() {
    fuzz::run(
        &[
            r#"{"source":["awsserverlessda.serverlesspresso"],"detail-type":[{"prefix":"Order"}]}"#,
            r#"{"detail":{"a":[1,2.5,1e20,-0.0,true,null,"é\u0000"],"b":[{"exists":false}]}}"#,
            r#"{"detail":{"drink":{"choices":{"option":[{"anything-but":["Oat",3]}]}},"c":["$x"]}}"#,
            r#"{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":{"j":{"k":{"l":{"m":[1]}}}}}}}}}}}}}"#,
        ],
        pattern,
    );
}

/// A text is a definition or refused in words. A definition is within its limit, has the same
/// version however it is laid out, and takes the same steps twice, whatever happens to it.
fn workflow(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let definition = match Definition::parse(text) {
        Ok(definition) => definition,
        Err(refused) => return assert!(!refused.to_string().trim().is_empty()),
    };
    assert!(text.len() <= DEFINITION_BYTES_MAX);
    let value: Value = serde_json::from_str(text).unwrap();
    for again in [value.to_string(), format!("{value:#}")] {
        let again = Definition::parse(&again).unwrap_or_else(|error| panic!("{error}: {again}"));
        assert_eq!(again.version(), definition.version());
    }
    let input = json!({ "n": 1, "a": { "b": [1, 2] }, "orderId": "order-1" });
    let context = Context {
        execution_id: "booth:order:order-1",
        execution_name: "order-1",
        execution_input: &input,
        now: BoothMs(42_000),
        task_token: Some("a-token"),
    };
    let mut step = definition.start(&context, input.clone());
    assert_eq!(step, definition.start(&context, input.clone()));
    for number in 0..STEPS_MAX {
        let (Step::Call { at, .. } | Step::Wait { at, .. }) = step else { break };
        let happening = match number % 3 {
            0 => Happening::TaskSucceeded { output: json!({ "storeOpen": true, "n": number }) },
            1 => Happening::TimedOut,
            _ => Happening::TaskFailed { error: "Known".into(), cause: "because".into() },
        };
        let once = definition.resume(&context, at.clone(), happening.clone());
        assert_eq!(once, definition.resume(&context, at, happening));
        let Ok(next) = once else { break };
        step = next;
    }
}

#[test]
fn bytes_are_a_workflow_or_refused() {
    let small = json!({ "StartAt": "A", "States": {
        "A": { "Type": "Pass", "Parameters": { "x.$": "$.n", "y": [1e20, "é"] }, "ResultPath": "$.p", "Next": "B" },
        "B": { "Type": "Task", "Resource": "r.waitForTaskToken", "TimeoutSeconds": 9,
            "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": "C" }], "Next": "C" },
        "C": { "Type": "Choice", "Choices": [
            { "And": [{ "Variable": "$.n", "IsPresent": true }, { "Not": { "Variable": "$.n", "NumericEquals": 2 } }], "Next": "D" }],
            "Default": "E" },
        "D": { "Type": "Succeed", "InputPath": "$.a.b[0]" },
        "E": { "Type": "Fail", "Error": "Full", "Cause": "no room" },
    }});
    let order = include_str!("../../../workflows/order.asl.json");
    fuzz::run(&[small.to_string().as_str(), order], workflow);
}
