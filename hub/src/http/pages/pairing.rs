//! The page that pairs the browser which opens it.

use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use crema_api::commands::{Command, Role, UsePairingLink};

use super::context::{sentence_page, wants_page};
use crate::http::api::sessions::{add_cookie, pair_session};
use crate::http::error::ApiError;
use crate::http::extract::{Path, Peer, Write};

/// The link that a board's browser opens: it pairs, and redirects to the page of its role.
pub async fn follow_link(
    write: Write,
    Peer(client): Peer,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Result<Response, ApiError> {
    let command = Command::UsePairingLink(UsePairingLink { secret });
    let session = match pair_session(&write.app, client, write.key, command).await {
        Ok(session) => session,
        // Reloaded by a board that is paired already.
        Err(_) if write.who.role() == Some(Role::Board) => {
            return Ok(Redirect::to("/board").into_response());
        }
        Err(refused) if wants_page(&headers) => return Ok(sentence_page(&refused.refusal)),
        Err(refused) => return Err(refused),
    };
    let to = if session.role == Role::Board { "/board" } else { "/" };
    let mut response = Redirect::to(to).into_response();
    add_cookie(&mut response, &session);
    Ok(response)
}
