//! A disk with its files and folders, its power, and its cuts. Programs and tests share one by clones.
//!
//! No byte of it lies in a file: what survives a cut is what this module says does.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::content::Content;
use super::names::{Ino, Names, ROOT};

/// Why the disk does not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DiskError {
    /// It has no power.
    #[error("the disk has no power")]
    NoPower,
    /// There is no such file or folder.
    #[error("it is not there")]
    NotThere,
    /// The name is taken.
    #[error("it is there already")]
    IsThere,
    /// The folder has something in it.
    #[error("the folder is not empty")]
    NotEmpty,
    /// It is no file.
    #[error("it is a folder")]
    IsFolder,
    /// It is no folder.
    #[error("it is no folder")]
    NoFolder,
}

/// How much of what was not synced a cut takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Everything.
    All,
    /// Each piece is lost or not; this share of them, in percent, is there afterwards.
    Part {
        /// Pieces that are there afterwards, percent.
        kept: u8,
    },
}

/// What a file or folder is, apart from its names.
#[derive(Debug, Clone)]
pub struct Node {
    /// A file's bytes; a folder has none.
    pub content: Option<Content>,
    /// The rights on it.
    pub mode: u16,
    /// When it was last written to.
    pub changed: SystemTime,
}

#[derive(Debug, Clone)]
struct State {
    nodes: BTreeMap<Ino, Node>,
    names: Names,
    next: Ino,
    has_power: bool,
    lies: bool,
    /// Changes and syncs so far.
    changes: u64,
    /// Unsynced pieces that cuts took so far.
    lost: usize,
    /// After so many changes the power goes.
    last_change: Option<(u64, Loss, u64)>,
}

/// A disk. Clones are the same one.
#[derive(Debug, Clone)]
pub struct Disk {
    state: Arc<Mutex<State>>,
}

impl Default for Disk {
    fn default() -> Self {
        let root = Node { content: None, mode: 0o755, changed: SystemTime::now() };
        let state = State {
            nodes: BTreeMap::from([(ROOT, root)]),
            names: Names::default(),
            next: ROOT + 1,
            has_power: true,
            lies: false,
            changes: 0,
            lost: 0,
            last_change: None,
        };
        Self { state: Arc::new(Mutex::new(state)) }
    }
}

impl Disk {
    /// From now on it answers that it has synced, and does not.
    pub fn lie(&self) {
        self.lock().lies = true;
    }

    /// Another disk with the same on it.
    #[must_use]
    pub fn copy(&self) -> Self {
        Self { state: Arc::new(Mutex::new(self.lock().clone())) }
    }

    /// Changes and syncs that it was asked for so far.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.lock().changes
    }

    /// Unsynced sectors, lengths and changes of names that cuts took so far.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.lock().lost
    }

    /// The power goes now, unless it has gone already, and with it what was not synced. The same seed
    /// takes the same pieces of the same state.
    pub fn cut(&self, loss: Loss, seed: u64) {
        self.lock().cut(loss, seed);
    }

    /// The power goes in the place of the change after this many more.
    pub fn cut_after(&self, changes: u64, loss: Loss, seed: u64) {
        let mut state = self.lock();
        state.last_change = Some((state.changes + changes, loss, seed));
    }

    /// Whether it has power.
    #[must_use]
    pub fn has_power(&self) -> bool {
        self.lock().has_power
    }

    /// The power comes back. What programs hold open is of another time.
    pub fn power_on(&self) {
        let mut state = self.lock();
        (state.has_power, state.last_change) = (true, None);
    }

    /// What is at a path of names, for tests that look at the disk alone.
    #[must_use]
    pub fn find(&self, path: &[&str]) -> Option<Node> {
        let state = self.lock();
        let step = |folder, name: &&str| state.names.get(folder, OsStr::new(name));
        let ino = path.iter().try_fold(ROOT, step)?;
        state.nodes.get(&ino).cloned()
    }

    pub(super) fn lookup(&self, folder: Ino, name: &OsStr) -> Result<(Ino, Node), DiskError> {
        let state = self.powered()?;
        let ino = state.names.get(folder, name).ok_or(DiskError::NotThere)?;
        Ok((ino, state.node(ino)?.clone_head()))
    }

    pub(super) fn node(&self, ino: Ino) -> Result<Node, DiskError> {
        Ok(self.powered()?.node(ino)?.clone_head())
    }

    /// The length of a file; of a folder there is none.
    pub(super) fn len(&self, ino: Ino) -> Result<u64, DiskError> {
        let state = self.powered()?;
        Ok(state.node(ino)?.content.as_ref().map_or(0, |content| content.bytes().len() as u64))
    }

    pub(super) fn read(&self, ino: Ino, at: usize, len: usize) -> Result<Vec<u8>, DiskError> {
        let state = self.powered()?;
        let content = state.node(ino)?.content.as_ref().ok_or(DiskError::IsFolder)?;
        Ok(content.read(at, len).to_owned())
    }

    pub(super) fn list(&self, folder: Ino) -> Result<Vec<(OsString, Ino, bool)>, DiskError> {
        let state = self.powered()?;
        let names = state.names.list(folder);
        let is_folder = |ino| state.nodes.get(&ino).is_some_and(|node| node.content.is_none());
        Ok(names.map(|(name, ino)| (name.to_owned(), ino, is_folder(ino))).collect())
    }

    /// Makes a file, or a folder.
    pub(super) fn make(
        &self,
        folder: Ino,
        name: &OsStr,
        mode: u16,
        is_file: bool,
    ) -> Result<(Ino, Node), DiskError> {
        let mut state = self.changing()?;
        if state.names.get(folder, name).is_some() {
            return Err(DiskError::IsThere);
        }
        let ino = state.next;
        state.next += 1;
        let content = is_file.then(Content::default);
        let node = Node { content, mode, changed: SystemTime::now() };
        state.nodes.insert(ino, node.clone());
        state.names.put(folder, name, ino);
        Ok((ino, node))
    }

    pub(super) fn write(&self, ino: Ino, at: usize, bytes: &[u8]) -> Result<(), DiskError> {
        self.changing()?.content(ino).map(|content| content.write(at, bytes))
    }

    pub(super) fn resize(&self, ino: Ino, len: usize) -> Result<(), DiskError> {
        self.changing()?.content(ino).map(|content| content.resize(len))
    }

    pub(super) fn set_mode(&self, ino: Ino, mode: u16) -> Result<(), DiskError> {
        let mut state = self.powered()?;
        state.nodes.get_mut(&ino).ok_or(DiskError::NotThere)?.mode = mode;
        Ok(())
    }

    pub(super) fn set_changed(&self, ino: Ino, changed: SystemTime) -> Result<(), DiskError> {
        let mut state = self.powered()?;
        state.nodes.get_mut(&ino).ok_or(DiskError::NotThere)?.changed = changed;
        Ok(())
    }

    pub(super) fn remove(&self, folder: Ino, name: &OsStr) -> Result<(), DiskError> {
        let mut state = self.changing()?;
        let ino = state.names.get(folder, name).ok_or(DiskError::NotThere)?;
        if state.names.list(ino).next().is_some() {
            return Err(DiskError::NotEmpty);
        }
        state.names.remove(folder, name, ino);
        Ok(())
    }

    pub(super) fn rename(&self, from: (Ino, &OsStr), to: (Ino, &OsStr)) -> Result<(), DiskError> {
        let mut state = self.changing()?;
        let ino = state.names.get(from.0, from.1).ok_or(DiskError::NotThere)?;
        if let Some(there) = state.names.get(to.0, to.1)
            && state.names.list(there).next().is_some()
        {
            return Err(DiskError::NotEmpty);
        }
        state.names.rename(from, to, ino);
        Ok(())
    }

    pub(super) fn sync_file(&self, ino: Ino) -> Result<(), DiskError> {
        let mut state = self.changing()?;
        if !state.lies {
            state.content(ino)?.sync();
        }
        Ok(())
    }

    pub(super) fn sync_folder(&self, folder: Ino) -> Result<(), DiskError> {
        let mut state = self.changing()?;
        if !state.lies {
            state.names.sync(folder);
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn powered(&self) -> Result<MutexGuard<'_, State>, DiskError> {
        let state = self.lock();
        if state.has_power { Ok(state) } else { Err(DiskError::NoPower) }
    }

    /// The disk, to be changed; unless the power goes right now.
    fn changing(&self) -> Result<MutexGuard<'_, State>, DiskError> {
        let mut state = self.powered()?;
        if let Some((last, loss, seed)) = state.last_change
            && state.changes >= last
        {
            state.cut(loss, seed);
            return Err(DiskError::NoPower);
        }
        state.changes += 1;
        Ok(state)
    }
}

impl Node {
    /// It without its bytes, which are not asked for.
    fn clone_head(&self) -> Self {
        let content = self.content.as_ref().map(|_| Content::default());
        Self { content, mode: self.mode, changed: self.changed }
    }
}

impl State {
    fn node(&self, ino: Ino) -> Result<&Node, DiskError> {
        self.nodes.get(&ino).ok_or(DiskError::NotThere)
    }

    /// A file's bytes, to be changed now.
    fn content(&mut self, ino: Ino) -> Result<&mut Content, DiskError> {
        let node = self.nodes.get_mut(&ino).ok_or(DiskError::NotThere)?;
        let content = node.content.as_mut().ok_or(DiskError::IsFolder)?;
        node.changed = SystemTime::now();
        Ok(content)
    }

    fn cut(&mut self, loss: Loss, seed: u64) {
        if !std::mem::take(&mut self.has_power) {
            return;
        }
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut survives = || match loss {
            Loss::All => false,
            Loss::Part { kept } => dice.next_u64() % 100 < u64::from(kept),
        };
        self.lost += self.names.forget(&mut survives);
        let there = self.names.reachable();
        self.nodes.retain(|ino, _| there.contains(ino));
        for content in self.nodes.values_mut().filter_map(|node| node.content.as_mut()) {
            self.lost += content.forget(&mut survives);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// A disk with a file of which one page is synced and some are not.
    fn used() -> Disk {
        let disk = Disk::default();
        let (file, _) = disk.make(ROOT, OsStr::new("file"), 0o644, true).unwrap();
        disk.write(file, 0, &[1; 4_096]).unwrap();
        disk.sync_file(file).unwrap();
        disk.sync_folder(ROOT).unwrap();
        for page in 1..20 {
            disk.write(file, page * 4_096, &[2; 4_096]).unwrap();
        }
        disk.make(ROOT, OsStr::new("unsynced"), 0o644, true).unwrap();
        disk
    }

    fn bytes(disk: &Disk, name: &str) -> Option<Vec<u8>> {
        Some(disk.find(&[name])?.content?.bytes().to_owned())
    }

    #[test]
    fn a_cut_takes_what_was_not_synced() {
        let disk = used();
        disk.cut(Loss::All, 1);
        assert!(disk.lost() > 19);
        let file = disk.lookup(ROOT, OsStr::new("file"));
        assert_eq!(file.err(), Some(DiskError::NoPower));
        disk.power_on();
        assert_eq!(bytes(&disk, "file").unwrap(), [1; 4_096]);
        assert!(bytes(&disk, "unsynced").is_none());
    }

    #[test]
    fn a_seed_takes_the_same_part_again_and_another_one_another() {
        let after = |seed| {
            let disk = used();
            disk.cut(Loss::Part { kept: 50 }, seed);
            bytes(&disk, "file").unwrap()
        };
        assert_eq!(after(7), after(7));
        assert_ne!(after(7), after(8));
        assert_eq!(after(7)[..4_096], [1; 4_096], "what was synced is there in any case");
    }

    #[test]
    fn a_disk_that_lies_has_nothing() {
        let disk = Disk::default();
        disk.lie();
        let (file, _) = disk.make(ROOT, OsStr::new("file"), 0o644, true).unwrap();
        disk.write(file, 0, b"hello").unwrap();
        disk.sync_file(file).unwrap();
        disk.sync_folder(ROOT).unwrap();
        disk.cut(Loss::All, 1);
        assert!(bytes(&disk, "file").is_none());
    }

    #[test]
    fn the_power_goes_in_the_place_of_a_change() {
        let disk = used();
        let file = disk.lookup(ROOT, OsStr::new("file")).unwrap().0;
        disk.cut_after(1, Loss::All, 1);
        disk.sync_file(file).unwrap();
        assert_eq!(disk.write(file, 0, b"no more"), Err(DiskError::NoPower));
        assert!(!disk.has_power());
        disk.power_on();
        assert_eq!(bytes(&disk, "file").unwrap().len(), 20 * 4_096);
    }
}
