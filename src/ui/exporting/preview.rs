//! What an export will look like.

use super::Job;
use crate::ui::colors::Ink;
use crate::ui::out::{Program, UiCommands};
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::small;
use eframe::egui::{
    self, Color32, Rect, Role, Sense, Stroke, StrokeKind, TextureHandle, Ui, Vec2, WidgetInfo, vec2,
};
use tumen_session::Session;

/// The preview: what was asked for last, and what was drawn last.
#[derive(Clone, Default)]
pub struct Preview {
    /// What was asked for last, and the longest side that it may have, pixels.
    asked: Option<(Job, u32)>,
    /// What was drawn last, or why it could not be.
    pub drawn: Option<Result<PreviewImage, String>>,
    /// Whether something is being drawn.
    pub busy: bool,
}

impl std::fmt::Debug for Preview {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Preview").field("busy", &self.busy).finish_non_exhaustive()
    }
}

/// A preview that was drawn.
#[derive(Clone)]
pub struct PreviewImage {
    /// The picture.
    pub texture: TextureHandle,
    /// What it is, such as its size.
    pub words: String,
}

/// Shows the preview, and asks for another one if something has changed.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut Preview,
    out: &mut UiCommands,
    job: Option<&Job>,
) {
    let ink = Ink::of(session);
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, sizes().corner.usual, ink.band);
    let room = rect.shrink(sizes().exporting.margin);
    let room = room.with_max_y(room.bottom() - sizes().exporting.caption);
    let side = (room.width().max(room.height()) * ui.pixels_per_point()).ceil().max(1.0) as u32;
    ask(session, state, out, job, side);
    let below = egui::pos2(room.center().x, rect.bottom() - sizes().exporting.margin + 2.0);
    let say = |ui: &Ui, at: egui::Pos2, words: &str| {
        let font = crate::ui::typeset::font(text_sizes().small);
        ui.painter().text(at, egui::Align2::CENTER_CENTER, words, font, ink.quiet);
    };
    match (&state.drawn, job) {
        (_, None) => say(ui, room.center(), session.say("export-nothing")),
        (Some(Ok(drawn)), _) => {
            let size = drawn.texture.size_vec2();
            let scale = (room.width() / size.x).min(room.height() / size.y).min(1.0);
            let place = Rect::from_center_size(room.center(), size * scale);
            paint(ui, session, place, &drawn.texture, ink.line);
            say(ui, below, &drawn.words);
        }
        (Some(Err(error)), _) => {
            let [share, height] = sizes().exporting.bar;
            let place = Rect::from_center_size(room.center(), vec2(room.width() * share, height));
            ui.put(place, egui::Label::new(small(error)).wrap());
        }
        (None, _) => say(ui, room.center(), session.say("export-drawing")),
    }
    if state.busy {
        let [left, below] = sizes().exporting.spinner_at;
        let corner = rect.right_top() + vec2(-left, below);
        let corner = Rect::from_min_size(corner, Vec2::splat(sizes().exporting.spinner));
        ui.put(corner, egui::Spinner::new());
    }
    ui.advance_cursor_after_rect(rect);
}

fn paint(ui: &mut Ui, session: &Session, place: Rect, texture: &TextureHandle, line: Color32) {
    let response = ui.interact(place, egui::Id::unique("export picture"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, session.say("export-preview")));
    let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
    ui.painter().image(texture.id(), place, whole, Color32::WHITE);
    ui.painter().rect_stroke(place, 0.0, Stroke::new(1.0, line), StrokeKind::Outside);
}

/// Asks the program for a preview if another one is wanted; while the map flies, it waits.
fn ask(session: &Session, state: &mut Preview, out: &mut UiCommands, job: Option<&Job>, side: u32) {
    let Some(job) = job.filter(|_| !session.is_flying()) else { return };
    if state.asked.as_ref().is_none_or(|(last, at)| last != job || *at != side) {
        state.asked = Some((job.clone(), side));
        out.push(Program::Preview(Box::new(job.clone()), side));
    }
}
