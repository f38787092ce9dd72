//! The API's description (OpenAPI 3.1), written from the table of routes and the types' schemas.

use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use crema_api::problem::Problem;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::access::Access;
use super::routes::{Gives, ROUTES, Route, SchemaOf, Takes, Verb};

/// Where schemas stand in the document, as a JSON pointer.
const SCHEMAS: &str = "/components/schemas";

static DOCUMENT: LazyLock<String> = LazyLock::new(|| describe().to_string());

pub async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.as_str()).into_response()
}

/// The whole description.
#[must_use]
pub fn describe() -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = SCHEMAS.into());
    let mut generator = SchemaGenerator::new(settings);
    let problem = generator.subschema_for::<Problem>();
    let mut paths = Map::new();
    for route in ROUTES.iter().filter(|route| !matches!(route.gives, Gives::Page)) {
        let operations = paths.entry(route.path).or_insert_with(|| json!({}));
        operations[route.verb.name().to_lowercase()] = operation(route, &mut generator, &problem);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Crema",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The booth's API. Every write takes an Idempotency-Key: the same key \
                with the same body gives the same outcome again. Refusals are problem details \
                (RFC 9457). Moments are booth time: milliseconds that count only while the hub \
                runs.",
        },
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": {
                "session": { "type": "http", "scheme": "bearer",
                    "description": "The token of a pairing; browsers send the cookie crema_session." },
                "customer": { "type": "apiKey", "in": "cookie", "name": "crema_customer" },
                "order": { "type": "apiKey", "in": "header", "name": "Crema-Order",
                    "description": "The secret of an order's link /o/<secret>." },
            },
        },
    })
}

fn operation(route: &Route, generator: &mut SchemaGenerator, problem: &Schema) -> Value {
    let mut operation = json!({
        "operationId": operation_id(route),
        "summary": route.summary,
        "description": format!("For: {}.", route.access.words()),
        "parameters": parameters(route, generator),
        "security": security(route.access),
        "responses": responses(route, generator, problem),
    });
    if let Some(takes) = route.takes {
        let content = match takes {
            Takes::Json(schema) => json!({ "application/json": { "schema": schema(generator) } }),
            Takes::Media(kind) => json!({ kind: {} }),
        };
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    operation
}

/// `get_orders_id`: the method and the path's words.
fn operation_id(route: &Route) -> String {
    let words = route.path.split(['/', '-', '.']).map(|word| word.trim_matches(['{', '}']));
    let words = words.filter(|word| !word.is_empty() && *word != "api" && *word != "v1");
    std::iter::once(route.verb.name().to_lowercase())
        .chain(words.map(str::to_owned))
        .collect::<Vec<_>>()
        .join("_")
}

fn parameters(route: &Route, generator: &mut SchemaGenerator) -> Vec<Value> {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')).map(|name| {
        let name = name.trim_end_matches('}');
        json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
    });
    let mut parameters: Vec<Value> = in_path.collect();
    if let Some(query) = route.query {
        parameters.extend(query_parameters(query, generator));
    }
    if route.verb != Verb::Get {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": false,
            "description": "1 to 64 printable characters, unique for each wish.",
            "schema": { "type": "string", "minLength": 1, "maxLength": 64 },
        }));
    }
    parameters
}

/// A query's fields, each as a parameter.
fn query_parameters(query: SchemaOf, generator: &mut SchemaGenerator) -> Vec<Value> {
    let reference = query(generator);
    let name = reference
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|pointer| pointer.rsplit('/').next())
        .unwrap_or_default()
        .to_owned();
    // It stands in the parameters, not among the schemas.
    let Some(schema) = generator.definitions_mut().remove(&name) else { return Vec::new() };
    let required: Vec<&str> = schema["required"]
        .as_array()
        .map(|names| names.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    properties
        .iter()
        .map(|(name, schema)| {
            json!({
                "name": name, "in": "query", "required": required.contains(&name.as_str()),
                "schema": schema,
            })
        })
        .collect()
}

fn security(access: Access) -> Vec<Value> {
    let mut ways = Vec::new();
    if access == Access::Anyone {
        ways.push(json!({}));
    }
    if access != Access::Customer {
        ways.push(json!({ "session": [] }));
    }
    if access.takes_customers() {
        ways.push(json!({ "customer": [] }));
        ways.push(json!({ "order": [] }));
    }
    ways
}

fn responses(route: &Route, generator: &mut SchemaGenerator, problem: &Schema) -> Value {
    let (status, response) = match route.gives {
        Gives::Json(schema) => (
            "200",
            json!({
                "description": "Done.",
                "content": { "application/json": { "schema": schema(generator) } },
            }),
        ),
        Gives::Media(kind) => ("200", json!({ "description": "Done.", "content": { kind: {} } })),
        Gives::Nothing | Gives::Page => ("204", json!({ "description": "Done." })),
    };
    json!({
        status: response,
        "default": {
            "description": "Refused.",
            "content": { "application/problem+json": { "schema": problem } },
        },
    })
}
