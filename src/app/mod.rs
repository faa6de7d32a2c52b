//! The window: frame order, workers, dialogs, and what is remembered between starts.

#![warn(clippy::wildcard_enum_match_arm)]

mod desk;
mod dialog_words;
mod documents;
mod drawing;
mod export;
mod opening;
mod pool;
mod recovery;
mod saved;
mod saving;
mod watching;
mod worker;

use crate::ui::{self, Requests, Shell, shell::Program};
use dialog_words::DialogWords;
use documents::Documents;
use eframe::egui::{self, ViewportCommand};
use std::cell::Cell;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tumen_assets::Bundle;
use tumen_core::diag::Severity;
use tumen_core::message;
use tumen_core::model::{Date, Tour};
use tumen_scene::Theme;
use tumen_session::opening::Opening;
use tumen_session::{CameraCommand, Command, Session, TalkCommand};
use worker::Workers;

/// Could not do it, as the command line says it.
const FAILED: u8 = 2;
/// The state is saved this long after the last change.
const SAVE_AFTER: Duration = Duration::from_secs(2);
/// The longest step of a flight between two frames, so that a pause does not jump, seconds.
const LONGEST_STEP: f64 = 0.25;
/// The driver sets memory aside for the map in blocks of this size, or twice that, bytes.
const MEMORY_BLOCK: u64 = 2 << 20;
/// A flight of which a picture takes longer than this lands at once: it would be seen as a few jumps, seconds. A talk
/// judges its own flights.
const SLOW_STEP: f64 = 0.05;
/// The map waits so long at the start for a file that was named, so that it is painted once, where the file is.
const WAIT_FOR_FILES: Duration = Duration::from_millis(400);

/// For measuring the start of the window.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// When the process started.
    pub started: Instant,
    /// Close after this many frames.
    pub frames: Option<u32>,
}

/// Files to open, and how.
#[derive(Debug, Clone)]
pub struct Files {
    /// The files.
    pub paths: Vec<PathBuf>,
    /// With which limits.
    pub opening: Opening,
    /// A talk to give at once.
    pub present: Option<Arc<Tour>>,
    /// How the map is painted, if not as fits the graphics device best.
    pub painting: Option<ui::gpu::Mode>,
}

/// Opens the window and runs until it is closed. Without a display or a graphics driver it ends
/// with one sentence and a failure.
#[must_use]
pub fn run(bundle: Bundle, today: Date, files: Files, measure: Measure) -> ExitCode {
    let saved = saved::load();
    let size = saved.as_ref().map_or([1280.0, 800.0], |s| s.size);
    let viewport = egui::ViewportBuilder::default()
        // Without one of its own the window would show that of the toolkit.
        .with_icon(egui::IconData::default())
        .with_title("Tumen")
        .with_app_id("tumen")
        .with_inner_size(size)
        .with_min_inner_size([640.0, 420.0])
        .with_maximized(saved.as_ref().is_some_and(|s| s.maximized))
        .with_fullscreen(files.present.is_some());
    // Reading and preparing goes on while the window and the graphics device are opened.
    let loading = worker::load(bundle, today, saved, files.present.clone());
    match open_window(&viewport, loading, &files, measure) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", sentence(&error));
            ExitCode::from(FAILED)
        }
    }
}

/// Opens the window by the first kind of graphics driver that there is. OpenGL is not looked for beside the others: its
/// driver alone takes ten megabytes.
fn open_window(
    viewport: &egui::ViewportBuilder,
    loading: worker::Loading,
    files: &Files,
    measure: Measure,
) -> Result<(), eframe::Error> {
    use eframe::wgpu::Backends;
    let loading = Cell::new(Some(loading));
    let open = |backends| {
        let options = eframe::NativeOptions {
            viewport: viewport.clone(),
            renderer: eframe::Renderer::Wgpu,
            wgpu_options: wgpu_options(backends),
            // The map is cleared and redrawn whole; dithering would only cost time.
            dithering: false,
            ..eframe::NativeOptions::default()
        };
        let create: eframe::AppCreator<'_> = Box::new(|cc| {
            let loading = loading.take().ok_or("the window was opened before")?;
            Ok(Box::new(App::new(cc, loading, files.clone(), measure)?))
        });
        eframe::run_native("tumen", options, create)
    };
    match Backends::from_env() {
        Some(wanted) => open(wanted),
        None => match open(Backends::PRIMARY) {
            Err(eframe::Error::Wgpu(_)) => open(Backends::GL),
            result => result,
        },
    }
}

/// eframe's own choice of device, but with small blocks of memory: the map needs a few megabytes, and
/// the driver would otherwise set aside a hundred.
fn wgpu_options(backends: eframe::wgpu::Backends) -> eframe::egui_wgpu::WgpuConfiguration {
    let mut options = eframe::egui_wgpu::WgpuConfiguration {
        // A frame costs little, so none need be queued: the map follows the hand at once.
        surface: eframe::egui_wgpu::SurfaceConfig::LOW_LATENCY,
        ..Default::default()
    };
    if let eframe::egui_wgpu::WgpuSetup::CreateNew(setup) = &mut options.wgpu_setup {
        setup.instance_descriptor.backends = backends;
        let usual = setup.device_descriptor.clone();
        setup.device_descriptor = std::sync::Arc::new(move |adapter| eframe::wgpu::DeviceDescriptor {
            memory_hints: eframe::wgpu::MemoryHints::Manual {
                suballocated_device_memory_block_size: MEMORY_BLOCK..2 * MEMORY_BLOCK,
            },
            ..usual(adapter)
        });
    }
    options
}

/// Why the window did not open, and what works without one.
fn sentence(error: &eframe::Error) -> String {
    let why = match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            "there is no display to open a window on"
        }
        eframe::Error::Wgpu(_) => "no graphics driver (Vulkan or OpenGL) could be used for the window",
        eframe::Error::AppCreation(_) => "the window could not be opened",
    };
    format!("tumen: {why}; `tumen export -o map.png` draws the map to a file without one")
}

struct App {
    documents: Documents,
    session: Session,
    shell: Shell,
    workers: Workers,
    measure: Measure,
    /// When the window was opened.
    opened: Instant,
    painted: u32,
    applied: Option<Theme>,
    pending: Requests,
    dirty_since: Option<Instant>,
    window: saved::Window,
    /// Where the pointer was when the window opened, and whether it has moved since.
    pointer: (Option<egui::Pos2>, bool),
    /// A picture for the clipboard.
    clipboard: Option<egui::ColorImage>,
}

impl App {
    fn new(
        cc: &eframe::CreationContext<'_>,
        loading: worker::Loading,
        files: Files,
        measure: Measure,
    ) -> Result<Self, String> {
        let state = cc.wgpu_render_state.as_ref().ok_or("the window has no wgpu device")?;
        ui::gpu::install(state);
        let adapter = state.adapter.get_info();
        let mode = files.painting.unwrap_or_else(|| ui::gpu::Mode::for_adapter(&adapter));
        ui::gpu::set_mode(&cc.egui_ctx, mode);
        if mode == ui::gpu::Mode::Kept && ui::gpu::interface::install(state) {
            cc.egui_ctx.add_plugin(ui::gpu::interface::InterfacePainter::default());
        }
        ui::gpu::describe(&cc.egui_ctx, &adapter);
        cc.egui_ctx.set_fonts(ui::fonts::definitions());
        let loaded = loading.join().map_err(|_| "the data could not be read")?;
        let mut app = Self {
            documents: Documents::new(&cc.egui_ctx, files.opening),
            session: loaded.session,
            shell: loaded.shell,
            workers: Workers::new(cc.egui_ctx.clone()),
            measure,
            opened: Instant::now(),
            painted: 0,
            applied: None,
            pending: Requests::default(),
            dirty_since: None,
            window: loaded.window,
            pointer: (None, false),
            clipboard: None,
        };
        for notice in app.session.notices().notices().iter().filter(|n| n.severity == Severity::Error) {
            eprintln!("{notice}");
        }
        app.shell.question = app.documents.first_question();
        if !files.paths.is_empty() {
            app.shell.map.wait();
            app.open(files.paths);
        }
        Ok(app)
    }

    /// Runs what the last frame asked for, and what workers have finished.
    fn run_commands(&mut self, ctx: &egui::Context) {
        let finished = self.workers.finished();
        let asked = std::mem::take(&mut self.pending);
        let mut changed = false;
        for command in finished.into_iter().chain(asked.commands) {
            changed |= self.run(command);
        }
        changed |= self.tell_time(ctx);
        if changed {
            self.dirty_since = Some(Instant::now());
            ctx.request_repaint();
        }
        for program in asked.program {
            self.program(ctx, program);
        }
        // Where a file is looked at depends on the size of the map, which the first frame finds.
        if self.painted > 0 {
            self.file_events(ctx);
            self.wait_for_files(ctx);
        }
        if let Some(message) = self.workers.message() {
            self.shell.message = message;
        }
    }

    /// Moves what moves by itself, and tells a talk the time. Returns whether anything changed.
    fn tell_time(&mut self, ctx: &egui::Context) -> bool {
        let mut changed = false;
        if self.session.presentation().is_some() {
            changed |= self.run(TalkCommand::Clock(ctx.input(|i| i.time)));
            self.shell.presenter.time_of_day = crate::clock::time_of_day();
        }
        if self.session.is_flying() {
            let step = f64::from(ctx.input(|i| i.stable_dt));
            let shows = self.shell.motion && (step <= SLOW_STEP || self.session.presentation().is_some());
            let seconds = if shows { step.min(LONGEST_STEP) } else { f64::INFINITY };
            changed |= self.run(CameraCommand::Advance(seconds));
        }
        changed
    }

    /// Lets the map wait for the files named at the start, but not for long.
    fn wait_for_files(&mut self, ctx: &egui::Context) {
        if !self.shell.map.is_waiting() {
            return;
        }
        let left = WAIT_FOR_FILES.saturating_sub(self.opened.elapsed());
        let projection = self.session.view().camera.projection;
        let ready = self.shell.tasks.is_empty() && self.session.unprepared(projection).is_empty();
        if ready || left.is_zero() {
            self.shell.map.go_on();
        } else {
            ctx.request_repaint_after(left);
        }
    }

    /// The words of dialogs in the language of the window.
    fn dialog_words(&self) -> DialogWords {
        DialogWords::of(&self.session)
    }

    fn run(&mut self, command: impl Into<Command>) -> bool {
        self.session.run(command)
    }

    fn program(&mut self, ctx: &egui::Context, program: Program) {
        match program {
            Program::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Program::Work(work) => self.workers.work(work),
            Program::FullScreen => {
                let on = ctx.input(|i| i.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!on));
            }
            Program::ExportPlot(file) => {
                self.shell.message = message!("notice-saving-plot");
                self.workers.export_plot(&self.session, *file);
            }
            Program::SaveTable(csv) => {
                self.shell.message = message!("notice-saving-table");
                self.workers.save_table(self.dialog_words(), csv);
            }
            Program::SaveScenario(scenario) => self.workers.save_scenario(self.dialog_words(), scenario),
            Program::AskScenario => self.workers.ask_scenario(&self.session),
            Program::AskDemands => self.workers.ask_demands(self.dialog_words()),
            Program::SaveReport(report) => {
                self.shell.message = message!("notice-saving-report");
                self.workers.save_report(&self.session, *report);
            }
            Program::AskOpen => self.workers.ask_open(self.dialog_words()),
            Program::Open(paths) => self.open(paths),
            Program::Paste(text) => self.paste(text),
            Program::Save => self.save_project(false),
            Program::SaveAs => self.save_project_as(),
            Program::SaveLayer(id) => self.save_layer(id),
            Program::SaveTour(tour) => self.workers.ask_save(self.dialog_words(), saving::Saving::Tour(tour)),
            Program::CancelTask(id) => self.workers.cancel(id),
            Program::Answer(question, answer) => self.answered(&question, answer),
            Program::Export(job) => self.workers.ask_export(self.dialog_words(), job),
            Program::Preview(job, side) => self.workers.preview(&self.session, job, side),
            Program::CopyMap => {
                self.shell.message = message!("notice-copying-map");
                self.workers.copy_map(&self.session, self.session.map_size().into());
            }
        }
    }

    /// A pointer that only rests where a window happened to open asks for no tooltip.
    fn follow_pointer(&mut self, ctx: &egui::Context) {
        let (first, moved) = self.pointer;
        let Some(at) = ctx.input(|i| i.pointer.latest_pos()).filter(|_| !moved) else { return };
        let first = first.unwrap_or(at);
        self.pointer = (Some(first), first != at);
        if first != at {
            ui::theme::show_tooltips(ctx, true);
        }
    }

    fn count_frame(&mut self, ctx: &egui::Context) {
        self.painted += 1;
        let Some(frames) = self.measure.frames else { return };
        eprintln!("frame {} at {:.3} s", self.painted, self.measure.started.elapsed().as_secs_f64());
        if self.painted >= frames {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        ctx.request_repaint();
    }

    /// What comes back at the next start. The stage is not of it, and no file is written during a talk.
    fn remember(&mut self, ctx: &egui::Context) {
        if self.session.presentation().is_some() {
            return;
        }
        ctx.input(|i| {
            let viewport = i.viewport();
            self.window.maximized = viewport.maximized.unwrap_or(self.window.maximized);
            if let Some(rect) = viewport.inner_rect.filter(|_| !self.window.maximized) {
                self.window.size = rect.size().into();
            }
        });
        match self.dirty_since.map(|t| t.elapsed()) {
            Some(since) if since >= SAVE_AFTER => self.save(),
            // Wake up once more to save; nothing else would.
            Some(since) => ctx.request_repaint_after(SAVE_AFTER - since),
            None => {}
        }
    }

    fn save(&mut self) {
        self.dirty_since = None;
        if let Err(error) = saved::save(&self.session, &self.shell, &self.window) {
            self.shell.message =
                message!("notice-state-not-saved", error = crate::errors::message(error.as_ref()));
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.run_commands(ctx);
        self.workers.prepare(&self.session);
        let theme = self.session.view().theme;
        if self.applied != Some(theme) {
            ui::theme::apply(ctx, self.session.style(), theme);
            ui::theme::show_tooltips(ctx, self.pointer.1);
            self.applied = Some(theme);
        }
        self.follow_pointer(ctx);
        self.remember(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        // A frame may be laid out twice; only the first time has the keys and clicks.
        self.pending.append(ui::shell::show(ui, &self.session, &mut self.shell));
        let first = self.painted == 0 && ui.ctx().current_pass_index() == 0;
        if first {
            ui.ctx().request_discard("panels have found their sizes, of which the map has what is left");
        }
        if let Some(picture) = self.clipboard.take() {
            ui.ctx().copy_image(picture);
        }
        if !self.pending.commands.is_empty() || !self.pending.program.is_empty() {
            ui.ctx().request_repaint();
        }
        if !first {
            self.count_frame(ui.ctx());
        }
    }

    fn on_exit(&mut self) {
        self.documents.release();
        self.save();
    }
}
