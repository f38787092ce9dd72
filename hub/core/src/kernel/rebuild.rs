//! Rebuilding projections: derived again from the beginning of the log, beside the tables that serve,
//! in steps, one a tick. Readers see the old tables until the new ones have reached the log's end;
//! both change places in the transaction of that step. So nobody is ever shown half a table, and a
//! process that is killed goes on where it was.
//!
//! What is new goes to the tables that serve, as ever; the others have it from the log. A dead
//! letter of the old tables goes with them, and what the rebuild has failed on stays.
//!
//! A projection is rebuilt if its row in `consumers` says that it is `lost`. So a migration that
//! changes what a projection holds sets that. If it changes the tables' columns as well, it makes the
//! table again, and readers find it empty until the rebuild is over: old rows cannot be shown by a
//! program that does not know their columns. A projection without a row is new: it has no events
//! before it is built.

use crema_api::ids::Seq;

use super::audience::Audience;
use super::cascade::Cascade;
use super::consumer::Projection;
use super::cursors::{self, Progress};
use super::dead_letters::{self, Letters, Span};
use super::derive::{self, Target};
use super::engine::Core;
use super::rebuilds::{self, Stage};
use super::shadow::Shadow;
use crate::fault::Fault;
use crate::storage::Storage;

impl Audience {
    /// Takes one step of the first rebuild that goes on.
    pub(super) fn rebuild(&self, cascade: &mut Cascade<'_>) -> Result<(), Fault> {
        self.take_step(cascade.storage(), cascade.head())
    }

    fn take_step(&self, storage: &dyn Storage, head: Seq) -> Result<(), Fault> {
        if let Some(projection) = self.first_rebuilt() {
            step(storage, projection, head)?;
        }
        Ok(self.reload(storage)?)
    }
}

/// Takes one step of a projection's rebuild.
pub(super) fn step(
    storage: &dyn Storage,
    projection: &dyn Projection,
    head: Seq,
) -> Result<(), Fault> {
    let name = projection.name();
    let shadow = Shadow::of(projection.tables());
    let after = match rebuilds::load(storage, name)? {
        Some(Stage::Serves) => return clear(storage, name, shadow),
        Some(Stage::Derived(seq)) => seq,
        None => {
            shadow.create(storage)?;
            Letters::of_rebuild(name).remove_all(storage)?;
            Seq(0)
        }
    };
    let target = Target { projection, shadow: Some(shadow) };
    let cursor = derive::advance(storage, target, Span { after, until: head })?;
    if cursor < head {
        return Ok(rebuilds::save(storage, name, Stage::Derived(cursor))?);
    }
    shadow.swap(storage)?;
    dead_letters::replace_by_rebuilt(storage, name)?;
    cursors::save(storage, name, Progress { cursor, greeted: None, lost: false }, false)?;
    tracing::info!(projection = name, "has been rebuilt");
    clear(storage, name, shadow)
}

/// Deletes a part of what served before: mostly, that is all.
fn clear(storage: &dyn Storage, projection: &str, shadow: Shadow) -> Result<(), Fault> {
    if shadow.delete_retired(storage)? {
        rebuilds::end(storage, projection)?;
    } else {
        rebuilds::save(storage, projection, Stage::Serves)?;
    }
    Ok(())
}

impl Core {
    /// Lets every projection be derived again from the log: ticks take the steps, and the old tables
    /// serve meanwhile. One that is being rebuilt begins again.
    ///
    /// # Errors
    /// A [`Fault`] of the disk.
    pub fn begin_rebuild(&mut self) -> Result<(), Fault> {
        self.in_transaction(|core| {
            let storage = core.storage.as_ref();
            for projection in core.audience.projections() {
                cursors::set_lost(storage, projection.name())?;
                rebuilds::begin_again_from(storage, projection.name(), Seq(0))?;
            }
            Ok(core.audience.reload(storage)?)
        })
    }

    /// Derives every projection again from the log, at once. No command does this, because opening a
    /// database builds what a new version brings. It is for those who do not trust the projections
    /// of a database, and for the tests that prove them derived. Killed meanwhile, the booth goes on
    /// with it when it is opened.
    ///
    /// # Errors
    /// A [`Fault`] of the disk, or of a projection that names tables which are not there.
    pub fn rebuild_projections(&mut self) -> Result<(), Fault> {
        self.begin_rebuild()?;
        while self.audience.is_any_rebuilt() {
            self.in_transaction(|core| core.audience.take_step(core.storage.as_ref(), core.head))?;
            self.settle(false);
        }
        Ok(())
    }

    fn in_transaction(&self, run: impl FnOnce(&Self) -> Result<(), Fault>) -> Result<(), Fault> {
        self.storage.begin()?;
        let done = run(self).and_then(|()| Ok(self.storage.commit()?));
        if done.is_err() {
            self.storage.roll_back()?;
            self.audience.reload(self.storage.as_ref())?;
        }
        done
    }
}
