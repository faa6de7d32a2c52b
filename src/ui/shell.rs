//! What the window remembers of itself, and how its parts are put together.

use super::bottom::{self, BottomTab};
use super::files::{self, Answer, Question, Task};
use super::lists::ListState;
use super::plots::{PlotFile, PlotState};
use super::timebar::{self, Clock};
use super::{
    Action, about, actions, attributes, card, conditions, exporting, layers, logistics, map, palette, plots,
    presenter, projects, reports, tools, tours,
};
use eframe::egui::{self, CentralPanel, Frame, Margin, Panel};
use std::path::PathBuf;
use std::sync::Arc;
use tumen_core::model::{LayerId, Tour};
use tumen_session::history::Gesture;
use tumen_session::{Command, Session};

/// What the parts of the window ask for in a frame.
#[derive(Debug, Default)]
pub struct Requests {
    /// Changes of the session.
    pub commands: Vec<Command>,
    /// Things only the program can do.
    pub program: Vec<Program>,
}

/// Things only the program can do: they need a dialog, a file or the window itself.
#[derive(Debug, Clone, PartialEq)]
pub enum Program {
    /// Asks for a file and exports to it.
    Export(Box<exporting::Job>),
    /// Draws what an export will look like, its longest side so many pixels at most.
    Preview(Box<exporting::Job>, u32),
    /// Copies the map as a picture.
    CopyMap,
    /// Asks for a file and saves a plot to it.
    ExportPlot(Box<PlotFile>),
    /// Asks for a file and saves comma-separated values to it.
    SaveTable(String),
    /// Asks for a file and saves the report of a route to it, with a picture of the map.
    SaveReport(Box<logistics::report::Report>),
    /// Asks for a table of demands and opens it.
    AskDemands,
    /// Asks for files and opens them.
    AskOpen,
    /// Opens files.
    Open(Vec<PathBuf>),
    /// Opens text from the clipboard.
    Paste(String),
    /// Saves the project, asking for a file if it has none yet.
    Save,
    /// Asks for a file and saves the project to it.
    SaveAs,
    /// Asks for a file and saves one layer to it.
    SaveLayer(LayerId),
    /// Asks for a file and saves a tour to it.
    SaveTour(Arc<Tour>),
    /// Stops work that goes on.
    CancelTask(u64),
    /// The user has answered.
    Answer(Question, Answer),
    /// Full screen on or off.
    FullScreen,
    /// Ends the program.
    Quit,
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
    pub message: String,
    /// What the tree of the user's layers remembers.
    #[serde(skip)]
    pub layers: layers::LayersState,
    /// What the attribute table shows.
    #[serde(skip)]
    pub attributes: attributes::AttributesState,
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
}

/// A window over everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overlay {
    /// None.
    #[default]
    None,
    /// Search and commands.
    Palette,
    /// The sheet of keys.
    Keys,
    /// Program, data sources and licences.
    About,
    /// What went wrong while reading.
    Notices,
    /// What is exported and how.
    Export,
}

impl Default for Shell {
    fn default() -> Self {
        Self {
            left: true,
            right: true,
            bottom: true,
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
            message: String::new(),
            layers: layers::LayersState::default(),
            attributes: attributes::AttributesState::default(),
            reports: reports::ReportsState::default(),
            tours: tours::ToursState::default(),
            exporting: exporting::ExportState::default(),
            gestures: 0,
        }
    }
}

impl Shell {
    /// A number for the next gesture: edits with the same number are taken back together.
    pub fn gesture(&mut self) -> Gesture {
        self.gestures += 1;
        self.gestures
    }
}

/// Shows the whole window.
pub fn show(ui: &mut egui::Ui, session: &Session, shell: &mut Shell) -> Requests {
    let mut requests = Requests::default();
    if session.presentation().is_some() {
        // Reports, questions and messages wait for the end of the talk.
        presenter::show(ui, session, shell, &mut requests);
        return requests;
    }
    presenter::leave(ui.ctx(), shell);
    if shell.question.is_none() {
        actions::shortcuts(ui.ctx(), session, shell, &mut requests);
    }
    files::take_in(ui, &mut requests);
    if plots::answer(ui.ctx(), &mut shell.plots) {
        shell.show_tab(BottomTab::Plots);
    }
    logistics::take_in(ui.ctx(), shell);
    logistics::ask(session, shell, &mut requests.commands);
    reports::notice(session, shell);
    let room = ui.max_rect().size();
    Panel::top("bar").frame(bar_frame(ui)).show(ui, |ui| bar(ui, session, shell, &mut requests));
    Panel::bottom("status").frame(bar_frame(ui)).show(ui, |ui| status(ui, session, shell, &mut requests));
    if shell.bottom {
        let (id, height) = shell.tab.panel();
        let panel = Panel::bottom(id).default_size(height).size_range(164.0..=room.y * 0.5);
        panel.show(ui, |ui| bottom::show(ui, session, shell, &mut requests));
    }
    if shell.time {
        let panel = Panel::bottom("time").exact_size(timebar::HEIGHT).frame(bar_frame(ui));
        panel.show(ui, |ui| timebar::show(ui, session, shell, &mut requests));
    }
    if shell.left {
        let panel = Panel::left("left").default_size(252.0).size_range(200.0..=room.x * 0.35);
        panel.show(ui, |ui| left(ui, session, shell, &mut requests));
    }
    if shell.right {
        let panel = Panel::right("right").default_size(330.0).size_range(260.0..=room.x * 0.4);
        panel.show(ui, |ui| card::show(ui, session, &mut requests.commands));
    }
    timebar::play(ui, session, &mut shell.clock, &mut requests.commands);
    CentralPanel::no_frame().show(ui, |ui| map::show(ui, session, shell, &mut requests.commands));
    overlays(ui, session, shell, &mut requests);
    requests
}

fn bar_frame(ui: &egui::Ui) -> Frame {
    Frame::new().fill(ui.visuals().panel_fill).inner_margin(Margin::symmetric(8, 4))
}

fn left(ui: &mut egui::Ui, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(4.0);
        layers::show(ui, session, shell, requests);
        ui.add_space(8.0);
        projects::show(ui, session, &mut shell.project_search, &mut requests.commands);
        ui.add_space(8.0);
        conditions::show(ui, session, &mut requests.commands);
    });
}

/// The bar at the top: everything one does often.
fn bar(ui: &mut egui::Ui, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    ui.horizontal(|ui| {
        for menu in actions::MENUS {
            ui.menu_button(menu.title, |ui| {
                for action in menu.actions {
                    actions::menu_item(ui, *action, session, shell, requests);
                    if *action == Action::Open {
                        files::recent_menu(ui, shell, requests);
                    }
                }
            });
        }
        ui.separator();
        let (left, right, rest) = actions::fit(ui, session);
        for action in left {
            actions::button(ui, *action, session, shell, requests);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if !rest.is_empty() {
                let more = ui.menu_button(actions::MORE, |ui| {
                    for action in rest {
                        actions::menu_item(ui, action, session, shell, requests);
                    }
                });
                more.response.on_hover_text("What the window is too narrow to show");
            }
            for action in right {
                actions::button(ui, *action, session, shell, requests);
            }
        });
    });
}

/// The line at the bottom: where the pointer is, scale, date, problems.
fn status(ui: &mut egui::Ui, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    ui.horizontal(|ui| {
        let pointer = shell.map.pointer.map_or_else(|| "–".to_owned(), map::coordinates);
        ui.add_sized([190.0, 16.0], egui::Label::new(egui::RichText::new(pointer).small()).selectable(false))
            .on_hover_text("Position under the pointer, degrees WGS 84");
        let camera = session.view().camera;
        let closest = if camera.is_closest() { " · closest view, the map has no more detail" } else { "" };
        let scale = format!("1 px = {}{closest}", map::ground(camera.meters_per_pixel()));
        ui.label(egui::RichText::new(scale).small())
            .on_hover_text("Ground under one pixel in the middle of the map");
        ui.label(egui::RichText::new(format!("As of {}", session.view().as_of)).small())
            .on_hover_text("Statuses and figures are those of this day");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let problems = session.notices().notices().len();
            if problems > 0 && ui.small_button(format!("{problems} problems in the data")).clicked() {
                shell.overlay = Overlay::Notices;
            }
            files::tasks(ui, shell, requests);
            ui.label(egui::RichText::new(&shell.message).small());
        });
    });
}

fn overlays(ui: &mut egui::Ui, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    match shell.overlay {
        Overlay::None => {}
        Overlay::Palette => palette::show(ui, session, shell, requests),
        Overlay::Keys => about::keys(ui, shell),
        Overlay::About => about::about(ui, session, shell),
        Overlay::Notices => about::notices(ui, session, shell),
        Overlay::Export => exporting::show(ui, session, shell, requests),
    }
    files::hint_of_drop(ui, session);
    files::question(ui, shell, requests);
    // PreviewImage last so that Escape closes what is open before anything below sees it.
    if shell.overlay != Overlay::None && ui.input(|i| i.key_pressed(egui::Key::Escape)) {
        shell.overlay = Overlay::None;
    }
}

/// Runs an action as if its button had been pressed; for tests and the palette.
pub fn run_action(action: Action, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    actions::run(action, session, shell, requests);
}
