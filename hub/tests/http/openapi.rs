//! The API's description: that it is one, and that it is of this API.

use std::collections::BTreeSet;

use crema::http::openapi::describe_routes;
use crema::http::route::ResponseBody;
use crema::http::routes::ROUTES;
use serde_json::Value;

use crate::booth::{Booth, Proof};

fn walk<'a>(value: &'a Value, found: &mut impl FnMut(&'a str, &'a Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                found(name, value);
                walk(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
        _ => {}
    }
}

/// The words under this name, wherever it is in the document.
fn words_under<'a>(document: &'a Value, name: &str) -> Vec<&'a str> {
    let mut words = Vec::new();
    walk(document, &mut |found, value| {
        if found == name {
            words.push(value.as_str().unwrap());
        }
    });
    words
}

#[test]
fn it_is_served_and_covers_every_route_of_the_api() {
    let booth = Booth::open();
    let served: Value = booth.get(&Proof::Nothing, "/api/openapi.json").json();
    assert_eq!(served, describe_routes(ROUTES));
    assert_eq!(served["openapi"], "3.1.0");
    for route in ROUTES.iter().filter(|route| !matches!(route.gives, ResponseBody::Page)) {
        let verb = route.verb.name().to_lowercase();
        let operation = &served["paths"][route.path][verb.as_str()];
        assert_eq!(operation["summary"], route.summary, "{route:?}");
        let in_path =
            operation["parameters"].as_array().unwrap().iter().filter(|p| p["in"] == "path");
        assert_eq!(in_path.count(), route.path.matches('{').count(), "{route:?}");
    }
}

/// Every path with its methods and the statuses of each: the face of the API on one page.
#[test]
fn it_has_these_paths_and_statuses() {
    let document = describe_routes(ROUTES);
    let mut lines = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (verb, operation) in operations.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            let statuses: Vec<&str> = responses.keys().map(String::as_str).collect();
            lines.push(format!("{path} {} {}", verb.to_uppercase(), statuses.join(" ")));
        }
    }
    lines.sort();
    let face = lines.join("\n");
    insta::assert_snapshot!(face);
}

#[test]
fn its_references_lead_somewhere_and_its_schemas_are_schemas() {
    let document = describe_routes(ROUTES);
    let references: BTreeSet<_> = words_under(&document, "$ref").into_iter().collect();
    assert!(references.len() > 20);
    for reference in references {
        let pointer =
            reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} leads out"));
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        assert!(jsonschema::meta::is_valid(schema), "{name} is no schema");
    }
}

#[test]
fn operations_have_names_of_their_own() {
    let document = describe_routes(ROUTES);
    let names = words_under(&document, "operationId");
    let unique: BTreeSet<_> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "{names:?}");
}

#[test]
fn a_streams_messages_have_a_schema_and_rustdoc_does_not_show() {
    let document = describe_routes(ROUTES);
    let content = &document["paths"]["/api/v1/stream"]["get"]["responses"]["200"]["content"];
    let schema = &content["text/event-stream"]["schema"]["anyOf"];
    assert_eq!(schema[0]["$ref"], "#/components/schemas/StreamMessage");
    assert_eq!(schema[1]["$ref"], "#/components/schemas/StreamHead");
    for words in words_under(&document, "description") {
        assert!(!words.contains("[`"), "{words}");
    }
}
