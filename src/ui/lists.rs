//! Tables of projects, corridors, figures and events. They sort, filter, add up and copy, and they
//! select on the map and follow its selection.
//!
//! Rows are made once for what they depend on and kept; a frame only lays out the rows in sight.

mod grid;
mod rows;
mod state;
pub mod table;
pub mod totals;

use super::colors::Ink;
use super::out::{PanelCx, Program};
use super::typeset::small;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{Align, Button, ComboBox, DragValue, Label, Layout, ScrollArea, TextEdit, Ui, vec2};
use std::sync::Arc;
use table::{Row, Table, Target};
use totals::{Lengths, Totals};
use tumen_core::model::{Confidence, Date, Document, Language};
use tumen_session::Session;
use tumen_session::view::Filter;

pub use state::{List, ListState, Sort, YEARS};
pub use table::csv;

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
        List::Projects | List::Figures | List::Events => Vec::new(),
    };
    Table { columns: state.list.columns(), rows, all, totals }
}

/// What the kept rows of the corridors add up to.
fn totals(session: &Session, lengths: &Lengths, rows: &[Row]) -> Vec<String> {
    let kept = rows.iter().filter(|r| r.kept).filter_map(|r| match &r.target {
        Target::Corridor(id) => session.document().corridor(id),
        Target::Project(_) | Target::Place(_) | Target::None => None,
    });
    Totals::of(session, lengths, kept).lines(session)
}

/// What the lists remember from frame to frame; not saved.
#[derive(Debug, Clone, Default)]
pub struct ListMemory {
    rows: Option<Arc<Made>>,
    selection: grid::Followed,
}

/// A table and all that it was made from.
#[derive(Debug)]
struct Made {
    document: Arc<Document>,
    as_of: Date,
    languages: [Language; 2],
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
            && self.languages == [view.language, session.interface()]
            && self.filter == view.filter
            && self.state == *state
    }
}

/// The table for what is shown now, made again only if something has changed.
fn made(memory: &mut ListMemory, session: &Session, state: &ListState) -> Arc<Made> {
    let old = memory.rows.take();
    if let Some(made) = old.as_ref().filter(|m| m.is_for(session, state)) {
        memory.rows = Some(made.clone());
        return made.clone();
    }
    let document = session.document();
    let lengths = old.map(|m| m.lengths.clone()).filter(|l| l.are_of(document));
    let lengths = lengths.unwrap_or_else(|| Arc::new(Lengths::of(document)));
    let view = session.view();
    let made = Arc::new(Made {
        document: document.clone(),
        as_of: view.as_of,
        languages: [view.language, session.interface()],
        filter: view.filter.clone(),
        state: state.clone(),
        table: table(session, state, &lengths),
        lengths,
    });
    memory.rows = Some(made.clone());
    made
}

/// Shows the lists.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut ListState, memory: &mut ListMemory) {
    let (session, commands) = (cx.session, &mut *cx.out);
    // Where everything does not fit beside each other, the filters stand in a line of their own.
    let narrow = ui.available_width() < sizes().lists.narrow;
    let row = ui.horizontal(|ui| {
        switch(ui, session, state);
        if !narrow {
            ui.separator();
            filters(ui, session, state);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| way_out(ui, session, state, memory)).inner
    });
    commands.extend(row.inner.map(Program::SaveTable));
    if narrow {
        ui.horizontal(|ui| filters(ui, session, state));
    }
    let made = made(memory, session, state);
    let table = &made.table;
    let totals = table.totals.len() as f32 * (sizes().control.row + ui.spacing().item_spacing.y);
    let size = vec2(ui.available_width(), ui.available_height() - totals);
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::horizontal()
            .auto_shrink(false)
            .show(ui, |ui| grid::show(ui, session, table, (state, &mut memory.selection), commands));
    });
    let ink = Ink::of(session);
    for line in &table.totals {
        ui.add(Label::new(small(line).color(ink.quiet)).truncate()).on_hover_text(say!(
            session,
            "lists-share-tip",
            line = &**line
        ));
    }
}

/// Which list.
fn switch(ui: &mut Ui, session: &Session, state: &mut ListState) {
    for list in List::ALL {
        let [words, tip] = list.words().map(|key| session.say(key));
        if ui.selectable_label(state.list == list, small(words)).on_hover_text(tip).clicked() {
            state.list = list;
        }
    }
}

/// What a row must hold.
fn filters(ui: &mut Ui, session: &Session, state: &mut ListState) {
    let label = ui.label(small(session.say("lists-contains")));
    ui.add(TextEdit::singleline(&mut state.text).desired_width(sizes().control.filter))
        .labelled_by(label.id)
        .on_hover_text(session.say("lists-contains-tip"));
    if state.list.dated() {
        years(ui, session, state);
        confidence(ui, session, state);
    }
    ui.checkbox(&mut state.kept_only, small(session.say("lists-hide")))
        .on_hover_text(session.say("lists-hide-tip"));
}

/// How many rows there are, and their way out: copied, or returned to be saved.
fn way_out(ui: &mut Ui, session: &Session, state: &ListState, memory: &mut ListMemory) -> Option<String> {
    let made = made(memory, session, state);
    let save = ui.add(Button::new(small(session.say("lists-save"))).small());
    let save = save.on_hover_text(session.say("lists-save-tip")).clicked();
    let button = Button::new(small(session.say("lists-copy"))).small();
    let tip = session.say("lists-copy-tip");
    if ui.add(button).on_hover_text(tip).clicked() {
        ui.copy_text(csv(&made.table, session.messages()));
    }
    let shown = made.table.rows.iter().filter(|r| r.kept).count();
    ui.label(
        small(say!(session, "lists-of", shown = shown, all = made.table.all)).color(Ink::of(session).quiet),
    )
    .on_hover_text(session.say("lists-of-tip"));
    save.then(|| csv(&made.table, session.messages()))
}

fn years(ui: &mut Ui, session: &Session, state: &mut ListState) {
    let [from, to] = state.years;
    let first = ui.label(small(session.say("lists-years")));
    ui.add(DragValue::new(&mut state.years[0]).range(YEARS[0]..=to).custom_formatter(|v, _| format!("{v}")))
        .labelled_by(first.id)
        .on_hover_text(session.say("lists-first-tip"));
    let last = ui.label(small(session.say("lists-to")));
    ui.add(
        DragValue::new(&mut state.years[1]).range(from..=YEARS[1]).custom_formatter(|v, _| format!("{v}")),
    )
    .labelled_by(last.id)
    .on_hover_text(session.say("lists-last-tip"));
}

fn confidence(ui: &mut Ui, session: &Session, state: &mut ListState) {
    let words = |c: Confidence| match c {
        Confidence::Low => session.say("lists-any"),
        Confidence::Medium => session.say("lists-medium"),
        Confidence::High => session.say("lists-high"),
    };
    let combo = ComboBox::from_id_salt("list confidence")
        .width(sizes().lists.confidence)
        .selected_text(small(words(state.confidence)));
    let shown = combo.show_ui(ui, |ui| {
        for c in [Confidence::Low, Confidence::Medium, Confidence::High] {
            ui.selectable_value(&mut state.confidence, c, small(words(c)));
        }
    });
    shown.response.on_hover_text(session.say("lists-confidence-tip"));
}
