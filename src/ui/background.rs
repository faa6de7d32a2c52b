//! Work that would hold up a frame, done beside it by the program.

use super::out::UiCommands;
use super::program::Program;
use super::work::Work;
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
    /// Makes something now, or asks the program to make it beside the window if that takes long.
    pub fn start(out: &mut UiCommands, long: bool, job: impl FnOnce() -> T + Send + 'static) -> Self {
        let slot = Arc::new(OnceLock::new());
        if !long {
            slot.get_or_init(job);
            return Self(slot);
        }
        let later = slot.clone();
        // If what it was made for has gone by then, nobody looks into its slot.
        out.push(Program::Work(Work::new(move || {
            later.get_or_init(job);
        })));
        Self(slot)
    }

    /// It, if it is there.
    pub fn get(&self) -> Option<&T> {
        self.0.get()
    }
}

#[cfg(test)]
mod tests {
    use super::super::out::UiCommand;
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn what_is_quick_is_there_at_once() {
        let mut out = UiCommands::default();
        assert_eq!(Later::start(&mut out, false, || 7).get(), Some(&7));
        assert_eq!(out.all().len(), 0);
    }

    #[test]
    fn what_takes_long_is_there_when_the_program_has_done_it_once() {
        let mut out = UiCommands::default();
        let times = Arc::new(Mutex::new(0));
        let counted = times.clone();
        let later = Later::start(&mut out, true, move || *counted.lock().unwrap() += 1);
        assert_eq!(later.get(), None);
        let asked: Vec<UiCommand> = out.take();
        let [UiCommand::App(Program::Work(work))] = &asked[..] else { unreachable!("{asked:?}") };
        work.run();
        work.run();
        assert_eq!((later.get(), *times.lock().unwrap()), (Some(&()), 1));
    }
}
