//! The tabs of the panel at the bottom: one row per panel.

use tumen_scene::style::ShellStyle;

/// What the window knows of a tab.
#[derive(Debug)]
pub struct TabRow {
    /// The key of the words on it: those of the action that opens it, where there is one.
    pub words: &'static str,
    /// The key of what it shows.
    pub tip: &'static str,
    /// The name of the panel: tables beside each other need more room and are given a height of their own.
    pub panel: &'static str,
    /// How high the panel is at first, points: which size of the style.
    pub height: fn(&ShellStyle) -> f32,
}

/// A row of the usual panel.
const fn usual(words: &'static str, tip: &'static str) -> TabRow {
    TabRow { words, tip, panel: "bottom", height: |s| s.bottom }
}

/// Every tab has a row: the table makes the tabs, in the order in which they stand.
macro_rules! tabs {
    ($($(#[$about:meta])* $tab:ident: $row:expr;)*) => {
        /// What the panel at the bottom shows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "lowercase")]
        pub enum BottomTab {
            $($(#[$about])* $tab,)*
        }

        impl BottomTab {
            /// Every tab, in the order of the row.
            pub const ALL: &[Self] = &[$(Self::$tab),*];

            /// The row of the tab.
            #[must_use]
            pub fn row(self) -> &'static TabRow {
                match self {
                    $(Self::$tab => const { &$row },)*
                }
            }
        }
    };
}

tabs! {
    /// Series over time.
    #[default]
    Plots: usual("action-ShowPlots", "action-ShowPlots-tip");
    /// Targets beside what followed.
    Promises: usual("action-ShowPromises", "action-ShowPromises-tip");
    /// Resolutions and the projects that they bear on.
    Sanctions: usual("action-ShowSanctions", "action-ShowSanctions-tip");
    /// Tables of projects, corridors, figures and events.
    Lists: usual("action-ShowLists", "action-ShowLists-tip");
    /// Variants of a route, side by side.
    Routes: TabRow {
        words: "action-ShowRoutes",
        tip: "action-ShowRoutes-tip",
        panel: "bottom routes",
        height: |s| s.routes,
    };
    /// Talks over the map.
    Tours: usual("action-ShowTours", "tab-tours-tip");
    /// The features of a layer of the user with their properties.
    Attributes: usual("tab-attributes", "tab-attributes-tip");
    /// What was said about opened files, and the repairs offered.
    Reports: usual("tab-reports", "tab-reports-tip");
}
