//! What the kernel asks of a file system, answered by a [`Disk`]. Nothing is decided here.
//!
//! The kernel keeps pages, but no writes: without its write-back cache each `write` is a call before it
//! returns. Memory that programs map and change comes when the kernel likes, and at the latest with a
//! sync; of such there is `SQLite`'s index of its write-ahead log, which need not survive. Locks are
//! the kernel's own, since no call for them is answered.

use std::ffi::OsStr;
use std::time::{Duration, SystemTime};

use fuser::{
    BsdFileFlags, Errno, FileAttr, FileHandle, FileType, Filesystem, FopenFlags, Generation,
    INodeNo, LockOwner, OpenFlags, RenameFlags, ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory,
    ReplyEmpty, ReplyEntry, ReplyOpen, ReplyStatfs, ReplyWrite, Request, TimeOrNow, WriteFlags,
};

use super::disk::{Disk, DiskError, Node};

/// How long the kernel may keep what it was told. All changes go through it.
const KEPT: Duration = Duration::from_mins(10);
/// No inode number is used twice.
const GENERATION: Generation = Generation(0);
/// Programs hold nothing open that the number of the file does not say.
const HANDLE: FileHandle = FileHandle(0);
/// Pages stay good when a file is opened again: see [`KEPT`].
const OPENED: FopenFlags = FopenFlags::FOPEN_KEEP_CACHE;
const BLOCK_BYTES: u32 = 4_096;
/// Blocks that are free, always: 4 GiB. A full disk is another test's.
const BLOCKS: u64 = 1 << 20;
const NAME_BYTES_MAX: u32 = 255;
/// Of a mode, the rights.
const RIGHTS: u32 = 0o7777;

/// A disk as the kernel sees it.
#[derive(Debug)]
pub struct Calls(pub Disk);

impl From<DiskError> for Errno {
    fn from(error: DiskError) -> Self {
        match error {
            DiskError::NoPower => Self::EIO,
            DiskError::NotThere => Self::ENOENT,
            DiskError::IsThere => Self::EEXIST,
            DiskError::NotEmpty => Self::ENOTEMPTY,
            DiskError::IsFolder => Self::EISDIR,
            DiskError::NoFolder => Self::ENOTDIR,
        }
    }
}

/// Answers a call that has no value.
fn done(result: Result<(), DiskError>, reply: ReplyEmpty) {
    match result {
        Ok(()) => reply.ok(),
        Err(error) => reply.error(error.into()),
    }
}

fn rights(mode: u32, umask: u32) -> u16 {
    u16::try_from(mode & RIGHTS & !umask).unwrap_or_default()
}

/// A place in a file.
fn place(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

impl Calls {
    fn attributes(&self, ino: u64, node: &Node) -> Result<FileAttr, DiskError> {
        let is_file = node.content.is_some();
        let size = self.0.len(ino)?;
        Ok(FileAttr {
            ino: INodeNo(ino),
            size,
            blocks: size.div_ceil(512),
            atime: node.changed,
            mtime: node.changed,
            ctime: node.changed,
            crtime: node.changed,
            kind: if is_file { FileType::RegularFile } else { FileType::Directory },
            perm: node.mode,
            nlink: if is_file { 1 } else { 2 },
            uid: 0,
            gid: 0,
            rdev: 0,
            blksize: BLOCK_BYTES,
            flags: 0,
        })
    }

    /// What a found or new name is answered with.
    fn entry(&self, found: Result<(u64, Node), DiskError>, reply: ReplyEntry) {
        match found.and_then(|(ino, node)| self.attributes(ino, &node)) {
            Ok(attributes) => reply.entry(&KEPT, &attributes, GENERATION),
            Err(error) => reply.error(error.into()),
        }
    }

    fn change(
        &self,
        ino: u64,
        mode: Option<u32>,
        size: Option<u64>,
        changed: Option<TimeOrNow>,
    ) -> Result<FileAttr, DiskError> {
        if let Some(mode) = mode {
            self.0.set_mode(ino, rights(mode, 0))?;
        }
        if let Some(size) = size {
            self.0.resize(ino, place(size))?;
        }
        match changed {
            Some(TimeOrNow::SpecificTime(time)) => self.0.set_changed(ino, time)?,
            Some(TimeOrNow::Now) => self.0.set_changed(ino, SystemTime::now())?,
            None => {}
        }
        self.attributes(ino, &self.0.node(ino)?)
    }
}

impl Filesystem for Calls {
    fn lookup(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        self.entry(self.0.lookup(parent.0, name), reply);
    }

    fn getattr(&self, _: &Request, ino: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        match self.0.node(ino.0).and_then(|node| self.attributes(ino.0, &node)) {
            Ok(attributes) => reply.attr(&KEPT, &attributes),
            Err(error) => reply.error(error.into()),
        }
    }

    fn setattr(
        &self,
        _: &Request,
        ino: INodeNo,
        mode: Option<u32>,
        _uid: Option<u32>,
        _gid: Option<u32>,
        size: Option<u64>,
        _atime: Option<TimeOrNow>,
        mtime: Option<TimeOrNow>,
        _ctime: Option<SystemTime>,
        _fh: Option<FileHandle>,
        _crtime: Option<SystemTime>,
        _chgtime: Option<SystemTime>,
        _bkuptime: Option<SystemTime>,
        _flags: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        match self.change(ino.0, mode, size, mtime) {
            Ok(attributes) => reply.attr(&KEPT, &attributes),
            Err(error) => reply.error(error.into()),
        }
    }

    fn mkdir(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        mode: u32,
        umask: u32,
        reply: ReplyEntry,
    ) {
        self.entry(self.0.make(parent.0, name, rights(mode, umask), false), reply);
    }

    fn create(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        mode: u32,
        umask: u32,
        _flags: i32,
        reply: ReplyCreate,
    ) {
        let made = self.0.make(parent.0, name, rights(mode, umask), true);
        match made.and_then(|(ino, node)| self.attributes(ino, &node)) {
            Ok(attributes) => reply.created(&KEPT, &attributes, GENERATION, HANDLE, OPENED),
            Err(error) => reply.error(error.into()),
        }
    }

    fn unlink(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        done(self.0.remove(parent.0, name), reply);
    }

    fn rmdir(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        done(self.0.remove(parent.0, name), reply);
    }

    fn rename(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        newparent: INodeNo,
        newname: &OsStr,
        flags: RenameFlags,
        reply: ReplyEmpty,
    ) {
        if !flags.is_empty() {
            return reply.error(Errno::EINVAL);
        }
        done(self.0.rename((parent.0, name), (newparent.0, newname)), reply);
    }

    fn open(&self, _: &Request, ino: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        match self.0.node(ino.0) {
            Ok(_) => reply.opened(HANDLE, OPENED),
            Err(error) => reply.error(error.into()),
        }
    }

    fn read(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        match self.0.read(ino.0, place(offset), place(size.into())) {
            Ok(bytes) => reply.data(&bytes),
            Err(error) => reply.error(error.into()),
        }
    }

    fn write(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        match self.0.write(ino.0, place(offset), data) {
            Ok(()) => reply.written(u32::try_from(data.len()).unwrap_or(u32::MAX)),
            Err(error) => reply.error(error.into()),
        }
    }

    /// A file that is closed is not synced by that.
    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, ino: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        done(self.0.sync_file(ino.0), reply);
    }

    fn fsyncdir(&self, _: &Request, ino: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        done(self.0.sync_folder(ino.0), reply);
    }

    fn readdir(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        mut reply: ReplyDirectory,
    ) {
        let list = match self.0.list(ino.0) {
            Ok(list) => list,
            Err(error) => return reply.error(error.into()),
        };
        for (next, (name, ino, is_folder)) in (1..).zip(list).skip(place(offset)) {
            let kind = if is_folder { FileType::Directory } else { FileType::RegularFile };
            if reply.add(INodeNo(ino), next, kind, name) {
                break;
            }
        }
        reply.ok();
    }

    fn statfs(&self, _: &Request, _: INodeNo, reply: ReplyStatfs) {
        let files = BLOCKS;
        reply.statfs(
            BLOCKS,
            BLOCKS,
            BLOCKS,
            files,
            files,
            BLOCK_BYTES,
            NAME_BYTES_MAX,
            BLOCK_BYTES,
        );
    }
}
