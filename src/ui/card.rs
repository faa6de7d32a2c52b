//! The card of what is selected.
use crate::session::{Command, Session};
/// Shows.
pub fn show(ui: &mut eframe::egui::Ui, _session: &Session, _commands: &mut Vec<Command>) {
    ui.label("card");
}
