//! Names along lines: corridors and rivers.

use super::Composer;
use crate::frame::{FeatureId, Item, Paint, Placing, Rgba, Text, Weight};
use crate::line_labels::{self, Track};
use crate::prepared_map::Ink;
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::geo::clip;

impl Composer<'_> {
    /// One name along each corridor in view that is long enough.
    pub(super) fn corridor_names(&mut self, texts: &mut Vec<Item>) {
        let label = &self.scene.style.label.corridor;
        let (map, document) = (self.scene.map, self.scene.document);
        // Under a result corridors are only a background.
        let named = self.options.shows("corridors") && self.scene.overlay.is_none();
        if self.options.camera.zoom < label.from_zoom(0) || !named {
            return;
        }
        let mut named = BTreeSet::new();
        // Shorter corridors lie on top where several share a track, and are named first.
        for (group, part) in map.parts.iter().enumerate().rev() {
            let corridor = &document.corridors[part.corridor];
            let skip = self.options.faded.contains(&*corridor.project) || !self.options.shows(&corridor.kind);
            let Some(line) = self.corridor_part(group) else { continue };
            if skip || named.contains(&part.corridor) {
                continue;
            }
            let color = self.scene.style.kind(&corridor.kind, self.options.theme);
            let level = &map.corridors.levels[line.level];
            let spans = level.spans[level.groups[group].clone()].iter();
            let placed: Vec<_> = spans.map(|s| line.placed(s.points.clone(), self.scale)).collect();
            let lines: Vec<&[[f64; 2]]> = placed.iter().map(|p| &**p).collect();
            let name = corridor.names.get(self.options.language).clone();
            let feature = Some(part.feature.clone());
            if self.along(
                texts,
                &lines,
                name,
                (label.size(0), Weight::SemiBold, 5.0),
                (color, Ink::Place),
                feature,
            ) {
                named.insert(part.corridor);
            }
        }
    }

    /// The names of rivers along their lines, the greater ones from farther away.
    pub(super) fn river_names(&mut self, texts: &mut Vec<Item>) {
        let label = &self.scene.style.label.river;
        if !self.options.shows("rivers") {
            return;
        }
        for river in &self.scene.map.rivers {
            let class = match river.rank {
                0..=3 => 0,
                4..=6 => 1,
                _ => 2,
            };
            if self.options.camera.zoom >= label.from_zoom(class) {
                let lines: Vec<&[[f64; 2]]> = river.lines.iter().map(Vec::as_slice).collect();
                let name = river.names.get(self.options.language).clone();
                let font = (label.size(class), Weight::Regular, 3.0);
                self.along(texts, &lines, name, font, (self.palette.text_water, Ink::Water), None);
            }
        }
    }

    /// Puts a name along the longest visible stretch of some lines; returns whether it found room.
    fn along(
        &mut self,
        texts: &mut Vec<Item>,
        lines: &[&[[f64; 2]]],
        name: Arc<str>,
        (size, weight, offset): (f32, Weight, f32),
        (color, ink): (Rgba, Ink),
        feature: Option<FeatureId>,
    ) -> bool {
        let mut longest: Option<Track> = None;
        for line in lines {
            clip::line(line, &self.view, |run| {
                let points: Vec<[f32; 2]> =
                    run.iter().map(|p| self.options.camera.to_screen(*p, self.size)).collect();
                let track = Track::new(&points);
                if longest.as_ref().is_none_or(|l| l.length() < track.length()) {
                    longest = Some(track);
                }
            });
        }
        let Some(track) = longest else { return false };
        let placed = line_labels::place(&mut self.taken, &track, &name, size, weight, offset);
        let halo = Some((self.halo(ink), 1.6));
        let text =
            placed.map(|p| Text { text: name, placing: Placing::Along(p.glyphs), size, weight, color, halo });
        let found = text.is_some();
        texts.extend(text.map(|t| Item { feature, paint: Paint::Text(t) }));
        found
    }
}
