//! Corridors: accuracy bands, casings, lines by kind and status.

use super::Composer;
use crate::frame::{FeatureId, Group, Item, Stroke};
use tumen_core::model::{Corridor, Status};

impl Composer<'_> {
    /// Every corridor: accuracy band, glow, casing, line. What is selected lies over the others.
    pub(super) fn corridors(&mut self) -> Group {
        let map = self.scene.map;
        let (mut bands, mut casings, mut cores) = (Vec::new(), Vec::new(), Vec::new());
        let (mut top_casings, mut top_cores) = (Vec::new(), Vec::new());
        if self.options.shows("corridors") {
            for (group, part) in map.parts.iter().enumerate() {
                let corridor = &self.scene.document.corridors[part.corridor];
                let visible = self.options.shows(&corridor.kind) && self.corridor_part(group).is_some();
                if visible && self.options.selected.as_ref() == Some(&part.feature) {
                    self.corridor(group, &mut bands, &mut top_casings, &mut top_cores);
                } else if visible {
                    self.corridor(group, &mut bands, &mut casings, &mut cores);
                }
            }
        }
        bands.append(&mut casings);
        bands.append(&mut cores);
        bands.append(&mut top_casings);
        bands.append(&mut top_cores);
        Group { name: "corridors", items: bands }
    }

    fn corridor(
        &mut self,
        group: usize,
        bands: &mut Vec<Item>,
        casings: &mut Vec<Item>,
        cores: &mut Vec<Item>,
    ) {
        let (map, style, document) = (self.scene.map, self.scene.style, self.scene.document);
        let part = &map.parts[group];
        let corridor = &document.corridors[part.corridor];
        let at = match part.segment.and_then(|s| corridor.segments.get(s)) {
            Some(segment) => document.segment_status(corridor, segment, self.options.as_of),
            None => document.corridor_status(corridor, self.options.as_of),
        };
        let faded = self.options.faded.contains(&*corridor.project);
        let fade = if faded { style.corridor.faded } else { 1.0 };
        let fade = if self.scene.overlay.is_some() { fade * style.overlay.beneath } else { fade };
        let (fade, factor) = self.clearness(corridor, &part.feature, fade);
        let color = style.kind(&corridor.kind, self.options.theme).faded(fade);
        let mark = style.kind_mark(&corridor.kind);
        let factor = factor * mark.weight;
        let status = style.status(at.status);
        let stroke = status.stroke(color, factor);
        let feature = Some(&part.feature);
        if corridor.schematic && !faded {
            self.band(bands, group, corridor.accuracy_m, stroke, &part.feature);
        }
        self.drawn.push((group, stroke.width));
        let casing = stroke.width + 2.0 * style.corridor.casing;
        let glow = |alpha| {
            Stroke::solid(casing + 2.0 * style.corridor.selected, self.palette.highlight.faded(alpha))
        };
        if self.options.selected == Some(part.feature.clone()) {
            self.stroke_corridor(casings, group, glow(style.corridor.glow[0]), feature);
        } else if self.options.hovered == Some(part.feature.clone()) {
            self.stroke_corridor(casings, group, glow(style.corridor.glow[1]), feature);
        }
        if self.options.possible.contains(&*corridor.project) && at.status != Some(Status::Operating) {
            let outline = style.corridor.outline(casing, self.palette.highlight.faded(fade), factor);
            self.stroke_corridor(casings, group, outline, feature);
            self.contents.possible = true;
        }
        if mark.rim > 0.0 {
            self.stroke_corridor(
                casings,
                group,
                Stroke::solid(casing, self.palette.text_quiet.faded(fade)),
                feature,
            );
        }
        let case = Stroke::solid(
            casing - 2.0 * mark.rim,
            self.palette.casing.faded(style.corridor.casing_opacity * fade),
        );
        self.stroke_corridor(casings, group, case, feature);
        self.stroke_corridor(cores, group, stroke, feature);
        if status.edge > 0.0 {
            let width = stroke.width - 2.0 * status.edge * factor;
            self.stroke_corridor(
                cores,
                group,
                Stroke::solid(width, self.palette.casing.faded(fade)),
                feature,
            );
        }
        // What is smaller than a dot does not need explaining.
        let [w, h] = map.corridors.group_bounds[group].size();
        if w.max(h) * self.scale > style.corridor.explained {
            self.contents.kinds.insert(corridor.kind.to_string());
            self.contents.statuses.entry(at.status).or_default().add(part.corridor, at.is_stale());
        }
    }

    /// Opacity and width of a corridor: a schematic line is faint where the picture shows more than is known of it,
    /// unless somebody looks at it.
    fn clearness(&self, corridor: &Corridor, feature: &FeatureId, fade: f32) -> (f32, f32) {
        let style = &self.scene.style.corridor;
        let factor = style.factor(self.options.camera.zoom);
        let vague = corridor.schematic && self.band_px(corridor.accuracy_m) > style.vague_px;
        if vague && !self.is_watched(feature) {
            return (fade * style.vague_opacity, factor * style.vague_width);
        }
        (fade, factor)
    }

    /// Whether a feature is selected or under the pointer.
    pub(super) fn is_watched(&self, feature: &FeatureId) -> bool {
        [&self.options.selected, &self.options.hovered].into_iter().flatten().any(|f| f == feature)
    }

    /// Width of the band of an accuracy, pixels.
    pub(super) fn band_px(&self, accuracy_m: f64) -> f32 {
        (2.0 * accuracy_m / self.options.camera.meters_per_pixel()) as f32
    }

    /// The accuracy of a schematic line as a pale band, where it is wider than the line: thin, and to scale when
    /// somebody looks at it.
    fn band(
        &mut self,
        items: &mut Vec<Item>,
        group: usize,
        accuracy_m: f64,
        stroke: Stroke,
        feature: &FeatureId,
    ) {
        let style = &self.scene.style.corridor;
        let width = self.band_px(accuracy_m);
        if width > stroke.width + style.band_beyond {
            let most = if self.is_watched(feature) { style.band_max_px } else { style.band_thin_px };
            let width = width.min(most);
            // A band that fills the picture is paler, or it would drown the map.
            let opacity = style.band_opacity * (style.band_full_px / width).clamp(style.band_least, 1.0);
            let band = Stroke::solid(width, stroke.color.faded(opacity));
            self.stroke_corridor(items, group, band, Some(feature));
            self.contents.approximate = true;
        }
    }
}
