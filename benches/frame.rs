//! What a frame of the window costs one core, without the work of the graphics device: the UI pass,
//! composing, tessellating, and handing everything to the device.
//!
//! `cargo bench --bench frame`; without a graphics adapter the hand-over is left out, and says so.

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{self, Pos2, RawInput, Rect};
use eframe::egui_wgpu::{RenderState, RendererOptions, ScreenDescriptor};
use egui_kittest::wgpu as kit;
use std::hint::black_box;
use tumen::ui::{self, Shell};
use tumen_assets::Bundle;
use tumen_core::geo::{LonLat, Projection};
use tumen_core::model::{Date, Edit, Feature, Geometry, Layer, Selection};
use tumen_scene::Theme;
use tumen_session::{CameraCommand, SelectionCommand, Session, ViewCommand, WorkspaceCommand, views};

const TODAY: Date = Date { year: 2026, month: 11, day: 21 };

/// A window without a screen: it shows a session and hands each frame to the graphics device.
struct Window {
    ctx: egui::Context,
    device: Option<RenderState>,
    session: Session,
    shell: Shell,
    size: [f32; 2],
    time: f64,
}

impl Window {
    fn new(size: [f32; 2], session: Session) -> Self {
        let ctx = egui::Context::default();
        ctx.set_fonts(ui::fonts::definitions());
        ui::theme::apply(&ctx, session.style(), Theme::Light);
        let mut window = Self { ctx, device: device(), session, shell: Shell::default(), size, time: 0.0 };
        // The first frames upload buffers and lay out panels.
        for _ in 0..4 {
            window.frame(|_, _| {});
        }
        window
    }

    /// Runs commands and shows a frame; `draw` may draw it in its own way instead of the whole window.
    fn pass(&mut self, draw: impl FnOnce(&mut egui::Ui, &Session, &mut Shell)) {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, self.size.into()));
        let input = RawInput { screen_rect, time: Some(self.time), ..RawInput::default() };
        let (session, shell, mut draw) = (&self.session, &mut self.shell, Some(draw));
        let output = self.ctx.run_ui(input, |ui| {
            if let Some(draw) = draw.take() {
                draw(ui, session, shell);
            }
        });
        let jobs = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let Some(state) = &self.device else { return };
        let size_in_pixels = self.size.map(|s| s as u32);
        let screen = ScreenDescriptor { size_in_pixels, pixels_per_point: 1.0 };
        let mut renderer = state.renderer.write();
        for (id, deltas) in &output.textures_delta.set {
            for delta in deltas {
                renderer.update_texture(&state.device, &state.queue, *id, delta);
            }
        }
        let mut encoder = state.device.create_command_encoder(&Default::default());
        renderer.update_buffers(&state.device, &state.queue, &mut encoder, &jobs, &screen);
        state.queue.submit([encoder.finish()]);
        for id in &output.textures_delta.free {
            renderer.free_texture(id);
        }
    }

    fn frame(&mut self, change: impl FnOnce(&mut Session, f64)) {
        change(&mut self.session, self.time);
        self.pass(|ui, session, shell| {
            black_box(ui::shell::show(ui, session, shell));
        });
    }

    /// The map alone over the whole window, its camera moving.
    fn map(&mut self) {
        let back = if (self.time * 60.0) as u32 % 200 < 100 { 3.0 } else { -3.0 };
        let camera = self.session.view().camera.panned([back, 0.3 * back]);
        self.session.run(CameraCommand::Set(camera));
        self.pass(|ui, session, shell| {
            let mut out = ui::UiCommands::default();
            let mut parts = shell.map_parts(tumen_scene::furniture::Legend::default());
            ui::map::show(ui, &mut ui::PanelCx::new(session, &mut out), &mut parts);
        });
    }
}

fn device() -> Option<RenderState> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let adapters = pollster(instance.enumerate_adapters(wgpu::Backends::PRIMARY));
    if adapters.is_empty() {
        println!("no graphics adapter: the hand-over is left out");
        return None;
    }
    let state = kit::create_render_state(kit::default_wgpu_setup(), RendererOptions::PREDICTABLE);
    ui::gpu::install(&state);
    Some(state)
}

/// Runs a future that never waits.
fn pollster<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    loop {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

fn open() -> Session {
    let mut session = Session::open(&Bundle::embedded(), TODAY);
    session.prepare();
    session
}

/// A thousand winding lines of a thousand vertices over the theatre.
fn million() -> Layer {
    let line = |l: u32| -> Vec<LonLat> {
        let (west, south) = (101.0 + f64::from(l % 40) * 1.8, 34.0 + f64::from(l / 40) * 1.25);
        let wave = |t: f64| 0.4 * (t * 37.0).sin() + 0.05 * (t * 911.0).sin() + 0.005 * (t * 9973.0).cos();
        let point = |i: u32| LonLat::new(west + 0.003 * f64::from(i), south + wave(f64::from(i) / 1000.0));
        (0..1000).map(point).collect()
    };
    let lines = (0..1000).map(|l| Feature::drawn(Geometry::line(line(l))));
    Layer::new("million", lines.collect())
}

fn with_million(mut session: Session) -> Session {
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(vec![million()])], None));
    session.prepare();
    session
}

fn map(c: &mut Criterion) {
    let size = [1600.0, 1000.0];
    let mut group = c.benchmark_group("map 1600x1000, camera moving");
    for (name, million) in [("bundled", false), ("with 1M vertices", true)] {
        let session = if million { with_million(open()) } else { open() };
        let mut window = Window::new(size, session);
        let camera = views::THEATRE.camera(Projection::Mercator, size);
        window.session.run(CameraCommand::Set(camera));
        group.bench_function(name, |b| b.iter(|| window.map()));
    }
    group.finish();
}

fn window(c: &mut Criterion) {
    let mut group = c.benchmark_group("window 1280x800");
    let mut window = Window::new([1280.0, 800.0], open());
    group.bench_function("still", |b| b.iter(|| window.frame(|_, _| {})));
    let drag = |session: &mut Session, time: f64| {
        let year = 1990 + (time * 20.0) as i32 % 40;
        session.run(ViewCommand::AsOf(Date { year, month: 6, day: 1 }));
    };
    group.bench_function("dragging the date", |b| b.iter(|| window.frame(drag)));
    let select = |session: &mut Session, time: f64| {
        let corridors = &session.document().corridors;
        let id = corridors[(time * 60.0) as usize % corridors.len()].id.clone();
        session.run(SelectionCommand::Select(Some(Selection::Corridor(id))));
    };
    group.bench_function("selecting", |b| b.iter(|| window.frame(select)));
    let filter = |session: &mut Session, time: f64| {
        let mut filter = tumen_session::view::Filter::default();
        let kinds = &session.document().kinds;
        filter.kinds.insert(kinds[(time * 60.0) as usize % kinds.len()].id.to_string());
        session.run(ViewCommand::Filter(filter));
    };
    let switch = |session: &mut Session, time: f64| {
        let conditions = &session.document().outlook.conditions;
        let step = (time * 60.0) as usize;
        let id = conditions[step % conditions.len()].id.to_string();
        session.run(ViewCommand::Condition(id, (step / conditions.len()).is_multiple_of(2)));
    };
    group.bench_function("switching conditions", |b| b.iter(|| window.frame(switch)));
    group.bench_function("filtering", |b| b.iter(|| window.frame(filter)));
    group.finish();
}

criterion_group!(benches, map, window);
criterion_main!(benches);
