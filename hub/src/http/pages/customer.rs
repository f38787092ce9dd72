//! The pages of one order, and its journey: they read from the booth, run the command of a form, and
//! hand both to [`crate::pages`]. A form that succeeded redirects (303), so that a reload sends
//! nothing again; a refused one shows its page with the reason. *Start* is in [`super::start`].

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use crema_api::answers::{OrderView, StoreView};
use crema_api::commands::{Caller, Cancel, Command, Place, PlaceShown};
use crema_api::ids::OrderId;
use crema_api::menu::Menu;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::reads::Snapshot;
use crema_core::storage::StorageError;
use crema_core::{IdempotencyKey, Purpose};

use super::context::{PageContext, page_response};
use crate::http::api::devices::local_time;
use crate::http::api::views::{no_such_order, with_links};
use crate::http::app::App;
use crate::http::error::status_of;
use crate::http::extract::{Form, Path, Query};
use crate::pages::fields::{self, CancelForm, Choosing};
use crate::pages::{
    JourneyStep, OrderPage, render_cancel, render_check, render_journey, render_order,
};
use crate::writer::new_key;

/// An inner handler's answer: a page, or the refusal.
pub(super) type Answer = Result<Response, Refusal>;

pub(super) fn or_notice(answer: Answer, context: &PageContext) -> Response {
    answer.unwrap_or_else(|refusal| context.notice_response(&refusal))
}

/// Whether a refusal is shown where it arose; the others have a page of their own.
pub(super) fn is_for_its_page(refusal: &Refusal) -> bool {
    !matches!(refusal.kind, RefusalKind::Storage | RefusalKind::Internal)
}

/// Returns the form's key, or a new one for a program that left it out.
pub(super) fn form_key(text: Option<String>) -> Result<IdempotencyKey, Refusal> {
    match text {
        Some(text) => IdempotencyKey::try_from(text),
        None => new_key(),
    }
}

// One order.

/// The data for the pages of an order, read at one moment.
struct OrderPageData {
    order: OrderView,
    store: StoreView,
    menu: Menu,
}

fn read_order_page(
    snapshot: &Snapshot<'_>,
    secret: &str,
) -> Result<Option<OrderPageData>, StorageError> {
    let Some(id) = snapshot.check_link(Purpose::Order, secret)? else { return Ok(None) };
    let (order, store) = (snapshot.order(id)?, snapshot.store()?);
    let Some((order, store)) = order.zip(store) else { return Ok(None) };
    let order = with_links(snapshot, order)?;
    Ok(Some(OrderPageData { order, store, menu: snapshot.menu()?.menu }))
}

/// One of the order's pages, and why the last request for the order was refused, if it was.
struct Shown<'a> {
    render: fn(&crate::pages::Layout<'_>, &OrderPage<'_>) -> String,
    refusal: Option<&'a Refusal>,
}

impl Shown<'_> {
    const ORDER: Self = Self { render: render_order, refusal: None };
    const CHECK: Self = Self { render: render_check, refusal: None };
    const CANCEL: Self = Self { render: render_cancel, refusal: None };
}

async fn order_page(
    app: &App,
    context: &PageContext,
    secret: &str,
    choosing: &Choosing,
    Shown { render, refusal }: Shown<'_>,
) -> Answer {
    let asked = secret.to_owned();
    let data = app.read(move |snapshot| read_order_page(snapshot, &asked)).await?;
    let OrderPageData { order, store, menu } = data.ok_or_else(no_such_order)?;
    let html = render(
        &context.layout(&store.occasion.name).with_branding(&store.branding),
        &OrderPage {
            order: &order,
            menu: &menu,
            store: &store,
            secret,
            choosing,
            key: new_key()?.as_str(),
            refusal: refusal.map(|refusal| refusal.kind),
        },
    );
    Ok(page_response(refusal.map_or(StatusCode::OK, status_of), html))
}

pub async fn order(
    State(app): State<App>,
    context: PageContext,
    Path(secret): Path<String>,
    Query(choosing): Query<Choosing>,
) -> Response {
    or_notice(order_page(&app, &context, &secret, &choosing, Shown::ORDER).await, &context)
}

pub async fn check(
    State(app): State<App>,
    context: PageContext,
    Path(secret): Path<String>,
    Query(choosing): Query<Choosing>,
) -> Response {
    or_notice(order_page(&app, &context, &secret, &choosing, Shown::CHECK).await, &context)
}

pub async fn cancel(
    State(app): State<App>,
    context: PageContext,
    Path(secret): Path<String>,
) -> Response {
    let nothing = Choosing::default();
    or_notice(order_page(&app, &context, &secret, &nothing, Shown::CANCEL).await, &context)
}

pub async fn place_form(
    State(app): State<App>,
    context: PageContext,
    Path(secret): Path<String>,
    Form(choosing): Form<Choosing>,
) -> Response {
    let context = context.in_language(choosing.lang.as_deref());
    let choosing = Choosing { complete: true, ..choosing };
    let chosen = choosing.clone();
    let command = move |order_id| {
        let (modifiers, defaults) = (chosen.selections(), chosen.defaults());
        let drink = chosen.drink.unwrap_or_default();
        let place = Place { order_id, drink, modifiers, name: chosen.name };
        Command::PlaceShown(PlaceShown { place, defaults, may_change: chosen.change })
    };
    or_notice(execute_form(&app, &context, &secret, &choosing, command).await, &context)
}

/// The same of a refused place.
pub async fn place_again(context: PageContext, Path(secret): Path<String>) -> Redirect {
    Redirect::to(&fields::with_lang(&fields::order_path(&secret), context.spoken.carried_tag()))
}

pub async fn cancel_form(
    State(app): State<App>,
    context: PageContext,
    Path(secret): Path<String>,
    Form(form): Form<CancelForm>,
) -> Response {
    let context = context.in_language(form.lang.as_deref());
    let key_only = Choosing { key: form.key, ..Choosing::default() };
    let command = |order_id| Command::Cancel(Cancel { order_id, reason: None, held: false });
    or_notice(execute_form(&app, &context, &secret, &key_only, command).await, &context)
}

/// Runs a command in the name of the link's holder, and redirects to the order's page.
async fn execute_form(
    app: &App,
    context: &PageContext,
    secret: &str,
    choosing: &Choosing,
    command: impl FnOnce(OrderId) -> Command,
) -> Answer {
    let asked = secret.to_owned();
    let id = app.read(move |snapshot| snapshot.check_link(Purpose::Order, &asked)).await?;
    let id = id.ok_or_else(no_such_order)?;
    match app.execute(Caller::Link(id), form_key(choosing.key.clone())?, command(id)).await {
        Ok(_) => {
            let to = fields::with_lang(&fields::order_path(secret), context.spoken.carried_tag());
            Ok(Redirect::to(&to).into_response())
        }
        Err(refusal) if is_for_its_page(&refusal) => {
            let again = context.clone().at_path(fields::order_path(secret));
            order_page(
                app,
                &again,
                secret,
                choosing,
                Shown { refusal: Some(&refusal), ..Shown::ORDER },
            )
            .await
        }
        Err(refusal) => Err(refusal),
    }
}

// The journey.

pub async fn journey(
    State(app): State<App>,
    context: PageContext,
    Path(secret): Path<String>,
) -> Response {
    or_notice(journey_page(&app, &context, secret).await, &context)
}

async fn journey_page(app: &App, context: &PageContext, secret: String) -> Answer {
    let found = app
        .read(move |snapshot| {
            let Some(id) = snapshot.check_link(Purpose::Journey, &secret)? else { return Ok(None) };
            let (order, store) = (snapshot.order(id)?, snapshot.store()?);
            Ok(order.zip(store).zip(Some(snapshot.journey(id)?)))
        })
        .await?;
    let ((order, store), steps) = found.ok_or_else(no_such_order)?;
    let kinds: BTreeMap<_, _> =
        steps.iter().map(|step| (step.seq, step.detail_type.clone())).collect();
    let steps: Vec<_> = steps
        .into_iter()
        .map(|step| JourneyStep {
            printed_for: step.ticket_seq.and_then(|seq| kinds.get(&seq).cloned()),
            time: local_time(step.wall_ms),
            detail_type: step.detail_type,
            order_state: step.order_state,
            sentence: step.message,
        })
        .collect();
    let layout = context.layout(&store.occasion.name).with_branding(&store.branding);
    Ok(page_response(StatusCode::OK, render_journey(&layout, order.label.as_deref(), &steps)))
}
