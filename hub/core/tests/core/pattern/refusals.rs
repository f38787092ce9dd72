//! What a pattern must not hold is refused, by its place.

use crema_core::pattern::{PATTERN_BYTES_MAX, PATTERN_DEPTH_MAX, Pattern};
use serde_json::{Value, json};

fn refused(pattern: &Value) -> String {
    match Pattern::from_value(pattern) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("accepted: {pattern}"),
    }
}

#[test]
fn each_mistake_is_named_by_its_place() {
    #[rustfmt::skip]
    let cases = [
        (json!(["x"]), "a pattern is an object"),
        (json!({}), "must not be empty"),
        (json!({ "detail": {} }), "detail: must not be empty"),
        (json!({ "detail": { "a": [] } }), "detail.a: must not be empty"),
        (json!({ "source": "x" }), "source: must be an object or a list of alternatives"),
        (json!({ "detail": { "a": { "prefix": "x" } } }), "detail.a.prefix: must be an object or a list"),
        (json!({ "a": ["x", ["y"]] }), "a[1]: an alternative is a plain value or an object"),
        (json!({ "a": [{}] }), "a[0]: must not be empty"),
        (json!({ "a": [{ "suffix": "x" }] }), "a[0]: \"suffix\" is not supported"),
        (json!({ "a": [{ "numeric": ["<", 5] }] }), "a[0]: \"numeric\" is not supported"),
        (json!({ "a": [{ "prefix": "x", "exists": true }] }), "a[0]: \"exists with prefix\" is not supported"),
        (json!({ "$or": [{ "a": ["x"] }] }), "$or: \"$or\" is not supported"),
        (json!({ "a": [{ "prefix": 5 }] }), "a[0]: prefix takes text"),
        (json!({ "a": [{ "prefix": { "equals-ignore-case": "x" } }] }), "a[0]: prefix takes text"),
        (json!({ "a": [1, { "exists": "true" }] }), "a[1]: exists takes true or false"),
        (json!({ "a": [{ "anything-but": [] }] }), "a[0]: anything-but takes text or a number"),
        (json!({ "a": [{ "anything-but": ["x", 1] }] }), "a[0]: anything-but takes text or a number"),
        (json!({ "a": [{ "anything-but": null }] }), "a[0]: anything-but takes text or a number"),
        (json!({ "a": [{ "anything-but": { "prefix": "x" } }] }), "a[0]: anything-but takes text or a number"),
    ];
    for (pattern, expected) in cases {
        let error = refused(&pattern);
        assert!(error.starts_with(expected), "{pattern} gave: {error}");
    }
}

#[test]
fn text_that_is_no_json_is_refused() {
    let error = Pattern::parse("{ \"a\": [").unwrap_err().to_string();
    assert!(error.starts_with("the pattern is not JSON: "), "{error}");
}

#[test]
fn depth_and_size_have_limits() {
    let nested = |levels: usize| (0..levels).fold(json!([1]), |inner, _| json!({ "a": inner }));
    assert!(Pattern::from_value(&nested(PATTERN_DEPTH_MAX)).is_ok());
    assert!(refused(&nested(PATTERN_DEPTH_MAX + 1)).ends_with("nested more than 16 levels deep"));

    let frame = json!({ "a": [""] }).to_string().len();
    let sized = |bytes: usize| json!({ "a": ["x".repeat(bytes - frame)] });
    assert!(Pattern::from_value(&sized(PATTERN_BYTES_MAX)).is_ok());
    assert!(Pattern::parse(&sized(PATTERN_BYTES_MAX).to_string()).is_ok());
    assert_eq!(
        refused(&sized(PATTERN_BYTES_MAX + 1)),
        "the pattern has 4097 bytes, 4096 are allowed"
    );
    assert!(Pattern::parse(&sized(PATTERN_BYTES_MAX + 1).to_string()).is_err());
}
