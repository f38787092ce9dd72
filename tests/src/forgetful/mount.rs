//! A disk in a folder: mounted, unmounted, and mounted anew, so that no page of the kernel's cache
//! outlives a cut.
//!
//! A shell waits beside each mount for the end of the test, however that comes, and unmounts then: a
//! mount whose test was killed would be in everybody's way.
//!
//! The disk answers from threads of the test. So the test itself may read and write its files, but must
//! not map one into memory, as `SQLite` does: the kernel would hold the memory of all its threads until
//! one of them had answered. That is for other processes.

use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use fuser::{BackgroundSession, Config, MountOption};
use rustix::mount::{UnmountFlags, unmount};
use tempfile::TempDir;

use super::calls::Calls;
use super::disk::Disk;

/// What FUSE is spoken through.
const DEVICE: &str = "/dev/fuse";
/// How long a program that was killed may take to let go of its files.
const FREE_WITHIN: Duration = Duration::from_secs(10);
const BETWEEN: Duration = Duration::from_millis(5);
/// Programs ask at the same time: a sync of one does not wait for a read of another.
const THREADS: usize = 2;
/// Unmounts when its standard input ends.
const SWEEPER: &str = r#"cat >/dev/null; umount -fl "$1" 2>/dev/null; rmdir "$1" 2>/dev/null"#;

/// Returns why no file system can be mounted here, in a sentence; `None` where it can.
#[must_use]
pub fn why_not() -> Option<String> {
    if let Err(error) = OpenOptions::new().read(true).write(true).open(DEVICE) {
        return Some(format!("{DEVICE} cannot be opened: {error}"));
    }
    match Mounted::new(Disk::default()).and_then(Mounted::end) {
        Ok(()) => None,
        Err(error) => Some(format!("a file system cannot be mounted: {error:#}")),
    }
}

/// A disk in a folder of its own. Dropped, it is unmounted, and the folder goes.
#[derive(Debug)]
pub struct Mounted {
    disk: Disk,
    folder: TempDir,
    session: Option<BackgroundSession>,
    sweeper: Child,
}

impl Mounted {
    /// Mounts a disk.
    ///
    /// # Errors
    /// When FUSE is not to be had here.
    pub fn new(disk: Disk) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("crema-forgetful-").tempdir()?;
        let sweeper = Command::new("sh")
            .args(["-c", SWEEPER, "sweeper"])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .spawn()
            .context("no shell waits for the end")?;
        let session = Some(mount(&disk, folder.path())?);
        Ok(Self { disk, folder, session, sweeper })
    }

    /// The folder that it is in.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path on it.
    #[must_use]
    pub fn join(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The disk.
    #[must_use]
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// The power comes back after a cut: the disk is mounted anew, with nothing but what it kept. Every
    /// program on it has to be dead.
    ///
    /// # Errors
    /// When a program lives on, or the disk cannot be mounted again.
    pub fn mount_again(&mut self) -> Result<()> {
        self.unmount()?;
        self.disk.power_on();
        self.session = Some(mount(&self.disk, self.folder.path())?);
        Ok(())
    }

    /// Unmounts it for good.
    ///
    /// # Errors
    /// When a program still uses it.
    pub fn end(mut self) -> Result<()> {
        self.unmount()
    }

    fn unmount(&mut self) -> Result<()> {
        let Some(session) = self.session.take() else { return Ok(()) };
        let deadline = Instant::now() + FREE_WITHIN;
        while let Err(error) = unmount(self.folder.path(), UnmountFlags::empty()) {
            if Instant::now() > deadline {
                let detached = unmount(self.folder.path(), UnmountFlags::DETACH);
                bail!("the file system is still used: {error} (let go by force: {detached:?})");
            }
            std::thread::sleep(BETWEEN);
        }
        session.join().context("the file system broke")
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if let Err(error) = self.unmount() {
            eprintln!("{}: {error:#}", self.folder.path().display());
        }
        drop(self.sweeper.stdin.take());
        let _ = self.sweeper.wait();
    }
}

fn mount(disk: &Disk, folder: &Path) -> io::Result<BackgroundSession> {
    let mut config = Config::default();
    config.mount_options = vec![MountOption::FSName("forgetful".to_owned())];
    config.n_threads = Some(THREADS);
    fuser::spawn_mount(Calls(disk.clone()), folder, &config)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs::{self, File};

    use rusqlite::Connection;

    use super::*;
    use crate::forgetful::Loss;

    /// A disk that is mounted, where one can be.
    fn mounted() -> Option<Mounted> {
        if let Some(reason) = why_not() {
            println!("SKIPPED: {reason}");
            return None;
        }
        Some(Mounted::new(Disk::default()).unwrap())
    }

    fn cut(mounted: &mut Mounted) {
        mounted.disk().cut(Loss::All, 1);
        mounted.mount_again().unwrap();
    }

    #[test]
    fn files_are_as_everywhere_until_the_power_goes() {
        let Some(mut mounted) = mounted() else { return };
        fs::create_dir(mounted.join("folder")).unwrap();
        fs::write(mounted.join("folder/file"), "hello").unwrap();
        fs::rename(mounted.join("folder/file"), mounted.join("folder/other")).unwrap();
        assert_eq!(fs::read_to_string(mounted.join("folder/other")).unwrap(), "hello");
        assert!(fs::remove_dir(mounted.join("folder")).is_err(), "it is not empty");
        let names = fs::read_dir(mounted.join("folder")).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["other"]);

        File::open(mounted.join("folder/other")).unwrap().sync_all().unwrap();
        File::open(mounted.join("folder")).unwrap().sync_all().unwrap();
        File::open(mounted.path()).unwrap().sync_all().unwrap();
        fs::write(mounted.join("folder/other"), "never synced").unwrap();
        cut(&mut mounted);
        assert_eq!(fs::read_to_string(mounted.join("folder/other")).unwrap(), "hello");
    }

    #[test]
    fn the_kernels_cache_hides_no_cut() {
        let Some(mut mounted) = mounted() else { return };
        fs::write(mounted.join("file"), "hello").unwrap();
        assert_eq!(fs::read(mounted.join("file")).unwrap(), b"hello");
        cut(&mut mounted);
        assert!(!mounted.join("file").exists());
    }

    #[test]
    fn without_power_nothing_is_answered() {
        let Some(mounted) = mounted() else { return };
        mounted.disk().cut(Loss::All, 1);
        assert!(fs::write(mounted.join("file"), "hello").is_err());
    }

    /// `SQLite`, without the index in shared memory: see the head of this file.
    fn connect(database: &Path) -> Connection {
        let connection = Connection::open(database).unwrap();
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE").unwrap();
        connection
    }

    #[test]
    fn sqlite_keeps_what_it_committed_here_and_only_with_syncs() {
        let committed_after_cut = |synchronous: &str| {
            let mut mounted = mounted()?;
            let database = mounted.join("test.db");
            let connection = connect(&database);
            let begin = format!(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};
                 CREATE TABLE told (number INTEGER); INSERT INTO told VALUES (1);"
            );
            connection.execute_batch(&begin).unwrap();
            mounted.disk().cut(Loss::All, 1);
            drop(connection);
            mounted.mount_again().unwrap();
            let connection = connect(&database);
            let count = connection.query_row("SELECT count(*) FROM told", [], |row| row.get(0));
            Some(count.unwrap_or(0_i64))
        };
        if let Some(count) = committed_after_cut("FULL") {
            assert_eq!((count, committed_after_cut("OFF")), (1, Some(0)));
        }
    }
}
