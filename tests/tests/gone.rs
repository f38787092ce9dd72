//! A printer or a board that died is gone, for everyone who works at the booth, and is there again
//! once it is back. Whether it was killed, frozen, or cannot start makes no difference.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Result, ensure};
use crema_api::commands::Role;
use crema_tests::devices::{self, Device};
use crema_tests::people::{Barista, hang_up_board, open_crew_page};
use crema_tests::{Client, Stage, eventually};
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

/// A device starts, is killed and started again, is frozen and goes on: the booth and a tablet see
/// each of it. What else is to be seen of the killed one is looked at meanwhile.
async fn goes_and_comes_back(
    stage: &Stage,
    mia: &Barista,
    device: &mut Device,
    list: &str,
    name: &str,
    look_meanwhile: impl AsyncFnOnce() -> Result<()>,
) -> Result<()> {
    let is = async |condition| comes_to(&stage.crew, list, name, Some(condition)).await;
    device.start()?;
    is("ok").await?;

    device.kill();
    is("gone").await?;
    mia.tablet.reads_in(".bar .printer.gone", name).await?;
    look_meanwhile().await?;
    device.start()?;
    is("ok").await?;
    mia.tablet.loses(".bar .printer.gone").await?;

    device.freeze()?;
    is("gone").await?;
    device.thaw()?;
    is("ok").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_is_killed_or_frozen_is_gone_until_it_is_back() -> Result<()> {
    let stage = Stage::open()?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let today = open_crew_page(&stage).await?;

    let mut printer = Device::printer(&stage, PRINTER)?;
    goes_and_comes_back(&stage, &mia, &mut printer, "printers", PRINTER, async || {
        mia.tablet.reads_in(".bar .printer.gone", "not there").await?;
        today.reads_in("li.gone .state.bad", "not there").await?;
        mia.tablet.picture("gone-1-tablet").await?;
        today.picture("gone-2-today").await?;
        Ok(())
    })
    .await?;
    assert_eq!(said(&stage.crew, "Printer.StatusChanged", "gone", &printer)?, 2);
    assert_eq!(said(&stage.crew, "Printer.StatusChanged", "ok", &printer)?, 3);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_does_not_come_back_with_the_hub_is_gone_and_then_taken_out() -> Result<()> {
    let mut stage = Stage::open()?;
    let mut printer = Device::printer(&stage, PRINTER)?;
    printer.start()?;
    comes_to(&stage.crew, "printers", PRINTER, Some("ok")).await?;

    stage.booth.kill();
    printer.kill();
    // Its spool is damaged, so that it cannot start any more.
    std::fs::write(printer.spool().join("spool.sqlite"), vec![0x7f; 64 * 1024])?;
    stage.booth.restart()?;
    printer.start()?;
    comes_to(&stage.crew, "printers", PRINTER, Some("gone")).await?;

    // Still gone after another restart, without being said again.
    stage.booth.restart()?;
    comes_to(&stage.crew, "printers", PRINTER, Some("gone")).await?;
    comes_to(&stage.crew, "printers", "Printer 1", Some("ok")).await?;
    assert_eq!(said(&stage.crew, "Printer.StatusChanged", "gone", &printer)?, 1);

    stage.crew.end_session(printer.session())?;
    comes_to(&stage.crew, "printers", PRINTER, None).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_that_is_killed_or_frozen_is_gone_until_it_is_back() -> Result<()> {
    let stage = Stage::open()?;
    let mia = Barista::pairs(&stage, "Mia").await?;
    let mut board = Device::board(&stage, BOARD)?;
    goes_and_comes_back(&stage, &mia, &mut board, "boards", BOARD, async || Ok(())).await?;
    assert_eq!(said(&stage.crew, "Board.StatusChanged", "gone", &board)?, 2);
    assert_eq!(said(&stage.crew, "Board.StatusChanged", "ok", &board)?, 2);

    board.kill();
    stage.crew.end_session(board.session())?;
    comes_to(&stage.crew, "boards", BOARD, None).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_in_a_page_is_gone_with_its_page() -> Result<()> {
    let stage = Stage::open()?;
    let window = hang_up_board(&stage).await?;
    comes_to(&stage.crew, "boards", "Board", Some("ok")).await?;
    window.visit("about:blank").await?;
    comes_to(&stage.crew, "boards", "Board", Some("gone")).await?;
    window.visit(&stage.booth.url("/board")).await?;
    comes_to(&stage.crew, "boards", "Board", Some("ok")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_was_paired_and_never_promised_a_sign_is_no_trouble() -> Result<()> {
    let stage = Stage::open()?;
    let lamp = devices::pair(&stage.crew, Role::Device, "A lamp")?;
    let board = devices::pair(&stage.crew, Role::Board, BOARD)?;
    // Both say nothing from now on. The board is missed, and the lamp is not.
    comes_to(&stage.crew, "boards", BOARD, Some("gone")).await?;
    let sessions: Value = stage.crew.get("/api/v1/sessions")?;
    for (paired, gone) in [(lamp, false), (board, true)] {
        let listed = sessions["sessions"].as_array().unwrap().iter();
        let mut listed = listed.filter(|it| it["sessionId"] == paired.session_id.to_string());
        assert_eq!(listed.next().unwrap()["gone"], gone, "{:?}", paired.name);
    }
    Ok(())
}
