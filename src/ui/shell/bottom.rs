//! The panel at the bottom: plots, promises, sanctions, lists, routes, tours, attributes and reports, one
//! at a time.

use super::Shell;
use crate::ui::out::PanelCx;
use crate::ui::tab::{BottomTab, TabRow};
use crate::ui::typeset::small;
use crate::ui::{attributes, lists, logistics, plots, promises, reports, sanctions, tours};
use eframe::egui::Ui;

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
        BottomTab::Lists => lists::show(ui, cx, &mut shell.lists),
        BottomTab::Routes => logistics::show(ui, cx, &mut shell.logistics),
        BottomTab::Tours => tours::show(ui, cx, &mut shell.tours, shell.right),
        BottomTab::Attributes => attributes::show(ui, cx, &mut shell.attributes),
        BottomTab::Reports => reports::show(ui, cx, &mut shell.reports),
    }
}
