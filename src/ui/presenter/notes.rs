//! The speaker's own window: notes, what comes next, and the clock. Closing it never ends the talk.

use super::{PresenterState, StageParts, keys};
use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::typeset::{font, strong, strong_font};
use eframe::egui::{
    CentralPanel, Context, Frame, Margin, RichText, ScrollArea, Ui, ViewportBuilder, ViewportClass,
    ViewportId,
};
use tumen_session::{Presentation, Session};

/// The window's size, points of a window without zoom.
const SIZE: [f32; 2] = [760.0, 560.0];
/// Type is made for a window this high; a higher one has larger type.
const HEIGHT: f32 = 560.0;
const SCALES: std::ops::RangeInclusive<f32> = 0.6..=3.0;

/// Shows the window of notes. Where there can be only one window, it lies over the stage.
pub(super) fn show(ctx: &Context, session: &Session, stage: &mut StageParts<'_>, commands: &mut UiCommands) {
    let Some(talk) = session.presentation() else { return };
    let zoom = ctx.zoom_factor();
    let builder = ViewportBuilder::default()
        .with_title(session.say("stage-notes-title"))
        .with_app_id("tumen")
        .with_inner_size(SIZE.map(|s| s / zoom));
    ctx.show_viewport_immediate(ViewportId::from_hash_of("notes"), builder, |ui, class| {
        if class == ViewportClass::EmbeddedWindow {
            ui.set_max_size(SIZE.map(|s| 0.6 * s).into());
            page(ui, session, talk, stage.state, 0.6);
            return;
        }
        keys::take(&ui.ctx().clone(), session, stage, commands);
        let scale = (ui.max_rect().height() / HEIGHT).clamp(SCALES.start() / zoom, SCALES.end() / zoom);
        let frame =
            Frame::new().fill(Ink::of(session).panel).inner_margin(Margin::same((18.0 * scale) as i8));
        CentralPanel::default().frame(frame).show(ui, |ui| page(ui, session, talk, stage.state, scale));
        if ui.input(|i| i.viewport().close_requested()) {
            stage.state.notes = false;
        }
    });
}

fn page(ui: &mut Ui, session: &Session, talk: &Presentation, state: &PresenterState, scale: f32) {
    let style = &session.style().presenter;
    let ink = Ink::of(session);
    clocks(ui, session, talk, state, scale);
    ui.separator();
    let Some(stop) = talk.stop() else { return };
    let small = style.small * scale;
    let place = say!(session, "stage-notes-place", n = talk.at() + 1, all = talk.tour().stops.len());
    ui.label(RichText::new(place).size(small).color(ink.quiet));
    ui.label(strong(stop.title.as_str(), style.notes * 1.15 * scale).color(ink.text));
    let next = 3.0 * small + 2.0 * ui.spacing().item_spacing.y;
    let room = (ui.available_height() - next).max(2.0 * style.notes);
    ScrollArea::vertical().max_height(room).auto_shrink([false, false]).id_salt(("notes", talk.at())).show(
        ui,
        |ui| {
            let notes = if stop.notes.trim().is_empty() {
                session.say("stage-no-notes")
            } else {
                stop.notes.as_str()
            };
            let color = if stop.notes.trim().is_empty() { ink.quiet } else { ink.text };
            ui.label(RichText::new(notes).font(font(style.notes * scale)).color(color));
        },
    );
    ui.separator();
    let words = talk.next().map_or_else(
        || session.say("stage-last").to_owned(),
        |n| say!(session, "stage-next-is", title = &*n.title),
    );
    ui.label(RichText::new(words).font(strong_font(small * 1.1)).color(ink.quiet));
}

/// How long the talk has lasted, and the time of day.
fn clocks(ui: &mut Ui, session: &Session, talk: &Presentation, state: &PresenterState, scale: f32) {
    let (style, ink) = (&session.style().presenter, Ink::of(session));
    let elapsed = elapsed(talk.elapsed());
    ui.horizontal(|ui| {
        let size = style.clock * scale;
        ui.label(strong(elapsed, size).color(ink.text)).on_hover_text(session.say("stage-since"));
        ui.add_space(size);
        let time = &state.time_of_day;
        if !time.is_empty() {
            ui.label(RichText::new(time).size(size).color(ink.quiet))
                .on_hover_text(session.say("stage-time"));
        }
    });
}

/// Seconds as `1:02:03`, or `02:03` within the first hour.
fn elapsed(seconds: f64) -> String {
    let all = seconds.max(0.0) as u64;
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::elapsed;

    #[test]
    fn the_clock_shows_whole_seconds() {
        assert_eq!(elapsed(0.9), "00:00");
        assert_eq!(elapsed(754.0), "12:34");
        assert_eq!(elapsed(3723.0), "1:02:03");
    }
}
