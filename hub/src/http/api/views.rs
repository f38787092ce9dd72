//! Answers read from a snapshot that several handlers share: an order as its caller may see it, the
//! store, the menu.

use crema_api::answers::{MenuView, OrderView, StoreView};
use crema_api::commands::{Caller, Outcome};
use crema_api::ids::OrderId;
use crema_api::problem::RefusalKind;
use crema_core::Purpose;
use crema_core::reads::Snapshot;
use crema_core::storage::StorageError;

use crate::http::app::App;
use crate::http::error::ApiError;

/// The refusal for an order that does not exist, or that this caller may not see.
pub fn no_such_order() -> ApiError {
    ApiError::new(RefusalKind::NoSuchOrder, "There is no such order here.")
}

/// Returns the order as `caller` may see it: its owner with the links, staff without.
///
/// # Errors
/// [`RefusalKind::NoSuchOrder`] also for an order of someone else.
pub async fn load_order(app: &App, caller: Caller, id: OrderId) -> Result<OrderView, ApiError> {
    let found = app
        .read(move |snapshot| {
            let owner = match caller {
                Caller::Link(link) => link == id,
                Caller::Customer(user) => snapshot.owner_of(id)? == Some(user),
                Caller::Session(..) | Caller::Hub => false,
            };
            let paired = matches!(caller, Caller::Session(..) | Caller::Hub);
            match snapshot.order(id)? {
                Some(order) if owner => with_links(snapshot, order).map(Some),
                Some(order) if paired => Ok(Some(order)),
                _ => Ok(None),
            }
        })
        .await?;
    found.ok_or_else(no_such_order)
}

/// Adds the links that only an order's owner receives.
///
/// # Errors
/// When the disk fails.
pub fn with_links(
    snapshot: &Snapshot<'_>,
    mut order: OrderView,
) -> Result<OrderView, StorageError> {
    order.link = snapshot.sign_link(Purpose::Order, order.id)?.map(|secret| format!("/o/{secret}"));
    order.journey =
        snapshot.sign_link(Purpose::Journey, order.id)?.map(|secret| format!("/j/{secret}"));
    Ok(order)
}

/// Returns the store.
///
/// # Errors
/// When the disk fails, or before the first occasion exists.
pub async fn load_store(app: &App) -> Result<StoreView, ApiError> {
    let store = app.read(|snapshot| snapshot.store()).await?;
    let (unreadable, card) = (app.unreadable().count(), app.card().view());
    store.map(|store| StoreView { unreadable, card, ..store }).ok_or_else(|| {
        ApiError::new(
            RefusalKind::Storage,
            "The booth is just starting. Please try again in a moment.",
        )
    })
}

/// Returns the menu.
///
/// # Errors
/// When the disk fails.
pub async fn load_menu(app: &App) -> Result<MenuView, ApiError> {
    Ok(app.read(|snapshot| snapshot.menu()).await?)
}

/// Returns the order that a command changed.
///
/// # Errors
/// When the outcome is of another kind, which the core never returns for an order's command.
pub fn order_of(outcome: &Outcome) -> Result<OrderId, ApiError> {
    match outcome {
        Outcome::Order { order_id } => Ok(*order_id),
        other => Err(unexpected_outcome(other)),
    }
}

/// The fault of an outcome that does not fit its command.
pub fn unexpected_outcome(outcome: &Outcome) -> ApiError {
    tracing::error!(?outcome, "the outcome does not fit its command");
    ApiError::new(RefusalKind::Internal, "That did not work as it should. Please look again.")
}
