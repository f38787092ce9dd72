//! The customer's pages: they read from the booth, run the command of a form, and hand both to
//! [`crate::pages`]. A form that succeeded redirects (303), so that a reload sends nothing again; a
//! refused one shows its page with the reason.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use crema_api::answers::{OrderView, StoreView};
use crema_api::commands::{Caller, Cancel, Command, Place, PlaceShown};
use crema_api::ids::OrderId;
use crema_api::menu::Menu;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::reads::Snapshot;
use crema_core::services::validator::code_text;
use crema_core::storage::StorageError;
use crema_core::{IdempotencyKey, Purpose};

use super::context::{PageContext, page_response};
use crate::http::api::devices::local_time;
use crate::http::api::scans::{customer_cookie, customer_of, start_order};
use crate::http::api::views::{no_such_order, order_of, with_links};
use crate::http::app::App;
use crate::http::error::status_of;
use crate::http::extract::{Form, Path, Peer, Query};
use crate::pages::fields::{self, CancelForm, Choosing, StartForm};
use crate::pages::{
    JourneyStep, OrderPage, StartPage, render_cancel, render_check, render_journey, render_order,
    render_start,
};
use crate::writer::new_key;

/// Characters of a typed code that are read and shown again: a code has six, and spaces.
const CODE_TYPED_CHARS_MAX: usize = 64;

/// An inner handler's answer: a page, or the refusal.
type Answer = Result<Response, Refusal>;

fn or_notice(answer: Answer, context: &PageContext) -> Response {
    answer.unwrap_or_else(|refusal| context.notice_response(&refusal))
}

// Start.

pub async fn start(State(app): State<App>, context: PageContext) -> Response {
    or_notice(start_page(&app, &context, "", None).await, &context)
}

pub async fn start_with_code(
    State(app): State<App>,
    context: PageContext,
    Path(code): Path<String>,
) -> Response {
    let code: String = code.chars().take(CODE_TYPED_CHARS_MAX).collect();
    or_notice(start_page(&app, &context, &code, None).await, &context)
}

async fn start_page(
    app: &App,
    context: &PageContext,
    code: &str,
    refusal: Option<&Refusal>,
) -> Answer {
    let customer = context.customer;
    let (store, open) = app
        .read(move |snapshot| {
            let own = customer.map(|user| snapshot.orders_of(user, 1)).transpose()?;
            let open = own.and_then(|own| own.orders.into_iter().find(|order| order.state.open()));
            let open = open.map(|order| with_links(snapshot, order)).transpose()?;
            Ok((snapshot.store()?, open))
        })
        .await?;
    let store = store.ok_or_else(still_starting)?;
    let key = new_key()?;
    let start = StartPage {
        store: &store,
        code,
        key: key.as_str(),
        refusal: refusal.map(|refusal| refusal.kind),
        open_order: open.as_ref(),
    };
    let html =
        render_start(&context.layout(&store.occasion.name).with_branding(&store.branding), &start);
    Ok(page_response(refusal.map_or(StatusCode::OK, status_of), html))
}

pub async fn start_form(
    State(app): State<App>,
    context: PageContext,
    Peer(client): Peer,
    Form(form): Form<StartForm>,
) -> Response {
    let context = context.in_language(form.lang.as_deref());
    let code = form.code.chars().take(CODE_TYPED_CHARS_MAX).collect();
    let form = StartForm { code, ..form };
    or_notice(start_and_redirect(&app, &context, client, form).await, &context)
}

/// A refused form stays at its own address, which a reload or a bookmark opens again.
pub async fn start_again(context: PageContext) -> Redirect {
    Redirect::to(&fields::with_lang("/", context.spoken.carried_tag()))
}

async fn start_and_redirect(
    app: &App,
    context: &PageContext,
    client: std::net::IpAddr,
    form: StartForm,
) -> Answer {
    let key = form_key(form.key)?;
    let user = context.customer.unwrap_or_else(|| customer_of(&key));
    let outcome = match start_order(app, client, user, key, form.code.clone()).await {
        Ok(outcome) => outcome,
        Err(refused) if is_for_its_page(&refused.refusal) => {
            let again = context.clone().at_path(start_path(&form.code));
            return start_page(app, &again, &form.code, Some(&refused.refusal)).await;
        }
        Err(refused) => return Err(refused.into()),
    };
    let order = order_of(&outcome)?;
    let secret = app.read(move |snapshot| snapshot.sign_link(Purpose::Order, order)).await?;
    let secret = secret.ok_or_else(no_such_order)?;
    let to = fields::with_lang(&fields::order_path(&secret), context.spoken.carried_tag());
    let cookie = [(header::SET_COOKIE, customer_cookie(app, user))];
    Ok((cookie, Redirect::to(&to)).into_response())
}

/// Returns the address of the start page with the code as typed.
fn start_path(code: &str) -> String {
    let code = code_text::letters(code);
    if code.is_empty() { "/".to_owned() } else { format!("/s/{code}") }
}

/// Whether a refusal is shown where it arose; the others have a page of their own.
fn is_for_its_page(refusal: &Refusal) -> bool {
    !matches!(refusal.kind, RefusalKind::Storage | RefusalKind::Internal)
}

/// Returns the form's key, or a new one for a program that left it out.
fn form_key(text: Option<String>) -> Result<IdempotencyKey, Refusal> {
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

fn still_starting() -> Refusal {
    Refusal::new(RefusalKind::Storage, "The booth is just starting. Please try again in a moment.")
}
