//! More phones than the system lets the hub open files for: the limit is raised where it can be,
//! and where it cannot, the hub takes fewer, says so, and goes on answering.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use crema_tests::{Booth, eventually};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Nothing takes so long; it is to end a test whose hub does not answer.
const HANGS_AFTER: Duration = Duration::from_secs(20);

/// What came of a request on a connection of its own.
enum Stream {
    Taken(TcpStream),
    Refused,
    Closed,
}

/// A page that follows the booth live.
fn follows(booth: &Booth) -> Result<Stream> {
    let mut socket = connects(booth)?;
    let request = "GET /api/v1/stream?topics=config HTTP/1.1\r\nHost: booth\r\n\r\n";
    let mut head = [0; 12];
    let asked = socket.write_all(request.as_bytes()).and_then(|()| socket.read_exact(&mut head));
    match asked {
        Ok(()) if head == *b"HTTP/1.1 200" => Ok(Stream::Taken(socket)),
        Ok(()) if head == *b"HTTP/1.1 429" => Ok(Stream::Refused),
        Ok(()) => bail!("{}", String::from_utf8_lossy(&head)),
        Err(error) if is_close(error.kind()) => Ok(Stream::Closed),
        Err(error) => Err(error).context("the hub does not answer"),
    }
}

fn connects(booth: &Booth) -> Result<TcpStream> {
    let address = booth.url("").trim_start_matches("http://").to_owned();
    let socket = TcpStream::connect(address)?;
    socket.set_read_timeout(Some(HANGS_AFTER))?;
    Ok(socket)
}

fn is_close(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe)
}

/// The test holds the other ends.
fn raise_own_limit() -> Result<()> {
    let limit = getrlimit(Resource::Nofile);
    Ok(setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit })?)
}

fn never_out_of_files(booth: &Booth) {
    let said = booth.said();
    assert!(!said.iter().any(|line| line.contains("could not be taken")), "accepting failed");
}

#[test]
fn a_low_soft_limit_is_raised_and_thirteen_hundred_phones_are_taken() -> Result<()> {
    raise_own_limit()?;
    let booth = Booth::start_under(&["prlimit", "--nofile=1024:"])?;
    let mut open = Vec::new();
    for phone in 0..1_300 {
        match follows(&booth).with_context(|| format!("phone {phone}"))? {
            Stream::Taken(socket) => open.push(socket),
            Stream::Refused | Stream::Closed => bail!("phone {phone} was refused"),
        }
    }
    booth.customer().health()?;
    booth.barista("Mia")?.orders("open")?;
    never_out_of_files(&booth);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn under_a_low_hard_limit_the_hub_takes_fewer_says_so_and_goes_on_answering() -> Result<()> {
    let booth = Booth::start_under(&["prlimit", "--nofile=256:256"])?;
    let said = booth.said().join("\n");
    ensure!(said.contains("live pages instead of 4000"), "the hub said:\n{said}");
    ensure!(said.contains("LimitNOFILE=") && said.contains("ulimit -n"), "the hub said:\n{said}");

    // More live pages than fit in.
    let (mut open, mut refused) = (Vec::new(), 0);
    for _ in 0..400 {
        match follows(&booth)? {
            Stream::Taken(socket) => open.push(socket),
            Stream::Refused => refused += 1,
            Stream::Closed => bail!("a phone was not even answered"),
        }
    }
    assert!(open.len() >= 64 && refused > 0, "{} taken, {refused} refused", open.len());
    booth.customer().health().context("a new client beside all those live pages")?;

    // More connections than fit in: those too many are closed at once, and nothing hangs.
    let silent: Vec<_> = (0..300).map(|_| connects(&booth)).collect::<Result<_>>()?;
    let last = follows(&booth)?;
    ensure!(matches!(last, Stream::Closed), "all connections are taken, and one more was");
    drop(silent);
    eventually("a new client's answer", async || Ok(booth.customer().health()?)).await?;
    never_out_of_files(&booth);
    Ok(())
}

#[test]
fn with_too_few_files_for_any_booth_the_hub_says_what_to_do() {
    let error = Booth::start_under(&["prlimit", "--nofile=100:100"]).map(|_| ()).unwrap_err();
    let error = format!("{error:#}");
    assert!(error.contains("100 files") && error.contains("LimitNOFILE="), "{error}");
}
