//! Words that no one knows are refused, in every field of every body: a command is never made of them,
//! and the log keeps none for ever.

use axum::body::Body;
use crema::http::openapi::describe_routes;
use crema::http::route::RequestBody;
use crema::http::routes::ROUTES;
use crema_api::answers::Health;
use crema_api::commands::Role;
use serde_json::{Map, Value, json};

use crate::booth::{Booth, Proof, Reply, request};

/// No word of ours.
const NONSENSE: &str = "banana";

/// The description's schemas, by whose shapes bodies are made.
struct Shapes<'a>(&'a Value);

impl<'a> Shapes<'a> {
    /// The schema itself, wherever it is described.
    fn of(&self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(at) => self.of(self.0.pointer(at.trim_start_matches('#')).unwrap()),
            None => schema,
        }
    }

    fn one_of(schema: &'a Value) -> Option<&'a Vec<Value>> {
        schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array())
    }

    /// Whether this is a word: one of several texts.
    fn is_word(schema: &Value) -> bool {
        schema["const"].is_string() || schema["enum"].as_array().is_some_and(|all| !all.is_empty())
    }

    /// Something that fits.
    fn sample(&self, schema: &'a Value) -> Value {
        let schema = self.of(schema);
        if let Some(one) = Self::one_of(schema) {
            return self.sample(&one[0]);
        }
        if Self::is_word(schema) {
            return schema.get("const").unwrap_or(&schema["enum"][0]).clone();
        }
        let kind = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
        match kind {
            Some("object") => self.object(schema).into(),
            Some("array") => json!([]),
            Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
            Some("boolean") => json!(false),
            _ if schema["format"] == "uuid" => json!("0192f0c4-0000-7000-8000-000000000000"),
            _ => json!("x"),
        }
    }

    /// The fields without which an object does not fit.
    fn object(&self, schema: &'a Value) -> Map<String, Value> {
        let required = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
        let names = required.iter().filter_map(Value::as_str);
        names.map(|name| (name.to_owned(), self.sample(&schema["properties"][name]))).collect()
    }

    /// What fits but for one word, for each word that there is.
    fn with_one_wrong_word(&self, schema: &'a Value) -> Vec<Value> {
        let schema = self.of(schema);
        if Self::is_word(schema) {
            return vec![json!(NONSENSE)];
        }
        if let Some(one) = Self::one_of(schema) {
            // An enum of words is one word, and not as many as there are.
            let mut all: Vec<Value> =
                one.iter().flat_map(|schema| self.with_one_wrong_word(schema)).collect();
            all.dedup();
            return all;
        }
        let mut all = Vec::new();
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            for wrong in self.with_one_wrong_word(field) {
                let mut object = self.object(schema);
                object.insert(name.clone(), wrong);
                all.push(object.into());
            }
        }
        if schema["items"].is_object() {
            let items = self.with_one_wrong_word(&schema["items"]);
            all.extend(items.into_iter().map(|wrong| json!([wrong])));
        }
        if schema["additionalProperties"].is_object() {
            let values = self.with_one_wrong_word(&schema["additionalProperties"]);
            all.extend(values.into_iter().map(|wrong| json!({ "x": wrong })));
        }
        all
    }
}

#[test]
fn no_body_takes_a_word_that_no_one_knows() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let (device, barista) = (booth.token(Role::Device), booth.token(Role::Barista));
    let (_, order) = booth.place("Zoë");
    let document = describe_routes(ROUTES);
    let before = booth.get(&Proof::Nothing, "/healthz").json::<Health>().seq;
    let (mut bodies, mut taken) = (0, Vec::new());
    for route in ROUTES.iter().filter(|route| matches!(route.takes, Some(RequestBody::Json(_)))) {
        let operation = &document["paths"][route.path][route.verb.name().to_lowercase()];
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        assert!(schema.is_object(), "{route:?}");
        let path = route.path.replace("{id}", &order.id.to_string()).replace("{drink}", "latte");
        for body in Shapes(&document).with_one_wrong_word(schema) {
            bodies += 1;
            let answered = [&crew, &device, &barista].map(|proof| {
                let request = request(proof, route.verb.name(), &path);
                booth.read(request.body(Body::from(body.to_string())).unwrap())
            });
            // For the word, and for no other reason.
            let is_refused = |reply: &Reply| reply.status == 422 && reply.text().contains(NONSENSE);
            if !answered.iter().any(is_refused) {
                let replies = answered.iter().map(|reply| (reply.status, reply.text()));
                taken.push(format!("{path} {body}: {:?}", replies.collect::<Vec<_>>()));
            }
        }
    }
    assert!(taken.is_empty(), "{taken:#?}");
    assert!(bodies > 12, "{bodies}");
    let after = booth.get(&Proof::Nothing, "/healthz").json::<Health>().seq;
    assert_eq!(after, before, "a refusal is no event");
}
