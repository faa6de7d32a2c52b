//! One table of actions for menus, buttons, keys, palette and key sheet.

mod info;
mod table;

use super::tab::BottomTab;
use super::tools::tool::Tool;
use eframe::egui;
use tumen_core::geo::Projection;
use tumen_scene::Theme;
use tumen_session::Session;

pub use info::Info;
pub use table::{BAR, BAR_RIGHT, MENUS, Menu};

/// Something the user can do from a menu, a button, a key or the palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named after what they do; the table below explains them")]
pub enum Action {
    Theatre,
    Tumen,
    Primorye,
    Korea,
    Chukotka,
    ZoomIn,
    ZoomOut,
    ZoomToSelection,
    ClearSelection,
    ProjectionMercator,
    ProjectionConic,
    NextProjection,
    ThemeLight,
    ThemeDark,
    ThemeProjector,
    NextTheme,
    NamesEnglish,
    NamesRussian,
    NamesKorean,
    NextLanguage,
    ToggleLeft,
    ToggleRight,
    ToggleBottom,
    ToggleTime,
    ShowPlots,
    ShowPromises,
    ShowSanctions,
    ShowLists,
    ShowRoutes,
    RouteFrom,
    RouteTo,
    ShowTours,
    ToggleLegend,
    ToggleMotion,
    ToggleFlows,
    ToggleRelief,
    PlayTime,
    PreviousEvent,
    NextEvent,
    Today,
    Redo,
    Undo,
    Measure,
    DrawLine,
    DrawPoint,
    DrawArea,
    EditShape,
    DrawVariant,
    Duplicate,
    Reverse,
    Simplify,
    Join,
    Delete,
    Present,
    PresentFromHere,
    NewTour,
    AddStop,
    UpdateStop,
    GoToStop,
    Palette,
    Keys,
    About,
    Notices,
    Open,
    Save,
    SaveAs,
    Export,
    CopyMap,
    FullScreen,
    Quit,
}

use Action as A;

impl Action {
    /// Words of its entry in a menu: undo and redo say what of.
    pub(in crate::ui) fn words(self, session: &Session) -> String {
        let history = session.history();
        let step = match self {
            A::Undo => history.undo_label(),
            A::Redo => history.redo_label(),
            _ => None,
        };
        let text = self.info().text;
        step.map_or_else(|| text.to_owned(), |step| format!("{text} {step}"))
    }

    /// The tool that it takes in hand.
    pub(in crate::ui) fn tool(self) -> Option<Tool> {
        Some(match self {
            A::Measure => Tool::Measure,
            A::DrawLine => Tool::DrawLine,
            A::DrawPoint => Tool::DrawPoint,
            A::DrawArea => Tool::DrawArea,
            A::EditShape => Tool::EditShape,
            _ => return None,
        })
    }

    /// The tab of the bottom panel that an action opens.
    pub(in crate::ui) fn tab(self) -> BottomTab {
        match self {
            A::ShowPromises => BottomTab::Promises,
            A::ShowSanctions => BottomTab::Sanctions,
            A::ShowLists => BottomTab::Lists,
            A::ShowRoutes => BottomTab::Routes,
            A::ShowTours => BottomTab::Tours,
            _ => BottomTab::Plots,
        }
    }

    /// What the button in the bar says: switches name the present choice.
    pub(in crate::ui) fn short(self, session: &Session) -> String {
        let view = session.view();
        match self {
            A::NextProjection if view.camera.projection == Projection::Mercator => "Mercator".to_owned(),
            A::NextProjection => "Conic".to_owned(),
            A::NextLanguage => view.language.own_name().to_owned(),
            A::NextTheme => match view.theme {
                Theme::Light => "Light".to_owned(),
                Theme::Dark => "Dark".to_owned(),
                Theme::Projector => "Projector".to_owned(),
            },
            other => other.info().short.to_owned(),
        }
    }
}

/// What an action does, with its key.
pub(in crate::ui) fn tip(ctx: &egui::Context, action: Action) -> String {
    let info = action.info();
    match info.key {
        Some(key) => format!("{} ({})", info.tip, ctx.format_shortcut(&key)),
        None => info.tip.to_owned(),
    }
}
