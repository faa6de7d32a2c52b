//! The kept picture of the map: at rest it is the picture that is painted anew, however it came about.

use super::harness::{Picture, can_draw, render_state};
use eframe::egui::{self, Rect, Vec2};
use eframe::egui_wgpu::RenderState;
use egui_kittest::{Harness, wgpu as kit};
use std::sync::{Arc, Mutex};
use tumen::ui::{self, gpu};
use tumen_assets::Bundle;
use tumen_core::model::Selection;
use tumen_scene::{Camera, Frame, Furniture};
use tumen_session::{CameraCommand, Command, NamedView, Output, SelectionCommand, Session, ViewCommand};

const SIZE: [f32; 2] = [420.0, 300.0];
/// Positions are rounded differently in a moved picture: a channel may differ by so much, of 255.
const CLOSE: u8 = 3;

/// A window that shows a session's map.
struct Window {
    session: Session,
    shown: Arc<Mutex<Frame>>,
    /// The opacity of the picture from before a cut.
    before: Arc<Mutex<Option<f32>>>,
    harness: Harness<'static>,
    state: RenderState,
}

impl Window {
    fn new(mode: gpu::Mode, view: &str) -> Self {
        let mut session = Session::open(&Bundle::embedded(), "2026-11-21".parse().unwrap());
        let projection = session.view().camera.projection;
        session.run(CameraCommand::Set(NamedView::find(view).unwrap().camera(projection, SIZE)));
        session.run(ViewCommand::Layer("names".to_owned(), false));
        session.prepare();
        let shown = Arc::new(Mutex::new(compose(&session)));
        let (frame, state) = (shown.clone(), render_state());
        let before = Arc::new(Mutex::new(None));
        let opacity = before.clone();
        let harness = Harness::builder()
            .with_size(SIZE)
            .with_context_setup(move |ctx| {
                ctx.set_fonts(ui::fonts::definitions());
                gpu::set_mode(ctx, mode);
            })
            .renderer(kit::WgpuTestRenderer::from_render_state(state.clone()))
            .build_ui(move |ui| {
                let rect = Rect::from_min_size(egui::Pos2::ZERO, Vec2::from(SIZE));
                let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("map"));
                let (painter, opacity) = (ui.ctx().layer_painter(layer), *opacity.lock().unwrap());
                ui::paint_over(&painter, rect, &frame.lock().unwrap(), opacity);
            });
        Self { session, shown, before, harness, state }
    }

    fn run(&mut self, command: impl Into<Command>) {
        self.session.run(command);
        self.session.prepare();
        *self.shown.lock().unwrap() = compose(&self.session);
    }

    /// One frame.
    fn draw(&mut self) -> Picture {
        self.harness.step();
        let image = self.harness.render().unwrap();
        Picture { width: image.width() as usize, pixels: image.as_raw().as_chunks::<4>().0.to_vec() }
    }

    /// How many parts of the map the last frame painted.
    fn painted(&self) -> usize {
        self.state.renderer.read().callback_resources.get::<gpu::MapResources>().unwrap().planned()
    }

    fn camera(&self) -> Camera {
        self.session.view().camera
    }
}

fn compose(session: &Session) -> Frame {
    session.compose(SIZE, Furniture::default(), Output::Paper { scale: 1.0 }).unwrap()
}

/// How many pixels differ.
fn different(a: &Picture, b: &Picture) -> usize {
    let differ = |(p, q): &(&[u8; 4], &[u8; 4])| (0..3).any(|i| p[i].abs_diff(q[i]) > CLOSE);
    assert_eq!(a.pixels.len(), b.pixels.len());
    a.pixels.iter().zip(&b.pixels).filter(differ).count()
}

/// Runs the same commands in a window that keeps its picture and in one that paints anew, and compares
/// what they show at rest after each.
fn compare(view: &str, commands: impl Fn(&Session) -> Vec<Command>) {
    let (mut kept, mut direct) = (Window::new(gpu::Mode::Kept, view), Window::new(gpu::Mode::Direct, view));
    assert_eq!(different(&kept.draw(), &direct.draw()), 0);
    for command in commands(&kept.session) {
        kept.run(command.clone());
        direct.run(command.clone());
        // The frame in which it moves, and one at rest.
        kept.draw();
        let count = different(&kept.draw(), &direct.draw());
        assert!(count <= SIZE[0] as usize / 100, "{count} pixels differ after {command:?}");
    }
}

#[test]
fn a_still_map_is_painted_once() {
    if !can_draw() {
        return;
    }
    let mut window = Window::new(gpu::Mode::Kept, "theatre");
    window.draw();
    let bands = window.painted();
    assert!(bands > 0, "all of it is painted");
    window.draw();
    assert_eq!(window.painted(), 0, "nothing changed");
    window.run(CameraCommand::Set(window.camera().panned([5.0, 3.0])));
    window.draw();
    // Two strips, and what came into view may touch the edge.
    assert!((2..=3).contains(&window.painted()), "{} parts were painted", window.painted());
    window.draw();
    assert_eq!(window.painted(), 0);
    window.run(CameraCommand::Set(Camera { zoom: window.camera().zoom + 0.2, ..window.camera() }));
    window.draw();
    assert_eq!(window.painted(), 0, "zooming in stretches the picture");
    window.draw();
    assert_eq!(window.painted(), bands, "and it is painted when it rests");
}

#[test]
fn a_moved_map_is_the_map_painted_there() {
    if !can_draw() {
        return;
    }
    for view in ["theatre", "tumen"] {
        compare(view, |session| {
            let drags = [[30.0, 0.0], [0.0, -17.0], [-61.0, 25.0], [7.0, 9.0], [2.5, 0.25], [-900.0, 4.0]];
            let mut camera = session.view().camera;
            drags
                .iter()
                .map(|drag| {
                    camera = camera.panned(*drag);
                    Command::Camera(CameraCommand::Set(camera))
                })
                .collect()
        });
    }
}

#[test]
fn a_zoomed_map_is_the_map_painted_there() {
    if !can_draw() {
        return;
    }
    compare("korea", |session| {
        let camera = session.view().camera;
        let zoomed = |by: f64| camera.zoomed_about([100.0, 80.0], SIZE, camera.zoom + by);
        [0.1, 0.6, -0.3, -2.0, 3.0].map(|by| Command::Camera(CameraCommand::Set(zoomed(by)))).to_vec()
    });
}

#[test]
fn a_change_is_seen_at_once() {
    if !can_draw() {
        return;
    }
    compare("theatre", |session| {
        let select = |i: usize| {
            Command::Selection(SelectionCommand::Select(Some(Selection::Corridor(
                session.document().corridors[i].id.clone(),
            ))))
        };
        let mut commands: Vec<Command> = (0..6).map(|i| select(3 * i)).collect();
        commands.push(Command::View(ViewCommand::Layer("rivers".to_owned(), false)));
        commands.push(Command::View(ViewCommand::AsOf("1990-01-01".parse().unwrap())));
        commands.push(Command::View(ViewCommand::Theme(tumen_scene::Theme::Dark)));
        commands
    });
}

/// The largest difference of a channel between a picture and the mixture of two others.
fn off_the_mixture(mixed: &Picture, old: &Picture, new: &Picture, share: f32) -> f32 {
    let channel = |p: &Picture, at: usize, i: usize| f32::from(p.pixels[at][i]);
    let off = |at: usize, i: usize| {
        let wanted = channel(old, at, i) * share + channel(new, at, i) * (1.0 - share);
        (channel(mixed, at, i) - wanted).abs()
    };
    (0..mixed.pixels.len()).flat_map(|at| (0..3).map(move |i| off(at, i))).fold(0.0, f32::max)
}

#[test]
fn the_picture_before_a_cut_fades_over_the_next() {
    if !can_draw() {
        return;
    }
    let mut window = Window::new(gpu::Mode::Kept, "theatre");
    for layer in ["places", "corridors", "rivers"] {
        window.run(ViewCommand::Layer(layer.to_owned(), false));
    }
    let old = window.draw();
    let to = NamedView::find("korea").unwrap().camera(window.camera().projection, SIZE);
    window.run(CameraCommand::Set(to));
    *window.before.lock().unwrap() = Some(0.75);
    let early = window.draw();
    *window.before.lock().unwrap() = Some(0.25);
    let late = window.draw();
    assert_eq!(window.painted(), 0, "a fade paints nothing of the map");
    *window.before.lock().unwrap() = None;
    let new = window.draw();
    assert!(different(&old, &new) > 1000);
    for (mixed, share) in [(early, 0.75), (late, 0.25)] {
        let off = off_the_mixture(&mixed, &old, &new, share);
        assert!(off <= f32::from(CLOSE), "off by {off} at {share}");
    }
}
