//! The corpus: one event of each type and version, envelope included, as that version stored it. The
//! log is read for ever, so these files are never edited: `SHA256SUMS` holds them to what they were,
//! and every build reads each of them.
//!
//! `cargo run -p crema-testing --example corpus` writes those that are missing.

use std::collections::BTreeMap;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crema_api::actor::Actor;
use crema_api::events::history::version_of;
use crema_api::events::samples::samples;
use crema_api::ids::{BoothMs, EventId, LogId, Seq};
use crema_api::{Clock, DomainEvent};
use crema_core::hex::to_hex;
use crema_core::{Origin, RecordedEvent, Stamp};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The list of the files' digests, in the form of `sha256sum`.
const SUMS: &str = "SHA256SUMS";
/// The booth whose events they are.
const ACCOUNT: &str = "c0ffee00-0000-4000-8000-000000000001";
/// Their log.
const LOG: u128 = 0x1090_0000_0000_4000_8000_0000_0000_0001;
/// 2026-11-24, 14:07 UTC, ms.
const WALL_MS: i64 = 1_795_529_220_000;

/// The folder of the committed corpus.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../hub/api/corpus")
}

/// The events as this version stores them: each file's path in the folder, and its text.
///
/// # Errors
/// When an event is no JSON, which cannot be.
pub fn events_now() -> Result<BTreeMap<String, String>> {
    let origin = Origin { account: ACCOUNT.to_owned(), log: LogId(Uuid::from_u128(LOG)) };
    let mut all = BTreeMap::new();
    for (seq, fact) in (1..).zip(samples()) {
        let detail = fact.detail_json()?;
        let version = version_of(&serde_json::from_str(&detail)?);
        let path = path_of(&fact, version);
        let at = Stamp { booth_ms: BoothMs(seq * 1_000), wall_ms: WALL_MS, clock: Clock::Trusted };
        let id =
            EventId(Uuid::from_u128(0xe0e0_0000_0000_4000_8000_0000_0000_0000 + u128::from(seq)));
        let (seq, actor) = (Seq(seq), Actor::BOOTH);
        let event = RecordedEvent { seq, id, at, actor, fact, detail: Arc::from(detail) };
        let envelope = event.envelope(&origin)?;
        all.insert(path, format!("{}\n", serde_json::to_string_pretty(&envelope)?));
    }
    Ok(all)
}

fn path_of(fact: &DomainEvent, version: u32) -> String {
    format!("v{version}/{}.json", fact.detail_type())
}

/// Writes the events of this version that the folder does not have, and adds them to its list.
/// Returns their paths. What is there is left as it is.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn write_missing(folder: &Path) -> Result<Vec<String>> {
    let mut sums = sums(folder)?;
    let mut written = Vec::new();
    for (path, text) in events_now()? {
        if sums.contains_key(&path) {
            continue;
        }
        let file = folder.join(&path);
        std::fs::create_dir_all(file.parent().unwrap_or(folder))?;
        std::fs::write(&file, &text)?;
        sums.insert(path.clone(), digest_of(text.as_bytes()));
        written.push(path);
    }
    let lines: Vec<String> = sums.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect();
    std::fs::write(folder.join(SUMS), lines.concat())?;
    Ok(written)
}

/// Every event of a corpus: its path and its text.
///
/// # Errors
/// When the folder cannot be read, or a file is not the one that its list names: one that was
/// edited, is missing, or is in no list.
pub fn read(folder: &Path) -> Result<BTreeMap<String, String>> {
    let sums = sums(folder)?;
    let mut all = BTreeMap::new();
    for (path, sum) in &sums {
        let text = std::fs::read_to_string(folder.join(path))
            .map_err(|error| Error::other(format!("{path}: {error}")))?;
        if digest_of(text.as_bytes()) != *sum {
            return Err(Error::other(format!("{path} was edited: an event is kept as it was")));
        }
        all.insert(path.clone(), text);
    }
    let Ok(versions) = std::fs::read_dir(folder) else { return Ok(all) };
    for version in versions {
        let version = version?;
        if !version.file_type()?.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(version.path())? {
            let path = file?.path();
            let path = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
            if !sums.contains_key(&path) {
                return Err(Error::other(format!("{path} is not in {SUMS}")));
            }
        }
    }
    Ok(all)
}

/// The list of a corpus: digests by path. Empty before the first.
fn sums(folder: &Path) -> Result<BTreeMap<String, String>> {
    let list = match std::fs::read_to_string(folder.join(SUMS)) {
        Ok(list) => list,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let lines = list.lines().filter_map(|line| line.split_once("  "));
    Ok(lines.map(|(sum, path)| (path.to_owned(), sum.to_owned())).collect())
}

fn digest_of(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}
