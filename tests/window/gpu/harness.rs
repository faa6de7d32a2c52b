//! Draws small frames and gives their pixels.

use eframe::egui::{self, Rect, Vec2};
use egui_kittest::{Harness, wgpu as kit};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use tumen::ui;
use tumen_core::geo::{LonLat, Projection};
use tumen_scene::frame::{Group, Item, Paint, Part, Stroke};
use tumen_scene::prepared::{Form, Shape};
use tumen_scene::{Camera, Frame, Prepared, Rgba};

pub const SIZE: [f32; 2] = [200.0, 120.0];
pub const WHITE: Rgba = Rgba([255, 255, 255, 255]);
pub const BLACK: Rgba = Rgba([0, 0, 0, 255]);

/// Runs a future that never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

/// Whether pictures can be made here; says so if not.
pub fn can_draw() -> bool {
    static FOUND: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    let found = *FOUND.get_or_init(|| {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        !now(instance.enumerate_adapters(wgpu::Backends::PRIMARY)).is_empty()
    });
    if !found {
        println!("skipped: no graphics adapter");
    }
    found
}

pub fn render_state() -> eframe::egui_wgpu::RenderState {
    let options = eframe::egui_wgpu::RendererOptions::PREDICTABLE;
    let state = kit::create_render_state(kit::default_wgpu_setup(), options);
    ui::gpu::install(&state);
    state
}

pub struct Picture {
    pub width: usize,
    pub pixels: Vec<[u8; 4]>,
}

impl Picture {
    pub fn at(&self, x: usize, y: usize) -> [u8; 4] {
        self.pixels[y * self.width + x]
    }

    pub fn red(&self, x: usize, y: usize) -> u8 {
        self.at(x, y)[0]
    }

    /// Rows of a column in which something darker than `limit` stands.
    pub fn dark_rows(&self, x: usize, limit: u8) -> Vec<usize> {
        (0..self.pixels.len() / self.width).filter(|y| self.red(x, *y) < limit).collect()
    }
}

/// Draws a frame with its corner at a point of a window somewhat larger than it.
pub fn draw_at(frame: Frame, corner: [f32; 2], pixels_per_point: f32) -> Picture {
    let rect = Rect::from_min_size(corner.into(), egui::vec2(frame.size.width, frame.size.height));
    let mut harness = Harness::builder()
        .with_size(Vec2::new(frame.size.width, frame.size.height) + Vec2::from(corner))
        .with_pixels_per_point(pixels_per_point)
        .with_context_setup(|ctx| ctx.set_fonts(ui::fonts::definitions()))
        .renderer(kit::WgpuTestRenderer::from_render_state(render_state()))
        .build_ui(move |ui| {
            let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("map"));
            ui::paint(&ui.ctx().layer_painter(layer), rect, &frame);
        });
    harness.run();
    let image = harness.render().unwrap();
    let pixels = image.as_raw().as_chunks::<4>().0.to_vec();
    Picture { width: image.width() as usize, pixels }
}

pub fn draw(frame: Frame) -> Picture {
    draw_at(frame, [0.0, 0.0], 1.0)
}

pub fn camera() -> Camera {
    Camera::at(Projection::Mercator, LonLat::new(131.0, 43.0), 8.0)
}

/// A layer of lines or rings given in pixels of a frame seen by that camera.
pub fn layer_at(camera: &Camera, form: Form, lines: &[&[[f32; 2]]]) -> Arc<Prepared> {
    let lines: Vec<Vec<LonLat>> =
        lines.iter().map(|l| l.iter().map(|p| camera.to_lonlat(*p, SIZE)).collect()).collect();
    let shapes: Vec<Shape<'_>> = lines.iter().map(|points| Shape { group: 0, feature: 0, points }).collect();
    Arc::new(Prepared::new(form, camera.projection, 1, &shapes))
}

pub fn part(layer: &Arc<Prepared>, camera: &Camera) -> Part {
    Part {
        layer: layer.clone(),
        level: layer.level_for(camera.pixels_per_unit()),
        group: 0,
        only: None,
        spread: 0.0,
    }
}

pub fn frame(camera: Camera, paints: Vec<Paint>) -> Frame {
    let items = paints.into_iter().map(|paint| Item { feature: None, paint }).collect();
    Frame {
        size: SIZE.into(),
        map: Some(camera),
        background: WHITE,
        groups: vec![Group { name: "test", items }],
        covered: Vec::new(),
    }
}

pub fn lines_frame(lines: &[&[[f32; 2]]], stroke: Stroke) -> Frame {
    let camera = camera();
    let layer = layer_at(&camera, Form::Lines, lines);
    frame(camera, vec![Paint::Stroke(part(&layer, &camera), stroke)])
}
