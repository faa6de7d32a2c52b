//! Routes: which way cargo should go, what that costs, and what a new link would change.
//!
//! The query above, the variants side by side below it, and beside them the steps of the chosen one, its
//! chart, its assumptions and what a what-if changes. The panel only asks; a worker answers.

mod assumptions;
mod chart;
mod field;
pub mod flows;
mod legs;
pub mod overlay;
pub mod profile;
mod query;
pub mod report;
mod scenarios;
mod stop;
pub mod table;
mod variants;
mod what_if;
pub mod words;

use super::background::Later;
use super::colors::Ink;
pub use super::out::End;
use super::out::{PanelCx, Program, UiCommands};
use super::typeset::{self, small};
use crate::ui::sizes::{sizes, text_sizes};
use eframe::egui::{self, Align, Layout, Panel, ScrollArea, Ui};
use field::Field;
pub use field::{known, selected};
pub use flows::Page;
pub use query::{EXAMPLES, Query};
use std::sync::Arc;
use tumen_core::geo::LonLat;
use tumen_core::message::Message;
use tumen_network::{Answer, Objective, Variant};
use tumen_scene::frame::FeatureId;
use tumen_session::analysis::DemandTable;
use tumen_session::framing::Framing;
use tumen_session::history::Gesture;
use tumen_session::logistics::Answered;
use tumen_session::sanctions::Examined;
use tumen_session::{
    CameraCommand, Command, NetworkCommand, Session, WorkspaceCommand, route_facts, route_summary,
};

/// What the panel remembers.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct LogisticsState {
    /// What is asked.
    pub query: Query,
    /// What is shown: variants, flows, reach.
    pub page: Page,
    /// Days of the reach.
    pub days: f64,
    /// The table of demands.
    #[serde(skip)]
    pub table: Option<Arc<DemandTable>>,
    /// The opened table that was taken up last.
    #[serde(skip)]
    opened: Option<Arc<DemandTable>>,
    /// What stands beside the variants.
    pub detail: Detail,
    /// How the chart compares.
    pub chart: chart::ChartState,
    /// Whether the variants are drawn over the map.
    pub on_map: bool,
    /// What was drawn over the map last.
    #[serde(skip)]
    drawn: Option<overlay::OverlaySource>,
    /// The way of the chosen variant: the links it uses.
    #[serde(skip)]
    pub chosen: Option<Vec<u32>>,
    /// The end that the next click on the map sets.
    #[serde(skip)]
    pub picking: Option<End>,
    /// The search fields of both ends, and of what is added in a menu.
    #[serde(skip)]
    fields: [Field; 3],
    /// The network being built beside the window, so that places can be looked for.
    #[serde(skip)]
    building: Option<Later<()>>,
    /// The name that a scenario is to be kept under.
    #[serde(skip)]
    scenario: String,
    /// The parameter that is being changed, and the gesture its changes belong to.
    #[serde(skip)]
    changing: Option<(String, Gesture)>,
    /// The profile shown last.
    #[serde(skip)]
    profile: Option<profile::ProfileOf>,
    /// The diagram of flows shown last.
    #[serde(skip)]
    diagram: Option<flows::Diagram>,
}

impl Default for LogisticsState {
    fn default() -> Self {
        Self {
            query: Query::default(),
            page: Page::default(),
            days: 10.0,
            table: None,
            opened: None,
            detail: Detail::default(),
            chart: chart::ChartState::default(),
            on_map: true,
            drawn: None,
            chosen: None,
            picking: None,
            fields: Default::default(),
            building: None,
            scenario: String::new(),
            changing: None,
            profile: None,
            diagram: None,
        }
    }
}

/// What stands beside the variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// The steps of the chosen variant.
    #[default]
    Legs,
    /// Amounts by leg.
    Chart,
    /// Heights, stations and borders along the chosen variant.
    Profile,
    /// The parameters of the chosen variant.
    Assumptions,
    /// The difference to the base case.
    WhatIf,
}

impl Detail {
    const ALL: [Self; 5] = [Self::Legs, Self::Chart, Self::Profile, Self::Assumptions, Self::WhatIf];

    /// The keys of its name and of what it shows.
    fn words(self) -> [&'static str; 2] {
        match self {
            Self::Legs => ["detail-legs", "detail-legs-tip"],
            Self::Chart => ["detail-chart", "detail-chart-tip"],
            Self::Profile => ["detail-profile", "detail-profile-tip"],
            Self::Assumptions => ["detail-assumptions", "detail-assumptions-tip"],
            Self::WhatIf => ["detail-what-if", "detail-what-if-tip"],
        }
    }
}

/// A variant of an answer as the table lists it.
#[derive(Debug, Clone, Copy)]
pub struct VariantRow<'a> {
    /// The variant.
    pub variant: &'a Variant,
    /// Why it is closed; empty if it is open.
    pub closed: &'a [tumen_network::WhyNot],
}

/// All variants of an answer: open ones by rank, then those that something closes.
#[must_use]
pub fn listed(answer: &Answer) -> Vec<VariantRow<'_>> {
    let open = answer.variants.iter().map(|variant| VariantRow { variant, closed: &[] });
    let closed = answer.closed_variants.iter().map(|c| VariantRow { variant: &c.variant, closed: &c.closed });
    open.chain(closed).collect()
}

impl LogisticsState {
    /// Whether the query is one for variants from A to B.
    fn asks_for_variants(&self) -> bool {
        self.page == Page::Routes
    }

    /// Whether the query has two ends, so that ways can be wanted and closed.
    fn asks_for_ways(&self) -> bool {
        matches!(self.page, Page::Routes | Page::Most)
    }

    /// The chosen variant of an answer; the first one if none is chosen or it is gone.
    #[must_use]
    pub fn chosen<'a>(&self, answer: &'a Answer) -> Option<VariantRow<'a>> {
        let all = listed(answer);
        let wanted = |l: &&VariantRow<'_>| self.chosen.as_ref() == Some(&words::way(l.variant));
        all.iter().find(wanted).or(all.first()).copied()
    }

    /// Sets an end of the route.
    pub fn set_end(&mut self, end: End, id: Option<String>) {
        match end {
            End::From => self.query.from = id,
            End::To => self.query.to = id,
        }
    }
}

/// Keeps the question of the session up with the query, the date and the assumptions, and the map with the
/// answer, while the panel is open or its routes are on the map; to be called once a frame.
/// `open` says whether the panel is open.
pub fn ask(session: &Session, state: &mut LogisticsState, open: bool, commands: &mut UiCommands) {
    overlay::follow(session, state, commands);
    if !open && state.drawn.is_none() {
        return;
    }
    if state.page != Page::Routes {
        let analysis = flows::analysis(session, state);
        if session.analyzes().analysis().map(Arc::as_ref) != analysis.as_ref() {
            commands.push(NetworkCommand::Analyze(analysis.map(Arc::new)));
        }
        return;
    }
    let question = state.query.question(session);
    let asked = session.logistics().question();
    if asked.map(Arc::as_ref) != question.as_ref() {
        commands.push(NetworkCommand::Ask(question.map(Arc::new)));
    }
}

/// A click on the map while an end is being picked sets it to the place clicked, or to the nearest one of
/// the network. Returns whether the click was used.
pub fn picked(
    state: &mut LogisticsState,
    session: &Session,
    found: Option<&FeatureId>,
    pointer: Option<LonLat>,
) -> bool {
    let Some(end) = state.picking.take() else { return false };
    let clicked = match found {
        Some(FeatureId::Place(id)) if field::known(session, id) => Some(id.to_string()),
        _ => pointer.and_then(|at| field::nearest(session, at)),
    };
    if let Some(id) = clicked {
        state.set_end(end, Some(id));
    }
    true
}

/// Shows the panel.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut LogisticsState) {
    let (session, out) = (cx.session, &mut *cx.out);
    if state.building.is_none() && session.network().ready().is_none() {
        let network = session.network().clone();
        state.building = Some(Later::start(out, true, move || {
            let _ = network.get();
        }));
    }
    // The panel keeps its height whatever it shows.
    ui.set_min_height(ui.available_height());
    bar(ui, session, state, out);
    typeset::space(ui, sizes().space.tight);
    if session.analyzes().table().is_some_and(|t| state.opened.as_ref().is_none_or(|o| !Arc::ptr_eq(o, t))) {
        state.opened = session.analyzes().table().cloned();
        state.table = state.opened.clone();
    }
    if state.page != Page::Routes {
        flows::show(ui, session, state);
        return;
    }
    match session.logistics().answered().cloned() {
        Some(answered) => answer(ui, session, state, &answered, out),
        None => nothing_yet(ui, session, state),
    }
}

/// The query in two rows: what is asked, and what is passed, avoided and assumed.
fn bar(ui: &mut Ui, session: &Session, state: &mut LogisticsState, out: &mut UiCommands) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = sizes().space.tight;
        for page in Page::ALL {
            let [words, tip] = page.words().map(|key| session.say(key));
            if ui.selectable_label(state.page == page, small(words)).on_hover_text(tip).clicked() {
                state.page = page;
            }
        }
        ui.separator();
        if state.page == Page::Routes {
            query::end(ui, session, state, End::From);
            query::swap(ui, session, &mut state.query);
            query::end(ui, session, state, End::To);
            query::cargo(ui, session, &mut state.query);
        } else {
            flows::bar(ui, session, state, out);
        }
        if session.logistics().open().is_some() || session.analyzes().open().is_some() {
            ui.spinner().on_hover_text(session.say("routes-working"));
        }
    });
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = sizes().space.tight;
            if state.page == Page::Routes {
                ways_out(ui, session, state, out);
            }
            let left = Layout::left_to_right(Align::Center).with_main_wrap(true);
            ui.with_layout(left, |ui| {
                query::chips(ui, session, state);
                scenarios::menu(ui, session, state, out);
            });
        });
    });
}

/// What stands in place of an answer.
fn nothing_yet(ui: &mut Ui, session: &Session, state: &mut LogisticsState) {
    let ink = Ink::of(session);
    if session.logistics().question().is_some() {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(small(session.say("routes-looking")).color(ink.quiet));
        });
        return;
    }
    ui.label(small(session.say("routes-begin")).color(ink.quiet));
    ui.horizontal_wrapped(|ui| {
        for example in query::EXAMPLES {
            let button =
                ui.button(small(session.say(example.words))).on_hover_text(session.say("routes-example-tip"));
            if button.clicked() {
                state.query = example.query();
            }
        }
    });
}

fn answer(
    ui: &mut Ui,
    session: &Session,
    state: &mut LogisticsState,
    answered: &Answered,
    out: &mut UiCommands,
) {
    let answer = match &answered.answer {
        Ok(answer) => answer,
        Err(error) => {
            let [first, rest] = sentences(&error.message().in_words(session.messages()));
            ui.label(typeset::strong(first, text_sizes().body));
            ui.label(typeset::body(rest));
            return;
        }
    };
    let width = ui.available_width();
    let details = Panel::right("route details")
        .resizable(true)
        .default_size(width * sizes().routes.details)
        .size_range(sizes().routes.details_least..=width * sizes().routes.details_most)
        .frame(
            egui::Frame::new()
                .inner_margin(egui::Margin { left: sizes().routes.aside as i8, ..egui::Margin::ZERO }),
        );
    details.show(ui, |ui| detail(ui, session, state, (answered, answer), out));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        rests_on(ui, session, answered, answer);
        ScrollArea::horizontal().auto_shrink(false).id_salt("variants").show(ui, |ui| {
            variants::show(ui, session, state, answered, answer);
        });
    });
}

/// In which prices the answer is counted; what stands beside it and what is closed as a tip.
fn rests_on(ui: &mut Ui, session: &Session, answered: &Answered, answer: &Answer) {
    let document = session.document();
    let request = &answered.question.request;
    let examined = Examined::new(document, request);
    let (language, m) = (session.view().language, session.messages());
    let in_words = |said: Vec<Message>| said.into_iter().map(|s| s.in_words(m)).collect::<Vec<_>>();
    let mut beside = in_words(route_summary::equal(answer, request.objective));
    for variant in &answer.variants {
        let ice = route_facts::ice(document, variant, request.as_of, language);
        let said = in_words(examined.of(variant)).into_iter().chain(ice);
        let said = said.chain(in_words(route_facts::ports(document, variant, request)));
        beside.extend(said.map(|text| format!("{}: {text}", variant.rank)));
    }
    beside.extend(in_words(route_summary::closed(answer)));
    let text = route_summary::rests_on(answer, document.logistics.price_year()).in_words(m);
    let shown = ui.add(egui::Label::new(small(text).color(Ink::of(session).quiet)).truncate());
    if !beside.is_empty() {
        shown.on_hover_text(beside.join("\n"));
    }
}

/// A text cut behind its first sentence, the first one with a capital.
fn sentences(text: &str) -> [String; 2] {
    let (first, rest) = text.split_once("; ").unwrap_or((text, ""));
    [super::format::sentence(first), super::format::sentence(rest)]
}

fn detail(
    ui: &mut Ui,
    session: &Session,
    state: &mut LogisticsState,
    (answered, answer): (&Answered, &Answer),
    out: &mut UiCommands,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for other in Detail::ALL {
            let [text, tip] = other.words().map(|key| session.say(key));
            if ui.selectable_label(state.detail == other, small(text)).on_hover_text(tip).clicked() {
                state.detail = other;
            }
        }
    });
    let Some(chosen) = state.chosen(answer) else { return };
    match state.detail {
        Detail::Legs => legs::show(ui, session, chosen.variant),
        Detail::Chart => chart::show(ui, session, state, answer),
        Detail::Profile => profile::show(ui, session, &mut state.profile, chosen.variant, out),
        Detail::Assumptions => {
            assumptions::show(ui, session, state, (answered, chosen.variant), out);
        }
        Detail::WhatIf => what_if::show(ui, session, state, answered, answer),
    }
}

/// What can be done with the answer: shown, kept in a tour, saved. Laid out from the right.
fn ways_out(ui: &mut Ui, session: &Session, state: &mut LogisticsState, out: &mut UiCommands) {
    let Some(answered) = session.logistics().answered().cloned() else { return };
    let Ok(answer) = &answered.answer else { return };
    let button = |ui: &mut Ui, words: &str, tip: &str| {
        ui.add(egui::Button::new(small(words)).small()).on_hover_text(tip).clicked()
    };
    if button(ui, session.say("routes-csv"), session.say("routes-csv-tip")) {
        let csv = table::csv(session, &answered.question.request, answer);
        out.push(Program::SaveTable(csv));
    }
    if button(ui, session.say("routes-report"), session.say("routes-report-tip")) {
        let report = report::report(session, state, &answered);
        out.extend(report.map(|r| Program::SaveReport(Box::new(r))));
    }
    if button(ui, session.say("routes-to-tour"), session.say("routes-to-tour-tip")) {
        let edit = stop::add(session, state, &answered);
        out.extend(edit.map(|e| Command::Workspace(WorkspaceCommand::Edit(vec![e], None))));
    }
    if button(ui, session.say("action-ZoomToSelection-short"), session.say("routes-zoom-tip"))
        && let Some(chosen) = state.chosen(answer)
    {
        out.extend(camera(session, chosen.variant));
    }
    ui.checkbox(&mut state.on_map, small(session.say("routes-on-map")))
        .on_hover_text(session.say("routes-on-map-tip"));
}

/// The flight that shows a variant whole.
fn camera(session: &Session, variant: &Variant) -> Option<Command> {
    let lines: Vec<&[LonLat]> = variant.legs.iter().map(|l| &*l.line).collect();
    let (projection, size) = (session.view().camera.projection, session.map_size());
    let camera = session.framed(Framing::Variant(&lines), projection, size)?;
    Some(Command::Camera(CameraCommand::FlyTo(camera)))
}

/// What is compared in the order of tables.
pub(crate) const MEASURES: [Objective; 4] =
    [Objective::Distance, Objective::Time, Objective::Cost, Objective::Co2];
