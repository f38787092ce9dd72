//! A crowd over HTTP: everything that it was told is done is in the log once.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Duration;

use anyhow::Result;
use crema_tests::Booth;
use crema_tests::robot::{Plan, play};

#[test]
fn everything_acknowledged_is_in_the_log_once() -> Result<()> {
    let booth = Booth::start()?;
    let plan = Plan { seed: 7, rate: 40.0, time: Duration::from_secs(10), days_end: true };
    let report = play(&booth.url(""), booth.crew_pin(), plan, &|line| println!("{line}"))?;
    println!("{report}");
    assert!(report.is_well(), "{:#?}", report.wrong);
    assert!(report.unanswered.is_empty(), "{:?}", report.unanswered);
    assert!(report.count_done() > 100, "only {} presses were done", report.count_done());
    for what in ["start", "place", "claim", "complete", "collect"] {
        assert!(report.done.contains_key(what), "nobody could {what}");
    }
    Ok(())
}
