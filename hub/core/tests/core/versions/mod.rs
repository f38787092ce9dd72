//! Versions: a newer database under this program, an older one under a newer program, and rows and
//! events that this program does not understand.

mod corpus;
mod damage;
mod kernel_rows;
mod left_out;
mod newer;
mod processes;
mod put_right;
mod readers;
mod replayed;
mod roles;
mod spoil;
