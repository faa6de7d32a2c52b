//! Work off the window's thread: reading, preparing, exporting. Results come back as commands.

use super::export;
use super::saved::{Saved, Window};
use crate::assets::Bundle;
use crate::diag::Report;
use crate::geo::Projection;
use crate::model::{Date, LayerId};
use crate::scene::relief::Reliefs;
use crate::scene::{Prepared, Stage, Theme, UserLayer};
use crate::session::{Command, Session, load};
use crate::ui::Shell;
use crate::ui::plots::PlotFile;
use eframe::egui;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

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

/// Reads everything and prepares the first view.
pub fn load(bundle: Bundle, today: Date, saved: Option<Saved>) -> Loading {
    thread::spawn(move || {
        let mut session = Session::open(&bundle, today);
        let mut shell = Shell::default();
        let mut window = Window { size: [1280.0, 800.0], maximized: false };
        if let Some(saved) = saved {
            window = (*saved).clone();
            let view = saved.view.restore(session.document(), today);
            session.set_view(view);
            shell = saved.shell;
        } else {
            shell.map.fit_theatre = true;
        }
        session.prepare();
        Loaded { session, shell, window }
    })
}

/// The workers of a window.
pub struct Workers {
    ctx: egui::Context,
    sender: Sender<Done>,
    receiver: Receiver<Done>,
    started: HashSet<Job>,
    message: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Job {
    Stage(Projection),
    /// A layer by its id, and a level.
    Triangles(u64, usize),
    Relief(Theme),
    /// A layer of the user: one worker at a time.
    User(LayerId),
}

enum Done {
    Command(Command),
    /// Something became ready inside what the session holds already.
    Repaint,
    Message(String),
}

impl Workers {
    /// No work yet.
    pub fn new(ctx: egui::Context) -> Self {
        let (sender, receiver) = channel();
        Self { ctx, sender, receiver, started: HashSet::new(), message: None }
    }

    fn spawn(&self, work: impl FnOnce() -> Done + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        thread::spawn(move || {
            // The window may be gone by then; nobody is waiting in that case.
            let _ = sender.send(work());
            ctx.request_repaint();
        });
    }

    /// The commands of finished work.
    pub fn finished(&mut self) -> Vec<Command> {
        let mut commands = Vec::new();
        while let Ok(done) = self.receiver.try_recv() {
            match done {
                Done::Command(command) => {
                    if let Command::UserLayerReady(id, _) = &command {
                        self.started.remove(&Job::User(*id));
                    }
                    commands.push(command);
                }
                Done::Repaint => self.ctx.request_repaint(),
                Done::Message(message) => self.message = Some(message),
            }
        }
        commands
    }

    /// What finished work has to tell, once.
    pub fn message(&mut self) -> Option<String> {
        self.message.take()
    }

    /// Starts what the present view needs and does not have: layers, relief, fine triangles.
    pub fn prepare(&mut self, session: &Session) {
        let view = session.view();
        let projection = view.camera.projection;
        match session.stage(projection) {
            None if self.started.insert(Job::Stage(projection)) => {
                let (bundle, document, style) =
                    (session.bundle().clone(), session.document().clone(), session.style().clone());
                self.spawn(move || {
                    let basemap = load::basemap(&bundle, &mut Report::new());
                    let stage = Stage::new(&document, &basemap, &style, projection);
                    Done::Command(Command::StageReady(Arc::new(stage)))
                });
            }
            Some(stage) => {
                let scale = view.camera.pixels_per_unit() * f64::from(self.ctx.pixels_per_point());
                for area in stage.areas() {
                    self.triangles(area, area.level_for(scale));
                }
            }
            None => {}
        }
        self.user_layers(session);
        let theme = view.theme;
        if view.shows("relief") && !session.has_reliefs(theme) && self.started.insert(Job::Relief(theme)) {
            let (basemap, style) = (session.basemap().clone(), session.style().clone());
            self.spawn(move || {
                let reliefs = Reliefs::new(&basemap.elevation, style.palette(theme)).map(Arc::new);
                Done::Command(Command::ReliefsReady(theme, reliefs))
            });
        }
    }

    /// Prepares large layers of the user that have changed; until one is ready its old state is shown.
    fn user_layers(&mut self, session: &Session) {
        let camera = session.view().camera;
        for layer in session.unprepared_layers() {
            if self.started.insert(Job::User(layer.id)) {
                self.spawn(move || {
                    let ready = Arc::new(UserLayer::new(&layer, camera.projection));
                    Done::Command(Command::UserLayerReady(layer.id, ready))
                });
            }
        }
        let scale = camera.pixels_per_unit() * f64::from(self.ctx.pixels_per_point());
        for layer in session.user_layers() {
            self.triangles(&layer.areas, layer.areas.level_for(scale));
        }
    }

    /// Triangulates a level that the view wants; until it is ready a coarser one is shown.
    fn triangles(&mut self, area: &Arc<Prepared>, level: usize) {
        if area.levels[level].has_mesh() || !self.started.insert(Job::Triangles(area.id, level)) {
            return;
        }
        let area = area.clone();
        self.spawn(move || {
            area.levels[level].mesh();
            Done::Repaint
        });
    }

    /// Asks for a file and saves a plot to it.
    pub fn export_plot(&self, session: &Session, file: PlotFile) {
        let palette = *session.style().palette(session.view().theme);
        self.spawn(move || Done::Message(export::plot(&file, &palette)));
    }

    /// Asks for a file and saves comma-separated values to it.
    pub fn save_table(&self, csv: String) {
        self.spawn(move || Done::Message(export::table(&csv)));
    }

    /// Asks for a file and draws the present view to it.
    pub fn export(&self, session: &Session, size: [f32; 2]) {
        let job = export::Job::new(session, size);
        self.spawn(move || Done::Message(job.run()));
    }
}
