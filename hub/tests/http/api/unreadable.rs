//! Events that cannot be read: passed on as they are stored to those who may see everything, and to
//! no one else; and no reader stops at one.

use crema_api::Seq;
use crema_api::answers::StoreView;
use crema_api::commands::Role;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::api::stream::{Followed, log_end};
use crate::booth::{Booth, Proof, order_path};

/// Damages what is stored of these events.
fn damage(booth: &Booth, seqs: &[u64]) {
    let connection = Connection::open(booth.database()).unwrap();
    for seq in seqs {
        let sql = "UPDATE events SET detail = '{' WHERE seq = ?1";
        assert_eq!(connection.execute(sql, [seq]).unwrap(), 1);
    }
}

#[test]
fn staff_and_devices_get_it_as_it_is_stored_and_customers_do_not() {
    let booth = Booth::open();
    let (crew, device) = (booth.token(Role::Crew), booth.token(Role::Device));
    let (phone, order) = booth.place("Zoë");
    let from = log_end(&booth);
    booth.post(&crew, &format!("{}/claim", order_path(order.id)), json!({}));
    booth.ask(&crew, "PATCH", "/api/v1/menu/mocha", Some(json!({ "available": false })));
    booth.post(&crew, &format!("{}/complete", order_path(order.id)), json!({}));
    let events: Value = booth.get(&crew, &format!("/api/v1/events?after={from}")).json();
    let seq_of = |kind: &str| {
        let found = events["events"].as_array().unwrap().iter();
        let found = found.clone().find(|event| event["detail-type"] == kind);
        found.unwrap()["seq"].as_u64().unwrap()
    };
    let torn = [seq_of("OrderManager.MakeOrder"), seq_of("ConfigService.ConfigChanged")];
    damage(&booth, &torn);
    // What streams still have in memory is as it was; after a start everyone reads the log.
    let booth = booth.restarted();

    for proof in [&crew, &device] {
        let mut stream = Followed::open(&booth, proof, "admin/*", from, false);
        for seq in from.0 + 1..=log_end(&booth).0 {
            let message = stream.next().unwrap();
            assert_eq!(message.seq.0, seq);
            let is_torn = torn.contains(&seq);
            assert_eq!((message.unreadable, message.raw.is_some()), (is_torn, is_torn));
            assert_eq!(message.detail.is_null(), is_torn);
        }
        let page = booth.get(proof, &format!("/api/v1/events?after={from}"));
        assert_eq!(page.status, 200);
    }
    let mut own = Followed::open(&booth, &phone, "users/me,config", from, false);
    assert!(own.next_piece().starts_with("id: "), "a phone loads its page anew");
    assert!(own.is_silent());
    let store: StoreView = booth.get(&Proof::Nothing, "/api/v1/store").json();
    assert_eq!(store.unreadable, 2, "counted once, however often they were met");
}

#[test]
fn a_journey_has_the_step_and_the_page_of_an_order_is_whole() {
    let booth = Booth::open();
    let (phone, order) = booth.place("Zoë");
    let crew = booth.token(Role::Crew);
    let events: Value = booth.get(&crew, "/api/v1/events").json();
    let placed = events["events"].as_array().unwrap().iter();
    let placed = placed.clone().find(|event| event["detail-type"] == "OrderManager.OrderPlaced");
    damage(&booth, &[placed.unwrap()["seq"].as_u64().unwrap()]);
    let link = order.journey.unwrap_or_else(|| {
        let seen: Value = booth.get(&phone, &order_path(order.id)).json();
        seen["journey"].as_str().unwrap().to_owned()
    });
    assert_eq!(booth.get(&Proof::Nothing, &link).status, 200);
}

#[test]
fn a_pattern_looks_past_it_and_finds_it_by_its_name() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    for number in 0..3 {
        let event = json!({ "detail-type": "custom.tick", "detail": { "n": number } });
        assert_eq!(booth.post(&crew, "/api/v1/events", event).status, 200);
    }
    let end = log_end(&booth).0;
    damage(&booth, &[end - 1]);
    let pattern = "%7B%22detail-type%22%3A%5B%22custom.tick%22%5D%7D";
    let page: Value = booth.get(&crew, &format!("/api/v1/events?after=0&pattern={pattern}")).json();
    let found: Vec<&Value> = page["events"].as_array().unwrap().iter().collect();
    assert_eq!(found.len(), 3);
    assert_eq!((&found[1]["detail"], &found[1]["raw"]), (&Value::Null, &json!("{")));
    assert_eq!(page["next"], json!(Seq(end)));
}

#[test]
fn every_list_is_shown_but_for_the_row_that_cannot_be_read() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    booth.token(Role::Device);
    let ((phone, bad), (_, good)) = (booth.place("Zoë"), booth.place("Kim"));
    let paths = [
        "/api/v1/orders?state=open",
        "/api/v1/orders?state=given_up",
        "/api/v1/orders?state=queued,collected&limit=10",
        "/api/v1/store",
        "/api/v1/menu",
        "/api/v1/menu.csv",
        "/api/v1/occasions",
        "/api/v1/figures",
        "/api/v1/code",
        "/api/v1/sessions",
        "/api/v1/roster",
        "/api/v1/pins",
        "/api/v1/events",
        "/api/v1/tickets",
        "/board/scene.svg",
        "/healthz",
        "/",
    ];
    let asked = |booth: &Booth| paths.map(|path| (path, booth.get(&crew, path).status));
    let whole = asked(&booth);
    let damages = [
        "UPDATE manager_orders SET drink = '{' WHERE order_id = ?1",
        "UPDATE config_now SET config = '{' WHERE ?1 IS NOT NULL",
        "UPDATE config_occasions SET occasion = '{' WHERE ?1 IS NOT NULL",
        "UPDATE access_sessions SET station = '{' WHERE ?1 IS NOT NULL",
        "UPDATE metrics_counts SET count = 'many' WHERE ?1 IS NOT NULL",
        "UPDATE manager_pace SET gaps_ms = '{' WHERE ?1 IS NOT NULL",
        "UPDATE events SET detail = '{' WHERE seq = 5 AND ?1 IS NOT NULL",
    ];
    let connection = Connection::open(booth.database()).unwrap();
    for damage in damages {
        connection.execute(damage, [bad.id.0]).unwrap();
        assert_eq!(asked(&booth), whole, "{damage}");
    }
    connection.execute(damages[0], [good.id.0]).unwrap();
    let list: Value = booth.get(&crew, paths[0]).json();
    assert_eq!((&list["orders"], &list["unreadable"]), (&json!([]), &json!(2)));
    assert_eq!(booth.get(&phone, "/api/v1/me/orders").status, 200);
}

#[test]
fn a_detail_goes_out_as_it_is_stored_to_the_last_digit() {
    let booth = Booth::open();
    let crew = booth.token(Role::Crew);
    let event = json!({ "detail-type": "custom.tick", "detail": { "n": 1 } });
    booth.post(&crew, "/api/v1/events", event);
    let end = log_end(&booth).0;
    let connection = Connection::open(booth.database()).unwrap();
    for (name, detail) in [
        ("custom.tick", r#"{"z": 12345678901234567890123.4500, "a": 1, "a": 2}"#),
        ("Grinder.Jammed", r#"{"beans": 7e4, "a": 1.00}"#),
    ] {
        let sql = "UPDATE events SET detail_type = ?1, detail = ?2 WHERE seq = ?3";
        connection.execute(sql, (name, detail, end)).unwrap();
        let page = booth.get(&crew, &format!("/api/v1/events?after={}", end - 1)).text();
        assert!(page.contains(&format!("\"detail\":{detail}")), "{page}");
    }
}
