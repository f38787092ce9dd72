//! A booth of a test's own, in a folder that goes with it, and how it is asked.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use crema::http::app::App;
use crema::http::router;
use crema::hub::{Hub, StartError};
use crema::writer::new_key;
use crema_api::OrderId;
use crema_api::answers::{OrderView, PairingLink, Pins, SessionView};
use crema_api::commands::{Caller, Command, Inject, Role};
use crema_api::problem::{Problem, TYPE_PREFIX};
use crema_core::storage::{Storage, StorageError};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::contract;

const BODY_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A running booth.
pub struct Booth {
    hub: Option<Hub>,
    router: Router,
    pub runtime: Runtime,
    folder: TempDir,
}

/// What a caller shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    Nothing,
    /// A session's token.
    Token(String),
    /// A customer's cookie.
    Cookie(String),
    /// An order's secret.
    Link(String),
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Booth {
    /// An open booth, as at its first start.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::start(folder.path()).unwrap();
        assert!(hub.is_fresh());
        hub.open_store().unwrap();
        hub.note_version();
        Self::with(hub, folder)
    }

    /// One with this storage for its database.
    pub fn open_with<D: Storage + 'static>(
        storage: impl FnOnce(&Path) -> Result<D, StorageError>,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hub = Hub::start_with(folder.path(), storage).unwrap();
        hub.open_store().unwrap();
        hub.note_version();
        Self::with(hub, folder)
    }

    fn with(hub: Hub, folder: TempDir) -> Self {
        let runtime = Runtime::new().unwrap();
        let router = router(hub.app().clone());
        Self { hub: Some(hub), router, runtime, folder }
    }

    /// The booth of this folder, with this storage for its database, or why it does not start.
    pub fn of_folder<D: Storage + 'static>(
        folder: TempDir,
        storage: impl FnOnce(&Path) -> Result<D, StorageError>,
    ) -> Result<Self, StartError> {
        Ok(Self::with(Hub::start_with(folder.path(), storage)?, folder))
    }

    /// Switched off in good order. Returns its folder.
    pub fn off(mut self) -> TempDir {
        self.hub.take().unwrap().stop();
        // The last connection that is closed moves the write-ahead log into the database.
        self.router = Router::new();
        std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap())
    }

    /// Switched off in good order, and on again.
    pub fn restarted(self) -> Self {
        self.later(0)
    }

    /// The same, and meanwhile so much booth time has passed.
    pub fn later(mut self, ms: u64) -> Self {
        self.hub.take().unwrap().stop();
        let database = rusqlite::Connection::open(self.folder.path().join("booth.db")).unwrap();
        database.execute("UPDATE booth SET booth_ms = booth_ms + ?1", [ms]).unwrap();
        drop(database);
        let hub = Hub::start(self.folder.path()).unwrap();
        assert!(!hub.is_fresh());
        self.router = router(hub.app().clone());
        self.hub = Some(hub);
        self
    }

    /// Sends a request as it is. The answer's body is not read.
    pub fn send(&self, request: Request<Body>) -> Response<Body> {
        self.runtime.block_on(self.router.clone().oneshot(request)).unwrap()
    }

    /// Sends them all before any is answered.
    pub fn send_at_once(&self, requests: Vec<Request<Body>>) -> Vec<Response<Body>> {
        let sent: Vec<_> = requests
            .into_iter()
            .map(|request| self.runtime.spawn(self.router.clone().oneshot(request)))
            .collect();
        sent.into_iter().map(|sent| self.runtime.block_on(sent).unwrap().unwrap()).collect()
    }

    /// Sends one and reads its answer.
    pub fn ask(&self, proof: &Proof, method: &str, path: &str, body: Option<Value>) -> Reply {
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.read(request(proof, method, path).body(body).unwrap())
    }

    /// The same, of a write with this key.
    pub fn ask_with_key(
        &self,
        (proof, key): (&Proof, &str),
        method: &str,
        path: &str,
        body: &Value,
    ) -> Reply {
        let request = request(proof, method, path)
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))
            .unwrap();
        self.read(request)
    }

    /// A file, put as it is.
    pub fn put_file(&self, proof: &Proof, path: &str, file: impl Into<Body>) -> Reply {
        self.read(request(proof, "PUT", path).body(file.into()).unwrap())
    }

    /// A form, as a browser sends it.
    pub fn form(&self, path: &str, fields: &str, cookie: Option<&str>) -> Reply {
        let mut request = Request::builder()
            .method("POST")
            .uri(path)
            .header(header::HOST, "booth")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        self.read(request.body(Body::from(fields.to_owned())).unwrap())
    }

    /// Sends a request as it is, reads its answer, and holds it against the description.
    pub fn read(&self, request: Request<Body>) -> Reply {
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let (parts, body) = self.send(request).into_parts();
        let body = self.runtime.block_on(to_bytes(body, BODY_BYTES_MAX)).unwrap();
        let reply = Reply { status: parts.status, headers: parts.headers, body: body.to_vec() };
        contract::check(method.as_str(), &path, &reply);
        reply
    }

    /// The beginning of an answer that has no end.
    pub fn begun(&self, proof: &Proof, path: &str) -> Reply {
        let response = self.send(request(proof, "GET", path).body(Body::empty()).unwrap());
        Reply { status: response.status(), headers: response.headers().clone(), body: Vec::new() }
    }

    pub fn get(&self, proof: &Proof, path: &str) -> Reply {
        self.ask(proof, "GET", path, None)
    }

    pub fn post(&self, proof: &Proof, path: &str, body: Value) -> Reply {
        self.ask(proof, "POST", path, Some(body))
    }

    /// Its database.
    pub fn database(&self) -> std::path::PathBuf {
        self.hub.as_ref().unwrap().folder().database_path()
    }

    /// What its handlers are given.
    pub fn app(&self) -> App {
        self.hub.as_ref().unwrap().app().clone()
    }

    /// Puts a custom event on the bus as the hub itself, which has no limit in a minute.
    pub fn inject(&self, name: &str, number: u64) {
        let detail = serde_json::Map::from_iter([("n".to_owned(), json!(number))]);
        let inject = Command::Inject(Inject { detail_type: format!("custom.{name}"), detail });
        let app = self.app();
        let done = app.execute(Caller::Hub, new_key().unwrap(), inject);
        self.runtime.block_on(done).unwrap();
    }

    pub fn pin(&self, role: Role) -> String {
        let app = self.app();
        let read = app.read(|snapshot| snapshot.pins());
        let pins: Pins = self.runtime.block_on(read).unwrap();
        pins.pins.into_iter().find(|pin| pin.role == role).unwrap().pin
    }

    /// A new session of this role.
    pub fn pair(&self, role: Role, name: &str) -> SessionView {
        let paired = if role.is_staff() {
            let body = json!({ "pin": self.pin(role), "name": name });
            self.post(&Proof::Nothing, "/api/v1/sessions", body)
        } else {
            let crew = self.token(Role::Crew);
            let link: PairingLink = self
                .post(&crew, "/api/v1/pairing-links", json!({ "role": role, "name": name }))
                .json();
            let secret = link.path.strip_prefix("/pair/").unwrap();
            self.post(&Proof::Nothing, "/api/v1/sessions/pair", json!({ "secret": secret }))
        };
        let session: SessionView = paired.json();
        assert_eq!(session.role, role);
        session
    }

    /// A new session of this role, as a proof.
    pub fn token(&self, role: Role) -> Proof {
        Proof::Token(self.pair(role, "Mia").token.unwrap())
    }

    /// The code on the board.
    pub fn code(&self) -> String {
        let barista = self.token(Role::Barista);
        let code: crema_api::answers::CodeView = self.get(&barista, "/api/v1/code").json();
        code.code.expect("an open booth shows a code").code
    }

    /// A phone that was never here starts an order: its cookie, and the order.
    pub fn start(&self) -> (Proof, OrderView) {
        let body = json!({ "code": self.code() });
        let reply = self.post(&Proof::Nothing, "/api/v1/scans", body);
        let cookie = reply.cookie("crema_customer").expect("a new phone gets its cookie");
        (Proof::Cookie(cookie), reply.json())
    }

    /// The same, and places it.
    pub fn place(&self, name: &str) -> (Proof, OrderView) {
        let (phone, order) = self.start();
        let body = json!({ "drink": "latte", "modifiers": { "Milk": "Oat" }, "name": name });
        let placed = self.ask(&phone, "PUT", &order_path(order.id), Some(body));
        (phone, placed.json())
    }
}

impl Drop for Booth {
    fn drop(&mut self) {
        if let Some(hub) = self.hub.take() {
            hub.stop();
        }
    }
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e} in {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The refusal's word.
    pub fn refusal(&self) -> String {
        let problem: Problem =
            serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e} in {}", self.text()));
        assert_eq!(problem.status, self.status.as_u16());
        assert!(problem.detail.ends_with(['.', '?']), "{:?} is no sentence", problem.detail);
        problem.kind.strip_prefix(TYPE_PREFIX).unwrap().to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The value of a cookie that it sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
        let pairs = set.filter_map(|set| set.split(';').next()?.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
    }
}

pub fn order_path(id: OrderId) -> String {
    format!("/api/v1/orders/{id}")
}

/// A request with its proof.
pub fn request(proof: &Proof, method: &str, path: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(header::HOST, "booth");
    match proof {
        Proof::Nothing => request,
        Proof::Token(token) => request.header("authorization", format!("Bearer {token}")),
        Proof::Cookie(cookie) => request.header("cookie", format!("crema_customer={cookie}")),
        Proof::Link(secret) => request.header("crema-order", secret),
    }
}
