//! Whoever may read a booth's data may ask it for its PINs, while it runs and while it does not;
//! nothing is changed by asking.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result};
use crema_api::answers::{Pin, Pins};
use crema_api::commands::Role;
use crema_tests::Booth;
use crema_tests::booth::program;
use rusqlite::Connection;

fn ask(folder: &Path) -> Result<Output> {
    let mut crema = Command::new(program("crema")?);
    crema.arg("pins").env("CREMA_DATA", folder).output().context("crema does not run")
}

/// What is printed, when all is well.
fn printed(folder: &Path) -> Result<String> {
    let output = ask(folder)?;
    let complaint = String::from_utf8(output.stderr)?;
    assert!(output.status.success(), "{complaint}");
    assert_eq!(complaint, "", "secrets are printed, never logged");
    Ok(String::from_utf8(output.stdout)?)
}

/// The sentence with which it refuses.
fn refused(folder: &Path) -> Result<String> {
    let output = ask(folder)?;
    assert!(!output.status.success());
    assert_eq!(String::from_utf8(output.stdout)?, "");
    Ok(String::from_utf8(output.stderr)?)
}

fn lines(pins: &Pins) -> String {
    let line = |pin: &Pin| format!("{} PIN {}\n", pin.role.as_str(), pin.pin);
    pins.pins.iter().map(line).collect::<Vec<_>>().concat()
}

#[test]
fn a_running_booth_is_asked_and_goes_on() -> Result<()> {
    let booth = Booth::start()?;
    let crew = booth.crew()?;
    let first = printed(booth.data())?;
    assert_eq!(first, lines(&crew.pins()?));
    assert_eq!(first, printed(booth.data())?, "twice is the same as once");
    // They are good for what they are for.
    let pin = first.lines().find_map(|line| line.strip_prefix("barista PIN ")).unwrap();
    assert_eq!(booth.customer().pair(pin, "Mia")?.me()?.role, Role::Barista);

    let renewed = crew.renew_pins(&[Role::Barista])?;
    let second = printed(booth.data())?;
    assert_ne!(second, first);
    assert_eq!(second, lines(&renewed));
    Ok(())
}

#[test]
fn a_booth_that_was_switched_off_or_lost_its_power_is_asked_and_starts_again() -> Result<()> {
    let mut booth = Booth::start()?;
    let pins = lines(&booth.crew()?.pins()?);
    booth.stop()?;
    let database = booth.data().join("booth.db");
    let before = std::fs::read(&database)?;
    assert_eq!(printed(booth.data())?, pins);
    assert!(std::fs::read(&database)? == before, "nothing was changed");
    booth.restart()?;
    booth.kill();
    assert_eq!(printed(booth.data())?, pins);
    booth.restart()?;
    assert_eq!(lines(&booth.crew()?.pins()?), pins);
    Ok(())
}

#[test]
fn where_no_booth_is_it_says_so_and_makes_none() -> Result<()> {
    let place = tempfile::tempdir()?;
    let missing = place.path().join("booth-data");
    let sentence = refused(&missing)?;
    assert!(sentence.contains("there is no booth in"), "{sentence}");
    assert!(sentence.contains("crema serve") && sentence.contains("CREMA_DATA"), "{sentence}");
    assert!(!missing.exists());

    assert_eq!(refused(place.path())?.matches("there is no booth in").count(), 1);
    assert_eq!(std::fs::read_dir(place.path())?.count(), 0);

    // A first start that was cut off before anything was set up.
    std::fs::write(place.path().join("booth.db"), "")?;
    assert!(refused(place.path())?.contains("there is no booth in"));
    std::fs::write(place.path().join("booth.db"), "no database, whatever its name may say")?;
    assert!(refused(place.path())?.contains("cannot be read"));
    Ok(())
}

#[test]
fn data_of_a_newer_version_is_left_alone() -> Result<()> {
    let mut booth = Booth::start()?;
    booth.stop()?;
    let database = Connection::open(booth.data().join("booth.db"))?;
    database.pragma_update(None, "user_version", 999)?;
    // Older programs could still read it, if its last migration did not say otherwise.
    database.execute("UPDATE format SET oldest_reader = 999", [])?;
    let sentence = refused(booth.data())?;
    assert!(sentence.contains("newer version") && sentence.contains("999"), "{sentence}");
    Ok(())
}
