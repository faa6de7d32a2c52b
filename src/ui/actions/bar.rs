//! The bar and its menus: what there is room for, buttons and entries.

use super::{Action, BAR, BAR_RIGHT, run};
use crate::ui::shell::{Requests, Shell};
use eframe::egui;
use tumen_session::Session;

/// The title of the menu that holds what the bar has no room for.
pub const MORE: &str = "More";

/// What the bar has room for: buttons on its left and on its right, and those left over. The panels
/// come before the views, which the View menu holds as well.
pub fn fit(ui: &egui::Ui, session: &Session) -> (&'static [Action], &'static [Action], Vec<Action>) {
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
    room -= width(MORE.to_owned());
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
pub fn button(
    ui: &mut egui::Ui,
    action: Action,
    session: &Session,
    shell: &mut Shell,
    requests: &mut Requests,
) {
    let on = action.is_on(session, shell).unwrap_or(false);
    let response = ui.selectable_label(on, action.short(session)).on_hover_text(tip(ui.ctx(), action));
    if response.clicked() {
        run(action, session, shell, requests);
    }
}

/// An entry of a menu.
pub fn menu_item(
    ui: &mut egui::Ui,
    action: Action,
    session: &Session,
    shell: &mut Shell,
    requests: &mut Requests,
) {
    let info = action.info();
    let key = info.key.map(|k| ui.ctx().format_shortcut(&k)).unwrap_or_default();
    let on = action.is_on(session, shell).unwrap_or(false);
    let button = egui::Button::selectable(on, action.words(session)).shortcut_text(key);
    if ui.add_enabled(action.is_possible(session, shell), button).on_hover_text(info.tip).clicked() {
        run(action, session, shell, requests);
        ui.close();
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
