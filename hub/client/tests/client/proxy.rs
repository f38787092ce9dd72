//! A booth talks to its own hub, whatever the environment says of proxies.

use std::net::TcpListener;
use std::process::Command;

use crema_client::Client;
use serde_json::Value;

use crate::small_hub::{SmallHub, ok};

/// In the process that asks: the hub's address.
const ASK: &str = "CREMA_CLIENT_TEST_HUB";

/// An environment is a process's, so this test runs itself again in one with a proxy.
#[test]
fn a_proxy_in_the_environment_is_not_used() {
    if let Ok(address) = std::env::var(ASK) {
        Client::new(&address, None).get::<Value>("store").unwrap();
        Client::new(&address, None).open_stream("config", None).unwrap();
        return;
    }
    let hub = SmallHub::saying(ok("{}"));
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    proxy.set_nonblocking(true).unwrap();
    let mut asking = Command::new(std::env::current_exe().unwrap());
    asking
        .args(["--exact", "proxy::a_proxy_in_the_environment_is_not_used"])
        .env(ASK, &hub.address);
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy", "HTTPS_PROXY"]
    {
        asking.env(name, format!("http://{}", proxy.local_addr().unwrap()));
    }
    let asked = asking.env_remove("no_proxy").env_remove("NO_PROXY").output().unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stdout));
    assert_eq!(hub.requests().len(), 2);
    assert!(proxy.accept().is_err(), "nothing connected to the proxy");
}
