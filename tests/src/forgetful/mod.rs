//! A file system that forgets at a power cut what was not synced, for programs that must not lose what
//! they have acknowledged. It lives in memory, behind FUSE, so that real programs run on it.
//!
//! - [`content`]: what a file holds for programs, and what of it is on disk
//! - [`names`]: the same for the names in folders
//! - [`disk`]: files and folders as one disk, its power and its cuts
//! - [`calls`]: what the kernel asks, answered by the disk; [`mount`]: how it comes into a folder
//!
//! The disk is as strict as POSIX lets a disk be, and so stricter than ext4:
//!
//! - A write is on disk once its file was synced. Before that each sector that it touched may be there
//!   or not, in any order, whatever else is.
//! - A name (made, moved or removed) is on disk once the folder that it is in was synced; syncing the
//!   file alone is not enough, and syncing a folder says nothing of the name of that folder. Before
//!   that each change may be there or not. A move is there whole or not at all.
//! - What was synced stays. Nothing else changes by itself.
//!
//! A disk that was told to *lie* answers every sync with success and does nothing: a program that
//! passes its test on such a disk shows that the test finds nothing.

pub mod calls;
pub mod content;
pub mod disk;
pub mod mount;
pub mod names;

pub use disk::{Disk, DiskError, Loss};
pub use mount::{Mounted, why_not};
