//! Title and caption of a stop: Markdown as large type that is never clipped.

use crate::ui::colors::Ink;
use crate::ui::fonts;
use crate::ui::sizes::sizes;
use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, FontFamily, FontId, Galley, ScrollArea, Stroke, TextFormat, Ui, vec2};
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use tumen_core::markdown::{self, Block, Kind, Run};
use tumen_core::model::tour::Stop;
use tumen_scene::frame::Weight;
use tumen_scene::style::PresenterStyle;

/// A block laid out.
struct Row {
    galley: Arc<Galley>,
    marker: Option<Arc<Galley>>,
    indent: f32,
    gap: f32,
}

/// Title and caption laid out for a width.
pub(super) struct CaptionLayout {
    rows: Vec<Row>,
    /// Points.
    height: f32,
    /// What there is, points.
    room: f32,
}

/// How large the caption shown last fits: what was laid out, and its scale. Not saved.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fit(Option<(u64, f32)>);

/// Lays out title and caption as large as they fit into width and height.
pub(super) fn fit(
    ui: &Ui,
    stop: &Stop,
    style: &PresenterStyle,
    ink: Ink,
    [width, height]: [f32; 2],
    last: &mut Fit,
) -> CaptionLayout {
    let blocks = markdown::blocks(&stop.caption);
    let least = style.least / style.caption;
    let mut hasher = DefaultHasher::new();
    (&stop.title, &stop.caption, width.to_bits(), height.to_bits()).hash(&mut hasher);
    let subject = hasher.finish();
    // Tried out once; what fits is remembered as long as the stage has this size.
    let known = last.0.filter(|(of, _)| *of == subject).map(|(_, scale)| scale);
    let mut scale = known.unwrap_or(1.0);
    loop {
        let rows = lay(ui, &stop.title, &blocks, style, ink, width, scale);
        let laid = CaptionLayout {
            height: rows.iter().map(|r| r.gap + r.galley.size().y).sum(),
            rows,
            room: height,
        };
        if known.is_some() || laid.height <= height || scale <= least {
            last.0 = Some((subject, scale));
            return laid;
        }
        scale = (scale * sizes().stage.shrink.0).max(least);
    }
}

fn lay(
    ui: &Ui,
    title: &str,
    blocks: &[Block],
    style: &PresenterStyle,
    ink: Ink,
    width: f32,
    scale: f32,
) -> Vec<Row> {
    let size = style.caption * scale;
    let mut rows = Vec::new();
    if !title.is_empty() {
        let run = Run { text: title.to_owned(), strong: true, ..Run::default() };
        // A title shrinks less than what it stands over.
        let galley = galley(ui, &[run], style.title * scale.sqrt(), ink, width);
        rows.push(Row { galley, marker: None, indent: 0.0, gap: 0.0 });
    }
    let mut previous = None;
    for block in blocks {
        let gap = match (&previous, &block.kind) {
            (None, _) if rows.is_empty() => 0.0,
            (Some(Kind::Item(..)), Kind::Item(..)) => 0.5 * sizes().stage.between * size,
            _ => sizes().stage.between * size,
        };
        rows.push(Row { gap, ..row(ui, block, size, ink, width) });
        previous = Some(block.kind);
    }
    rows
}

fn row(ui: &Ui, block: &Block, size: f32, ink: Ink, width: f32) -> Row {
    let (size, indent) = match block.kind {
        Kind::Paragraph => (size, 0.0),
        Kind::Heading(_) => (sizes().stage.heading * size, 0.0),
        Kind::Item(depth, _) => (size, sizes().stage.indent * size * (f32::from(depth) + 1.0)),
        Kind::Quote => (size, sizes().stage.indent * size),
    };
    let marker = block.kind.mark().map(Cow::into_owned);
    let bold = matches!(block.kind, Kind::Heading(_));
    let runs: Vec<Run> = block.runs.iter().map(|r| Run { strong: r.strong || bold, ..r.clone() }).collect();
    let plain = |text: String| galley(ui, &[Run { text, ..Run::default() }], size, ink, f32::INFINITY);
    Row { galley: galley(ui, &runs, size, ink, width - indent), marker: marker.map(plain), indent, gap: 0.0 }
}

fn galley(ui: &Ui, runs: &[Run], size: f32, ink: Ink, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for run in runs {
        job.append(&run.text, 0.0, format(run, size, ink));
    }
    ui.painter().layout_job(job)
}

fn format(run: &Run, size: f32, ink: Ink) -> TextFormat {
    let family = match (run.code, run.strong) {
        (true, _) => FontFamily::Monospace,
        (_, true) => fonts::family(Weight::SemiBold),
        _ => fonts::family(Weight::Regular),
    };
    let color = if run.link.is_some() { ink.link } else { ink.text };
    TextFormat {
        italics: run.emphasis,
        line_height: Some(sizes().stage.leading * size),
        underline: if run.link.is_some() { Stroke::new(1.0, color) } else { Stroke::NONE },
        ..TextFormat::simple(FontId::new(size, family), color)
    }
}

/// Shows what was laid out. A text too long even for the smallest type can be scrolled.
pub(super) fn show(ui: &mut Ui, laid: CaptionLayout, color: Color32) {
    ui.spacing_mut().item_spacing.y = 0.0;
    if laid.height <= laid.room {
        return rows(ui, laid.rows, color);
    }
    ScrollArea::vertical().id_salt("caption").max_height(laid.room).show(ui, |ui| rows(ui, laid.rows, color));
}

fn rows(ui: &mut Ui, rows: Vec<Row>, color: Color32) {
    for row in rows {
        ui.add_space(row.gap);
        let at = ui.cursor().min;
        if let Some(marker) = row.marker {
            let left = row.indent - marker.size().x - sizes().stage.marker * row.indent;
            ui.painter().galley(at + vec2(left.max(0.0), 0.0), marker, color);
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(row.indent);
            super::label(ui, row.galley, color);
        });
    }
}
