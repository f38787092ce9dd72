//! The steps that every connection and every request passes before its handler: limits on
//! connections ([`sockets`], [`capacity`]), the log line, the client's limit and the origin
//! ([`guard`], [`client_limits`]), and the right to call a route ([`access`]). [`presence`] notes which
//! sessions made requests lately.

pub mod access;
pub mod capacity;
pub mod client_limits;
pub mod guard;
pub mod presence;
pub mod sockets;
pub mod token_bucket;
