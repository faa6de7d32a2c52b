//! Results of the logistics network in a picture, and what the legend says of them.

use super::Composer;
use super::user::circle;
use crate::frame::{FeatureId, Group, Item, Paint, Path, Stroke};
use crate::overlay::{Class, Content, PreparedOverlay};
use crate::style::{OverlayStyle, Theme};

/// What the legend says of an overlay.
#[derive(Debug, Clone, PartialEq)]
pub struct LegendOverlay {
    /// The heading.
    pub title: String,
    /// Its rows.
    pub rows: Vec<(Stroke, OverlayRow)>,
}

/// What a row of an overlay stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum OverlayRow {
    /// A route, by name.
    Route(String),
    /// A flow of that many tonnes a year.
    Tonnes(f64),
    /// Loads over capacity from and to; open above.
    Load(f32, Option<f32>),
    /// No capacity is known.
    Unknown,
    /// Reached between so many days.
    Days(f32, f32),
}

impl Composer<'_> {
    /// The overlay: casings, lines, rings at its ends.
    pub(super) fn overlay(&mut self) -> Group {
        let mut items = Vec::new();
        let shown = self.scene.overlay.filter(|o| o.lines.projection == self.options.camera.projection);
        if let Some(overlay) = shown {
            self.overlay_lines(overlay, &mut items);
            self.rings(overlay, &mut items);
            let legend = legend(overlay, &self.scene.style.overlay, self.options.theme);
            self.contents.overlay = Some(legend).filter(|l| !l.rows.is_empty());
        }
        Group { name: "overlay", items }
    }

    fn overlay_lines(&self, overlay: &PreparedOverlay, items: &mut Vec<Item>) {
        let style = &self.scene.style.overlay;
        let factor = self.scene.style.corridor.factor(self.options.camera.zoom);
        let strokes = overlay.classes.iter().map(|class| {
            let stroke = stroke(class, style, self.options.theme);
            Stroke { width: stroke.width * factor, ..stroke }
        });
        let strokes: Vec<Stroke> = strokes.collect();
        for (group, stroke) in strokes.iter().enumerate() {
            let casing = Stroke::solid(stroke.width + 2.0 * style.casing, self.palette.casing);
            self.stroke(items, &overlay.lines, group, casing, Some(&FeatureId::Base));
        }
        for (group, stroke) in strokes.into_iter().enumerate() {
            self.stroke(items, &overlay.lines, group, stroke, Some(&FeatureId::Base));
        }
    }

    fn rings(&self, overlay: &PreparedOverlay, items: &mut Vec<Item>) {
        let [radius, width] = self.scene.style.overlay.ring;
        let camera = &self.options.camera;
        for end in overlay.overlay.ends.iter().filter(|p| p.is_valid()) {
            let at: [f32; 2] = camera.to_screen(camera.projection.project_wrapped(*end), self.size).into();
            let ring = |width: f32, color| {
                let stroke = Some(Stroke::solid(width, color));
                let path = Path { points: circle(at, radius), closed: true, fill: None, stroke };
                Item { feature: Some(FeatureId::Base), paint: Paint::Path(path) }
            };
            items.push(ring(width + 2.0 * self.scene.style.overlay.casing, self.palette.casing));
            items.push(ring(width, self.palette.text));
        }
    }
}

fn stroke(class: &Class, style: &OverlayStyle, theme: Theme) -> Stroke {
    match class {
        Class::Route(rank) => style.route(*rank, theme),
        Class::Flow { share, load } => style.flow(*share, *load, theme),
        Class::Days { share, .. } => style.reach(*share, theme),
    }
}

fn legend(overlay: &PreparedOverlay, style: &OverlayStyle, theme: Theme) -> LegendOverlay {
    let classes = &overlay.classes;
    let rows = match &overlay.overlay.content {
        Content::Routes(routes) => {
            let row = |(i, r): (usize, &crate::overlay::Route)| {
                (style.route(i, theme), OverlayRow::Route(r.name.clone()))
            };
            routes.iter().enumerate().map(row).collect()
        }
        Content::Flows(flows) => {
            let most = flows.iter().map(|f| f.tonnes).filter(|t| t.is_finite()).fold(0.0, f64::max);
            flow_rows(classes, most, style, theme)
        }
        Content::Reach { .. } => classes
            .iter()
            .rev()
            .filter_map(|c| match c {
                Class::Days { from, to, .. } => Some((stroke(c, style, theme), OverlayRow::Days(*from, *to))),
                _ => None,
            })
            .collect(),
    };
    LegendOverlay { title: overlay.overlay.title.clone(), rows }
}

/// Two widths, then the colors that occur.
fn flow_rows(classes: &[Class], most: f64, style: &OverlayStyle, theme: Theme) -> Vec<(Stroke, OverlayRow)> {
    let loads: Vec<Option<f32>> = classes
        .iter()
        .filter_map(|c| match c {
            Class::Flow { load, .. } => Some(*load),
            _ => None,
        })
        .collect();
    if loads.is_empty() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for share in [1.0, style.samples[0]] {
        let stroke = Stroke { dash: [0.0; 4], ..style.flow(share, None, theme) };
        rows.push((stroke, OverlayRow::Tonnes(most * f64::from(share))));
    }
    let width = style.flow(style.samples[1], None, theme).width;
    for step in 0..=style.steps.len() {
        if loads.iter().flatten().any(|l| style.step(*l) == step) {
            let from = step.checked_sub(1).and_then(|i| style.steps.get(i)).copied().unwrap_or(0.0);
            let line = Stroke::solid(width, style.load_color(Some(step), theme));
            rows.push((line, OverlayRow::Load(from, style.steps.get(step).copied())));
        }
    }
    if loads.iter().any(Option::is_none) {
        rows.push((style.flow(style.samples[1], None, theme), OverlayRow::Unknown));
    }
    rows
}
