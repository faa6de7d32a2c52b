//! What the driver takes for the layers of a frame, painted anew and kept.

use super::harness::{can_draw, render_state};
use eframe::egui::{self, Rect};
use eframe::egui_wgpu::{CallbackTrait as _, ScreenDescriptor};
use std::time::{Duration, Instant};
use tumen::ui::gpu::{DrawItem, Keep, MapCallback};
use tumen_assets::Bundle;
use tumen_scene::frame::Paint;
use tumen_scene::{Camera, Frame, Furniture};
use tumen_session::{CameraCommand, NamedView, Output, Session, ViewCommand};

const SIZE: [f32; 2] = [1280.0, 800.0];
/// Frames of which the median is told.
const FRAMES: usize = 9;

/// How the camera moves from frame to frame.
type Motion = fn(Camera, usize) -> Camera;

const MOTIONS: [(&str, Motion); 3] = [
    ("still", |camera, _| camera),
    ("moving", |camera, i| camera.panned([7.0 * i as f32, 3.0 * i as f32])),
    ("zooming", |camera, i| Camera { zoom: camera.zoom + 0.02 * i as f64, ..camera }),
];

/// The layers of a frame, as the painter hands them over.
fn items(frame: &Frame) -> Vec<DrawItem> {
    let item = |paint: &Paint| match paint {
        Paint::Relief(relief, opacity) => Some(DrawItem::Relief(relief.clone(), *opacity)),
        Paint::Fill(part, color) => Some(DrawItem::Fill(part.clone(), *color)),
        Paint::Stroke(part, stroke) => Some(DrawItem::Stroke(part.clone(), *stroke)),
        Paint::Path(_) | Paint::Text(_) | Paint::Inset(..) => None,
    };
    frame.items().filter_map(|i| item(&i.paint)).collect()
}

/// Prints the median time of a frame, milliseconds; run by hand with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn frames() {
    if !can_draw() {
        return;
    }
    for view in ["theatre", "tumen"] {
        for hidden in ["", "relief", "relief lakes rivers regions borders railways frontier corridors"] {
            for (name, motion) in MOTIONS {
                let [direct, kept] = [false, true].map(|keep| median(view, hidden, motion, keep));
                println!("{view:8} {name:8} anew {direct:6.1} kept {kept:6.1}  without: {hidden}");
            }
        }
    }
}

fn median(view: &str, hidden: &str, motion: Motion, keep: bool) -> f64 {
    let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
    let projection = session.view().camera.projection;
    let start = NamedView::find(view).unwrap().camera(projection, SIZE);
    hidden.split_whitespace().for_each(|l| _ = session.run(ViewCommand::Layer(l.to_owned(), false)));
    session.run(CameraCommand::Set(start));
    session.prepare();
    let state = render_state();
    let target = super::handover::target(&state, SIZE.map(|s| s as u32));
    let mut times = Vec::new();
    for i in 0..FRAMES + 2 {
        session.run(CameraCommand::Set(motion(start, i)));
        let frame = session.compose(SIZE, Furniture::default(), Output::Paper { scale: 1.0 }).unwrap();
        let callback = MapCallback::new(items(&frame), frame.map.unwrap(), [0.0; 2], SIZE);
        let keep =
            keep.then_some(Keep { window: 1, background: frame.background, moving: true, before: None });
        let callback = match keep {
            Some(keep) => callback.kept(keep),
            None => callback,
        };
        times.push(draw(&state, &target, &callback));
    }
    // The first frames upload.
    let mut times: Vec<f64> = times[2..].iter().map(|t| t.as_secs_f64() * 1000.0).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Draws a frame and waits for the device.
fn draw(
    state: &eframe::egui_wgpu::RenderState,
    target: &wgpu::TextureView,
    callback: &MapCallback,
) -> Duration {
    let screen = ScreenDescriptor { size_in_pixels: SIZE.map(|s| s as u32), pixels_per_point: 1.0 };
    let rect = Rect::from_min_size(egui::Pos2::ZERO, SIZE.into());
    let mut renderer = state.renderer.write();
    let resources = &mut renderer.callback_resources;
    let mut encoder = state.device.create_command_encoder(&Default::default());
    let start = Instant::now();
    callback.prepare(&state.device, &state.queue, &screen, &mut encoder, resources);
    callback.finish_prepare(&state.device, &state.queue, &mut encoder, resources);
    let mut pass = super::handover::begin(&mut encoder, target);
    let info = egui::PaintCallbackInfo {
        viewport: rect,
        clip_rect: rect,
        pixels_per_point: 1.0,
        screen_size_px: screen.size_in_pixels,
    };
    callback.paint(info, &mut pass, resources);
    drop(pass);
    state.queue.submit([encoder.finish()]);
    state.device.poll(wgpu::PollType::Wait { submission_index: None, timeout: None }).unwrap();
    start.elapsed()
}
