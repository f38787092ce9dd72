//! A hub of a few lines: each request is a connection of its own, and a test says what goes out.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use crema_client::Client;
use serde_json::{Value, json};

/// The token of every client here.
pub const TOKEN: &str = "a-device's-token";

#[derive(Debug, Clone)]
pub struct Request {
    /// Method and target: `GET /api/v1/store`.
    pub line: String,
    headers: Vec<String>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn is_stream(&self) -> bool {
        self.line.contains("/stream?")
    }

    /// The number that the query says for `name`.
    pub fn parameter(&self, name: &str) -> Option<u64> {
        let (_, query) = self.line.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name)?.1.parse().ok()
    }
}

/// The server. Its thread lives as long as the test's process.
pub struct SmallHub {
    pub address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl SmallHub {
    /// `answer` gets each request with its number, from 0, and its connection.
    pub fn start(answer: impl Fn(usize, &Request, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let (answer, log) = (Arc::new(answer), Arc::clone(&requests));
        thread::spawn(move || {
            for mut connection in listener.incoming().map_while(Result::ok) {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                thread::spawn(move || {
                    let Some(request) = read(&connection) else { return };
                    let number = {
                        let mut log = log.lock().unwrap();
                        log.push(request.clone());
                        log.len() - 1
                    };
                    answer(number, &request, &mut connection);
                });
            }
        });
        Self { address, requests }
    }

    /// A hub that says these bytes to everything.
    pub fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::start(move |_, _, connection| send(connection, &bytes))
    }

    pub fn client(&self) -> Client {
        Client::new(&self.address, Some(TOKEN))
    }

    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(connection: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(connection);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let line = head.remove(0).trim_end_matches(" HTTP/1.1").to_owned();
    let mut request = Request { line, headers: head, body: String::new() };
    let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
    reader.take(length).read_to_string(&mut request.body).ok()?;
    Some(request)
}

/// Sends bytes to a client that may have gone.
pub fn send(connection: &mut TcpStream, bytes: impl AsRef<[u8]>) {
    let _ = connection.write_all(bytes.as_ref());
}

/// A whole answer.
pub fn answer(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

pub fn ok(body: &str) -> String {
    answer(200, "Content-Type: application/json\r\n", body)
}

/// The head of a stream.
pub const STREAM_HEAD: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

/// Event `seq` as a page of the log has it.
pub fn envelope(seq: u64) -> Value {
    json!({
        "version": "0", "id": "00000000-0000-0000-0000-000000000001", "detail-type": "custom.tick",
        "source": "s", "account": "booth-a", "time": "2026-11-24T14:07:00Z", "region": "booth",
        "resources": [], "seq": seq, "booth_ms": seq * 10, "clock": "trusted", "detail": {"n": seq},
    })
}

/// Events `after + 1` to `to` of a log that ends at `head`.
pub fn page(after: u64, to: u64, head: u64) -> String {
    let events: Vec<Value> = (after + 1..=to).map(envelope).collect();
    ok(&json!({ "events": events, "seq": head, "next": to }).to_string())
}

/// Event `seq` as the stream has it.
pub fn message(seq: u64) -> String {
    let data = json!({
        "type": "custom.tick", "seq": seq, "boothMs": seq * 10, "detail": {"n": seq},
    });
    format!("id: {seq}\nevent: message\ndata: {data}\n\n")
}
