//! `make look`: a picture of every page in every state, and contact sheets of them, in
//! `tests/look/`. It drives a real booth through an order's life and photographs what each person
//! sees; it judges nothing. Which pages there are is in the modules, how they are photographed
//! and put together is in [`studio`].

mod phones;
mod screens;
mod studio;

use anyhow::Result;

use studio::Studio;

#[tokio::main]
async fn main() -> Result<()> {
    let mut studio = Studio::open()?;
    phones::photograph(&mut studio).await?;
    screens::photograph(&mut studio).await?;
    for sheet in studio.develop().await? {
        println!("{}", sheet.display());
    }
    Ok(())
}
