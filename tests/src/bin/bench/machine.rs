//! The machine that the figures are of: processor, cores, and what one flush of its disk takes.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::times::Times;

/// Flushes that are measured.
const FLUSHES: usize = 200;
/// What is written before each, bytes: a page of the database.
const PAGE_BYTES: usize = 4_096;

/// Prints it. The disk is the one that `folder` lies on.
pub fn describe(folder: &Path) -> Result<()> {
    let cores = std::thread::available_parallelism()?;
    println!("{}, {cores} cores", processor().as_deref().unwrap_or("an unnamed processor"));
    let mut flushes = flushes(folder)?;
    println!(
        "disk: a page written and flushed takes {:.2} ms (median), {:.2} ms (p99)",
        flushes.percentile(50),
        flushes.percentile(99),
    );
    load();
    Ok(())
}

/// Prints how busy the machine is, in whatever it does.
pub fn load() {
    if let Ok(text) = fs::read_to_string("/proc/loadavg") {
        let first: Vec<_> = text.split(' ').take(3).collect();
        println!("load of the last 1, 5 and 15 minutes: {}", first.join(", "));
    }
}

/// Bytes that this process has handed to the system to write, to whatever it was; 0 where the
/// system does not count them.
#[must_use]
pub fn bytes_written() -> u64 {
    let counted = fs::read_to_string("/proc/self/io").unwrap_or_default();
    field(&counted, "wchar:").and_then(|value| value.parse().ok()).unwrap_or(0)
}

/// Processor time that this thread has had (proc(5), schedstat); 0 where the system does not count.
#[must_use]
pub fn processor_time() -> Duration {
    let counted = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = counted.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

fn processor() -> Option<String> {
    let text = fs::read_to_string("/proc/cpuinfo").ok()?;
    let name = field(&text, "model name").or_else(|| field(&text, "Model"))?;
    Some(name.trim_start_matches([':', ' ', '\t']).to_owned())
}

/// What follows `name` on its line of one of the kernel's files.
#[must_use]
pub fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

fn flushes(folder: &Path) -> Result<Times> {
    let path = folder.join("flush");
    let mut file = File::create(&path)?;
    let mut times = Times::default();
    for _ in 0..FLUSHES {
        times.take(|| file.write_all(&[7; PAGE_BYTES]).and_then(|()| file.sync_data()))?;
    }
    fs::remove_file(path)?;
    Ok(times)
}
