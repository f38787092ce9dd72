//! The booth's branding, beside its own colours: logo, one colour, sponsors.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crema_api::Colour;
use crema_api::commands::{LOGO_BYTES_MAX, Outcome, SPONSORS_MAX, SetBranding, TEXT_CHARS_MAX};
use sha2::{Digest, Sha256};

use super::change_config;
use super::colour::{day_accent, night_accent};
use super::commands::{current_config, refuse_input};
use crate::fault::Fault;
use crate::hex::to_hex;
use crate::kernel::cascade::Cascade;
use crate::plain_text::tidy;

/// The first bytes of every PNG (W3C PNG, section 5.2).
const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Characters of the digest by which a logo is found.
const DIGEST_CHARS: usize = 16;

/// Changes the branding.
///
/// # Errors
/// Refused when the colour is not `#rrggbb`, the logo is no PNG or too large, a sponsor is empty or
/// too long, there are too many sponsors, or there is no occasion yet.
pub fn set_branding(cascade: &mut Cascade<'_>, set: &SetBranding) -> Result<Outcome, Fault> {
    let mut config = current_config(cascade)?;
    let branding = &mut config.branding;
    match set.colour.as_deref() {
        None => {}
        Some("") => (branding.colour, branding.accent, branding.accent_dark) = (None, None, None),
        Some(text) => {
            let Some(colour) = Colour::parse(text) else {
                return refuse_input("A colour is written like #9a4a14.");
            };
            branding.colour = Some(colour);
            branding.accent = Some(day_accent(colour));
            branding.accent_dark = Some(night_accent(colour));
        }
    }
    if let Some(sponsors) = &set.sponsors {
        let sponsors: Vec<String> = sponsors.iter().map(|name| tidy(name)).collect();
        let too_long = |name: &String| name.is_empty() || name.chars().count() > TEXT_CHARS_MAX;
        if sponsors.len() > SPONSORS_MAX || sponsors.iter().any(too_long) {
            return refuse_input(format!(
                "At most {SPONSORS_MAX} sponsors, each with 1 to {TEXT_CHARS_MAX} characters."
            ));
        }
        branding.sponsors = sponsors;
    }
    match set.logo_png.as_deref() {
        None => {}
        Some("") => {
            cascade.execute("DELETE FROM config_logo", &[])?;
            branding.logo = None;
        }
        Some(text) => branding.logo = Some(keep_logo(cascade, text)?),
    }
    let occasion = config.occasion.id.clone();
    change_config(cascade, config, "The booth looks different.", false)?;
    Ok(Outcome::Config { occasion })
}

fn keep_logo(cascade: &Cascade<'_>, text: &str) -> Result<String, Fault> {
    let png = match STANDARD.decode(text) {
        Ok(png) if png.starts_with(PNG_SIGNATURE) && png.len() <= LOGO_BYTES_MAX => png,
        _ => {
            return refuse_input(format!(
                "A logo is a PNG of at most {} kB.",
                LOGO_BYTES_MAX / 1024
            ));
        }
    };
    let digest: [u8; 32] = Sha256::digest(&png).into();
    let mut name = to_hex(&digest);
    name.truncate(DIGEST_CHARS);
    cascade.execute(
        "INSERT INTO config_logo (only_row, digest, png) VALUES (1, ?1, ?2)
         ON CONFLICT DO UPDATE SET digest = excluded.digest, png = excluded.png",
        &[&name, &png],
    )?;
    Ok(name)
}
