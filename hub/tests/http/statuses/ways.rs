//! How each refusal is provoked, on any route that names it.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header;
use axum::http::request::Builder;
use crema::http::middleware::access::Access;
use crema::http::route::{RequestBody, Route};
use crema_api::answers::{OrderView, SessionView};
use crema_api::commands::Role;
use serde_json::json;
use std::net::{IpAddr, SocketAddr};

use crate::booth::{Booth, Proof, Reply, order_path, request};

const ROLES: [Role; 4] = [Role::Barista, Role::Crew, Role::Board, Role::Device];
/// Larger than any body may be.
const LARGE_BYTES: usize = 300 * 1024;

/// A booth with an order that was called off, and everyone who may show something.
pub struct Ways<'a> {
    booth: &'a Booth,
    roles: Vec<(Role, Proof)>,
    customer: Proof,
    cancelled: OrderView,
}

impl<'a> Ways<'a> {
    pub fn new(booth: &'a Booth) -> Self {
        let (customer, cancelled) = booth.place("Zoë");
        booth.post(&customer, &format!("{}/cancel", order_path(cancelled.id)), json!({}));
        let roles = ROLES.map(|role| (role, booth.token(role))).to_vec();
        Self { booth, roles, customer, cancelled }
    }

    fn role(&self, role: Role) -> &Proof {
        self.roles.iter().find_map(|(of, proof)| (*of == role).then_some(proof)).unwrap()
    }

    /// What lets one in.
    fn proof(&self, access: Access) -> &Proof {
        match access {
            Access::Anyone => &Proof::Nothing,
            Access::Customer | Access::OrderOwnerOrStaff => &self.customer,
            Access::Device => self.role(Role::Device),
            _ => self.role(Role::Crew),
        }
    }

    /// The route's address about the order that was called off.
    fn path(&self, route: &Route) -> String {
        filled(route, &self.cancelled.id.to_string())
    }

    fn send(&self, request: Builder, body: impl Into<Body>) -> Reply {
        self.booth.read(request.body(body.into()).unwrap())
    }

    fn allowed(&self, route: &Route) -> Builder {
        request(self.proof(route.access), route.verb.name(), &self.path(route))
    }

    pub fn unknown(&self, route: &Route) -> Reply {
        match route.path {
            "/api/v1/stream" => self.booth.get(&Proof::Nothing, "/api/v1/stream?topics=admin/*"),
            "/api/v1/sessions" | "/api/v1/sessions/pair" if route.access == Access::Anyone => {
                self.paired_again(route)
            }
            _ => self.booth.ask(&Proof::Nothing, route.verb.name(), &self.path(route), None),
        }
    }

    /// The same pairing sent once more, after its session was ended.
    fn paired_again(&self, route: &Route) -> Reply {
        let crew = self.role(Role::Crew);
        let body = if route.path.ends_with("/pair") {
            let body = json!({ "role": "board", "name": "Board" });
            let link: crema_api::answers::PairingLink =
                self.booth.post(crew, "/api/v1/pairing-links", body).json();
            json!({ "secret": link.path.trim_start_matches("/pair/") })
        } else {
            json!({ "pin": self.booth.pin(Role::Barista), "name": "Jo" })
        };
        let pair = || {
            let with = (&Proof::Nothing, route.path);
            self.booth.ask_with_key(with, "POST", route.path, &body)
        };
        let session: SessionView = pair().json();
        self.booth.ask(crew, "DELETE", &format!("/api/v1/sessions/{}", session.session_id), None);
        pair()
    }

    /// Every known caller whom the route is not for, and another site's page where it writes.
    pub fn not_allowed(&self, route: &Route) -> Reply {
        // All whom it is for see the order as it is; as it was, only staff do.
        if route.path == "/api/v1/orders/{id}" && !route.is_write() {
            return self.booth.get(self.role(Role::Board), &format!("{}?at=1", self.path(route)));
        }
        let mut strangers: Vec<_> =
            self.roles.iter().filter(|(role, _)| !route.access.allows_role(*role)).collect();
        let customer = (Role::Crew, self.customer.clone());
        if route.access == Access::Anyone {
            strangers.clear();
        } else if !route.access.allows_customers() {
            strangers.push(&customer);
        }
        let mut replies: Vec<Reply> = strangers
            .into_iter()
            .map(|(_, proof)| self.booth.ask(proof, route.verb.name(), &self.path(route), None))
            .collect();
        if route.is_write() {
            let elsewhere = self.allowed(route).header(header::ORIGIN, "http://elsewhere");
            replies.push(self.send(elsewhere, Body::empty()));
        }
        for reply in &replies[1..] {
            assert_eq!(reply.status, replies[0].status, "{route:?}");
        }
        replies.swap_remove(0)
    }

    pub fn nothing_there(&self, route: &Route) -> Reply {
        let crew = self.role(Role::Crew);
        match route.path {
            "/api/v1/scans" => {
                self.booth.post(&Proof::Nothing, route.path, json!({ "code": "ZZZZZ" }))
            }
            "/api/v1/orders/claim-several" => {
                let body = json!({ "orderIds": [uuid::Uuid::nil()] });
                self.booth.post(crew, route.path, body)
            }
            "/assets/logo.png" => self.booth.get(&Proof::Nothing, route.path),
            // What is no text is nothing's name.
            _ => {
                let path = filled(route, "%FF");
                self.booth.ask(self.proof(route.access), route.verb.name(), &path, None)
            }
        }
    }

    pub fn conflict(&self, route: &Route) -> Reply {
        let drink = json!({ "drink": "latte" });
        let crew = self.role(Role::Crew);
        match route.path {
            "/api/v1/scans" => {
                let (phone, _) = self.booth.start();
                self.booth.post(&phone, route.path, json!({ "code": self.booth.code() }))
            }
            "/api/v1/store/end-day" => {
                self.booth.place("Kim");
                self.booth.post(crew, route.path, json!({}))
            }
            "/api/v1/counter-orders" => {
                let store = |state: &str| {
                    let body = Some(json!({ "state": state }));
                    self.booth.ask(crew, "PUT", "/api/v1/store", body)
                };
                store("closed");
                let refused = self.booth.post(crew, route.path, drink);
                store("open");
                refused
            }
            "/api/v1/orders/claim-several" => {
                self.booth.post(crew, route.path, json!({ "orderIds": [self.cancelled.id] }))
            }
            _ => {
                let owner = route.access == Access::OrderOwnerOrStaff;
                let proof = if owner { &self.customer } else { crew };
                let body = if route.path.ends_with("/name") {
                    json!({ "name": "Kim" })
                } else if matches!(route.takes, Some(RequestBody::Json(_)))
                    && route.path.ends_with('}')
                {
                    drink
                } else {
                    json!({})
                };
                self.booth.ask(proof, route.verb.name(), &self.path(route), Some(body))
            }
        }
    }

    /// A code of an occasion that has ended, or a place in the log that is pruned.
    pub fn over(route: &Route) -> Reply {
        let booth = Booth::open();
        if route.path == "/api/v1/events" {
            let database = rusqlite::Connection::open(booth.database()).unwrap();
            database.execute("UPDATE booth SET floor = 1", []).unwrap();
            return booth.get(&booth.token(Role::Crew), "/api/v1/events?after=0");
        }
        let code = booth.code();
        let crew = booth.token(Role::Crew);
        booth.post(&crew, "/api/v1/occasions", json!({ "name": "Second day" }));
        booth.post(&Proof::Nothing, route.path, json!({ "code": code }))
    }

    pub fn too_large(&self, route: &Route) -> Reply {
        self.send(self.allowed(route), "x".repeat(LARGE_BYTES))
    }

    pub fn not_json(&self, route: &Route) -> Reply {
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "é"] {
            let request = self.allowed(route).header(header::CONTENT_TYPE, kind);
            let reply = self.send(request, "{}");
            assert_eq!(reply.status, 415, "{route:?} takes {kind}");
        }
        let request = self.allowed(route).header(header::CONTENT_TYPE, "text/plain");
        self.send(request, "{}")
    }

    /// A query that no route has, or a key that is none; of the clock, which takes no key, a body.
    pub fn out_of_form(&self, route: &Route) -> Reply {
        if let ("GET", path) = (route.verb.name(), self.path(route)) {
            let path = format!("{path}?topics=&at=x&nonsense=1");
            return self.send(request(self.proof(route.access), "GET", &path), Body::empty());
        }
        let keyed = self.allowed(route).header("idempotency-key", "with space");
        self.send(keyed, r#"{"nonsense":1}"#)
    }
}

/// The second request of one address that has a single one.
pub fn from_afar(booth: &Booth, route: &Route) -> Reply {
    let send = || {
        let client = ConnectInfo(SocketAddr::new(IpAddr::from([10, 0, 0, 7]), 4000));
        let request = request(&Proof::Nothing, route.verb.name(), &filled(route, "x"));
        booth.read(request.extension(client).body(Body::empty()).unwrap())
    };
    send();
    let reply = send();
    let seconds: u64 = reply.header("retry-after").expect("it says when").parse().unwrap();
    assert!((3_000..=3_600).contains(&seconds), "{route:?}: {seconds}");
    reply
}

pub fn while_the_disk_fails(booth: &Booth, route: &Route, token: &Proof) -> Reply {
    let reply = booth.ask(token, route.verb.name(), &filled(route, "x"), None);
    assert_eq!(reply.refusal(), "storage", "{route:?}");
    assert!(reply.header("retry-after").is_some(), "{route:?}");
    reply
}

/// The route's address with this in the place of its parameters.
fn filled(route: &Route, what: &str) -> String {
    let part = |part: &'static str| {
        if part.starts_with('{') { what.to_owned() } else { part.to_owned() }
    };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}
