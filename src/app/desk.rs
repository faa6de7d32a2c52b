//! The state of files and of the questions about them: what is to be done next, decided without dialogs,
//! threads or disk.

use super::saving::Saving;
use crate::ui::program::{Answer, Question};
use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tumen_core::model::layer::Feature;
use tumen_core::model::{LayerId, Workspace};

/// A layer that a file gave, and its features as they were then.
pub type Given = (LayerId, Arc<Vec<Arc<Feature>>>);

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Step {
    /// Save the project; the window closes afterwards.
    SaveAndClose,
    /// Save this to that file.
    SaveTo(Saving, PathBuf),
    /// Save this to that file, whatever has become of it.
    Overwrite(Saving, PathBuf),
    /// Ask for another file to save this to.
    SaveElsewhere(Saving),
    /// Read a file again that has changed on disk.
    Reload(PathBuf),
    /// Open the copy that an earlier program left.
    Restore(PathBuf),
    /// Delete a copy that is not needed any more.
    Forget(PathBuf),
    /// Close the window.
    Close,
}

/// Which files are open, and what is still to be asked or answered.
#[derive(Debug, Default)]
pub struct Desk {
    /// The file of the project.
    pub project: Option<PathBuf>,
    /// Which layers came from which file.
    given: HashMap<PathBuf, Vec<Given>>,
    /// A copy left by an earlier program, about which the user is asked.
    left: Option<PathBuf>,
    /// A copy that is being restored.
    restoring: Option<PathBuf>,
    /// What waits for the answer to a question about losses.
    waiting: Option<(Saving, PathBuf)>,
    /// Files changed on disk whose layers were edited; the user is asked about one after the other.
    conflicts: VecDeque<PathBuf>,
    /// Close once the project is saved.
    close_after_save: bool,
    /// The user has agreed to close.
    may_close: bool,
}

impl Desk {
    /// Nothing open; perhaps with a copy that an earlier program left.
    pub fn new(left: Option<PathBuf>) -> Self {
        Self { left, ..Self::default() }
    }

    /// The copy about which the user is to be asked.
    pub fn left(&self) -> Option<&Path> {
        self.left.as_deref()
    }

    /// A file gave layers.
    pub fn arrived(&mut self, path: PathBuf, layers: Vec<Given>) {
        self.given.insert(path, layers);
    }

    /// Whether layers on the map came from a file.
    pub fn is_open(&self, path: &Path) -> bool {
        self.given.contains_key(path)
    }

    /// The layers that a file gave, to be brought up to date when it was read again.
    pub fn given_mut(&mut self, path: &Path) -> Option<&mut Vec<Given>> {
        self.given.get_mut(path)
    }

    /// A file has changed: it is read again, unless its layers were edited here; then the user decides. A file
    /// whose layers are gone is none of our business.
    pub fn changed_on_disk(&mut self, path: PathBuf, workspace: &Workspace) -> Option<Step> {
        let given = self.given.get(&path)?;
        let there = given.iter().filter_map(|(id, was)| Some((workspace.layer(*id)?, was)));
        let edited: Vec<bool> = there.map(|(now, was)| !Arc::ptr_eq(&now.features, was)).collect();
        match (edited.is_empty(), edited.contains(&true)) {
            (true, _) => None,
            (false, false) => Some(Step::Reload(path)),
            (false, true) => {
                if !self.conflicts.contains(&path) {
                    self.conflicts.push_back(path);
                }
                None
            }
        }
    }

    /// The file about which the user is to be asked next.
    pub fn conflict(&self) -> Option<&Path> {
        self.conflicts.front().map(PathBuf::as_path)
    }

    /// Saving would lose something, which the user has to allow.
    pub fn wait(&mut self, saving: Saving, path: PathBuf) {
        self.waiting = Some((saving, path));
    }

    /// The user has answered a question.
    pub fn answered(&mut self, question: &Question, answer: Answer) -> Option<Step> {
        let yes = answer == Answer::Yes;
        match question {
            Question::Recover(_) => {
                let copy = self.left.take()?;
                if !yes {
                    return Some(Step::Forget(copy));
                }
                self.restoring = Some(copy.clone());
                Some(Step::Restore(copy))
            }
            Question::Unsaved => match answer {
                Answer::Yes => Some(Step::SaveAndClose),
                Answer::No => {
                    self.may_close = true;
                    Some(Step::Close)
                }
                Answer::Cancel => None,
            },
            Question::Losses(..) => {
                let (saving, path) = self.waiting.take()?;
                yes.then_some(Step::SaveTo(saving, path))
            }
            Question::Overwrite(_) => {
                let (saving, path) = self.waiting.take()?;
                match answer {
                    Answer::Yes => Some(Step::Overwrite(saving, path)),
                    Answer::No => Some(Step::SaveElsewhere(saving)),
                    Answer::Cancel => None,
                }
            }
            Question::Changed(_) => {
                let path = self.conflicts.pop_front()?;
                yes.then_some(Step::Reload(path))
            }
        }
    }

    /// Whether a file that was opened is the copy that is being restored.
    pub fn is_restoring(&self, path: &Path) -> bool {
        self.restoring.as_deref() == Some(path)
    }

    /// The copy was opened. One that could not be read is kept.
    pub fn restored(&mut self, readable: bool) -> Option<Step> {
        let copy = self.restoring.take()?;
        readable.then_some(Step::Forget(copy))
    }

    /// The user saves; whether the window closes afterwards is said anew each time.
    pub fn saves(&mut self, close_after: bool) {
        self.close_after_save = close_after;
    }

    /// Something was saved, or not; the file if it was the project.
    pub fn saved(&mut self, done: bool, project: Option<PathBuf>) -> Option<Step> {
        if !done {
            self.close_after_save = false;
            return None;
        }
        self.project = Some(project?);
        self.may_close |= self.close_after_save;
        self.close_after_save.then_some(Step::Close)
    }

    /// Whether the user has to be asked before the window closes.
    pub fn asks_before_closing(&self, unsaved: bool) -> bool {
        unsaved && !self.may_close
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use tumen_core::message;
    use tumen_core::model::Layer;

    fn path(name: &str) -> PathBuf {
        PathBuf::from(name)
    }

    /// A workspace with a layer from each of the files.
    fn opened(files: &[&str]) -> (Desk, Workspace) {
        let (mut desk, mut workspace) = (Desk::default(), Workspace::default());
        for file in files {
            let id = workspace.add(Layer::new(*file, vec![Feature::default()]));
            let features = workspace.layer(id).unwrap().features.clone();
            desk.arrived(path(file), vec![(id, features)]);
        }
        (desk, workspace)
    }

    /// Another state of all layers, as after an edit.
    fn edited(workspace: &Workspace) -> Workspace {
        let mut workspace = workspace.clone();
        for layer in &mut workspace.layers {
            let features = (*layer.features).clone();
            Arc::make_mut(layer).features = Arc::new(features);
        }
        workspace
    }

    #[test]
    fn a_file_that_changed_is_read_again_unless_its_layer_was_edited() {
        let (mut desk, workspace) = opened(&["a.gpx"]);
        let step = desk.changed_on_disk(path("a.gpx"), &workspace);
        assert!(matches!(step, Some(Step::Reload(p)) if p == path("a.gpx")));
        assert!(desk.changed_on_disk(path("b.gpx"), &workspace).is_none(), "nobody opened it");
        assert!(desk.changed_on_disk(path("a.gpx"), &Workspace::default()).is_none(), "its layer is gone");
        assert_eq!(desk.conflict(), None);
        assert!(desk.changed_on_disk(path("a.gpx"), &edited(&workspace)).is_none());
        assert_eq!(desk.conflict(), Some(Path::new("a.gpx")));
    }

    #[test]
    fn conflicts_are_asked_about_one_after_the_other_and_each_once() {
        let (mut desk, workspace) = opened(&["a.gpx", "b.gpx"]);
        for file in ["a.gpx", "b.gpx", "a.gpx"] {
            assert!(desk.changed_on_disk(path(file), &edited(&workspace)).is_none());
        }
        let question = Question::Changed("a.gpx".to_owned());
        let step = desk.answered(&question, Answer::Yes);
        assert!(matches!(step, Some(Step::Reload(p)) if p == path("a.gpx")));
        assert_eq!(desk.conflict(), Some(Path::new("b.gpx")));
        assert!(desk.answered(&Question::Changed("b.gpx".to_owned()), Answer::No).is_none());
        assert_eq!(desk.conflict(), None);
        assert!(desk.answered(&question, Answer::Yes).is_none(), "there is nothing left to answer");
    }

    #[test]
    fn a_copy_is_restored_or_forgotten_and_kept_if_it_cannot_be_read() {
        let question = Question::Recover(message!("notice-minutes-ago", n = 1));
        let mut desk = Desk::new(Some(path("copy")));
        assert_eq!(desk.left(), Some(Path::new("copy")));
        assert!(matches!(desk.answered(&question, Answer::No), Some(Step::Forget(_))));
        assert!(desk.left().is_none() && !desk.is_restoring(Path::new("copy")));
        for readable in [true, false] {
            let mut desk = Desk::new(Some(path("copy")));
            assert!(matches!(desk.answered(&question, Answer::Yes), Some(Step::Restore(_))));
            assert!(desk.is_restoring(Path::new("copy")) && !desk.is_restoring(Path::new("other")));
            assert_eq!(matches!(desk.restored(readable), Some(Step::Forget(_))), readable);
            assert!(desk.restored(true).is_none(), "only once");
        }
    }

    #[test]
    fn losses_wait_for_the_answer() {
        let question = Question::Losses("a.csv".to_owned(), Vec::new());
        let mut desk = Desk::default();
        for answer in [Answer::No, Answer::Cancel] {
            desk.wait(Saving::Project(1), path("a.csv"));
            assert!(desk.answered(&question, answer).is_none());
            assert!(desk.answered(&question, Answer::Yes).is_none(), "it was given up");
        }
        desk.wait(Saving::Project(1), path("a.csv"));
        let step = desk.answered(&question, Answer::Yes);
        assert!(matches!(step, Some(Step::SaveTo(Saving::Project(1), p)) if p == path("a.csv")));
    }

    #[test]
    fn unsaved_work_is_not_closed_over() {
        let mut desk = Desk::default();
        assert!(desk.asks_before_closing(true) && !desk.asks_before_closing(false));
        let changed = Question::Overwrite("p.tumen".to_owned());
        for answer in [Answer::Yes, Answer::No, Answer::Cancel] {
            desk.wait(Saving::Project(1), path("p.tumen"));
            let step = desk.answered(&changed, answer);
            match answer {
                Answer::Yes => assert!(matches!(step, Some(Step::Overwrite(Saving::Project(1), _)))),
                Answer::No => assert!(matches!(step, Some(Step::SaveElsewhere(Saving::Project(1))))),
                Answer::Cancel => assert!(step.is_none()),
            }
        }
        assert!(desk.answered(&Question::Unsaved, Answer::Cancel).is_none());
        assert!(desk.asks_before_closing(true));
        assert!(matches!(desk.answered(&Question::Unsaved, Answer::No), Some(Step::Close)));
        assert!(!desk.asks_before_closing(true), "the user has agreed");
    }

    #[test]
    fn the_window_closes_when_the_project_is_saved_but_not_when_saving_failed() {
        let mut desk = Desk::default();
        assert!(matches!(desk.answered(&Question::Unsaved, Answer::Yes), Some(Step::SaveAndClose)));
        desk.saves(true);
        assert!(desk.saved(false, Some(path("a.tumen"))).is_none());
        assert!(desk.saved(true, Some(path("a.tumen"))).is_none(), "that was given up when saving failed");
        desk.saves(true);
        assert!(desk.saved(true, None).is_none(), "a layer is no project");
        assert!(matches!(desk.saved(true, Some(path("a.tumen"))), Some(Step::Close)));
        assert_eq!(desk.project, Some(path("a.tumen")));
        assert!(!desk.asks_before_closing(true));
    }

    #[test]
    fn a_dialog_that_was_closed_leaves_no_wish_to_close() {
        let mut desk = Desk::default();
        desk.saves(true);
        // The dialog for the file's name was closed; later the user saves and goes on working.
        desk.saves(false);
        assert!(desk.saved(true, Some(path("a.tumen"))).is_none());
        assert!(desk.asks_before_closing(true));
    }
}
