//! What a phone pays for its first look at the booth, in bytes on the wire: in a full hall hundreds
//! of them share one radio. The page, its style sheet and its script, with their HTTP heads.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use crema_tests::Booth;

/// Most that a first page may cost altogether, bytes.
const FIRST_PAGE_BYTES_MAX: usize = 40_000;
/// Most that its script may be of that, bytes.
const SCRIPT_BYTES_MAX: usize = 10_000;

#[test]
fn a_first_page_is_light() -> Result<()> {
    let booth = Booth::start()?;
    let page = load(&booth, "/", "identity")?;
    let html = String::from_utf8_lossy(&page);
    let style = linked(&html, "href=\"", "order.css")?;
    let script = linked(&html, "src=\"", "order.js")?;

    let paid = |path: &str| Ok::<_, anyhow::Error>(load(&booth, path, "gzip")?.len());
    let (page, style, script) = (paid("/")?, paid(style)?, paid(script)?);
    println!("page {page}, style sheet {style}, script {script} bytes");
    assert!(script <= SCRIPT_BYTES_MAX, "the script costs {script} bytes");
    let all = page + style + script;
    assert!(all <= FIRST_PAGE_BYTES_MAX, "the first page costs {all} bytes");
    Ok(())
}

/// What comes over the wire for this path, head and body, as it was sent.
fn load(booth: &Booth, path: &str, encoding: &str) -> Result<Vec<u8>> {
    let url = booth.url("");
    let host = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host)?;
    // A hub that hangs fails the test.
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    ensure!(answer.starts_with(b"HTTP/1.1 200"), "{path}: {}", String::from_utf8_lossy(&answer));
    let packed = String::from_utf8_lossy(&answer).to_lowercase().contains("content-encoding: gzip");
    ensure!(packed == (encoding == "gzip"), "{path} came packed: {packed}, asked for {encoding}");
    Ok(answer)
}

/// The address of a file that the page names in an attribute.
fn linked<'a>(html: &'a str, attribute: &str, file: &str) -> Result<&'a str> {
    let addresses = html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
    let found = addresses.into_iter().find(|address| address.contains(file));
    found.with_context(|| format!("the page names no {file}"))
}
