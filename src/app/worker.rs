//! Work off the window's thread: reading, preparing, exporting. Results come back as commands.

use super::dialog_words::DialogWords;
use super::opening::{self, Source};
use super::pool::{Pool, Purpose};
use super::saved::{Saved, Window};
use super::saving::{NotSaved, Saving};
use super::{drawing, export, recovery, saving};
use crate::errors;
use crate::ui::Shell;
use crate::ui::exporting;
use crate::ui::files::Task;
use crate::ui::logistics::report::Report as RouteReport;
use crate::ui::plots::PlotFile;
use crate::ui::work::Work;
use eframe::egui;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::geo::Projection;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::{Date, LayerId, Tour};
use tumen_core::watch::{StopReason, Watch};
use tumen_formats::atomic::Stamp;
use tumen_scene::export::Pixels;
use tumen_scene::relief::Reliefs;
use tumen_scene::{Prepared, PreparedMap, Theme, UserLayer};
use tumen_session::opening::Opening;
use tumen_session::scenario::Scenario;
use tumen_session::view::SavedView;
use tumen_session::{
    CameraCommand, Command, NetworkCommand, ReadyCommand, Session, TalkCommand, ViewCommand, load, views,
};

/// How often progress is shown.
const PROGRESS: Duration = Duration::from_millis(100);

/// What the window starts with.
pub struct Loaded {
    /// Data and view.
    pub session: Session,
    /// Open panels.
    pub shell: Shell,
    /// The window as it was.
    pub window: Window,
}

/// Reading under way.
pub type Loading = JoinHandle<Loaded>;

/// A guess at the room that the map has on stage, until the first frame knows it, points.
const STAGE: [f32; 2] = [780.0, 640.0];

/// Likewise the map at the first start, points.
const MAP: [f32; 2] = [1028.0, 657.0];

/// Reads everything and prepares the first view; that of a talk, if one is to be given at once.
pub fn load(bundle: Bundle, today: Date, saved: Option<Saved>, present: Option<Arc<Tour>>) -> Loading {
    thread::spawn(move || {
        let mut session = Session::open(&bundle, today);
        let mut shell = Shell::default();
        let mut window = Window { size: [1280.0, 800.0], maximized: false };
        // What was never chosen follows the locale: the language of the window, that of names.
        let locale = crate::locale::language();
        let interface = saved.as_ref().and_then(|s| s.interface).unwrap_or(locale);
        session.run(ViewCommand::Interface(interface));
        if let Some(saved) = saved {
            window = (*saved).clone();
            let view = saved.view.restore(session.document(), today);
            session.set_view(view);
            shell = saved.shell;
        } else {
            session.run(ViewCommand::Language(locale));
            shell.map.fit_first = true;
            let projection = session.view().camera.projection;
            session.run(CameraCommand::Set(views::first(projection, MAP)));
        }
        if let Some(tour) = present {
            session.run(TalkCommand::Begin(tour, 0, STAGE.into()));
        }
        session.prepare();
        Loaded { session, shell, window }
    })
}

/// What workers have finished besides commands; the window acts on it.
pub enum Event {
    /// A source was opened, or not.
    Opened(Box<opening::Done>),
    /// The user chose files to open.
    Chosen(Vec<PathBuf>),
    /// The user chose a file to save to.
    Target(Saving, PathBuf),
    /// A file was written, or not.
    Saved(Saving, PathBuf, Result<Stamp, NotSaved>),
    /// A copy for recovery was written, or not.
    Copied(Result<(), Message>),
    /// The user chose a file to export to.
    ExportTo(Box<exporting::Job>, PathBuf),
    /// A preview was drawn, or not.
    Previewed(Result<drawing::PreviewImage, Message>),
    /// A picture is ready for the clipboard.
    Picture(Pixels),
}

/// The workers of a window.
pub struct Workers {
    ctx: egui::Context,
    pool: Pool,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    started: HashSet<Job>,
    message: Option<Message>,
    events: Vec<Event>,
    /// Sources being opened: number, watch, what the window shows of it.
    tasks: Vec<(Arc<Watch>, Task)>,
    next_task: u64,
    previewing: bool,
    next_preview: Option<(Box<exporting::Job>, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Job {
    PreparedMap(Projection),
    /// A layer by its id, and a level.
    Triangles(u64, usize),
    Relief(Theme),
    /// A layer of the user: one worker at a time.
    User(LayerId),
    /// A question to the logistics network: one worker at a time.
    Question,
    /// A analysis of it likewise.
    Analysis,
}

impl Job {
    /// The job that may be started again once a command has told its result.
    fn again(command: &Command) -> Option<Self> {
        if let Command::Ready(ReadyCommand::UserLayer(id, _)) = command {
            return Some(Self::User(*id));
        }
        if matches!(command, Command::Network(NetworkCommand::Answered(_))) {
            return Some(Self::Question);
        }
        matches!(command, Command::Network(NetworkCommand::Analyzed(_))).then_some(Self::Analysis)
    }
}

enum Done {
    Command(Command),
    /// A source was opened, or not.
    Opened(u64, Box<opening::Done>),
    /// The user chose files to open.
    Chosen(Vec<PathBuf>),
    /// The user chose a file to save to.
    Target(Saving, PathBuf),
    /// A file was written, or not.
    Saved(Saving, PathBuf, Result<Stamp, NotSaved>),
    /// A copy for recovery was written, or not.
    Copied(Result<(), Message>),
    /// The user chose a file to export to.
    ExportTo(Box<exporting::Job>, PathBuf),
    /// A preview was drawn, or not.
    Previewed(Result<drawing::PreviewImage, Message>),
    /// A picture is ready for the clipboard.
    Picture(Pixels),
    /// An export has ended: its task, and how in a line.
    Exported(u64, Message),
    /// Something became ready inside what the session holds already.
    Repaint,
    Say(Message),
}

impl Workers {
    /// No work yet.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self {
            ctx,
            pool: Pool::new(),
            sender,
            receiver,
            started: HashSet::new(),
            message: None,
            events: Vec::new(),
            tasks: Vec::new(),
            next_task: 1,
            previewing: false,
            next_preview: None,
        }
    }

    /// Does something that the screen waits for.
    fn spawn(&self, work: impl FnOnce() -> Done + Send + 'static) {
        self.pool.run(Purpose::Screen, self.sending(work));
    }

    /// Reads or writes a file.
    fn spawn_file(&self, work: impl FnOnce() -> Done + Send + 'static) {
        self.pool.run(Purpose::Files, self.sending(work));
    }

    /// Asks a person, who may take any time: on a thread of its own.
    fn spawn_dialog(&self, work: impl FnOnce() -> Done + Send + 'static) {
        thread::spawn(self.sending(work));
    }

    fn sending(&self, work: impl FnOnce() -> Done + Send + 'static) -> impl FnOnce() + Send + 'static {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        move || {
            // The window may be gone by then; nobody is waiting in that case.
            let _ = sender.send(work());
            ctx.request_repaint();
        }
    }

    /// Does what a panel asked for.
    pub fn work(&self, work: Work) {
        self.spawn(move || {
            work.run();
            Done::Repaint
        });
    }

    /// The commands of finished work.
    pub fn finished(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Ok(done) = self.receiver.try_recv() {
            match done {
                Done::Command(command) => {
                    if let Some(job) = Job::again(&command) {
                        self.started.remove(&job);
                    }
                    commands.push(command);
                }
                Done::Repaint => self.ctx.request_repaint(),
                Done::Say(message) => self.message = Some(message),
                Done::Opened(task, done) => {
                    self.tasks.retain(|(_, t)| t.id != task);
                    self.events.push(Event::Opened(done));
                }
                Done::Chosen(paths) => self.events.push(Event::Chosen(paths)),
                Done::Target(saving, path) => self.events.push(Event::Target(saving, path)),
                Done::Saved(saving, path, result) => self.events.push(Event::Saved(saving, path, result)),
                Done::Copied(result) => self.events.push(Event::Copied(result)),
                Done::ExportTo(job, path) => self.events.push(Event::ExportTo(job, path)),
                Done::Previewed(result) => {
                    self.previewing = false;
                    self.events.push(Event::Previewed(result));
                }
                Done::Picture(pixels) => self.events.push(Event::Picture(pixels)),
                Done::Exported(task, message) => {
                    self.tasks.retain(|(_, t)| t.id != task);
                    self.message = Some(message);
                }
            }
        }
        commands
    }

    /// What has finished besides commands, once.
    pub fn events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// What is being opened, for the window to show. Asks for a frame while there is any.
    pub fn tasks(&self) -> Vec<Task> {
        if !self.tasks.is_empty() {
            self.ctx.request_repaint_after(PROGRESS);
        }
        let now = |(watch, task): &(Arc<Watch>, Task)| {
            let total = if task.total > 0 { task.total } else { watch.total() };
            Task { done: watch.done(), total, ..task.clone() }
        };
        self.tasks.iter().map(now).collect()
    }

    /// Stops opening.
    pub fn cancel(&self, id: u64) {
        let wanted = self.tasks.iter().filter(|(_, t)| t.id == id);
        wanted.for_each(|(watch, _)| watch.stop(StopReason::Cancelled));
    }

    /// Opens sources one after another on one worker, each with its progress.
    pub fn open(&mut self, sources: Vec<Source>, opening: &Opening) {
        let mut jobs = Vec::new();
        for source in sources {
            let watch = Arc::new(Watch::default());
            let id =
                self.add_task(watch.clone(), message!("notice-reading", name = source.name()), source.size());
            jobs.push((id, source, watch));
        }
        let (sender, ctx, opening) = (self.sender.clone(), self.ctx.clone(), opening.clone());
        self.pool.run(Purpose::Files, move || {
            for (id, source, watch) in jobs {
                let done = opening::open(source, &opening, &watch);
                // The window may be gone by then; nobody is waiting in that case.
                let _ = sender.send(Done::Opened(id, Box::new(done)));
                ctx.request_repaint();
            }
        });
    }

    /// Asks for files to open.
    pub fn ask_open(&self, words: DialogWords) {
        self.spawn_dialog(move || Done::Chosen(opening::ask(&words).unwrap_or_default()));
    }

    /// Asks for a file to save to.
    pub fn ask_save(&self, words: DialogWords, saving: Saving) {
        self.spawn_dialog(move || match saving::ask(&words, &saving) {
            Some(path) => Done::Target(saving, path),
            None => Done::Say(message!("notice-nothing-saved")),
        });
    }

    /// Writes a file.
    /// Saves, unless the file is another than it was known to be.
    pub fn save(&self, saving: Saving, path: PathBuf, known: Option<Stamp>, session: &Session) {
        let (workspace, view) = (session.workspace().clone(), SavedView::of(session.own_view()));
        self.spawn_file(move || {
            let result = saving::write(&saving, &path, known, &workspace, &view);
            Done::Saved(saving, path, result)
        });
    }

    /// Writes a copy for recovery.
    pub fn copy(&self, path: PathBuf, session: &Session) {
        let (workspace, view) = (session.workspace().clone(), SavedView::of(session.own_view()));
        self.spawn_file(move || {
            let bytes = saving::project(&workspace, &view);
            Done::Copied(recovery::write(&path, &bytes).map_err(|e| errors::message(e.as_ref())))
        });
    }

    /// What finished work has to tell, once.
    pub fn message(&mut self) -> Option<Message> {
        self.message.take()
    }

    /// Starts what the present view needs and does not have: layers, relief, fine triangles. During a
    /// talk also what its other stops need, so that nothing is waited for on stage.
    pub fn prepare(&mut self, session: &Session) {
        self.go_on_previewing(session);
        for projection in session.projections_needed() {
            self.prepare_map(session, projection);
            self.user_layers(session, projection);
        }
        self.logistics(session);
        self.analyzes(session);
        self.fine_triangles(session);
        let theme = session.view().theme;
        if session.needs_reliefs() && self.started.insert(Job::Relief(theme)) {
            let (basemap, style) = (session.basemap().clone(), session.style().clone());
            self.spawn(move || {
                let reliefs = Reliefs::new(&basemap.elevation, &style, theme).map(Arc::new);
                Done::Command(Command::Ready(ReadyCommand::Reliefs(theme, reliefs)))
            });
        }
    }

    /// Answers what is asked of the logistics network, which is built for the first question. While one
    /// question is being answered the next ones wait, and only the last of them is taken up.
    fn logistics(&mut self, session: &Session) {
        let Some(question) = session.logistics().open().cloned() else { return };
        if self.started.insert(Job::Question) {
            let network = session.network().clone();
            self.spawn(move || {
                Done::Command(Command::Network(NetworkCommand::Answered(Arc::new(question.ask(&network)))))
            });
        }
    }

    /// The same for analyzes.
    fn analyzes(&mut self, session: &Session) {
        let Some(analysis) = session.analyzes().open().cloned() else { return };
        if self.started.insert(Job::Analysis) {
            let (network, document) = (session.network().clone(), session.document().clone());
            self.spawn(move || {
                Done::Command(Command::Network(NetworkCommand::Analyzed(Arc::new(
                    analysis.make(&network, &document),
                ))))
            });
        }
    }

    /// Asks for a table of demands and opens it.
    pub fn ask_demands(&self, words: DialogWords) {
        self.spawn_dialog(move || match opening::demands(&words) {
            Ok(Some(table)) => Done::Command(Command::Network(NetworkCommand::Demands(Arc::new(table)))),
            Ok(None) => Done::Say(message!("notice-nothing-opened")),
            Err(error) => {
                Done::Say(message!("notice-table-not-opened", error = errors::message(error.as_ref())))
            }
        });
    }

    /// Asks for a scenario, understands its names and keeps it.
    pub fn ask_scenario(&self, session: &Session) {
        let (words, document, today) =
            (DialogWords::of(session), session.document().clone(), session.today());
        let network = session.network().clone();
        self.spawn_dialog(move || match opening::scenario(&words, &network, &document.logistics, today) {
            Ok(Some(scenario)) => Done::Command(Command::View(ViewCommand::Scenario(Arc::new(scenario)))),
            Ok(None) => Done::Say(message!("notice-nothing-opened")),
            Err(error) => Done::Say(message!("notice-scenario-not-opened", error = error)),
        });
    }

    /// Asks for a file and saves a scenario to it.
    pub fn save_scenario(&self, words: DialogWords, scenario: Arc<Scenario>) {
        self.spawn_dialog(move || Done::Say(export::scenario(&words, &scenario)));
    }

    /// Prepares the layers of a projection.
    fn prepare_map(&mut self, session: &Session, projection: Projection) {
        if session.prepared_map(projection).is_some() || !self.started.insert(Job::PreparedMap(projection)) {
            return;
        }
        let (bundle, document, style) =
            (session.bundle().clone(), session.document().clone(), session.style().clone());
        self.spawn(move || {
            let basemap = load::basemap(&bundle, &mut Report::new());
            let map = PreparedMap::new(&document, &basemap, &style, projection);
            Done::Command(Command::Ready(ReadyCommand::Map(Arc::new(map))))
        });
    }

    /// Prepares large layers of the user that have changed; until one is ready its old state is shown.
    fn user_layers(&mut self, session: &Session, projection: Projection) {
        for layer in session.unprepared(projection) {
            if self.started.insert(Job::User(layer.id)) {
                self.spawn(move || {
                    let ready = Arc::new(UserLayer::new(&layer, projection));
                    Done::Command(Command::Ready(ReadyCommand::UserLayer(layer.id, ready)))
                });
            }
        }
    }

    /// The triangles of areas as the view shows them, and all stops of a talk.
    fn fine_triangles(&mut self, session: &Session) {
        let mut cameras = vec![session.view().camera];
        if let Some(talk) = session.presentation() {
            let viewport = talk.viewport();
            cameras.extend(talk.tour().stops.iter().map(|s| viewport.fit(s.projection, s.bounds)));
        }
        for camera in cameras {
            let scale = camera.pixels_per_unit() * f64::from(self.ctx.pixels_per_point());
            let Some(map) = session.prepared_map(camera.projection) else { continue };
            let user = session.user_layers().filter(|l| l.projection() == camera.projection);
            for area in map.areas().chain(user.map(|l| &l.areas)) {
                self.triangles(area, area.level_for(scale));
            }
        }
    }

    /// Triangulates a level that the view wants; until it is ready a coarser one is shown.
    fn triangles(&mut self, area: &Arc<Prepared>, level: usize) {
        if area.levels[level].has_mesh() || !self.started.insert(Job::Triangles(area.id, level)) {
            return;
        }
        let area = area.clone();
        self.spawn(move || {
            area.levels[level].make_mesh();
            Done::Repaint
        });
    }

    /// Asks for a file and saves a plot to it.
    pub fn export_plot(&self, session: &Session, file: PlotFile) {
        let (style, theme) = (session.style().clone(), session.view().theme);
        let words = DialogWords::of(session);
        self.spawn_dialog(move || Done::Say(export::plot(&words, &file, (&style, theme))));
    }

    /// Asks for a file and saves comma-separated values to it.
    pub fn save_table(&self, words: DialogWords, csv: String) {
        self.spawn_dialog(move || Done::Say(export::table(&words, &csv)));
    }

    /// Asks for a file and saves the report of a route to it.
    pub fn save_report(&self, session: &Session, report: RouteReport) {
        let (words, session) = (DialogWords::of(session), session.for_export());
        self.spawn_dialog(move || Done::Say(export::report(&words, session, report)));
    }

    /// Asks for a file to export to.
    pub fn ask_export(&self, words: DialogWords, job: Box<exporting::Job>) {
        self.spawn_dialog(move || match drawing::ask(&words, &job) {
            Some(path) => Done::ExportTo(job, path),
            None => Done::Say(message!("notice-nothing-exported")),
        });
    }

    /// Exports to a file, with progress.
    pub fn export(&mut self, session: &Session, job: Box<exporting::Job>, path: PathBuf) {
        let (watch, session) = (Arc::new(Watch::default()), session.for_export());
        let id = self.add_task(watch.clone(), message!("notice-exporting", what = job.words()), 0);
        self.spawn_file(move || {
            let message = match drawing::write(session, &job, &path, &watch) {
                Ok(message) => message,
                Err(_) if watch.is_stopped() => message!("notice-export-cancelled"),
                Err(error) => message!("notice-export-failed", error = errors::message(error.as_ref())),
            };
            Done::Exported(id, message)
        });
    }

    /// Draws a preview. While one is being drawn, only the last one asked for waits.
    pub fn preview(&mut self, session: &Session, job: Box<exporting::Job>, side: u32) {
        if self.previewing {
            self.next_preview = Some((job, side));
            return;
        }
        self.previewing = true;
        let session = session.for_export();
        self.spawn(move || {
            Done::Previewed(drawing::preview(session, &job, side).map_err(|e| errors::message(e.as_ref())))
        });
    }

    /// Whether a preview is being drawn.
    pub fn is_previewing(&self) -> bool {
        self.previewing
    }

    /// Starts the preview that waits, if there is one.
    fn go_on_previewing(&mut self, session: &Session) {
        if !self.previewing
            && let Some((job, side)) = self.next_preview.take()
        {
            self.preview(session, job, side);
        }
    }

    /// Draws the map for the clipboard.
    pub fn copy_map(&self, session: &Session, size: [f32; 2]) {
        let (session, scale) = (session.for_export(), self.ctx.pixels_per_point());
        self.spawn(move || match drawing::copy(session, size, scale) {
            Ok(pixels) => Done::Picture(pixels),
            Err(error) => {
                Done::Say(message!("notice-map-not-copied", error = errors::message(error.as_ref())))
            }
        });
    }

    fn add_task(&mut self, watch: Arc<Watch>, name: Message, total: u64) -> u64 {
        let id = self.next_task;
        self.next_task += 1;
        self.tasks.push((watch, Task { id, name, done: 0, total }));
        id
    }
}
