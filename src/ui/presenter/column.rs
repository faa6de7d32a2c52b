//! The column beside the map: date, caption, card or plot, what is missing, where the talk is.

use super::{PresenterState, StageParts, caption, dots, is_awake, keys};
use crate::ui::card;
use crate::ui::colors::Ink;
use crate::ui::files::Task;
use crate::ui::out::{PanelCx, UiCommands};
use crate::ui::plots;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::{font, strong_font};
use eframe::egui::{Button, Color32, FontId, Rect, RichText, Ui, UiBuilder, pos2, vec2};
use tumen_core::model::tour::{SidePanel, Stop};
use tumen_scene::style::PresenterStyle;
use tumen_session::presentation::Phase;
use tumen_session::{Presentation, Session};

/// Shows the column in the panel it is given.
pub(super) fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, stage: &mut StageParts<'_>) {
    let session = cx.session;
    let Some(talk) = session.presentation() else { return };
    let style = &session.style().presenter;
    let ink = Ink::of(session);
    let all = ui.max_rect();
    let bar = Rect::from_min_max(all.min, pos2(all.right(), all.top() + style.accent));
    ui.painter().rect_filled(bar, 0.0, ink.highlight);
    let mut inner = all.shrink(style.pad);
    inner.min.y += style.accent;
    let foot = inner.bottom() - foot_height(style, talk, inner.width());
    inside(ui, Rect::from_min_max(pos2(inner.left(), foot), inner.max), "foot", |ui| {
        footer(ui, session, talk, stage.state, cx.out);
    });
    let body = Rect::from_min_max(inner.min, pos2(inner.right(), foot - style.pad));
    inside(ui, body, "body", |ui| {
        header(ui, session, talk, style, ink);
        if let Some(stop) = talk.stop() {
            let gaps = gaps(session, stage.tasks, stop, talk);
            main(ui, cx, stage, stop, &gaps);
        }
    });
}

/// A part of the column in a rectangle of its own.
fn inside(ui: &mut Ui, rect: Rect, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(rect).id_salt(name), |ui| {
        ui.set_clip_rect(rect.expand(sizes().space.tight).intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(sizes().space.tight, 0.0);
        add(ui);
    });
}

/// Lines of text that wrap.
fn words(ui: &mut Ui, text: &str, font: FontId, color: Color32) {
    let galley = ui.painter().layout(text.to_owned(), font, color, ui.available_width());
    super::label(ui, galley, color);
}

fn header(ui: &mut Ui, session: &Session, talk: &Presentation, style: &PresenterStyle, ink: Ink) {
    if !talk.tour().title.is_empty() {
        words(ui, &talk.tour().title, font(style.small), ink.quiet);
        ui.add_space(sizes().stage.date_gap * style.pad);
    }
    words(ui, &session.as_of_words(), strong_font(style.date), ink.text);
    ui.add_space(0.5 * style.pad);
    let y = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), y, eframe::egui::Stroke::new(1.0, ink.line));
    ui.add_space(sizes().stage.rule_gap * style.pad);
}

/// What the stop asks for and nobody has, and what is being read.
fn gaps(session: &Session, tasks: &[Task], stop: &Stop, talk: &Presentation) -> Vec<String> {
    let words = session.messages();
    let mut gaps: Vec<String> = talk.missing().iter().map(|m| m.in_words(words)).collect();
    if let SidePanel::Plot(topic) = &stop.side_panel
        && !plots::has(session, topic)
    {
        gaps.push(say!(session, "stage-no-plot", name = &**topic));
    }
    gaps.extend(tasks.iter().map(|t| format!("{}…", t.name)));
    gaps
}

/// Caption, what stands beside the map, and what is missing.
fn main(ui: &mut Ui, cx: &mut PanelCx<'_>, stage: &mut StageParts<'_>, stop: &Stop, gaps: &[String]) {
    let session = cx.session;
    let style = &session.style().presenter;
    let ink = Ink::of(session);
    let width = ui.available_width();
    let lines: Vec<_> =
        gaps.iter().map(|g| ui.painter().layout(g.clone(), font(style.small), ink.quiet, width)).collect();
    let said: f32 = lines.iter().map(|l| l.size().y).sum();
    let room = (ui.available_height() - said - if gaps.is_empty() { 0.0 } else { 0.5 * style.pad }).max(0.0);
    let beside = match &stop.side_panel {
        SidePanel::Nothing => false,
        SidePanel::Card => true,
        SidePanel::Plot(topic) => plots::has(session, topic),
    };
    let share = if beside { 1.0 - style.side_panel } else { 1.0 };
    let laid = caption::fit(ui, stop, style, ink, [width, room * share], &mut stage.state.caption);
    let bottom = ui.cursor().top() + room;
    caption::show(ui, laid, ink.text);
    if beside {
        let top = ui.cursor().top() + sizes().stage.side_gap * style.pad;
        let rect = Rect::from_min_max(pos2(ui.max_rect().left(), top), pos2(ui.max_rect().right(), bottom));
        inside(ui, rect, "beside", |ui| match &stop.side_panel {
            SidePanel::Plot(topic) => plots::on_stage(ui, session, topic, stage.plots, cx.out),
            SidePanel::Nothing | SidePanel::Card => card::show(ui, cx, stage.card),
        });
    }
    let top = pos2(ui.max_rect().left(), bottom + 0.5 * style.pad);
    inside(ui, Rect::from_min_size(top, vec2(width, said)), "gaps", |ui| {
        for line in lines {
            super::label(ui, line, ink.quiet);
        }
    });
}

/// Rows below the dots: where the talk is, and the controls.
const ROWS: f32 = 2.0;

fn row_height(style: &PresenterStyle) -> f32 {
    sizes().stage.hint * style.small
}

fn foot_height(style: &PresenterStyle, talk: &Presentation, width: f32) -> f32 {
    dots::Grid::new(style, talk.tour().stops.len(), width).height() + ROWS * row_height(style)
}

fn footer(
    ui: &mut Ui,
    session: &Session,
    talk: &Presentation,
    state: &mut PresenterState,
    commands: &mut UiCommands,
) {
    let (style, ink) = (&session.style().presenter, Ink::of(session));
    dots::show(ui, session, talk, commands);
    let top = ui.cursor().top();
    words(ui, &where_it_is(session, talk, state), font(style.small), ink.quiet);
    ui.add_space((top + row_height(style) - ui.cursor().top()).max(0.0));
    // Controls for the hand; they leave the stage with the pointer.
    if is_awake(ui.ctx()) {
        controls(ui, session, talk, state, commands);
    }
}

fn where_it_is(session: &Session, talk: &Presentation, state: &PresenterState) -> String {
    if !state.number.is_empty() {
        return say!(session, "stage-go", n = &*state.number);
    }
    let place = say!(session, "stage-place", n = talk.at() + 1, all = talk.tour().stops.len());
    match talk.phase() {
        Phase::Wandering => say!(session, "stage-wandering", place = place),
        Phase::Flying | Phase::Holding if !talk.is_paused() => {
            say!(session, "stage-running", place = place)
        }
        Phase::Flying | Phase::Holding => place,
    }
}

fn controls(
    ui: &mut Ui,
    session: &Session,
    talk: &Presentation,
    state: &mut PresenterState,
    commands: &mut UiCommands,
) {
    let (style, ink) = (&session.style().presenter, Ink::of(session));
    let mut pressed = None;
    ui.horizontal(|ui| {
        let orders = [
            ("stage-back", "Page Up", keys::Order::Back),
            ("stage-next", "Page Down", keys::Order::Next),
            ("stage-notes", "M", keys::Order::Notes),
            ("stage-keys", "?", keys::Order::Sheet),
            ("stage-end", "Esc", keys::Order::End),
        ];
        for (words, key, order) in orders {
            let words = session.say(words);
            let text = RichText::new(words).size(style.small).color(ink.text);
            if ui.add(Button::new(text).small()).on_hover_text(format!("{words} ({key})")).clicked() {
                pressed = Some(order);
            }
        }
    });
    if let Some(order) = pressed {
        keys::obey(order, talk, state, commands);
    }
}
