//! The load's own way to speak HTTP/1.1 (RFC 9112), on connections that are kept: as little as the
//! booth's answers need, so that on shared cores the load takes little from the hub. All of it runs
//! on one thread.

use std::future::Future;
use std::io::ErrorKind;
use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

/// What one read takes at the most, bytes.
const READ_BYTES: usize = 4 * 1_024;

/// Runs the load on this thread alone.
pub fn on_one_thread<T>(load: impl Future<Output = Result<T>>) -> Result<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(load)
}

/// How a caller proves who it is.
#[derive(Debug, Clone, Copy)]
pub enum Proof<'a> {
    /// Not at all.
    Nothing,
    /// By a cookie, `name=value`.
    Cookie(&'a str),
    /// By a session's token.
    Bearer(&'a str),
}

/// A request.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    method: &'a str,
    path: &'a str,
    proof: Proof<'a>,
    /// A write's idempotency key and body.
    write: Option<(&'a str, &'a str)>,
}

impl<'a> Request<'a> {
    /// One that reads.
    #[must_use]
    pub fn get(path: &'a str, proof: Proof<'a>) -> Self {
        Self { method: "GET", path, proof, write: None }
    }

    /// One that writes, under this idempotency key.
    #[must_use]
    pub fn write(
        method: &'a str,
        path: &'a str,
        proof: Proof<'a>,
        key: &'a str,
        body: &'a str,
    ) -> Self {
        Self { method, path, proof, write: Some((key, body)) }
    }

    fn bytes(&self) -> String {
        let Self { method, path, .. } = self;
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: booth\r\n");
        match self.proof {
            Proof::Nothing => {}
            Proof::Cookie(pair) => text.extend(["Cookie: ", pair, "\r\n"]),
            Proof::Bearer(token) => text.extend(["Authorization: Bearer ", token, "\r\n"]),
        }
        match self.write {
            Some((key, body)) => {
                let length = body.len().to_string();
                text.extend(["Idempotency-Key: ", key, "\r\nContent-Type: application/json\r\n"]);
                text.extend(["Content-Length: ", &length, "\r\n\r\n", body]);
            }
            None => text.push_str("\r\n"),
        }
        text
    }
}

/// An answer that was a success.
#[derive(Debug)]
pub struct Answer {
    /// The cookie that it sets, `name=value`.
    pub cookie: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    /// Its body.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

/// A connection that is kept.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, unread: Vec::new() })
    }

    /// Asks and waits for the answer.
    pub async fn ask(&mut self, request: &Request<'_>) -> Result<Answer> {
        self.send(request).await?;
        let head = self.head().await?;
        let length: usize = header(&head, "content-length").unwrap_or("0").parse()?;
        while self.unread.len() < length {
            self.read().await?;
        }
        let rest = self.unread.split_off(length);
        let body = std::mem::replace(&mut self.unread, rest);
        if !is_success(&head) {
            bail!("{} {}: {}", request.method, request.path, String::from_utf8_lossy(&body));
        }
        let cookie = header(&head, "set-cookie").and_then(|cookie| cookie.split(';').next());
        Ok(Answer { cookie: cookie.map(str::to_owned), body })
    }

    /// Asks for a stream; what comes on it is then [`Self::next_message`]'s.
    pub async fn follow(&mut self, request: &Request<'_>) -> Result<()> {
        self.send(request).await?;
        let head = self.head().await?;
        if !is_success(&head) {
            bail!("{}: {}", request.path, head.lines().next().unwrap_or_default());
        }
        Ok(())
    }

    /// The `data` of the stream's next message (WHATWG HTML, section 9.2; the hub's are one line).
    pub async fn next_message(&mut self) -> Result<String> {
        loop {
            if let Some(end) = find(&self.unread, b"\n\n") {
                let rest = self.unread.split_off(end + 2);
                let message = std::mem::replace(&mut self.unread, rest);
                // Before it may stand the length of its chunk (RFC 9112, section 7.1).
                let text = String::from_utf8_lossy(&message);
                if let Some((_, data)) = text.split_once("data: ") {
                    return Ok(data.trim_end().to_owned());
                }
            } else {
                self.read().await?;
            }
        }
    }

    async fn head(&mut self) -> Result<String> {
        loop {
            if let Some(end) = find(&self.unread, b"\r\n\r\n") {
                let rest = self.unread.split_off(end + 4);
                let head = std::mem::replace(&mut self.unread, rest);
                return String::from_utf8(head).context("an answer's head is no text");
            }
            self.read().await?;
        }
    }

    async fn send(&mut self, request: &Request<'_>) -> Result<()> {
        let text = request.bytes();
        let mut unsent = text.as_bytes();
        while !unsent.is_empty() {
            self.stream.writable().await?;
            match self.stream.try_write(unsent) {
                Ok(sent) => unsent = &unsent[sent..],
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    async fn read(&mut self) -> Result<()> {
        let mut buffer = [0; READ_BYTES];
        loop {
            self.stream.readable().await?;
            match self.stream.try_read(&mut buffer) {
                Ok(0) => bail!("the hub has closed the connection"),
                Ok(count) => {
                    self.unread.extend_from_slice(&buffer[..count]);
                    return Ok(());
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

fn is_success(head: &str) -> bool {
    head.split(' ').nth(1).is_some_and(|status| status.starts_with('2'))
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut named = fields.filter(|(field, _)| field.eq_ignore_ascii_case(name));
    named.next().map(|(_, value)| value.trim())
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}
