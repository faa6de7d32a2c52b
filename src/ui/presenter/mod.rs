//! The stage: a talk over the whole screen, in the speaker's hand.
//!
//! The session says which stop is shown ([`tumen_session::Presentation`]); here it becomes a map, a column
//! with the caption, and a window of notes. Everything is laid out for a screen of one height in points
//! (see [`PresenterStyle::height`]): the zoom factor is set so that every screen has it.

mod caption;
mod column;
mod dots;
mod flight;
mod keys;
mod light;
mod notes;
mod start;

use super::card::CardState;
use super::colors::Ink;
use super::files::Task;
use super::map::{self, MapParts};
use super::out::PanelCx;
use super::plots::PlotState;
use eframe::egui::{self, CentralPanel, Context, CursorIcon, Frame, Panel, Pos2, Ui, ViewportCommand};
use tumen_core::model::tour::SidePanel;
use tumen_scene::style::PresenterStyle;
use tumen_session::Presentation;

pub use keys::KEYS;
pub use start::present;

/// The pointer is hidden after so many seconds without movement.
const POINTER_REST: f32 = 3.0;
/// One step of larger or smaller type, a factor.
const TYPE_STEP: f32 = 1.1;
/// So many steps are possible each way.
const TYPE_STEPS: i8 = 5;
/// Zoom factors nearer than this are the same.
const SAME_ZOOM: f32 = 0.002;

/// What the stage remembers. Which stop was in view last, the editor remembers.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PresenterState {
    /// The tour that was shown last, by its id.
    pub tour: Option<String>,
    /// Whether the window of notes opens with a talk.
    pub notes: bool,
    /// The time of day, as the program tells it; empty if it does not.
    #[serde(skip)]
    pub time_of_day: String,
    /// The window as it was before the talk; there while one goes on.
    #[serde(skip)]
    before: Option<Before>,
    /// Steps of larger type.
    #[serde(skip)]
    larger: i8,
    #[serde(skip)]
    spotlight: bool,
    /// Where the spotlight was moved to by keys.
    #[serde(skip)]
    spot: Option<Pos2>,
    #[serde(skip)]
    sheet: bool,
    /// How large the caption fits.
    #[serde(skip)]
    caption: caption::Fit,
    /// The digits of a stop's number, typed so far.
    #[serde(skip)]
    number: String,
    /// Whether the machine shows flights.
    #[serde(skip)]
    flights: flight::FlightWatch,
}

/// What of the window a talk changes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Before {
    zoom: f32,
    zoom_keys: bool,
    full_screen: bool,
}

/// The parts of the window's state that the stage works with.
pub struct StageParts<'a> {
    /// The stage's own state.
    pub state: &'a mut PresenterState,
    /// What the map works with.
    pub map: MapParts<'a>,
    /// What the card beside the map remembers.
    pub card: &'a mut CardState,
    /// What the plots show.
    pub plots: &'a PlotState,
    /// Work that goes on beside the window.
    pub tasks: &'a [Task],
}

/// Shows the stage instead of the window's panels.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, stage: &mut StageParts<'_>) {
    let session = cx.session;
    let Some(talk) = session.presentation() else { return };
    let style = &session.style().presenter;
    let ctx = ui.ctx().clone();
    fit_zoom(&ctx, style, stage.state.larger);
    keys::take(&ctx, session, stage, cx.out);
    let width = column_width(style, talk, ui.max_rect().width());
    let ink = Ink::of(session);
    let panel =
        Panel::left("stage column").exact_size(width).resizable(false).frame(Frame::new().fill(ink.panel));
    panel.show(ui, |ui| column::show(ui, cx, stage));
    let is_awake = is_awake(&ctx);
    let before = stage.state.flights.watch(&ctx, session, style, cx.out);
    let map =
        CentralPanel::no_frame().show(ui, |ui| map::show_stage(ui, cx, &mut stage.map, is_awake, before));
    light::show(&ctx, session, stage.state, map.inner, cx.out);
    if stage.state.sheet {
        keys::sheet(&ctx, session, stage.state);
    }
    if stage.state.notes {
        notes::show(&ctx, session, stage, cx.out);
    }
    wake(&ctx, talk, stage.state, is_awake);
}

/// The window becomes the stage, if it is not yet. Returns whether it became it now.
pub fn enter(ctx: &Context, state: &mut PresenterState) -> bool {
    if state.before.is_some() {
        return false;
    }
    let full_screen = ctx.input(|i| i.viewport().fullscreen.unwrap_or(false));
    let zoom_keys = ctx.options(|o| o.zoom_with_keyboard);
    state.before = Some(Before { zoom: ctx.zoom_factor(), zoom_keys, full_screen });
    ctx.options_mut(|o| o.zoom_with_keyboard = false);
    if !full_screen {
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
    }
    true
}

/// The window is what it was before, if a talk has ended. Returns whether one has.
pub fn leave(ctx: &Context, state: &mut PresenterState) -> bool {
    let Some(before) = state.before.take() else { return false };
    *state = PresenterState { tour: state.tour.take(), notes: state.notes, ..PresenterState::default() };
    ctx.set_zoom_factor(before.zoom);
    ctx.options_mut(|o| o.zoom_with_keyboard = before.zoom_keys);
    if !before.full_screen {
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
    }
    true
}

/// Gives the screen the height that everything is made for, whatever its pixels and the zoom factor.
fn fit_zoom(ctx: &Context, style: &PresenterStyle, larger: i8) {
    let native = ctx.native_pixels_per_point().unwrap_or(1.0);
    let pixels = ctx.content_rect().size() * ctx.pixels_per_point();
    let fitting = (pixels.y / style.height).min(pixels.x / style.least_width);
    let zoom = fitting * TYPE_STEP.powi(i32::from(larger)) / native;
    if zoom > 0.0 && (zoom / ctx.zoom_factor() - 1.0).abs() > SAME_ZOOM {
        ctx.set_zoom_factor(zoom);
    }
}

fn column_width(style: &PresenterStyle, talk: &Presentation, screen: f32) -> f32 {
    let alone = talk.stop().is_none_or(|s| s.side_panel == SidePanel::Nothing);
    let [least, most] = style.column_range;
    (style.column[usize::from(!alone)] * screen).clamp(least, most)
}

/// Whether the pointer was moved a moment ago, or the keyboard walks through the controls.
fn is_awake(ctx: &Context) -> bool {
    let moved = ctx.input(|i| i.pointer.has_pointer() && i.pointer.time_since_last_movement() < POINTER_REST);
    moved || ctx.memory(|m| m.focused().is_some())
}

/// Asks for the next frame that time alone makes necessary; a resting stage asks for none.
fn wake(ctx: &Context, talk: &Presentation, state: &PresenterState, is_awake: bool) {
    if let Some(due) = talk.due() {
        ctx.request_repaint_after_secs(due as f32);
    }
    if state.notes {
        // The clock shows whole seconds.
        ctx.request_repaint_after_secs((1.0 - talk.elapsed().fract()) as f32);
    }
    let (there, rested) = ctx.input(|i| (i.pointer.has_pointer(), i.pointer.time_since_last_movement()));
    if there && rested < POINTER_REST {
        ctx.request_repaint_after_secs(POINTER_REST - rested);
    }
    if there && !is_awake {
        ctx.set_cursor_icon(CursorIcon::None);
    }
}

/// Text of the stage with a name for screen readers.
fn label(ui: &mut Ui, galley: std::sync::Arc<egui::Galley>, color: egui::Color32) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    let words = galley.text().to_owned();
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    ui.painter().galley(rect.min, galley, color);
    response
}
