//! *Start*: the page, and its form. A refused form redirects to an address that says why, so that
//! *Back* never leads to a form that is sent again while the time to choose runs.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::Purpose;
use crema_core::services::validator::code_text;

use super::context::{PageContext, page_response};
use super::customer::{Answer, form_key, is_for_its_page, or_notice};
use crate::http::api::scans::{customer_cookie, customer_of, start_order};
use crate::http::api::views::{no_such_order, order_of, with_links};
use crate::http::app::App;
use crate::http::error::status_of;
use crate::http::extract::{Form, Path, Peer, Query};
use crate::pages::fields::{self, RefusedStart, StartForm};
use crate::pages::{StartPage, render_start};
use crate::writer::new_key;

/// Characters of a typed code that are read and shown again: a code has six, and spaces.
const CODE_TYPED_CHARS_MAX: usize = 64;

pub async fn page(
    State(app): State<App>,
    context: PageContext,
    Query(before): Query<RefusedStart>,
) -> Response {
    let refusal = before.kind();
    let code = if refusal.is_some() { clip_code(&before.code) } else { String::new() };
    or_notice(start_page(&app, &context, &code, refusal).await, &context)
}

pub async fn page_with_code(
    State(app): State<App>,
    context: PageContext,
    Path(code): Path<String>,
) -> Response {
    let code = clip_code(&code);
    or_notice(start_page(&app, &context, &code, None).await, &context)
}

fn clip_code(typed: &str) -> String {
    typed.chars().take(CODE_TYPED_CHARS_MAX).collect()
}

async fn start_page(
    app: &App,
    context: &PageContext,
    code: &str,
    refusal: Option<RefusalKind>,
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
    let start =
        StartPage { store: &store, code, key: key.as_str(), refusal, open_order: open.as_ref() };
    let html =
        render_start(&context.layout(&store.occasion.name).with_branding(&store.branding), &start);
    Ok(page_response(StatusCode::OK, html))
}

pub async fn form(
    State(app): State<App>,
    context: PageContext,
    Peer(client): Peer,
    Form(form): Form<StartForm>,
) -> Response {
    let context = context.in_language(form.lang.as_deref());
    let code = clip_code(&form.code);
    let form = StartForm { code, ..form };
    or_notice(start_and_redirect(&app, &context, client, form).await, &context)
}

/// A form that is to be sent again later stays at its own address, which a reload or a bookmark opens again.
pub async fn form_again(context: PageContext) -> Redirect {
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
            return start_refused(app, context, &form.code, &refused.refusal).await;
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

/// Says on *Start* why it was refused, at an address of its own. What is to be tried again later is
/// said at once, with its status.
async fn start_refused(app: &App, context: &PageContext, code: &str, refusal: &Refusal) -> Answer {
    if refusal.kind.is_passing() {
        let again = context.clone().at_path(start_path(code));
        let mut page = start_page(app, &again, code, Some(refusal.kind)).await?;
        *page.status_mut() = status_of(refusal);
        return Ok(page);
    }
    let to = RefusedStart::address(refusal.kind, code);
    Ok(Redirect::to(&fields::with_lang(&to, context.spoken.carried_tag())).into_response())
}

/// Returns the address of the start page with the code as typed.
fn start_path(code: &str) -> String {
    let code = code_text::letters(code);
    if code.is_empty() { "/".to_owned() } else { format!("/s/{code}") }
}

fn still_starting() -> Refusal {
    Refusal::new(RefusalKind::Storage, "The booth is just starting. Please try again in a moment.")
}
