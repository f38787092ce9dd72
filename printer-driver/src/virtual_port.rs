//! The virtual printer as a port: each job becomes a picture in a folder.
//!
//! This printer knows what it has printed: a picture has its final name only when it is whole and
//! on the disk, so a picture that exists was printed, and one that does not exist was not. A crash
//! at any point therefore leads to exactly one picture for each ticket.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crema_api::events::printer::Condition;

use crate::folders;
use crate::paper::Paper;
use crate::port::{Claim, PrinterPort};
use crate::spool::Job;
use crate::virtual_paper;

/// Digits of the ticket's place in the log in a picture's name: names sort as tickets came, up to
/// a hundred million events.
const SEQ_DIGITS: usize = 8;
/// Characters of the order's label in a picture's name.
const LABEL_CHARS_MAX: usize = 16;
/// Most pictures of one ticket. A second is a fault of ours, and should be seen, as it would be on
/// paper.
const PICTURES_PER_TICKET_MAX: u32 = 9;
/// Extension of a picture's name until the picture is whole.
const UNFINISHED: &str = "png-unfinished";

/// A folder of tickets.
#[derive(Debug)]
pub struct VirtualPort {
    dir: PathBuf,
    paper: Paper,
    condition: Condition,
}

impl VirtualPort {
    /// Opens a printer that prints into `dir`, and creates the folder if it is missing. Pictures
    /// that a crash left unfinished are removed.
    ///
    /// # Errors
    /// The file system's error, if the folder cannot be created, read or cleaned.
    pub fn open(dir: &Path, paper: Paper) -> io::Result<Self> {
        folders::create(dir)?;
        let port = Self { dir: dir.to_owned(), paper, condition: Condition::Ok };
        port.remove_pictures(|extension| extension == UNFINISHED)?;
        Ok(port)
    }

    /// Returns the path at which the picture of a job is, or will be: `00000042-B7.png`.
    #[must_use]
    pub fn picture_path(&self, job: &Job) -> PathBuf {
        let label: String =
            job.label.chars().filter(char::is_ascii_alphanumeric).take(LABEL_CHARS_MAX).collect();
        self.dir.join(format!("{:0SEQ_DIGITS$}-{label}.png", job.ticket_seq.0))
    }

    /// Returns the path for the next picture of a job. A picture is never overwritten: a job sent
    /// twice is two pictures, `00000042-B7.png` and `00000042-B7-2.png`.
    fn next_picture_path(&self, job: &Job) -> Option<PathBuf> {
        let first = self.picture_path(job);
        let further = (2..=PICTURES_PER_TICKET_MAX).map(|nth| {
            let stem = first.file_stem().unwrap_or_default().to_string_lossy();
            first.with_file_name(format!("{stem}-{nth}.png"))
        });
        std::iter::once(first.clone()).chain(further).find(|path| !path.exists())
    }

    /// Writes a picture so that it exists whole or not at all, also after a power cut.
    fn save_picture(&self, path: &Path, png: &[u8]) -> io::Result<()> {
        let unfinished = path.with_extension(UNFINISHED);
        let mut file = File::create(&unfinished)?;
        file.write_all(png)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        File::open(&self.dir)?.sync_all()
    }

    fn remove_pictures(&self, which: impl Fn(&str) -> bool) -> io::Result<()> {
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            if path.extension().and_then(|extension| extension.to_str()).is_some_and(&which) {
                fs::remove_file(path)?;
            }
        }
        File::open(&self.dir)?.sync_all()
    }
}

impl PrinterPort for VirtualPort {
    fn send(&mut self, job: &Job) -> Claim {
        let picture = virtual_paper::print_job(&job.bytes, self.paper)
            .and_then(|paper| virtual_paper::to_png(&paper));
        let png = match picture {
            Ok(png) => png,
            Err(error) => {
                // The same bytes would fail again: a person has to look.
                tracing::error!(ticket = job.ticket_seq.0, %error, "the virtual printer refused a job");
                self.condition = Condition::Fault;
                return Claim::Unknown;
            }
        };
        let Some(path) = self.next_picture_path(job) else { return Claim::Unknown };
        match self.save_picture(&path, &png) {
            Ok(()) => {
                self.condition = Condition::Ok;
                Claim::Printed
            }
            Err(error) => {
                tracing::error!(ticket = job.ticket_seq.0, %error, "a ticket's picture cannot be written");
                self.condition = Condition::Fault;
                // The name appears by one rename, so a picture of this name is whole.
                if path.exists() { Claim::Printed } else { Claim::NotPrinted }
            }
        }
    }

    fn ask(&mut self, job: &Job) -> Option<Claim> {
        match self.picture_path(job).try_exists() {
            Ok(true) => Some(Claim::Printed),
            Ok(false) => Some(Claim::NotPrinted),
            Err(error) => {
                tracing::error!(ticket = job.ticket_seq.0, %error, "the folder of tickets cannot be read");
                None
            }
        }
    }

    fn condition(&self) -> Condition {
        self.condition
    }

    fn erase_names(&mut self) -> io::Result<()> {
        self.remove_pictures(|extension| extension == "png" || extension == UNFINISHED)
    }
}
