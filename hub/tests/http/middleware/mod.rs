//! What every request passes, as in `hub/src/http/middleware`.

mod access;
mod limits;
