//! Reports of opened files: what was found, where, why, what to do, and the repairs that are offered.

mod list;
mod repair;

use super::colors::Ink;
use super::out::{PanelCx, UiCommand, UiCommands};
use super::tab::BottomTab;
use super::typeset::small;
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use eframe::egui::{Align, Button, ComboBox, Layout, ScrollArea, Ui};
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::diag::{Report, Severity};
use tumen_session::{Command, Import, Session, WorkspaceCommand};

/// What the reports remember.
#[derive(Debug, Clone, Default)]
pub struct ReportsState {
    /// The report that is shown; the last one if it is none or gone.
    pub import: Option<u64>,
    /// The last opened file that was looked at.
    seen: Option<u64>,
    /// Proposals that were answered, by report and index.
    answered: BTreeSet<(u64, usize)>,
    repair: repair::RepairState,
    list: list::ListState,
}

/// Opens the report of a file that was just opened if something in it looks wrong.
pub(super) fn notice(session: &Session, state: &mut ReportsState, out: &mut UiCommands) {
    let Some(last) = session.imports().last() else { return };
    if state.seen == Some(last.id) {
        return;
    }
    state.seen = Some(last.id);
    let wrong = last.report.notices().iter().any(|n| n.severity >= Severity::Warning);
    if wrong || !last.proposals().is_empty() {
        state.import = Some(last.id);
        out.push(UiCommand::ShowTab(BottomTab::Reports));
    }
}

/// A report as text, the lines that `tumen check` says.
#[must_use]
pub fn text(report: &Report) -> String {
    report.to_text()
}

/// Shows the report of a file.
pub(super) fn show(ui: &mut Ui, cx: &mut PanelCx<'_>, state: &mut ReportsState) {
    let (session, commands) = (cx.session, &mut *cx.out);
    let chosen = session.imports().iter().find(|i| Some(i.id) == state.import).or(session.imports().last());
    let Some(import) = chosen.cloned() else {
        ui.label(small(session.say("reports-none")).color(Ink::of(session).quiet));
        return;
    };
    state.import = Some(import.id);
    ui.horizontal(|ui| bar(ui, session, state, &import, commands));
    ScrollArea::vertical().id_salt(("report", import.id)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = sizes().space.tight;
        repair::show(ui, session, state, &import, commands);
        list::show(ui, session, &mut state.list, &import, commands);
    });
}

fn bar(
    ui: &mut Ui,
    session: &Session,
    state: &mut ReportsState,
    import: &Arc<Import>,
    commands: &mut UiCommands,
) {
    let combo = ComboBox::from_id_salt("report file")
        .width(sizes().reports.file)
        .selected_text(small(file_name(&import.path)));
    let shown = combo.show_ui(ui, |ui| {
        for other in session.imports().iter().rev() {
            let words = small(file_name(&other.path));
            ui.selectable_value(&mut state.import, Some(other.id), words).on_hover_text(&other.path);
        }
    });
    shown.response.on_hover_text(session.say("reports-file-tip"));
    ui.label(small(summary(session, import)).color(Ink::of(session).quiet));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let close = ui.add(Button::new(small(session.say("reports-dismiss"))).small());
        if close.on_hover_text(session.say("reports-dismiss-tip")).clicked() {
            commands.extend([
                Command::Workspace(WorkspaceCommand::Preview(None)),
                Command::Workspace(WorkspaceCommand::ForgetImport(import.id)),
            ]);
        }
        let copy = ui.add(Button::new(small(session.say("problems-copy"))).small());
        if copy.on_hover_text(session.say("reports-copy-tip")).clicked() {
            ui.copy_text(text(&import.report));
        }
    });
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().filter(|n| !n.is_empty()).unwrap_or(path)
}

/// Format, number of features, and how much was found.
fn summary(session: &Session, import: &Import) -> String {
    let count = |severity| import.report.notices().iter().filter(|n| n.severity == severity).count();
    let mut parts = vec![import.format.clone(), say!(session, "layers-features", n = import.features)];
    for (severity, key) in [
        (Severity::Error, "reports-errors-n"),
        (Severity::Warning, "reports-warnings-n"),
        (Severity::Info, "reports-notes-n"),
    ] {
        let n = count(severity);
        if n > 0 {
            parts.push(session.say_with(key, &[("n", n.into())]));
        }
    }
    parts.retain(|p| !p.is_empty());
    parts.join(" · ")
}
