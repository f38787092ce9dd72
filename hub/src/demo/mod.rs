//! The part that makes a booth to try out of a fresh folder, beside an open store: a virtual printer whose
//! tickets are pictures.

pub mod printer;
