//! The questions of a printer to its hub, and its reports.
//!
//! [`crema_client`] sends them and sorts the answers; [`crate::daemon`] decides when to try again.

use crema_api::alive::{SignOfLife, SignTaken};
use crema_api::answers::{OrderView, StoreView};
use crema_api::commands::Report;
use crema_api::{BoothMs, Envelope, OrderId, Seq};
use crema_client::{Client, ClientError, Page, path_segment};
use serde::de::IgnoredAny;

/// The hub, as this printer uses it.
#[derive(Debug, Clone)]
pub struct Hub {
    client: Client,
}

impl Hub {
    /// The hub at `address`, such as `http://127.0.0.1:8080`, with this printer's bearer token.
    #[must_use]
    pub fn new(address: &str, token: Option<&str>) -> Self {
        Self { client: Client::new(address, token) }
    }

    /// Returns the client that sends the requests.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Returns a page of the events after `cursor`.
    ///
    /// # Errors
    /// [`ClientError`] if there is no good answer.
    pub fn events_after(&self, cursor: Seq) -> Result<Page<Envelope>, ClientError> {
        self.client.fetch_page(cursor)
    }

    /// Returns the event at `seq`, or `None` if the log no longer has it.
    ///
    /// # Errors
    /// [`ClientError`] if there is no good answer.
    pub fn event_at(&self, seq: Seq) -> Result<Option<Envelope>, ClientError> {
        let before = seq.0.saturating_sub(1);
        match self.client.get::<Page<Envelope>>(&format!("events?after={before}&limit=1")) {
            Ok(page) => Ok(page.events.into_iter().find(|event| event.seq == seq)),
            Err(error) if error.floor().is_some() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns an order as it is now, or `None` if this printer cannot see or read it: a ticket
    /// without a name is better than no ticket.
    ///
    /// # Errors
    /// [`ClientError`] if another try may bring it.
    pub fn order_view(&self, order: OrderId) -> Result<Option<OrderView>, ClientError> {
        match self.client.get(&format!("orders/{order}")) {
            Ok(view) => Ok(Some(view)),
            Err(
                error @ (ClientError::Rejected { .. }
                | ClientError::Decode { .. }
                | ClientError::TooLarge { .. }
                | ClientError::Unauthorized { status: 403, .. }),
            ) => {
                let error: &dyn std::error::Error = &error;
                tracing::warn!(order_id = %order, error, "cannot read the order for its ticket");
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Returns booth time now.
    ///
    /// # Errors
    /// [`ClientError`] if there is no good answer.
    pub fn booth_time(&self) -> Result<BoothMs, ClientError> {
        self.client.get::<StoreView>("store").map(|store| BoothMs(store.booth_ms))
    }

    /// Sends a sign of life of the printer `name`. Returns the answer, or `None` (and logs it) if the
    /// hub did not take it.
    #[must_use]
    pub fn send_sign_of_life(&self, name: &str) -> Option<SignTaken> {
        let sign = self.client.sign_of_life(&SignOfLife { printer: Some(name.to_owned()) });
        sign.inspect_err(|error| tracing::debug!(%error, "no sign of life")).ok()
    }

    /// Reports something of the printer `name`. The same key may be sent again: it counts once.
    ///
    /// # Errors
    /// [`ClientError`] if the hub has not taken it.
    pub fn send_report(&self, name: &str, key: &str, report: &Report) -> Result<(), ClientError> {
        let path = format!("devices/{}/reports", path_segment(name));
        self.client.post::<IgnoredAny>(&path, key, report).map(|_| ())
    }
}
