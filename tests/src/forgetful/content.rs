//! What a file holds: for programs, which see every write at once, and on disk, which has what was
//! synced. What lies between the two is a list of changes.

/// Bytes that are written whole or not at all. `SQLite` counts on no more.
pub const SECTOR_BYTES: usize = 512;

/// A change that is not synced.
#[derive(Debug, Clone)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Resize { len: usize },
}

/// A file's bytes.
#[derive(Debug, Clone, Default)]
pub struct Content {
    now: Vec<u8>,
    on_disk: Vec<u8>,
    unsynced: Vec<Change>,
}

impl Content {
    /// As programs see it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.now
    }

    /// At most `len` bytes from `at`, as programs see them.
    #[must_use]
    pub fn read(&self, at: usize, len: usize) -> &[u8] {
        let end = at.saturating_add(len).min(self.now.len());
        self.now.get(at..end).unwrap_or_default()
    }

    /// Writes; the file grows if need be, with zeros before what is written.
    pub fn write(&mut self, at: usize, bytes: &[u8]) {
        put(&mut self.now, at, bytes);
        self.unsynced.push(Change::Write { at, bytes: bytes.to_owned() });
    }

    /// Cuts the file or makes it longer, with zeros.
    pub fn resize(&mut self, len: usize) {
        self.now.resize(len, 0);
        self.unsynced.push(Change::Resize { len });
    }

    /// Everything is on disk.
    pub fn sync(&mut self) {
        for change in self.unsynced.drain(..) {
            match change {
                Change::Write { at, bytes } => put(&mut self.on_disk, at, &bytes),
                Change::Resize { len } => self.on_disk.resize(len, 0),
            }
        }
    }

    /// The power is gone: of what was not synced, each sector of each write and each new length is
    /// there if `survives` says so. Returns how many of them are lost.
    pub fn forget(&mut self, survives: &mut impl FnMut() -> bool) -> usize {
        let mut lost = 0;
        for change in self.unsynced.drain(..) {
            match change {
                Change::Write { at, bytes } => {
                    for (at, piece) in sectors(at, &bytes) {
                        if survives() {
                            put(&mut self.on_disk, at, piece);
                        } else {
                            lost += 1;
                        }
                    }
                }
                Change::Resize { len } if survives() => self.on_disk.resize(len, 0),
                Change::Resize { .. } => lost += 1,
            }
        }
        self.now.clone_from(&self.on_disk);
        lost
    }
}

fn put(file: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if file.len() < end {
        file.resize(end, 0);
    }
    file[at..end].copy_from_slice(bytes);
}

/// What is written, by the sectors of the file that it lies in.
fn sectors(at: usize, bytes: &[u8]) -> Vec<(usize, &[u8])> {
    let first = (SECTOR_BYTES - at % SECTOR_BYTES).min(bytes.len());
    let (head, rest) = bytes.split_at(first);
    let rest = rest.chunks(SECTOR_BYTES).enumerate();
    let rest = rest.map(|(nth, piece)| (at + first + nth * SECTOR_BYTES, piece));
    std::iter::once((at, head)).filter(|(_, head)| !head.is_empty()).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_synced_stays_and_the_rest_is_forgotten() {
        let mut file = Content::default();
        file.write(0, b"kept");
        file.sync();
        file.write(4, b" and lost");
        file.resize(2);
        file.write(2, b"lost");
        assert_eq!(file.bytes(), b"kelost");
        assert_eq!(file.forget(&mut || false), 3);
        assert_eq!(file.bytes(), b"kept");
        assert_eq!(file.forget(&mut || false), 0, "nothing is left to be forgotten");
    }

    #[test]
    fn a_write_is_torn_at_the_sectors_of_the_file() {
        let mut file = Content::default();
        file.write(500, &[7; 1_000]);
        let mut nth = 0;
        let lost = file.forget(&mut || {
            nth += 1;
            nth == 2
        });
        assert_eq!(lost, 2, "12 bytes, a sector, and the rest");
        assert_eq!(file.bytes().len(), 1_024);
        assert!(file.bytes()[..512].iter().all(|byte| *byte == 0));
        assert!(file.bytes()[512..].iter().all(|byte| *byte == 7));
    }

    #[test]
    fn a_later_write_may_be_there_without_the_one_before() {
        let mut file = Content::default();
        file.write(0, b"first");
        file.write(0, b"later");
        let mut coins = [true, false].into_iter();
        file.forget(&mut || coins.next().unwrap_or(false));
        assert_eq!(file.bytes(), b"first");
    }

    #[test]
    fn reading_ends_where_the_file_does() {
        let mut file = Content::default();
        file.write(2, b"abc");
        assert_eq!(file.read(0, 99), b"\0\0abc");
        assert_eq!(file.read(4, 9), b"c");
        assert_eq!(file.read(5, 9), b"");
        assert_eq!(file.read(9, 9), b"");
    }
}
