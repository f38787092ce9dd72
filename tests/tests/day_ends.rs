//! A name with an accent is placed and printed; the day ends, and the name is in no file of the
//! data folder: not in the database and its log, not in the spool, not on paper.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use crema_tests::people::place_by_program;
use crema_tests::{Stage, eventually};
use serde_json::{Value, json};

const NAME: &str = "Renée-Qwyzk";

/// Every file below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The files that hold the name, in the form it was typed or decomposed.
fn holding(folder: &Path) -> Vec<PathBuf> {
    let decomposed = NAME.replace('é', "e\u{301}");
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        [NAME, decomposed.as_str()]
            .iter()
            .any(|name| bytes.windows(name.len()).any(|window| window == name.as_bytes()))
    };
    files(folder).into_iter().filter(holds).collect()
}

fn pictures(folder: &Path) -> usize {
    files(folder).iter().filter(|path| path.extension().is_some_and(|end| end == "png")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_ends_and_the_name_is_nowhere() -> Result<()> {
    let stage = Stage::open()?;
    let mia = stage.booth.barista("Mia")?;
    let order = place_by_program(&stage, NAME).await?.id;
    mia.claim(order)?;
    eventually("the ticket on paper", async || {
        ensure!(pictures(stage.booth.data()) > 0, "no picture yet");
        Ok(())
    })
    .await?;
    assert!(!holding(stage.booth.data()).is_empty(), "the name was never there to be found");
    mia.complete(order)?;
    mia.collect(order)?;

    let _: Value = stage.crew.post("/api/v1/store/end-day", json!({}))?;
    eventually("an empty data folder, as far as the name goes", async || {
        let left = holding(stage.booth.data());
        ensure!(left.is_empty(), "the name is left in {left:?}");
        ensure!(pictures(stage.booth.data()) == 0, "a picture of a ticket is left");
        Ok(())
    })
    .await?;
    assert_eq!(stage.crew.order(order)?.name, None);
    Ok(())
}
