//! `make robot`: a crowd over HTTP against a running booth, and at the end everything that was
//! acknowledged held against the log. Ends with 1 where they differ.
//!
//! `--seed 7 --rate 5 --minutes 1`: of what is random, presses a second, and how long. `--url` and
//! `--pin` (the crew's) name a booth that runs already; without them it starts one of its own, at
//! which days end as well. `--days-end` lets them end at the other too.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use crema_tests::Booth;
use crema_tests::robot::{Plan, play};

/// What is asked for.
struct Wanted {
    plan: Plan,
    booth: Option<(String, String)>,
}

fn main() -> Result<()> {
    let Wanted { mut plan, booth } = wanted(std::env::args().skip(1))?;
    let Plan { seed, rate, time, .. } = plan;
    println!("seed {seed}, {rate} presses a second for {} s", time.as_secs());
    let own = match booth {
        Some(_) => None,
        None => Some(Booth::start()?),
    };
    let (url, pin) = match (&own, booth) {
        (Some(own), _) => {
            plan.days_end = true;
            (own.url(""), own.crew_pin().to_owned())
        }
        (None, Some(booth)) => booth,
        (None, None) => bail!("no booth"),
    };
    println!("the booth is at {url}");
    let report = play(&url, &pin, plan, &|line| println!("{line}"))?;
    println!("{report}");
    drop(own);
    if !report.is_well() {
        std::process::exit(1);
    }
    Ok(())
}

fn wanted(mut words: impl Iterator<Item = String>) -> Result<Wanted> {
    let mut plan = Plan { seed: 1, rate: 5.0, time: Duration::from_mins(1), days_end: false };
    let (mut url, mut pin) = (None, None);
    while let Some(word) = words.next() {
        if word == "--days-end" {
            plan.days_end = true;
            continue;
        }
        let value = words.next().with_context(|| format!("{word} has no value"))?;
        match word.as_str() {
            "--seed" => plan.seed = value.parse().context("a seed is a number")?,
            "--rate" => plan.rate = value.parse().context("a rate is presses a second")?,
            "--minutes" => {
                let minutes: f64 = value.parse().context("minutes are a number")?;
                plan.time = Duration::try_from_secs_f64(minutes * 60.0)?;
            }
            "--url" => url = Some(value),
            "--pin" => pin = Some(value),
            other => bail!("{other} is none of --seed --rate --minutes --url --pin --days-end"),
        }
    }
    let booth = match (url, pin) {
        (Some(url), Some(pin)) => Some((url, pin)),
        (None, None) => None,
        _ => bail!("--url and --pin come together: the booth's address and its crew's PIN"),
    };
    Ok(Wanted { plan, booth })
}
