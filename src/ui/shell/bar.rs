//! The bar and its menus: what there is room for, buttons and entries.

use super::{Shell, act};
use crate::ui::actions::{self, Action, BAR, BAR_RIGHT};
use crate::ui::out::{PanelCx, UiCommand};
use eframe::egui;
use tumen_session::Session;

/// The key of the title of the menu that holds what the bar has no room for.
pub(super) const MORE: &str = "menu-more";

/// What the bar has room for: buttons on its left and on its right, and those left over. The panels
/// come before the views, which the View menu holds as well.
pub(super) fn fit(ui: &egui::Ui, session: &Session) -> (&'static [Action], &'static [Action], Vec<Action>) {
    let width = |words: String| {
        let text = egui::WidgetText::from(words);
        let wrap = Some(egui::TextWrapMode::Extend);
        let galley = text.into_galley(ui, wrap, f32::INFINITY, egui::TextStyle::Button);
        galley.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
    };
    let widths = BAR_RIGHT.iter().chain(BAR).map(|a| width(a.short(session)));
    let mut room = ui.available_width();
    if widths.clone().sum::<f32>() <= room {
        return (BAR, BAR_RIGHT, Vec::new());
    }
    room -= width(session.say(MORE).to_owned());
    let shown = widths.take_while(|w| {
        room -= w;
        room >= 0.0
    });
    let shown = shown.count();
    let (right, right_rest) = BAR_RIGHT.split_at(shown.min(BAR_RIGHT.len()));
    let (left, left_rest) = BAR.split_at(shown - right.len());
    (left, right, left_rest.iter().chain(right_rest.iter().rev()).copied().collect())
}

/// A button in the bar.
pub(super) fn button(ui: &mut egui::Ui, action: Action, cx: &mut PanelCx<'_>, shell: &Shell) {
    let session = cx.session;
    let on = act::is_on(action, session, shell).unwrap_or(false);
    let tip = actions::tip(ui.ctx(), cx.words, action);
    let response = ui.selectable_label(on, action.short(session)).on_hover_text(tip);
    if response.clicked() {
        cx.out.push(UiCommand::Act(action));
    }
}

/// An entry of a menu.
pub(super) fn menu_item(ui: &mut egui::Ui, action: Action, cx: &mut PanelCx<'_>, shell: &Shell) {
    let session = cx.session;
    let row = action.row();
    let key = row.keys.first().map(|k| ui.ctx().format_shortcut(k)).unwrap_or_default();
    let on = act::is_on(action, session, shell).unwrap_or(false);
    let button = egui::Button::selectable(on, action.words(session)).shortcut_text(key);
    if ui
        .add_enabled(act::is_possible(action, session, shell), button)
        .on_hover_text(session.say(row.tip))
        .clicked()
    {
        cx.out.push(UiCommand::Act(action));
        ui.close();
    }
}
