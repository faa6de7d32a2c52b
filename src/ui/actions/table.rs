//! Which actions there are, and where they stand: menus, the bar, palette and key sheet.

use super::A;
use super::Action;

/// A menu of the bar.
pub struct Menu {
    /// Its title.
    pub title: &'static str,
    /// What it holds.
    pub actions: &'static [Action],
}

/// The menus.
pub const MENUS: &[Menu] = &[
    Menu { title: "File", actions: &[A::Open, A::Save, A::SaveAs, A::Export, A::Quit] },
    Menu {
        title: "Edit",
        actions: &[
            A::Undo,
            A::Redo,
            A::Measure,
            A::DrawLine,
            A::DrawPoint,
            A::DrawArea,
            A::EditShape,
            A::DrawVariant,
            A::Duplicate,
            A::Reverse,
            A::Simplify,
            A::Join,
            A::Delete,
        ],
    },
    Menu {
        title: "View",
        actions: &[
            A::Theatre,
            A::Tumen,
            A::Primorye,
            A::Korea,
            A::Chukotka,
            A::ZoomToSelection,
            A::ZoomIn,
            A::ZoomOut,
            A::ToggleLeft,
            A::ToggleRight,
            A::ToggleBottom,
            A::ToggleTime,
            A::ShowPlots,
            A::ShowPromises,
            A::ShowSanctions,
            A::ShowLists,
            A::ShowRoutes,
            A::ShowTours,
            A::ToggleLegend,
            A::FullScreen,
        ],
    },
    Menu {
        title: "Map",
        actions: &[
            A::ProjectionMercator,
            A::ProjectionConic,
            A::ThemeLight,
            A::ThemeDark,
            A::ThemeProjector,
            A::NamesEnglish,
            A::NamesRussian,
            A::NamesKorean,
            A::ToggleRelief,
            A::ToggleMotion,
            A::PlayTime,
            A::PreviousEvent,
            A::NextEvent,
            A::Today,
        ],
    },
    Menu { title: "Logistics", actions: &[A::ShowRoutes, A::RouteFrom, A::RouteTo] },
    Menu { title: "Tour", actions: &[A::ShowTours, A::NewTour, A::AddStop, A::UpdateStop, A::GoToStop] },
    Menu { title: "Help", actions: &[A::Palette, A::Keys, A::Notices, A::About] },
];

/// Buttons on the left of the bar.
pub const BAR: &[Action] = &[A::Theatre, A::Tumen, A::Primorye, A::Korea, A::Chukotka];
/// Buttons on the right of the bar, from the right.
pub const BAR_RIGHT: &[Action] = &[
    A::ToggleRight,
    A::ToggleBottom,
    A::ToggleTime,
    A::ToggleLeft,
    A::NextTheme,
    A::NextLanguage,
    A::NextProjection,
    A::Palette,
];

impl Action {
    /// Every action, in the order of the palette and the key sheet.
    pub const ALL: [Self; 66] = [
        A::Theatre,
        A::Tumen,
        A::Primorye,
        A::Korea,
        A::Chukotka,
        A::ZoomToSelection,
        A::ClearSelection,
        A::ZoomIn,
        A::ZoomOut,
        A::Palette,
        A::Keys,
        A::ToggleLeft,
        A::ToggleRight,
        A::ToggleBottom,
        A::ToggleTime,
        A::ShowPlots,
        A::ShowPromises,
        A::ShowSanctions,
        A::ShowLists,
        A::ShowRoutes,
        A::RouteFrom,
        A::RouteTo,
        A::ShowTours,
        A::ToggleLegend,
        A::ToggleRelief,
        A::ToggleMotion,
        A::NextProjection,
        A::ProjectionMercator,
        A::ProjectionConic,
        A::NextTheme,
        A::ThemeLight,
        A::ThemeDark,
        A::ThemeProjector,
        A::NextLanguage,
        A::NamesEnglish,
        A::NamesRussian,
        A::NamesKorean,
        A::PlayTime,
        A::PreviousEvent,
        A::NextEvent,
        A::Today,
        A::Open,
        // Before Save: its keys hold those of Save.
        A::SaveAs,
        A::Save,
        A::Redo,
        A::Undo,
        A::Measure,
        A::DrawLine,
        A::DrawPoint,
        A::DrawArea,
        A::EditShape,
        A::DrawVariant,
        A::Duplicate,
        A::Reverse,
        A::Simplify,
        A::Join,
        A::Delete,
        A::NewTour,
        A::AddStop,
        A::UpdateStop,
        A::GoToStop,
        A::Export,
        A::FullScreen,
        A::Notices,
        A::About,
        A::Quit,
    ];
}
