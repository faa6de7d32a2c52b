//! The window in which a layer's style is changed. Everything is seen on the map at once; what is
//! changed between two presses of the pointer on one control is one step of undo.

use super::rows::LayersState;
use super::sample;
use crate::ui::out::UiCommands;
use crate::ui::paint::color;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{
    self, ComboBox, Context, Grid, Response, RichText, Sense, Slider, Ui, color_picker, vec2,
};
use std::sync::Arc;
use tumen_core::model::layer::{Color, Coloring, Dash, LayerStyle, Ramp};
use tumen_core::model::{Edit, Layer};
use tumen_scene::user::{Inks, Sort};
use tumen_session::{Session, WorkspaceCommand};

/// Classes of numbers.
const CLASSES: std::ops::RangeInclusive<u8> = 2..=9;
/// So many features are asked for their fields.
const FIELDS_FROM: usize = 2000;

const DASHES: [(Dash, &str); 4] = [
    (Dash::Solid, "style-solid"),
    (Dash::Dashed, "style-dashed"),
    (Dash::Dotted, "style-dotted"),
    (Dash::DashDot, "style-dash-dot"),
];
const RAMPS: [(Ramp, &str); 4] = [
    (Ramp::Distinct, "style-distinct"),
    (Ramp::BlueToYellow, "style-blue-yellow"),
    (Ramp::Blues, "style-blues"),
    (Ramp::BlueOrange, "style-blue-orange"),
];
const WAYS: [&str; 4] = ["style-as-file", "style-one-color", "style-category", "style-number"];

/// The style while it is being changed.
struct Draft<'a> {
    session: &'a Session,
    style: LayerStyle,
    /// The control that was changed in this frame.
    changed: Option<&'static str>,
}

impl Draft<'_> {
    fn note(&mut self, control: &'static str, response: &Response) {
        if response.changed() {
            self.changed = Some(control);
        }
    }

    fn set<T: PartialEq>(&mut self, control: &'static str, part: impl Fn(&mut LayerStyle) -> &mut T, to: T) {
        let part = part(&mut self.style);
        if *part != to {
            *part = to;
            self.changed = Some(control);
        }
    }
}

/// Shows the window if a layer's style is open.
pub(super) fn window(ctx: &Context, session: &Session, state: &mut LayersState, commands: &mut UiCommands) {
    let Some(layer) = state.styling.and_then(|id| session.workspace().layer(id)) else {
        state.styling = None;
        return;
    };
    let fields = fields(state, layer);
    let mut open = true;
    let mut draft = Draft { session, style: layer.style.clone(), changed: None };
    egui::Window::new(say!(session, "layers-style", name = &*layer.name))
        .id(egui::Id::unique("layer style"))
        .open(&mut open)
        .collapsible(false)
        .resizable(false)
        .default_pos(sizes().layers.window_at)
        .show(ctx, |ui| {
            ui.set_width(sizes().layers.window);
            editor(ui, session, layer, &mut draft, &fields);
        });
    if let Some(control) = draft.changed {
        let gesture = gesture(ctx, state, commands, control);
        let edit = Edit::SetStyle(layer.id, Box::new(draft.style));
        commands.push(WorkspaceCommand::Edit(vec![edit], Some(gesture)));
    }
    if !open || ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
        state.styling = None;
    }
}

/// The gesture of a change: that of the last one if it was the same control and the pointer was not
/// pressed since.
fn gesture(ctx: &Context, state: &mut LayersState, commands: &mut UiCommands, control: &'static str) -> u64 {
    let pressed = ctx.input(|i| i.pointer.any_pressed() || i.pointer.any_click());
    if let LayersState { changing: Some((last, gesture)), .. } = &*state
        && *last == control
        && !pressed
    {
        return *gesture;
    }
    let gesture = commands.gesture();
    state.changing = Some((control, gesture));
    gesture
}

fn editor(ui: &mut Ui, session: &Session, layer: &Layer, draft: &mut Draft<'_>, fields: &[Arc<str>]) {
    ui.spacing_mut().item_spacing = vec2(sizes().space.gap, sizes().space.snug);
    ui.spacing_mut().slider_width = sizes().layers.slider;
    Grid::new("style").num_columns(2).show(ui, |ui| {
        color_row(ui, draft);
        number(ui, draft, "style-width", 0.5..=12.0, "style-width-tip", |s| &mut s.width);
        dash_row(ui, draft);
        number(ui, draft, "style-point", 2.0..=32.0, "style-point-tip", |s| &mut s.point_size);
        number(ui, draft, "style-opacity", 0.0..=1.0, "style-opacity-tip", |s| &mut s.opacity);
        number(ui, draft, "style-fill", 0.0..=1.0, "style-fill-tip", |s| &mut s.fill_opacity);
        coloring_rows(ui, draft, fields);
        labels_row(ui, draft, fields);
    });
    swatches(ui, session, layer, draft);
}

fn color_row(ui: &mut Ui, draft: &mut Draft<'_>) {
    ui.label(small(draft.session.say("style-color")));
    let mut color = sample::color(draft.style.color, 1.0);
    let button = color_picker::color_edit_button_srgba(ui, &mut color, color_picker::Alpha::Opaque);
    let button = button.on_hover_text(draft.session.say("style-color-tip"));
    if button.changed() {
        let [r, g, b, _] = color.to_array();
        draft.style.color = Color([r, g, b, draft.style.color.0[3]]);
    }
    draft.note("color", &button);
    ui.end_row();
}

fn number(
    ui: &mut Ui,
    draft: &mut Draft<'_>,
    words: &'static str,
    range: std::ops::RangeInclusive<f32>,
    tip: &'static str,
    part: impl Fn(&mut LayerStyle) -> &mut f32,
) {
    let label = ui.label(small(draft.session.say(words)));
    let share = *range.end() <= 1.0;
    let slider =
        Slider::new(part(&mut draft.style), range).step_by(if share { 0.05 } else { 0.5 }).max_decimals(2);
    let response = ui.add(slider).labelled_by(label.id).on_hover_text(draft.session.say(tip));
    draft.note(words, &response);
    ui.end_row();
}

fn dash_row(ui: &mut Ui, draft: &mut Draft<'_>) {
    let label = ui.label(small(draft.session.say("style-line")));
    let mut dash = draft.style.dash;
    choice(ui, draft.session, ("dash", label.id), &mut dash, &DASHES, draft.session.say("style-dash-tip"));
    draft.set("dash", |s| &mut s.dash, dash);
    ui.end_row();
}

fn choice<T: PartialEq + Copy>(
    ui: &mut Ui,
    session: &Session,
    (salt, label): (&str, egui::Id),
    value: &mut T,
    all: &[(T, &'static str)],
    tip: &str,
) {
    let words = all.iter().find(|(v, _)| v == value).map_or("style-none", |(_, words)| words);
    let combo =
        ComboBox::from_id_salt(salt).width(sizes().layers.choice).selected_text(small(session.say(words)));
    let shown = combo.show_ui(ui, |ui| {
        for (option, words) in all {
            ui.selectable_value(value, *option, small(session.say(words)));
        }
    });
    shown.response.labelled_by(label).on_hover_text(tip);
}

/// What gives the color, in four words.
fn way(coloring: &Coloring) -> usize {
    match coloring {
        Coloring::Own => 0,
        Coloring::Layer => 1,
        Coloring::Categories { .. } => 2,
        Coloring::Graduated { .. } => 3,
    }
}

fn coloring_rows(ui: &mut Ui, draft: &mut Draft<'_>, fields: &[Arc<str>]) {
    let label = ui.label(small(draft.session.say("style-colors")));
    let mut chosen = way(&draft.style.coloring);
    let ways: Vec<(usize, &'static str)> = WAYS.into_iter().enumerate().collect();
    choice(
        ui,
        draft.session,
        ("coloring", label.id),
        &mut chosen,
        &ways,
        draft.session.say("style-colors-tip"),
    );
    ui.end_row();
    let mut coloring = draft.style.coloring.clone();
    if chosen != way(&coloring) {
        let field = fields.first().map(ToString::to_string).unwrap_or_default();
        coloring = match chosen {
            0 => Coloring::Own,
            1 => Coloring::Layer,
            2 => Coloring::Categories { field, ramp: Ramp::Distinct },
            _ => Coloring::Graduated { field, ramp: Ramp::BlueToYellow, classes: 5 },
        };
    }
    match &mut coloring {
        Coloring::Own | Coloring::Layer => {}
        Coloring::Categories { field, ramp } => by_field(ui, draft.session, fields, field, ramp),
        Coloring::Graduated { field, ramp, classes } => {
            by_field(ui, draft.session, fields, field, ramp);
            let label = ui.label(small(draft.session.say("style-classes")));
            let slider = Slider::new(classes, CLASSES);
            ui.add(slider).labelled_by(label.id).on_hover_text(draft.session.say("style-classes-tip"));
            ui.end_row();
        }
    }
    draft.set("coloring", |s| &mut s.coloring, coloring);
}

fn by_field(ui: &mut Ui, session: &Session, fields: &[Arc<str>], field: &mut String, ramp: &mut Ramp) {
    let label = ui.label(small(session.say("style-field")));
    let combo =
        ComboBox::from_id_salt("field").width(sizes().layers.choice).selected_text(small(field.as_str()));
    let shown = combo.show_ui(ui, |ui| {
        for name in fields {
            ui.selectable_value(field, name.to_string(), small(&**name));
        }
    });
    shown.response.labelled_by(label.id).on_hover_text(session.say("style-field-tip"));
    ui.end_row();
    let label = ui.label(small(session.say("style-ramp")));
    choice(ui, session, ("ramp", label.id), ramp, &RAMPS, session.say("style-ramp-tip"));
    ui.end_row();
}

fn labels_row(ui: &mut Ui, draft: &mut Draft<'_>, fields: &[Arc<str>]) {
    let label = ui.label(small(draft.session.say("style-labels")));
    let mut labels = draft.style.labels.clone();
    let combo = ComboBox::from_id_salt("labels").width(sizes().layers.choice);
    let shown = combo
        .selected_text(small(labels.as_deref().unwrap_or(draft.session.say("style-none"))))
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut labels, None, small(draft.session.say("style-none")));
            for name in fields {
                ui.selectable_value(&mut labels, Some(name.to_string()), small(&**name));
            }
        });
    shown.response.labelled_by(label.id).on_hover_text(draft.session.say("style-labels-tip"));
    draft.set("labels", |s| &mut s.labels, labels);
    ui.end_row();
}

/// The fields of the first features, looked up once for a layer's content.
fn fields(state: &mut LayersState, layer: &Layer) -> Arc<Vec<Arc<str>>> {
    if let Some((of, fields)) = &state.fields
        && Arc::ptr_eq(of, &layer.features)
    {
        return fields.clone();
    }
    let first = layer.features.iter().take(FIELDS_FROM).cloned().collect();
    let fields = Arc::new(Layer { features: Arc::new(first), ..Layer::default() }.fields());
    state.fields = Some((layer.features.clone(), fields.clone()));
    fields
}

/// The classes that are on the map, each with its color and its number of features.
fn swatches(ui: &mut Ui, session: &Session, layer: &Layer, draft: &Draft<'_>) {
    if matches!(draft.style.coloring, Coloring::Own | Coloring::Layer) {
        return;
    }
    let Some(prepared) = session.user_layer(layer.id) else { return };
    ui.separator();
    for (index, class) in prepared.classes.iter().enumerate() {
        let name = match &class.sort {
            Sort::Value(value) => value.trim().to_owned(),
            Sort::Range(from, to) => format!("{from} – {to}"),
            Sort::Other => session.say("style-other").to_owned(),
            Sort::Missing => session.say("no_value").to_owned(),
            Sort::Plain | Sort::Own(_) => continue,
        };
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(sizes().layers.class.into(), Sense::hover());
            let inks = Inks::of(&draft.style, &prepared.classes, index);
            ui.painter().rect_filled(rect, 2.0, color(inks.line));
            ui.add(egui::Label::new(RichText::new(name).small()).truncate());
            ui.weak(RichText::new(class.count.to_string()).small());
        });
    }
}
