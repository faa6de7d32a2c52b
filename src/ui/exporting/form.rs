//! What the forms of the dialog share: rows, choices, sizes.

use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{Align, ComboBox, DragValue, Layout, Response, Ui, WidgetInfo, vec2};
use tumen_core::model::Language;
use tumen_scene::Theme;
use tumen_scene::page::Parts;
use tumen_session::Session;
use tumen_session::export::PictureFormat;

/// The longest side of a picture, pixels.
pub(super) const LONGEST: u32 = 16_384;
/// The shortest side of a picture, pixels.
pub(super) const SHORTEST: u32 = 64;

/// What the files of a format are called.
pub(super) fn files(session: &Session, format: PictureFormat) -> String {
    session.say_with(&format!("picture-files-{}", format.row().extension), &[])
}

/// What the files of a format are made of.
pub(super) fn made_of(session: &Session, format: PictureFormat) -> String {
    session.say_with(&format!("picture-made-of-{}", format.row().extension), &[])
}

/// Words with a field beside them.
pub(super) fn row(ui: &mut Ui, words: &str, tip: &str, field: impl FnOnce(&mut Ui) -> Response) {
    ui.horizontal(|ui| {
        let label = ui
            .allocate_ui_with_layout(
                vec2(sizes().exporting.words, ui.spacing().interact_size.y),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_width(sizes().exporting.words);
                    ui.label(small(words))
                },
            )
            .inner;
        field(ui).labelled_by(label.id).on_hover_text(tip);
    });
}

/// A choice of one of several.
pub(super) fn choice<T: PartialEq + Copy>(
    ui: &mut Ui,
    words: &str,
    tip: &str,
    value: &mut T,
    all: &[(T, &str)],
) {
    let now = all.iter().find(|(v, _)| v == value).map_or("", |(_, words)| words);
    row(ui, words, tip, |ui| {
        let combo =
            ComboBox::from_id_salt(words).width(sizes().exporting.field).truncate().selected_text(small(now));
        let shown = combo.show_ui(ui, |ui| {
            for (option, words) in all {
                ui.selectable_value(value, *option, small(*words));
            }
        });
        shown.response
    });
}

/// Width and height in pixels.
pub(super) fn size(ui: &mut Ui, session: &Session, value: &mut [u32; 2], most: u32) -> bool {
    let mut changed = false;
    row(ui, session.say("export-size"), session.say("export-size-tip"), |ui| {
        let [width, height] = value;
        let mut side = |ui: &mut Ui, side: &mut u32, name: &str| {
            let drag = DragValue::new(side).range(SHORTEST..=most).speed(4.0);
            let response = ui.add(drag);
            let shown = f64::from(*side);
            response.widget_info(|| WidgetInfo {
                label: Some(name.to_owned()),
                ..WidgetInfo::drag_value(true, shown)
            });
            changed |= response.changed();
            response
        };
        let first = side(ui, width, session.say("export-width"));
        ui.label(small("×"));
        side(ui, height, session.say("export-height"));
        first
    });
    changed
}

/// Theme and language; the window's own unless others are chosen.
pub(super) fn look(ui: &mut Ui, session: &Session, look: &mut (Option<Theme>, Option<Language>)) {
    let view = session.view();
    let mut theme = look.0.unwrap_or(view.theme);
    let themes = [
        (Theme::Light, session.say("action-ThemeLight-short")),
        (Theme::Dark, session.say("action-ThemeDark-short")),
        (Theme::Projector, session.say("action-ThemeProjector-short")),
    ];
    choice(ui, session.say("export-theme"), session.say("export-theme-tip"), &mut theme, &themes);
    look.0 = (theme != view.theme).then_some(theme);
    let mut language = look.1.unwrap_or(view.language);
    let languages = Language::ALL.map(|l| (l, l.own_name()));
    choice(ui, session.say("export-names"), session.say("export-names-tip"), &mut language, &languages);
    look.1 = (language != view.language).then_some(language);
}

/// Switches for the parts of a picture or page.
pub(super) fn parts(ui: &mut Ui, session: &Session, parts: &mut Parts, paper: bool) {
    let Parts { title, legend, scale_bar, locator, card, sources } = parts;
    let all = [
        (title, "export-title", "export-title-tip", true),
        (legend, "export-legend", "export-legend-tip", true),
        (scale_bar, "export-scale", "export-scale-tip", true),
        (locator, "export-locator", "export-locator-tip", true),
        (card, "export-card", "export-card-tip", false),
        (sources, "export-sources", "export-sources-tip", false),
    ];
    ui.horizontal_wrapped(|ui| {
        for (on, words, tip, _) in all.into_iter().filter(|(.., picture)| paper || *picture) {
            ui.checkbox(on, small(session.say(words))).on_hover_text(session.say(tip));
        }
    });
}
