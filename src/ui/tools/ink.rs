//! How tools draw on the map: lines with a casing, handles, labels with a halo.

use crate::ui::paint::color;
use crate::ui::sizes::sizes;
use crate::ui::text;
use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};
use tumen_scene::frame::{Align, Placing, Rgba, Text, Weight};
use tumen_scene::style::ToolStyle;
use tumen_session::Session;

/// A painter with the colors of the theme.
pub(super) struct Ink {
    pub painter: Painter,
    pub look: ToolStyle,
    /// What is drawn.
    pub accent: Color32,
    /// Under and around it.
    pub casing: Color32,
    /// What it is snapped to, and what is active.
    pub highlight: Color32,
    pub text: Rgba,
    pub halo: Rgba,
    pub panel: Color32,
    pub panel_line: Color32,
}

impl Ink {
    pub fn new(painter: Painter, session: &Session) -> Self {
        let (style, theme) = (session.style(), session.view().theme);
        let palette = style.palette(theme);
        Self {
            painter,
            look: style.tool.clone(),
            accent: color(palette.tool),
            casing: color(palette.casing),
            highlight: color(palette.highlight),
            text: palette.text,
            halo: palette.halo,
            panel: color(palette.panel),
            panel_line: color(palette.panel_line),
        }
    }

    /// A line with a casing.
    pub fn line(&self, points: &[Pos2]) {
        self.stroke(points, self.look.line + 2.0 * self.look.casing, self.casing);
        self.stroke(points, self.look.line, self.accent);
    }

    /// A dashed line with a casing: what is not yet there.
    pub fn rubber(&self, points: &[Pos2]) {
        self.stroke(points, self.look.line + 2.0 * self.look.casing, self.casing);
        let [on, off] = self.look.dash;
        let pen = Stroke::new(self.look.line, self.accent);
        self.painter.extend(Shape::dashed_line(points, pen, on.max(1.0), off.max(1.0)));
    }

    pub fn stroke(&self, points: &[Pos2], width: f32, color: Color32) {
        if points.len() > 1 {
            self.painter.add(Shape::line(points.to_vec(), Stroke::new(width, color)));
        }
    }

    /// A vertex.
    pub fn vertex(&self, at: Pos2, active: bool) {
        let fill = if active { self.highlight } else { self.casing };
        let radius = self.look.handle;
        self.painter.circle(at, radius, fill, Stroke::new(self.look.casing + 0.5, self.accent));
    }

    /// The middle of a segment, where a vertex can be pulled out.
    pub fn middle(&self, at: Pos2, active: bool) {
        let size = Vec2::splat(self.look.middle * 2.0);
        let fill = if active { self.highlight } else { self.accent };
        let line = Stroke::new(1.0, self.casing);
        self.painter.rect(Rect::from_center_size(at, size), 1.0, fill, line, StrokeKind::Outside);
    }

    /// A mark around what the pointer snaps to.
    pub fn snap(&self, at: Pos2) {
        let [beyond, casing] = sizes().tools.snap;
        let radius = self.look.handle + beyond;
        self.painter.circle_stroke(at, radius, Stroke::new(casing, self.casing));
        self.painter.circle_stroke(at, radius, Stroke::new(2.0, self.highlight));
    }

    /// Text with a halo, its middle at a place.
    pub fn label(&self, origin: Pos2, at: Pos2, words: &str, weight: Weight) {
        let placing = Placing::Straight((at - origin).into(), Align::Middle);
        let halo = Some((self.halo, 2.0));
        let size = self.look.label;
        let line = Text { text: words.into(), placing, size, weight, color: self.text, halo };
        text::paint(&self.painter, origin, &[&line]);
    }
}
