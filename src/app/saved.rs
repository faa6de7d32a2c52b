//! What comes back at the next start: window, view, open panels. Kept by our own atomic writer.

use crate::errors::{Failed, failed};
use crate::ui::Shell;
use std::path::PathBuf;
use tumen_core::message;
use tumen_core::model::Language;
use tumen_formats::atomic;
use tumen_session::Session;
use tumen_session::view::SavedView;

/// The window itself.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Window {
    /// Inner size, points.
    pub size: [f32; 2],
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// The file.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Saved {
    version: u32,
    #[serde(flatten)]
    window: Window,
    /// The view.
    pub view: SavedView,
    /// Open panels.
    pub shell: Shell,
    /// The language of the window; the locale's if it was never saved.
    #[serde(default)]
    pub interface: Option<Language>,
}

impl std::ops::Deref for Saved {
    type Target = Window;

    fn deref(&self) -> &Window {
        &self.window
    }
}

/// The version written; other versions are not read.
const VERSION: u32 = 1;
/// Smallest and largest window believed.
const SIZES: std::ops::RangeInclusive<f32> = 200.0..=16_384.0;

fn path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "tumen").map(|d| d.data_dir().join("window.json"))
}

/// The state of the last time, if there is one that makes sense.
pub fn load() -> Option<Saved> {
    let text = std::fs::read_to_string(path()?).ok()?;
    let saved: Saved = serde_json::from_str(&text).ok()?;
    (saved.version == VERSION && saved.window.size.iter().all(|s| SIZES.contains(s))).then_some(saved)
}

/// Saves the state.
pub fn save(session: &Session, shell: &Shell, window: &Window) -> anyhow::Result<()> {
    let path = path().ok_or_else(|| Failed::new(message!("notice-no-data-folder")))?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| failed("notice-cannot-create", folder, e))?;
    }
    let saved = Saved {
        version: VERSION,
        window: window.clone(),
        view: SavedView::of(session.own_view()),
        shell: shell.clone(),
        interface: Some(session.interface()),
    };
    let text = serde_json::to_vec_pretty(&saved)?;
    Ok(atomic::write(&path, &text).map_err(|e| failed("notice-cannot-write", &path, e))?)
}
