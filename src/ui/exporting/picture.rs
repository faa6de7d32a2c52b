//! Settings of a picture.

use super::{ExportState, Picture, form};
use crate::ui::typeset::small;
use eframe::egui::{Slider, TextEdit, Ui};
use tumen_scene::page::Parts;
use tumen_session::Session;
use tumen_session::export::PictureFormat;

/// Output pixels for a point of the window, as on sharp screens.
const SHARP: f32 = 2.0;
/// Sizes to choose from: words, pixels, and pixels for a pixel of letters.
const PRESETS: [(&str, [u32; 2], f32); 5] = [
    ("Full HD, 1920 × 1080", [1920, 1080], 1.5),
    ("4K, 3840 × 2160", [3840, 2160], 3.0),
    ("A4 at 300 dpi, 3508 × 2480", [3508, 2480], 3.0),
    ("A2 at 300 dpi, 7016 × 4961", [7016, 4961], 5.0),
    ("Square, 1080 × 1080", [1080, 1080], 1.25),
];

/// Which size.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Size {
    /// As on screen, sharp.
    #[default]
    Screen,
    Preset(usize),
    Free,
}

/// What is wanted of a picture.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    format: PictureFormat,
    size: Size,
    free: [u32; 2],
    scale: f32,
    parts: Parts,
    title: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            format: PictureFormat::Png,
            size: Size::Screen,
            free: [1920, 1080],
            scale: SHARP,
            parts: Parts::default(),
            title: String::new(),
        }
    }
}

impl Settings {
    /// The picture, where the map in the window is that large.
    pub fn picture(&self, seen: [f32; 2]) -> Picture {
        let size = match self.size {
            Size::Screen => seen.map(|s| (s * SHARP).round().max(1.0) as u32),
            Size::Preset(index) => PRESETS.get(index).map_or(self.free, |p| p.1),
            Size::Free => self.free,
        };
        let Self { format, scale, parts, .. } = *self;
        Picture { format, size, scale, parts, title: self.title.clone() }
    }
}

/// Shows the settings.
pub(super) fn show(ui: &mut Ui, session: &Session, seen: [f32; 2], state: &mut ExportState) {
    let settings = &mut state.picture;
    form::choice(
        ui,
        "Format",
        &made_of(),
        &mut settings.format,
        &PictureFormat::for_single().map(|f| (f, f.row().files)).collect::<Vec<_>>(),
    );
    size(ui, seen, settings);
    form::row(
        ui,
        "Letters and signs",
        "How large letters, signs and line widths are: pixels for each pixel",
        |ui| {
            ui.spacing_mut().slider_width = form::FIELD - 60.0;
            ui.add(Slider::new(&mut settings.scale, 0.5..=8.0).step_by(0.25).suffix("×"))
        },
    );
    let own = session.words().get("map_title", state.look.1.unwrap_or(session.view().language));
    form::row(ui, "Title", "Above the map; the usual one if nothing is written", |ui| {
        ui.add(TextEdit::singleline(&mut settings.title).hint_text(own).desired_width(form::FIELD))
    });
    form::parts(ui, &mut settings.parts, false);
    form::look(ui, session, &mut state.look);
    let now = state.picture.picture(seen);
    ui.label(small(words(&now)).weak());
}

fn size(ui: &mut Ui, seen: [f32; 2], settings: &mut Settings) {
    let mut sizes = vec![(Size::Screen, "As on screen, sharp")];
    sizes.extend(PRESETS.iter().enumerate().map(|(i, p)| (Size::Preset(i), p.0)));
    sizes.push((Size::Free, "Free"));
    let before = settings.size;
    form::choice(ui, "Size", "Size of the picture", &mut settings.size, &sizes);
    if settings.size != before {
        settings.scale = match settings.size {
            Size::Preset(index) => PRESETS.get(index).map_or(SHARP, |p| p.2),
            Size::Screen | Size::Free => SHARP,
        };
    }
    // What is typed is a size of one's own.
    let mut value = settings.picture(seen).size;
    if form::size(ui, &mut value, form::LONGEST) {
        settings.size = Size::Free;
    }
    settings.free = value;
}

/// What the formats are made of.
fn made_of() -> String {
    let formats = PictureFormat::for_single().map(PictureFormat::row);
    formats.map(|row| format!("{}: {}", row.name, row.made_of)).collect::<Vec<_>>().join("; ")
}

/// What comes out, in a line.
fn words(picture: &Picture) -> String {
    let [width, height] = picture.size;
    let million = f64::from(width) * f64::from(height) / 1e6;
    let row = picture.format.row();
    match row.has_pixels {
        true => format!("{}: {width} × {height} pixels, {million:.1} million", row.name),
        false => format!("{}: {}", row.name, row.made_of),
    }
}
