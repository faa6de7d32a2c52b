//! The panel at the bottom: plots, promises, sanctions, lists, routes, tours, attributes and reports, one
//! at a time.
//!
//! A panel that nothing else of the window opens or asks is a module below this one.

pub mod promises;
pub mod sanctions;

use super::Shell;
use crate::ui::out::PanelCx;
use crate::ui::tab::{BottomTab, TabRow};
use crate::ui::typeset::small;
use crate::ui::{attributes, lists, logistics, plots, reports, tours};
use eframe::egui::Ui;

/// What the panels remember that nothing else of the window asks; not saved.
#[derive(Debug, Clone, Default)]
pub struct PanelStates {
    /// What the attribute table shows.
    pub attributes: attributes::AttributesState,
    /// What the lists have made, and the selection that they follow.
    pub lists: lists::ListMemory,
}

/// The row of tabs, which stays where it is: a tab opens the panel above it, the open one closes it.
pub fn tabs(ui: &mut Ui, cx: &mut PanelCx<'_>, shell: &mut Shell) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for &tab in BottomTab::ALL {
            let TabRow { words, tip, .. } = tab.row();
            let label = ui.selectable_label(shell.shows(tab), small(cx.say(words)));
            if label.on_hover_text(cx.say(tip)).clicked() {
                shell.bottom = !shell.shows(tab);
                shell.tab = tab;
            }
        }
    });
}

/// Shows the open tab.
pub fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, shell: &mut Shell) {
    match shell.tab {
        BottomTab::Plots => plots::show(ui, cx, &mut shell.plots),
        BottomTab::Promises => promises::show(ui, cx),
        BottomTab::Sanctions => sanctions::show(ui, cx),
        BottomTab::Lists => lists::show(ui, cx, &mut shell.lists, &mut shell.panels.lists),
        BottomTab::Routes => logistics::show(ui, cx, &mut shell.logistics),
        BottomTab::Tours => tours::show(ui, cx, &mut shell.tours, shell.right),
        BottomTab::Attributes => attributes::show(ui, cx, &mut shell.panels.attributes),
        BottomTab::Reports => reports::show(ui, cx, &mut shell.reports),
    }
}
