//! The table of actions: one row for each, in the order of menus, palette and key sheet. Menus, buttons,
//! keys, palette and key sheet are made of it; what a row asks for is done by the window.

use super::{Change, Effect as D, Menu, Part, Row, Step, TourChange, When};
use crate::ui::compare;
use crate::ui::loupes;
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

/// Makes the actions and their rows of one list, so that neither is without the other. A row holds:
/// keys, menus, when it can be done, what is done. Its words are the messages `action-NAME` on menus,
/// `action-NAME-short` on a button and `action-NAME-tip`, what it does in a sentence.
macro_rules! actions {
    ($($name:ident: [$($key:expr),*], [$($menu:ident),*], $when:ident, $effect:expr;)*) => {
        /// Something the user can do from a menu, a button, a key or the palette.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $(#[doc = concat!("Its words are the messages `action-", stringify!($name), "`.")] $name,)*
        }

        impl Action {
            /// Every action, in the order of the palette and the key sheet.
            pub const ALL: [Self; ROWS.len()] = [$(Self::$name),*];
        }

        /// The rows, in the order of the actions.
        pub(super) const ROWS: &[Row] = &[$(Row {
            text: concat!("action-", stringify!($name)),
            short: concat!("action-", stringify!($name), "-short"),
            tip: concat!("action-", stringify!($name), "-tip"),
            keys: &[$($key),*],
            menus: &[$(Menu::$menu),*],
            when: When::$when,
            effect: $effect,
        }),*];
    };
}

actions! {
    Theatre: [plain(Key::Num1)], [View], Always, D::Look("theatre");
    Tumen: [plain(Key::Num2)], [View], Always, D::Look("tumen");
    Primorye: [plain(Key::Num3)], [View], Always, D::Look("primorye");
    Korea: [plain(Key::Num4)], [View], Always, D::Look("korea");
    Chukotka: [plain(Key::Num5)], [View], Always, D::Look("chukotka");
    ZoomToSelection: [plain(Key::F)], [View], Always, D::Session(|_| Command::Camera(CameraCommand::FlyToSelection));
    ClearSelection: [plain(Key::Escape)], [], Always, D::Clear;
    ZoomIn: [plain(Key::Plus)], [View], Always, D::Session(|s| zoomed(s, 1.0));
    ZoomOut: [plain(Key::Minus)], [View], Always, D::Session(|s| zoomed(s, -1.0));
    Palette: [ctrl(Key::K)], [Help], Always, D::Cover(Overlay::Palette);
    Keys: [plain(Key::Questionmark)], [Help], Always, D::Cover(Overlay::Keys);
    ToggleLeft: [plain(Key::L)], [View], Always, D::Toggle(Part::Left);
    ToggleRight: [plain(Key::C)], [View], Always, D::Toggle(Part::Right);
    ToggleBottom: [plain(Key::B)], [View], Always, D::Toggle(Part::Bottom);
    ToggleTime: [plain(Key::Y)], [View], Always, D::Toggle(Part::Time);
    ShowPlots: [], [View], Always, D::Tab(BottomTab::Plots);
    ShowPromises: [], [View], Always, D::Tab(BottomTab::Promises);
    ShowSanctions: [], [View], Always, D::Tab(BottomTab::Sanctions);
    ShowLists: [], [View], Always, D::Tab(BottomTab::Lists);
    ShowRoutes: [plain(Key::V)], [View, Logistics], Always, D::Tab(BottomTab::Routes);
    RouteFrom: [], [Logistics], RoutePlace, D::Route(End::From);
    RouteTo: [], [Logistics], RoutePlace, D::Route(End::To);
    NextProjection: [plain(Key::P)], [], Always, D::Session(|s| Command::View(ViewCommand::Projection(next(&Projection::ALL, s.view().camera.projection))));
    ProjectionMercator: [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Projection(Projection::Mercator)), |s| s.view().camera.projection == Projection::Mercator);
    ProjectionConic: [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Projection(Projection::Conic)), |s| s.view().camera.projection == Projection::Conic);
    NextTheme: [plain(Key::T)], [], Always, D::Session(|s| Command::View(ViewCommand::Theme(next(&Theme::ALL, s.view().theme))));
    ThemeLight: [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Theme(Theme::Light)), |s| s.view().theme == Theme::Light);
    ThemeDark: [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Theme(Theme::Dark)), |s| s.view().theme == Theme::Dark);
    ThemeProjector: [], [Map], Always, D::Choose(|_| Command::View(ViewCommand::Theme(Theme::Projector)), |s| s.view().theme == Theme::Projector);
    InterfaceEnglish: [], [Language], Always, D::Choose(|_| Command::View(ViewCommand::Interface(Language::En)), |s| s.interface() == Language::En);
    InterfaceRussian: [], [Language], Always, D::Choose(|_| Command::View(ViewCommand::Interface(Language::Ru)), |s| s.interface() == Language::Ru);
    InterfaceKorean: [], [Language], Always, D::Choose(|_| Command::View(ViewCommand::Interface(Language::Ko)), |s| s.interface() == Language::Ko);
    NextLanguage: [plain(Key::N)], [], Always, D::Session(|s| Command::View(ViewCommand::Language(next(&Language::ALL, s.view().language))));
    NamesEnglish: [], [Map, Language], Always, D::Choose(|_| Command::View(ViewCommand::Language(Language::En)), |s| s.view().language == Language::En);
    NamesRussian: [], [Map, Language], Always, D::Choose(|_| Command::View(ViewCommand::Language(Language::Ru)), |s| s.view().language == Language::Ru);
    NamesKorean: [], [Map, Language], Always, D::Choose(|_| Command::View(ViewCommand::Language(Language::Ko)), |s| s.view().language == Language::Ko);
    ToggleRelief: [plain(Key::R)], [Map], Always, D::Choose(|s| Command::View(ViewCommand::Layer("relief".to_owned(), !s.view().shows("relief"))), |s| s.view().shows("relief"));
    ToggleFlows: [plain(Key::W)], [Map], Always, D::Choose(|s| Command::View(ViewCommand::Flows(!s.view().flows)), |s| s.view().flows);
    ToggleMotion: [], [Map], Always, D::Toggle(Part::Motion);
    ToggleTumenLoupe: [plain(Key::J)], [Map], Always, D::Choose(loupes::toggle_tumen, loupes::has_tumen);
    DrawLoupe: [plain(Key::I)], [Map], Always, D::Take(Tool::Loupe);
    RemoveLoupes: [], [Map], Loupe, D::Session(loupes::none);
    ToggleCompare: [plain(Key::K)], [Map], Always, D::Choose(compare::toggle, compare::is_on);
    CompareBeside: [], [Map], Compare, D::Choose(compare::turn, compare::is_beside);
    PlayTime: [plain(Key::Space)], [Map], Always, D::Play;
    PreviousEvent: [plain(Key::OpenBracket)], [Map], Always, D::Date(Step::Back);
    NextEvent: [plain(Key::CloseBracket)], [Map], Always, D::Date(Step::On);
    Today: [], [Map], Always, D::Date(Step::Today);
    Open: [ctrl(Key::O)], [Files], Always, D::App(|| Program::AskOpen);
    Save: [ctrl(Key::S)], [Files], Always, D::App(|| Program::Save);
    SaveAs: [shift(Key::S)], [Files], Always, D::App(|| Program::SaveAs);
    Undo: [ctrl(Key::Z)], [Edit], Undo, D::Session(|_| Command::Workspace(WorkspaceCommand::Undo));
    Redo: [shift(Key::Z), ctrl(Key::Y)], [Edit], Redo, D::Session(|_| Command::Workspace(WorkspaceCommand::Redo));
    Measure: [plain(Key::M)], [Edit], Always, D::Take(Tool::Measure);
    DrawLine: [plain(Key::D)], [Edit], Always, D::Take(Tool::DrawLine);
    DrawPoint: [plain(Key::O)], [Edit], Always, D::Take(Tool::DrawPoint);
    DrawArea: [plain(Key::A)], [Edit], Always, D::Take(Tool::DrawArea);
    EditShape: [plain(Key::E)], [Edit], Always, D::Take(Tool::EditShape);
    DrawVariant: [], [Edit], Line, D::Feature(Change::Variant);
    Duplicate: [ctrl(Key::D)], [Edit], OwnFeature, D::Feature(Change::Duplicate);
    Reverse: [], [Edit], OwnFeature, D::Feature(Change::Reverse);
    Simplify: [], [Edit], OwnFeature, D::Feature(Change::Simplify);
    Join: [], [Edit], OwnFeature, D::Feature(Change::Join);
    Delete: [plain(Key::Delete)], [Edit], OwnFeature, D::Feature(Change::Delete);
    Present: [plain(Key::F5)], [Tour], Tour, D::Present(false);
    PresentFromHere: [KeyboardShortcut::new(Modifiers::SHIFT, Key::F5)], [Tour], Tour, D::Present(true);
    ShowTours: [plain(Key::U)], [View, Tour], Always, D::Tab(BottomTab::Tours);
    ToggleLegend: [plain(Key::G)], [View], Always, D::Toggle(Part::Legend);
    NewTour: [], [Tour], Always, D::Tour(TourChange::New);
    AddStop: [shift(Key::A)], [Tour], Always, D::Tour(TourChange::Add);
    UpdateStop: [shift(Key::U)], [Tour], OwnStop, D::Tour(TourChange::Update);
    GoToStop: [shift(Key::G)], [Tour], Stop, D::Tour(TourChange::Go);
    Export: [ctrl(Key::E)], [Files], Always, D::Cover(Overlay::Export);
    CopyMap: [shift(Key::C)], [Files], Always, D::App(|| Program::CopyMap);
    FullScreen: [plain(Key::F11)], [View], Always, D::App(|| Program::FullScreen);
    Notices: [], [Help], Always, D::Cover(Overlay::Notices);
    About: [], [Help], Always, D::Cover(Overlay::About);
    Quit: [ctrl(Key::Q)], [Files], Always, D::App(|| Program::Quit);
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
