//! A customer's first look: how long until the order page is painted on a slow phone, and what it
//! weighs.

use std::path::Path;

use anyhow::{Context, Result};
use crema_tests::browser::Look;
use crema_tests::{Booth, Browser};

use crate::Extent;
use crate::report::{Aim, Report};

/// How many times slower than this machine the phone is.
const SLOWER: u32 = 6;
/// Looks, each in a window that nobody used before; the median counts.
const LOOKS: usize = 5;
/// When the first text or picture was painted, ms after the page was asked for (W3C Paint Timing),
/// and the bytes that page, style and script took on the wire (W3C Resource Timing).
const SCRIPT: &str = "
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const parts = [...performance.getEntriesByType('navigation'),
                   ...performance.getEntriesByType('resource')];
    return [paint ? paint.startTime : null,
            parts.reduce((sum, part) => sum + part.encodedBodySize, 0)];
";

/// Measures it, with Debian's Chromium.
pub fn measure(report: &mut Report, _folder: &Path, _extent: &Extent) -> Result<()> {
    report.section("A first look at the order page, on a phone six times slower");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (mut paints, bytes) = runtime.block_on(looks())?;
    paints.sort_by(f64::total_cmp);
    let median = paints.get(paints.len() / 2).copied().context("nobody looked")?;
    report.line("first paint, median", median, "ms", Aim::AtMost(1_000.0));
    report.line("page, style and script, compressed", bytes / 1_024.0, "KiB", Aim::AtMost(25.0));
    Ok(())
}

async fn looks() -> Result<(Vec<f64>, f64)> {
    let booth = Booth::start()?;
    let browser = Browser::start()?;
    let (mut paints, mut bytes) = (Vec::new(), 0.0);
    for _ in 0..LOOKS {
        let phone = browser.open(Look::PHONE).await?;
        phone.slows_down(SLOWER).await?;
        phone.visit(&booth.url("/")).await?;
        phone.sees("form").await?;
        let seen = phone.evaluates(SCRIPT).await?;
        paints.push(seen[0].as_f64().context("the page was not painted")?);
        bytes = seen[1].as_f64().context("the page has no size")?;
    }
    Ok((paints, bytes))
}
