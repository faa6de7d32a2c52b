//! Flows and reach: what a table of demands loads, the most that two places can exchange, where cargo can be
//! after some days.

use super::{End, LogisticsState, query, words};
use crate::ui::colors::Ink;
use crate::ui::format;
use crate::ui::out::{Program, UiCommands};
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, small, strong};
use eframe::egui::{
    self, Align, Button, ComboBox, Label, Layout, Panel, Role, ScrollArea, Sense, Slider, Ui, WidgetInfo,
};
use egui_extras::{Column, TableBuilder};
use std::sync::Arc;
use tumen_core::message::Message;
use tumen_core::model::Language;
use tumen_scene::{Frame, Theme, sankey};
use tumen_session::Session;
use tumen_session::analysis::{Analysis, Analyzed, DemandTable, Finding, Loaded, Most};

/// Days that the slider reaches.
const DAYS: std::ops::RangeInclusive<f64> = 1.0..=40.0;
/// Where the bundle keeps tables, and how their names begin.
const FOLDER: &str = "data/network/";
const EXAMPLE: &str = "od-";

/// What of the three pages is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// Variants from A to B.
    #[default]
    Routes,
    /// A table of demands on the network.
    Flows,
    /// The most that two places can exchange.
    Most,
    /// Where cargo can be after some days.
    Reach,
}

impl Page {
    /// Every page, in the order of the row.
    pub const ALL: [Self; 4] = [Self::Routes, Self::Flows, Self::Most, Self::Reach];

    /// The keys of the words on its button, and of what it shows.
    #[must_use]
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Routes => ["page-variants", "page-variants-tip"],
            Self::Flows => ["page-flows", "page-flows-tip"],
            Self::Most => ["page-most", "page-most-tip"],
            Self::Reach => ["page-reach", "page-reach-tip"],
        }
    }
}

/// The analysis that the page asks for; `None` for routes and while something is missing.
#[must_use]
pub fn analysis(session: &Session, state: &LogisticsState) -> Option<Analysis> {
    match state.page {
        Page::Routes => None,
        Page::Flows => {
            let conditions = state.query.conditions(session);
            Some(Analysis::Demands((*state.table.clone()?).clone(), conditions))
        }
        Page::Most => Some(Analysis::MostBetween(state.query.request(session)?)),
        Page::Reach => Some(Analysis::Reach(state.query.start(session)?, state.days)),
    }
}

/// The row of controls of a page that is not about variants.
pub(super) fn bar(ui: &mut Ui, session: &Session, state: &mut LogisticsState, out: &mut UiCommands) {
    match state.page {
        Page::Routes => {}
        Page::Flows => tables(ui, session, state, out),
        Page::Most => {
            query::end(ui, session, state, End::From);
            query::swap(ui, session, &mut state.query);
            query::end(ui, session, state, End::To);
            query::cargo(ui, session, &mut state.query);
        }
        Page::Reach => {
            query::end(ui, session, state, End::From);
            query::cargo(ui, session, &mut state.query);
            let label = ui.label(small(session.say("flows-days")));
            ui.spacing_mut().slider_width = sizes().flows.slider;
            ui.add(Slider::new(&mut state.days, DAYS).step_by(1.0).fixed_decimals(0))
                .labelled_by(label.id)
                .on_hover_text(session.say("flows-days-tip"));
        }
    }
}

/// Which table of demands.
fn tables(ui: &mut Ui, session: &Session, state: &mut LogisticsState, out: &mut UiCommands) {
    ui.label(small(session.say("flows-demands")));
    let shown = state.table.as_ref().map_or(session.say("flows-choose"), |t| t.name.as_str()).to_owned();
    let combo = ComboBox::from_id_salt("demands").width(sizes().flows.matrix).selected_text(small(shown));
    let shown = combo.show_ui(ui, |ui| {
        for name in session.bundle().names(FOLDER) {
            let Some(short) = name.rsplit('/').next().filter(|n| n.starts_with(EXAMPLE)) else { continue };
            let on = state.table.as_ref().is_some_and(|t| t.name == short);
            if ui.selectable_label(on, small(short)).clicked()
                && let Some(bytes) = session.bundle().get(&name)
            {
                state.table = Some(Arc::new(DemandTable::new(short, &*bytes)));
            }
        }
    });
    shown.response.on_hover_text(session.say("flows-tables-tip"));
    years(ui, session, state);
    let tip = session.say("flows-open-tip");
    if ui.add(Button::new(small(session.say("flows-open"))).small()).on_hover_text(tip).clicked() {
        out.push(Program::AskDemands);
    }
}

/// Which year of a table that states several: amounts of different years are never added.
fn years(ui: &mut Ui, session: &Session, state: &mut LogisticsState) {
    let Some(table) = state.table.clone().filter(|t| t.years().len() > 1) else { return };
    let shown = table.year.map_or_else(|| session.say("flows-year").to_owned(), |y| y.to_string());
    let combo = ComboBox::from_id_salt("year of the demands").selected_text(small(shown));
    let shown = combo.show_ui(ui, |ui| {
        for year in table.years() {
            if ui.selectable_label(table.year == Some(*year), small(year.to_string())).clicked() {
                state.table = Some(Arc::new((*table).clone().of_year(Some(*year))));
            }
        }
    });
    shown.response.on_hover_text(session.say("flows-year-tip"));
}

/// What was found.
pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut LogisticsState) {
    let ink = Ink::of(session);
    let Some(analyzed) = session.analyzes().analyzed().filter(|s| fits(state.page, &s.analysis)) else {
        let words = match (session.analyzes().open().is_some(), state.page) {
            (true, _) => session.say("repair-working"),
            (_, Page::Flows) => session.say("flows-choose-table"),
            (_, Page::Most) => session.say("flows-two-places"),
            _ => session.say("flows-begin"),
        };
        ui.label(small(words).color(ink.quiet));
        return;
    };
    match &analyzed.finding {
        Err(error) => drop(ui.label(typeset::body(format::sentence(error)))),
        Ok(Finding::Reach(places)) => reached(ui, session, places),
        Ok(Finding::MostBetween(most)) => most_between(ui, session, most),
        Ok(Finding::Demands(loaded)) => demands(ui, session, &mut state.diagram, (analyzed, loaded)),
    }
}

fn fits(page: Page, analysis: &Analysis) -> bool {
    matches!(
        (page, analysis),
        (Page::Flows, Analysis::Demands(..))
            | (Page::Most, Analysis::MostBetween(_))
            | (Page::Reach, Analysis::Reach(..))
    )
}

/// Places by the days until cargo is there.
fn reached(ui: &mut Ui, session: &Session, places: &[(tumen_core::model::Id, f64)]) {
    let ink = Ink::of(session);
    ui.label(small(say!(session, "flows-reached", n = places.len())).color(ink.quiet));
    let rows: Vec<[String; 2]> = places
        .iter()
        .map(|(id, days)| [words::name(session, id), words::days(*days, session.messages())])
        .collect();
    let [width, place, days] = sizes().flows.reached;
    narrow(ui, width, |ui| {
        table(
            ui,
            ink,
            "reached",
            [(session.say("flows-place"), place), (session.say("flows-days"), days)],
            &rows,
        )
    });
}

fn most_between(ui: &mut Ui, session: &Session, most: &Most) {
    let (ink, m) = (Ink::of(session), session.messages());
    match most {
        Most::NoWay => drop(ui.label(typeset::body(session.say("flows-no-way")))),
        Most::Unlimited => {
            ui.label(typeset::body(session.say("flows-unlimited")));
        }
        Most::Limited(tonnes, cut) => {
            ui.label(strong(
                say!(session, "flows-at-most", tonnes = words::tonnes(*tonnes, m)),
                text_sizes().heading,
            ));
            ui.label(small(session.say("flows-limits")).color(ink.quiet));
            let rows: Vec<[String; 2]> = cut
                .iter()
                .map(|(name, c)| [name.in_words(m), c.map_or_else(|| "–".to_owned(), |c| words::usd(c, m))])
                .collect();
            let [width, section, capacity] = sizes().flows.cut;
            narrow(ui, width, |ui| {
                table(
                    ui,
                    ink,
                    "cut",
                    [(session.say("flows-bottleneck"), section), (session.say("flows-t-year"), capacity)],
                    &rows,
                )
            });
        }
    }
}

/// Loads against capacities at the left, the diagram at the right.
fn demands(
    ui: &mut Ui,
    session: &Session,
    last: &mut Option<Diagram>,
    (analyzed, loaded): (&Analyzed, &Loaded),
) {
    let ink = Ink::of(session);
    let width = ui.available_width();
    let panel = Panel::left("loads").resizable(true).default_size(width * sizes().flows.tables).frame(
        egui::Frame::new()
            .inner_margin(egui::Margin { right: sizes().flows.aside as i8, ..egui::Margin::ZERO }),
    );
    panel.show(ui, |ui| {
        if let Some(warning) = loaded.matrix.other_year(loaded.as_of) {
            let warning = warning.sentence().in_words(session.messages());
            ui.label(small(warning).color(ink.highlight));
        }
        ui.label(small(summary(session, loaded)).color(ink.text));
        for notice in loaded.matrix.problems.notices().iter().take(3) {
            ui.label(small(notice.message.in_words(session.messages())).color(ink.highlight));
        }
        for left in loaded.flows.stranded.iter().take(4) {
            let pair = loaded.matrix.pairs.get(left.pair);
            let ends = pair.map(|p| {
                let name = |id| words::name(session, id);
                format!("{} – {}: ", name(&p.from), name(&p.to))
            });
            let words = format!(
                "{}{}: {}",
                ends.unwrap_or_default(),
                words::tonnes(left.tonnes.0, session.messages()),
                left.reason.in_words(session.messages())
            );
            ui.label(small(words).color(ink.highlight));
        }
        let rows: Vec<[String; 4]> = loaded.loads.iter().map(|l| load(session, l)).collect();
        let [link, year, capacity, share] = sizes().flows.loads;
        let columns = [
            (session.say("flows-link"), link),
            (session.say("flows-t-year"), year),
            (session.say("flows-capacity"), capacity),
            (session.say("flows-load"), share),
        ];
        table(ui, ink, "loads", columns, &rows);
    });
    diagram(ui, session, last, (analyzed, loaded));
}

fn summary(session: &Session, loaded: &Loaded) -> String {
    let (totals, m) = (&loaded.flows.totals, session.messages());
    say!(
        session,
        "flows-summary",
        sent = words::tonnes(loaded.flows.sent.0, m),
        all = words::tonnes(loaded.matrix.tonnes(), m),
        usd = words::usd(totals.usd.0, m),
        co2 = words::co2(totals.co2.0, m),
    )
}

fn load(session: &Session, (name, tonnes, capacity): &(Message, f64, Option<f64>)) -> [String; 4] {
    let share = capacity.map(|c| format!("{:.0} %", tonnes / c.max(f64::MIN_POSITIVE) * 100.0));
    let capacity = capacity.map(|c| words::tonnes(c, session.messages()));
    let or = |t: Option<String>| t.unwrap_or_else(|| "–".to_owned());
    let name = name.in_words(session.messages());
    let name = format::sentence(name.trim_start_matches("the "));
    [name, words::tonnes(*tonnes, session.messages()), or(capacity), or(share)]
}

/// Size, theme and language of a diagram.
type Look = ([f32; 2], Theme, Language);
/// The diagram of an analysis.
pub(super) type Diagram = (Arc<Analysis>, Look, Arc<Frame>);

/// The Sankey diagram in the room that is left; composed again only for another analysis or size.
fn diagram(
    ui: &mut Ui,
    session: &Session,
    last: &mut Option<Diagram>,
    (analyzed, loaded): (&Analyzed, &Loaded),
) {
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let name = say!(session, "flows-sankey", name = &*loaded.matrix.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    if rect.width().min(rect.height()) < sizes().flows.least {
        return;
    }
    let (size, view) = ([rect.width(), rect.height()], session.view());
    let look: Look = (size, view.theme, view.language);
    let same = |d: &&Diagram| Arc::ptr_eq(&d.0, &analyzed.analysis) && d.1 == look;
    let frame = match last.as_ref().filter(same) {
        Some((.., frame)) => frame.clone(),
        None => {
            let frame = sankey::compose(&loaded.sankey(session), session.style(), view.theme, size);
            let frame = Arc::new(frame);
            *last = Some((analyzed.analysis.clone(), look, frame.clone()));
            frame
        }
    };
    crate::ui::paint(&ui.painter_at(rect), rect, &frame);
}

/// Room of a width that suits a narrow table.
fn narrow(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let size = egui::vec2(width.min(ui.available_width()), ui.available_height());
    ui.allocate_ui(size, |ui| {
        ui.set_max_size(size);
        content(ui);
    });
}

/// A plain table: words at the left in its first column, numbers at the right in the others.
fn table<const N: usize>(ui: &mut Ui, ink: Ink, id: &str, columns: [(&str, f32); N], rows: &[[String; N]]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let layout = |i: usize| match i {
        0 => Layout::left_to_right(Align::Center),
        _ => Layout::right_to_left(Align::Center),
    };
    ScrollArea::horizontal().auto_shrink(false).id_salt(id).show(ui, |ui| {
        let mut builder = TableBuilder::new(ui)
            .id_salt(id)
            .resizable(true)
            .auto_shrink(false)
            .min_scrolled_height(2.0 * sizes().flows.row)
            .cell_layout(Layout::left_to_right(Align::Center));
        for (i, (_, width)) in columns.iter().enumerate() {
            let column = match i {
                0 => Column::remainder().at_least(*width),
                _ => Column::initial(*width).at_least(sizes().control.least),
            };
            builder = builder.column(column.clip(true));
        }
        let built = builder.header(sizes().flows.row, |mut header| {
            for (i, (title, _)) in columns.iter().enumerate() {
                header.col(|ui| {
                    ui.with_layout(layout(i), |ui| {
                        ui.add(Label::new(strong(*title, text_sizes().small)).truncate());
                    });
                });
            }
        });
        built.body(|body| {
            body.rows(sizes().flows.row, rows.len(), |mut shown| {
                let Some(row) = rows.get(shown.index()) else { return };
                for (i, cell) in row.iter().enumerate() {
                    shown.col(|ui| {
                        ui.with_layout(layout(i), |ui| {
                            ui.add(Label::new(small(cell).color(ink.text)).truncate().selectable(false));
                        });
                    });
                }
            });
        });
    });
}
