//! Snapping: a vertex, else a place, else a line within reach of the pointer.

use super::ink::Ink;
use super::outline::Outline;
use super::{Pad, Tools, made};
use crate::geo::{Bounds, LonLat, Projection};
use crate::model::layer::{Layer, LayerId};
use crate::scene::Stage;
use crate::session::Session;
use eframe::egui::{Pos2, Response, Ui};
use std::sync::Arc;

/// What is nearer to the pointer than this is snapped to, points.
const REACH: f32 = 10.0;
/// Vertices of a layer that are looked at; a larger layer is not snapped to.
const MOST: usize = 200_000;

/// What the pointer snaps to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Snap {
    /// Where, degrees.
    pub at: LonLat,
    /// What it is, in words.
    pub words: String,
}

/// Finds what to snap to; keeps the vertices of a layer ready.
#[derive(Debug, Clone, Default)]
pub(super) struct Snapper {
    found: Option<Snap>,
    ready: Option<Ready>,
}

#[derive(Debug, Clone)]
struct Ready {
    layer: Arc<Layer>,
    projection: Projection,
    outline: Outline,
}

impl Snapper {
    /// What the pointer snaps to now.
    pub fn found(&self) -> Option<&Snap> {
        self.found.as_ref()
    }

    fn outline(&mut self, layer: &Arc<Layer>, projection: Projection) -> &Outline {
        let same = |r: &Ready| Arc::ptr_eq(&r.layer, layer) && r.projection == projection;
        if !self.ready.as_ref().is_some_and(same) {
            let shapes = layer.features.iter().map(|f| &f.geometry);
            let outline = Outline::new(shapes, projection, MOST);
            self.ready = None;
            return &self.ready.insert(Ready { layer: layer.clone(), projection, outline }).outline;
        }
        match &self.ready {
            Some(ready) => &ready.outline,
            None => {
                static NONE: std::sync::OnceLock<Outline> = std::sync::OnceLock::new();
                NONE.get_or_init(Outline::default)
            }
        }
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

fn find(at: Pos2, pad: &Pad, session: &Session, tools: &mut Tools, except: Option<LonLat>) -> Option<Snap> {
    let mut best = Best::new(at, pad);
    own_points(&mut best, tools);
    let layer = snapped_layer(session, tools.target);
    let mut line = Best::new(at, pad);
    if let Some(layer) = layer {
        let outline = tools.snapper.outline(layer, pad.camera.projection);
        let window = best.window();
        outline.each_in(&window, |found| {
            let dragged = except.is_some_and(|e| pad.screen(e).distance(pad.plane_to_screen(found.at)) < 0.5);
            if !dragged {
                best.try_plane(found.at, || format!("Vertex of {}", layer.name));
                if let Some(next) = found.next {
                    line.try_segment(found.at, next, || format!("Line of {}", layer.name));
                }
            }
            true
        });
    }
    if best.found.is_some() {
        return best.found;
    }
    places(&mut best, session);
    if best.found.is_none() {
        if let Some(stage) = session.stage(pad.camera.projection) {
            corridors(&mut line, session, stage);
        }
        return line.found;
    }
    best.found
}

/// The layer whose vertices are snapped to.
fn snapped_layer(session: &Session, target: Option<LayerId>) -> Option<&Arc<Layer>> {
    let selected = made::selected(session).map(|(layer, _)| layer);
    let last = || session.workspace().layers.iter().rev().find(|l| l.visible);
    selected.or_else(|| session.workspace().layer(target?)).or_else(last)
}

/// The points clicked before.
fn own_points(best: &mut Best<'_>, tools: &Tools) {
    for p in tools.sketch.points.iter().rev().skip(1).take(500) {
        best.try_position(*p, || "Point of this line".to_owned());
    }
}

fn places(best: &mut Best<'_>, session: &Session) {
    let language = session.view().language;
    for place in &session.document().places {
        best.try_position(place.position, || place.names.get(language).to_string());
    }
}

fn corridors(best: &mut Best<'_>, session: &Session, stage: &Stage) {
    let Some(level) = stage.corridors.levels.last() else { return };
    let window = best.window();
    for (group, part) in stage.parts.iter().enumerate() {
        let corridor = session.document().corridors.get(part.corridor);
        level.chunks_in(group, &window, |chunk| {
            let points = level.chunks.get(chunk).and_then(|c| level.points.get(c.points.clone()));
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
    pointer: Pos2,
    pad: &'a Pad,
    distance: f32,
    found: Option<Snap>,
}

impl<'a> Best<'a> {
    fn new(pointer: Pos2, pad: &'a Pad) -> Self {
        Self { pointer, pad, distance: REACH, found: None }
    }

    /// The part of the plane within reach, map units.
    fn window(&self) -> Bounds {
        let p = self.pad.plane(self.pointer);
        Bounds::new(p, p).grown(f64::from(REACH) / self.pad.camera.pixels_per_unit())
    }

    fn try_position(&mut self, at: LonLat, words: impl FnOnce() -> String) {
        let distance = self.pad.screen(at).distance(self.pointer);
        if distance < self.distance {
            self.distance = distance;
            self.found = Some(Snap { at, words: words() });
        }
    }

    fn try_plane(&mut self, at: [f64; 2], words: impl FnOnce() -> String) {
        let distance = self.pad.plane_to_screen(at).distance(self.pointer);
        if distance < self.distance {
            self.distance = distance;
            self.found = Some(Snap { at: self.pad.camera.projection.unproject(at), words: words() });
        }
    }

    fn try_segment(&mut self, a: [f64; 2], b: [f64; 2], words: impl FnOnce() -> String) {
        let p = self.pad.plane(self.pointer);
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length2 = dx * dx + dy * dy;
        let t = if length2 > 0.0 { ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2 } else { 0.0 };
        let t = t.clamp(0.0, 1.0);
        self.try_plane([a[0] + t * dx, a[1] + t * dy], words);
    }
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
