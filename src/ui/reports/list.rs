//! The notices of a report, the gravest first.

use crate::ui::colors::Ink;
use crate::ui::out::UiCommands;
use crate::ui::say::say;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset::{self, body, small, strong};
use eframe::egui::{Button, Ui};
use std::sync::Arc;
use tumen_core::diag::{Notice, Severity};
use tumen_core::message::Message;
use tumen_core::model::{FeatureKey, LayerId, Selection};
use tumen_session::{CameraCommand, Import, SelectionCommand, Session};

const GROUPS: [(Severity, &str); 3] = [
    (Severity::Error, "reports-errors"),
    (Severity::Warning, "reports-warnings"),
    (Severity::Info, "reports-notes"),
];

/// Which feature each notice of a report is about, looked up once.
#[derive(Debug, Clone, Default)]
pub(super) struct ListState {
    made_for: Option<u64>,
    features: Vec<Option<(LayerId, FeatureKey)>>,
}

impl ListState {
    fn prepare(&mut self, session: &Session, import: &Import) {
        if self.made_for == Some(import.id) {
            return;
        }
        self.made_for = Some(import.id);
        self.features = import.report.notices().iter().map(|n| feature(session, import, n)).collect();
    }
}

/// The feature of a notice: by its number, else by the line on which it begins.
fn feature(session: &Session, import: &Import, notice: &Notice) -> Option<(LayerId, FeatureKey)> {
    let mut layers = import.layers.iter().filter_map(|id| session.workspace().layer(*id));
    let named = notice.place.feature.as_ref();
    let is_feature = |m: &&Message| matches!(m.key(), Some("notice-in-feature" | "notice-in-feature-named"));
    if let Some(number) = named.filter(is_feature).and_then(|m| m.count("n")) {
        let index = number.checked_sub(1)?;
        // In a file of several layers the number alone says too little.
        let (layer, None) = (layers.next()?, layers.next()) else { return None };
        return layer.features.get(index).map(|f| (layer.id, f.key));
    }
    let line = u32::try_from(notice.place.line?).ok()?;
    layers.find_map(|layer| {
        let after = layer.features.partition_point(|f| f.line <= line);
        let found = layer.features.get(after.checked_sub(1)?)?;
        (found.line > 0).then_some((layer.id, found.key))
    })
}

/// Shows the notices.
pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    state: &mut ListState,
    import: &Arc<Import>,
    commands: &mut UiCommands,
) {
    state.prepare(session, import);
    let ink = Ink::of(session);
    let notices = import.report.notices();
    if notices.is_empty() {
        ui.label(body(session.say("reports-clean")));
    }
    for (severity, title) in GROUPS {
        let mut found =
            notices.iter().zip(&state.features).filter(|(n, _)| n.severity == severity).peekable();
        if found.peek().is_none() {
            continue;
        }
        typeset::space(ui, sizes().space.tight);
        ui.label(strong(session.say(title), text_sizes().small));
        for (notice, feature) in found {
            line(ui, session, notice, *feature, ink, commands);
        }
    }
    for (code, more) in import.report.left_out() {
        ui.label(small(say!(session, "reports-more", n = more, code = code)).color(ink.quiet));
    }
}

fn line(
    ui: &mut Ui,
    session: &Session,
    notice: &Notice,
    feature: Option<(LayerId, FeatureKey)>,
    ink: Ink,
    commands: &mut UiCommands,
) {
    // What is out of sight takes its room only; rows of one line are as high as the buttons.
    ui.horizontal_wrapped(|ui| {
        let message = notice.message.in_words(session.messages());
        if !ui.is_rect_visible(ui.max_rect()) {
            return drop(ui.label(small(message)));
        }
        let place = &notice.place;
        let mut at = match (place.line, place.column, place.byte) {
            (Some(line), Some(column), _) => {
                say!(session, "reports-line-column", line = line.to_string(), column = column.to_string())
            }
            (Some(line), None, _) => say!(session, "reports-line", line = line.to_string()),
            (None, _, Some(byte)) => say!(session, "reports-byte", byte = byte.to_string()),
            _ => String::new(),
        };
        if let Some(feature) = &place.feature {
            at =
                if at.is_empty() { feature.in_words(session.messages()) } else { format!("{at}, {feature}") };
        }
        if !at.is_empty() {
            ui.label(small(at).color(ink.quiet));
        }
        let text = ui.label(small(message));
        text.on_hover_ui(|ui| drop(ui.label(notice.in_words(session.messages()))));
        if !notice.hint.is_empty() {
            ui.label(small(format!("→ {}", notice.hint.in_words(session.messages()))).color(ink.quiet));
        }
        let there = feature.filter(|(layer, key)| {
            session.workspace().layer(*layer).is_some_and(|l| l.feature(*key).is_some())
        });
        if let Some((layer, key)) = there {
            let button = ui.add(Button::new(small(session.say("action-ZoomToSelection-short"))).small());
            if button.on_hover_text(session.say("attributes-see")).clicked() {
                commands.push(SelectionCommand::Select(Some(Selection::Feature(layer, key))));
                commands.push(CameraCommand::FlyToSelection);
            }
        }
    });
}
