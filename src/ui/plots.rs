//! Plots of the series.
use crate::session::{Command, Session};
/// State.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct PlotState {}
/// Shows.
pub fn show(
    ui: &mut eframe::egui::Ui,
    _session: &Session,
    _state: &mut PlotState,
    _commands: &mut Vec<Command>,
) {
    ui.label("plots");
}
