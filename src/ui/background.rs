//! Work that would hold up a frame, done beside it.

use eframe::egui::Context;
use std::sync::{Arc, OnceLock};

/// Something that is there at once or some frames later.
#[derive(Debug)]
pub(super) struct Later<T>(Arc<OnceLock<T>>);

impl<T> Clone for Later<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Send + Sync + 'static> Later<T> {
    /// Makes something now, or beside the window if that takes long; the window is then drawn again
    /// when it is there.
    pub fn start(ctx: &Context, long: bool, job: impl FnOnce() -> T + Send + 'static) -> Self {
        let slot = Arc::new(OnceLock::new());
        if !long {
            slot.get_or_init(job);
            return Self(slot);
        }
        let (later, ctx) = (slot.clone(), ctx.clone());
        // Nobody waits for it: if what it was made for has gone, so has its place.
        std::thread::spawn(move || {
            if later.set(job()).is_ok() {
                ctx.request_repaint();
            }
        });
        Self(slot)
    }

    /// It, if it is there.
    pub fn get(&self) -> Option<&T> {
        self.0.get()
    }
}
