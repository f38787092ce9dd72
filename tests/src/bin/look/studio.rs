//! A booth, a browser and a roll of pictures, from which contact sheets are made.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use crema_tests::browser::Look;
use crema_tests::{Stage, Window};

/// One picture: the sheet it belongs to, what it shows, and its file.
#[derive(Debug)]
struct Shot {
    sheet: &'static str,
    title: String,
    file: PathBuf,
}

/// The booth that is photographed, and what has been so far.
#[derive(Debug)]
pub struct Studio {
    /// The booth, and where windows come from.
    pub stage: Stage,
    folder: PathBuf,
    roll: Vec<Shot>,
}

/// A contact sheet's width, CSS pixels: two sheets stand side by side on a large screen.
const SHEET_WIDTH: u32 = 1800;
/// Pictures in one row of a sheet.
const PHONES_A_ROW: u32 = 6;
const SCREENS_A_ROW: u32 = 3;

impl Studio {
    /// Opens a booth and empties the folder of pictures.
    pub fn open() -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("look");
        if folder.exists() {
            std::fs::remove_dir_all(&folder).context("cannot empty tests/look")?;
        }
        Ok(Self { stage: Stage::open()?, folder, roll: Vec::new() })
    }

    /// Photographs a window as it is.
    pub async fn shoot(&mut self, sheet: &'static str, title: &str, window: &Window) -> Result<()> {
        let name = format!("{sheet}-{:02}-{}", self.roll.len(), title.replace([' ', ','], "-"));
        window.settles().await?;
        let file = window.picture_in(&self.folder, &name).await?;
        self.roll.push(Shot { sheet, title: title.to_owned(), file });
        Ok(())
    }

    /// Makes one contact sheet for each kind of screen, and says where they are.
    pub async fn develop(&self) -> Result<Vec<PathBuf>> {
        let mut kinds: Vec<&str> = self.roll.iter().map(|shot| shot.sheet).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let mut sheets = Vec::new();
        for kind in kinds {
            let shots: Vec<_> = self.roll.iter().filter(|shot| shot.sheet == kind).collect();
            sheets.push(self.sheet(kind, &shots).await?);
        }
        Ok(sheets)
    }

    async fn sheet(&self, kind: &str, shots: &[&Shot]) -> Result<PathBuf> {
        let a_row = if kind.starts_with("phone") { PHONES_A_ROW } else { SCREENS_A_ROW };
        let mut page = format!(
            "<!doctype html><meta charset=utf-8><style>body{{margin:20px;background:#ddd;\
             font:16px sans-serif;display:grid;gap:20px;grid-template-columns:repeat({a_row},1fr)}}\
             figure{{margin:0}}img{{width:100%;display:block;margin-top:4px}}</style>"
        );
        for shot in shots {
            let file = shot.file.file_name().unwrap_or_default().to_string_lossy();
            write!(page, "<figure>{}<img src=\"{file}\"></figure>", shot.title)?;
        }
        let html = self.folder.join(format!("{kind}.html"));
        std::fs::write(&html, page)?;

        let address = format!("file://{}", html.display());
        let look = Look::BOARD.sized(SHEET_WIDTH, 1000);
        let window = self.stage.window(look.clone()).await?;
        window.visit(&address).await?;
        let height = window.evaluates("return document.documentElement.scrollHeight").await?;
        let height = u32::try_from(height.as_u64().context("the sheet has no height")?)?;
        let window = self.stage.window(look.sized(SHEET_WIDTH, height)).await?;
        window.visit(&address).await?;
        window.picture_in(&self.folder, &format!("sheet-{kind}")).await
    }
}
