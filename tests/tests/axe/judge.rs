//! Asks axe-core about a window, and keeps what it finds until all pages were seen: one run tells
//! of every finding.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use crema_tests::{Stage, Window};
use serde_json::Value;

/// From the pages' development packages, so that its version is in their lock file.
const AXE: &str = "../hub/web/node_modules/axe-core/axe.min.js";

/// What is asked: the rules of WCAG up to 2.2 AA and axe-core's own best practices. What is still
/// coming into sight is let come: half faded in, every text is too faint.
const QUESTION: &str = "
    const ends = (motion) => motion.effect.getComputedTiming().endTime !== Infinity;
    const motions = document.getAnimations().filter(ends);
    const still = Promise.all(motions.map((motion) => motion.finished.catch(() => {})));
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const options = { runOnly: { type: 'tag', values: tags } };
    return still.then(() => axe.run(document, options)).then((found) => ({
        looked: found.passes.length,
        said: found.violations.map((rule) => rule.id + ': ' + rule.help + '\\n' + rule.nodes
            .map((node) => '    ' + node.target.join(' ') + '\\n      ' +
                node.failureSummary.split('\\n').slice(1).join(' ').trim()).join('\\n')),
    }));";

/// A booth whose pages are judged.
pub struct Judge {
    /// The booth, and where windows come from.
    pub stage: Stage,
    axe: String,
    pages: usize,
    findings: String,
}

impl Judge {
    /// Opens a booth of its own.
    pub fn open() -> Result<Self> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
        let axe = std::fs::read_to_string(&file)
            .with_context(|| format!("{}; `npm ci` in hub/web brings it", file.display()))?;
        Ok(Self { stage: Stage::open()?, axe, pages: 0, findings: String::new() })
    }

    /// Judges what a window shows.
    pub async fn judge(&mut self, page: &str, window: &Window) -> Result<()> {
        let answer = window.evaluates(&format!("{}\n{QUESTION}", self.axe)).await?;
        let looked = answer["looked"].as_u64().unwrap_or_default();
        if looked < 5 {
            bail!("axe-core had next to nothing to look at on {page}: {answer}");
        }
        self.pages += 1;
        for said in answer["said"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            writeln!(self.findings, "{page}: {said}")?;
        }
        Ok(())
    }

    /// Fails with everything that was found.
    pub fn verdict(&self) -> Result<()> {
        println!("{} pages were judged", self.pages);
        if self.findings.is_empty() { Ok(()) } else { bail!("axe-core found\n{}", self.findings) }
    }
}
