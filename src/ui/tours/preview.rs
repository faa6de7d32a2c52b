//! Captions as the audience reads them.

use crate::ui::colors::Ink;
use crate::ui::sizes::{sizes, text_sizes};
use crate::ui::typeset;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{FontFamily, FontId, Label, Stroke, Ui};
use tumen_core::markdown::{self, Block, Kind, Run};

/// Shows a text.
pub(super) fn show(ui: &mut Ui, ink: &Ink, text: &str) {
    ui.spacing_mut().item_spacing.y = sizes().space.tight;
    for block in markdown::blocks(text) {
        let depth = if let Kind::Item(depth, _) = block.kind { f32::from(depth) } else { 0.0 };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(depth * sizes().tours.indent);
            ui.add(Label::new(job(ink, &block)).wrap());
        });
    }
}

fn job(ink: &Ink, block: &Block) -> LayoutJob {
    let heading = matches!(block.kind, Kind::Heading(_));
    let size = if heading { text_sizes().heading } else { text_sizes().body };
    let mut job = LayoutJob::default();
    if let Some(mark) = block.kind.mark() {
        let space = if matches!(block.kind, Kind::Item(..)) { " " } else { "" };
        job.append(&format!("{mark}{space}"), 0.0, format(ink, size, &Run::default()));
    }
    for run in &block.runs {
        job.append(&run.text, 0.0, format(ink, size, &Run { strong: run.strong || heading, ..run.clone() }));
    }
    job
}

fn format(ink: &Ink, size: f32, run: &Run) -> TextFormat {
    let font_id = match (run.code, run.strong) {
        (true, _) => FontId::new(size, FontFamily::Monospace),
        (_, true) => typeset::strong_font(size),
        _ => typeset::font(size),
    };
    let color = if run.link.is_some() { ink.link } else { ink.text };
    let underline = if run.link.is_some() { Stroke::new(1.0, color) } else { Stroke::NONE };
    TextFormat { font_id, color, italics: run.emphasis, underline, ..TextFormat::default() }
}
