//! The window's colors and spacing, taken from the same palette as the map.

use super::fonts;
use super::paint::color;
use crate::ui::sizes::{self, shade, sizes, text_sizes};
use eframe::egui::{self, FontId, Stroke, TextStyle, Visuals};
use tumen_scene::frame::{Rgba, Weight};
use tumen_scene::{Style, Theme};

/// Makes a context look like a theme.
pub fn apply(ctx: &egui::Context, style: &Style, theme: Theme) {
    sizes::read(style);
    let dark = theme == Theme::Dark;
    ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
    let visuals = visuals(style, theme);
    ctx.all_styles_mut(|s| {
        s.visuals = visuals.clone();
        text_styles(s);
        s.spacing.item_spacing = egui::vec2(sizes().space.gap, sizes().space.tight);
        s.spacing.button_padding = egui::vec2(sizes().space.gap, sizes().space.fine);
        s.spacing.interact_size.y = sizes().control.height;
    });
}

/// Tooltips come soon, or as good as never.
pub fn show_tooltips(ctx: &egui::Context, on: bool) {
    /// Seconds.
    const SOON: f32 = 0.35;
    /// Eleven days.
    const NEVER: f32 = 1e6;
    ctx.all_styles_mut(|s| s.interaction.tooltip_delay = if on { SOON } else { NEVER });
}

fn text_styles(style: &mut egui::Style) {
    let own = text_sizes();
    let regular = |size| FontId::new(size, fonts::family(Weight::Regular));
    let semibold = |size| FontId::new(size, fonts::family(Weight::SemiBold));
    style.text_styles = [
        (TextStyle::Heading, semibold(own.window)),
        (TextStyle::Body, regular(own.body)),
        (TextStyle::Button, regular(own.body)),
        (TextStyle::Small, regular(own.note)),
        (TextStyle::Monospace, FontId::monospace(own.plain)),
    ]
    .into();
}

fn visuals(style: &Style, theme: Theme) -> Visuals {
    let palette = style.palette(theme);
    let mut v = if theme == Theme::Dark { Visuals::dark() } else { Visuals::light() };
    let solid = |c: Rgba| color(Rgba([c.0[0], c.0[1], c.0[2], 255]));
    let panel = solid(palette.panel);
    let accent = solid(style.kind("sea", theme));
    v.override_text_color = Some(color(palette.text));
    v.weak_text_color = Some(color(palette.text_quiet));
    v.hyperlink_color = accent;
    v.panel_fill = panel;
    v.window_fill = panel;
    v.window_stroke = Stroke::new(1.0, color(palette.panel_line));
    v.extreme_bg_color = color(palette.symbol_fill);
    v.faint_bg_color = color(palette.panel_line.faded(sizes().ink.stripe));
    v.selection.bg_fill = color(style.kind("sea", theme).faded(sizes().ink.selection));
    v.selection.stroke = Stroke::new(1.0, color(palette.text));
    v.widgets.inactive.bg_stroke = Stroke::new(1.0, color(palette.panel_line.faded(sizes().ink.outline)));
    v.widgets.noninteractive.bg_stroke = Stroke::new(1.0, color(palette.panel_line));
    v.window_shadow.color = shade(sizes().ink.shadow);
    v.popup_shadow.color = shade(sizes().ink.shadow);
    for w in [&mut v.widgets.inactive, &mut v.widgets.hovered, &mut v.widgets.active, &mut v.widgets.open] {
        w.corner_radius = sizes().corner.usual.into();
    }
    v.widgets.inactive.weak_bg_fill = color(palette.panel_line.faded(sizes().ink.button));
    v.widgets.hovered.weak_bg_fill = color(palette.panel_line.faded(sizes().ink.hovered));
    v.striped = false;
    v
}
