//! The vertices of the selected feature: handles to pull, keys and a menu.

use super::ink::Ink;
use super::outline::Outline;
use super::{Pad, Tool, ToolInput, Tools, made, pressed, snap};
use crate::ui::out::UiCommands;
use crate::ui::sizes::sizes;
use eframe::egui::{self, CursorIcon, Key, PointerButton, Pos2, Response, Ui};
use std::sync::Arc;
use tumen_core::geo::{LonLat, PlanePoint, Projection, lon_near};
use tumen_core::model::layer::{Feature, FeatureKey, Geometry, LayerId};
use tumen_core::model::shape_edit::{self, Vertex};
use tumen_scene::Camera;
use tumen_scene::frame::FeatureId;
use tumen_session::{SelectionCommand, Session};

/// With more vertices than this in view there are no handles.
pub(super) const MOST: usize = 2_000;
/// The key of what is said then.
pub(super) const TOO_MANY: &str = "hint-edit-many";

/// What editing remembers between frames.
#[derive(Debug, Clone, Default)]
pub(super) struct EditState {
    /// The line that the next click joins another to.
    pub joining: Option<(LayerId, FeatureKey)>,
    ready: Option<Ready>,
    handles: Handles,
    hovered: Option<Handle>,
    active: Option<Vertex>,
    drag: Option<Drag>,
    menu: Option<Menu>,
}

#[derive(Debug, Clone)]
struct Ready {
    feature: Arc<Feature>,
    projection: Projection,
    outline: Outline,
}

/// The handles in view, for a camera and size.
#[derive(Debug, Clone, Default)]
struct Handles {
    seen: Option<(Camera, [f32; 2])>,
    list: Vec<Handle>,
    too_many: bool,
}

/// Something that can be pulled.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Handle {
    /// The vertex, or the one before the middle.
    vertex: Vertex,
    /// Where, map units.
    at: PlanePoint,
    /// The middle of a segment, where a vertex can be pulled out.
    middle: bool,
}

/// A vertex on its way.
#[derive(Debug, Clone)]
struct Drag {
    of: (LayerId, FeatureKey),
    handle: Handle,
    neighbors: [Option<LonLat>; 2],
    at: LonLat,
}

/// What the context menu is about.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Menu {
    Vertex(Vertex),
    /// A place on the segment behind a vertex.
    Segment(Vertex, LonLat),
    Feature,
    Corridor,
}

impl EditState {
    /// Gives up a drag, joining, or the active vertex. Returns whether there was any.
    pub fn cancel(&mut self) -> bool {
        self.drag.take().is_some() || self.joining.take().is_some() || self.active.take().is_some()
    }

    /// Whether there are more vertices in view than can be shown.
    pub fn too_many(&self) -> bool {
        self.handles.too_many
    }

    /// Makes the handles of a feature ready for the present view.
    fn prepare(&mut self, feature: &Arc<Feature>, pad: &Pad) {
        let projection = pad.camera.projection;
        let same = |r: &Ready| Arc::ptr_eq(&r.feature, feature) && r.projection == projection;
        if !self.ready.as_ref().is_some_and(same) {
            let outline = Outline::new(&feature.geometry, projection);
            self.ready = Some(Ready { feature: feature.clone(), projection, outline });
            self.handles = Handles::default();
            self.hovered = None;
            let gone = |v: &Vertex| shape_edit::position(&feature.geometry, *v).is_none();
            self.active = self.active.filter(|v| !gone(v));
        }
        if let Some(ready) = &self.ready
            && self.handles.seen != Some((pad.camera, pad.size))
        {
            self.handles = Handles::of(&ready.outline, pad);
        }
    }

    fn forget(&mut self) {
        *self = Self { joining: self.joining, menu: self.menu, ..Self::default() };
    }

    /// The handle under the pointer, vertices before middles.
    fn under(&self, pointer: Pos2, pad: &Pad) -> Option<Handle> {
        let distance = |h: &Handle| pad.plane_to_screen(h.at).distance(pointer);
        let near = self.handles.list.iter().filter(|h| distance(h) <= sizes().tools.near);
        near.min_by(|a, b| a.middle.cmp(&b.middle).then(distance(a).total_cmp(&distance(b)))).copied()
    }
}

impl Handles {
    fn of(outline: &Outline, pad: &Pad) -> Self {
        let mut handles = Self { seen: Some((pad.camera, pad.size)), ..Self::default() };
        let view = pad.camera.visible(pad.size);
        let mut vertices = 0;
        outline.each_in(&view, |found| {
            if view.contains(found.at) && !found.closing {
                vertices += 1;
                handles.list.push(Handle { vertex: found.vertex, at: found.at, middle: false });
            }
            if let Some(next) = found.next {
                let middle = PlanePoint::new(0.5 * (found.at.x + next.x), 0.5 * (found.at.y + next.y));
                let length = pad.plane_to_screen(found.at).distance(pad.plane_to_screen(next));
                if length >= sizes().tools.middle && view.contains(middle) {
                    handles.list.push(Handle { vertex: found.vertex, at: middle, middle: true });
                }
            }
            vertices <= MOST
        });
        handles.too_many = vertices > MOST;
        if handles.too_many {
            handles.list.clear();
        }
        handles
    }
}

/// Pointer and keys while vertices are edited.
pub(super) fn interact(
    ui: &Ui,
    response: &Response,
    pad: &Pad,
    session: &Session,
    tools: &mut Tools,
    keys: bool,
    commands: &mut UiCommands,
) -> ToolInput {
    let Some((layer, feature)) = made::selected(session) else {
        tools.edit.forget();
        return ToolInput::default();
    };
    tools.edit.prepare(feature, pad);
    if tools.edit.drag.is_none() {
        tools.edit.hovered = response.hover_pos().and_then(|p| tools.edit.under(p, pad));
    }
    start_drag(ui, response, pad, (layer.id, feature), tools);
    let dragging = tools.edit.drag.is_some();
    if dragging {
        drag(ui, response, pad, session, tools, commands);
    } else if let Some(handle) = tools.edit.hovered {
        ui.ctx().set_cursor_icon(CursorIcon::Grab);
        if response.clicked() {
            click(layer.id, feature, handle, pad, tools, commands);
        }
    }
    let remove = keys && (pressed(ui, Key::Backspace) || pressed(ui, Key::Delete));
    if remove && let Some(vertex) = tools.edit.active.take() {
        commands.extend(made::changed(session, |g| shape_edit::delete_vertex(g, vertex)));
    }
    let over = dragging || tools.edit.hovered.is_some();
    ToolInput { drag: dragging, click: over, double_click: over }
}

impl Tools {
    /// Whether Delete is about a vertex and not about the feature.
    pub(crate) fn has_active_vertex(&self) -> bool {
        self.tool == Tool::EditShape && self.edit.active.is_some()
    }
}

fn start_drag(
    ui: &Ui,
    response: &Response,
    pad: &Pad,
    (layer, feature): (LayerId, &Arc<Feature>),
    tools: &mut Tools,
) {
    if !response.drag_started_by(PointerButton::Primary) {
        return;
    }
    let origin = ui.input(|i| i.pointer.press_origin());
    let Some(handle) = origin.and_then(|p| tools.edit.under(p, pad)) else { return };
    let at = pad.camera.projection.unproject(handle.at);
    let geometry = &feature.geometry;
    let neighbors = if handle.middle {
        let own = shape_edit::position(geometry, handle.vertex);
        [own, shape_edit::neighbors(geometry, handle.vertex)[1]]
    } else {
        shape_edit::neighbors(geometry, handle.vertex)
    };
    tools.edit.active = None;
    tools.edit.drag = Some(Drag { of: (layer, feature.key), handle, neighbors, at });
}

/// Follows the pointer; at the end the shape is changed in one step.
fn drag(
    ui: &Ui,
    response: &Response,
    pad: &Pad,
    session: &Session,
    tools: &mut Tools,
    commands: &mut UiCommands,
) {
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    let pointer = ui.input(|i| i.pointer.latest_pos());
    let own = tools.edit.drag.as_ref().map(|d| pad.camera.projection.unproject(d.handle.at));
    snap::update(ui, pointer, pad, session, tools, own);
    let snapped = tools.snapper.found().map(|s| s.at);
    if let (Some(drag), Some(pointer)) = (&mut tools.edit.drag, pointer) {
        let at = snapped.unwrap_or_else(|| pad.position(pointer));
        drag.at = beside(at, drag.neighbors);
    }
    if !response.drag_stopped() && ui.input(|i| i.pointer.any_down()) {
        return;
    }
    let Some(drag) = tools.edit.drag.take() else { return };
    let vertex = drag.handle.vertex;
    commands.extend(made::changed_if(session, drag.of, |g| match drag.handle.middle {
        true => shape_edit::insert_vertex(g, vertex, drag.at),
        false => shape_edit::move_vertex(g, vertex, drag.at),
    }));
}

/// A position with the longitude that continues its neighbors'.
fn beside(at: LonLat, neighbors: [Option<LonLat>; 2]) -> LonLat {
    let reference = neighbors.into_iter().flatten().next();
    reference.map_or(at, |n| LonLat::new(lon_near(at.lon, n.lon), at.lat))
}

/// A click on a vertex makes it the one that keys are about; on a middle it makes a vertex.
fn click(
    layer: LayerId,
    feature: &Feature,
    handle: Handle,
    pad: &Pad,
    tools: &mut Tools,
    commands: &mut UiCommands,
) {
    if !handle.middle {
        tools.edit.active = Some(handle.vertex);
        return;
    }
    let own = shape_edit::position(&feature.geometry, handle.vertex);
    let at = beside(pad.camera.projection.unproject(handle.at), [own, None]);
    if let Some(shape) = shape_edit::insert_vertex(&feature.geometry, handle.vertex, at) {
        commands.push(made::reshape(layer, feature.key, shape));
        tools.edit.active = Some(Vertex { index: handle.vertex.index + 1, ..handle.vertex });
    }
}

/// Paints handles and what is being pulled.
pub(super) fn paint(ink: &Ink, pad: &Pad, session: &Session, tools: &mut Tools) {
    let edit = &tools.edit;
    if made::selected(session).is_none() {
        return;
    }
    let same = |a: &Option<Handle>, b: &Handle| a.as_ref() == Some(b);
    for handle in edit.handles.list.iter().filter(|h| h.middle) {
        ink.middle(pad.plane_to_screen(handle.at), same(&edit.hovered, handle));
    }
    for handle in edit.handles.list.iter().filter(|h| !h.middle) {
        let active = edit.active == Some(handle.vertex) || same(&edit.hovered, handle);
        ink.vertex(pad.plane_to_screen(handle.at), active);
    }
    let Some(drag) = &edit.drag else { return };
    let [before, after] = drag.neighbors;
    let line: Vec<LonLat> = before.into_iter().chain([drag.at]).chain(after).collect();
    ink.rubber(&pad.screen_line(&line));
    ink.vertex(pad.screen(drag.at), true);
    if tools.snapper.found().is_some() {
        ink.snap(pad.screen(drag.at));
    }
}

/// The context menu of the map.
pub(super) fn menu(
    response: &Response,
    pad: &Pad,
    session: &Session,
    tools: &mut Tools,
    commands: &mut UiCommands,
) {
    if response.secondary_clicked() {
        tools.edit.menu = response.interact_pointer_pos().and_then(|at| target(at, pad, session, tools));
        let about_hovered = matches!(tools.edit.menu, Some(Menu::Feature | Menu::Corridor));
        if about_hovered && session.view().hovered.is_some() {
            commands.push(SelectionCommand::feature(session.view().hovered.as_ref()));
        }
    }
    let Some(menu) = tools.edit.menu else { return };
    response.context_menu(|ui| match menu {
        Menu::Vertex(vertex) => vertex_menu(ui, session, tools, vertex, commands),
        Menu::Segment(after, at) => {
            segment_menu(ui, session, after, at, commands);
            feature_menu(ui, session, tools, commands);
        }
        Menu::Feature => feature_menu(ui, session, tools, commands),
        Menu::Corridor => {
            let tip = session.say("edit-variant-tip");
            if ui.button(session.say("action-DrawVariant")).on_hover_text(tip).clicked() {
                commands.extend(made::variant(session));
                tools.choose(Tool::EditShape);
            }
        }
    });
}

/// What a menu opened there is about.
fn target(at: Pos2, pad: &Pad, session: &Session, tools: &Tools) -> Option<Menu> {
    if !matches!(tools.tool, Tool::Pan | Tool::EditShape) {
        return None;
    }
    if tools.tool == Tool::EditShape
        && let Some((_, feature)) = made::selected(session)
    {
        match tools.edit.under(at, pad) {
            Some(handle) if !handle.middle => return Some(Menu::Vertex(handle.vertex)),
            Some(handle) => {
                let own = shape_edit::position(&feature.geometry, handle.vertex);
                let place = beside(pad.camera.projection.unproject(handle.at), [own, None]);
                return Some(Menu::Segment(handle.vertex, place));
            }
            None => {}
        }
    }
    match session.view().hovered {
        Some(FeatureId::User(..)) => Some(Menu::Feature),
        Some(FeatureId::Corridor(_)) => Some(Menu::Corridor),
        _ => None,
    }
}

/// An entry of the menu.
fn entry(ui: &mut Ui, words: &str, tip: &str, enabled: bool) -> bool {
    ui.add_enabled(enabled, egui::Button::new(words)).on_hover_text(tip).clicked()
}

fn vertex_menu(ui: &mut Ui, session: &Session, tools: &mut Tools, vertex: Vertex, commands: &mut UiCommands) {
    let Some((layer, feature)) = made::selected(session) else { return };
    let splits = shape_edit::split_at(&feature.geometry, vertex).is_some();
    if entry(ui, session.say("edit-split"), session.say("edit-split-vertex-tip"), splits) {
        commands.extend(made::halved(session, shape_edit::split_at(&feature.geometry, vertex)));
    }
    if entry(ui, session.say("edit-delete-vertex"), session.say("edit-delete-vertex-tip"), true) {
        commands.extend(made::changed(session, |g| shape_edit::delete_vertex(g, vertex)));
    }
    if entry(ui, session.say("edit-coordinates"), session.say("edit-coordinates-tip"), true) {
        tools.windows.coordinates((layer.id, feature.key), vertex, &feature.geometry);
    }
    ui.separator();
    feature_menu(ui, session, tools, commands);
}

fn segment_menu(ui: &mut Ui, session: &Session, after: Vertex, at: LonLat, commands: &mut UiCommands) {
    let Some((_, feature)) = made::selected(session) else { return };
    if entry(ui, session.say("edit-insert"), session.say("edit-insert-tip"), true) {
        commands.extend(made::changed(session, |g| shape_edit::insert_vertex(g, after, at)));
    }
    let halves = || shape_edit::split_on(&feature.geometry, after, at);
    if entry(ui, session.say("edit-split"), session.say("edit-split-tip"), halves().is_some()) {
        commands.extend(made::halved(session, halves()));
    }
    ui.separator();
}

fn feature_menu(ui: &mut Ui, session: &Session, tools: &mut Tools, commands: &mut UiCommands) {
    let Some((_, feature)) = made::selected(session) else { return };
    let shape = &feature.geometry;
    let line = matches!(shape, Geometry::LineString(_) | Geometry::MultiLineString(_));
    let flat = !matches!(shape, Geometry::None | Geometry::Point(_) | Geometry::MultiPoint(_));
    if tools.tool != Tool::EditShape
        && entry(ui, session.say("action-EditShape"), session.say("edit-shape-tip"), true)
    {
        tools.choose(Tool::EditShape);
    }
    if entry(ui, session.say("edit-reverse"), session.say("edit-reverse-tip"), flat) {
        commands.extend(made::reversed(session));
    }
    if entry(ui, session.say("edit-simplify"), session.say("edit-simplify-tip"), flat) {
        tools.simplify(session);
    }
    if entry(ui, session.say("edit-join"), session.say("edit-join-tip"), line) {
        tools.join(session);
    }
    if matches!(shape, Geometry::Polygon(_)) {
        if entry(
            ui,
            session.say("edit-open"),
            session.say("edit-open-tip"),
            shape_edit::open(shape).is_some(),
        ) {
            commands.extend(made::changed(session, shape_edit::open));
        }
    } else if line
        && entry(
            ui,
            session.say("edit-close"),
            session.say("edit-close-tip"),
            shape_edit::close(shape).is_some(),
        )
    {
        commands.extend(made::changed(session, shape_edit::close));
    }
    if entry(ui, session.say("edit-duplicate"), session.say("edit-duplicate-tip"), true) {
        commands.extend(made::duplicate(session));
    }
    if entry(ui, session.say("edit-delete"), session.say("edit-delete-tip"), true) {
        commands.extend(made::delete_selected(session));
    }
}
