//! The tabs of the panel at the bottom: one row per panel.

/// The panel is this high at first, points.
const HEIGHT: f32 = 236.0;
/// With the routes it is this high at first, points.
const ROUTES_HEIGHT: f32 = 340.0;

/// What the panel at the bottom shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BottomTab {
    /// Series over time.
    #[default]
    Plots,
    /// Targets beside what followed.
    Promises,
    /// Resolutions and the projects that they bear on.
    Sanctions,
    /// Tables of projects, corridors, figures and events.
    Lists,
    /// The features of a layer of the user with their properties.
    Attributes,
    /// What was said about opened files, and the repairs offered.
    Reports,
    /// Talks over the map.
    Tours,
    /// Variants of a route, side by side.
    Routes,
}

impl BottomTab {
    /// Every tab, in the order of the row.
    pub const ALL: [Self; 8] = [
        Self::Plots,
        Self::Promises,
        Self::Sanctions,
        Self::Lists,
        Self::Routes,
        Self::Tours,
        Self::Attributes,
        Self::Reports,
    ];

    /// The name and the first height of the panel: tables beside each other need more room and are given
    /// a height of their own.
    #[must_use]
    pub fn panel(self) -> (&'static str, f32) {
        match self {
            Self::Routes => ("bottom routes", ROUTES_HEIGHT),
            Self::Plots
            | Self::Promises
            | Self::Sanctions
            | Self::Lists
            | Self::Attributes
            | Self::Reports
            | Self::Tours => ("bottom", HEIGHT),
        }
    }

    /// The keys of the words on the tab, and of what it shows: those of the action that opens it.
    #[must_use]
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Plots => ["action-ShowPlots", "action-ShowPlots-tip"],
            Self::Promises => ["action-ShowPromises", "action-ShowPromises-tip"],
            Self::Sanctions => ["action-ShowSanctions", "action-ShowSanctions-tip"],
            Self::Lists => ["action-ShowLists", "action-ShowLists-tip"],
            Self::Routes => ["action-ShowRoutes", "action-ShowRoutes-tip"],
            Self::Tours => ["action-ShowTours", "tab-tours-tip"],
            Self::Attributes => ["tab-attributes", "tab-attributes-tip"],
            Self::Reports => ["tab-reports", "tab-reports-tip"],
        }
    }
}
