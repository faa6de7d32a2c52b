//! Progress of long work, and the wish to stop it: the same for readers of files and for painters.

use std::fmt;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// Why work was stopped before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum StopReason {
    /// The user cancelled.
    Cancelled = 1,
    /// It took longer than any file should.
    TimeLimit = 2,
}

impl fmt::Display for StopReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "cancelled",
            Self::TimeLimit => "reading took longer than the limit of time",
        })
    }
}

impl std::error::Error for StopReason {}

/// Somebody who is told how much of how much is done, and answers whether to go on.
type Listener = Box<dyn Fn(u64, u64) -> bool + Send + Sync>;

/// Progress of work, often on another thread, and the wish to stop it. Work is a number of bytes, bands or
/// pictures: whoever does it says of how many.
#[derive(Default)]
pub struct Watch {
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicU8,
    listener: Option<Listener>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { done, total, stop, listener: _ } = self;
        f.debug_struct("Watch").field("done", done).field("total", total).field("stop", stop).finish()
    }
}

impl Watch {
    /// Tells somebody about every report, on the thread that does the work: how much of how much is done. Who
    /// answers `false` cancels it.
    #[must_use]
    pub fn telling(listener: impl Fn(u64, u64) -> bool + Send + Sync + 'static) -> Self {
        Self { listener: Some(Box::new(listener)), ..Self::default() }
    }

    /// Says how far the work is. Readers call this at least every 64 KiB.
    ///
    /// # Errors
    /// If the work should stop.
    pub fn report_progress(&self, done: usize) -> Result<(), StopReason> {
        self.done.store(done as u64, Ordering::Relaxed);
        if self.listener.as_ref().is_some_and(|listener| !listener(done as u64, self.total())) {
            self.stop(StopReason::Cancelled);
        }
        match self.stop.load(Ordering::Relaxed) {
            0 => Ok(()),
            1 => Err(StopReason::Cancelled),
            _ => Err(StopReason::TimeLimit),
        }
    }

    /// Says how far the work is and how much there is to do.
    ///
    /// # Errors
    /// If the work should stop.
    pub fn report_share(&self, done: usize, total: usize) -> Result<(), StopReason> {
        self.total.store(total as u64, Ordering::Relaxed);
        self.report_progress(done)
    }

    /// How far the work is, in its unit; bytes for readers.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// How much there is to do, in the unit of [`Watch::done`], once that is known; 0 before.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }

    /// Whether the work was asked to stop.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) != 0
    }

    /// Asks the work to stop.
    pub fn stop(&self, reason: StopReason) {
        self.stop.store(reason as u8, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_listener_hears_every_report_until_the_work_is_stopped() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = heard.clone();
        let watch = Watch::telling(move |done, total| {
            if let Ok(mut heard) = ears.lock() {
                heard.push((done, total));
            }
            done < 3
        });
        assert_eq!(watch.report_progress(1), Ok(()));
        assert_eq!(watch.report_share(2, 9), Ok(()));
        assert_eq!(watch.report_progress(3), Err(StopReason::Cancelled));
        assert_eq!((watch.done(), watch.total(), watch.is_stopped()), (3, 9, true));
        assert_eq!(heard.lock().map(|h| h.clone()).unwrap_or_default(), [(1, 0), (2, 9), (3, 9)]);
    }
}
