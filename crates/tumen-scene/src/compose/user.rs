//! Layers of the user in a picture: areas, lines, points, and what the legend says of them.

use super::{Composer, LayerView};
use crate::frame::{FeatureId, Group, Item, Paint, Part, Path, Rgba, Stroke};
use crate::prepared::{Form, Prepared};
use crate::user::{Class, Inks, Sort};
use std::sync::Arc;
use tumen_core::model::layer::{Geometry, GeometryKind};

/// So many positions of a selected feature are marked at most.
const MARKED: usize = 400;
/// So many classes of a layer have a row in the legend.
const LEGEND_ROWS: usize = 10;
/// Corners of a dot drawn as a path.
const CORNERS: u16 = 24;
/// Layers that are partly out of the picture are drawn as far as their widest line reaches, pixels.
const REACH: f64 = 70.0;

/// What the legend says of a layer of the user.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendLayer {
    /// What the layer is called.
    pub name: String,
    /// Its classes in view.
    pub rows: Vec<LegendRow>,
    /// Classes beyond those.
    pub more: usize,
}

/// A class in the legend.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendRow {
    /// How it looks.
    pub sample: Sample,
    /// What is in it.
    pub sort: Sort,
}

/// How a class looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Its lines, if it has lines or areas.
    pub line: Option<Stroke>,
    /// Its areas.
    pub fill: Option<Rgba>,
    /// Color and diameter of its points.
    pub point: Option<(Rgba, f32)>,
}

/// The items of a layer by what they lie beneath.
#[derive(Default)]
struct Sheets {
    fills: Vec<Item>,
    glows: Vec<Item>,
    casings: Vec<Item>,
    lines: Vec<Item>,
    rims: Vec<Item>,
    dots: Vec<Item>,
    marks: Vec<Item>,
}

impl<'a> Composer<'a> {
    /// Every layer of the user.
    pub(super) fn user(&mut self) -> Group {
        let mut items = Vec::new();
        let scene = self.scene;
        for shown in scene.user.iter().filter(|s| s.prepared.projection() == self.options.camera.projection) {
            let mut sheets = Sheets::default();
            let mut legend = LegendLayer { name: shown.layer.name.clone(), rows: Vec::new(), more: 0 };
            for class in 0..shown.prepared.classes.len() {
                self.class(shown, class, &mut sheets, &mut legend);
            }
            self.highlights(shown, &mut sheets);
            let Sheets { fills, glows, casings, lines, rims, dots, marks } = sheets;
            [fills, glows, casings, lines, rims, dots, marks].into_iter().for_each(|s| items.extend(s));
            if !legend.rows.is_empty() {
                self.contents.user.push(legend);
            }
        }
        Group { name: "user", items }
    }

    /// The part of a layer's group that is drawn, if any is near the picture.
    fn user_part(&self, layer: &Arc<Prepared>, group: usize, only: Option<u32>) -> Option<Part> {
        let view = self.view.grown(REACH / self.scale);
        if !layer.group_bounds.get(group).is_some_and(|b| b.intersects(&view)) {
            return None;
        }
        let scale = self.scale * self.options.detail;
        let level = match layer.form {
            Form::Areas if self.options.ready_only => layer.ready_level_for(scale),
            _ => layer.level_for(scale),
        };
        Some(Part { layer: layer.clone(), level, group, only, spread: 0.0 })
    }

    fn class(&self, shown: &LayerView, class: usize, sheets: &mut Sheets, legend: &mut LegendLayer) {
        let (prepared, style, own) = (&shown.prepared, &shown.layer.style, &self.scene.style.user);
        let inks = Inks::of(style, &prepared.classes, class);
        let opacity = style.opacity;
        let casing = |width: f32| {
            Stroke::solid(width + 2.0 * own.casing, self.palette.casing.faded(own.opacity * opacity))
        };
        let fill = inks.fill.faded(style.fill_opacity * opacity);
        let stroke = own.stroke(inks.width, inks.line.faded(opacity), style.dash);
        let dot = Stroke::solid(inks.size, inks.point.faded(opacity));
        let areas = self.user_part(&prepared.areas, class, None);
        let lines = self.user_part(&prepared.lines, class, None);
        let points = self.user_part(&prepared.points, class, None);
        if areas.is_some() || lines.is_some() || points.is_some() {
            legend_row(
                legend,
                &prepared.classes[class],
                Sample {
                    line: lines.is_some().then_some(stroke),
                    fill: areas.is_some().then_some(fill),
                    point: points.is_some().then_some((dot.color, dot.width)),
                },
            );
        }
        sheets.fills.extend(areas.map(|p| Item { feature: None, paint: Paint::Fill(p, fill) }));
        if let Some(part) = lines {
            sheets.casings.push(beneath(part.clone(), casing(stroke.width)));
            sheets.lines.push(Item { feature: None, paint: Paint::Stroke(part, stroke) });
        }
        if let Some(part) = points {
            sheets.rims.push(beneath(part.clone(), casing(dot.width)));
            sheets.dots.push(Item { feature: None, paint: Paint::Stroke(part, dot) });
        }
    }

    /// The glow of what is selected and what is under the pointer.
    fn highlights(&self, shown: &LayerView, sheets: &mut Sheets) {
        let hovered = self.options.hovered.as_ref().filter(|h| self.options.selected.as_ref() != Some(h));
        let [selected, under] = self.scene.style.user.glow;
        for (feature, alpha) in [(hovered, under), (self.options.selected.as_ref(), selected)] {
            let Some(FeatureId::User(layer, key)) = feature else { continue };
            let Some(index) = shown.prepared.index(*key).filter(|_| *layer == shown.prepared.id) else {
                continue;
            };
            self.highlight(shown, index, alpha, sheets);
        }
    }

    fn highlight(&self, shown: &LayerView, index: u32, alpha: f32, sheets: &mut Sheets) {
        let (prepared, own) = (&shown.prepared, &self.scene.style.user);
        let class = prepared.class_of(index);
        let inks = Inks::of(&shown.layer.style, &prepared.classes, class);
        let color = self.palette.highlight.faded(alpha);
        let around = 2.0 * (own.casing + own.selected);
        if let Some(part) = self.user_part(&prepared.lines, class, Some(index)) {
            sheets.glows.push(beneath(part, Stroke::solid(inks.width + around, color)));
        }
        let Some(feature) = prepared.features().get(index as usize) else { return };
        if !prepared.classes.get(class).is_some_and(|c| c.has[2]) {
            return;
        }
        for at in self.positions(&feature.geometry) {
            let disc = |width: f32, fill: Rgba| {
                let path =
                    Path { points: circle(at, width * 0.5), closed: true, fill: Some(fill), stroke: None };
                Item { feature: Some(FeatureId::User(prepared.id, feature.key)), paint: Paint::Path(path) }
            };
            sheets.marks.push(disc(inks.size + around, color));
            sheets.marks.push(disc(inks.size + 2.0 * own.casing, self.palette.casing));
            sheets.marks.push(disc(inks.size, inks.point));
        }
    }

    /// Where single positions of a shape appear, as far as they are in the picture.
    fn positions(&self, geometry: &Geometry) -> Vec<[f32; 2]> {
        let camera = &self.options.camera;
        let mut found = Vec::new();
        geometry.each(&mut |kind, positions| {
            if matches!(kind, GeometryKind::Point | GeometryKind::MultiPoint) {
                let valid = positions.points.iter().filter(|p| p.is_valid());
                let plane =
                    valid.map(|p| camera.projection.project_wrapped(*p)).filter(|p| self.view.contains(*p));
                found.extend(
                    plane
                        .take(MARKED - found.len().min(MARKED))
                        .map(|p| <[f32; 2]>::from(camera.to_screen(p, self.size))),
                );
            }
        });
        found
    }
}

/// What lies beneath a feature's own line and is not picked.
fn beneath(part: Part, stroke: Stroke) -> Item {
    Item { feature: Some(FeatureId::Base), paint: Paint::Stroke(part, stroke) }
}

fn legend_row(legend: &mut LegendLayer, class: &Class, sample: Sample) {
    if class.count == 0 {
        return;
    }
    // The looks of a file have no names: the first stands for the layer.
    let unnamed = matches!(class.sort, Sort::Own(_) | Sort::Plain) && !legend.rows.is_empty();
    if unnamed {
        return;
    }
    if legend.rows.len() < LEGEND_ROWS {
        legend.rows.push(LegendRow { sample, sort: class.sort.clone() });
    } else {
        legend.more += 1;
    }
}

/// A circle as a path.
pub(crate) fn circle(at: [f32; 2], r: f32) -> Vec<[f32; 2]> {
    let angle = |i: u16| std::f32::consts::TAU * f32::from(i) / f32::from(CORNERS);
    (0..CORNERS).map(|i| [at[0] + r * angle(i).cos(), at[1] + r * angle(i).sin()]).collect()
}
