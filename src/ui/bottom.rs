//! The panel at the bottom: plots, promises, sanctions, lists, tours and attributes, one at a time.

use super::shell::{Program, Requests, Shell};
use super::typeset::small;
use super::{attributes, lists, logistics, plots, promises, reports, sanctions, tours};
use eframe::egui::Ui;
use tumen_session::Session;

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
            Self::Routes => ("bottom routes", logistics::HEIGHT),
            _ => ("bottom", 236.0),
        }
    }

    /// Words on the tab, and what it shows.
    #[must_use]
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::Plots => ["Plots", "Series over time"],
            Self::Promises => ["Promise against reality", "Each target beside what followed"],
            Self::Sanctions => ["Sanctions", "Which resolution bears on which project"],
            Self::Lists => ["Lists", "Projects, corridors, figures and events as tables"],
            Self::Routes => ["Routes", "Which way cargo should go: variants with cost, time and CO₂"],
            Self::Tours => ["Tours", "Talks over the map, stop by stop"],
            Self::Attributes => ["Attributes", "The features of one of your layers with their properties"],
            Self::Reports => ["Reports", "What was found in opened files, and what can be repaired"],
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
}

/// Shows the row of tabs and the open one.
pub fn show(ui: &mut Ui, session: &Session, shell: &mut Shell, requests: &mut Requests) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for tab in BottomTab::ALL {
            let [words, tip] = tab.words();
            if ui.selectable_label(shell.tab == tab, small(words)).on_hover_text(tip).clicked() {
                shell.tab = tab;
            }
        }
    });
    let commands = &mut requests.commands;
    let mut saved = None;
    match shell.tab {
        BottomTab::Plots => {
            let file = plots::show(ui, session, &mut shell.plots, commands);
            saved = file.map(|f| Program::ExportPlot(Box::new(f)));
        }
        BottomTab::Promises => promises::show(ui, session, commands),
        BottomTab::Sanctions => sanctions::show(ui, session, commands),
        BottomTab::Lists => {
            saved = lists::show(ui, session, &mut shell.lists, commands).map(Program::SaveTable);
        }
        BottomTab::Routes => logistics::show(ui, session, shell, requests),
        BottomTab::Tours => tours::show(ui, session, shell, requests),
        BottomTab::Attributes => saved = attributes::show(ui, session, &mut shell.attributes, commands),
        BottomTab::Reports => reports::show(ui, session, shell, commands),
    }
    requests.program.extend(saved);
}
