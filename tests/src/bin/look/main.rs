//! `make look`: a picture of every page in every state, and contact sheets of them, in
//! `tests/look/`. It drives a real booth through an order's life and photographs what each person
//! sees; it judges nothing. Which pages there are is in the modules, how they are photographed
//! and put together is in [`studio`].
//!
//! `make cover` (the argument `cover`) takes the README's picture instead, from [`cover`].

mod cover;
mod phones;
mod screens;
mod studio;

use anyhow::Result;

use studio::Studio;

#[tokio::main]
async fn main() -> Result<()> {
    if std::env::args().nth(1).as_deref() == Some("cover") {
        println!("{}", cover::photograph().await?.display());
        return Ok(());
    }
    let mut studio = Studio::open()?;
    phones::photograph(&mut studio).await?;
    screens::photograph(&mut studio).await?;
    for sheet in studio.develop().await? {
        println!("{}", sheet.display());
    }
    Ok(())
}
