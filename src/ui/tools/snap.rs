//! Snapping: a vertex, else a place, else a line within reach of the pointer.

use super::ink::Ink;
use super::{Pad, Tools};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{Pos2, Response, Ui};
use tumen_core::geo::{LonLat, PlaneBounds, PlanePoint};
use tumen_scene::PreparedMap;
use tumen_scene::prepared::{Form, Prepared};
use tumen_session::Session;

/// What the pointer snaps to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Snap {
    /// Where, degrees.
    pub at: LonLat,
    /// What it is, in words.
    pub words: String,
}

/// Keeps what the pointer snaps to.
#[derive(Debug, Clone, Default)]
pub(super) struct Snapper {
    found: Option<Snap>,
}

impl Snapper {
    /// What the pointer snaps to now.
    pub fn found(&self) -> Option<&Snap> {
        self.found.as_ref()
    }
}

/// Looks for what lies under the pointer; held Alt switches that off. The vertex being dragged is left out.
pub(super) fn update(
    ui: &Ui,
    pointer: Option<Pos2>,
    pad: &Pad,
    session: &Session,
    tools: &mut Tools,
    except: Option<LonLat>,
) {
    let off = ui.input(|i| i.modifiers.alt);
    tools.snapper.found = pointer.filter(|_| !off).and_then(|at| find(at, pad, session, tools, except));
}

fn find(at: Pos2, pad: &Pad, session: &Session, tools: &Tools, except: Option<LonLat>) -> Option<Snap> {
    let mut best = Best::new(session, at, pad);
    let mut line = Best::new(session, at, pad);
    own_points(&mut best, tools);
    let except = except.map(|p| pad.camera.projection.project_wrapped(p));
    for layer in session.workspace().layers.iter().filter(|l| l.visible) {
        if let Some(ready) = session.user_layer(layer.id) {
            for shapes in [&ready.points, &ready.lines] {
                user_shapes(&mut best, &mut line, shapes, &layer.name, except);
            }
        }
    }
    if best.found.is_none() {
        places(&mut best, session);
    }
    if best.found.is_none() {
        if let Some(stage) = session.prepared_map(pad.camera.projection) {
            corridors(&mut line, session, stage);
        }
        return line.found;
    }
    best.found
}

/// Vertices and segments of a layer of the user, as exact as the scale asks for; what ends at the vertex
/// being dragged is left out.
fn user_shapes(
    best: &mut Best<'_>,
    line: &mut Best<'_>,
    shapes: &Prepared,
    name: &str,
    except: Option<PlanePoint>,
) {
    let (session, scale) = (best.session, best.pad.camera.pixels_per_unit());
    let Some(level) = shapes.levels.get(shapes.level_for(scale)) else { return };
    let window = best.window();
    let dragged = |p: [f64; 2]| except.is_some_and(|e| (p[0] - e.x).hypot(p[1] - e.y) * scale < 0.01);
    for group in 0..level.groups.len() {
        level.chunks_in(group, &window, |chunk| {
            let points = level.chunks.get(chunk).map(|c| level.points.run(c.points.clone()));
            let points = points.unwrap_or_default();
            for p in points.iter().filter(|p| window.contains(**p) && !dragged(**p)) {
                best.try_plane((*p).into(), || say!(session, "snap-vertex", name = name));
            }
            let lines = shapes.form == Form::Lines;
            for pair in points.windows(2).filter(|w| lines && !dragged(w[0]) && !dragged(w[1])) {
                line.try_segment(pair[0], pair[1], || say!(session, "snap-line", name = name));
            }
        });
    }
}

/// The points clicked before.
fn own_points(best: &mut Best<'_>, tools: &Tools) {
    let session = best.session;
    for p in tools.sketch.points.iter().rev().skip(1).take(500) {
        best.try_position(*p, || session.say("snap-own").to_owned());
    }
}

fn places(best: &mut Best<'_>, session: &Session) {
    let language = session.view().language;
    for place in &session.document().places {
        best.try_position(place.position, || place.names.get(language).to_string());
    }
}

fn corridors(best: &mut Best<'_>, session: &Session, stage: &PreparedMap) {
    let Some(level) = stage.corridors.levels.last() else { return };
    let window = best.window();
    for (group, part) in stage.parts.iter().enumerate() {
        let corridor = session.document().corridors.get(part.corridor);
        level.chunks_in(group, &window, |chunk| {
            let points = level.chunks.get(chunk).map(|c| level.points.run(c.points.clone()));
            for pair in points.unwrap_or_default().windows(2) {
                let name =
                    || corridor.map(|c| c.names.get(session.view().language).to_string()).unwrap_or_default();
                best.try_segment(pair[0], pair[1], name);
            }
        });
    }
}

/// The nearest thing yet.
struct Best<'a> {
    session: &'a Session,
    pointer: Pos2,
    pad: &'a Pad,
    distance: f32,
    found: Option<Snap>,
}

impl<'a> Best<'a> {
    fn new(session: &'a Session, pointer: Pos2, pad: &'a Pad) -> Self {
        Self { session, pointer, pad, distance: sizes().tools.reach, found: None }
    }

    /// The part of the plane within reach, map units.
    fn window(&self) -> PlaneBounds {
        let p = self.pad.plane(self.pointer);
        PlaneBounds::new(p, p).grown(f64::from(sizes().tools.reach) / self.pad.camera.pixels_per_unit())
    }

    fn try_position(&mut self, at: LonLat, words: impl FnOnce() -> String) {
        let distance = self.pad.screen(at).distance(self.pointer);
        if distance < self.distance {
            self.distance = distance;
            self.found = Some(Snap { at, words: words() });
        }
    }

    fn try_plane(&mut self, at: PlanePoint, words: impl FnOnce() -> String) {
        let distance = self.pad.plane_to_screen(at).distance(self.pointer);
        if distance < self.distance {
            self.distance = distance;
            let at = exact(self.pad.camera.projection.unproject(at));
            self.found = Some(Snap { at, words: words() });
        }
    }

    fn try_segment(&mut self, a: [f64; 2], b: [f64; 2], words: impl FnOnce() -> String) {
        let p = self.pad.plane(self.pointer);
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length2 = dx * dx + dy * dy;
        let t = if length2 > 0.0 { ((p.x - a[0]) * dx + (p.y - a[1]) * dy) / length2 } else { 0.0 };
        let t = t.clamp(0.0, 1.0);
        self.try_plane(PlanePoint::new(a[0] + t * dx, a[1] + t * dy), words);
    }
}

/// Projecting back loses the last digits: a position is rounded to what files write, 10 µm.
fn exact(p: LonLat) -> LonLat {
    let round = |degrees: f64| (degrees * 1e10).round() / 1e10;
    LonLat::new(round(p.lon), round(p.lat))
}

/// Marks what the pointer snaps to and says what it is.
pub(super) fn paint(ui: &Ui, response: &Response, ink: &Ink, pad: &Pad, tools: &Tools) {
    let Some(snap) = tools.snapper.found() else { return };
    ink.snap(pad.screen(snap.at));
    if response.hovered() && !ui.input(|i| i.pointer.any_down()) {
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.label(&snap.words);
        });
    }
}
