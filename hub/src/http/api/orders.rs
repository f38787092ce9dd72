//! Orders: reading, placing or changing one, and every press of staff.

use std::collections::BTreeSet;

use axum::extract::State;
use crema_api::answers::{OrderView, Orders};
use crema_api::commands::{
    Caller, Cancel, Command, NameCup, OneOrder, Place, PlaceShown, StopExecution,
};
use crema_api::ids::{OrderId, Seq, UserId};
use crema_api::order::{CancelReason, OrderState};
use crema_api::problem::RefusalKind;
use crema_api::selection::Selections;
use crema_core::reads::{OrderThen, Snapshot};
use schemars::JsonSchema;
use serde::Deserialize;

use super::views::{self, no_such_order, order_of, with_links};
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{Identity, Json, Path, Query, Write, not_signed_in};

/// Orders of one customer that are listed: a phone shows today's.
const OWN_ORDERS_MAX: u32 = 20;

/// Orders of one list, at most. Open ones are as many as the booth takes; no one looks at more of
/// the ended ones.
pub const ORDERS_LISTED_MAX: u32 = 500;

/// The word that asks for the orders that were given up.
const GIVEN_UP: &str = "given_up";

/// Which orders.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrdersQuery {
    /// A state, several with commas between; `open` (every order that someone still waits for); or
    /// `given_up` (today's orders that waited too long, until staff requeue them or dismiss the
    /// notice).
    #[serde(default)]
    pub state: Option<String>,
    /// At most this many, the newest. Without it, all that are open and the newest 500 of others.
    #[serde(default)]
    #[schemars(range(min = 1, max = 500))]
    pub limit: Option<u32>,
}

/// Which moment of an order.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct OrderQuery {
    /// For staff: the order's own fields as they were after this event, by its `seq`, without the
    /// name on the cup, the place in line and running waits. Without it, the order as it is now.
    #[serde(default)]
    #[schemars(with = "Option<u64>")]
    pub at: Option<String>,
}

/// The choice for an order.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceBody {
    /// The drink's id in the menu.
    pub drink: String,
    /// The answer by modifier. A modifier that is left out takes its default, and `null` is refused
    /// as unanswered. A change is refused if it leaves out a modifier for which the order has
    /// another answer than the default.
    #[serde(default)]
    pub modifiers: Selections,
    /// Whether every choice is named, as by a page that shows them: a modifier that is not named is
    /// then refused as open, and takes no default.
    #[serde(default)]
    pub complete: bool,
    /// For the cup. `null` on a change leaves the name as it is; empty takes it away.
    #[serde(default)]
    pub name: Option<String>,
}

/// Why an order is cancelled.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelBody {
    /// Staff give a reason; a customer's is always `customer`.
    #[serde(default, deserialize_with = "crema_api::word::known")]
    pub reason: Option<CancelReason>,
    /// Staff only: done in 11 s, so that `undo` can undo it until then.
    #[serde(default)]
    pub held: bool,
}

/// Why an order's workflow is stopped.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StopBody {
    /// The reason of the cancel that follows; `other` if it is left out.
    #[serde(default, deserialize_with = "crema_api::word::known")]
    pub reason: Option<CancelReason>,
}

/// A name for the cup.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameBody {
    /// An empty text removes it.
    pub name: String,
}

pub async fn list(
    State(app): State<App>,
    Query(query): Query<OrdersQuery>,
) -> Result<Json<Orders>, ApiError> {
    let words = query.state.as_deref().unwrap_or("open");
    let given_up = words == GIVEN_UP;
    let states = if given_up { Vec::new() } else { parse_states(words)? };
    if query.limit.is_some_and(|limit| !(1..=ORDERS_LISTED_MAX).contains(&limit)) {
        return Err(ApiError::new(
            RefusalKind::BadInput,
            format!("limit is a number from 1 to {ORDERS_LISTED_MAX}."),
        ));
    }
    // Open orders are few; ended ones are as many as the booth has ever made.
    let few = states.iter().all(|state| state.open() || *state == OrderState::Uncollected);
    let limit = query.limit.or((!few).then_some(ORDERS_LISTED_MAX));
    let read = move |snapshot: &Snapshot<'_>| match limit {
        _ if given_up => snapshot.given_up(limit.unwrap_or(ORDERS_LISTED_MAX)),
        Some(limit) => snapshot.newest_orders_in(&states, limit),
        None => snapshot.orders_in(&states),
    };
    Ok(Json(app.read(read).await?))
}

/// Returns the states in which someone still waits.
pub fn open_states() -> Vec<OrderState> {
    OrderState::ALL.into_iter().filter(|state| state.open()).collect()
}

fn parse_states(words: &str) -> Result<Vec<OrderState>, ApiError> {
    if words == "open" {
        return Ok(open_states());
    }
    let parse = |word: &str| {
        OrderState::parse(word.trim()).ok_or_else(|| {
            let known = OrderState::ALL.map(|state| state.to_string()).join(", ");
            ApiError::new(
                RefusalKind::BadInput,
                format!(
                    "{:?} is no state of an order. There are: open, {GIVEN_UP}, {known}.",
                    clip_word(word)
                ),
            )
        })
    };
    let mut states = Vec::new();
    for state in words.split(',').map(parse) {
        let state = state?;
        if !states.contains(&state) {
            states.push(state);
        }
    }
    Ok(states)
}

/// Shortens a word that was sent, so that a sentence can quote it.
fn clip_word(word: &str) -> String {
    word.chars().take(24).collect()
}

pub async fn get(
    State(app): State<App>,
    who: Identity,
    Path(id): Path<OrderId>,
    Query(query): Query<OrderQuery>,
) -> Result<Json<OrderView>, ApiError> {
    let caller = who.for_order(id)?;
    match query.at {
        None => Ok(Json(views::load_order(&app, caller, id).await?)),
        Some(at) => Ok(Json(load_order_at(&app, caller, id, &at).await?)),
    }
}

/// Returns an order as it was after an earlier event, for staff.
async fn load_order_at(
    app: &App,
    caller: Caller,
    id: OrderId,
    at: &str,
) -> Result<OrderView, ApiError> {
    if !matches!(caller, Caller::Session(_, role) if role.is_staff()) {
        let sentence = "Only staff can look at an order as it was before.";
        return Err(ApiError::new(RefusalKind::NotAllowed, sentence));
    }
    let no_event = |what: String| {
        let sentence = format!("at is the number of an event, from 1 to the log's end; {what}.");
        ApiError::new(RefusalKind::BadInput, sentence)
    };
    let Some(at) = at.parse().ok().map(Seq).filter(|at| *at > Seq(0)) else {
        return Err(no_event(format!("{:?} is none", clip_word(at))));
    };
    let (head, found) =
        app.read(move |snapshot| Ok((snapshot.seq(), snapshot.order_at(id, at)?))).await?;
    if at > head {
        return Err(no_event(format!("the log ends at {head}")));
    }
    let no_order = |sentence: String| Err(ApiError::new(RefusalKind::NoSuchOrder, sentence));
    match found {
        OrderThen::Was(order) => Ok(*order),
        OrderThen::NotBegun { unreadable: 0 } => {
            no_order(format!("There was no such order yet at event {at}."))
        }
        OrderThen::NotBegun { unreadable } => no_order(format!(
            "There was no such order yet at event {at}, as far as its events can be read: {unreadable} of them cannot."
        )),
        OrderThen::CatchingUp => Err(ApiError::new(
            RefusalKind::CatchingUp,
            "The journeys of orders are still catching up with the log. Please try again in a moment.",
        )),
    }
}

/// The customer's own orders, by cookie; with an order's link, those of that order's customer.
pub async fn mine(State(app): State<App>, who: Identity) -> Result<Json<Orders>, ApiError> {
    let (link, customer) = (who.link, who.customer);
    let found = app
        .read(move |snapshot| {
            let user: Option<UserId> = match (link, customer) {
                (Some(link), _) => snapshot.owner_of(link)?,
                (None, customer) => customer,
            };
            let Some(user) = user else { return Ok(None) };
            let mut orders = snapshot.orders_of(user, OWN_ORDERS_MAX)?;
            let with_links = std::mem::take(&mut orders.orders)
                .into_iter()
                .map(|order| with_links(snapshot, order));
            orders.orders = with_links.collect::<Result<_, _>>()?;
            Ok(Some(orders))
        })
        .await?;
    found.map(Json).ok_or_else(not_signed_in)
}

pub async fn place(
    write: Write,
    Path(order_id): Path<OrderId>,
    Json(body): Json<PlaceBody>,
) -> Result<Json<OrderView>, ApiError> {
    let PlaceBody { drink, modifiers, complete, name } = body;
    let place = Place { order_id, drink, modifiers, name };
    let command = if complete {
        let defaults = BTreeSet::new();
        Command::PlaceShown(PlaceShown { place, defaults, may_change: true })
    } else {
        Command::Place(place)
    };
    execute_on_order(&write, order_id, command).await
}

pub async fn cancel(
    write: Write,
    Path(order_id): Path<OrderId>,
    Json(body): Json<CancelBody>,
) -> Result<Json<OrderView>, ApiError> {
    let command = Command::Cancel(Cancel { order_id, reason: body.reason, held: body.held });
    execute_on_order(&write, order_id, command).await
}

pub async fn stop(
    write: Write,
    Path(order_id): Path<OrderId>,
    Json(body): Json<StopBody>,
) -> Result<Json<OrderView>, ApiError> {
    let command = Command::StopExecution(StopExecution { order_id, reason: body.reason });
    match execute_on_order(&write, order_id, command).await {
        // The workflow is known and ended; its order may not be readable.
        Err(refused) if refused.kind() == RefusalKind::NoSuchOrder => Err(ApiError::new(
            RefusalKind::NotFound,
            "The workflow is stopped. Its order cannot be read, so it is not shown; it leaves with the day.",
        )),
        answer => answer,
    }
}

pub async fn name_cup(
    write: Write,
    Path(order_id): Path<OrderId>,
    Json(body): Json<NameBody>,
) -> Result<Json<OrderView>, ApiError> {
    let command = Command::NameCup(NameCup { order_id, name: body.name });
    execute_on_order(&write, order_id, command).await
}

/// Handlers that differ in their command alone.
macro_rules! presses {
    ($($handler:ident => $command:ident;)*) => {
        $(pub async fn $handler(
            write: Write,
            Path(order_id): Path<OrderId>,
        ) -> Result<Json<OrderView>, ApiError> {
            execute_on_order(&write, order_id, Command::$command(OneOrder { order_id })).await
        })*
    };
}

presses! {
    claim => Claim;
    release => Release;
    complete => Complete;
    collect => Collect;
    recall => Recall;
    reprint => Reprint;
    remake => Remake;
    requeue => Requeue;
    dismiss => Dismiss;
    call_again => CallAgain;
    put_back => PutBack;
    move_to_top => MoveToTop;
    take_over => TakeOver;
    hide_name => HideName;
    undo => Undo;
}

/// Runs the command and answers with the order afterwards. Callers who may not see an order do not
/// learn that it exists.
async fn execute_on_order(
    write: &Write,
    id: OrderId,
    command: Command,
) -> Result<Json<OrderView>, ApiError> {
    let caller = write.who.for_order(id)?;
    let outcome = match write.execute_as(caller, command).await {
        Ok(outcome) => outcome,
        Err(refused) if refused.kind() == RefusalKind::NoSuchOrder => return Err(no_such_order()),
        Err(refused) => return Err(with_claimer_named(write, &[id], refused).await?),
    };
    Ok(Json(views::load_order(&write.app, caller, order_of(&outcome)?).await?))
}

/// Adds to the refusal who was faster, for staff who came too late for one of these orders. The
/// core does not say it: its answers are kept under the key, and names are not.
///
/// # Errors
/// When the disk fails.
pub async fn with_claimer_named(
    write: &Write,
    orders: &[OrderId],
    refused: ApiError,
) -> Result<ApiError, ApiError> {
    if refused.kind() != RefusalKind::ClaimedByAnother || !write.who.is_staff() {
        return Ok(refused);
    }
    let own = write.who.session.as_ref().map(|session| session.session_id);
    let orders = orders.to_vec();
    let faster = write
        .app
        .read(move |snapshot| {
            for id in orders {
                let Some(order) = snapshot.order(id)? else { continue };
                let barista = order.barista.filter(|barista| Some(barista.session_id) != own);
                if let (OrderState::Making, Some(label), Some(name)) =
                    (order.state, order.label, barista.and_then(|barista| barista.name))
                {
                    return Ok(Some(format!("Someone was faster: {name} makes {label}.")));
                }
            }
            Ok(None)
        })
        .await?;
    Ok(match faster {
        Some(sentence) => ApiError::new(RefusalKind::ClaimedByAnother, sentence),
        None => refused,
    })
}
