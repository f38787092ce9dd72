//! The names in all folders: for programs, and on disk. A file's name says which file it is and no
//! more, so files and folders are numbers here.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};

/// A file or a folder.
pub type Ino = u64;
/// The folder that everything is in.
pub const ROOT: Ino = 1;

/// A name in a folder.
type Place = (Ino, OsString);

/// A change that is not synced. Each names the file that it is about: a name that belongs to another
/// file by then is let alone.
#[derive(Debug, Clone)]
enum Change {
    Put { place: Place, ino: Ino },
    Remove { place: Place, ino: Ino },
    Move { from: Place, to: Place, ino: Ino },
}

impl Change {
    fn is_in(&self, folder: Ino) -> bool {
        match self {
            Self::Put { place, .. } | Self::Remove { place, .. } => place.0 == folder,
            Self::Move { from, to, .. } => from.0 == folder || to.0 == folder,
        }
    }

    /// The folder that gets a name by it.
    fn folder_that_gains(&self) -> Option<Ino> {
        match self {
            Self::Put { place, .. } => Some(place.0),
            Self::Move { to, .. } => Some(to.0),
            Self::Remove { .. } => None,
        }
    }

    fn apply(&self, names: &mut BTreeMap<Place, Ino>) {
        match self {
            Self::Put { place, ino } => {
                names.insert(place.clone(), *ino);
            }
            Self::Remove { place, ino } => {
                if names.get(place) == Some(ino) {
                    names.remove(place);
                }
            }
            Self::Move { from, to, ino } => {
                if names.get(from) == Some(ino) {
                    names.remove(from);
                }
                names.insert(to.clone(), *ino);
            }
        }
    }
}

/// All names.
#[derive(Debug, Clone, Default)]
pub struct Names {
    now: BTreeMap<Place, Ino>,
    on_disk: BTreeMap<Place, Ino>,
    unsynced: Vec<Change>,
}

impl Names {
    /// What has this name, for programs.
    #[must_use]
    pub fn get(&self, folder: Ino, name: &OsStr) -> Option<Ino> {
        self.now.get(&(folder, name.to_owned())).copied()
    }

    /// What is in a folder, for programs.
    pub fn list(&self, folder: Ino) -> impl Iterator<Item = (&OsStr, Ino)> {
        let from = (folder, OsString::new());
        let all = self.now.range(from..).take_while(move |((of, _), _)| *of == folder);
        all.map(|((_, name), ino)| (name.as_os_str(), *ino))
    }

    /// A new name.
    pub fn put(&mut self, folder: Ino, name: &OsStr, ino: Ino) {
        self.change(Change::Put { place: (folder, name.to_owned()), ino });
    }

    /// A name is no longer there.
    pub fn remove(&mut self, folder: Ino, name: &OsStr, ino: Ino) {
        self.change(Change::Remove { place: (folder, name.to_owned()), ino });
    }

    /// A name is another one, and takes the place of what had that.
    pub fn rename(&mut self, from: (Ino, &OsStr), to: (Ino, &OsStr), ino: Ino) {
        let place = |(folder, name): (Ino, &OsStr)| (folder, name.to_owned());
        self.change(Change::Move { from: place(from), to: place(to), ino });
    }

    fn change(&mut self, change: Change) {
        change.apply(&mut self.now);
        self.unsynced.push(change);
    }

    /// The names in this folder are on disk. What was moved to another folder is not, while that one
    /// itself is not on disk: it would be lost in both places.
    pub fn sync(&mut self, folder: Ino) {
        for change in std::mem::take(&mut self.unsynced) {
            let is_lost_in_both = match &change {
                Change::Move { from, to, .. } if from.0 != to.0 => {
                    !self.reachable().contains(&to.0)
                }
                _ => false,
            };
            if change.is_in(folder) && !is_lost_in_both {
                change.apply(&mut self.on_disk);
            } else {
                self.unsynced.push(change);
            }
        }
    }

    /// The power is gone: of the changes that were not synced, each is there if `survives` says so.
    /// None is there in a folder that is not. Returns how many are lost.
    pub fn forget(&mut self, survives: &mut impl FnMut() -> bool) -> usize {
        let mut lost = 0;
        for change in std::mem::take(&mut self.unsynced) {
            let has_folder =
                change.folder_that_gains().is_none_or(|folder| self.reachable().contains(&folder));
            if survives() && has_folder {
                change.apply(&mut self.on_disk);
            } else {
                lost += 1;
            }
        }
        self.now.clone_from(&self.on_disk);
        lost
    }

    /// What has a name on disk, in a folder that has one; the root has none and is there.
    #[must_use]
    pub fn reachable(&self) -> BTreeSet<Ino> {
        let (mut found, mut open) = (BTreeSet::from([ROOT]), vec![ROOT]);
        while let Some(folder) = open.pop() {
            let from = (folder, OsString::new());
            let inside = self.on_disk.range(from..).take_while(|((of, _), _)| *of == folder);
            open.extend(inside.map(|(_, ino)| *ino).filter(|ino| found.insert(*ino)));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: Ino = 2;

    fn name(name: &str) -> &OsStr {
        OsStr::new(name)
    }

    /// A folder that is on disk, with a file in it that is as well.
    fn with_note() -> Names {
        let mut names = Names::default();
        names.put(ROOT, name("booth"), FOLDER);
        names.sync(ROOT);
        names.put(FOLDER, name("note"), 10);
        names.sync(FOLDER);
        names
    }

    #[test]
    fn a_name_is_on_disk_once_its_folder_was_synced() {
        let mut names = with_note();
        names.put(FOLDER, name("new"), 11);
        names.sync(ROOT);
        assert_eq!(names.get(FOLDER, name("new")), Some(11));
        assert_eq!(names.forget(&mut || false), 1);
        assert_eq!(names.get(FOLDER, name("new")), None);
        assert_eq!(names.get(FOLDER, name("note")), Some(10));
    }

    #[test]
    fn a_folder_that_was_synced_may_have_no_name() {
        let mut names = Names::default();
        names.put(ROOT, name("booth"), FOLDER);
        names.put(FOLDER, name("note"), 10);
        names.sync(FOLDER);
        names.forget(&mut || false);
        assert_eq!(names.get(ROOT, name("booth")), None);
        assert_eq!(names.reachable(), BTreeSet::from([ROOT]));
    }

    #[test]
    fn a_rename_happens_whole_or_not_at_all() {
        let renamed = || {
            let mut names = with_note();
            names.put(FOLDER, name("note.new"), 11);
            names.rename((FOLDER, name("note.new")), (FOLDER, name("note")), 11);
            names
        };
        let mut names = renamed();
        names.forget(&mut || false);
        assert_eq!(names.get(FOLDER, name("note")), Some(10));

        // The rename alone survives: what it renamed needs no name of its own for that.
        let (mut names, mut coins) = (renamed(), [false, true].into_iter());
        names.forget(&mut || coins.next().unwrap_or(false));
        assert_eq!(names.get(FOLDER, name("note")), Some(11));
        assert_eq!(names.get(FOLDER, name("note.new")), None);

        let mut names = renamed();
        names.sync(FOLDER);
        names.forget(&mut || false);
        assert_eq!(names.list(FOLDER).collect::<Vec<_>>(), [(name("note"), 11)]);
    }

    #[test]
    fn nothing_is_moved_into_a_folder_that_is_not_there() {
        let mut names = with_note();
        names.put(ROOT, name("aside"), 3);
        names.rename((FOLDER, name("note")), (3, name("note")), 10);
        names.sync(3);
        names.sync(FOLDER);
        let mut coins = [false, true].into_iter();
        names.forget(&mut || coins.next().unwrap_or(false));
        assert_eq!(names.get(FOLDER, name("note")), Some(10), "it is lost in no case");
    }

    #[test]
    fn a_removed_name_comes_back_unless_that_was_synced() {
        let mut names = with_note();
        names.remove(FOLDER, name("note"), 10);
        assert_eq!(names.list(FOLDER).count(), 0);
        names.forget(&mut || false);
        assert_eq!(names.get(FOLDER, name("note")), Some(10));
        names.remove(FOLDER, name("note"), 10);
        names.sync(FOLDER);
        names.forget(&mut || false);
        assert_eq!(names.get(FOLDER, name("note")), None);
    }
}
