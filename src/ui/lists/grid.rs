//! The grid of a list: headings that sort, rows that select on the map and follow its selection.

use super::state::{List, ListState};
use super::table::{Cell, Column, Row, Table, Target};
use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{small, strong};
use eframe::egui::{Align, Button, Label, Layout, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column as Width, TableBuilder, TableRow};
use tumen_core::model::Selection;
use tumen_session::{CameraCommand, Command, SelectionCommand, Session};

/// Heading and rows.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    table: &Table,
    (state, followed): (&mut ListState, &mut Followed),
    commands: &mut UiCommands,
) {
    let scroll_to = followed.new_row(session, table, state.list);
    let mut builder = TableBuilder::new(ui)
        .id_salt(("list", state.list))
        .sense(Sense::click())
        .resizable(true)
        .auto_shrink(false)
        .min_scrolled_height(2.0 * sizes().lists.row)
        .cell_layout(Layout::left_to_right(Align::Center));
    // The widest column takes what is left.
    let widest = table.columns.iter().map(Column::width).fold(0.0, f32::max);
    for column in table.columns {
        let width = match column.width() < widest {
            true => Width::initial(column.width()).at_least(sizes().control.least),
            false => Width::remainder().at_least(column.width() * sizes().lists.shrink),
        };
        builder = builder.column(width.clip(true));
    }
    if let Some(row) = scroll_to {
        builder = builder.scroll_to_row(row, Some(Align::Center));
    }
    let sort = state.sort[state.list as usize];
    let built = builder.header(sizes().lists.row, |mut header| {
        for (i, column) in table.columns.iter().enumerate() {
            header.col(|ui| {
                if heading(ui, session, column, (sort.column == Some(i)).then_some(sort.reverse)) {
                    state.sort_by(i);
                }
            });
        }
    });
    let ink = Ink::of(session);
    built.body(|body| {
        body.rows(sizes().lists.row, table.rows.len(), |mut shown| {
            if let Some(row) = table.rows.get(shown.index()) {
                followed.clicked |= line(&mut shown, row, table.columns, session, ink, commands);
            }
        });
    });
}

/// Up to which selection the lists have followed the map.
#[derive(Debug, Clone, Default)]
pub(super) struct Followed {
    seen: Option<(List, Option<Selection>)>,
    /// Whether the selection comes from the list itself.
    clicked: bool,
}

impl Followed {
    /// The first row of what was selected since the last frame, on the map or elsewhere.
    fn new_row(&mut self, session: &Session, table: &Table, list: List) -> Option<usize> {
        let now = Some((list, session.view().selection.clone()));
        if self.seen == now {
            return None;
        }
        let clicked = self.clicked;
        (self.seen, self.clicked) = (now, false);
        // What was clicked in the list is in sight already; it would only jump away from the pointer.
        if clicked {
            return None;
        }
        table.rows.iter().position(|row| is_selected(row, session))
    }
}

/// Whether a row stands for what is selected.
fn is_selected(row: &Row, session: &Session) -> bool {
    let (view, project) = (session.view(), session.selected_project());
    match (&row.target, &view.selection) {
        (Target::Project(id), _) => project.is_some_and(|p| p.id == *id),
        (Target::Corridor(id), Some(Selection::Corridor(selected))) => id == selected,
        (Target::Place(id), Some(Selection::Place(selected))) => id == selected,
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
fn heading(ui: &mut Ui, session: &Session, column: &Column, sorted: Option<bool>) -> bool {
    let arrow = match sorted {
        None => "",
        Some(false) => " ▲",
        Some(true) => " ▼",
    };
    let text = strong(format!("{}{arrow}", session.say(column.title)), text_sizes().small);
    let button = Button::new(text).frame(false).truncate();
    let button = ui.with_layout(layout(column), |ui| ui.add(button)).inner;
    let name = say!(session, "lists-sort", column = session.say(column.title).to_lowercase());
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, sorted.is_some(), &name));
    button.on_hover_text(session.say(column.tip)).clicked()
}

/// One row of the table. Whether it was clicked, so that it is selected.
fn line(
    shown: &mut TableRow<'_, '_>,
    row: &Row,
    columns: &[Column],
    session: &Session,
    ink: Ink,
    commands: &mut UiCommands,
) -> bool {
    let selected = is_selected(row, session);
    shown.set_selected(selected);
    for (cell, column) in row.cells.iter().zip(columns) {
        let (_, response) = shown.col(|ui| {
            ui.set_opacity(if row.kept { 1.0 } else { sizes().ink.left_out });
            ui.with_layout(layout(column), |ui| content(ui, cell, row, ink));
        });
        if !cell.tip.is_empty() {
            response.on_hover_text(&cell.tip);
        }
    }
    let response = shown.response();
    let name = row.cells.first().map_or("", |c| c.text.as_str());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, selected, name));
    let Some(select) = select(&row.target) else { return false };
    let clicked = response.clicked();
    if clicked {
        commands.push(select);
    }
    if response.double_clicked() {
        commands.push(CameraCommand::FlyToSelection);
    }
    clicked
}

/// The command that selects what a row stands for.
fn select(target: &Target) -> Option<Command> {
    let selection = match target {
        Target::Project(id) => Selection::Project(id.clone()),
        Target::Corridor(id) => Selection::Corridor(id.clone()),
        Target::Place(id) => Selection::Place(id.clone()),
        Target::None => return None,
    };
    Some(Command::Selection(SelectionCommand::Select(Some(selection))))
}

fn content(ui: &mut Ui, cell: &Cell, row: &Row, ink: Ink) {
    if !cell.link.is_empty() {
        ui.hyperlink_to(small(cell.text.as_str()).color(ink.link), &cell.link);
        return;
    }
    let color = if row.ahead { ink.faint } else { ink.text };
    ui.add(Label::new(small(cell.text.as_str()).color(color)).truncate().selectable(false));
}
