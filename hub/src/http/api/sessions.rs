//! Pairing: sessions by PIN and by link, PINs, and the links themselves.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use crema_api::answers::{PairingLink, Pins, SessionView, Sessions};
use crema_api::commands::{
    Caller, CloseSession, Command, MakePairingLink, OpenSession, Outcome, RenewPins, Role,
    UsePairingLink,
};
use crema_api::ids::{SessionId, UserId};
use crema_api::problem::Refusal;
use crema_core::{IdempotencyKey, Purpose};
use std::net::IpAddr;

use super::scans::id_from;
use super::shift::list_sessions;
use super::views::unexpected_outcome;
use crate::http::app::App;
use crate::http::error::ApiError;
use crate::http::extract::{
    Identity, Json, Path, Peer, SESSION_COOKIE, Write, drop_cookie, not_signed_in, set_cookie,
};

pub async fn open(
    write: Write,
    Peer(client): Peer,
    Json(open): Json<OpenSession>,
) -> Result<Response, ApiError> {
    let session = pair_session(&write.app, client, write.key, Command::OpenSession(open)).await?;
    Ok(with_cookie(&session))
}

pub async fn open_by_link(
    write: Write,
    Peer(client): Peer,
    Json(link): Json<UsePairingLink>,
) -> Result<Response, ApiError> {
    let session =
        pair_session(&write.app, client, write.key, Command::UsePairingLink(link)).await?;
    Ok(with_cookie(&session))
}

/// Pairs a caller. One who is not known yet is identified by the key of the request, so that the
/// same request again is answered with the same session. Wrong PINs and links are counted.
///
/// # Errors
/// After too many wrong tries, or when the core refuses.
pub async fn pair_session(
    app: &App,
    client: IpAddr,
    key: IdempotencyKey,
    command: Command,
) -> Result<SessionView, ApiError> {
    app.limits().try_pin(client)?;
    let unknown_caller = Caller::Customer(UserId(id_from("pairing", &key)));
    let asked = app.execute(unknown_caller, key, command).await;
    app.limits().pin_tried(client, asked.as_ref().err().map(|refusal| refusal.kind));
    let outcome = asked?;
    let Outcome::Session { session_id, .. } = outcome else {
        return Err(unexpected_outcome(&outcome));
    };
    let session = app.read(move |snapshot| snapshot.session(session_id)).await?;
    let session = session.ok_or_else(not_signed_in)?;
    let token = app.signer().sign(Purpose::Session, session_id.0);
    Ok(SessionView { token: Some(token), ..session })
}

fn with_cookie(session: &SessionView) -> Response {
    let mut response = Json(session).into_response();
    add_cookie(&mut response, session);
    response
}

/// Keeps the session in the browser that opened it.
pub fn add_cookie(response: &mut Response, session: &SessionView) {
    let token = session.token.as_deref().unwrap_or_default();
    if let Ok(cookie) = set_cookie(SESSION_COOKIE, token).parse() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

pub async fn me(who: Identity) -> Result<Json<SessionView>, ApiError> {
    who.session.map(Json).ok_or_else(not_signed_in)
}

pub async fn list(State(app): State<App>) -> Result<Json<Sessions>, ApiError> {
    Ok(Json(list_sessions(&app).await?))
}

/// Ends a session: one's own, or, for the crew, any.
pub async fn close(write: Write, Path(session_id): Path<SessionId>) -> Result<Response, ApiError> {
    let caller = write.who.as_session()?;
    let own = matches!(caller, Caller::Session(id, _) if id == session_id);
    write.execute(Command::CloseSession(CloseSession { session_id })).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if own && let Ok(gone) = drop_cookie(SESSION_COOKIE).parse() {
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    Ok(response)
}

pub async fn pins(State(app): State<App>) -> Result<Json<Pins>, ApiError> {
    Ok(Json(app.read(|snapshot| snapshot.pins()).await?))
}

pub async fn renew_pins(
    write: Write,
    Json(renew): Json<RenewPins>,
) -> Result<Json<Pins>, ApiError> {
    write.execute(Command::RenewPins(renew)).await?;
    pins(State(write.app)).await
}

pub async fn make_link(
    write: Write,
    Json(make): Json<MakePairingLink>,
) -> Result<Json<PairingLink>, ApiError> {
    let outcome = write.execute(Command::MakePairingLink(make)).await?;
    let path = link_path(&write.app, &outcome).ok_or_else(|| unexpected_outcome(&outcome))?;
    Ok(Json(PairingLink { path }))
}

/// The path of a pairing link that was just made.
#[must_use]
pub fn link_path(app: &App, outcome: &Outcome) -> Option<String> {
    let Outcome::PairingLink { link_id } = outcome else { return None };
    Some(format!("/pair/{}", app.signer().sign(Purpose::Pairing, *link_id)))
}

/// Pairs a program of the hub's own. Returns its token.
///
/// # Errors
/// When the core refuses.
pub async fn pair_own(app: &App, role: Role, name: &str) -> Result<String, Refusal> {
    let make = MakePairingLink { role, name: name.to_owned() };
    let made =
        app.execute(Caller::Hub, crate::writer::new_key()?, Command::MakePairingLink(make)).await?;
    let path = link_path(app, &made).ok_or_else(|| unexpected_outcome(&made))?;
    let secret = path.trim_start_matches("/pair/").to_owned();
    let command = Command::UsePairingLink(UsePairingLink { secret });
    match app.execute(Caller::Hub, crate::writer::new_key()?, command).await? {
        Outcome::Session { session_id, .. } => {
            Ok(app.signer().sign(Purpose::Session, session_id.0))
        }
        other => Err(unexpected_outcome(&other).into()),
    }
}
