//! The window's colors and spacing, taken from the same palette as the map.

use super::fonts;
use super::paint::color;
use eframe::egui::{self, Color32, CornerRadius, FontId, Stroke, TextStyle, Visuals};
use tumen_scene::frame::{Rgba, Weight};
use tumen_scene::{Style, Theme};

/// Makes a context look like a theme.
pub fn apply(ctx: &egui::Context, style: &Style, theme: Theme) {
    let dark = theme == Theme::Dark;
    ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
    let visuals = visuals(style, theme);
    ctx.all_styles_mut(|s| {
        s.visuals = visuals.clone();
        text_sizes(s);
        s.spacing.item_spacing = egui::vec2(8.0, 4.0);
        s.spacing.button_padding = egui::vec2(8.0, 3.0);
        s.spacing.interact_size.y = 20.0;
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

fn text_sizes(style: &mut egui::Style) {
    let regular = |size| FontId::new(size, fonts::family(Weight::Regular));
    let semibold = |size| FontId::new(size, fonts::family(Weight::SemiBold));
    style.text_styles = [
        (TextStyle::Heading, semibold(16.0)),
        (TextStyle::Body, regular(13.0)),
        (TextStyle::Button, regular(13.0)),
        (TextStyle::Small, regular(11.0)),
        (TextStyle::Monospace, FontId::monospace(12.0)),
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
    v.faint_bg_color = color(palette.panel_line.faded(0.22));
    v.selection.bg_fill = color(style.kind("sea", theme).faded(0.28));
    v.selection.stroke = Stroke::new(1.0, color(palette.text));
    v.widgets.inactive.bg_stroke = Stroke::new(1.0, color(palette.panel_line.faded(0.6)));
    v.widgets.noninteractive.bg_stroke = Stroke::new(1.0, color(palette.panel_line));
    v.window_shadow.color = Color32::from_black_alpha(40);
    v.popup_shadow.color = Color32::from_black_alpha(40);
    for w in [&mut v.widgets.inactive, &mut v.widgets.hovered, &mut v.widgets.active, &mut v.widgets.open] {
        w.corner_radius = CornerRadius::same(4);
    }
    v.widgets.inactive.weak_bg_fill = color(palette.panel_line.faded(0.35));
    v.widgets.hovered.weak_bg_fill = color(palette.panel_line.faded(0.7));
    v.striped = false;
    v
}
