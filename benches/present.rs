//! What a talk costs one core: every frame of a tour, flights and stops, with a clock of its own.
//!
//! `cargo bench --bench present`: the UI pass, composing, tessellating and handing over to the graphics
//! device, median and longest frame of each bundled tour (or of one over the bundled data while there is
//! none). Without a graphics adapter the hand-over is left out, and says so.

use eframe::egui::{self, Pos2, RawInput, Rect};
use eframe::egui_wgpu::{RenderState, RendererOptions, ScreenDescriptor};
use egui_kittest::wgpu as kit;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tumen::ui::{self, Shell};
use tumen_assets::Bundle;
use tumen_core::geo::Projection;
use tumen_core::model::Date;
use tumen_core::model::tour::{SidePanel, Stop, Tour};
use tumen_scene::Theme;
use tumen_session::presentation::Phase;
use tumen_session::{CameraCommand, Command, Session, TalkCommand, views};

const TODAY: Date = Date { year: 2026, month: 11, day: 21 };
/// Frames a second.
const RATE: f64 = 60.0;
/// A screen, pixels.
const SCREEN: [f32; 2] = [1920.0, 1080.0];
/// What a frame may cost in the median, and at most.
const LIMITS: [Duration; 2] = [Duration::from_millis(4), Duration::from_millis(16)];
/// Frames shown at each stop after the flight.
const REST: u32 = 20;

struct Window {
    ctx: egui::Context,
    device: Option<RenderState>,
    session: Session,
    shell: Shell,
    frames: u64,
}

impl Window {
    fn new(session: Session) -> Self {
        let ctx = egui::Context::default();
        ctx.set_fonts(ui::fonts::definitions());
        ui::theme::apply(&ctx, session.style(), Theme::Projector);
        Self { ctx, device: device(), session, shell: Shell::default(), frames: 0 }
    }

    /// A frame as the program makes it: commands, time, UI pass, triangles, hand-over.
    fn frame(&mut self, commands: Vec<Command>) -> Duration {
        self.frames += 1;
        let time = self.frames as f64 / RATE;
        let started = Instant::now();
        for command in commands.into_iter().chain([
            Command::Talk(TalkCommand::Clock(time)),
            Command::Camera(CameraCommand::Advance(1.0 / RATE)),
        ]) {
            self.session.run(command);
        }
        let factor = self.ctx.pixels_per_point();
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, egui::Vec2::from(SCREEN) / factor));
        let input = RawInput { screen_rect, time: Some(time), ..RawInput::default() };
        let (session, shell) = (&self.session, &mut self.shell);
        let mut asked = Vec::new();
        let output = self.ctx.run_ui(input, |ui| asked = ui::shell::show(ui, session, shell).commands);
        let jobs = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        if let Some(state) = &self.device {
            hand_over(state, &jobs, &output.textures_delta, output.pixels_per_point);
        }
        black_box(&jobs);
        let taken = started.elapsed();
        for command in asked {
            self.session.run(command);
        }
        taken
    }
}

fn hand_over(
    state: &RenderState,
    jobs: &[egui::ClippedPrimitive],
    textures: &egui::TexturesDelta,
    pixels_per_point: f32,
) {
    let screen = ScreenDescriptor { size_in_pixels: SCREEN.map(|s| s as u32), pixels_per_point };
    let mut renderer = state.renderer.write();
    for (id, deltas) in &textures.set {
        for delta in deltas {
            renderer.update_texture(&state.device, &state.queue, *id, delta);
        }
    }
    let mut encoder = state.device.create_command_encoder(&Default::default());
    renderer.update_buffers(&state.device, &state.queue, &mut encoder, jobs, &screen);
    state.queue.submit([encoder.finish()]);
    for id in &textures.free {
        renderer.free_texture(id);
    }
}

fn device() -> Option<RenderState> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    if now(instance.enumerate_adapters(wgpu::Backends::PRIMARY)).is_empty() {
        println!("no graphics adapter: the hand-over is left out");
        return None;
    }
    let state = kit::create_render_state(kit::default_wgpu_setup(), RendererOptions::PREDICTABLE);
    ui::gpu::install(&state);
    Some(state)
}

/// Runs a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    loop {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

/// A tour over all named views, once around in each projection, with plots and cards.
fn around() -> Arc<Tour> {
    let stop = |projection, (at, view): (usize, &views::NamedView)| {
        let side_panel = match at % 3 {
            0 => SidePanel::Plot("khasan-rajin|t".into()),
            1 => SidePanel::Card,
            _ => SidePanel::Nothing,
        };
        let selection = Some("project:khasan-rajin".into());
        let caption = "What was **promised**, and what was built. ".repeat(8);
        let flows = at % 2 == 0;
        Arc::new(Stop {
            projection,
            side_panel,
            selection,
            caption,
            flows,
            ..Stop::new(view.title, view.bounds)
        })
    };
    let stops =
        Projection::ALL.into_iter().flat_map(|p| views::ALL.iter().enumerate().map(move |v| stop(p, v)));
    Arc::new(Tour {
        id: "around".into(),
        title: "All around".into(),
        stops: stops.collect(),
        ..Tour::default()
    })
}

/// Prepared as the window has it before the talk: layers, relief, triangles of every stop.
fn prepared(tour: &Arc<Tour>) -> Session {
    let mut session = Session::open(&Bundle::embedded(), TODAY);
    session.run(TalkCommand::Begin(tour.clone(), 0, [780.0, 640.0].into()));
    session.prepare();
    for projection in session.projections_needed() {
        let areas = session.prepared_map(projection).into_iter().flat_map(|s| s.areas());
        areas.flat_map(|a| a.levels.iter()).for_each(|level| {
            level.make_mesh();
        });
    }
    session
}

fn run(tour: &Arc<Tour>) -> bool {
    let mut window = Window::new(prepared(tour));
    for _ in 0..8 {
        window.frame(Vec::new());
    }
    let (mut moving, mut all) = (Vec::new(), Vec::new());
    for at in 0..tour.stops.len() {
        let mut next = vec![Command::Talk(TalkCommand::GoTo(at))];
        let mut rest = REST;
        while rest > 0 {
            let taken = window.frame(std::mem::take(&mut next));
            all.push((taken, at));
            match window.session.presentation().map(|p| p.phase()) {
                Some(Phase::Flying) => moving.push(taken),
                _ => rest -= 1,
            }
        }
    }
    moving.sort();
    let median = moving.get(moving.len() / 2).copied().unwrap_or_default();
    let late = all.iter().filter(|(t, _)| *t > LIMITS[1]).count();
    let (longest, at) = all.iter().max().copied().unwrap_or_default();
    let share = moving.get(moving.len() * 95 / 100).copied().unwrap_or_default();
    println!(
        "{}: {} frames, in motion median {median:.2?}, 95 of 100 below {share:.2?}; longest {longest:.2?} at stop {}, {late} over {:?}",
        tour.id,
        all.len(),
        at + 1,
        LIMITS[1]
    );
    median <= LIMITS[0] && late == 0
}

fn main() {
    let bundled = Session::open(&Bundle::embedded(), TODAY).document().tours.clone();
    let tours = if bundled.is_empty() { vec![around()] } else { [bundled, vec![around()]].concat() };
    let good = tours.iter().map(run).filter(|good| *good).count();
    println!(
        "{good} of {} tours within {:?} in the median and {:?} at most",
        tours.len(),
        LIMITS[0],
        LIMITS[1]
    );
}
