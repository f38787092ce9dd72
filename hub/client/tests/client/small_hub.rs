//! The small hub as the client meets it, and what such a hub sends: pages of the log, messages of
//! the stream.

use crema_client::Client;
pub use crema_testing::small_hub::{STREAM_HEAD, SmallHub, answer, json, send};
use serde_json::Value;

/// The token of every client here.
pub const TOKEN: &str = "a-device's-token";

/// A client of this hub.
pub fn client(hub: &SmallHub) -> Client {
    Client::new(&hub.address, Some(TOKEN))
}

pub fn ok(body: &str) -> String {
    json(200, body)
}

/// Event `seq` as a page of the log has it.
pub fn envelope(seq: u64) -> Value {
    serde_json::json!({
        "version": "0", "id": "00000000-0000-0000-0000-000000000001", "detail-type": "custom.tick",
        "source": "s", "account": "booth-a", "time": "2026-11-24T14:07:00Z", "region": "booth",
        "resources": [], "seq": seq, "booth_ms": seq * 10, "clock": "trusted", "detail": {"n": seq},
    })
}

/// Events `after + 1` to `to` of a log that ends at `head`.
pub fn page(after: u64, to: u64, head: u64) -> String {
    let events: Vec<Value> = (after + 1..=to).map(envelope).collect();
    ok(&serde_json::json!({ "events": events, "seq": head, "next": to }).to_string())
}

/// Event `seq` as the stream has it.
pub fn message(seq: u64) -> String {
    let data = serde_json::json!({
        "type": "custom.tick", "seq": seq, "boothMs": seq * 10, "detail": {"n": seq},
    });
    format!("id: {seq}\nevent: message\ndata: {data}\n\n")
}
