//! Pages, as in `hub/src/http/pages`.

mod changes;
mod choices;
mod customer;
mod held_back;
mod plain_phone;
