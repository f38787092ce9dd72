//! Store, menu and code.

use crema_api::answers::{
    BoardView, CardView, CodeView, LiveCode, MenuView, PrinterView, StoreView,
};
use crema_api::events::config_service::Config;
use crema_api::events::names;
use crema_api::ids::{CodeId, Seq};
use crema_api::store::StoreState;
use rusqlite::Row;

use super::Snapshot;
use super::devices::DeviceKind;
use crate::kernel::log;
use crate::kernel::secrets::{self, SecretKind};
use crate::services::config::config_of;
use crate::services::order_manager::room::{self, OrderStart, Room};
use crate::services::validator::window_bytes;
use crate::storage::{StorageError, only};

#[allow(clippy::missing_errors_doc, reason = "said once, at the type")]
impl Snapshot<'_> {
    /// The configuration; `None` before the first occasion. If its row cannot be read, it is that of
    /// the last change in the log.
    pub fn config(&self) -> Result<Option<Config>, StorageError> {
        let read = |row: &Row<'_>| Ok(log::read_text(row, "config")?.0);
        let Some(json) = self.one("SELECT config FROM config_now", [], read)? else {
            return Ok(None);
        };
        if let Some(config) = self.from_json(&json) {
            return Ok(Some(config));
        }
        let sql = log::newest_of_type(names::ConfigChanged);
        let newest = self.all(&sql, [], log::read_row)?;
        Ok(newest.into_iter().find_map(config_of))
    }

    /// Whether the first occasion has begun, also where this version cannot read the configuration.
    pub fn has_begun(&self) -> Result<bool, StorageError> {
        Ok(self.one("SELECT 1 FROM config_now", [], |_| Ok(()))?.is_some())
    }

    /// The store as pages need it; `None` before the first occasion.
    pub fn store(&self) -> Result<Option<StoreView>, StorageError> {
        Ok(self.store_and_codes()?.map(|(store, _)| store))
    }

    /// The store, and whether codes are shown: whether an order that begins now is taken.
    fn store_and_codes(&self) -> Result<Option<(StoreView, bool)>, StorageError> {
        let Some(config) = self.config()? else { return Ok(None) };
        let queue = self.queue_now()?;
        let in_flight = queue.started + queue.queued + queue.making;
        let made = self.one(
            "SELECT count FROM metrics_counts WHERE occasion = ?1 AND name = 'made'",
            [&config.occasion.id.0],
            only,
        )?;
        let (printers, boards) = self.printers_and_boards()?;
        let room = self.one(room::STORE, [], Room::read)?.map(|room| room.with(in_flight));
        let has_room = room.as_ref().is_some_and(Room::has_room);
        let now = OrderStart { occasion: &config.occasion.id, seq: Seq(self.seq.0 + 1) };
        let gives_codes = config.store.state == StoreState::Open
            && room.is_some_and(|room| room.refusal(now).is_none());
        let store = StoreView {
            in_flight,
            has_room,
            next_code_booth_ms: if gives_codes { self.end_of_used_up_code()? } else { None },
            drinks_ahead: queue.queued + queue.making,
            expected_wait_min: queue.wait_min(queue.queued),
            drinks_made: made.unwrap_or(0),
            printers,
            boards,
            // Only the shell counts the events that could not be read.
            unreadable: 0,
            dead_letters: self.count_dead_letters()?,
            // The shell knows the card.
            card: CardView::default(),
            store: config.store,
            settings: config.settings,
            occasion: config.occasion,
            branding: config.branding,
            booth_ms: self.now.0,
            seq: self.seq,
        };
        Ok(Some((store, gives_codes)))
    }

    fn printers_and_boards(&self) -> Result<(Vec<PrinterView>, Vec<BoardView>), StorageError> {
        let (mut printers, mut boards) = (Vec::new(), Vec::new());
        for device in self.devices()? {
            match device.kind {
                DeviceKind::Printer { printer, condition } => {
                    printers.push(PrinterView { printer, condition });
                }
                DeviceKind::Board { condition } => {
                    boards.push(BoardView { name: device.name, condition });
                }
            }
        }
        Ok((printers, boards))
    }

    /// The menu; empty before the first occasion.
    pub fn menu(&self) -> Result<MenuView, StorageError> {
        let menu = self.config()?.map(|config| config.menu).unwrap_or_default();
        Ok(MenuView { menu, seq: self.seq })
    }

    /// The code that the board shows. There is one only while the store is open, has room, and the
    /// code has drinks left. `base_url` is this booth's address, without a `/` at its end.
    pub fn code(&self, base_url: &str) -> Result<CodeView, StorageError> {
        let code = match self.store_and_codes()? {
            Some((store, true)) => self.live_code(store.settings.booth_letter, base_url)?,
            _ => None,
        };
        Ok(CodeView { code, booth_ms: self.now.0, seq: self.seq })
    }

    fn live_code(&self, letter: char, base_url: &str) -> Result<Option<LiveCode>, StorageError> {
        let row = self.one(
            "SELECT c.code_id, c.start_ms, c.end_ms, c.drinks_left, c.drinks
             FROM validator_store s JOIN validator_codes c ON c.code_id = s.shown_code
             WHERE c.occasion = s.occasion AND c.drinks_left > 0 AND c.end_ms > ?1",
            [self.now.0],
            |row| {
                Ok((
                    CodeId(row.get("code_id")?),
                    row.get::<_, u64>("start_ms")?,
                    row.get::<_, u64>("end_ms")?,
                    row.get::<_, u32>("drinks_left")?,
                    row.get::<_, u32>("drinks")?,
                ))
            },
        )?;
        let Some((code_id, start_booth_ms, end_booth_ms, drinks_left, drinks)) = row else {
            return Ok(None);
        };
        let text = secrets::read_id(self.connection, SecretKind::Code, &window_bytes(code_id))?;
        let Some(text) = text.and_then(|text| String::from_utf8(text).ok()) else {
            return Ok(None);
        };
        let code = format!("{letter}{text}");
        let url = format!("{base_url}/s/{code}");
        Ok(Some(LiveCode { code_id, code, url, start_booth_ms, end_booth_ms, drinks_left, drinks }))
    }

    /// When the window of a code without drinks ends and the next one begins.
    fn end_of_used_up_code(&self) -> Result<Option<u64>, StorageError> {
        self.one(
            "SELECT c.end_ms
             FROM validator_store s JOIN validator_codes c ON c.code_id = s.shown_code
             WHERE c.occasion = s.occasion AND c.drinks_left = 0 AND c.end_ms > ?1",
            [self.now.0],
            only,
        )
    }

    /// The logo as PNG, with its digest.
    pub fn logo(&self) -> Result<Option<(String, Vec<u8>)>, StorageError> {
        self.one("SELECT digest, png FROM config_logo", [], |row| {
            Ok((row.get("digest")?, row.get("png")?))
        })
    }
}
