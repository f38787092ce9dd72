//! A configuration that this version cannot read, neither where it is kept nor in the log: the hub
//! starts all the same, serves the orders that there are, and begins no occasion over them.

use crema_api::commands::Role;
use crema_api::order::OrderState;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::booth::{Booth, order_path};

#[test]
fn a_hub_that_cannot_read_its_configuration_starts_and_serves_its_queue() {
    let booth = Booth::open();
    let barista = booth.token(Role::Barista);
    let (_, order) = booth.place("Zoë");
    let occasions = "SELECT count(*) FROM config_occasions";
    let count = |booth: &Booth| -> u32 {
        let connection = Connection::open(booth.database()).unwrap();
        connection.query_row(occasions, [], |row| row.get(0)).unwrap()
    };
    let before = count(&booth);
    // As the next version writes it, whose shape this one does not know.
    Connection::open(booth.database())
        .unwrap()
        .execute_batch(
            "UPDATE config_now SET config = '{\"of\":\"tomorrow\"}';
             UPDATE events SET detail = '{\"schemaVersion\":99}'
             WHERE detail_type = 'ConfigService.ConfigChanged';",
        )
        .unwrap();

    let booth = booth.restarted();
    assert_eq!(count(&booth), before, "no occasion begins over the orders that there are");
    let listed: Value = booth.get(&barista, "/api/v1/orders?state=queued").json();
    assert_eq!(listed["orders"][0]["id"], json!(order.id), "{listed}");
    for press in ["claim", "complete"] {
        let reply = booth.post(&barista, &format!("{}/{press}", order_path(order.id)), json!({}));
        assert_eq!(reply.status, 200, "{press}: {}", reply.text());
    }
    let order: crema_api::answers::OrderView = booth.get(&barista, &order_path(order.id)).json();
    assert_eq!(order.state, OrderState::Ready);
}
