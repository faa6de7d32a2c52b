//! Notices when an open file changes on disk.

use eframe::egui;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// A file is read again when it has been quiet for this long: programs write in several steps.
const QUIET: Duration = Duration::from_millis(400);

/// Watches the folders of open files. Folders, because many programs replace a file by another one of
/// the same name.
pub struct Watching {
    watcher: Option<RecommendedWatcher>,
    events: Receiver<PathBuf>,
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
    changed: BTreeMap<PathBuf, Instant>,
}

impl Watching {
    /// Watches nothing yet. Where the system cannot watch, nothing ever changes.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let Ok(event) = event else { return };
            if event.kind.is_create() || event.kind.is_modify() {
                for path in event.paths {
                    // The window may be gone already.
                    let _ = sender.send(path);
                }
                ctx.request_repaint();
            }
        });
        Self {
            watcher: watcher.ok(),
            events,
            files: BTreeSet::new(),
            folders: BTreeSet::new(),
            changed: BTreeMap::new(),
        }
    }

    /// Watches a file.
    pub fn add(&mut self, file: &Path) {
        let Some(folder) = file.parent() else { return };
        self.files.insert(file.to_owned());
        if let Some(watcher) = &mut self.watcher
            && self.folders.insert(folder.to_owned())
        {
            // A folder that cannot be watched, such as one on a network, only costs the convenience.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
    }

    /// A change of a file that this program makes itself is none.
    pub fn forget_changes(&mut self, file: &Path) {
        self.drain();
        self.changed.remove(file);
    }

    fn drain(&mut self) {
        while let Ok(path) = self.events.try_recv() {
            if self.files.contains(&path) {
                self.changed.insert(path, Instant::now());
            }
        }
    }

    /// Files that have changed and are quiet now. Asks for a frame when others will be.
    pub fn changed(&mut self, ctx: &egui::Context) -> Vec<PathBuf> {
        self.drain();
        let quiet: Vec<PathBuf> =
            self.changed.iter().filter(|(_, at)| at.elapsed() >= QUIET).map(|(p, _)| p.clone()).collect();
        for path in &quiet {
            self.changed.remove(path);
        }
        if !self.changed.is_empty() {
            ctx.request_repaint_after(QUIET);
        }
        quiet
    }
}
