//! The card that the booth's data lies on: whether what is on it is sound, and whether there is room for
//! more. One value, shared by the writer, the handlers and the thread that looks after it.
//!
//! - [`used`]: what is plain to see before the database is opened
//! - [`note`]: the log's end, noted beside the database, to be compared at the next start
//! - [`reserve`]: room that is kept for starting on a full card
//! - [`durable`]: files that are whole or not there, and names on disk
//! - [`copies`]: copies of the database, and how one is put back
//! - [`mend`]: deriving again what follows from the log
//! - [`keeper`]: the thread that checks the whole file and looks how much room is left
//!
//! What is compared in the database itself is in `crema_core::reads::damage`.

pub mod copies;
pub mod durable;
pub mod keeper;
pub mod mend;
pub mod note;
pub mod reserve;
pub mod used;

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crema_api::DomainEvent;
use crema_api::answers::{CardState, CardView};
use crema_api::commands::{Caller, Command};
use crema_api::ids::Seq;
use crema_api::problem::{Refusal, RefusalKind};
use crema_core::RecordedEvent;

/// Free bytes below which only staff, devices and the booth itself write, unless it is set otherwise.
pub const FREE_BYTES_MIN: u64 = 64 * 1024 * 1024;
/// Free bytes below which a card is full: a day's end, with its erasure, still fits.
const FULL_BELOW_BYTES: u64 = 4 * 1024 * 1024;
const MIB: u64 = 1024 * 1024;

/// The sentence for a page that `SQLite` cannot read.
pub(crate) const PAGE_DAMAGED: &str = "A page of the database cannot be read.";

/// Returns how many bytes are free for us on the card of a folder.
///
/// # Errors
/// When the system does not say.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let found = rustix::fs::statvfs(folder)?;
    Ok(found.f_bavail.saturating_mul(found.f_frsize))
}

/// The state of the card. Clones share it.
#[derive(Debug, Clone)]
pub struct Card {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    damage: OnceLock<String>,
    /// Free bytes when they were last looked at; all there are until then.
    free_bytes: AtomicU64,
    free_bytes_min: AtomicU64,
    is_checked: AtomicBool,
    /// Whether the last batch was undone.
    is_unwritable: AtomicBool,
    /// The log's end on disk.
    head: AtomicU64,
    /// Whether a day may have ended that is in no copy.
    may_copy_be_due: AtomicBool,
    /// Whether erased bytes are still in the write-ahead log.
    is_erasing: AtomicBool,
}

impl Default for Card {
    fn default() -> Self {
        let shared = Shared {
            damage: OnceLock::new(),
            free_bytes: AtomicU64::new(u64::MAX),
            free_bytes_min: AtomicU64::new(FREE_BYTES_MIN),
            is_checked: AtomicBool::new(false),
            is_unwritable: AtomicBool::new(false),
            head: AtomicU64::new(0),
            may_copy_be_due: AtomicBool::new(true),
            is_erasing: AtomicBool::new(false),
        };
        Self { shared: Arc::new(shared) }
    }
}

impl Card {
    /// Damage was found: nothing is written from now on. The first that is found is shown.
    pub fn set_damage(&self, damage: &str, way_back: &str) {
        let damage = format!("{damage} {way_back}");
        tracing::error!(damage, "the booth's data is damaged; nothing more is written");
        // What was found before is as good a reason.
        let _ = self.shared.damage.set(damage);
    }

    /// A page was come across that cannot be read.
    pub fn set_page_damaged(&self) {
        if self.damage().is_none() {
            let way_back = "`crema restore` puts the last copy back, if there is one.";
            self.set_damage(PAGE_DAMAGED, way_back);
        }
    }

    /// The whole database has been checked.
    pub fn set_checked(&self) {
        self.shared.is_checked.store(true, Ordering::Relaxed);
    }

    /// Returns what is damaged, in words.
    #[must_use]
    pub fn damage(&self) -> Option<&str> {
        self.shared.damage.get().map(String::as_str)
    }

    /// Sets below how many free bytes guests may no longer write.
    pub fn set_free_bytes_min(&self, bytes: u64) {
        self.shared.free_bytes_min.store(bytes, Ordering::Relaxed);
    }

    /// So many bytes are free.
    pub fn set_free_bytes(&self, bytes: u64) {
        let before = self.shared.free_bytes.swap(bytes, Ordering::Relaxed);
        let min = self.shared.free_bytes_min.load(Ordering::Relaxed);
        if (before >= min) != (bytes >= min) {
            let (free_mib, least_mib) = (bytes / MIB, min / MIB);
            if bytes < min {
                tracing::error!(
                    free_mib,
                    least_mib,
                    "the card is nearly full; guests cannot order"
                );
            } else {
                tracing::info!(free_mib, "there is room on the card again");
            }
        }
    }

    /// A batch is on disk up to this event, or was undone.
    pub fn wrote(&self, head: Option<Seq>) {
        self.shared.is_unwritable.store(head.is_none(), Ordering::Relaxed);
        if let Some(head) = head {
            self.shared.head.store(head.0, Ordering::Relaxed);
        }
    }

    /// Notes that a copy is due, if a day or an occasion has ended in these events.
    pub fn apply(&self, events: &[Arc<RecordedEvent>]) {
        let ends_day = |fact: &DomainEvent| {
            matches!(fact, DomainEvent::DayEnded(_) | DomainEvent::OccasionStarted(_))
        };
        if events.iter().any(|event| ends_day(&event.fact)) {
            self.set_copy_may_be_due(true);
        }
    }

    fn set_copy_may_be_due(&self, is_due: bool) {
        self.shared.may_copy_be_due.store(is_due, Ordering::Relaxed);
    }

    fn may_copy_be_due(&self) -> bool {
        self.shared.may_copy_be_due.load(Ordering::Relaxed)
    }

    /// Erased bytes are still in the write-ahead log, or are so no longer: whoever reads for long lets
    /// it go.
    pub fn set_erasing(&self, is_erasing: bool) {
        self.shared.is_erasing.store(is_erasing, Ordering::Relaxed);
    }

    fn is_erasing(&self) -> bool {
        self.shared.is_erasing.load(Ordering::Relaxed)
    }

    /// Returns the log's end on disk.
    #[must_use]
    pub fn head(&self) -> Seq {
        Seq(self.shared.head.load(Ordering::Relaxed))
    }

    /// Checks whether this command may be run for this caller with the card as it is.
    ///
    /// # Errors
    /// Refused to everyone when the data is damaged, and to guests when the card is nearly full. Who
    /// signs in is staff.
    pub fn may_write(&self, caller: Caller, command: &Command) -> Result<(), Refusal> {
        self.may_be_written()?;
        let signs_in = matches!(command, Command::OpenSession(_) | Command::UsePairingLink(_));
        let is_guest = matches!(caller, Caller::Customer(_) | Caller::Link(_)) && !signs_in;
        if is_guest && self.missing_bytes() > 0 {
            return Err(Refusal::new(
                RefusalKind::Storage,
                "The booth has no room left to write orders down. Please order at the counter.",
            ));
        }
        Ok(())
    }

    /// Whether anything may be written.
    ///
    /// # Errors
    /// Refused when the data is damaged.
    pub fn may_be_written(&self) -> Result<(), Refusal> {
        match self.damage() {
            Some(_) => Err(Refusal::new(RefusalKind::Damaged, crema_core::DAMAGED)),
            None => Ok(()),
        }
    }

    /// Free bytes above those that are kept for the booth's own writes.
    fn room_left(&self) -> u64 {
        let free = self.shared.free_bytes.load(Ordering::Relaxed);
        free.saturating_sub(self.shared.free_bytes_min.load(Ordering::Relaxed))
    }

    fn missing_bytes(&self) -> u64 {
        let free = self.shared.free_bytes.load(Ordering::Relaxed);
        self.shared.free_bytes_min.load(Ordering::Relaxed).saturating_sub(free)
    }

    /// Returns the state, for answers.
    #[must_use]
    pub fn view(&self) -> CardView {
        let missing = self.missing_bytes();
        let free = self.shared.free_bytes.load(Ordering::Relaxed);
        let damage = self.damage().map(str::to_owned);
        let state = if damage.is_some() {
            CardState::Damaged
        } else if free < FULL_BELOW_BYTES {
            CardState::Full
        } else if self.shared.is_unwritable.load(Ordering::Relaxed) {
            CardState::Unwritable
        } else if missing > 0 {
            CardState::NearlyFull
        } else {
            CardState::Well
        };
        let missing_mib = (missing > 0).then(|| missing.div_ceil(MIB));
        let checked = self.shared.is_checked.load(Ordering::Relaxed);
        CardView { state, damage, checked, missing_mib }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crema_api::commands::OpenSession;
    use crema_api::ids::{OrderId, UserId};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn guests_write_as_long_as_there_is_room_and_the_booth_longer() {
        let card = Card::default();
        let guests = [Caller::Customer(UserId(Uuid::nil())), Caller::Link(OrderId(Uuid::nil()))];
        let press = Command::Redrive;
        assert_eq!(card.view().state, CardState::Well);
        card.set_free_bytes(FREE_BYTES_MIN - 1);
        for guest in guests {
            assert_eq!(card.may_write(guest, &press).unwrap_err().kind, RefusalKind::Storage);
        }
        card.may_write(Caller::Hub, &press).unwrap();
        let pin = OpenSession { pin: "123456".to_owned(), name: "Mia".to_owned() };
        card.may_write(guests[0], &Command::OpenSession(pin)).expect("staff sign in");
        let view = card.view();
        assert_eq!((view.state, view.missing_mib), (CardState::NearlyFull, Some(1)));
        card.set_free_bytes(0);
        assert_eq!((card.view().state, card.view().missing_mib), (CardState::Full, Some(64)));
        card.set_free_bytes(FREE_BYTES_MIN);
        card.may_write(guests[0], &press).unwrap();
        card.wrote(None);
        assert_eq!(card.view().state, CardState::Unwritable);
        card.wrote(Some(Seq(7)));
        assert_eq!((card.view().state, card.head()), (CardState::Well, Seq(7)));
    }

    #[test]
    fn no_one_writes_to_what_is_damaged() {
        let card = Card::default();
        card.set_damage("A page is damaged.", "There is a way back.");
        card.set_damage("Another.", "");
        assert_eq!(
            card.may_write(Caller::Hub, &Command::Redrive).unwrap_err().kind,
            RefusalKind::Damaged
        );
        let view = card.view();
        assert_eq!(
            (view.state, view.damage.unwrap()),
            (CardState::Damaged, "A page is damaged. There is a way back.".to_owned())
        );
    }
}
