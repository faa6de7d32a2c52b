//! Settings of a picture.

use super::{ExportState, Picture, form};
use crate::ui::say::say;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{Slider, TextEdit, Ui};
use tumen_scene::page::Parts;
use tumen_session::Session;
use tumen_session::export::PictureFormat;

/// Output pixels for a point of the window, as on sharp screens.
const SHARP: f32 = 2.0;
/// Sizes to choose from: key of the words, pixels, and pixels for a pixel of letters.
const PRESETS: [(&str, [u32; 2], f32); 5] = [
    ("preset-hd", [1920, 1080], 1.5),
    ("preset-4k", [3840, 2160], 3.0),
    ("preset-a4", [3508, 2480], 3.0),
    ("preset-a2", [7016, 4961], 5.0),
    ("preset-square", [1080, 1080], 1.25),
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
    let formats: Vec<_> = PictureFormat::for_single().map(|f| (f, form::files(session, f))).collect();
    let formats: Vec<_> = formats.iter().map(|(f, words)| (*f, words.as_str())).collect();
    form::choice(ui, session.say("export-format"), &made_of(session), &mut settings.format, &formats);
    size(ui, session, seen, settings);
    form::row(ui, session.say("export-letters"), session.say("export-letters-tip"), |ui| {
        ui.spacing_mut().slider_width = sizes().exporting.field - sizes().exporting.number;
        ui.add(Slider::new(&mut settings.scale, 0.5..=8.0).step_by(0.25).suffix("×"))
    });
    let own = session.map_title_in(state.look.1.unwrap_or(session.view().language));
    form::row(ui, session.say("export-title"), session.say("export-picture-title-tip"), |ui| {
        ui.add(
            TextEdit::singleline(&mut settings.title).hint_text(own).desired_width(sizes().exporting.field),
        )
    });
    form::parts(ui, session, &mut settings.parts, false);
    form::look(ui, session, &mut state.look);
    let now = state.picture.picture(seen);
    ui.label(small(words(session, &now)).weak());
}

fn size(ui: &mut Ui, session: &Session, seen: [f32; 2], settings: &mut Settings) {
    let mut sizes = vec![(Size::Screen, session.say("export-screen"))];
    sizes.extend(PRESETS.iter().enumerate().map(|(i, p)| (Size::Preset(i), session.say(p.0))));
    sizes.push((Size::Free, session.say("export-free")));
    let before = settings.size;
    form::choice(
        ui,
        session.say("export-picture-size"),
        session.say("export-picture-size-tip"),
        &mut settings.size,
        &sizes,
    );
    if settings.size != before {
        settings.scale = match settings.size {
            Size::Preset(index) => PRESETS.get(index).map_or(SHARP, |p| p.2),
            Size::Screen | Size::Free => SHARP,
        };
    }
    // What is typed is a size of one's own.
    let mut value = settings.picture(seen).size;
    if form::size(ui, session, &mut value, form::LONGEST) {
        settings.size = Size::Free;
    }
    settings.free = value;
}

/// What the formats are made of.
fn made_of(session: &Session) -> String {
    let one = |f: PictureFormat| format!("{}: {}", f.row().name, form::made_of(session, f));
    PictureFormat::for_single().map(one).collect::<Vec<_>>().join("; ")
}

/// What comes out, in a line.
fn words(session: &Session, picture: &Picture) -> String {
    let [width, height] = picture.size;
    let million = f64::from(width) * f64::from(height) / 1e6;
    let row = picture.format.row();
    match row.has_pixels {
        true => {
            let million = crate::ui::format::decimal(format!("{million:.1}"), session.messages());
            let (width, height) = (width.to_string(), height.to_string());
            say!(session, "export-pixels", name = row.name, width = width, height = height, million = million)
        }
        false => format!("{}: {}", row.name, form::made_of(session, picture.format)),
    }
}
