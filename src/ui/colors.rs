//! Colors of the map style for text and marks in panels.

use crate::ui::sizes::sizes;
use eframe::egui::Color32;
use tumen_scene::frame::Rgba;
use tumen_session::Session;

/// A color as egui has it.
#[must_use]
pub fn color(Rgba([r, g, b, a]): Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// The colors of text and lines in panels, from the palette of the theme in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ink {
    /// Text that matters.
    pub text: Color32,
    /// Text beside it.
    pub quiet: Color32,
    /// Text and marks of what has not happened yet, or is left out.
    pub faint: Color32,
    /// Rules and outlines.
    pub line: Color32,
    /// What text stands on.
    pub panel: Color32,
    /// What lies under the pointer, and bands behind text.
    pub band: Color32,
    /// Links.
    pub link: Color32,
    /// Selection and the as-of date.
    pub highlight: Color32,
}

impl Ink {
    /// The colors of a session's theme.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let palette = session.style().palette(session.view().theme);
        let mut panel = palette.panel;
        // What stands behind text must be opaque, or text would lie on whatever is below.
        panel.0[3] = u8::MAX;
        Self {
            text: color(palette.text),
            quiet: color(palette.text_quiet),
            faint: color(palette.text_quiet.mixed(panel, sizes().ink.faint)),
            line: color(palette.panel_line),
            panel: color(panel),
            band: color(panel.mixed(palette.text, sizes().ink.band)),
            link: color(palette.text_water.mixed(palette.text, sizes().ink.link)),
            highlight: color(palette.highlight),
        }
    }
}

/// The color of a kind in a session's theme.
#[must_use]
pub fn kind(session: &Session, kind: &str) -> Color32 {
    color(session.style().kind(kind, session.view().theme))
}
