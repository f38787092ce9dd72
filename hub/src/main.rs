//! The hub. 
fn main() {}
