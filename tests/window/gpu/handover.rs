//! What drawing a large layer costs.

use super::harness::{can_draw, render_state};
use eframe::egui::{self, Rect};
use std::sync::Arc;
use tumen::ui;
use tumen_core::geo::{LonLat, Projection};
use tumen_scene::frame::{Part, Stroke};
use tumen_scene::prepared::{Form, Shape};
use tumen_scene::{Camera, Prepared, Rgba};

/// What handing a large layer to the GPU costs; run by hand with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn handover() {
    use eframe::egui_wgpu::{CallbackTrait as _, ScreenDescriptor};
    if !can_draw() {
        return;
    }
    let state = render_state();
    let layer = million();
    let mut camera = Camera::at(Projection::Mercator, LonLat::new(131.0, 43.0), 4.0);
    let screen = ScreenDescriptor { size_in_pixels: [1600, 1000], pixels_per_point: 1.0 };
    let target = target(&state, screen.size_in_pixels);
    let rect = Rect::from_min_size(egui::Pos2::ZERO, [1600.0, 1000.0].into());
    let (mut first, mut prepared, mut painted, mut whole) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for step in 0..400 {
        camera.zoom = 4.0 + 12.0 * f64::from(step) / 400.0;
        camera.center[0] += 3.0 / camera.pixels_per_unit();
        let level = layer.level_for(camera.pixels_per_unit());
        let part = Part { layer: layer.clone(), level, group: 0, only: None, spread: 0.0 };
        let item = ui::gpu::DrawItem::Stroke(part, Stroke::solid(1.5, Rgba([0, 0, 0, 200])));
        let callback = ui::gpu::MapCallback::new(vec![item], camera, [0.0; 2], [1600.0, 1000.0]);
        let mut renderer = state.renderer.write();
        let resources = &mut renderer.callback_resources;
        let mut encoder = state.device.create_command_encoder(&Default::default());
        let start = std::time::Instant::now();
        let before = resources.get::<ui::gpu::MapResources>().unwrap().bytes();
        callback.prepare(&state.device, &state.queue, &screen, &mut encoder, resources);
        callback.finish_prepare(&state.device, &state.queue, &mut encoder, resources);
        let uploaded = resources.get::<ui::gpu::MapResources>().unwrap().bytes() != before;
        if uploaded { &mut first } else { &mut prepared }.push(start.elapsed());
        let mut pass = begin(&mut encoder, &target);
        let start = std::time::Instant::now();
        let info = egui::PaintCallbackInfo {
            viewport: rect,
            clip_rect: rect,
            pixels_per_point: 1.0,
            screen_size_px: screen.size_in_pixels,
        };
        callback.paint(info, &mut pass, resources);
        painted.push(start.elapsed());
        drop(pass);
        let start = std::time::Instant::now();
        state.queue.submit([encoder.finish()]);
        state.device.poll(wgpu::PollType::Wait { submission_index: None, timeout: None }).unwrap();
        whole.push(start.elapsed());
    }
    println!("{} vertices, {} levels", layer.vertices(), layer.levels.len());
    for (name, times) in
        [("uploading", &mut first), ("prepare", &mut prepared), ("paint", &mut painted), ("GPU", &mut whole)]
    {
        times.sort();
        let at = |q: usize| times[(times.len() - 1) * q / 100];
        println!(
            "{name}: {} times, median {:?}, 95 % {:?}, worst {:?}",
            times.len(),
            at(50),
            at(95),
            at(100)
        );
    }
}

/// A thousand winding lines of a thousand vertices each.
fn million() -> Arc<Prepared> {
    let line = |i: u32| -> Vec<LonLat> {
        let (x, y) = (f64::from(i % 40), f64::from(i / 40));
        (0..1000)
            .map(|j| {
                let t = f64::from(j) / 1000.0;
                let wave =
                    (t * 37.0 + y).sin() * 0.4 + (t * 411.0 + x).sin() * 0.05 + (t * 2900.0).sin() * 0.01;
                LonLat::new(111.0 + x + t * 3.0, 33.0 + y + wave)
            })
            .collect()
    };
    let lines: Vec<Vec<LonLat>> = (0..1000).map(line).collect();
    let shapes: Vec<Shape<'_>> = lines.iter().map(|points| Shape { group: 0, feature: 0, points }).collect();
    Arc::new(Prepared::new(Form::Lines, Projection::Mercator, 1, &shapes))
}

pub fn target(state: &eframe::egui_wgpu::RenderState, [width, height]: [u32; 2]) -> wgpu::TextureView {
    let texture = state.device.create_texture(&wgpu::TextureDescriptor {
        label: None,
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: state.target_format,
        usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
        view_formats: &[],
    });
    texture.create_view(&wgpu::TextureViewDescriptor::default())
}

pub fn begin(encoder: &mut wgpu::CommandEncoder, view: &wgpu::TextureView) -> wgpu::RenderPass<'static> {
    let attachment = wgpu::RenderPassColorAttachment {
        view,
        resolve_target: None,
        ops: wgpu::Operations { load: wgpu::LoadOp::Clear(wgpu::Color::WHITE), store: wgpu::StoreOp::Store },
        depth_slice: None,
    };
    let descriptor =
        wgpu::RenderPassDescriptor { color_attachments: &[Some(attachment)], ..Default::default() };
    encoder.begin_render_pass(&descriptor).forget_lifetime()
}
