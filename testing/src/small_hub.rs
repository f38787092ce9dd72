//! A hub of a few lines over real HTTP: each request is a connection of its own, and the test says
//! what is answered. It knows nothing of coffee.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// One request.
#[derive(Debug, Clone)]
pub struct Request {
    /// Method and target: `GET /api/v1/store?after=7`.
    pub line: String,
    headers: Vec<String>,
    /// Its body; empty if there is none.
    pub body: String,
}

impl Request {
    /// The target without the query.
    #[must_use]
    pub fn path(&self) -> &str {
        let target = self.line.split(' ').nth(1).unwrap_or_default();
        target.split('?').next().unwrap_or_default()
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// Whether it asks for the live stream.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        self.path().ends_with("/stream")
    }

    /// The number that the query says for `name`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<u64> {
        let (_, query) = self.line.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name)?.1.parse().ok()
    }
}

/// The server. Its thread lives as long as the test's process.
#[derive(Debug, Clone)]
pub struct SmallHub {
    /// Where it is: `http://127.0.0.1:<port>`.
    pub address: String,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl SmallHub {
    /// Starts one. `answer` gets each request with its number, from 0, and its connection, which is
    /// closed afterwards unless `answer` keeps a clone.
    ///
    /// # Panics
    /// When the machine has no free port.
    #[must_use]
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

    /// A hub that sends these bytes to every request.
    #[must_use]
    pub fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::start(move |_, _, connection| send(connection, &bytes))
    }

    /// Every request so far.
    ///
    /// # Panics
    /// When a thread panicked while it noted a request.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

/// Reads one request; none if the client went away.
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
#[must_use]
pub fn answer(status: u16, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} X\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// A whole answer of JSON.
#[must_use]
pub fn json(status: u16, body: &str) -> String {
    answer(status, "Content-Type: application/json\r\n", body)
}

/// The head of a stream.
pub const STREAM_HEAD: &str =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
