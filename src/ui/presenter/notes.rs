//! The speaker's own window: notes, what comes next, and the clock. Closing it never ends the talk.

use super::{PresenterState, StageParts, keys};
use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::{font, strong, strong_font};
use eframe::egui::{
    CentralPanel, Context, Frame, Margin, RichText, ScrollArea, Ui, ViewportBuilder, ViewportClass,
    ViewportId,
};
use tumen_session::{Presentation, Session};

const SCALES: std::ops::RangeInclusive<f32> = 0.6..=3.0;

/// Shows the window of notes. Where there can be only one window, it lies over the stage.
pub(super) fn show(ctx: &Context, session: &Session, stage: &mut StageParts<'_>, commands: &mut UiCommands) {
    let Some(talk) = session.presentation() else { return };
    let zoom = ctx.zoom_factor();
    let builder = ViewportBuilder::default()
        .with_title(session.say("stage-notes-title"))
        .with_app_id("tumen")
        .with_inner_size(sizes().stage.notes.map(|s| s / zoom));
    ctx.show_viewport_immediate(ViewportId::from_hash_of("notes"), builder, |ui, class| {
        if class == ViewportClass::EmbeddedWindow {
            let scale = sizes().stage.notes_inside;
            ui.set_max_size(sizes().stage.notes.map(|s| scale * s).into());
            page(ui, session, talk, stage.state, scale);
            return;
        }
        keys::take(&ui.ctx().clone(), session, stage, commands);
        let scale = (ui.max_rect().height() / sizes().stage.notes_height)
            .clamp(SCALES.start() / zoom, SCALES.end() / zoom);
        let frame = Frame::new()
            .fill(Ink::of(session).panel)
            .inner_margin(Margin::same((sizes().stage.notes_margin * scale) as i8));
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
    ui.label(strong(stop.title.as_str(), style.notes * sizes().stage.notes_title * scale).color(ink.text));
    let next = sizes().stage.notes_next * small + 2.0 * ui.spacing().item_spacing.y;
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
    ui.label(RichText::new(words).font(strong_font(small * sizes().stage.notes_words)).color(ink.quiet));
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
