//! Pages, as in `hub/src/http/pages`.

mod changes;
mod choices;
mod customer;
mod plain_phone;
