//! The map: it shows the session's frame and turns gestures into commands.

mod cut;

use super::compare;
use super::gpu;
use super::logistics::{self, LogisticsState};
use super::out::{PanelCx, UiCommands};
use super::tools::{self, ToolInput, Tools};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{self, CursorIcon, Key, PointerButton, Rect, Response, Sense, Ui, Vec2};
use tumen_core::geo::LonLat;
use tumen_core::words::Messages;
use tumen_scene::frame::FeatureId;
use tumen_scene::furniture::Legend;
use tumen_scene::{Camera, Frame, Furniture, Movement, flow, pick};
use tumen_scene::{ScreenPoint, Size};
use tumen_session::presentation::Viewport;
use tumen_session::{CameraCommand, Output, SelectionCommand, Session, TalkCommand, View, views};

/// Speed below which gliding ends, points a second.
const STILL: f32 = 60.0;
/// Gliding loses this share of its speed in a second: `exp(-FRICTION)` is left.
const FRICTION: f32 = 18.0;
/// Where a frame takes longer than this there is no gliding: it would be seen as a few jumps, seconds.
const SLOW: f32 = 0.05;
/// Where the processor paints, a glide shows so many pictures: more would keep it busy without being seen.
const GLIDE_STEP: std::time::Duration = std::time::Duration::from_millis(33);
/// Zoom steps a point of scrolling.
const ZOOM_PER_POINT: f64 = 1.0 / 160.0;
/// Arrow keys move the map by this share of its size.
const KEY_STEP: f32 = 0.18;

/// Moving cargo is drawn anew this often.
const CARGO_STEP: std::time::Duration = std::time::Duration::from_millis(33);

/// What the map remembers between frames.
#[derive(Debug, Clone, Default)]
pub struct MapState {
    /// Fit the first view into the map at the first frame: nothing was remembered.
    pub fit_first: bool,
    /// The camera of that fit, which follows the size of the map until the user moves it.
    fitted: Option<Camera>,
    /// Position under the pointer.
    pub pointer: Option<LonLat>,
    glide: Vec2,
    /// What of the way of a glide is less than a pixel, points.
    rest: Vec2,
    /// Where the pointer let go of the map: what comes to lie under it there was not pointed at.
    dropped: Option<egui::Pos2>,
    composed: Option<Composed>,
    /// Nothing is painted yet: something is about to come that decides what is looked at.
    waiting: bool,
}

/// The last frame and what it was composed from, so that a still map is not composed again.
#[derive(Debug, Clone)]
struct Composed {
    frame: std::sync::Arc<Frame>,
    view: View,
    size: [f32; 2],
    legend: Legend,
    readiness: (usize, (u64, u64)),
}

impl MapState {
    /// Something else is looked at from now on: the first view is no longer fitted.
    pub fn leave_first_view(&mut self) {
        self.fit_first = false;
        self.fitted = None;
    }

    /// Nothing is painted until [`Self::go_on`].
    pub fn wait(&mut self) {
        self.waiting = true;
    }

    /// Whether something is waited for before anything is painted.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting
    }

    /// Nothing is waited for any more.
    pub fn go_on(&mut self) {
        self.waiting = false;
    }

    /// Whether anything was painted yet.
    #[must_use]
    pub fn is_painted(&self) -> bool {
        self.composed.is_some()
    }

    /// The map stands where it is.
    pub fn still(&mut self) {
        (self.glide, self.rest) = (Vec2::ZERO, Vec2::ZERO);
    }
}

/// The parts of the window's state that the map works with.
pub struct MapParts<'a> {
    /// The map's own state.
    pub map: &'a mut MapState,
    /// The tool in hand.
    pub tools: &'a mut Tools,
    /// The routes, whose ends are picked on the map.
    pub routes: &'a mut LogisticsState,
    /// How much of the legend lies on the map.
    pub legend: Legend,
    /// Whether the map glides on and cargo moves.
    pub motion: bool,
    /// Whether something lies over the map and has the keys.
    pub covered: bool,
}

/// Shows the map in the room that is left.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, parts: &mut MapParts<'_>) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let (whole, pane) = (sides(rect), compare::pane(session, rect));
    let size = sides(pane);
    let resized = session.map_size() != Size::from(size);
    if resized {
        commands.push(CameraCommand::Resize(size));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, session.say("map-name")));
    if fit_first(session, parts.map, size, resized, commands) {
        return;
    }
    let taken = tools::interact(ui, &response, session, parts.tools, parts.covered, commands);
    move_camera(ui, &response, session, parts, taken, commands);
    let frame = if parts.map.waiting { None } else { frame(ui, session, parts, whole) };
    let Some(frame) = frame else {
        ui.put(rect, egui::Label::new(session.say("map-preparing")));
        return;
    };
    super::paint(&ui.painter_at(rect), rect, &frame);
    mark(ui, session, pane);
    point(ui, &response, session, parts, &frame, taken, commands);
    tools::show(ui, &response, session, parts.tools, commands);
    cut::show(ui, session, rect, commands);
}

/// Width and height of a rectangle, never nothing.
fn sides(rect: Rect) -> [f32; 2] {
    [rect.width().max(1.0), rect.height().max(1.0)]
}

/// Fits the first view into the map, and again whenever the map is resized until the user moves it. Returns whether
/// the map has not found its size yet, so that nothing need be painted.
fn fit_first(
    session: &Session,
    map: &mut MapState,
    size: [f32; 2],
    resized: bool,
    commands: &mut UiCommands,
) -> bool {
    let untouched = resized && map.fitted == Some(session.view().camera);
    if map.fit_first || untouched {
        let camera = views::first(session.view().camera.projection, size);
        map.fitted = Some(camera);
        commands.push(CameraCommand::Set(camera));
    }
    map.fit_first &= resized;
    map.fit_first
}

/// Shows the map on stage: it is dragged and zoomed by hand, a click selects; there are no tools and no
/// keys. Nothing lights up under a pointer that rests. Returns where it lies.
pub(super) fn show_stage(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    parts: &mut MapParts<'_>,
    is_awake: bool,
    before: Option<f32>,
) -> Rect {
    let (session, commands) = (cx.session, &mut *cx.out);
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let (whole, pane) = (sides(rect), compare::pane(session, rect));
    let size = sides(pane);
    if session.map_size() != Size::from(size) {
        commands.push(CameraCommand::Resize(size));
    }
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, session.say("map-name")));
    let viewport = Viewport::from(size);
    if session.presentation().is_some_and(|p| p.viewport() != viewport) {
        commands.push(TalkCommand::Resize(viewport));
    }
    let camera = session.view().camera;
    let next = drag(ui, &response, parts, camera);
    let next = wheel(ui, &response, pane, next);
    if next != camera {
        commands.push(CameraCommand::Set(next));
    }
    let Some(frame) = frame(ui, session, parts, whole) else {
        ui.put(rect, egui::Label::new(session.say("map-preparing")));
        return rect;
    };
    super::paint_over(&ui.painter_at(rect), rect, &frame, before);
    mark(ui, session, pane);
    cut::show(ui, session, rect, commands);
    if is_awake && !session.is_flying() {
        point(ui, &response, session, parts, &frame, ToolInput::default(), commands);
    } else if session.view().hovered.is_some() {
        commands.push(SelectionCommand::Hover(None));
    }
    rect
}

/// A ring around the marked position.
fn mark(ui: &Ui, session: &Session, rect: Rect) {
    let Some(at) = session.view().marker else { return };
    let camera = session.view().camera;
    let size = Size::new(rect.width(), rect.height());
    let ScreenPoint { x, y } = camera.to_screen(camera.projection.project_wrapped(at), size);
    let center = rect.min + Vec2::new(x, y);
    let ink = super::colors::Ink::of(session);
    let painter = ui.painter_at(rect);
    painter.circle_stroke(
        center,
        sizes().map.ring,
        egui::Stroke::new(sizes().map.ring_line + 2.0, ink.panel),
    );
    painter.circle_stroke(center, sizes().map.ring, egui::Stroke::new(sizes().map.ring_line, ink.highlight));
}

/// The frame of the present view; composed only if something changed.
fn frame(
    ui: &Ui,
    session: &Session,
    parts: &mut MapParts<'_>,
    size: [f32; 2],
) -> Option<std::sync::Arc<Frame>> {
    let (readiness, legend) = (readiness(session), parts.legend);
    let output = Output::Window { pixels_per_point: ui.pixels_per_point() };
    let view = session.view();
    let same = |last: &Composed| {
        last.size == size && last.legend == legend && last.readiness == readiness && last.view == *view
    };
    if !parts.map.composed.as_ref().is_some_and(same) {
        let furniture = Furniture {
            title: None,
            legend,
            scale_bar: true,
            locator: true,
            attribution: vec![session.map_credits()],
            ..Furniture::default()
        };
        let frame = std::sync::Arc::new(session.compose(size, furniture, output)?);
        parts.map.composed = Some(Composed { frame, view: view.clone(), size, legend, readiness });
    }
    let frame = &mut parts.map.composed.as_mut()?.frame;
    move_cargo(ui, session, parts.motion, std::sync::Arc::make_mut(frame), output);
    Some(frame.clone())
}

/// Moves the cargo on the map to where it is now, and asks for the next picture while it moves.
fn move_cargo(ui: &Ui, session: &Session, motion: bool, frame: &mut Frame, output: Output) {
    if !session.view().flows {
        return;
    }
    let movement = if motion { Movement::At(ui.input(|i| i.time)) } else { Movement::Still };
    let moves = session.move_cargo(frame, movement, output);
    if moves && motion {
        ui.ctx().request_repaint_after(CARGO_STEP);
    }
}

/// Changes whenever a worker has made something ready that the map can show, or the user's layers change.
fn readiness(session: &Session) -> (usize, (u64, u64)) {
    let view = session.view();
    let user = session.user_revision();
    let Some(stage) = session.prepared_map(view.camera.projection) else { return (0, user) };
    let areas = stage.areas().chain(session.user_layers().map(|l| &l.areas));
    let levels = areas.flat_map(|a| a.levels.iter()).filter(|l| l.has_mesh()).count();
    // Stops may differ in nothing but the layers of the user that they show.
    let stop = session.presentation().map_or(0, |p| p.at() + 1);
    (1 + levels + 1000 * (usize::from(session.has_reliefs(view.theme)) + 2 * stop), user)
}

fn move_camera(
    ui: &Ui,
    response: &Response,
    session: &Session,
    parts: &mut MapParts<'_>,
    taken: ToolInput,
    commands: &mut UiCommands,
) {
    let camera = session.view().camera;
    let pane = compare::pane(session, response.rect);
    let size = sides(pane);
    let mut next = camera;
    if !taken.drag {
        next = drag(ui, response, parts, next);
    }
    next = wheel(ui, response, pane, next);
    if response.has_focus() || !ui.ctx().egui_wants_keyboard_input() {
        next = keys(ui, size, next);
    }
    if next != camera {
        commands.push(CameraCommand::Set(next));
    }
    if response.double_clicked()
        && !taken.double_click
        && let Some(pos) = response.interact_pointer_pos()
    {
        let at = local(compare::folded(pos, pane), pane);
        let step = if ui.input(|i| i.modifiers.shift) { -1.0 } else { 1.0 };
        commands.push(CameraCommand::FlyTo(camera.zoomed_about(at, size, camera.zoom + step)));
    }
}

/// Dragging, and gliding on after it.
fn drag(ui: &Ui, response: &Response, parts: &mut MapParts<'_>, camera: Camera) -> Camera {
    if response.dragged_by(PointerButton::Primary) || response.dragged_by(PointerButton::Middle) {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        parts.map.glide = if parts.motion { ui.input(|i| i.pointer.velocity()) } else { Vec2::ZERO };
        let delta = response.drag_delta();
        return if delta == Vec2::ZERO { camera } else { camera.panned(delta.into()) };
    }
    let glide = parts.map.glide;
    if glide.length() < STILL {
        parts.map.still();
        return camera;
    }
    let dt = ui.input(|i| i.stable_dt);
    if dt > SLOW {
        parts.map.still();
        return camera;
    }
    let (way, left) = glided(glide, dt);
    parts.map.glide = left;
    match gpu::mode(ui.ctx()) {
        gpu::Mode::Kept => ui.ctx().request_repaint_after(GLIDE_STEP),
        gpu::Mode::Direct => ui.ctx().request_repaint(),
    }
    // Whole pixels, so that the picture can be shifted and need not be painted again.
    let way = way + parts.map.rest;
    let whole = way.round_to_pixels(ui.pixels_per_point());
    parts.map.rest = way - whole;
    camera.panned(whole.into())
}

/// How far a glide goes in some seconds, and the speed that is left: the same whether the seconds are
/// one frame or many.
fn glided(speed: Vec2, seconds: f32) -> (Vec2, Vec2) {
    let left = speed * (-FRICTION * seconds).exp();
    ((speed - left) / FRICTION, left)
}

/// Wheel and pinch, about the pointer.
fn wheel(ui: &Ui, response: &Response, pane: Rect, camera: Camera) -> Camera {
    let Some(pos) = response.hover_pos() else { return camera };
    let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
    let step = f64::from(scroll) * ZOOM_PER_POINT + f64::from(pinch).log2();
    if step == 0.0 {
        camera
    } else {
        camera.zoomed_about(local(compare::folded(pos, pane), pane), sides(pane), camera.zoom + step)
    }
}

fn keys(ui: &Ui, size: [f32; 2], camera: Camera) -> Camera {
    let pressed = |key| f32::from(u8::from(ui.input(|i| i.modifiers.is_none() && i.key_pressed(key))));
    let right = pressed(Key::ArrowLeft) - pressed(Key::ArrowRight);
    let down = pressed(Key::ArrowUp) - pressed(Key::ArrowDown);
    if right == 0.0 && down == 0.0 {
        return camera;
    }
    camera.panned([right * size[0] * KEY_STEP, down * size[1] * KEY_STEP])
}

/// What is under the pointer: tip, highlight, selection.
fn point(
    ui: &Ui,
    response: &Response,
    session: &Session,
    parts: &mut MapParts<'_>,
    frame: &Frame,
    taken: ToolInput,
    commands: &mut UiCommands,
) {
    let at = response.hover_pos().map(|p| local(p, response.rect));
    parts.map.pointer = at.map(|p| {
        // In a loupe, what it shows is pointed at.
        let (seen, at) = pick::looked_at(frame, p);
        seen.map.unwrap_or(session.view().camera).to_lonlat(at, seen.size)
    });
    if taken.click {
        return;
    }
    if response.drag_stopped() {
        parts.map.dropped = response.hover_pos();
    } else if response.hover_pos() != parts.map.dropped || response.clicked() {
        parts.map.dropped = None;
    }
    let points = !response.dragged() && parts.map.dropped.is_none();
    let found = at.filter(|_| points).and_then(|p| pick::pick(frame, p, sizes().map.pick));
    if found != session.view().hovered && !response.dragged() {
        commands.push(SelectionCommand::Hover(found.clone()));
    }
    if parts.routes.picking.is_some() && response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    if response.clicked() && logistics::picked(parts.routes, session, found.as_ref(), parts.map.pointer) {
        return;
    }
    if response.clicked() && !parts.tools.picked(session, found.as_ref(), commands) {
        commands.push(SelectionCommand::feature(found.as_ref()));
    }
    if let Some(feature) = found {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        let tip = tip(session, &feature);
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(sizes().control.tip);
            ui.label(egui::RichText::new(&tip.0).strong());
            ui.label(egui::RichText::new(&tip.1).small());
            for line in cargo_lines(session, &feature) {
                ui.label(egui::RichText::new(line).small());
            }
        });
    }
}

/// What moved along a corridor in the year of the date, if that is shown.
fn cargo_lines(session: &Session, feature: &FeatureId) -> Vec<String> {
    let (document, view) = (session.document(), session.view());
    let FeatureId::Corridor(id) = feature else { return Vec::new() };
    let flow = document.flow(id).filter(|_| view.flows);
    let lines = |f| flow::sentences(document, f, view.as_of.year, session.words(), view.language);
    flow.map(lines).unwrap_or_default()
}

/// Two lines about a feature: its name, and what it is.
fn tip(session: &Session, feature: &FeatureId) -> (String, String) {
    let (document, view) = (session.document(), session.view());
    match feature {
        FeatureId::Place(id) => document.place(id).map_or_else(Default::default, |p| {
            let names: Vec<&str> = p.names.all().map(|n| &**n).collect();
            (p.names.get(view.language).to_string(), {
                let kind = session.say_with(&format!("found-{}", p.kind.id()), &[]);
                say!(session, "map-kind-names", kind = kind, names = names.join(" · "))
            })
        }),
        FeatureId::Corridor(id) => document.corridor(id).map_or_else(Default::default, |c| {
            let kind = document.kind(&c.kind).map_or(&*c.kind, |k| k.names.get(view.language));
            let status = {
                let at = document.corridor_status(c, view.as_of);
                let dating =
                    super::format::dating(at.dating(session.today()), session.messages()).replace(" ·", ",");
                let old = if session.statuses().is_old(c) {
                    session.words().get("stale", view.language)
                } else {
                    ""
                };
                let old = if old.is_empty() { String::new() } else { format!(", {old}") };
                let whole = || session.statuses().line(&at).to_lowercase();
                let said = session.statuses().parts(c).unwrap_or_else(whole);
                format!("{said}{dating}{old}")
            };
            let km = format!("{:.0}", c.length_m() / 1000.0);
            let said = match c.schematic {
                true => say!(session, "map-corridor-about", kind = kind, status = status, km = km),
                false => say!(session, "map-corridor", kind = kind, status = status, km = km),
            };
            (c.names.get(view.language).to_string(), said)
        }),
        FeatureId::User(layer, key) => {
            let layer = session.workspace().layer(*layer);
            let feature = layer.and_then(|l| l.feature(*key));
            let name = feature.and_then(|f| f.name()).unwrap_or_else(|| session.say("card-unnamed"));
            (name.to_owned(), layer.map(|l| l.name.clone()).unwrap_or_default())
        }
        FeatureId::Base => Default::default(),
    }
}

fn local(pos: egui::Pos2, rect: Rect) -> [f32; 2] {
    [pos.x - rect.left(), pos.y - rect.top()]
}

/// A position as `43.1056° N 131.8735° E`.
#[must_use]
pub fn coordinates(p: LonLat) -> String {
    let ns = if p.lat < 0.0 { 'S' } else { 'N' };
    let ew = if p.lon < 0.0 { 'W' } else { 'E' };
    format!("{:.4}° {ns}  {:.4}° {ew}", p.lat.abs(), p.lon.abs())
}

/// A length on the ground with a fitting unit.
#[must_use]
pub fn ground(meters: f64, m: Messages<'_>) -> String {
    let (digits, unit) = match meters {
        far if far >= 1000.0 => (format!("{:.1}", far / 1000.0), "km"),
        near if near >= 10.0 => (format!("{near:.0}"), "m"),
        near => (format!("{near:.2}"), "m"),
    };
    format!("{} {}", super::format::decimal(digits, m), m.say(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glide_is_as_long_in_few_frames_as_in_many() {
        let start = Vec2::new(800.0, -300.0);
        let (once, left) = glided(start, 0.3);
        let (mut way, mut speed) = (Vec2::ZERO, start);
        for _ in 0..30 {
            let (step, after) = glided(speed, 0.01);
            (way, speed) = (way + step, after);
        }
        assert!((once - way).length() < 0.1 && (left - speed).length() < 0.1, "{once} {way}");
    }
}
