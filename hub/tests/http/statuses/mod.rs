//! The statuses that the description names are those that are answered. Each one of each route is
//! provoked here; what any test is answered beside them, [`contract`](crate::contract) finds.

mod successes;
mod ways;

use std::collections::BTreeMap;

use crema::http::middleware::client_limits::ClientLimits;
use crema::http::middleware::token_bucket::Rate;
use crema::http::openapi::describe_routes;
use crema::http::route::{ResponseBody, Route};
use crema::http::routes::ROUTES;
use serde_json::Value;

use crate::booth::{Booth, Reply};
use ways::Ways;

/// The routes of the description, each with the statuses that it names.
fn described() -> Vec<(&'static Route, Vec<u16>)> {
    let document = describe_routes(ROUTES);
    let routes = ROUTES.iter().filter(|route| !matches!(route.gives, ResponseBody::Page));
    routes
        .map(|route| {
            let verb = route.verb.name().to_lowercase();
            let responses = document["paths"][route.path][verb.as_str()]["responses"].clone();
            // What is left is `default`: a fault of ours, which no request provokes.
            let statuses = responses.as_object().unwrap().keys().filter_map(|key| key.parse().ok());
            (route, statuses.collect())
        })
        .collect()
}

#[test]
fn every_status_that_is_described_is_answered() {
    let (booth, few, broken) = (Booth::open(), Booth::open(), Booth::open());
    let ways = Ways::new(&booth);
    // One request and no more from any address but the booth's own.
    let requests = Rate { burst: 1.0, per_s: 1.0 / 3_600.0 };
    few.app().limits().replace_settings(ClientLimits { requests, ..few.app().limits().settings() });
    let token = broken.token(crema_api::commands::Role::Crew);
    let connection = rusqlite::Connection::open(broken.database()).unwrap();
    connection.execute("ALTER TABLE access_sessions RENAME TO gone", []).unwrap();

    let mut wrong = Vec::new();
    let mut seen: BTreeMap<u16, u32> = BTreeMap::new();
    for (route, statuses) in described() {
        for status in statuses {
            let reply: Reply = match status {
                200 | 204 => successes::of(route),
                401 => ways.unknown(route),
                403 => ways.not_allowed(route),
                404 => ways.nothing_there(route),
                409 => ways.conflict(route),
                410 => Ways::over(route),
                413 => ways.too_large(route),
                415 => ways.not_json(route),
                422 => ways.out_of_form(route),
                429 => ways::from_afar(&few, route),
                503 => ways::while_the_disk_fails(&broken, route, &token),
                other => panic!("{route:?}: nobody knows how to provoke {other}"),
            };
            if reply.status != status {
                wrong.push(format!("{route:?}: {} for {status}: {}", reply.status, reply.text()));
            }
            *seen.entry(status).or_default() += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen.len() >= 11 && seen.values().sum::<u32>() > 300, "{seen:?}");
}

#[test]
fn refusals_of_the_description_name_their_kinds() {
    let document = describe_routes(ROUTES);
    let responses = document["components"]["responses"].as_object().unwrap();
    for (name, response) in responses {
        let text = response["description"].as_str().unwrap();
        assert!(name == "Fault" || text.contains('`'), "{name}: {text}");
    }
    assert!(responses["Refused429"]["headers"]["Retry-After"].is_object());
    let conflict = &responses["Refused409"]["description"];
    assert!(conflict.as_str().unwrap().contains("`claimed-by-another`"), "{conflict}");
    let refusals = |path: &str| -> Value { document["paths"][path]["get"]["responses"].clone() };
    assert!(refusals("/api/v1/menu")["404"].is_null(), "only what can occur");
}
