//! The settings of a stop: date, length, transition, what stands beside the map, what it shows.

use super::{Pen, take};
use crate::ui::actions::{self, Action};
use crate::ui::colors::Ink;
use crate::ui::out::UiCommand;
use crate::ui::plots::topics::topics;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{Checkbox, ComboBox, DragValue, Grid, Id, Response, TextEdit, Ui, WidgetInfo, vec2};
use tumen_core::model::{Date, SidePanel, Stop, Transition};
use tumen_session::Session;

/// How long a stop may be shown, and a flight may take, seconds.
const SECONDS: std::ops::RangeInclusive<f64> = 1.0..=3600.0;
const FLIGHT: std::ops::RangeInclusive<f64> = 0.2..=60.0;
/// A flight of a given length begins with this, seconds.
const FIRST_FLIGHT: f64 = 3.0;

/// A stop while it is being changed.
pub(super) struct StopEdit {
    pub stop: Stop,
    /// The control that was changed in this frame.
    pub changed: Option<&'static str>,
}

impl StopEdit {
    /// Remembers that a control has changed the stop.
    pub fn note(&mut self, control: &'static str, response: &Response) {
        if response.changed() {
            self.changed = Some(control);
        }
    }

    fn set<T: PartialEq>(&mut self, control: &'static str, part: impl Fn(&mut Stop) -> &mut T, to: T) {
        let part = part(&mut self.stop);
        if *part != to {
            *part = to;
            self.changed = Some(control);
        }
    }
}

/// Shows the settings.
pub(super) fn show(ui: &mut Ui, pen: &mut Pen<'_>, at: usize, stop_edit: &mut StopEdit) {
    ui.spacing_mut().item_spacing = vec2(sizes().space.gap, sizes().space.tight);
    ui.horizontal(|ui| {
        for (action, words) in [(Action::GoToStop, "stops-go"), (Action::UpdateStop, "stops-update")] {
            if ui
                .button(pen.session.say(words))
                .on_hover_text(actions::tip(ui.ctx(), pen.session.messages(), action))
                .clicked()
            {
                pen.out.push(UiCommand::Act(action));
            }
        }
    });
    Grid::new(("settings", at)).num_columns(2).show(ui, |ui| {
        as_of(ui, pen, stop_edit);
        length(ui, pen.session, stop_edit);
        transition(ui, pen.session, stop_edit);
        beside(ui, pen.session, stop_edit);
    });
    let mut flows = stop_edit.stop.flows;
    let check = ui.add(Checkbox::new(&mut flows, small(pen.session.say("fields-flows"))));
    check.on_hover_text(pen.session.say("fields-flows-tip"));
    stop_edit.set("flows", |s| &mut s.flows, flows);
    let quiet = Ink::of(pen.session).quiet;
    for line in seen(pen.session, &stop_edit.stop) {
        ui.label(small(line).color(quiet));
    }
}

/// The day: that of the talk, or a fixed one.
fn as_of(ui: &mut Ui, pen: &mut Pen<'_>, stop_edit: &mut StopEdit) {
    let label = ui.label(small(pen.session.say("fields-as-of")));
    let now = pen.session.view().as_of;
    ui.horizontal(|ui| {
        let mut always = stop_edit.stop.as_of.is_none();
        let check = ui.add(Checkbox::new(&mut always, small(pen.session.say("fields-today"))));
        check.on_hover_text(pen.session.say("fields-today-tip"));
        let wanted = if always { None } else { Some(stop_edit.stop.as_of.unwrap_or(now)) };
        stop_edit.set("always today", |s| &mut s.as_of, wanted);
        if let Some(date) = stop_edit.stop.as_of {
            date_field(ui, pen, stop_edit, date, label.id);
        }
    });
    ui.end_row();
}

/// A day as text; what is no day is kept until it is one, or until the field is left.
fn date_field(ui: &mut Ui, pen: &mut Pen<'_>, stop_edit: &mut StopEdit, date: Date, label: Id) {
    let mut text = pen.state.date.clone().unwrap_or_else(|| date.to_string());
    let edit =
        TextEdit::singleline(&mut text).id_salt("date").desired_width(sizes().tours.date).char_limit(10);
    let field = ui.add(edit).labelled_by(label);
    let content = text.clone();
    field.widget_info(|| WidgetInfo {
        label: Some(pen.session.say("fields-date").to_owned()),
        ..WidgetInfo::text_edit(true, "", &content, "")
    });
    let field = field.on_hover_text(pen.session.say("fields-date-tip"));
    if field.changed() {
        let parsed = text.parse::<Date>().ok();
        if let Some(day) = parsed {
            stop_edit.set("date", |s| &mut s.as_of, Some(day));
        }
        pen.state.date = Some(text);
    } else if !field.has_focus() {
        pen.state.date = None;
    }
}

fn length(ui: &mut Ui, session: &Session, stop_edit: &mut StopEdit) {
    let label = ui.label(small(session.say("fields-shown-for")));
    let drag = DragValue::new(&mut stop_edit.stop.seconds)
        .range(SECONDS)
        .suffix(session.say("fields-seconds"))
        .max_decimals(1)
        .speed(0.2);
    let value = ui.add(drag).labelled_by(label.id);
    let value = value.on_hover_text(session.say("fields-shown-for-tip"));
    stop_edit.note("seconds", &value);
    ui.end_row();
}

fn transition(ui: &mut Ui, session: &Session, stop_edit: &mut StopEdit) {
    let label = ui.label(small(session.say("fields-gets-there")));
    ui.horizontal(|ui| {
        let seconds = match stop_edit.stop.transition {
            Transition::FlyFor(seconds) => seconds,
            Transition::Fly | Transition::Cut => FIRST_FLIGHT,
        };
        let mut chosen = stop_edit.stop.transition;
        let combo = ComboBox::from_id_salt("transition").width(if matches!(chosen, Transition::FlyFor(_)) {
            sizes().tours.choice * sizes().tours.choice_short
        } else {
            sizes().tours.choice
        });
        let shown = combo.selected_text(small(session.say(transition_words(chosen)))).show_ui(ui, |ui| {
            for way in [Transition::Fly, Transition::FlyFor(seconds), Transition::Cut] {
                ui.selectable_value(&mut chosen, way, small(session.say(transition_words(way))));
            }
        });
        shown.response.labelled_by(label.id).on_hover_text(session.say("fields-gets-there-tip"));
        stop_edit.set("transition", |s| &mut s.transition, chosen);
        if let Transition::FlyFor(seconds) = &mut stop_edit.stop.transition {
            let drag = DragValue::new(seconds)
                .range(FLIGHT)
                .suffix(session.say("fields-seconds"))
                .max_decimals(1)
                .speed(0.1);
            let value = ui.add(drag).on_hover_text(session.say("fields-flight-tip"));
            value.widget_info(|| WidgetInfo::drag_value(true, *seconds));
            stop_edit.note("flight", &value);
        }
    });
    ui.end_row();
}

/// The key of a transition in words.
fn transition_words(transition: Transition) -> &'static str {
    match transition {
        Transition::Fly => "fields-fly",
        Transition::FlyFor(_) => "fields-fly-for",
        Transition::Cut => "fields-cut",
    }
}

fn beside(ui: &mut Ui, session: &Session, stop_edit: &mut StopEdit) {
    let label = ui.label(small(session.say("fields-beside")));
    let topics = topics(session.document(), session.messages());
    let title = |key: &str| topics.iter().find(|t| t.key == key).map_or(key, |t| &t.title).to_owned();
    let mut chosen = stop_edit.stop.side_panel.clone();
    let words = match &chosen {
        SidePanel::Nothing => session.say("fields-nothing").to_owned(),
        SidePanel::Card => session.say("fields-card").to_owned(),
        SidePanel::Plot(key) => title(key),
    };
    let combo =
        ComboBox::from_id_salt("beside").width(sizes().tours.choice).truncate().selected_text(small(words));
    let shown = combo.show_ui(ui, |ui| {
        ui.selectable_value(&mut chosen, SidePanel::Nothing, small(session.say("fields-nothing")));
        ui.selectable_value(&mut chosen, SidePanel::Card, small(session.say("fields-card")));
        for topic in &topics {
            ui.selectable_value(&mut chosen, SidePanel::Plot(topic.key.clone()), small(&topic.title));
        }
    });
    shown.response.labelled_by(label.id).on_hover_text(session.say("fields-beside-tip"));
    stop_edit.set("beside", |s| &mut s.side_panel, chosen);
    ui.end_row();
}

/// What of the map a stop shows, in lines.
fn seen(session: &Session, stop: &Stop) -> Vec<String> {
    let selection = stop.selection.as_deref().map(|w| take::selection_name(session, w));
    let projection = session.say(stop.projection.row().words);
    let layers = match stop.hidden.len() {
        0 => say!(session, "fields-layers-all", projection = projection),
        n => say!(session, "fields-layers-hidden", projection = projection, n = n),
    };
    let own = match &stop.layers {
        None => None,
        Some(names) if names.is_empty() => Some(session.say("fields-own-none").to_owned()),
        Some(names) => Some(say!(session, "fields-own", names = names.join(", "))),
    };
    let first = match selection {
        Some(name) => say!(session, "fields-selected", name = name),
        None => session.say("fields-selected-none").to_owned(),
    };
    [Some(first), Some(layers), own].into_iter().flatten().collect()
}

/// All settings of a stop in lines, for one that cannot be changed.
pub(super) fn words(session: &Session, stop: &Stop) -> Vec<String> {
    let shown = stop.seconds.to_string();
    let day = match stop.as_of {
        Some(date) => say!(session, "fields-words-date", date = date.to_string(), seconds = shown),
        None => say!(session, "fields-words-today", seconds = shown),
    };
    let way = match stop.transition {
        Transition::FlyFor(seconds) => say!(session, "fields-words-flight", seconds = seconds.to_string()),
        Transition::Fly | Transition::Cut => session.say(transition_words(stop.transition)).to_owned(),
    };
    let mut lines = vec![day, way];
    lines.extend(seen(session, stop));
    lines
}
