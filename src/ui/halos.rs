//! The halos of names as pictures.
//!
//! A halo made of copies of its name is painted eight times and more; on a processor alone that was two fifths of a
//! whole frame. Here each is drawn once into a sheet and from then on is a rectangle with a texture.

use super::colors::color;
use eframe::egui::emath::Rot2;
use eframe::egui::epaint::Mesh;
use eframe::egui::{Color32, ColorImage, Context, Plugin, Pos2, Rect, TextureHandle, TextureOptions, Vec2};
use std::collections::HashMap;
use std::sync::Arc;
use tumen_scene::frame::{Rgba, Weight};
use tumen_scene::halo::Halo;

/// Width and height of a sheet, pixels: room for some hundred names.
const SHEET: [usize; 2] = [1024, 512];
/// Between halos on a sheet, so that none shows at the edge of another, pixels.
const GAP: usize = 1;

/// What is written and how wide its halo is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The letters.
    pub text: Arc<str>,
    /// Their weight.
    pub weight: Weight,
    /// Font size and reach of the halo, pixels, as bits.
    sizes: [u32; 2],
}

impl Key {
    /// The key of a name whose font size and reach of its halo are given in pixels.
    #[must_use]
    pub fn new(text: Arc<str>, weight: Weight, size: f32, reach: f32) -> Self {
        Self { text, weight, sizes: [size, reach].map(f32::to_bits) }
    }
}

/// Where a halo is on its sheet, and where it is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    /// On the sheet, 0 to 1.
    uv: Rect,
    /// Pixels, from where the baseline begins.
    rect: Rect,
}

/// The halos of names that were drawn; belongs to a window.
#[derive(Default)]
pub struct Halos {
    sheet: Option<TextureHandle>,
    /// Where the next one goes, and where the row after it begins, pixels.
    next: [usize; 2],
    below: usize,
    places: HashMap<Key, Option<Place>>,
}

impl Plugin for Halos {
    fn debug_name(&self) -> &'static str {
        "halos"
    }
}

impl Halos {
    /// Adds a halo to the meshes of a frame: its baseline begins at `start` (points) and is turned by an angle. The
    /// letters, each with its distance along the baseline in pixels, are only asked for if it is new.
    pub fn paint(
        &mut self,
        ctx: &Context,
        key: &Key,
        letters: impl FnOnce() -> Vec<(char, f32)>,
        (start, angle): (Pos2, f32),
        halo: Rgba,
        meshes: &mut Vec<Mesh>,
    ) {
        let Some(place) = self.place(ctx, key, letters) else { return };
        let Some(sheet) = &self.sheet else { return };
        if meshes.last().is_none_or(|mesh| mesh.texture_id != sheet.id()) {
            meshes.push(Mesh::with_texture(sheet.id()));
        }
        let Some(mesh) = meshes.last_mut() else { return };
        let points = place.rect / ctx.pixels_per_point();
        let first = mesh.vertices.len();
        mesh.add_rect_with_uv(points.translate(start.to_vec2()), place.uv, color(halo));
        if angle != 0.0 {
            let turn = Rot2::from_angle(angle);
            mesh.vertices[first..].iter_mut().for_each(|v| v.pos = start + turn * (v.pos - start));
        }
    }

    fn place(
        &mut self,
        ctx: &Context,
        key: &Key,
        letters: impl FnOnce() -> Vec<(char, f32)>,
    ) -> Option<Place> {
        if let Some(place) = self.places.get(key) {
            return *place;
        }
        let [size, reach] = key.sizes.map(f32::from_bits);
        let halo = Halo::new(&letters(), key.weight, size, reach);
        let place = halo.and_then(|halo| self.add(ctx, &halo));
        self.places.insert(key.clone(), place);
        place
    }

    /// Draws a halo into the sheet; into a new one if the sheet is full. What was drawn in this frame keeps the old one
    /// as long as it is shown.
    fn add(&mut self, ctx: &Context, halo: &Halo) -> Option<Place> {
        let [width, height] = halo.size.map(|side| side + GAP);
        if width > SHEET[0] || height > SHEET[1] {
            return None;
        }
        if self.next[0] + width > SHEET[0] {
            self.next = [0, self.below];
        }
        if self.sheet.is_none() || self.next[1] + height > SHEET[1] {
            let nothing = ColorImage::filled(SHEET, Color32::TRANSPARENT);
            self.sheet = Some(ctx.load_texture("halos", nothing, TextureOptions::LINEAR));
            self.places.clear();
            (self.next, self.below) = ([0, 0], 0);
        }
        let at = self.next;
        self.next[0] += width;
        self.below = self.below.max(at[1] + height);
        let pixels = halo.cover.iter().map(|c| Color32::from_rgba_premultiplied(*c, *c, *c, *c)).collect();
        self.sheet.as_mut()?.set_partial(at, ColorImage::new(halo.size, pixels), TextureOptions::LINEAR);
        let share =
            |at: [usize; 2]| Pos2::new(at[0] as f32 / SHEET[0] as f32, at[1] as f32 / SHEET[1] as f32);
        let end = [at[0] + halo.size[0], at[1] + halo.size[1]];
        let corner = Pos2::new(halo.corner[0] as f32, halo.corner[1] as f32);
        let rect = Rect::from_min_size(corner, Vec2::new(halo.size[0] as f32, halo.size[1] as f32));
        Some(Place { uv: Rect::from_min_max(share(at), share(end)), rect })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(halos: &mut Halos, ctx: &Context, name: &str) -> Vec<Mesh> {
        let mut meshes = Vec::new();
        let key = Key::new(name.into(), Weight::Regular, 12.0, 1.5);
        let letters = || name.chars().zip((0..).map(|i| i as f32 * 8.0)).collect();
        halos.paint(ctx, &key, letters, (Pos2::new(100.0, 50.0), 0.0), Rgba([255; 4]), &mut meshes);
        meshes
    }

    #[test]
    fn a_halo_is_drawn_once_and_lies_around_its_baseline() {
        let (ctx, mut halos) = (Context::default(), Halos::default());
        let first = painted(&mut halos, &ctx, "Khasan");
        let next = halos.next;
        let again = painted(&mut halos, &ctx, "Khasan");
        assert_eq!((first[0].vertices.clone(), halos.next), (again[0].vertices.clone(), next));
        let around = first[0].calc_bounds();
        assert!(around.contains(Pos2::new(100.0, 50.0)) && around.width() < 70.0 && around.height() < 24.0);
        assert!(painted(&mut halos, &ctx, " ").is_empty());
    }

    #[test]
    fn a_full_sheet_gives_way_to_a_new_one() {
        let (ctx, mut halos) = (Context::default(), Halos::default());
        let sheet = |meshes: Vec<Mesh>| meshes[0].texture_id;
        let first = sheet(painted(&mut halos, &ctx, "Rajin 0"));
        let sheets: Vec<_> =
            (1..1000).map(|i| sheet(painted(&mut halos, &ctx, &format!("Rajin {i}")))).collect();
        assert!(sheets.iter().any(|s| *s != first));
        assert!(halos.places.len() < 500, "what was on the old sheet is forgotten");
        assert!(halos.places.values().flatten().all(|p| p.uv.max.x <= 1.0 && p.uv.max.y <= 1.0));
    }
}
