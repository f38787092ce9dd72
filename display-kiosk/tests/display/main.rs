//! The board through its public interface: what it says in every state, that nothing leaves its
//! canvas, and that it keeps up with a hub that comes and goes.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod follow;
mod layout;
mod sample;
mod states;
