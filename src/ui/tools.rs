//! Measuring, drawing and editing on the map.
//!
//! One tool is in hand at a time. What is being drawn or dragged is kept here and painted over the map;
//! only what is finished becomes a command, so that each gesture is one step that can be taken back.

mod edit;
mod ink;
mod loupe;
mod made;
mod measure;
mod outline;
mod sketch;
mod snap;
pub mod tool;
mod toolbar;
mod windows;

pub use made::{delete_selected, duplicate, variant};
pub use tool::{Sketch, Tool};

use super::actions::Change;
use super::compare;
use super::out::UiCommands;
use eframe::egui::{CursorIcon, Key, Pos2, Rect, Response, Ui, Vec2};
use tumen_core::geo::{LonLat, PlanePoint, lon_near};
use tumen_core::model::LayerId;
use tumen_scene::Camera;
use tumen_scene::frame::FeatureId;
use tumen_session::{SelectionCommand, Session};

/// The tool in hand and what it is doing.
#[derive(Debug, Clone, Default)]
pub struct Tools {
    /// The tool in hand.
    pub tool: Tool,
    /// The layer that drawn features go to; without one that of the selected feature, or a new one.
    pub target: Option<LayerId>,
    sketch: Sketch,
    edit: edit::EditState,
    /// Where the box of a loupe was begun.
    corner: Option<Pos2>,
    snapper: snap::Snapper,
    windows: windows::Windows,
}

impl Tools {
    /// Takes a tool in hand; the same one again puts it back. What was being drawn is given up.
    pub fn choose(&mut self, tool: Tool) {
        let next = if self.tool == tool { Tool::Pan } else { tool };
        *self = Self { tool: next, target: self.target, ..Self::default() };
    }

    /// Gives up what is being done, or else puts the tool back. Returns whether there was anything.
    pub fn escape(&mut self) -> bool {
        if self.edit.cancel() || self.windows.close() {
            return true;
        }
        if self.tool == Tool::Pan {
            return false;
        }
        if self.corner.take().is_some() {
            return true;
        }
        if self.sketch.points.is_empty() {
            self.tool = Tool::Pan;
        }
        self.sketch = Sketch::default();
        true
    }

    /// The points clicked so far.
    #[must_use]
    pub fn sketch(&self) -> &Sketch {
        &self.sketch
    }

    /// Opens the window that simplifies the selected feature.
    pub fn simplify(&mut self, session: &Session) {
        self.windows.simplify(session);
    }

    /// The next click on a line joins it to the selected one.
    pub fn join(&mut self, session: &Session) {
        self.edit.joining = made::selected(session).map(|(layer, feature)| (layer.id, feature.key));
    }

    /// A click on the map met a feature, or none. Returns whether a tool made use of it.
    pub fn picked(
        &mut self,
        session: &Session,
        found: Option<&FeatureId>,
        commands: &mut UiCommands,
    ) -> bool {
        let Some(first) = self.edit.joining.take() else { return false };
        if let Some(FeatureId::User(layer, key)) = found {
            commands.extend(made::joined(session, first, (*layer, *key)));
        }
        true
    }
}

/// The map as tools see it.
#[derive(Debug, Clone, Copy)]
struct Pad {
    camera: Camera,
    rect: Rect,
    size: [f32; 2],
}

impl Pad {
    fn new(session: &Session, rect: Rect) -> Self {
        let rect = compare::pane(session, rect);
        let size = [rect.width().max(1.0), rect.height().max(1.0)];
        Self { camera: session.view().camera, rect, size }
    }

    /// Where a position appears in the window.
    fn screen(&self, p: LonLat) -> Pos2 {
        self.plane_to_screen(self.camera.projection.project_wrapped(p))
    }

    fn plane_to_screen(&self, p: PlanePoint) -> Pos2 {
        self.rect.min + Vec2::from(<[f32; 2]>::from(self.camera.to_screen(p, self.size)))
    }

    /// Where a line appears; longitudes are made continuous from its first position.
    fn screen_line(&self, points: &[LonLat]) -> Vec<Pos2> {
        let mut previous = tumen_core::geo::projection::CENTRAL_MERIDIAN;
        let continuous = points.iter().map(|p| {
            previous = lon_near(p.lon, previous);
            LonLat::new(previous, p.lat)
        });
        continuous.map(|p| self.plane_to_screen(self.camera.projection.project(p))).collect()
    }

    fn plane(&self, at: Pos2) -> PlanePoint {
        self.camera.to_plane([at.x - self.rect.left(), at.y - self.rect.top()], self.size)
    }

    fn position(&self, at: Pos2) -> LonLat {
        self.camera.projection.unproject(self.plane(at))
    }
}

/// What the tool in hand keeps from the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ToolInput {
    /// A drag moves a handle and not the map.
    pub drag: bool,
    /// Clicks are not for selecting.
    pub click: bool,
    /// Double clicks do not zoom.
    pub double_click: bool,
}

/// Lets the tool in hand use what happens on the map; to be called before the map does. While something
/// covers the map, keys are not for the tool.
pub fn interact(
    ui: &Ui,
    response: &Response,
    session: &Session,
    tools: &mut Tools,
    covered: bool,
    commands: &mut UiCommands,
) -> ToolInput {
    let pad = Pad::new(session, response.rect);
    // Of two maps side by side, tools work on the left one.
    if tools.corner.is_none() && response.hover_pos().is_some_and(|at| !pad.rect.contains(at)) {
        return ToolInput::default();
    }
    let keys = !covered && !ui.ctx().egui_wants_keyboard_input();
    edit::menu(response, &pad, session, tools, commands);
    let taken = match tools.tool {
        Tool::Pan => ToolInput::default(),
        Tool::Loupe => loupe::interact(ui, response, &pad, session, tools, commands),
        Tool::EditShape => edit::interact(ui, response, &pad, session, tools, keys, commands),
        Tool::Measure | Tool::DrawLine | Tool::DrawPoint | Tool::DrawArea => {
            sketch::interact(ui, response, &pad, session, tools, keys, commands)
        }
    };
    if tools.tool != Tool::Pan && taken.click && response.hovered() && session.view().hovered.is_some() {
        commands.push(SelectionCommand::Hover(None));
    }
    if tools.edit.joining.is_some() && response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
    }
    taken
}

/// Paints what the tool in hand shows over the map, its buttons and its windows.
pub fn show(
    ui: &mut Ui,
    response: &Response,
    session: &Session,
    tools: &mut Tools,
    commands: &mut UiCommands,
) {
    let pad = Pad::new(session, response.rect);
    let ink = ink::Ink::new(ui.painter_at(response.rect), session);
    match tools.tool {
        Tool::Pan => {}
        Tool::Loupe => loupe::paint(response, &ink, tools),
        Tool::EditShape => edit::paint(&ink, &pad, session, tools),
        Tool::Measure | Tool::DrawLine | Tool::DrawPoint | Tool::DrawArea => {
            sketch::paint(ui, response, session, &ink, &pad, tools)
        }
    }
    tools.windows.paint(&ink, &pad);
    toolbar::hint(&ink, response.rect, session, tools);
    toolbar::show(ui, response.rect, session, tools, commands);
    windows::show(ui, session, &mut tools.windows, commands);
}

/// Changes the selected feature, or begins to.
pub(super) fn run(change: Change, session: &Session, tools: &mut Tools, out: &mut UiCommands) {
    let commands = match change {
        Change::Variant => {
            let commands = variant(session);
            if !commands.is_empty() && tools.tool != Tool::EditShape {
                tools.choose(Tool::EditShape);
            }
            commands
        }
        Change::Duplicate => duplicate(session),
        Change::Reverse => made::reversed(session),
        // The tool itself removes the active vertex.
        Change::Delete if tools.has_active_vertex() => Vec::new(),
        Change::Delete => delete_selected(session),
        Change::Simplify => {
            tools.simplify(session);
            Vec::new()
        }
        Change::Join => {
            tools.join(session);
            Vec::new()
        }
    };
    out.extend(commands);
}

/// Whether a key was pressed without modifiers.
fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input(|i| i.modifiers.is_none() && i.key_pressed(key))
}
