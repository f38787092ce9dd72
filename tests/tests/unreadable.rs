//! One damaged event in the log costs what it says, and nothing else: every reader gets past it, and
//! people are told.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use anyhow::{Context, Result, ensure};
use crema_api::Seq;
use crema_tests::devices::Device;
use crema_tests::people::{Barista, open_crew_page, place_by_program};
use crema_tests::{PATIENCE, Stage, eventually};
use serde_json::{Value, json};

const PRINTER: &str = "Printer at the bar";

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_goes_on_behind_a_damaged_event_and_so_does_everyone() -> Result<()> {
    let mut stage = Stage::open()?;
    let barista = stage.booth.barista("Mia")?;
    let mut printer = Device::printer(&stage, PRINTER)?;
    printer.start()?;
    let first = place_by_program(&stage, "Zoë").await?.id;
    barista.claim(first)?;
    let by_ours = |kind: &'static str| {
        let events = stage.crew.all_events();
        events.map(|all| {
            let ours = all.into_iter().filter(move |event| event.detail_type == kind);
            ours.filter(|event| event.detail["printer"] == PRINTER).collect::<Vec<_>>()
        })
    };
    eventually("the first ticket", async || {
        ensure!(by_ours("Printer.TicketPrinted")?.len() == 1);
        Ok(())
    })
    .await?;

    // While it is off a ticket is asked for, and what asks for it is damaged on the card.
    printer.kill();
    let second = place_by_program(&stage, "Kim").await?.id;
    barista.claim(second)?;
    let asked = stage.crew.all_events()?.into_iter().rfind(|event| {
        event.detail_type == "OrderManager.TicketWanted"
            && event.detail["orderId"] == second.to_string()
    });
    let asked = asked.context("no ticket was asked for")?.seq;
    stage.booth.stop()?;
    let database = rusqlite::Connection::open(stage.booth.data().join("booth.db"))?;
    let damage = "UPDATE events SET detail = ?2 WHERE seq = ?1";
    assert_eq!(database.execute(damage, (asked.0, "{"))?, 1);
    // One that is JSON and no event of ours, and one that is no text at all.
    let strange =
        "UPDATE events SET detail_type = 'Grinder.Jammed', detail = '{\"beans\":7}' WHERE seq = ?1";
    assert_eq!(database.execute(strange, [asked.0 - 1])?, 1);
    let torn = "UPDATE events SET detail = x'ff00fe', id = x'00', booth_ms = 'x' WHERE seq = ?1";
    assert_eq!(database.execute(torn, [asked.0 - 2])?, 1);
    drop(database);
    stage.booth.restart()?;

    let third = place_by_program(&stage, "Åsa").await?.id;
    printer.start()?;
    barista.claim(third)?;
    eventually("the third order's ticket", async || {
        let printed = by_ours("Printer.TicketPrinted")?;
        ensure!(printed.iter().any(|event| event.detail["orderId"] == third.to_string()));
        Ok(())
    })
    .await?;
    // One by one, so the last comes a moment after the first.
    eventually("the printer's word on what it could not read", async || {
        let told = by_ours("Printer.EventUnreadable")?;
        let told: Vec<_> = told.iter().map(|event| &event.detail["unreadableSeq"]).collect();
        ensure!(told == [&json!(asked.0 - 2), &json!(asked.0)], "{told:?}");
        Ok(())
    })
    .await?;

    // The log has them all, as they are stored.
    let page: Value = stage.crew.get(&format!("/api/v1/events?after={}&limit=3", asked.0 - 3))?;
    let [torn, strange, damaged] = page["events"].as_array().unwrap().as_slice() else {
        panic!("{page}");
    };
    assert_eq!((&damaged["detail"], &damaged["unreadable"]), (&Value::Null, &true.into()));
    assert_eq!((&damaged["raw"], &damaged["seq"]), (&"{".into(), &asked.0.into()));
    assert_eq!(damaged["detail-type"], "OrderManager.TicketWanted");
    assert_eq!(
        (&strange["detail-type"], &strange["detail"]["beans"]),
        (&"Grinder.Jammed".into(), &7.into())
    );
    assert_eq!(strange.get("unreadable"), None);
    assert_eq!((&torn["detail"], &torn["unreadable"]), (&Value::Null, &true.into()));

    // A stream gets past them, without gap or double.
    let end = stage.crew.health()?.seq;
    let stream = stage.crew.follow(&["admin/*"], Seq(asked.0 - 4))?;
    for seq in asked.0 - 3..=end.0 {
        let (id, message) = stream.next(PATIENCE)?.context("the stream ended")?;
        assert_eq!((id, message.seq), (Seq(seq), Seq(seq)));
        let readable = ![asked.0, asked.0 - 2].contains(&seq);
        assert_eq!(message.detail.is_null(), !readable, "{seq}");
    }

    // A pattern finds one by its name, and people are told.
    let pattern = "%7B%22detail-type%22%3A%5B%22Grinder.Jammed%22%5D%7D";
    let found: Value = stage.crew.get(&format!("/api/v1/events?after=0&pattern={pattern}"))?;
    assert_eq!(found["events"].as_array().unwrap().len(), 1);
    let store: Value = stage.crew.get("/api/v1/store")?;
    // The strange one is passed on whole, so it is no trouble.
    assert_eq!(store["unreadable"], 2);
    let said = stage.booth.said();
    let lines = said.iter().filter(|line| line.contains("an event of the log cannot be read"));
    assert_eq!(lines.count(), 2, "each is logged once: {said:#?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_staff_load_and_follow_over_a_damaged_event() -> Result<()> {
    let mut stage = Stage::open()?;
    let order = place_by_program(&stage, "Zoë").await?.id;
    stage.booth.stop()?;
    let database = rusqlite::Connection::open(stage.booth.data().join("booth.db"))?;
    let last = "UPDATE events SET detail = '{' WHERE seq > (SELECT max(seq) - 3 FROM events)";
    assert_eq!(database.execute(last, [])?, 3);
    drop(database);
    stage.booth.restart()?;

    let mia = Barista::pairs(&stage, "Mia").await?;
    mia.sees_in("preview", order).await?;
    let today = open_crew_page(&stage).await?;
    today.reads_in(".state.bad", "Cannot be read").await?;
    today.picture("unreadable-1-today").await?;
    mia.presses_card(order).await?;
    mia.sees_in("production", order).await?;
    Ok(())
}
