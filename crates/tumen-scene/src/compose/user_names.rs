//! Names of the user's features, after all others: beside points, along lines, within areas.

use super::{Composer, Ink, LayerView};
use crate::frame::{Align, FeatureId, Item, Paint, Part, Placing, Text, Weight};
use crate::line_ink::Area;
use crate::line_labels::{self, Track, Wanted};
use crate::place_labels::Rect;
use crate::prepared::Form;
use crate::user::Inks;
use crate::{place_labels, text};
use std::collections::BTreeSet;
use std::sync::Arc;
use tumen_core::geo::PlaneBounds;

/// So many features of each kind of a layer are considered in a frame.
const CONSIDERED: usize = 250;
/// Points are considered from a level this much coarser than the one drawn: about one in a cell of the
/// width of a short name.
const COARSER: f64 = 1.0 / 32.0;
/// So many chunks of lines are looked through.
const CHUNKS: usize = 4_000;
/// A name is cut to this many letters.
const LETTERS: usize = 60;

impl Composer<'_> {
    /// The names of all layers that have some, the uppermost layer first.
    pub(super) fn user_names(&mut self, texts: &mut Vec<Item>) {
        let scene = self.scene;
        for shown in scene.user.iter().rev() {
            let Some(field) = &shown.layer.style.labels else { continue };
            if shown.prepared.projection() == self.options.camera.projection {
                self.points_named(shown, field, texts);
                self.areas_named(shown, field, texts);
                self.lines_named(shown, field, texts);
            }
        }
    }

    fn points_named(&mut self, shown: &LayerView, field: &str, texts: &mut Vec<Item>) {
        let layer = &shown.prepared.points;
        let Some(level) = layer.levels.get(layer.level_for(self.scale * COARSER)) else { return };
        let mut found: Vec<(u32, [f64; 2], usize)> = Vec::new();
        for group in 0..layer.group_bounds.len() {
            level.chunks_in(group, &self.view, |chunk| {
                let dots =
                    level.chunks[chunk].points.clone().filter(|i| self.view.contains(level.points[*i]));
                found.extend(dots.map(|i| (level.dots[i], level.points[i], group)));
            });
        }
        // In the order of the file, so that names stay while the map moves.
        found.sort_unstable_by_key(|f| f.0);
        for (feature, at, group) in found.into_iter().take(CONSIDERED) {
            let Some(name) = name(shown, feature, field) else { continue };
            let inks = Inks::of(&shown.layer.style, &shown.prepared.classes, group);
            let at: [f32; 2] = self.options.camera.to_screen(at, self.size).into();
            let (size, width) = self.measure(&name);
            let placed = self.beside(at, inks.size * 0.5, width, size, &[]);
            texts.extend(placed.map(|(p, align)| self.straight(shown, feature, name, p, align)));
        }
    }

    fn areas_named(&mut self, shown: &LayerView, field: &str, texts: &mut Vec<Item>) {
        if shown.prepared.areas.vertices() == 0 {
            return;
        }
        for (feature, _) in self.lines_in_view(shown) {
            let Some(anchor) = shown.prepared.anchor(feature) else { continue };
            if !self.view.contains(anchor.at)
                || anchor.extent.sqrt() * self.scale < self.scene.style.name.user_area
            {
                continue;
            }
            let Some(name) = name(shown, feature, field) else { continue };
            let at: [f32; 2] = self.options.camera.to_screen(anchor.at, self.size).into();
            let (size, width) = self.measure(&name);
            let Self { taken, lines, .. } = self;
            let keeps_off = |rect: &Rect| !lines.touches(&Area::from(*rect), &[]);
            let placed = place_labels::centered(taken, at, width, size, &keeps_off);
            texts.extend(placed.map(|(p, align)| self.straight(shown, feature, name, p, align)));
        }
    }

    fn lines_named(&mut self, shown: &LayerView, field: &str, texts: &mut Vec<Item>) {
        for (feature, part) in self.lines_in_view(shown) {
            if shown.prepared.anchor(feature).is_some() {
                continue;
            }
            let Some(name) = name(shown, feature, field) else { continue };
            let (size, width) = self.measure(&name);
            let Some(track) = self.track(&part).filter(|t| t.length() > width) else { continue };
            let wanted = Wanted {
                name: &name,
                size,
                weight: Weight::Regular,
                offset: self.scene.style.name.user,
                below: false,
            };
            let Self { taken, lines, .. } = self;
            let placed = line_labels::place(taken, &track, &wanted, &|area| !lines.touches(area, &[]));
            let placing = placed.map(|p| Placing::Along(p.glyphs));
            texts.extend(placing.map(|p| self.label(shown, feature, name, p)));
        }
    }

    /// The features with lines or outlines in view, in the order of the file, and the part of each.
    fn lines_in_view(&self, shown: &LayerView) -> Vec<(u32, Part)> {
        let layer = &shown.prepared.lines;
        debug_assert_eq!(layer.form, Form::Lines);
        let level = layer.level_for(self.scale * self.options.detail);
        let Some(source) = layer.levels.get(level) else { return Vec::new() };
        let mut found = BTreeSet::new();
        for group in 0..layer.group_bounds.len() {
            let (mut last, mut seen) = (None, 0);
            source.chunks_in(group, &self.view, |chunk| {
                let feature = source.spans[source.chunks[chunk].span].feature;
                seen += 1;
                if last != Some(feature) && seen < CHUNKS {
                    found.insert((feature, group));
                    last = Some(feature);
                }
            });
        }
        let part = |(feature, group)| {
            (feature, Part { layer: layer.clone(), level, group, only: Some(feature), spread: 0.0 })
        };
        found.into_iter().take(CONSIDERED).map(part).collect()
    }

    /// The longest stretch of a feature's lines in view.
    fn track(&self, part: &Part) -> Option<Track> {
        let level = part.layer.levels.get(part.level)?;
        let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
        part.chunks_in(&self.view, |chunk| {
            let points = level.chunks[chunk].points.clone();
            match runs.last_mut() {
                Some(run) if run.end == points.start + 1 => run.end = points.end,
                _ => runs.push(points),
            }
        });
        let mut longest: Option<Track> = None;
        let view: PlaneBounds = self.view;
        for run in runs {
            tumen_core::geo::clip::line(&level.points.run(run), &view, |run| {
                let points: Vec<[f32; 2]> =
                    run.iter().map(|p| self.options.camera.to_screen(*p, self.size).into()).collect();
                let track = Track::new(&points);
                if longest.as_ref().is_none_or(|l| l.length() < track.length()) {
                    longest = Some(track);
                }
            });
        }
        longest
    }

    /// Font size and width of a name.
    fn measure(&self, name: &str) -> (f32, f32) {
        let size = self.scene.style.label.user.size(0);
        (size, text::width(name, size, Weight::Regular))
    }

    fn straight(&self, shown: &LayerView, feature: u32, name: Arc<str>, at: [f32; 2], align: Align) -> Item {
        self.label(shown, feature, name, Placing::Straight(at, align))
    }

    fn label(&self, shown: &LayerView, feature: u32, name: Arc<str>, placing: Placing) -> Item {
        let key = shown.prepared.features().get(feature as usize).map(|f| f.key);
        let text = Text {
            text: name,
            placing,
            size: self.scene.style.label.user.size(0),
            weight: Weight::Regular,
            color: self.ink(Ink::Place),
            halo: Some((self.halo(Ink::Place), self.scene.style.name.halo)),
        };
        Item { feature: key.map(|k| FeatureId::User(shown.prepared.id, k)), paint: Paint::Text(text) }
    }
}

/// What a field says of a feature, as one short line.
fn name(shown: &LayerView, feature: u32, field: &str) -> Option<Arc<str>> {
    let said = shown.prepared.features().get(feature as usize)?.property(field)?.display();
    let line = said.trim().lines().next().filter(|l| !l.is_empty())?;
    if line.chars().nth(LETTERS).is_none() {
        return Some(text::lettered(line));
    }
    let short: String = line.chars().take(LETTERS - 1).chain(['…']).collect();
    Some(text::lettered(&short))
}
