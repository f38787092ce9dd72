//! The schemas of events, as those who listen find them.

use std::collections::BTreeSet;

use crema_api::DomainEvent;
use crema_api::commands::Role;
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof};

fn document(booth: &Booth, address: &str) -> (Value, Validator) {
    let document: Value = booth.get(&Proof::Nothing, address).json();
    let validator = jsonschema::validator_for(&document).unwrap();
    (document, validator)
}

fn check(validator: &Validator, name: &str, detail: &Value) {
    let faults: Vec<String> = validator.iter_errors(detail).map(|f| f.to_string()).collect();
    assert!(faults.is_empty(), "{name}: {detail}: {faults:?}");
}

#[test]
fn every_event_has_its_schema_with_an_example_that_fits() {
    let booth = Booth::open();
    let list: Value = booth.get(&Proof::Nothing, "/api/v1/schemas").json();
    let list = list["schemas"].as_array().unwrap();
    let names: BTreeSet<_> = list.iter().map(|one| one["detail-type"].as_str().unwrap()).collect();
    assert_eq!(names, DomainEvent::DETAIL_TYPES.iter().copied().collect());
    for one in list {
        let name = one["detail-type"].as_str().unwrap();
        let address = one["address"].as_str().unwrap();
        assert_eq!(address, format!("/api/v1/schemas/{name}/{}", one["version"]));
        let (document, validator) = document(&booth, address);
        assert!(jsonschema::meta::is_valid(&document), "{name} has no schema");
        assert_eq!(document["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(document["description"].is_string(), "{name} is not described");
        let example = &document["examples"][0];
        check(&validator, name, example);
        assert!(DomainEvent::from_detail(name, example.clone()).is_ok(), "{name}");
        assert!(!validator.is_valid(&json!({})), "{name} takes anything");
    }
}

#[test]
fn events_of_the_log_fit_the_schemas_that_are_published() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    booth.place("Zoë");
    let page: Value = booth.get(&crew, "/api/v1/events").json();
    let events = page["events"].as_array().unwrap();
    assert!(events.len() > 10);
    for event in events {
        let name = event["detail-type"].as_str().unwrap();
        let (_, validator) = document(&booth, &format!("/api/v1/schemas/{name}/1"));
        check(&validator, name, &event["detail"]);
    }
}

#[test]
fn an_event_that_is_not_there_has_no_schema() {
    let booth = Booth::open();
    let placed = "OrderManager.OrderPlaced";
    for path in [format!("{placed}/2"), format!("{placed}/x"), "custom.mug/1".into(), "No/1".into()]
    {
        let refused = booth.get(&Proof::Nothing, &format!("/api/v1/schemas/{path}"));
        assert_eq!((refused.status.as_u16(), refused.refusal().as_str()), (404, "not-found"));
    }
}
