//! A printer or a board that died is gone, for everyone who works at the booth, and is there again
//! once it is back. Whether it was killed, frozen, or cannot start makes no difference.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Result, ensure};
use crema_api::commands::Role;
use crema_tests::devices::{self, Device};
use crema_tests::people::{Barista, hang_up_board};
use crema_tests::{Booth, Browser, Client, eventually};
use serde_json::Value;

const PRINTER: &str = "Printer at the bar";
const BOARD: &str = "Board at the storage";

/// What the store's view says of a device: by its list, and the field that has its name.
fn condition(caller: &Client, list: &str, name: &str) -> Result<Option<String>> {
    let store: Value = caller.get("/api/v1/store")?;
    let devices = store[list].as_array().cloned().unwrap_or_default();
    let field = if list == "printers" { "printer" } else { "name" };
    let found = devices.iter().find(|device| device[field] == name);
    Ok(found.and_then(|device| device["condition"].as_str()).map(str::to_owned))
}

/// Waits until the store says so of a device, and the hub's health as well.
async fn comes_to(caller: &Client, list: &str, name: &str, wanted: Option<&str>) -> Result<()> {
    eventually(&format!("{name} to be {wanted:?}"), async || {
        let found = condition(caller, list, name)?;
        ensure!(found.as_deref() == wanted, "it is {found:?}");
        let health: Value = caller.get("/healthz")?;
        let gone = health["gone"].as_array().is_some_and(|gone| gone.iter().any(|it| it == name));
        ensure!(health["ok"] == true && gone == (wanted == Some("gone")), "{health}");
        Ok(())
    })
    .await
}

/// How often the log says this of the device.
fn said(crew: &Client, kind: &str, condition: &str, device: &Device) -> Result<usize> {
    let session = device.session().to_string();
    let events = crew.all_events()?;
    let said = events.iter().filter(|event| {
        event.detail_type == kind
            && event.detail["condition"] == condition
            && event.detail["sessionId"] == session.as_str()
    });
    Ok(said.count())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_is_killed_or_frozen_is_gone_until_it_is_back() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let browser = Browser::start()?;
    let mia = Barista::pairs(browser.tablet().await?, &booth, "Mia").await?;
    let today = browser.tablet().await?;
    today.visit(&booth.url("/crew")).await?;
    today.types(".sign-in-fields label:first-of-type input", "Ada").await?;
    today.types("input.pin", booth.crew_pin()).await?;
    today.presses(".sign-in button[type=submit]").await?;

    let mut printer = Device::printer(&booth, &crew, PRINTER)?;
    printer.start()?;
    comes_to(&crew, "printers", PRINTER, Some("ok")).await?;

    printer.kill();
    comes_to(&crew, "printers", PRINTER, Some("gone")).await?;
    mia.tablet.reads_in(".bar .printer.gone", PRINTER).await?;
    mia.tablet.reads_in(".bar .printer.gone", "not there").await?;
    today.reads_in("li.gone .state.bad", "not there").await?;
    mia.tablet.picture("gone-1-tablet").await?;
    today.picture("gone-2-today").await?;

    printer.start()?;
    comes_to(&crew, "printers", PRINTER, Some("ok")).await?;
    mia.tablet.loses(".bar .printer.gone").await?;

    printer.freeze()?;
    comes_to(&crew, "printers", PRINTER, Some("gone")).await?;
    printer.thaw()?;
    comes_to(&crew, "printers", PRINTER, Some("ok")).await?;
    assert_eq!(said(&crew, "Printer.StatusChanged", "gone", &printer)?, 2);
    assert_eq!(said(&crew, "Printer.StatusChanged", "ok", &printer)?, 3);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_does_not_come_back_with_the_hub_is_gone_and_then_taken_out() -> Result<()> {
    let mut booth = Booth::start()?;
    let crew = booth.crew()?;
    let mut printer = Device::printer(&booth, &crew, PRINTER)?;
    printer.start()?;
    comes_to(&crew, "printers", PRINTER, Some("ok")).await?;

    booth.kill();
    printer.kill();
    // Its spool is damaged, so that it cannot start any more.
    std::fs::write(printer.spool().join("spool.sqlite"), vec![0x7f; 64 * 1024])?;
    booth.restart()?;
    printer.start()?;
    comes_to(&crew, "printers", PRINTER, Some("gone")).await?;

    // Still gone after another restart, without being said again.
    booth.restart()?;
    comes_to(&crew, "printers", PRINTER, Some("gone")).await?;
    comes_to(&crew, "printers", "Printer 1", Some("ok")).await?;
    assert_eq!(said(&crew, "Printer.StatusChanged", "gone", &printer)?, 1);

    crew.end_session(printer.session())?;
    comes_to(&crew, "printers", PRINTER, None).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_that_is_killed_or_frozen_is_gone_until_it_is_back() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let browser = Browser::start()?;
    let mia = Barista::pairs(browser.tablet().await?, &booth, "Mia").await?;
    let mut board = Device::board(&booth, &crew, BOARD)?;
    board.start()?;
    comes_to(&crew, "boards", BOARD, Some("ok")).await?;

    board.kill();
    comes_to(&crew, "boards", BOARD, Some("gone")).await?;
    mia.tablet.reads_in(".bar .printer.gone", BOARD).await?;
    board.start()?;
    comes_to(&crew, "boards", BOARD, Some("ok")).await?;
    mia.tablet.loses(".bar .printer.gone").await?;

    board.freeze()?;
    comes_to(&crew, "boards", BOARD, Some("gone")).await?;
    board.thaw()?;
    comes_to(&crew, "boards", BOARD, Some("ok")).await?;
    assert_eq!(said(&crew, "Board.StatusChanged", "gone", &board)?, 2);
    assert_eq!(said(&crew, "Board.StatusChanged", "ok", &board)?, 2);

    board.kill();
    crew.end_session(board.session())?;
    comes_to(&crew, "boards", BOARD, None).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_in_a_page_is_gone_with_its_page() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let browser = Browser::start()?;
    let window = browser.board().await?;
    hang_up_board(&window, &booth).await?;
    comes_to(&crew, "boards", "Board", Some("ok")).await?;
    window.visit("about:blank").await?;
    comes_to(&crew, "boards", "Board", Some("gone")).await?;
    window.visit(&booth.url("/board")).await?;
    comes_to(&crew, "boards", "Board", Some("ok")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_was_paired_and_never_promised_a_sign_is_no_trouble() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let lamp = devices::pair(&booth, &crew, Role::Device, "A lamp")?;
    let board = devices::pair(&booth, &crew, Role::Board, BOARD)?;
    // Both say nothing from now on. The board is missed, and the lamp is not.
    comes_to(&crew, "boards", BOARD, Some("gone")).await?;
    let sessions: Value = crew.get("/api/v1/sessions")?;
    for (paired, gone) in [(lamp, false), (board, true)] {
        let listed = sessions["sessions"].as_array().unwrap().iter();
        let mut listed = listed.filter(|it| it["sessionId"] == paired.session_id.to_string());
        assert_eq!(listed.next().unwrap()["gone"], gone, "{:?}", paired.name);
    }
    Ok(())
}
