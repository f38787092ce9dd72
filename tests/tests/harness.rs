//! That the harness does what the stories rely on: windows have their size, and a bare one has no
//! script and no cookies, so that a page that needs them fails there; a booth comes back on its port.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::net::TcpListener;
use std::time::Duration;

use anyhow::Result;
use crema_tests::browser::Look;
use crema_tests::{Booth, Browser};

/// Says in its text whether it was scripted, and how large it is.
const PAGE: &str = "data:text/html,<meta name=viewport content='width=device-width'>\
    <p id=script>plain</p><p id=size></p><p id=dark>light</p><button onclick=\"this.textContent='pressed'\">press</button>\
    <script>document.querySelector('%23script').textContent='scripted';\
    document.querySelector('%23size').textContent=innerWidth+' by '+innerHeight;\
    if(matchMedia('(prefers-color-scheme:dark)').matches)document.querySelector('%23dark').textContent='dark'</script>";

#[tokio::test(flavor = "multi_thread")]
async fn windows_have_their_size_and_bare_ones_no_script() -> Result<()> {
    let browser = Browser::start()?;

    let phone = browser.open(Look::PHONE).await?;
    phone.visit(PAGE).await?;
    phone.reads_in("#size", "390 by 844").await?;
    phone.presses_words("press").await?;
    phone.reads("pressed").await?;

    let board = browser.open(Look::BOARD.dark()).await?;
    board.visit(PAGE).await?;
    board.reads_in("#size", "1920 by 1080").await?;
    board.reads_in("#dark", "dark").await?;

    let bare = browser.open(Look::PHONE.bare()).await?;
    bare.visit(PAGE).await?;
    bare.reads_in("#script", "plain").await?;
    bare.presses_words("press").await?;
    bare.picture("bare").await?;
    assert_eq!(bare.text("#script").await?, "plain");
    Ok(())
}

#[test]
fn a_booth_waits_for_its_port_if_another_has_it_for_a_moment() -> Result<()> {
    let mut booth = Booth::start()?;
    let address = booth.url("").trim_start_matches("http://").to_owned();
    booth.stop()?;
    let other = TcpListener::bind(&address)?;
    let errand = std::thread::spawn(move || {
        // As long as it takes the hub to find the port taken.
        std::thread::sleep(Duration::from_secs(1));
        drop(other);
    });
    booth.restart()?;
    booth.customer().health()?;
    assert!(errand.join().is_ok());
    Ok(())
}
