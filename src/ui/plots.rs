//! Plots of the series: two side by side, on one axis of years, with a line at the as-of date.
//!
//! A click moves the date, a drag moves it along. Gaps are left as gaps; partial, derived and weak
//! values are hollow; every value names its source when pointed at.

mod draw;
pub(in crate::ui) mod export;
mod series_style;

use super::colors::Ink;
use super::typeset::{body, small, strong};
use crate::ui::out::{PanelCx, Program, UiCommands};
use crate::ui::sizes::{sizes, text_sizes, within};
use eframe::egui::{Align, Button, ComboBox, Layout, Rect, TextWrapMode, Ui, UiBuilder, vec2};
pub use export::PlotFile;
use std::collections::BTreeSet;
use topics::{Topic, topics};
use tumen_core::model::{Selection, Series};
use tumen_scene::chart::Chart;
pub(in crate::ui) use tumen_session::plots::round_step;
pub use tumen_session::plots::{marks, topics};
use tumen_session::{SelectionCommand, Session};

/// What the plots show; saved with the window.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PlotState {
    /// The two plots.
    pub plots: [PlotChoice; 2],
    /// The years shown, the same in both; `None` fits what both plots have.
    pub years: Option<[f64; 2]>,
}

/// What one plot shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct PlotChoice {
    /// Key of the topic.
    pub topic: String,
    /// Whether the value axis is logarithmic.
    pub log: bool,
    /// Series that are not drawn; `None` hides what the topic hides at first.
    pub hidden: Option<BTreeSet<String>>,
}

impl Default for PlotState {
    fn default() -> Self {
        let choice = |topic: &str| PlotChoice { topic: topic.to_owned(), ..PlotChoice::default() };
        // From 0.04 to 1970 million: only a logarithmic axis shows all of the trade.
        let trade = PlotChoice { log: true, ..choice("trade|m USD") };
        Self { plots: [trade, choice("khasan-rajin|t")], years: None }
    }
}

impl PlotChoice {
    fn hidden(&self, topic: &Topic<'_>) -> BTreeSet<String> {
        self.hidden.clone().unwrap_or_else(|| topic.hidden_at_first())
    }
}

/// The words at a value of an axis whose marks are so far apart.
pub(in crate::ui) fn tick(value: f64, step: f64) -> String {
    tumen_session::plots::tick(value, step, false)
}

impl PlotState {
    /// Shows a topic: in the first plot, unless one shows it already.
    pub fn show_topic(&mut self, key: String) {
        if self.plots.iter().all(|p| p.topic != key) {
            self.plots[0] = PlotChoice { topic: key, ..PlotChoice::default() };
        }
    }
}

/// Shows the plots in the space there is.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut PlotState) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let topics = topics(session.document(), session.messages());
    if topics.is_empty() {
        ui.label(session.say("plots-none"));
        return;
    }
    let chosen =
        state.plots.each_ref().map(|c| topics.iter().find(|t| t.key == c.topic).unwrap_or(&topics[0]));
    let years = state.years.unwrap_or_else(|| draw::fitting_years(&chosen));
    let rect = ui.available_rect_before_wrap();
    let gap = sizes().space.wide;
    let beside = rect.width() >= 2.0 * sizes().plots.narrow;
    let size = match beside {
        true => vec2((rect.width() - gap) / 2.0, rect.height()),
        false => vec2(rect.width(), (rect.height() - gap) / 2.0),
    };
    for (i, topic) in chosen.into_iter().enumerate() {
        let step = if beside { vec2(size.x + gap, 0.0) } else { vec2(0.0, size.y + gap) };
        let cell = eframe::egui::Rect::from_min_size(rect.min + step * i as f32, size);
        ui.scope_builder(UiBuilder::new().max_rect(cell).id_salt(("plot", i)), |ui| {
            ui.set_clip_rect(cell.expand(2.0).intersect(ui.clip_rect()));
            let picture = draw::Picture { session, topic, years, index: i };
            if plot(ui, &picture, &topics, state, commands) {
                let file = export::file(session, topic, &state.plots[i], years);
                commands.push(Program::ExportPlot(Box::new(file)));
            }
        });
    }
    ui.advance_cursor_after_rect(rect);
}

/// Whether there is a topic of that key.
#[must_use]
pub fn has(session: &Session, key: &str) -> bool {
    session.document().series.iter().any(|s| topics::key(s) == key)
}

/// One topic with nothing to choose, in the space there is; nothing if there is no such topic.
pub(in crate::ui) fn on_stage(
    ui: &mut Ui,
    session: &Session,
    key: &str,
    state: &PlotState,
    commands: &mut UiCommands,
) {
    let topics = topics(session.document(), session.messages());
    let Some(topic) = topics.iter().find(|t| t.key == key) else { return };
    let usual = PlotState::default();
    let choice = state.plots.iter().chain(&usual.plots).find(|p| p.topic == key);
    let hidden = topic.hidden_at_first();
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(strong(topic.title.as_str(), text_sizes().heading));
    series_style::legend(ui, session, topic, &|s| !hidden.contains(&*s.id));
    let picture = draw::Picture { session, topic, years: draw::fitting_years(&[topic]), index: 2 };
    draw::show(ui, &picture, choice.is_some_and(|c| c.log), &hidden, &mut None, commands);
}

/// One of the two plots as a file, as it is shown.
#[must_use]
pub fn file_of(session: &Session, state: &PlotState, index: usize) -> Option<PlotFile> {
    let topics = topics(session.document(), session.picture_messages());
    let choice = state.plots.get(index)?;
    let topic = topics.iter().find(|t| t.key == choice.topic)?;
    let years = state.years.unwrap_or_else(|| draw::fitting_years(&[topic]));
    Some(export::file(session, topic, choice, years))
}

/// The plot of a topic as it is shown at first, for paper; over the years of its series unless others are
/// given.
#[must_use]
pub fn chart_of(session: &Session, key: &str, years: Option<[f64; 2]>) -> Option<Chart> {
    let topics = topics(session.document(), session.picture_messages());
    let topic = topics.iter().find(|t| t.key == key)?;
    let years = years.unwrap_or_else(|| draw::fitting_years(&[topic]));
    Some(export::file(session, topic, &PlotChoice::default(), years).chart)
}

/// One plot with its heading and legend. Returns whether it is to be saved.
fn plot(
    ui: &mut Ui,
    picture: &draw::Picture<'_>,
    topics: &[Topic<'_>],
    state: &mut PlotState,
    commands: &mut UiCommands,
) -> bool {
    ui.spacing_mut().item_spacing.y = 2.0;
    let (session, topic) = (picture.session, picture.topic);
    let choice = &mut state.plots[picture.index];
    // A heading too long for a narrow plot must not make the plot below it wider than its cell.
    let row = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ui.spacing().interact_size.y));
    let layout = Layout::left_to_right(Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(row).layout(layout).id_salt("heading"));
    let save = heading(&mut inside, picture, topics, choice, commands);
    ui.advance_cursor_after_rect(row);
    let hidden = choice.hidden(topic);
    let shown = |s: &Series| !hidden.contains(&*s.id);
    if let Some(series) = series_style::legend(ui, session, topic, &shown) {
        let on = !shown(series);
        choice.hidden = Some(switched(hidden.clone(), &[series], on));
    }
    let (log, hidden) = (choice.log, choice.hidden(topic));
    draw::show(ui, picture, log, &hidden, &mut state.years, commands);
    save
}

/// A set of hidden series with some of them shown or hidden.
fn switched(mut hidden: BTreeSet<String>, series: &[&Series], on: bool) -> BTreeSet<String> {
    for series in series {
        if on {
            hidden.remove(&*series.id);
        } else {
            hidden.insert(series.id.to_string());
        }
    }
    hidden
}

fn heading(
    ui: &mut Ui,
    picture: &draw::Picture<'_>,
    topics: &[Topic<'_>],
    choice: &mut PlotChoice,
    commands: &mut UiCommands,
) -> bool {
    let (session, topic) = (picture.session, picture.topic);
    // Room is left for what stands beside it.
    let width = within(ui.available_width() - sizes().plots.beside, sizes().plots.topic);
    let combo = ComboBox::from_id_salt(("topic", picture.index))
        .selected_text(strong(topic.title.as_str(), text_sizes().body))
        .wrap_mode(TextWrapMode::Truncate)
        .width(width)
        .height(sizes().plots.topics);
    let list = |ui: &mut Ui| {
        for other in topics {
            if ui.selectable_label(other.key == topic.key, body(other.title.as_str())).clicked() {
                *choice = PlotChoice { topic: other.key.clone(), log: choice.log, hidden: None };
            }
        }
    };
    let shown = ui.scope(|ui| {
        ui.set_max_width(width);
        combo.show_ui(ui, list)
    });
    shown.inner.response.on_hover_text(session.say("plots-choose-tip"));
    if ui
        .selectable_label(choice.log, small(picture.session.say("plots-log")))
        .on_hover_text(picture.session.say("plots-log-tip"))
        .clicked()
    {
        choice.log = !choice.log;
    }
    if let Some(project) = topic.project {
        let button = Button::new(small(session.say("plots-project"))).small();
        if ui.add(button).on_hover_text(session.say("promises-card-tip")).clicked() {
            commands.push(SelectionCommand::Select(Some(Selection::Project(project.into()))));
        }
    }
    let save = ui.add(Button::new(small(session.say("plots-save"))).small());
    let save = save.on_hover_text(session.say("plots-save-tip")).clicked();
    measures(ui, picture.session, topic, choice);
    if ui.available_width() > sizes().plots.words {
        ui.label(
            small(session.words().as_of(session.view().as_of, session.interface()))
                .color(Ink::of(picture.session).quiet),
        );
    }
    save
}

/// A switch for each measure, where a plot has several; in a menu if they do not fit.
fn measures(ui: &mut Ui, session: &Session, topic: &Topic<'_>, choice: &mut PlotChoice) {
    let measures = topic.measures();
    if measures.len() < 2 {
        return;
    }
    let letters: usize = measures.iter().map(|m| measure_name(session, m).chars().count()).sum();
    let width = letters as f32 * sizes().plots.letter + measures.len() as f32 * sizes().plots.switch;
    if width <= ui.available_width() {
        switches(ui, session, topic, &measures, choice);
    } else {
        ui.menu_button(small(session.say("plots-measures")), |ui| {
            switches(ui, session, topic, &measures, choice)
        });
    }
}

/// What a measure is called; one without a message as the data call it.
fn measure_name(session: &Session, measure: &str) -> String {
    let key = format!("plots-measure-{measure}");
    let name = session.say_with(&key, &[]);
    if name == key { super::format::sentence(measure) } else { name }
}

fn switches(ui: &mut Ui, session: &Session, topic: &Topic<'_>, measures: &[&str], choice: &mut PlotChoice) {
    for measure in measures {
        let hidden = choice.hidden(topic);
        let of: Vec<&Series> = topic.series.iter().copied().filter(|s| *s.measure == **measure).collect();
        let on = of.iter().any(|s| !hidden.contains(&*s.id));
        let text = small(measure_name(session, measure));
        if ui.selectable_label(on, text).on_hover_text(session.say("plots-switch-tip")).clicked() {
            choice.hidden = Some(switched(hidden, &of, !on));
        }
    }
}
