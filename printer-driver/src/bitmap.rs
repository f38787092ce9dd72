//! A picture of one bit per dot, as a thermal print head burns it.

/// Black dots on white paper. Rows are whole bytes, the leftmost dot is the highest bit, as in
/// ESC/POS raster (GS v 0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    row_bytes: usize,
    rows: Vec<u8>,
}

impl Bitmap {
    /// Returns white paper of `width` by `height` dots; the width is rounded up to whole bytes.
    #[must_use]
    pub fn white(width: u32, height: u32) -> Self {
        let row_bytes = width.div_ceil(8) as usize;
        Self { row_bytes, rows: vec![0; row_bytes * height as usize] }
    }

    /// Returns the picture whose rows have `row_bytes` bytes; an incomplete last row is left out.
    #[must_use]
    pub fn from_rows(row_bytes: usize, mut rows: Vec<u8>) -> Self {
        let whole = rows.len().checked_div(row_bytes).unwrap_or(0) * row_bytes;
        rows.truncate(whole);
        Self { row_bytes, rows }
    }

    /// Width in dots, a multiple of 8.
    #[must_use]
    pub fn width(&self) -> u32 {
        u32::try_from(self.row_bytes * 8).unwrap_or(u32::MAX)
    }

    /// Height in dots.
    #[must_use]
    pub fn height(&self) -> u32 {
        u32::try_from(self.rows.len().checked_div(self.row_bytes).unwrap_or(0)).unwrap_or(u32::MAX)
    }

    /// Bytes of a row.
    #[must_use]
    pub fn row_bytes(&self) -> usize {
        self.row_bytes
    }

    /// All rows, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.rows.chunks_exact(self.row_bytes.max(1))
    }

    /// The rows in bands of at most `height`, each as one run of bytes.
    pub fn bands(&self, height: u32) -> impl Iterator<Item = &[u8]> {
        self.rows.chunks((self.row_bytes * height as usize).max(1))
    }

    /// Whether the dot is black; dots outside the picture are not.
    #[must_use]
    pub fn is_black(&self, x: u32, y: u32) -> bool {
        let (x, y) = (x as usize, y as usize);
        x < self.row_bytes * 8
            && self
                .rows
                .get(y * self.row_bytes + x / 8)
                .is_some_and(|byte| byte & (0x80 >> (x % 8)) != 0)
    }

    /// Burns the dot; outside the picture nothing happens.
    pub fn blacken(&mut self, x: u32, y: u32) {
        let (x, y) = (x as usize, y as usize);
        if x < self.row_bytes * 8
            && let Some(byte) = self.rows.get_mut(y * self.row_bytes + x / 8)
        {
            *byte |= 0x80 >> (x % 8);
        }
    }

    /// Burns every black dot of `other` with its left upper corner at `x`, `y`.
    pub fn stamp(&mut self, other: &Self, x: u32, y: u32) {
        for dy in 0..other.height() {
            for dx in 0..other.width() {
                if other.is_black(dx, dy) {
                    self.blacken(x + dx, y + dy);
                }
            }
        }
    }

    /// Returns the picture without the white rows at its top and bottom, and how many there were at
    /// each end.
    #[must_use]
    pub fn trimmed(&self) -> (Self, u32, u32) {
        let blank = |row: &&[u8]| row.iter().all(|byte| *byte == 0);
        let above = self.rows().take_while(blank).count();
        if above == self.height() as usize {
            return (Self::from_rows(self.row_bytes, Vec::new()), self.height(), 0);
        }
        let rows: Vec<&[u8]> = self.rows().collect();
        let below = rows.iter().rev().take_while(|row| blank(row)).count();
        let inked = rows[above..rows.len() - below].concat();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (Self::from_rows(self.row_bytes, inked), count(above), count(below))
    }
}
