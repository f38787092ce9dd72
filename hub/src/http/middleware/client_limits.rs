//! Limits on callers, so that one of them cannot take the booth from the others. They are counted
//! by the peer's address, in memory: after a restart every count begins again.
//!
//! A guess is paid for before it is checked, and refunded if it turns out to be no wrong guess, so
//! that guesses made at the same moment are counted like guesses one after another.
//!
//! No paired device is ever locked out by the guessing of others: the overall budget for PINs
//! applies only to callers who are not paired yet, and it fills up again by itself.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crema_api::problem::RefusalKind;

use super::capacity::STREAMS_MAX;
use super::token_bucket::{Rate, TokenBucket};
use crate::http::error::ApiError;
use crate::http::extract::BODY_BYTES_MAX;

/// Streams of one client: a phone has one or two, a laptop with several tabs a handful. Several
/// boards and printers may share one address.
pub const STREAMS_PER_CLIENT_MAX: usize = 24;
/// Clients remembered at once; above that, the quiet ones are forgotten.
const CLIENTS_MAX: usize = 8_192;

/// Requests of one client: a page with its files and a stream is some ten, a tablet that presses
/// quickly sends a few a second. The booth's own machine is exempt.
pub const REQUESTS: Rate = Rate { burst: 100.0, per_s: 20.0 };
/// Wrong codes of one client: mistyping happens, guessing takes 17 million.
pub const WRONG_CODES: Rate = Rate { burst: 10.0, per_s: 1.0 / 6.0 };
/// The cost, in that budget, of a code that was right once: people try it twice, and a hall of them
/// may share one address, but no one sends it for ever.
pub const OLD_CODE_COSTS: f64 = 0.2;
/// Wrong PINs of one client.
pub const WRONG_PINS: Rate = Rate { burst: 5.0, per_s: 1.0 / 60.0 };
/// Wrong PINs of all clients together: with new addresses a guesser has 120 an hour of a million.
pub const WRONG_PINS_IN_ALL: Rate = Rate { burst: 30.0, per_s: 1.0 / 30.0 };

/// The limits that the command line sets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClientLimits {
    /// Requests of one client.
    pub requests: Rate,
    /// Bytes of one body.
    pub body_bytes: usize,
    /// Live streams in all.
    pub streams: usize,
}

impl Default for ClientLimits {
    fn default() -> Self {
        Self { requests: REQUESTS, body_bytes: BODY_BYTES_MAX, streams: STREAMS_MAX }
    }
}

#[derive(Debug, Clone, Copy)]
struct Client {
    requests: TokenBucket,
    codes: TokenBucket,
    pins: TokenBucket,
    streams: usize,
}

#[derive(Debug)]
struct Counted {
    settings: ClientLimits,
    clients: HashMap<IpAddr, Client>,
    pins: TokenBucket,
    streams: usize,
}

/// The counts. One value for the whole shell.
#[derive(Debug)]
pub struct Limits {
    counted: Mutex<Counted>,
}

impl Default for Limits {
    fn default() -> Self {
        let pins = TokenBucket::full(WRONG_PINS_IN_ALL, Instant::now());
        let settings = ClientLimits::default();
        let counted = Counted { settings, clients: HashMap::new(), pins, streams: 0 };
        Self { counted: Mutex::new(counted) }
    }
}

impl Limits {
    /// Replaces the settings, before the first request.
    pub fn replace_settings(&self, settings: ClientLimits) {
        self.lock_counts().settings = settings;
    }

    /// Returns the settings.
    #[must_use]
    pub fn settings(&self) -> ClientLimits {
        self.lock_counts().settings
    }

    /// Counts a request.
    ///
    /// # Errors
    /// When the client sends more than the settings allow.
    pub fn count_request(&self, client: IpAddr) -> Result<(), ApiError> {
        if client.is_loopback() {
            return Ok(());
        }
        let now = Instant::now();
        let mut counted = self.lock_counts();
        let rate = counted.settings.requests;
        let bucket = &mut counted.client_mut(client, now).requests;
        let took = bucket.take_token(rate, now);
        took.map_err(|wait| too_many("There are too many requests from this address.", Some(wait)))
    }

    /// Counts a try at a code; [`Self::code_tried`] is to follow. A program on the booth's own
    /// machine that starts orders plays a hall, and guesses nothing.
    ///
    /// # Errors
    /// After too many wrong codes.
    pub fn try_code(&self, client: IpAddr) -> Result<(), ApiError> {
        if client.is_loopback() {
            return Ok(());
        }
        let now = Instant::now();
        let mut counted = self.lock_counts();
        let codes = &mut counted.client_mut(client, now).codes;
        let took = codes.take_token(WRONG_CODES, now);
        took.map_err(|wait| {
            too_many("There were too many wrong codes from this phone.", Some(wait))
        })
    }

    /// Settles the try: a wrong code costs the whole token, an old one a part of it, anything else
    /// nothing.
    pub fn code_tried(&self, client: IpAddr, refused: Option<RefusalKind>) {
        let back = match refused {
            Some(RefusalKind::NoSuchCode) => return,
            Some(RefusalKind::CodeOver | RefusalKind::CodeUsedUp | RefusalKind::CodeBegun) => {
                1.0 - OLD_CODE_COSTS
            }
            _ => 1.0,
        };
        if !client.is_loopback() {
            let mut counted = self.lock_counts();
            counted.client_mut(client, Instant::now()).codes.give_back(WRONG_CODES, back);
        }
    }

    /// Counts a try at a PIN; [`Self::pin_tried`] is to follow.
    ///
    /// # Errors
    /// After too many wrong PINs, of this client or of all.
    pub fn try_pin(&self, client: IpAddr) -> Result<(), ApiError> {
        self.try_pin_at(client, Instant::now())
    }

    fn try_pin_at(&self, client: IpAddr, now: Instant) -> Result<(), ApiError> {
        let mut counted = self.lock_counts();
        let own = counted.client_mut(client, now).pins.time_to_token(WRONG_PINS, now);
        let of_all = counted.pins.time_to_token(WRONG_PINS_IN_ALL, now);
        // A further try needs both, so it waits for the later one.
        let wait = Some(own.max(of_all));
        if !own.is_zero() {
            return Err(too_many("There were too many wrong PINs from this tablet.", wait));
        }
        if !of_all.is_zero() {
            return Err(too_many("There were too many wrong PINs at this booth.", wait));
        }
        counted.client_mut(client, now).pins.spend_token();
        counted.pins.spend_token();
        Ok(())
    }

    /// Settles the try: only a wrong PIN costs something.
    pub fn pin_tried(&self, client: IpAddr, refused: Option<RefusalKind>) {
        if refused == Some(RefusalKind::WrongPin) {
            return;
        }
        let mut counted = self.lock_counts();
        counted.client_mut(client, Instant::now()).pins.give_back(WRONG_PINS, 1.0);
        counted.pins.give_back(WRONG_PINS_IN_ALL, 1.0);
    }

    /// Counts a stream that begins; [`Self::stream_ended`] is to follow.
    ///
    /// # Errors
    /// With [`STREAMS_PER_CLIENT_MAX`] of this client, or as many in all as the settings allow.
    pub fn stream_begun(&self, client: IpAddr) -> Result<(), ApiError> {
        let mut counted = self.lock_counts();
        if counted.streams >= counted.settings.streams {
            return Err(too_many("The booth has as many live pages open as it can take.", None));
        }
        let own = counted.client_mut(client, Instant::now());
        // The booth's own machine is exempt: on it run board, printers, and tests that play a hall.
        if own.streams >= STREAMS_PER_CLIENT_MAX && !client.is_loopback() {
            return Err(too_many("This device has too many live pages open. Close some.", None));
        }
        own.streams += 1;
        counted.streams += 1;
        Ok(())
    }

    /// A stream has ended.
    pub fn stream_ended(&self, client: IpAddr) {
        let mut counted = self.lock_counts();
        counted.streams = counted.streams.saturating_sub(1);
        if let Some(own) = counted.clients.get_mut(&client) {
            own.streams = own.streams.saturating_sub(1);
        }
    }

    fn lock_counts(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counted {
    fn client_mut(&mut self, client: IpAddr, now: Instant) -> &mut Client {
        if self.clients.len() >= CLIENTS_MAX && !self.clients.contains_key(&client) {
            self.forget_the_quiet(now);
        }
        let requests = self.settings.requests;
        self.clients.entry(client).or_insert_with(|| Client {
            requests: TokenBucket::full(requests, now),
            codes: TokenBucket::full(WRONG_CODES, now),
            pins: TokenBucket::full(WRONG_PINS, now),
            streams: 0,
        })
    }

    /// Evicts clients with full buckets and no stream; if there are none, all clients without a
    /// stream.
    fn forget_the_quiet(&mut self, now: Instant) {
        let requests = self.settings.requests;
        self.clients.retain(|_, client| {
            client.codes.refill(WRONG_CODES, now);
            client.pins.refill(WRONG_PINS, now);
            client.requests.refill(requests, now);
            client.streams > 0
                || client.codes.left < WRONG_CODES.burst
                || client.pins.left < WRONG_PINS.burst
                || client.requests.left < requests.burst
        });
        if self.clients.len() >= CLIENTS_MAX {
            self.clients.retain(|_, client| client.streams > 0);
        }
    }
}

/// The refusal for `wait`; `None` if the wait ends when another live page is closed.
fn too_many(what: &str, wait: Option<Duration>) -> ApiError {
    let sentence = format!("{what} Please wait a moment, then try again.");
    ApiError { retry_after: wait, ..ApiError::new(RefusalKind::TooMany, sentence) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_say_how_many_requests_a_client_has() {
        let limits = Limits::default();
        let requests = Rate { burst: 12.0, per_s: 0.0 };
        limits.replace_settings(ClientLimits { requests, ..ClientLimits::default() });
        let (phone, other) = (IpAddr::from([10, 0, 0, 7]), IpAddr::from([10, 0, 0, 8]));
        let taken = (0..50).take_while(|_| limits.count_request(phone).is_ok()).count();
        assert_eq!(taken, 12);
        assert!(limits.count_request(other).is_ok(), "another client has its own");
    }

    #[test]
    fn a_pin_waits_for_the_later_of_its_two_budgets() {
        let (limits, now) = (Limits::default(), Instant::now());
        let wait_s = |client: IpAddr| {
            let refused = limits.try_pin_at(client, now).err()?;
            refused.retry_after.map(|wait| wait.as_secs_f64().round())
        };
        // Everyone's budget is spent by many; none of them has spent its own.
        let by_many = (0..=u8::MAX).find_map(|last| wait_s(IpAddr::from([10, 0, 1, last])));
        assert_eq!(by_many, Some(30.0));
        let own = IpAddr::from([10, 0, 1, 0]);
        limits.lock_counts().client_mut(own, now).pins.left = 0.0;
        assert_eq!(wait_s(own), Some(60.0));
    }
}
