//! What the window does with files: opening, saving, watching, recovering, and closing in order.

use super::App;
use super::desk::{Desk, Step};
use super::drawing::PreviewImage;
use super::opening::{self, Source};
use super::recovery::{self, Clock, Slot};
use super::saving::{self, NotSaved, Saving};
use super::watching::Watching;
use super::worker::Event;
use crate::ui::exporting;
use crate::ui::files::remember;
use crate::ui::out::{Answer, Question};
use crate::ui::shell::Program;
use eframe::egui::{self, ViewportCommand};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::{Edit, Layer, LayerId};
use tumen_formats::atomic::Stamp;
use tumen_scene::export::Pixels;
use tumen_session::opening::Opening;
use tumen_session::{CameraCommand, TalkCommand, WorkspaceCommand};

/// Files and what depends on them.
pub struct Documents {
    opening: Opening,
    /// Which files are open, and what is to be asked.
    desk: Desk,
    watching: Watching,
    /// Layers that arrived since nothing was being opened: they are looked at together.
    batch: Vec<LayerId>,
    slot: Option<Slot>,
    clock: Clock,
    title: String,
    /// What files were when they were last read or written here.
    stamps: HashMap<PathBuf, Stamp>,
}

impl Documents {
    /// Nothing open. Looks for copies that need recovery.
    pub fn new(ctx: &egui::Context, opening: Opening) -> Self {
        let folder = recovery::folder();
        let left = folder.as_deref().and_then(|f| recovery::left_behind(f).into_iter().next());
        // Without a place for copies the program works, only without a net.
        let slot = folder.and_then(|f| Slot::take(&f).ok());
        Self {
            opening,
            desk: Desk::new(left),
            watching: Watching::new(ctx.clone()),
            batch: Vec::new(),
            slot,
            clock: Clock::default(),
            title: String::new(),
            stamps: HashMap::new(),
        }
    }

    /// The question to begin with, if an earlier program left a copy.
    pub fn first_question(&self) -> Option<Question> {
        let age = self.desk.left().map(|copy| {
            let made = std::fs::metadata(copy).and_then(|m| m.modified());
            made.ok().and_then(|at| SystemTime::now().duration_since(at).ok())
        })?;
        let minutes = age.map(|a| a.as_secs() / 60);
        Some(Question::Recover(match minutes {
            None => message!("notice-some-time-ago"),
            Some(0) => message!("notice-less-than-a-minute-ago"),
            Some(m) if m < 120 => message!("notice-minutes-ago", n = m),
            Some(m) if m < 48 * 60 => message!("notice-hours-ago", n = m / 60),
            Some(m) => message!("notice-days-ago", n = m / (24 * 60)),
        }))
    }

    /// The program ends in order.
    pub fn release(&self) {
        if let Some(slot) = &self.slot {
            slot.release();
        }
    }
}

impl App {
    /// Saves the project to a file that is asked for.
    pub(super) fn save_project_as(&mut self) {
        self.documents.desk.saves(false);
        self.workers.ask_save(self.dialog_words(), self.project_now());
    }

    /// Saves a layer to a file that is asked for.
    pub(super) fn save_layer(&self, id: LayerId) {
        if let Some(layer) = self.session.workspace().layer(id) {
            self.workers.ask_save(self.dialog_words(), Saving::Layer(layer.clone()));
        }
    }

    /// Opens text from the clipboard.
    pub(super) fn paste(&mut self, text: String) {
        self.workers.open(vec![Source::Pasted(text)], &self.documents.opening);
    }

    /// Saves the project to its file, or to one that is asked for.
    pub(super) fn save_project(&mut self, close_after: bool) {
        self.documents.desk.saves(close_after);
        match self.documents.desk.project.clone() {
            Some(path) => self.save_to(self.project_now(), path),
            None => self.workers.ask_save(self.dialog_words(), self.project_now()),
        }
    }

    /// Does what the desk has decided.
    fn step(&mut self, step: Step) {
        match step {
            Step::SaveAndClose => self.save_project(true),
            Step::SaveTo(saving, path) => self.save_to(saving, path),
            Step::Overwrite(saving, path) => {
                self.documents.stamps.remove(&path);
                self.save_to(saving, path);
            }
            Step::SaveElsewhere(saving) => self.workers.ask_save(self.dialog_words(), saving),
            Step::Reload(path) => self.workers.open(vec![Source::Changed(path)], &self.documents.opening),
            Step::Restore(copy) => self.workers.open(vec![Source::File(copy)], &self.documents.opening),
            Step::Forget(copy) => recovery::forget(&copy),
            Step::Close => self.pending.program.push(Program::Quit),
        }
    }

    fn project_now(&self) -> Saving {
        Saving::Project(self.session.history().revision())
    }

    /// Opens files.
    pub(super) fn open(&mut self, paths: Vec<PathBuf>) {
        let sources = paths.iter().map(|p| Source::File(opening::absolute(p))).collect();
        self.workers.open(sources, &self.documents.opening);
    }

    fn save_to(&mut self, saving: Saving, path: PathBuf) {
        self.shell.message = message!("notice-saving", path = path.display().to_string());
        let known = self.documents.stamps.get(&path).copied();
        self.workers.save(saving, path, known, &self.session);
    }

    /// Acts on what workers have finished.
    pub(super) fn file_events(&mut self, ctx: &egui::Context) {
        for event in self.workers.events() {
            match event {
                Event::Opened(done) => self.opened(*done),
                Event::Chosen(paths) => self.open(paths),
                Event::Target(saving, path) => self.target(saving, path),
                Event::Saved(saving, path, result) => self.saved(ctx, &saving, path, result),
                Event::ExportTo(job, path) => self.workers.export(&self.session, job, path),
                Event::Previewed(result) => self.previewed(ctx, result),
                Event::Picture(pixels) => {
                    self.clipboard = Some(image(&pixels));
                    self.shell.message = message!("notice-on-clipboard");
                }
                Event::Copied(result) => {
                    self.documents.clock.finished(Instant::now());
                    if let Err(error) = result {
                        self.shell.message = message!("notice-copy-not-written", error = error);
                    }
                }
            }
        }
        self.shell.tasks = self.workers.tasks();
        self.shell.exporting.preview.busy = self.workers.is_previewing();
        if self.shell.tasks.is_empty() {
            self.documents.batch.clear();
        }
        let changed = self.documents.watching.changed(ctx);
        self.changed_on_disk(changed);
        self.copy_for_recovery(ctx);
        self.guard_close(ctx);
        self.show_title(ctx);
    }

    fn previewed(&mut self, ctx: &egui::Context, result: Result<PreviewImage, Message>) {
        let result = result.map_err(|error| error.in_words(self.session.messages()));
        let drawn = result.map(|(pixels, words)| {
            let words = words.in_words(self.session.messages());
            let texture = ctx.load_texture("export preview", image(&pixels), egui::TextureOptions::LINEAR);
            exporting::PreviewImage { texture, words }
        });
        self.shell.exporting.preview.drawn = Some(drawn);
    }

    fn target(&mut self, saving: Saving, path: PathBuf) {
        match saving::losses(&saving, &path) {
            Err(error) => self.shell.message = error.message(),
            Ok(losses) if losses.is_empty() => self.save_to(saving, path),
            Ok(losses) => {
                let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
                self.documents.desk.wait(saving, path);
                let losses = losses.iter().map(|l| l.in_words(self.session.messages())).collect();
                self.shell.question = Some(Question::Losses(name, losses));
            }
        }
    }

    fn saved(
        &mut self,
        ctx: &egui::Context,
        saving: &Saving,
        path: PathBuf,
        result: Result<Stamp, NotSaved>,
    ) {
        match result {
            Ok(stamp) => drop(self.documents.stamps.insert(path.clone(), stamp)),
            Err(why) => return self.not_saved(saving, path, why),
        }
        self.shell.message = message!("notice-saved", path = path.display().to_string());
        remember(&mut self.shell.recent, &path.display().to_string());
        self.documents.watching.forget_changes(&path);
        if let Saving::Project(revision) = saving {
            let close = self.documents.desk.saved(true, Some(path));
            self.run(WorkspaceCommand::Saved(*revision));
            if !self.session.history().is_dirty() {
                self.nothing_to_recover();
            }
            if close.is_some() {
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn not_saved(&mut self, saving: &Saving, path: PathBuf, why: NotSaved) {
        self.documents.desk.saved(false, None);
        match why {
            NotSaved::Failed(error) => self.shell.message = message!("notice-not-saved", error = error),
            NotSaved::Changed => {
                self.shell.message = message!("notice-not-saved-changed", path = path.display().to_string());
                self.shell.question = Some(Question::Overwrite(path.display().to_string()));
                self.documents.desk.wait(saving.clone(), path);
            }
        }
    }

    fn nothing_to_recover(&mut self) {
        self.documents.clock.skip(self.session.history().revision());
        if let Some(slot) = &self.documents.slot {
            slot.clear();
        }
    }

    /// A source was opened: its layers go on the map, and its report is shown if there is one.
    fn opened(&mut self, done: opening::Done) {
        if done.cancelled {
            self.shell.message = message!("notice-open-cancelled", name = done.source.name());
            return;
        }
        if let (Some(path), Some(stamp)) = (done.source.file(), done.stamp) {
            self.documents.stamps.insert(path.to_owned(), stamp);
        }
        match done.source.clone() {
            Source::Changed(path) => self.reloaded(&path, done),
            Source::File(path) if self.documents.desk.is_restoring(&path) => self.restored(done),
            source @ (Source::File(_) | Source::Pasted(_)) => self.arrived(&source, done),
        }
    }

    fn arrived(&mut self, source: &Source, done: opening::Done) {
        let import = Arc::new(done.import);
        let loaded = !import.is_empty(&done.layers);
        self.shell.message = match loaded {
            true => message!("notice-opened", name = source.name(), content = import.content()),
            false => message!("notice-not-opened", name = source.name()),
        };
        // The layers of a project are in it; a tour of its own names its files.
        let named: Vec<PathBuf> = match (source, done.project) {
            (Source::File(path), false) => import.files_beside(path),
            _ => Vec::new(),
        };
        let features: Vec<_> = done.layers.iter().map(|l| l.features.clone()).collect();
        let first = self.session.workspace().next_layer;
        self.run(WorkspaceCommand::Imported(import.clone(), done.layers));
        if loaded {
            let ids: Vec<LayerId> = (first..).take(features.len()).map(LayerId).collect();
            self.documents.batch.extend(&ids);
            self.look_at(&self.documents.batch.clone());
            if let Source::File(path) = source {
                remember(&mut self.shell.recent, &path.display().to_string());
                match done.project {
                    true => self.project_opened(path.clone(), done.view),
                    false if features.is_empty() => {}
                    false => {
                        self.documents.watching.add(path);
                        let given = ids.into_iter().zip(features).collect();
                        self.documents.desk.arrived(path.clone(), given);
                    }
                }
            }
        }
        if import.report.has_problems() || !import.proposals().is_empty() {
            self.shell.show_report(import.id);
        }
        let closed = |path: &PathBuf| !self.documents.desk.is_open(path);
        let named: Vec<PathBuf> = named.into_iter().filter(closed).collect();
        if !named.is_empty() {
            self.open(named);
        }
    }

    /// The first project gives the window its file and its view; later ones only their layers.
    fn project_opened(&mut self, path: PathBuf, view: Option<tumen_session::view::SavedView>) {
        if self.documents.desk.project.is_some() {
            return;
        }
        self.documents.desk.project = Some(path);
        if let Some(view) = view {
            let view = view.restore(self.session.document(), self.session.today());
            self.session.set_view(view);
        }
    }

    fn look_at(&mut self, layers: &[LayerId]) {
        if self.session.presentation().is_some() {
            return;
        }
        let at_once = !self.shell.map.is_painted();
        if self.run(CameraCommand::ShowLayers { layers: layers.to_vec(), at_once }) {
            self.shell.map.leave_first_view();
        }
    }

    /// Files that changed are read again, unless their layers were edited here: then the user decides.
    fn changed_on_disk(&mut self, changed: Vec<PathBuf>) {
        for path in changed.into_iter().filter(|p| p.is_file()) {
            if let Some(step) = self.documents.desk.changed_on_disk(path, self.session.workspace()) {
                self.step(step);
            }
        }
        if let (None, Some(path)) = (&self.shell.question, self.documents.desk.conflict()) {
            self.shell.question = Some(Question::Changed(path.display().to_string()));
        }
    }

    /// The layers of a file that has changed get its new content and keep their style.
    fn reloaded(&mut self, path: &Path, done: opening::Done) {
        let Some(given) = self.documents.desk.given_mut(path) else { return };
        if done.layers.is_empty() {
            self.shell.message = message!("notice-changed-unreadable", name = done.source.name());
            self.run(WorkspaceCommand::Imported(Arc::new(done.import), Vec::new()));
            return;
        }
        let mut edits = Vec::new();
        for ((id, was), layer) in given.iter_mut().zip(done.layers) {
            was.clone_from(&layer.features);
            edits.push(Edit::ReplaceContent(*id, Box::new(layer)));
        }
        self.shell.message = message!("notice-read-again", name = done.source.name());
        let clean = !self.session.history().is_dirty();
        self.run(WorkspaceCommand::Edit(edits, None));
        if clean {
            self.run(WorkspaceCommand::Saved(self.session.history().revision()));
        }
    }

    fn restored(&mut self, done: opening::Done) {
        let mut import = done.import;
        let forget = self.documents.desk.restored(!import.is_empty(&done.layers));
        if import.is_empty(&done.layers) {
            self.shell.message = message!("notice-copy-unreadable");
            self.run(WorkspaceCommand::Imported(Arc::new(import), Vec::new()));
            return;
        }
        let layers: Vec<Layer> = done.layers;
        self.shell.message = message!("notice-restored", layers = layers.len(), tours = import.tours.len());
        // An edit, and so unsaved work that is copied again at once.
        let mut edits = import.take_tours(self.session.workspace());
        edits.insert(0, Edit::AddLayers(layers));
        self.run(WorkspaceCommand::Edit(edits, None));
        forget.into_iter().for_each(|step| self.step(step));
        if let Some(view) = done.view {
            let view = view.restore(self.session.document(), self.session.today());
            self.session.set_view(view);
        }
    }

    pub(super) fn answered(&mut self, question: &Question, answer: Answer) {
        if let Some(step) = self.documents.desk.answered(question, answer) {
            self.step(step);
        }
    }

    fn copy_for_recovery(&mut self, ctx: &egui::Context) {
        let history = self.session.history();
        if !history.is_dirty() {
            return;
        }
        let (revision, now) = (history.revision(), Instant::now());
        let Some(path) = self.documents.slot.as_ref().map(|s| s.copy().to_owned()) else { return };
        match self.documents.clock.due(revision, now) {
            Ok(()) => {
                self.documents.clock.started(revision, now);
                self.workers.copy(path, &self.session);
            }
            Err(Some(wait)) => ctx.request_repaint_after(wait),
            Err(None) => {}
        }
    }

    /// The window does not close over unsaved work without asking.
    fn guard_close(&mut self, ctx: &egui::Context) {
        let closing = ctx.input(|i| i.viewport().close_requested());
        if closing && self.documents.desk.asks_before_closing(self.session.history().is_dirty()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            // On stage nothing is asked.
            self.run(TalkCommand::End);
            self.shell.question = Some(Question::Unsaved);
        }
    }

    fn show_title(&mut self, ctx: &egui::Context) {
        let mark = if self.session.history().is_dirty() { "• " } else { "" };
        let name = self.documents.desk.project.as_deref().and_then(Path::file_name);
        let title = match name {
            Some(name) => format!("{mark}{} – Tumen", name.to_string_lossy()),
            None => format!("{mark}Tumen"),
        };
        if title != self.documents.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.documents.title = title;
        }
    }
}

/// Pixels as egui has them.
fn image(pixels: &Pixels) -> egui::ColorImage {
    egui::ColorImage::from_rgba_unmultiplied(pixels.size, &pixels.rgba)
}
