//! Names along lines: corridors and rivers.

use super::Composer;
use super::leaders::Crowded;
use crate::frame::{FeatureId, Item, Paint, Placing, Rgba, Text, Weight};
use crate::line_ink::{Area, LineInk};
use crate::line_labels::{self, Track, Wanted};
use crate::prepared_map::Ink;
use crate::stretch::stretches;
use crate::text;
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::geo::clip;

/// So many parts of a corridor in view are tried for its name.
const RUNS: usize = 3;
/// So many points of a corridor are tried for a leader line.
const ANCHORS: usize = 9;

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
        // Shorter corridors lie on top where several cross, and are named first.
        for group in (0..map.parts.len()).rev() {
            let part = &map.parts[group];
            let corridor = &document.corridors[part.corridor];
            let skip = self.options.faded.contains(&*corridor.project) || !self.options.shows(&corridor.kind);
            if skip || named.contains(&part.corridor) {
                continue;
            }
            let color = self.scene.style.kind(&corridor.kind, self.options.theme);
            let name = corridor.names.get(self.options.language).clone();
            let tracks = self.corridor_tracks(group);
            let font = (label.size(0), Weight::SemiBold, self.scene.style.name.corridor);
            let feature = Some(part.feature.clone());
            if self.along(texts, &tracks, name, font, (color, Ink::Place), (feature, Some(part.corridor))) {
                named.insert(part.corridor);
            }
        }
        self.named = named;
    }

    /// The names of corridors that found no room along their lines, aside, with a line that leads to them.
    pub(super) fn crowded_corridor_names(&mut self, signs: &mut Vec<Item>, texts: &mut Vec<Item>) {
        let label = &self.scene.style.label;
        let (map, document) = (self.scene.map, self.scene.document);
        let hidden = !self.options.shows("corridors") || self.scene.overlay.is_some();
        if hidden || self.options.camera.zoom < label.leader.corridors_from {
            return;
        }
        for group in (0..map.parts.len()).rev() {
            let part = &map.parts[group];
            let corridor = &document.corridors[part.corridor];
            let skip = self.options.faded.contains(&*corridor.project) || !self.options.shows(&corridor.kind);
            if skip || self.named.contains(&part.corridor) {
                continue;
            }
            let color = self.scene.style.kind(&corridor.kind, self.options.theme);
            let name = corridor.names.get(self.options.language).clone();
            let (size, weight) = (label.corridor.size(0), Weight::SemiBold);
            let width = text::width(&name, size, weight);
            let tracks = self.corridor_tracks(group);
            let Some(track) = tracks.first().filter(|t| t.length() > label.leader.least) else { continue };
            let crowded = |at| Crowded { at, radius: label.leader.dot, width, size };
            let Some(aside) = anchors(track).find_map(|at| self.aside(&crowded(at))) else { continue };
            let feature = Some(part.feature.clone());
            signs.extend(self.leader(&aside, color, feature.as_ref(), true));
            let placing = Placing::Straight(aside.at, aside.align);
            let halo = Some((self.halo(Ink::Place), self.scene.style.name.halo));
            texts.push(Item {
                feature,
                paint: Paint::Text(Text { text: name, placing, size, weight, color, halo }),
            });
            self.named.insert(part.corridor);
        }
    }

    /// The lines of a group of corridors in view, the longest first.
    fn corridor_tracks(&self, group: usize) -> Vec<Track> {
        let Some(line) = self.corridor_part(group) else { return Vec::new() };
        let Some(level) = line.layer.levels.get(line.level) else { return Vec::new() };
        let view = self.view.grown(f64::from(line.reach()) / self.scale);
        let stretches = stretches(level, &line, &view).into_iter();
        let placed: Vec<_> = stretches.map(|s| line.placed(s.points, self.scale)).collect();
        let lines: Vec<&[[f64; 2]]> = placed.iter().map(|p| &**p).collect();
        self.tracks(&lines)
    }

    /// Where the lines of all corridors are.
    pub(super) fn corridor_ink(&self) -> LineInk {
        let mut ink = LineInk::new(self.size);
        for (group, width) in &self.drawn {
            let Some(line) = self.corridor_part(*group) else { continue };
            let Some(level) = line.layer.levels.get(line.level) else { continue };
            let view = self.view.grown(f64::from(line.reach() + width) / self.scale);
            for stretch in stretches(level, &line, &view) {
                let placed = line.placed(stretch.points, self.scale);
                let points: Vec<[f32; 2]> =
                    placed.iter().map(|p| self.options.camera.to_screen(*p, self.size).into()).collect();
                ink.add(&points, *width, self.scene.map.parts[*group].corridor);
            }
        }
        ink
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
                let tracks = self.tracks(&lines);
                let name = river.names.get(self.options.language).clone();
                let font = (label.size(class), Weight::Regular, self.scene.style.name.river);
                self.along(texts, &tracks, name, font, (self.palette.text_water, Ink::Water), (None, None));
            }
        }
    }

    /// The parts of some lines in view, the longest first.
    fn tracks(&self, lines: &[&[[f64; 2]]]) -> Vec<Track> {
        let mut tracks = Vec::new();
        for line in lines {
            clip::line(line, &self.view, |run| {
                let points: Vec<[f32; 2]> =
                    run.iter().map(|p| self.options.camera.to_screen(*p, self.size).into()).collect();
                tracks.push(Track::new(&points));
            });
        }
        tracks.sort_by(|a, b| b.length().total_cmp(&a.length()));
        tracks
    }

    /// Puts a name along one of the longest tracks, off all corridors but its own; returns whether it found room.
    fn along(
        &mut self,
        texts: &mut Vec<Item>,
        tracks: &[Track],
        name: Arc<str>,
        (size, weight, offset): (f32, Weight, f32),
        (color, ink): (Rgba, Ink),
        (feature, own): (Option<FeatureId>, Option<usize>),
    ) -> bool {
        let wanted = Wanted { name: &name, size, weight, offset, below: own.is_some() };
        let Self { taken, lines, .. } = self;
        let keeps_off = |area: &Area| !lines.touches(area, own.as_slice());
        let considered = tracks.iter().take(if own.is_some() { RUNS } else { 1 });
        let placed = considered.into_iter().find_map(|t| line_labels::place(taken, t, &wanted, &keeps_off));
        let Some(placing) = placed.map(|p| Placing::Along(p.glyphs)) else { return false };
        let halo = Some((self.halo(ink), self.scene.style.name.halo));
        let text = Text { text: name, placing, size, weight, color, halo };
        texts.push(Item { feature, paint: Paint::Text(text) });
        true
    }
}

/// Points of a track that a leader line may lead to, from the middle outward.
fn anchors(track: &Track) -> impl Iterator<Item = [f32; 2]> {
    let step = track.length() / (ANCHORS + 1) as f32;
    (0..ANCHORS).map(move |i| {
        let swing = i.div_ceil(2) as f32 * if i % 2 == 0 { 1.0 } else { -1.0 };
        track.at(0.5 * track.length() + swing * step)
    })
}
