//! What is said at a stop and how it is shown, edited in place.

use super::fields::{self, StopEdit};
use super::{Chosen, Pen, preview};
use crate::ui::colors::Ink;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::{self, Id, Rect, Response, Role, ScrollArea, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};
use std::sync::Arc;
use tumen_core::model::{Stop, Tour};

/// Rows of the caption and of the notes.
const CAPTION: usize = 5;
const NOTES: usize = 2;

/// Shows the editor of the current stop, or of the tour itself.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>) {
    let session = pen.session;
    let Some(chosen) = pen.state.chosen(session) else { return };
    let stop = pen.state.stop.and_then(|at| Some((at, chosen.tour.stops.get(at)?)));
    match stop {
        _ if !chosen.own => read_only(ui, pen, chosen, stop.map(|(_, s)| &**s)),
        Some((at, stop)) => edit_stop(ui, pen, chosen, at, stop),
        None => edit_tour(ui, pen, chosen),
    }
}

fn edit_tour(ui: &mut Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>) {
    let mut tour = (**chosen.tour).clone();
    let mut changed = None;
    let title = field(ui, pen, Text::line("title", "editor-tour-title"), &mut tour.title);
    changed = changed.or(title.changed().then_some("tour title"));
    typeset::space(ui, sizes().space.tight);
    ui.columns(2, |columns| {
        let about = Text { rows: CAPTION, ..Text::line("summary", "editor-summary") };
        let summary = field(&mut columns[0], pen, about, &mut tour.summary);
        changed = changed.or(summary.changed().then_some("tour summary"));
        shown(&mut columns[1], pen, "summary preview", &tour.summary);
    });
    if let Some(name) = changed {
        let gesture = pen.gesture(ui.ctx(), Id::unique((name, &tour.id)));
        pen.set(tour, Some(gesture));
    }
}

fn edit_stop(ui: &mut Ui, pen: &mut Pen<'_>, chosen: Chosen<'_>, at: usize, stop: &Stop) {
    let mut stop_edit = StopEdit { stop: stop.clone(), changed: None };
    ScrollArea::vertical().id_salt(("stop", at, &chosen.tour.id)).auto_shrink(false).show(ui, |ui| {
        let room = ui.available_width();
        if room < sizes().tours.beside {
            texts(ui, pen, &mut stop_edit);
            return fields::show(ui, pen, at, &mut stop_edit);
        }
        let rect = ui.available_rect_before_wrap();
        let left = rect.with_max_x(rect.right() - sizes().tours.settings - sizes().tours.settings_gap);
        let right = rect.with_min_x(rect.right() - sizes().tours.settings);
        let bottom = |ui: &mut Ui, place: Rect, add: &mut dyn FnMut(&mut Ui)| {
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| add(ui)).response.rect.bottom()
        };
        let texts = bottom(ui, left, &mut |ui| texts(ui, pen, &mut stop_edit));
        let fields = bottom(ui, right, &mut |ui| fields::show(ui, pen, at, &mut stop_edit));
        ui.advance_cursor_after_rect(rect.with_max_y(texts.max(fields)));
    });
    if let Some(name) = stop_edit.changed {
        let mut tour = Tour::clone(chosen.tour);
        let gesture = pen.gesture(ui.ctx(), Id::unique((name, &tour.id, at)));
        if let Some(place) = tour.stops.get_mut(at) {
            *place = Arc::new(stop_edit.stop);
        }
        pen.set(tour, Some(gesture));
    }
}

/// Title, caption with its preview, notes.
fn texts(ui: &mut Ui, pen: &mut Pen<'_>, stop_edit: &mut StopEdit) {
    let title = field(ui, pen, Text::line("title", "editor-title"), &mut stop_edit.stop.title);
    stop_edit.note("title", &title);
    ui.columns(2, |columns| {
        let text = Text { rows: CAPTION, ..Text::line("caption", "editor-caption") };
        let caption = field(&mut columns[0], pen, text, &mut stop_edit.stop.caption);
        stop_edit.note("caption", &caption);
        shown(&mut columns[1], pen, "caption preview", &stop_edit.stop.caption);
    });
    let text = Text { rows: NOTES, ..Text::line("notes", "editor-notes") };
    let notes = field(ui, pen, text, &mut stop_edit.stop.notes);
    stop_edit.note("notes", &notes);
}

/// A field of text.
struct Text {
    name: &'static str,
    /// The key of its label.
    label: &'static str,
    rows: usize,
}

impl Text {
    fn line(name: &'static str, label: &'static str) -> Self {
        Self { name, label, rows: 1 }
    }
}

/// A labeled field for text; takes the keys if it was told to.
fn field(ui: &mut Ui, pen: &mut Pen<'_>, text: Text, value: &mut String) -> Response {
    ui.label(small(pen.session.say(text.label)).color(Ink::of(pen.session).quiet));
    let edit = match text.rows {
        1 => TextEdit::singleline(value),
        rows => TextEdit::multiline(value).desired_rows(rows),
    };
    let response = ui.add(edit.id_salt(text.name).desired_width(f32::INFINITY));
    let content = value.clone();
    let role = if text.rows == 1 { Role::TextInput } else { Role::MultilineTextInput };
    response.widget_info(|| WidgetInfo {
        role,
        label: Some(pen.session.say(text.label).to_owned()),
        ..WidgetInfo::text_edit(true, "", &content, "")
    });
    if pen.state.focus == Some(text.name) {
        pen.state.focus = None;
        response.request_focus();
    }
    response
}

/// Markdown as the audience sees it.
fn shown(ui: &mut Ui, pen: &Pen<'_>, name: &str, text: &str) {
    let ink = Ink::of(pen.session);
    ui.label(small(pen.session.say("editor-shown")).color(ink.quiet));
    let row = ui.text_style_height(&egui::TextStyle::Body);
    let height = row * CAPTION as f32 + sizes().space.gap;
    let frame = egui::Frame::new()
        .fill(ink.band)
        .corner_radius(sizes().corner.usual)
        .inner_margin(sizes().tours.inside);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(height - 2.0 * sizes().tours.inside);
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| preview::show(ui, &ink, text));
    });
}

/// A bundled tour: everything is said, nothing can be changed.
fn read_only(ui: &mut Ui, pen: &Pen<'_>, chosen: Chosen<'_>, stop: Option<&Stop>) {
    let ink = Ink::of(pen.session);
    ScrollArea::vertical().id_salt("read only").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(sizes().space.gap, sizes().space.tight);
        let Some(stop) = stop else {
            ui.label(strong(&chosen.tour.title, text_sizes().heading));
            return preview::show(ui, &ink, &chosen.tour.summary);
        };
        ui.label(strong(&stop.title, text_sizes().heading));
        preview::show(ui, &ink, &stop.caption);
        if !stop.notes.is_empty() {
            typeset::space(ui, sizes().space.tight);
            ui.label(small(pen.session.say("editor-notes")).color(ink.quiet));
            ui.label(body(&stop.notes));
        }
        typeset::space(ui, sizes().space.tight);
        for line in fields::words(pen.session, stop) {
            ui.label(small(line).color(ink.quiet));
        }
    });
}
