//! Pages, as in `hub/src/http/pages`.

mod choices;
mod customer;
mod plain_phone;
