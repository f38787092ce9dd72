//! What a definition must not hold is refused, by state and field.

use crema_core::workflow::{Definition, DefinitionError, Step};
use serde_json::{Value, json};

/// A definition that is good before `change`.
fn refused(change: impl Fn(&mut Value)) -> DefinitionError {
    let mut definition = json!({
        "Comment": "A task, a choice and the ends.",
        "Version": "1.0",
        "QueryLanguage": "JSONPath",
        "StartAt": "Ask",
        "States": {
            "Ask": {
                "Type": "Task", "Comment": "Asks.", "Resource": "r.waitForTaskToken",
                "InputPath": "$.a", "OutputPath": "$", "ResultPath": "$.b['c d'][0]",
                "Parameters": { "x.$": "$.y", "token.$": "$$.Task.Token", "z": [{ "n.$": "$" }] },
                "ResultSelector": { "x.$": "$.y" },
                "TimeoutSeconds": 5,
                "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": null, "Next": "Lost" }],
                "Next": "Which?"
            },
            "Which?": {
                "Type": "Choice",
                "Choices": [
                    { "Not": { "Variable": "$.x", "IsPresent": true }, "Next": "Put" },
                    { "Variable": "$.x", "NumericLessThan": 3, "Comment": "Few.", "Next": "Put" }
                ],
                "Default": "Done"
            },
            "Put": { "Type": "Pass", "Result": [1], "End": true },
            "Done": { "Type": "Succeed" },
            "Lost": { "Type": "Fail", "Error": "Lost", "Cause": "It was lost." }
        }
    });
    Definition::parse(&definition.to_string()).expect("the definition is good before the change");
    change(&mut definition);
    match Definition::parse(&definition.to_string()) {
        Err(error) => error,
        Ok(_) => panic!("accepted: {definition}"),
    }
}

/// Sets the value at a JSON pointer, or the field of an object that is not there yet.
fn set(pointer: &'static str, value: Value) -> impl Fn(&mut Value) {
    move |definition| {
        let (object, field) = pointer.rsplit_once('/').unwrap();
        match definition.pointer_mut(object).unwrap() {
            Value::Array(items) => items[field.parse::<usize>().unwrap()] = value.clone(),
            object => object[field] = value.clone(),
        }
    }
}

#[test]
fn each_mistake_is_named_by_state_and_field() {
    #[rustfmt::skip]
    let cases = [
        ("/StartAt", json!("Nowhere"), "field StartAt: there is no state \"Nowhere\""),
        ("/StartAt", json!(1), "field StartAt: must be text"),
        ("/Version", json!("2.0"), "field Version: must be \"1.0\""),
        ("/QueryLanguage", json!("JSONata"), "field QueryLanguage: must be \"JSONPath\""),
        ("/TimeoutSeconds", json!(3), "field TimeoutSeconds: this field is not supported here"),
        ("/States", json!([]), "field States: must be an object"),
        ("/States/Put", json!("x"), "state \"Put\": must be an object"),
        ("/States/Put/Type", json!("Map"), "state \"Put\", field Type: a state of type \"Map\" is not"),
        ("/States/Put/End", json!(false), "state \"Put\", field Next: this field is missing"),
        ("/States/Put/End", json!("yes"), "state \"Put\", field End: must be true or false"),
        ("/States/Put/Next", json!("Done"), "state \"Put\", field Next: cannot be together with End"),
        ("/States/Put/Parameters", json!({}), "state \"Put\", field Result: cannot be together with"),
        ("/States/Put/Comment", json!(["x"]), "state \"Put\", field Comment: must be text"),
        ("/States/Done/Next", json!("Put"), "state \"Done\", field Next: this field is not supported"),
        ("/States/Lost/ErrorPath", json!("$.e"), "state \"Lost\", field ErrorPath: this field is not"),
        ("/States/Which?/ResultPath", json!("$"), "state \"Which?\", field ResultPath: this field is not"),
        ("/States/Which?/Choices", json!([]), "field Choices: must be a list of one rule"),
        ("/States/Which?/Choices/0/Next", json!("X"), "field Choices[0].Next: there is no state \"X\""),
        ("/States/Which?/Choices/0/Not", json!({}), "field Choices[0].Not.Variable: this field is missing"),
        ("/States/Which?/Choices/0/Or", json!([]), "field Choices[0].Or: must be a list of one at least"),
        ("/States/Which?/Choices/1/StringMatches", json!("a*"), "Choices[1].StringMatches: this field is not"),
        ("/States/Which?/Choices/1/IsPresent", json!(true), "Choices[1].NumericLessThan: this field is not"),
        ("/States/Which?/Choices/1/NumericLessThan", json!("3"), "Choices[1].NumericLessThan: must be a number"),
        ("/States/Which?/Choices/1/Variable", json!("x"), "Choices[1].Variable: the path \"x\" must begin with $"),
        ("/States/Which?/Choices/1", json!({"Variable": "$.x", "Next": "Put"}), "Choices[1]: must be a comparison"),
        ("/States/Ask/Retry", json!([]), "state \"Ask\", field Retry: this field is not supported here"),
        ("/States/Ask/HeartbeatSeconds", json!(1), "field HeartbeatSeconds: this field is not supported"),
        ("/States/Ask/Resource", json!(".waitForTaskToken"), "field Resource: must be the name of a resource"),
        ("/States/Ask/Resource", json!("r"), "field Parameters: the path \"$$.Task.Token\" is known only"),
        ("/States/Ask/TimeoutSeconds", json!(0), "field TimeoutSeconds: must be a whole number of seconds"),
        ("/States/Ask/TimeoutSeconds", json!(1.5), "field TimeoutSeconds: must be a whole number of seconds"),
        ("/States/Ask/TimeoutSecondsPath", json!("$.t"), "TimeoutSeconds: cannot be together with TimeoutSecondsPath"),
        ("/States/Ask/InputPath", json!("$.*"), "field InputPath: the path \"$.*\" is no reference path"),
        ("/States/Ask/InputPath", json!("$$.Task.Token"), "field InputPath: the path \"$$.Task.Token\" is known only"),
        ("/States/Ask/OutputPath", json!("$$.Map.Item"), "OutputPath: the path \"$$.Map.Item\" is not in the context"),
        ("/States/Ask/ResultPath", json!("$$.Execution.Input"), "ResultPath: the path \"$$.Execution.Input\" cannot be"),
        ("/States/Ask/ResultSelector/t.$", json!("$$.Task.Token"), "field ResultSelector: the path \"$$.Task.Token\""),
        ("/States/Ask/ResultSelector/l", json!([{ "t.$": "$$.Task.Token" }]), "field ResultSelector: the path \"$$.Task.Token\""),
        ("/States/Ask/Parameters/u.$", json!("States.UUID()"), "Parameters.u.$: the path \"States.UUID()\" is an intrinsic"),
        ("/States/Ask/Parameters/x", json!(1), "field Parameters.x.$: cannot be together with"),
        ("/States/Ask/Parameters/z/0", json!({"n.$": 4}), "field Parameters.z[0].n.$: must be a path as text"),
        ("/States/Ask/Catch", json!({}), "field Catch: must be a list of objects"),
        ("/States/Ask/Catch/0/Next", json!("X"), "field Catch[0].Next: there is no state \"X\""),
        ("/States/Ask/Catch/0/Assign", json!({}), "field Catch[0].Assign: this field is not supported here"),
        ("/States/Ask/Catch/0/ErrorEquals", json!([]), "field Catch[0].ErrorEquals: must be a list of error names"),
        ("/States/Ask/Catch/0/ErrorEquals", json!(["States.Runtime"]), "ErrorEquals: \"States.Runtime\" is no error that"),
        ("/States/Ask/Catch/0/ErrorEquals", json!(["States.ALL", "X"]), "field Catch: States.ALL must stand alone"),
        ("/States/Ask/Catch", json!([{ "ErrorEquals": ["States.ALL"], "Next": "Lost" }, { "ErrorEquals": ["X"], "Next": "Lost" }]),
            "field Catch: States.ALL must stand alone"),
        ("/States/Ask/Next", json!("Done"), "state \"Put\": no state leads here"),
    ];
    for (pointer, value, expected) in cases {
        let error = refused(set(pointer, value.clone())).to_string();
        assert!(error.contains(expected), "{pointer} = {value} gave: {error}");
    }
}

#[test]
fn a_missing_field_is_named() {
    #[rustfmt::skip]
    let cases = [
        ("", "StartAt"), ("", "States"), ("/States/Ask", "Type"), ("/States/Ask", "Resource"),
        ("/States/Ask", "Next"), ("/States/Which?", "Choices"), ("/States/Which?/Choices/0", "Next"),
        ("/States/Ask/Catch/0", "Next"),
    ];
    for (object, field) in cases {
        let error = refused(|definition| {
            let object = definition.pointer_mut(object).unwrap().as_object_mut().unwrap();
            assert!(object.remove(field).is_some());
        });
        assert!(error.to_string().ends_with("this field is missing"), "{object} {field}: {error}");
        assert!(error.field.as_deref().unwrap().ends_with(field), "{object} {field}: {error}");
    }
}

#[test]
fn a_circle_without_an_end_is_refused() {
    let error = refused(|definition| {
        definition["States"]["Put"] = json!({ "Type": "Pass", "Next": "Back" });
        definition["States"]["Back"] = json!({ "Type": "Pass", "Next": "Put" });
    });
    assert_eq!(error.state.as_deref(), Some("Back"));
    assert_eq!(error.field, None);
    assert_eq!(error.to_string(), "state \"Back\": no way leads from here to an end");
}

#[test]
fn a_choice_is_no_end() {
    let rule = json!({ "Variable": "$.x", "IsPresent": true, "Next": "Put" });
    let error = refused(|definition| {
        let choice = json!({ "Type": "Choice", "Choices": [rule], "Default": "Circle?" });
        definition["States"]["Circle?"] = choice;
        definition["States"]["Put"] = json!({ "Type": "Pass", "Next": "Circle?" });
    });
    assert_eq!(error.to_string(), "state \"Circle?\": no way leads from here to an end");
}

#[test]
fn text_that_is_no_json_or_too_large_is_refused() {
    let error = Definition::parse("{ \"StartAt\": ").unwrap_err().to_string();
    assert!(error.starts_with("the definition cannot be read as JSON: "), "{error}");
    let twice = r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "A": {"Type": "Fail"}}}"#;
    let error = Definition::parse(twice).unwrap_err().to_string();
    assert!(error.contains("the field \"A\" stands here twice at line 1"), "{error}");
    let large = " ".repeat(crema_core::workflow::DEFINITION_BYTES_MAX + 1);
    let error = Definition::parse(&large).unwrap_err().to_string();
    assert!(error.starts_with("the definition has 1048577 bytes"), "{error}");
}

#[test]
fn only_reference_paths_are_paths() {
    #[rustfmt::skip]
    let refused_paths = [
        "", "a", "$a", "$.", "$..a", "$.a.", "$.*", "$[*]", "$[-1]", "$[0:2]", "$[0,1]", "$[?(@.a)]",
        "$.a[", "$.a[]", "$['a'", "$['a\\'b']", "$['a\\b']", "$.a b", "$.length()", "$$", "$$.Execution",
        "$$.Execution.StartTime", "$$.State.Name.x", "$$[0]", "$.a]", "$[99999999999999999999999]",
    ];
    for path in refused_paths {
        let error = refused(set("/States/Which?/Choices/1/Variable", json!(path)));
        assert_eq!(error.field.as_deref(), Some("Choices[1].Variable"), "{path}");
    }
}

#[test]
fn the_version_is_the_content_not_the_layout() {
    let states = json!({ "Begin": { "Type": "Succeed" } });
    let definition = json!({ "States": states, "StartAt": "Begin" });
    let compact = Definition::parse(&definition.to_string()).unwrap();
    let pretty = Definition::parse(&serde_json::to_string_pretty(&definition).unwrap()).unwrap();
    let turned = r#"{"StartAt":"Begin", "States":{"Begin":{"Type":"Succeed"}}}"#;
    let turned = Definition::parse(turned).unwrap();
    assert_eq!(compact.version(), pretty.version());
    assert_eq!(compact.version(), turned.version());
    assert_eq!(compact.version().len(), "1-".len() + 16);
    let other = r#"{"StartAt":"Begin", "States":{"Begin":{"Type":"Fail"}}}"#;
    assert_ne!(compact.version(), Definition::parse(other).unwrap().version());
}

/// Holds also where a dependency turns on `preserve_order` of `serde_json`: names are found by
/// binary search, and the version is a digest of the fields in one order.
#[test]
fn the_order_of_states_and_fields_in_the_text_makes_no_difference() {
    let states = [
        r#""Zoo": {"Type": "Pass", "Next": "Apple"}"#,
        r#""Apple": {"Next": "Mango", "Type": "Pass", "Result": {"z": 1, "a": 2}}"#,
        r#""Mango": {"End": true, "Type": "Pass"}"#,
    ];
    let turned = r#""Apple": {"Type": "Pass", "Result": {"a": 2, "z": 1}, "Next": "Mango"}"#;
    let versions: Vec<String> = [
        [states[0], states[1], states[2]],
        [states[2], states[0], turned],
        [turned, states[2], states[0]],
    ]
    .iter()
    .map(|states| {
        let text = format!(r#"{{"States": {{{}}}, "StartAt": "Zoo"}}"#, states.join(", "));
        let definition = Definition::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let step = definition.start(&super::context(&json!({})), json!({}));
        assert_eq!(
            step,
            Step::Succeeded { state: "Mango".into(), output: json!({ "a": 2, "z": 1 }) }
        );
        definition.version().to_owned()
    })
    .collect();
    assert!(versions.iter().all(|version| *version == versions[0]), "{versions:?}");

    let two = r#"{"StartAt": "A", "States": {"A": {"Type": "Succeed", "Zeta": 1, "Beta": 2}}}"#;
    assert_eq!(Definition::parse(two).unwrap_err().field.as_deref(), Some("Beta"));
}
