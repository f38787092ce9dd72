//! One press: sent again under the same key until it is answered, as a careful client does.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::client::{Client, Refused, fresh_key};

/// How often a press is sent before it counts as unanswered.
const TRIES_MAX: u32 = 12;
/// The first wait before it is sent again; each further one is twice as long, to a limit.
const WAIT_FIRST: Duration = Duration::from_millis(100);
const WAIT_MAX: Duration = Duration::from_secs(3);

/// What somebody presses.
#[derive(Debug, Clone)]
pub struct Press {
    /// What it is called in the report.
    pub what: &'static str,
    /// `POST`, `PUT` or `PATCH`.
    pub method: &'static str,
    /// The address, without the booth's.
    pub path: String,
    /// The body.
    pub body: Value,
}

/// How it ended.
#[derive(Debug)]
pub enum End {
    /// It was done.
    Done(Value),
    /// It was refused, with this word.
    Refused(String),
    /// Nobody answered; it may have been done.
    Unanswered(String),
}

/// A press that has ended.
#[derive(Debug)]
pub struct Pressed {
    /// How.
    pub end: End,
    /// How often it was sent again.
    pub again: u32,
    /// How long the answered try took.
    pub took: Duration,
}

impl Press {
    /// Presses, as long as it matters.
    #[must_use]
    pub fn press(&self, who: &Client, still_matters: impl Fn() -> bool) -> Pressed {
        let key = fresh_key();
        let mut wait = WAIT_FIRST;
        let mut last = String::new();
        for again in 0..TRIES_MAX {
            let begun = Instant::now();
            let answer = who.ask::<Value>(self.method, &self.path, Some(self.body.clone()), &key);
            let took = begun.elapsed();
            let end = match answer {
                Ok(answer) => End::Done(answer),
                Err(Refused::Problem(problem)) if !matches!(problem.status, 429 | 503) => {
                    let word = problem.kind.rsplit('/').next().unwrap_or("?");
                    End::Refused(word.to_owned())
                }
                Err(refused) if !still_matters() => {
                    return Pressed { end: End::Unanswered(refused.to_string()), again, took };
                }
                Err(refused) => {
                    last = refused.to_string();
                    std::thread::sleep(wait);
                    wait = (wait * 2).min(WAIT_MAX);
                    continue;
                }
            };
            return Pressed { end, again, took };
        }
        Pressed { end: End::Unanswered(last), again: TRIES_MAX, took: Duration::ZERO }
    }
}
