//! The table of actions: one row for each, in the order of menus, palette and key sheet. Menus, buttons,
//! keys, palette and key sheet are made of it; what a row asks for is done by the window.

use super::{Change, Effect as D, Menu, Part, Row, Step, TourChange, When};
use crate::ui::program::{End, Overlay, Program};
use crate::ui::tab::BottomTab;
use crate::ui::tools::tool::Tool;
use eframe::egui::{Key, KeyboardShortcut, Modifiers};
use tumen_core::geo::Projection;
use tumen_core::model::Language;
use tumen_scene::{Camera, Theme};
use tumen_session::{CameraCommand, Command, Session, ViewCommand, WorkspaceCommand};

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

fn zoomed(session: &Session, step: f64) -> Command {
    let camera = session.view().camera;
    Command::Camera(CameraCommand::FlyTo(Camera { zoom: camera.zoom + step, ..camera }.clamped()))
}

fn next<T: PartialEq + Copy>(all: &[T], now: T) -> T {
    let i = all.iter().position(|t| *t == now).unwrap_or(0);
    all[(i + 1) % all.len()]
}

/// Makes the actions and their rows of one list, so that neither is without the other. A row holds: words
/// on menus, words on a button, what it does in a sentence; keys, menus, when it can be done, what is done.
macro_rules! actions {
    ($($name:ident: $text:literal, $short:literal, $tip:literal,
        [$($key:expr),*], [$($menu:ident),*], $when:ident, $effect:expr;)*) => {
        /// Something the user can do from a menu, a button, a key or the palette.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $(#[doc = $tip] $name,)*
        }

        impl Action {
            /// Every action, in the order of the palette and the key sheet.
            pub const ALL: [Self; ROWS.len()] = [$(Self::$name),*];
        }

        /// The rows, in the order of the actions.
        pub(super) const ROWS: &[Row] = &[$(Row {
            text: $text,
            short: $short,
            tip: $tip,
            keys: &[$($key),*],
            menus: &[$(Menu::$menu),*],
            when: When::$when,
            effect: $effect,
        }),*];
    };
}

actions! {
    Theatre: "Whole theatre", "Theatre", "Fly to the whole theatre, Irkutsk to Anadyr and Busan",
        [plain(Key::Num1)], [View], Always, D::Look("theatre");
    Tumen: "Tumen mouth", "Tumen", "Fly to the Tumen border, Khasan and Rajin",
        [plain(Key::Num2)], [View], Always, D::Look("tumen");
    Primorye: "Primorye", "Primorye", "Fly to Primorye",
        [plain(Key::Num3)], [View], Always, D::Look("primorye");
    Korea: "Korean peninsula", "Korea", "Fly to the Korean peninsula",
        [plain(Key::Num4)], [View], Always, D::Look("korea");
    Chukotka: "Chukotka", "Chukotka", "Fly to Chukotka, both sides of 180°",
        [plain(Key::Num5)], [View], Always, D::Look("chukotka");
    ZoomToSelection: "Zoom to selection", "Zoom to", "Fly to what is selected",
        [plain(Key::F)], [View], Always, D::Session(|_| Command::Camera(CameraCommand::FlyToSelection));
    ClearSelection: "Clear selection", "Clear", "Select nothing",
        [plain(Key::Escape)], [], Always, D::Clear;
    ZoomIn: "Zoom in", "+", "Look closer",
        [plain(Key::Plus)], [View], Always, D::Session(|s| zoomed(s, 1.0));
    ZoomOut: "Zoom out", "−", "Look from farther away",
        [plain(Key::Minus)], [View], Always, D::Session(|s| zoomed(s, -1.0));
    Palette: "Search and commands…", "Search…", "Find a place, a project, a corridor or a command",
        [ctrl(Key::K)], [Help], Always, D::Cover(Overlay::Palette);
    Keys: "Keys…", "Keys", "Show the sheet of keys",
        [plain(Key::Questionmark)], [Help], Always, D::Cover(Overlay::Keys);
    ToggleLeft: "Layers and projects", "Layers", "Show or hide the panel of layers and projects",
        [plain(Key::L)], [View], Always, D::Toggle(Part::Left);
    ToggleRight: "Card", "Card", "Show or hide the card of the selection",
        [plain(Key::C)], [View], Always, D::Toggle(Part::Right);
    ToggleBottom: "Bottom panel", "Bottom", "Show or hide plots, promises, sanctions and lists",
        [plain(Key::B)], [View], Always, D::Toggle(Part::Bottom);
    ToggleTime: "Time bar", "Time", "Show or hide the time bar",
        [plain(Key::Y)], [View], Always, D::Toggle(Part::Time);
    ShowPlots: "Plots", "Plots", "Series over time",
        [], [View], Always, D::Tab(BottomTab::Plots);
    ShowPromises: "Promise against reality", "Promise against reality", "Each target beside what followed",
        [], [View], Always, D::Tab(BottomTab::Promises);
    ShowSanctions: "Sanctions", "Sanctions", "Which resolution bears on which project",
        [], [View], Always, D::Tab(BottomTab::Sanctions);
    ShowLists: "Lists", "Lists", "Projects, corridors, figures and events as tables",
        [], [View], Always, D::Tab(BottomTab::Lists);
    ShowRoutes: "Routes", "Routes", "Which way cargo should go: variants with cost, time and CO₂",
        [plain(Key::V)], [View, Logistics], Always, D::Tab(BottomTab::Routes);
    RouteFrom: "Route from here", "From here", "Let a route begin at the selected place",
        [], [Logistics], RoutePlace, D::Route(End::From);
    RouteTo: "Route to here", "To here", "Let a route end at the selected place",
        [], [Logistics], RoutePlace, D::Route(End::To);
    NextProjection: "Switch projection", "Projection", "Switch between Mercator and conic",
        [plain(Key::P)], [], Always, D::Session(|s| Command::View(ViewCommand::Projection(next(&Projection::ALL, s.view().camera.projection))));
    ProjectionMercator: "Mercator projection", "Mercator", "North is up everywhere; the far north is large",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Projection(Projection::Mercator)), |v| v.camera.projection == Projection::Mercator);
    ProjectionConic: "Conic projection", "Conic", "Lambert conformal conic: true shapes over the theatre",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Projection(Projection::Conic)), |v| v.camera.projection == Projection::Conic);
    NextTheme: "Switch theme", "Theme", "Light, dark, projector",
        [plain(Key::T)], [], Always, D::Session(|s| Command::View(ViewCommand::Theme(next(&Theme::ALL, s.view().theme))));
    ThemeLight: "Light theme", "Light", "Dark ink on pale land",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Theme(Theme::Light)), |v| v.theme == Theme::Light);
    ThemeDark: "Dark theme", "Dark", "Pale ink on dark land",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Theme(Theme::Dark)), |v| v.theme == Theme::Dark);
    ThemeProjector: "Projector theme", "Projector", "Strong contrast for a beamer",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Theme(Theme::Projector)), |v| v.theme == Theme::Projector);
    NextLanguage: "Switch language of names", "Names", "English, Russian, Korean",
        [plain(Key::N)], [], Always, D::Session(|s| Command::View(ViewCommand::Language(next(&Language::ALL, s.view().language))));
    NamesEnglish: "Names in English", "English", "Label the map in English",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Language(Language::En)), |v| v.language == Language::En);
    NamesRussian: "Names in Russian", "Русский", "Label the map in Russian",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Language(Language::Ru)), |v| v.language == Language::Ru);
    NamesKorean: "Names in Korean", "한국어", "Label the map in Korean",
        [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Language(Language::Ko)), |v| v.language == Language::Ko);
    ToggleRelief: "Relief", "Relief", "Show or hide shaded relief and depth",
        [plain(Key::R)], [Map], Always, D::Choose(|s| Command::View(ViewCommand::Layer("relief".to_owned(), !s.view().shows("relief"))), |v| v.shows("relief"));
    ToggleFlows: "Moving cargo", "Cargo", "Show what moved along the corridors in the year of the date, or not",
        [plain(Key::W)], [Map], Always, D::Choose(|s| Command::View(ViewCommand::Flows(!s.view().flows)), |v| v.flows);
    ToggleMotion: "Motion", "Motion", "Fly and glide, or jump at once",
        [], [Map], Always, D::Toggle(Part::Motion);
    PlayTime: "Play through time", "Play", "Let the date run on, or stop it",
        [plain(Key::Space)], [Map], Always, D::Play;
    PreviousEvent: "Previous event", "Back", "Move the date to the event before it",
        [plain(Key::OpenBracket)], [Map], Always, D::Date(Step::Back);
    NextEvent: "Next event", "On", "Move the date to the event after it",
        [plain(Key::CloseBracket)], [Map], Always, D::Date(Step::On);
    Today: "As of today", "Today", "Return the date to today",
        [], [Map], Always, D::Date(Step::Today);
    Open: "Open files…", "Open", "Put route files on the map: GeoJSON, KML, GPX, CSV, Shapefile, GeoPackage and others",
        [ctrl(Key::O)], [Files], Always, D::App(|| Program::AskOpen);
    Save: "Save project", "Save", "Save all layers of yours in one project file",
        [ctrl(Key::S)], [Files], Always, D::App(|| Program::Save);
    SaveAs: "Save project as…", "Save as", "Save all layers of yours in another project file",
        [shift(Key::S)], [Files], Always, D::App(|| Program::SaveAs);
    Undo: "Undo", "Undo", "Take the last change back",
        [ctrl(Key::Z)], [Edit], Undo, D::Session(|_| Command::Workspace(WorkspaceCommand::Undo));
    Redo: "Redo", "Redo", "Do again what was taken back; also Ctrl+Y",
        [shift(Key::Z), ctrl(Key::Y)], [Edit], Redo, D::Session(|_| Command::Workspace(WorkspaceCommand::Redo));
    Measure: "Measure", "Measure", "Distances, bearings and areas by clicks",
        [plain(Key::M)], [Edit], Always, D::Take(Tool::Measure);
    DrawLine: "Draw a line", "Line", "Draw a line by clicks",
        [plain(Key::D)], [Edit], Always, D::Take(Tool::DrawLine);
    DrawPoint: "Draw points", "Point", "Every click makes a point",
        [plain(Key::O)], [Edit], Always, D::Take(Tool::DrawPoint);
    DrawArea: "Draw an area", "Area", "Draw an area by clicks",
        [plain(Key::A)], [Edit], Always, D::Take(Tool::DrawArea);
    EditShape: "Edit shape", "Edit", "Move, add and remove vertices of the selection",
        [plain(Key::E)], [Edit], Always, D::Take(Tool::EditShape);
    DrawVariant: "Draw a variant", "Variant", "Copy the selected line into a layer of variants",
        [], [Edit], Line, D::Feature(Change::Variant);
    Duplicate: "Duplicate", "Duplicate", "Copy the selected feature of yours",
        [ctrl(Key::D)], [Edit], OwnFeature, D::Feature(Change::Duplicate);
    Reverse: "Reverse line", "Reverse", "Let the selected line run the other way",
        [], [Edit], OwnFeature, D::Feature(Change::Reverse);
    Simplify: "Simplify…", "Simplify", "Leave out vertices of the selection within a tolerance",
        [], [Edit], OwnFeature, D::Feature(Change::Simplify);
    Join: "Join lines…", "Join", "Click a line to join it to the selected one",
        [], [Edit], OwnFeature, D::Feature(Change::Join);
    Delete: "Delete feature", "Delete", "Delete the selected feature of yours",
        [plain(Key::Delete)], [Edit], OwnFeature, D::Feature(Change::Delete);
    Present: "Present", "Present", "Show the tour on stage, from its first stop",
        [plain(Key::F5)], [Tour], Tour, D::Present(false);
    PresentFromHere: "Present from this stop", "From here", "Show the tour on stage, from the stop in view",
        [KeyboardShortcut::new(Modifiers::SHIFT, Key::F5)], [Tour], Tour, D::Present(true);
    ShowTours: "Tours", "Tours", "Put a talk together from views of the map",
        [plain(Key::U)], [View, Tour], Always, D::Tab(BottomTab::Tours);
    ToggleLegend: "Legend", "Legend", "Show or hide the legend on the map",
        [plain(Key::G)], [View], Always, D::Toggle(Part::Legend);
    NewTour: "New tour", "New tour", "Begin an empty tour",
        [], [Tour], Always, D::Tour(TourChange::New);
    AddStop: "Add this view as a stop", "Add stop", "Add what the map shows now to the tour, behind the current stop",
        [shift(Key::A)], [Tour], Always, D::Tour(TourChange::Add);
    UpdateStop: "Update stop from this view", "Update stop", "Let the current stop show what the map shows now",
        [shift(Key::U)], [Tour], OwnStop, D::Tour(TourChange::Update);
    GoToStop: "Go to stop", "Go to", "Show the current stop on the map",
        [shift(Key::G)], [Tour], Stop, D::Tour(TourChange::Go);
    Export: "Export…", "Export", "Save the map or a tour as a picture, a page or a film, with a preview",
        [ctrl(Key::E)], [Files], Always, D::Cover(Overlay::Export);
    CopyMap: "Copy map", "Copy map", "Put the map as a picture on the clipboard",
        [shift(Key::C)], [Files], Always, D::App(|| Program::CopyMap);
    FullScreen: "Full screen", "Full screen", "Full screen on or off",
        [plain(Key::F11)], [View], Always, D::App(|| Program::FullScreen);
    Notices: "Problems in the data…", "Problems", "What could not be read",
        [], [Help], Always, D::Cover(Overlay::Notices);
    About: "About, sources and licences…", "About", "Program, data sources, licences",
        [], [Help], Always, D::Cover(Overlay::About);
    Quit: "Quit", "Quit", "Close Tumen",
        [ctrl(Key::Q)], [Files], Always, D::App(|| Program::Quit);
}

/// Buttons on the left of the bar.
pub const BAR: &[Action] =
    &[Action::Theatre, Action::Tumen, Action::Primorye, Action::Korea, Action::Chukotka];
/// Buttons on the right of the bar, from the right.
pub const BAR_RIGHT: &[Action] = &[
    Action::ToggleRight,
    Action::ToggleBottom,
    Action::ToggleTime,
    Action::ToggleLeft,
    Action::NextTheme,
    Action::NextLanguage,
    Action::NextProjection,
    Action::Palette,
];
