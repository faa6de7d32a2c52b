//! A copy of unsaved work on disk, so that a crash or a power cut costs seconds.
//!
//! Every running program holds a lock on a file of its own in the recovery folder; beside it lies the
//! copy. A copy whose lock nobody holds belongs to a program that ended without saying goodbye.

use crate::errors::failed;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tumen_formats::atomic;

/// A copy is made this long after the last edit of a burst.
const AFTER_BURST: Duration = Duration::from_millis(1500);
/// While edits go on, a copy is made at least this often.
const AT_LEAST: Duration = Duration::from_secs(10);
/// Writing copies may take this share of the time.
const SHARE: u32 = 10;

/// The folder of a user's recovery files.
pub fn folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "tumen").map(|d| d.data_dir().join("recovery"))
}

/// This program's place in the recovery folder. Held while the program runs.
#[derive(Debug)]
pub struct Slot {
    lock: PathBuf,
    copy: PathBuf,
    _held: File,
}

impl Slot {
    /// Takes a place in a folder, which is made if it is not there.
    pub fn take(folder: &Path) -> anyhow::Result<Self> {
        fs::create_dir_all(folder).map_err(|e| failed("notice-cannot-create", folder, e))?;
        let lock = folder.join(format!("{}.lock", std::process::id()));
        let held = File::create(&lock).map_err(|e| failed("notice-cannot-create", &lock, e))?;
        held.try_lock().map_err(|e| failed("notice-cannot-lock", &lock, e))?;
        Ok(Self { copy: lock.with_extension("tumen"), lock, _held: held })
    }

    /// The file that holds the copy.
    pub fn copy(&self) -> &Path {
        &self.copy
    }

    /// Nothing is left to recover.
    pub fn clear(&self) {
        // Whatever cannot be removed is offered once too often, which does no harm.
        let _ = fs::remove_file(&self.copy);
    }

    /// The program ends in an orderly way.
    pub fn release(&self) {
        self.clear();
        let _ = fs::remove_file(&self.lock);
    }
}

/// Copies left by programs that ended without an orderly end, the newest first. Their locks are
/// removed, and so are locks without a copy.
pub fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let mut found = Vec::new();
    for lock in entries.filter(|p| p.extension().is_some_and(|e| e == "lock")) {
        let ours = lock.file_stem().is_some_and(|s| s == std::process::id().to_string().as_str());
        let running = File::open(&lock).is_ok_and(|f| f.try_lock().is_err());
        if ours || running {
            continue;
        }
        let copy = lock.with_extension("tumen");
        if copy.is_file() {
            found.push(copy);
        } else {
            let _ = fs::remove_file(&lock);
        }
    }
    found.sort_by_key(|copy| std::cmp::Reverse(fs::metadata(copy).and_then(|m| m.modified()).ok()));
    found
}

/// Forgets a copy that was restored or is not wanted.
pub fn forget(copy: &Path) {
    let _ = fs::remove_file(copy);
    let _ = fs::remove_file(copy.with_extension("lock"));
}

/// When the next copy is due.
#[derive(Debug, Default)]
pub struct Clock {
    /// The revision of the last copy.
    copied: u64,
    /// The revision that was seen last, and when it appeared.
    seen: Option<(u64, Instant)>,
    /// When the first edit after the last copy was seen.
    since: Option<Instant>,
    writing: Option<Instant>,
    rest_until: Option<Instant>,
}

impl Clock {
    /// Whether a copy of a revision should be made now; otherwise, when to ask again.
    pub fn due(&mut self, revision: u64, now: Instant) -> Result<(), Option<Duration>> {
        if revision == self.copied || self.writing.is_some() {
            return Err(None);
        }
        if self.seen.is_none_or(|(seen, _)| seen != revision) {
            self.seen = Some((revision, now));
        }
        let since = *self.since.get_or_insert(now);
        let quiet = self.seen.map_or(now, |(_, at)| at) + AFTER_BURST;
        let at = quiet.min(since + AT_LEAST).max(self.rest_until.unwrap_or(now));
        if at > now { Err(Some(at - now)) } else { Ok(()) }
    }

    /// A copy of a revision is being written.
    pub fn started(&mut self, revision: u64, now: Instant) {
        self.copied = revision;
        self.since = None;
        self.writing = Some(now);
    }

    /// It is written; if that took long, the next one waits.
    pub fn finished(&mut self, now: Instant) {
        if let Some(started) = self.writing.take() {
            self.rest_until = Some(now + (now - started) * SHARE);
        }
    }

    /// A revision needs no copy: it is in a file.
    pub fn skip(&mut self, revision: u64) {
        self.copied = revision;
        self.since = None;
    }
}

/// Writes a copy.
pub fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    Ok(atomic::write(path, bytes).map_err(|e| failed("notice-cannot-write", path, e))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_follows_a_burst_and_a_long_run_of_edits() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut clock = Clock::default();
        assert_eq!(clock.due(0, at(0)), Err(None), "nothing has changed");
        assert_eq!(clock.due(1, at(0)), Err(Some(AFTER_BURST)));
        assert_eq!(clock.due(1, at(1500)), Ok(()));
        clock.started(1, at(1500));
        assert_eq!(clock.due(2, at(1600)), Err(None), "one at a time");
        clock.finished(at(1600));
        // Edits without a pause: at the latest after ten seconds.
        let mut copied = None;
        for (revision, ms) in (2..).zip((2000..20_000).step_by(500)) {
            if clock.due(revision, at(ms)).is_ok() {
                copied = Some(ms);
                break;
            }
        }
        assert_eq!(copied, Some(12_000));
    }

    #[test]
    fn only_copies_without_a_running_owner_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let slot = Slot::take(folder.path()).unwrap();
        write(slot.copy(), b"ours").unwrap();
        fs::write(folder.path().join("4000000.lock"), b"").unwrap();
        fs::write(folder.path().join("4000000.tumen"), b"dead").unwrap();
        fs::write(folder.path().join("4000001.lock"), b"").unwrap();
        let found = left_behind(folder.path());
        assert_eq!(found, [folder.path().join("4000000.tumen")]);
        assert!(!folder.path().join("4000001.lock").exists(), "a lock without a copy is swept away");
        forget(&found[0]);
        assert_eq!(left_behind(folder.path()), Vec::<PathBuf>::new());
        slot.release();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
