//! What the window remembers of itself, and how its parts are put together.

mod act;
mod apply;
mod bar;
pub mod bottom;

use super::actions::{Action, Menu};
use super::files::{self, Task};
use super::lists::ListState;
use super::map::MapParts;
use super::out::{PanelCx, UiCommands};
use super::plots::PlotState;
use super::presenter::StageParts;
use super::timebar::{self, Clock};
use super::{
    about, card, conditions, exporting, layers, logistics, map, palette, presenter, projects, reports, tools,
    tours,
};
use crate::ui::say::say;
use crate::ui::sizes::{margin, sizes, within};
use eframe::egui::{self, CentralPanel, Frame, Panel};
use tumen_core::message::Message;
use tumen_scene::furniture::Legend;
use tumen_session::history::Gesture;
use tumen_session::{Command, Session};

pub use super::out::{Answer, Overlay, Program, Question};
pub use super::tab::{BottomTab, TabRow};
pub use act::shortcuts;
pub use apply::apply;

/// What the parts of the window ask for in a frame.
#[derive(Debug, Default)]
pub struct Requests {
    /// Changes of the session.
    pub commands: Vec<Command>,
    /// Things only the program can do.
    pub program: Vec<Program>,
}

impl Requests {
    /// Adds what was asked for after this.
    pub fn append(&mut self, mut later: Self) {
        self.commands.append(&mut later.commands);
        self.program.append(&mut later.program);
    }
}

/// Which parts are open; saved between starts.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Shell {
    /// Layers and projects on the left.
    pub left: bool,
    /// The card on the right.
    pub right: bool,
    /// The panel at the bottom.
    pub bottom: bool,
    /// The time bar below the map.
    pub time: bool,
    /// Playing through the years.
    pub clock: Clock,
    /// The legend on the map.
    pub legend: bool,
    /// Movement: flights and inertia; off shows the end at once.
    pub motion: bool,
    /// What the panel at the bottom shows.
    pub tab: BottomTab,
    /// What the plots show.
    pub plots: PlotState,
    /// What the lists show.
    pub lists: ListState,
    /// What the panel of routes asks and shows.
    pub logistics: logistics::LogisticsState,
    /// What the stage remembers.
    pub presenter: presenter::PresenterState,
    /// Files opened last, the last one first.
    pub recent: Vec<String>,
    /// Work that goes on beside the window.
    #[serde(skip)]
    pub tasks: Vec<Task>,
    /// What must be answered.
    #[serde(skip)]
    pub question: Option<Question>,
    /// Text by which the list of projects is searched.
    #[serde(skip)]
    pub project_search: String,
    /// The open overlay.
    #[serde(skip)]
    pub overlay: Overlay,
    /// The map's own state.
    #[serde(skip)]
    pub map: map::MapState,
    /// The tool in hand on the map.
    #[serde(skip)]
    pub tools: tools::Tools,
    /// The palette's own state.
    #[serde(skip)]
    pub palette: palette::PaletteState,
    /// What happened last, in one line, such as a finished export.
    #[serde(skip)]
    pub message: Message,
    /// What the tree of the user's layers remembers.
    #[serde(skip)]
    pub layers: layers::LayersState,
    /// What the card remembers.
    #[serde(skip)]
    pub card: card::CardState,
    /// What panels at the bottom remember for themselves.
    #[serde(skip)]
    pub panels: bottom::PanelStates,
    /// What the reports of opened files remember.
    #[serde(skip)]
    pub reports: reports::ReportsState,
    /// Which tour and stop are edited.
    #[serde(skip)]
    pub tours: tours::ToursState,
    /// What the export dialog remembers.
    #[serde(skip)]
    pub exporting: exporting::ExportState,
    /// The last gesture that was given a number.
    #[serde(skip)]
    pub gestures: Gesture,
    /// Whether the mark on the map was set by the profile of a route.
    #[serde(skip)]
    pub route_mark: bool,
}

impl Default for Shell {
    fn default() -> Self {
        Self {
            left: true,
            // The map comes first: the card opens with what is selected, the panel at the bottom with a tab.
            right: false,
            bottom: false,
            time: true,
            clock: Clock::default(),
            legend: true,
            motion: true,
            tab: BottomTab::default(),
            plots: PlotState::default(),
            lists: ListState::default(),
            logistics: logistics::LogisticsState::default(),
            presenter: presenter::PresenterState::default(),
            recent: Vec::new(),
            tasks: Vec::new(),
            question: None,
            project_search: String::new(),
            overlay: Overlay::None,
            map: map::MapState::default(),
            tools: tools::Tools::default(),
            palette: palette::PaletteState::default(),
            message: Message::NONE,
            layers: layers::LayersState::default(),
            card: card::CardState::default(),
            panels: bottom::PanelStates::default(),
            reports: reports::ReportsState::default(),
            tours: tours::ToursState::default(),
            exporting: exporting::ExportState::default(),
            gestures: 0,
            route_mark: false,
        }
    }
}

impl Shell {
    /// Whether the panel at the bottom is open at a tab.
    #[must_use]
    pub fn shows(&self, tab: BottomTab) -> bool {
        self.bottom && self.tab == tab
    }

    /// Opens the panel at the bottom at a tab.
    pub fn show_tab(&mut self, tab: BottomTab) {
        self.bottom = true;
        self.tab = tab;
    }

    /// Opens the report of an opened file.
    pub fn show_report(&mut self, import: u64) {
        self.reports.import = Some(import);
        self.show_tab(BottomTab::Reports);
    }

    /// Sets an end of the route and opens the panel.
    fn route_end(&mut self, end: super::out::End, place: String) {
        self.logistics.set_end(end, Some(place));
        self.show_tab(BottomTab::Routes);
    }

    /// What the map works with.
    pub fn map_parts(&mut self, legend: Legend) -> MapParts<'_> {
        MapParts {
            map: &mut self.map,
            tools: &mut self.tools,
            routes: &mut self.logistics,
            legend,
            motion: self.motion,
            covered: self.overlay != Overlay::None,
        }
    }

    /// How much of the legend lies on the map: the panel on the left explains the kinds already.
    fn legend_on_map(&self) -> Legend {
        match (self.legend, self.left) {
            (false, _) => Legend::None,
            (true, true) => Legend::Statuses,
            (true, false) => Legend::Full,
        }
    }
}

/// Shows the whole window.
pub fn show(ui: &mut egui::Ui, session: &Session, shell: &mut Shell) -> Requests {
    let mut out = UiCommands::after(shell.gestures);
    if session.presentation().is_some() {
        // Reports, questions and messages wait for the end of the talk.
        stage(ui, session, shell, &mut out);
    } else {
        window(ui, session, shell, &mut out);
    }
    apply(session, shell, out)
}

/// The stage in place of all panels. What was open over the window is closed, what was going on stops.
fn stage(ui: &mut egui::Ui, session: &Session, shell: &mut Shell, out: &mut UiCommands) {
    if presenter::enter(ui.ctx(), &mut shell.presenter) {
        shell.overlay = Overlay::None;
        shell.clock.stop();
        shell.map.still();
        shell.map.leave_first_view();
    }
    if let Some(talk) = session.presentation() {
        // The editor turns to what is on stage, and so the next talk can go on from there.
        let id = Some(talk.tour().id.clone());
        shell.tours.stop = Some(talk.at());
        if shell.presenter.tour != id {
            shell.presenter.tour.clone_from(&id);
            shell.tours.tour = id;
        }
    }
    let map = MapParts {
        map: &mut shell.map,
        tools: &mut shell.tools,
        routes: &mut shell.logistics,
        legend: Legend::Full,
        motion: shell.motion,
        covered: false,
    };
    let (state, card) = (&mut shell.presenter, &mut shell.card);
    let mut stage = StageParts { state, map, card, plots: &shell.plots, tasks: &shell.tasks };
    presenter::show(ui, &mut PanelCx::new(session, out), &mut stage);
}

/// The window with its panels.
fn window(ui: &mut egui::Ui, session: &Session, shell: &mut Shell, out: &mut UiCommands) {
    if presenter::leave(ui.ctx(), &mut shell.presenter) {
        shell.map.still();
    }
    if shell.question.is_none() {
        act::shortcuts(ui.ctx(), session, shell, out);
    }
    files::take_in(ui, out);
    let routes = shell.shows(BottomTab::Routes);
    logistics::ask(session, &mut shell.logistics, routes, out);
    reports::notice(session, &mut shell.reports, out);
    let cx = &mut PanelCx::new(session, out);
    panels(ui, cx, shell);
    timebar::play(ui, cx, &mut shell.clock);
    let legend = shell.legend_on_map();
    CentralPanel::no_frame().show(ui, |ui| map::show(ui, cx, &mut shell.map_parts(legend)));
    overlays(ui, cx, shell);
}

/// The panels around the map.
fn panels(ui: &mut egui::Ui, cx: &mut PanelCx<'_>, shell: &mut Shell) {
    let room = ui.max_rect().size();
    Panel::top("bar").frame(bar_frame(ui)).show(ui, |ui| bar(ui, cx, shell));
    Panel::bottom("status").frame(bar_frame(ui)).show(ui, |ui| status(ui, cx, shell));
    Panel::bottom("tabs").frame(bar_frame(ui)).show(ui, |ui| bottom::tabs(ui, cx, shell));
    if shell.bottom {
        let &TabRow { panel: id, height, .. } = shell.tab.row();
        let panel = Panel::bottom(id)
            .default_size(height(&sizes().shell))
            .size_range(sizes().shell.bottom_least..=room.y * 0.5);
        panel.show(ui, |ui| bottom::show(ui, cx, shell));
    }
    if shell.time {
        let panel = Panel::bottom("time").exact_size(sizes().time.height).frame(bar_frame(ui));
        panel.show(ui, |ui| timebar::show(ui, cx, &mut shell.clock));
    }
    if shell.left {
        let width = within(room.x * sizes().shell.side_share[0], sizes().shell.left);
        let panel = Panel::left("left")
            .default_size(width)
            .size_range(sizes().shell.left[0]..=room.x * sizes().shell.side_most[0]);
        panel.show(ui, |ui| left(ui, cx, shell));
    }
    if shell.right {
        let width = within(room.x * sizes().shell.side_share[1], sizes().shell.card);
        let panel = Panel::right("right")
            .default_size(width)
            .size_range(sizes().shell.card[0]..=room.x * sizes().shell.side_most[1]);
        panel.show(ui, |ui| card::show(ui, cx, &mut shell.card));
    }
}

fn bar_frame(ui: &egui::Ui) -> Frame {
    Frame::new().fill(ui.visuals().panel_fill).inner_margin(margin([sizes().space.gap, sizes().space.tight]))
}

fn left(ui: &mut egui::Ui, cx: &mut PanelCx<'_>, shell: &mut Shell) {
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(sizes().space.tight);
        layers::show(ui, cx, &mut shell.layers);
        ui.add_space(sizes().space.gap);
        projects::show(ui, cx, &mut shell.project_search);
        ui.add_space(sizes().space.gap);
        conditions::show(ui, cx);
    });
}

/// The bar at the top: everything one does often.
fn bar(ui: &mut egui::Ui, cx: &mut PanelCx<'_>, shell: &Shell) {
    ui.horizontal(|ui| {
        for menu in Menu::ALL {
            ui.menu_button(cx.say(menu.title()), |ui| {
                for action in menu.actions() {
                    bar::menu_item(ui, action, cx, shell);
                    if action == Action::Open {
                        files::recent_menu(ui, &shell.recent, cx);
                    }
                }
                if menu == Menu::View {
                    ui.menu_button(cx.say(Menu::Language.title()), |ui| {
                        Menu::Language.actions().for_each(|action| bar::menu_item(ui, action, cx, shell));
                    });
                }
            });
        }
        ui.separator();
        let (left, right, rest) = bar::fit(ui, cx.session);
        for action in left {
            bar::button(ui, *action, cx, shell);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if !rest.is_empty() {
                let more = ui.menu_button(cx.say(bar::MORE), |ui| {
                    for action in rest {
                        bar::menu_item(ui, action, cx, shell);
                    }
                });
                more.response.on_hover_text(cx.say("menu-more-tip"));
            }
            for action in right {
                bar::button(ui, *action, cx, shell);
            }
        });
    });
}

/// The line at the bottom: where the pointer is, scale, date, problems.
fn status(ui: &mut egui::Ui, cx: &mut PanelCx<'_>, shell: &mut Shell) {
    let session = cx.session;
    ui.horizontal(|ui| {
        let pointer = shell.map.pointer.map_or_else(|| "–".to_owned(), map::coordinates);
        ui.add_sized(
            sizes().shell.pointer,
            egui::Label::new(egui::RichText::new(pointer).small()).selectable(false),
        )
        .on_hover_text(cx.say("status-position"));
        let camera = session.view().camera;
        let ground = map::ground(camera.meters_per_pixel(), cx.words);
        let mut scale = say!(cx, "status-scale", ground = ground);
        if camera.is_closest() {
            scale = format!("{scale} · {}", cx.say("status-closest"));
        }
        ui.label(egui::RichText::new(scale).small()).on_hover_text(cx.say("status-scale-tip"));
        let as_of = session.words().as_of(session.view().as_of, session.interface());
        ui.label(egui::RichText::new(as_of).small()).on_hover_text(cx.say("status-as-of-tip"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let problems = session.notices().notices().len();
            if problems > 0 && ui.small_button(say!(cx, "status-problems", n = problems)).clicked() {
                shell.overlay = Overlay::Notices;
            }
            files::tasks(ui, &shell.tasks, cx);
            ui.label(egui::RichText::new(shell.message.in_words(cx.session.messages())).small());
        });
    });
}

fn overlays(ui: &mut egui::Ui, cx: &mut PanelCx<'_>, shell: &mut Shell) {
    match shell.overlay {
        Overlay::None => {}
        Overlay::Palette => palette::show(ui, cx, &mut shell.palette),
        Overlay::Keys => about::keys(ui, cx),
        Overlay::About => about::about(ui, cx),
        Overlay::Notices => about::notices(ui, cx),
        Overlay::Export => {
            let tour = shell.tours.current(cx.session);
            let input = exporting::ExportInput { years: shell.plots.years, tour };
            exporting::show(ui, cx, &mut shell.exporting, input);
        }
    }
    files::hint_of_drop(ui, cx.session);
    files::question(ui, &mut shell.question, cx);
    // Last, so that Escape closes what is open before anything below sees it.
    if shell.overlay != Overlay::None && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
        shell.overlay = Overlay::None;
    }
}
