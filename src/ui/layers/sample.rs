//! The small sample of how a layer is drawn.

use super::rows::Shape;
use crate::ui::sizes::{sizes, within};
use eframe::egui::{Color32, Painter, Rect, Stroke, StrokeKind, pos2};
use tumen_core::model::layer::{Color, Dash, LayerStyle};

/// A color of the user's with an opacity.
pub(super) fn color(color: Color, opacity: f32) -> Color32 {
    let [r, g, b, a] = color.0;
    Color32::from_rgba_unmultiplied(r, g, b, (f32::from(a) * opacity.clamp(0.0, 1.0)).round() as u8)
}

/// Paints a dot, a line or an area in the style of a layer.
pub(super) fn paint(painter: &Painter, rect: Rect, style: &LayerStyle, shape: Shape) {
    let line =
        Stroke::new(style.width.min(sizes().layers.widest).max(1.0), color(style.color, style.opacity));
    match shape {
        Shape::Point => {
            let radius = within(style.point_size, sizes().layers.diameter) / 2.0;
            painter.circle_filled(rect.center(), radius, line.color);
        }
        Shape::Line => {
            let (y, [left, right]) = (rect.center().y, [rect.left(), rect.right()]);
            let ends = [pos2(left, y), pos2(right, y)];
            let [on, off] = match style.dash {
                Dash::Solid => [rect.width(), 1.0],
                Dash::Dashed => sizes().layers.dashed,
                Dash::Dotted => sizes().layers.dotted,
                Dash::DashDot => sizes().layers.dash_dot,
            };
            painter.extend(eframe::egui::Shape::dashed_line(&ends, line, on, off));
        }
        Shape::Area => {
            let rect = rect.shrink(1.0);
            let radius = sizes().corner.small;
            painter.rect_filled(rect, radius, color(style.color, style.opacity * style.fill_opacity));
            let thin = Stroke::new(line.width.min(2.0), line.color);
            painter.rect_stroke(rect, radius, thin, StrokeKind::Inside);
        }
        Shape::Nothing => {}
    }
}
