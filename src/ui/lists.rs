//! Tables of projects, corridors, figures and events. They sort, filter, add up and copy, and they
//! select on the map and follow its selection.
//!
//! Rows are made once for what they depend on and kept; a frame only lays out the rows in sight.

mod rows;
pub mod table;
pub mod totals;

use super::colors::Ink;
use super::typeset::{self, small, strong};
use crate::model::{Confidence, Date, Document, Language};
use crate::scene::frame::FeatureId;
use crate::session::view::{Filter, View};
use crate::session::{Command, Session};
use eframe::egui::{
    Align, Button, ComboBox, DragValue, Id, Label, Layout, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo,
    vec2,
};
use egui_extras::{Column as Width, TableBuilder, TableRow};
use std::sync::Arc;
use table::{Cell, Column, Row, Table, Target};
use totals::{Lengths, Totals};

pub use table::csv;

/// Years that can be asked for; both ends together mean any year, and undated rows as well.
const YEARS: [i32; 2] = [1860, 2035];
/// Panels narrower than this have the filters in a line of their own.
const NARROW: f32 = 1000.0;
/// Height of a row.
const ROW: f32 = 20.0;
/// How much of what is left out remains visible.
const FADED: f32 = 0.4;

/// Which table is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum List {
    /// Projects.
    #[default]
    Projects,
    /// Corridors.
    Corridors,
    /// Figures.
    Figures,
    /// Events.
    Events,
}

impl List {
    /// Every list, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Projects, Self::Corridors, Self::Figures, Self::Events];

    /// Its name.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Projects => "Projects",
            Self::Corridors => "Corridors",
            Self::Figures => "Figures",
            Self::Events => "Events",
        }
    }

    fn columns(self) -> &'static [Column] {
        match self {
            Self::Projects => rows::PROJECTS,
            Self::Corridors => rows::CORRIDORS,
            Self::Figures => rows::FIGURES,
            Self::Events => rows::EVENTS,
        }
    }

    /// Whether its rows have a date and a confidence.
    fn dated(self) -> bool {
        matches!(self, Self::Figures | Self::Events)
    }
}

/// By which column a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Sort {
    /// Number of the column; `None` keeps the order of the data.
    pub column: Option<usize>,
    /// Whether the largest comes first.
    pub reverse: bool,
}

/// What the lists show; saved with the window, except for what is searched.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ListState {
    /// Which list.
    pub list: List,
    /// How each list is sorted.
    pub sort: [Sort; 4],
    /// Whether rows that the filter leaves out are hidden and not only faded.
    pub kept_only: bool,
    /// Text that a row must hold.
    #[serde(skip)]
    pub text: String,
    /// Years into which a row must fall.
    #[serde(skip, default = "any_year")]
    pub years: [i32; 2],
    /// Confidence that a row must have at least.
    #[serde(skip, default = "any_confidence")]
    pub confidence: Confidence,
}

fn any_year() -> [i32; 2] {
    YEARS
}

fn any_confidence() -> Confidence {
    Confidence::Low
}

impl Default for ListState {
    fn default() -> Self {
        Self {
            list: List::default(),
            sort: [Sort::default(); 4],
            kept_only: false,
            text: String::new(),
            years: any_year(),
            confidence: any_confidence(),
        }
    }
}

impl ListState {
    /// Sorts the shown list by a column; once more turns it round.
    pub fn sort_by(&mut self, column: usize) {
        let sort = &mut self.sort[self.list as usize];
        let reverse = sort.column == Some(column) && !sort.reverse;
        *sort = Sort { column: Some(column), reverse };
    }

    /// Whether a row passes what is asked for here, apart from the session's filter.
    fn passes(&self, row: &Row, wanted: &str) -> bool {
        let dated = !self.list.dated() || self.years == YEARS || {
            let [from, to] = self.years;
            row.years.is_some_and(|[first, last]| last >= from && first <= to)
        };
        let sure = !self.list.dated() || row.confidence.is_none_or(|c| c >= self.confidence);
        dated && sure && (row.kept || !self.kept_only) && row.contains(wanted)
    }
}

/// The table of a list: made, filtered, sorted and added up.
#[must_use]
pub fn table(session: &Session, state: &ListState, lengths: &Lengths) -> Table {
    let maker = rows::Maker::new(session, lengths);
    let mut rows = match state.list {
        List::Projects => maker.projects(),
        List::Corridors => maker.corridors(),
        List::Figures => maker.figures(),
        List::Events => maker.events(),
    };
    let all = rows.len();
    let wanted = state.text.trim().to_lowercase();
    rows.retain(|row| state.passes(row, &wanted));
    let Sort { column, reverse } = state.sort[state.list as usize];
    if let Some(column) = column {
        table::sort(&mut rows, column, reverse);
    }
    let totals = match state.list {
        List::Corridors => totals(session, lengths, &rows),
        _ => Vec::new(),
    };
    Table { columns: state.list.columns(), rows, all, totals }
}

/// What the kept rows of the corridors add up to.
fn totals(session: &Session, lengths: &Lengths, rows: &[Row]) -> Vec<String> {
    let kept = rows.iter().filter(|r| r.kept).filter_map(|r| match &r.target {
        Target::Corridor(id) => session.document().corridor(id),
        _ => None,
    });
    Totals::of(session, lengths, kept).lines(session)
}

/// A table and all that it was made from.
struct Made {
    document: Arc<Document>,
    as_of: Date,
    language: Language,
    filter: Filter,
    state: ListState,
    lengths: Arc<Lengths>,
    table: Table,
}

impl Made {
    fn is_for(&self, session: &Session, state: &ListState) -> bool {
        let view = session.view();
        Arc::ptr_eq(&self.document, session.document())
            && self.as_of == view.as_of
            && self.language == view.language
            && self.filter == view.filter
            && self.state == *state
    }
}

/// The table for what is shown now, made again only if something has changed.
fn made(ui: &Ui, session: &Session, state: &ListState) -> Arc<Made> {
    let id = Id::unique("list rows");
    let old: Option<Arc<Made>> = ui.data(|d| d.get_temp(id));
    if let Some(made) = old.as_ref().filter(|m| m.is_for(session, state)) {
        return made.clone();
    }
    let document = session.document();
    let lengths = old.map(|m| m.lengths.clone()).filter(|l| l.are_of(document));
    let lengths = lengths.unwrap_or_else(|| Arc::new(Lengths::of(document)));
    let view = session.view();
    let made = Arc::new(Made {
        document: document.clone(),
        as_of: view.as_of,
        language: view.language,
        filter: view.filter.clone(),
        state: state.clone(),
        table: table(session, state, &lengths),
        lengths,
    });
    ui.data_mut(|d| d.insert_temp(id, made.clone()));
    made
}

/// Shows the lists.
pub fn show(ui: &mut Ui, session: &Session, state: &mut ListState, commands: &mut Vec<Command>) {
    // Where everything does not fit beside each other, the filters stand in a line of their own.
    let narrow = ui.available_width() < NARROW;
    ui.horizontal(|ui| {
        switch(ui, state);
        if !narrow {
            ui.separator();
            filters(ui, state);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| copy(ui, session, state));
    });
    if narrow {
        ui.horizontal(|ui| filters(ui, state));
    }
    let made = made(ui, session, state);
    let table = &made.table;
    let totals = table.totals.len() as f32 * (typeset::ROW + ui.spacing().item_spacing.y);
    let size = vec2(ui.available_width(), ui.available_height() - totals);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::horizontal().auto_shrink(false).show(ui, |ui| grid(ui, session, table, state, commands));
    });
    let ink = Ink::of(session);
    for line in &table.totals {
        ui.add(Label::new(small(line).color(ink.quiet)).truncate())
            .on_hover_text(format!("{line}\nLines that share a track count each"));
    }
}

/// Which list.
fn switch(ui: &mut Ui, state: &mut ListState) {
    for list in List::ALL {
        let tip = format!("List of {}", list.words().to_lowercase());
        if ui.selectable_label(state.list == list, small(list.words())).on_hover_text(tip).clicked() {
            state.list = list;
        }
    }
}

/// What a row must hold.
fn filters(ui: &mut Ui, state: &mut ListState) {
    let label = ui.label(small("Contains"));
    ui.add(TextEdit::singleline(&mut state.text).desired_width(140.0))
        .labelled_by(label.id)
        .on_hover_text("Show the rows that hold this text");
    if state.list.dated() {
        years(ui, state);
        confidence(ui, state);
    }
    ui.checkbox(&mut state.kept_only, small("Hide left out")).on_hover_text(
        "Hide what the filter of kinds, statuses, countries and projects leaves out; otherwise it fades",
    );
}

/// How many rows there are, and their way out.
fn copy(ui: &mut Ui, session: &Session, state: &ListState) {
    let made = made(ui, session, state);
    let button = Button::new(small("Copy as CSV")).small();
    let tip = "Copy the rows, without those left out, as comma-separated values";
    if ui.add(button).on_hover_text(tip).clicked() {
        ui.copy_text(csv(&made.table));
    }
    let shown = made.table.rows.iter().filter(|r| r.kept).count();
    ui.label(small(format!("{shown} of {}", made.table.all)).color(Ink::of(session).quiet))
        .on_hover_text("Rows that every filter keeps, and rows in all");
}

fn years(ui: &mut Ui, state: &mut ListState) {
    let [from, to] = state.years;
    let first = ui.label(small("Years"));
    ui.add(DragValue::new(&mut state.years[0]).range(YEARS[0]..=to).custom_formatter(|v, _| format!("{v}")))
        .labelled_by(first.id)
        .on_hover_text("First year; drag, or click to type");
    let last = ui.label(small("to"));
    ui.add(
        DragValue::new(&mut state.years[1]).range(from..=YEARS[1]).custom_formatter(|v, _| format!("{v}")),
    )
    .labelled_by(last.id)
    .on_hover_text("Last year; drag, or click to type");
}

fn confidence(ui: &mut Ui, state: &mut ListState) {
    let words = |c: Confidence| match c {
        Confidence::Low => "Any confidence",
        Confidence::Medium => "At least medium",
        Confidence::High => "High only",
    };
    let combo =
        ComboBox::from_id_salt("list confidence").width(120.0).selected_text(small(words(state.confidence)));
    let shown = combo.show_ui(ui, |ui| {
        for c in [Confidence::Low, Confidence::Medium, Confidence::High] {
            ui.selectable_value(&mut state.confidence, c, small(words(c)));
        }
    });
    shown.response.on_hover_text("Confidence that a row must have at least");
}

/// Heading and rows.
fn grid(ui: &mut Ui, session: &Session, table: &Table, state: &mut ListState, commands: &mut Vec<Command>) {
    let scroll_to = newly_selected(ui, session.view(), table, state.list);
    let mut builder = TableBuilder::new(ui)
        .id_salt(("list", state.list))
        .sense(Sense::click())
        .resizable(true)
        .auto_shrink(false)
        .min_scrolled_height(2.0 * ROW)
        .cell_layout(Layout::left_to_right(Align::Center));
    // The widest column takes what is left.
    let widest = table.columns.iter().map(|c| c.width).fold(0.0, f32::max);
    for column in table.columns {
        let width = match column.width < widest {
            true => Width::initial(column.width).at_least(40.0),
            false => Width::remainder().at_least(column.width * 0.7),
        };
        builder = builder.column(width.clip(true));
    }
    if let Some(row) = scroll_to {
        builder = builder.scroll_to_row(row, Some(Align::Center));
    }
    let sort = state.sort[state.list as usize];
    let built = builder.header(ROW, |mut header| {
        for (i, column) in table.columns.iter().enumerate() {
            header.col(|ui| {
                if heading(ui, column, (sort.column == Some(i)).then_some(sort.reverse)) {
                    state.sort_by(i);
                }
            });
        }
    });
    let view = session.view();
    let ink = Ink::of(session);
    built.body(|body| {
        body.rows(ROW, table.rows.len(), |mut shown| {
            if let Some(row) = table.rows.get(shown.index()) {
                line(&mut shown, row, table.columns, view, ink, commands);
            }
        });
    });
}

/// The first row of what was selected since the last frame, on the map or elsewhere.
fn newly_selected(ui: &Ui, view: &View, table: &Table, list: List) -> Option<usize> {
    type Shown = (List, Option<FeatureId>, Option<String>);
    let id = Id::unique("list selection");
    let same = ui.data(|d| {
        d.get_temp::<Arc<Shown>>(id)
            .is_some_and(|s| (s.0, &s.1, &s.2) == (list, &view.selected, &view.project))
    });
    if same {
        return None;
    }
    let now: Shown = (list, view.selected.clone(), view.project.clone());
    let clicked_here = ui.data_mut(|d| {
        d.insert_temp(id, Arc::new(now));
        d.remove_temp::<bool>(clicked_id()).unwrap_or(false)
    });
    // What was clicked in the list is in sight already; it would only jump away from the pointer.
    if clicked_here {
        return None;
    }
    table.rows.iter().position(|row| is_selected(row, view))
}

/// Where it is kept that the selection comes from the list itself.
fn clicked_id() -> Id {
    Id::unique("list clicked")
}

/// Whether a row stands for what is selected.
fn is_selected(row: &Row, view: &View) -> bool {
    match (&row.target, &view.selected) {
        (Target::Project(id), _) => view.project.as_deref() == Some(&**id),
        (Target::Corridor(id), Some(FeatureId::Corridor(selected))) => id == selected,
        (Target::Place(id), Some(FeatureId::Place(selected))) => id == selected,
        _ => false,
    }
}

/// Numbers stand at the right, words at the left.
fn layout(column: &Column) -> Layout {
    match column.number {
        true => Layout::right_to_left(Align::Center),
        false => Layout::left_to_right(Align::Center),
    }
}

/// The heading of a column, by which it is sorted; `sorted` says whether it is reversed.
fn heading(ui: &mut Ui, column: &Column, sorted: Option<bool>) -> bool {
    let arrow = match sorted {
        None => "",
        Some(false) => " ▲",
        Some(true) => " ▼",
    };
    let text = strong(format!("{}{arrow}", column.title), typeset::SMALL);
    let button = Button::new(text).frame(false).truncate();
    let button = ui.with_layout(layout(column), |ui| ui.add(button)).inner;
    let name = format!("Sort by {}", column.title.to_lowercase());
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, sorted.is_some(), &name));
    button.on_hover_text(column.tip).clicked()
}

/// One row of the table.
fn line(
    shown: &mut TableRow<'_, '_>,
    row: &Row,
    columns: &[Column],
    view: &View,
    ink: Ink,
    commands: &mut Vec<Command>,
) {
    let selected = is_selected(row, view);
    shown.set_selected(selected);
    for (cell, column) in row.cells.iter().zip(columns) {
        let (_, response) = shown.col(|ui| {
            ui.set_opacity(if row.kept { 1.0 } else { FADED });
            ui.with_layout(layout(column), |ui| content(ui, cell, row, ink));
        });
        if !cell.tip.is_empty() {
            response.on_hover_text(&cell.tip);
        }
    }
    let response = shown.response();
    let name = row.cells.first().map_or("", |c| c.text.as_str());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, name));
    let Some(select) = select(&row.target) else { return };
    if response.clicked() {
        response.ctx.data_mut(|d| d.insert_temp(clicked_id(), true));
        commands.push(select);
    }
    if response.double_clicked() {
        let size = response.ctx.data(|d| d.get_temp(Id::unique("map_size"))).unwrap_or([900.0, 600.0]);
        commands.push(Command::FlyToSelection(size));
    }
}

/// The command that selects what a row stands for.
fn select(target: &Target) -> Option<Command> {
    match target {
        Target::Project(id) => Some(Command::SelectProject(Some(id.to_string()))),
        Target::Corridor(id) => Some(Command::Select(Some(FeatureId::Corridor(id.clone())))),
        Target::Place(id) => Some(Command::Select(Some(FeatureId::Place(id.clone())))),
        Target::None => None,
    }
}

fn content(ui: &mut Ui, cell: &Cell, row: &Row, ink: Ink) {
    if !cell.link.is_empty() {
        ui.hyperlink_to(small(cell.text.as_str()).color(ink.link), &cell.link);
        return;
    }
    let color = if row.ahead { ink.faint } else { ink.text };
    ui.add(Label::new(small(cell.text.as_str()).color(color)).truncate().selectable(false));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_twice_by_a_column_turns_it_round() {
        let mut state = ListState::default();
        state.sort_by(5);
        assert_eq!(state.sort[0], Sort { column: Some(5), reverse: false });
        state.sort_by(5);
        assert_eq!(state.sort[0], Sort { column: Some(5), reverse: true });
        state.sort_by(1);
        assert_eq!(state.sort[0], Sort { column: Some(1), reverse: false });
    }

    #[test]
    fn a_year_range_leaves_out_what_has_no_date() {
        let row = |years| Row {
            cells: vec![Cell::text("Rajin")],
            target: Target::None,
            kept: true,
            ahead: false,
            years,
            confidence: Some(Confidence::Medium),
        };
        let mut state = ListState { list: List::Figures, ..ListState::default() };
        assert!(state.passes(&row(None), ""));
        state.years = [2010, 2015];
        assert!(!state.passes(&row(None), ""));
        assert!(state.passes(&row(Some([2014, 2017])), "raj"));
        assert!(!state.passes(&row(Some([2016, 2017])), ""));
        state.confidence = Confidence::High;
        assert!(!state.passes(&row(Some([2014, 2014])), ""));
    }
}
