//! Names of places and areas: beside their sign, aside with a leader line, or around their middle.

use super::Composer;
use super::leaders::{Aside, Crowded};
use crate::frame::{Align, Item, Paint, Placing, Text};
use crate::line_ink::Area;
use crate::place_labels::{self, Rect};
use crate::prepared_map::Name;
use crate::symbol::{Colors, Symbol};

/// Where the name of an area may stand instead of its middle: shares of its width, and font sizes.
const AROUND: [[f32; 2]; 9] = [
    [0.0, 0.0],
    [0.0, -1.2],
    [0.0, 1.2],
    [-0.3, 0.0],
    [0.3, 0.0],
    [-0.3, -1.2],
    [0.3, 1.2],
    [0.0, -2.4],
    [0.0, 2.4],
];

impl<'a> Composer<'a> {
    /// Countries beside their border, before towns, which can stand aside: each where it is free first, or else aside
    /// with a line that leads to its land.
    pub(super) fn territory_names(
        &mut self,
        signs: &mut Vec<Item>,
        texts: &mut Vec<Item>,
        seen: &[(&'a Name, [f32; 2])],
    ) {
        let mut countries: Vec<&str> = Vec::new();
        for (name, at) in seen.iter().filter(|(n, _)| n.territory) {
            let again = countries.contains(&&*name.names.en);
            if !again && self.name(signs, texts, name, *at) {
                countries.push(&name.names.en);
            }
        }
        if self.options.camera.zoom < self.scene.style.label.leader.countries_from {
            return;
        }
        for (name, at) in seen.iter().filter(|(n, _)| n.territory) {
            let width = name.width[self.options.language as usize];
            let crowded = Crowded { at: *at, radius: 0.0, width, size: name.size };
            let again = countries.contains(&&*name.names.en);
            let Some(aside) = (!again).then(|| self.aside(&crowded)).flatten() else { continue };
            signs.extend(self.leader(&aside, self.ink(name.ink), None, true));
            texts.push(self.written(name, aside.at, aside.align));
            countries.push(&name.names.en);
        }
    }

    /// Writes a name where it is free; returns whether it was.
    pub(super) fn name(
        &mut self,
        signs: &mut Vec<Item>,
        texts: &mut Vec<Item>,
        name: &Name,
        at: [f32; 2],
    ) -> bool {
        let width = name.width[self.options.language as usize];
        let placed = match name.symbol {
            Some(symbol) => self.place_name(signs, name, symbol, at, width),
            None => self.area_name(name, at, width),
        };
        let Some((p, align)) = placed else { return false };
        if name.place.is_none() && name.symbol.is_some() {
            // A town of the base map has a sign only where its name fits.
            let colors = Colors {
                fill: self.palette.symbol_fill,
                line: self.palette.text_quiet,
                accent: self.palette.text_quiet,
            };
            let paths =
                name.symbol.map(|s| s.paths(at, colors, &self.scene.style.symbol)).unwrap_or_default();
            signs.extend(paths.into_iter().map(|p| Item { feature: None, paint: Paint::Path(p) }));
        }
        texts.push(self.written(name, p, align));
        true
    }

    fn written(&self, name: &Name, at: [f32; 2], align: Align) -> Item {
        let text = Text {
            text: name.names.get(self.options.language).clone(),
            placing: Placing::Straight(at, align),
            size: name.size,
            weight: name.weight,
            color: self.ink(name.ink),
            halo: Some((self.halo(name.ink), self.scene.style.name.halo)),
        };
        Item { feature: self.feature(name), paint: Paint::Text(text) }
    }

    /// Beside the sign off all corridors; in a crowd aside; at last over corridors that pass the place itself.
    fn place_name(
        &mut self,
        signs: &mut Vec<Item>,
        name: &Name,
        symbol: Symbol,
        at: [f32; 2],
        width: f32,
    ) -> Option<([f32; 2], Align)> {
        let radius = symbol.radius(&self.scene.style.symbol);
        if let Some(placed) = self.beside(at, radius, width, name.size, &[]) {
            return Some(placed);
        }
        let place = &self.scene.document.places[name.place?];
        let crowded = Crowded { at, radius: radius + 1.0, width, size: name.size };
        if let Some(aside) = self.aside(&crowded) {
            let feature = self.feature(name);
            signs.extend(self.leader(&aside, self.palette.text_quiet, feature.as_ref(), false));
            let Aside { at, align, .. } = aside;
            return Some((at, align));
        }
        let passes = |c: &tumen_core::model::Corridor| c.via.iter().any(|v| *v.place == *place.id);
        let corridors = self.scene.document.corridors.iter().enumerate();
        let own: Vec<usize> = corridors.filter(|(_, c)| passes(c)).map(|(i, _)| i).collect();
        self.beside(at, radius, width, name.size, &own)
    }

    /// Beside a point, off all corridors but its own.
    pub(super) fn beside(
        &mut self,
        at: [f32; 2],
        radius: f32,
        width: f32,
        size: f32,
        own: &[usize],
    ) -> Option<([f32; 2], Align)> {
        let Self { taken, lines, .. } = self;
        let keeps_off = |rect: &Rect| !lines.touches(&Area::from(*rect), own);
        place_labels::beside(taken, at, radius, width, size, &keeps_off)
    }

    /// Around the middle of an area, off all corridors.
    fn area_name(&mut self, name: &Name, at: [f32; 2], width: f32) -> Option<([f32; 2], Align)> {
        let Self { taken, lines, .. } = self;
        let keeps_off = |rect: &Rect| !lines.touches(&Area::from(*rect), &[]);
        // A country beside its border stands on its own land only where it was found to.
        let around = if name.territory { &AROUND[..1] } else { &AROUND[..] };
        around.iter().find_map(|[x, y]| {
            let at = [at[0] + x * width, at[1] + y * name.size];
            place_labels::centered(taken, at, width, name.size, &keeps_off)
        })
    }
}
