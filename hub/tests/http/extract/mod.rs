//! What requests bring, as in `hub/src/http/extract`.

mod body;
mod words;
mod write;
