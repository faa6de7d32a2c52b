//! Settings of a page.

use super::{ExportState, form};
use crate::ui::plots;
use crate::ui::sizes::sizes;
use crate::ui::typeset::small;
use eframe::egui::{ComboBox, DragValue, TextEdit, Ui, WidgetInfo};
use tumen_scene::page::{Orientation, PageSetup, PageSize, Parts};
use tumen_session::Session;
use tumen_session::export::PictureFormat;

/// Scales from the closest view of the map to the whole world.
const SCALES: std::ops::RangeInclusive<f64> = 5_000.0..=100_000_000.0;
/// The scale that is offered first.
const USUAL_SCALE: f64 = 100_000.0;

const ORIENTATIONS: [(Orientation, &str); 3] = [
    (Orientation::Auto, "export-auto"),
    (Orientation::Landscape, "export-landscape"),
    (Orientation::Portrait, "export-portrait"),
];

/// What is wanted of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub size: PageSize,
    orientation: Orientation,
    /// The scale 1 : this, if the map is not to fill the page with what is seen.
    scale: Option<f64>,
    pub format: PictureFormat,
    title: String,
    subtitle: String,
    pub parts: Parts,
    /// Key of the topic of the plot.
    plot: Option<String>,
}

impl Settings {
    /// The page, where the map in the window is that large and plots show those years.
    pub fn setup(&self, session: &Session, seen: [f32; 2], years: Option<[f64; 2]>) -> PageSetup {
        let text = |t: &String| (!t.trim().is_empty()).then(|| t.trim().to_owned());
        let plot = self.plot.as_deref().and_then(|key| plots::chart_of(session, key, years));
        PageSetup {
            size: self.size,
            orientation: self.orientation,
            scale: self.scale,
            title: text(&self.title),
            subtitle: text(&self.subtitle),
            parts: self.parts,
            plot,
            ..PageSetup::new(seen)
        }
    }
}

/// The choice of paper.
pub(super) fn paper(ui: &mut Ui, session: &Session, size: &mut PageSize) {
    let words = |s: PageSize| if s == PageSize::Wide { session.say("export-slide") } else { s.id() };
    let sizes: Vec<_> = PageSize::ALL.iter().map(|s| (*s, words(*s))).collect();
    form::choice(ui, session.say("export-paper"), session.say("export-paper-tip"), size, &sizes);
}

/// Shows the settings.
pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut ExportState) {
    let settings = &mut state.page;
    let formats: Vec<_> = PictureFormat::ALL.iter().map(|f| (*f, form::files(session, *f))).collect();
    let formats: Vec<_> = formats.iter().map(|(f, words)| (*f, words.as_str())).collect();
    let tip = session.say("export-pdf-tip");
    form::choice(ui, session.say("export-format"), tip, &mut settings.format, &formats);
    paper(ui, session, &mut settings.size);
    let orientations = ORIENTATIONS.map(|(o, key)| (o, session.say(key)));
    form::choice(
        ui,
        session.say("export-orientation"),
        session.say("export-orientation-tip"),
        &mut settings.orientation,
        &orientations,
    );
    scale(ui, session, &mut settings.scale);
    let language = state.look.1.unwrap_or(session.view().language);
    let own = session.map_title_in(language);
    form::row(ui, session.say("export-title"), session.say("export-page-title-tip"), |ui| {
        ui.add(
            TextEdit::singleline(&mut settings.title).hint_text(own).desired_width(sizes().exporting.field),
        )
    });
    form::row(ui, session.say("export-subtitle"), session.say("export-subtitle-tip"), |ui| {
        let edit = TextEdit::singleline(&mut settings.subtitle).hint_text(session.say("time-as-of"));
        ui.add(edit.desired_width(sizes().exporting.field))
    });
    plot(ui, session, settings);
    form::parts(ui, session, &mut settings.parts, true);
    form::look(ui, session, &mut state.look);
}

/// A scale of the map, or as much of it as fits.
fn scale(ui: &mut Ui, session: &Session, scale: &mut Option<f64>) {
    form::row(ui, session.say("export-ratio"), session.say("export-ratio-tip"), |ui| {
        let mut on = scale.is_some();
        let switch = ui.checkbox(&mut on, "");
        let mut value = scale.unwrap_or(USUAL_SCALE);
        let (step, shown) = (0.01 * value, value);
        let words = |n: f64, _| format!("1 : {n:.0}");
        let field = DragValue::new(&mut value)
            .range(SCALES)
            .speed(step)
            .max_decimals(0)
            .custom_formatter(words)
            .custom_parser(scale_of);
        let response = ui.add_enabled(on, field);
        let info = WidgetInfo {
            label: Some(session.say("export-ratio").to_owned()),
            ..WidgetInfo::drag_value(on, shown)
        };
        response.widget_info(|| info.clone());
        *scale = on.then_some(value);
        switch
    });
}

/// A scale as people type it: `1 : 100 000`, `100,000`.
fn scale_of(text: &str) -> Option<f64> {
    let digits: String = text.rsplit(':').next()?.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

fn plot(ui: &mut Ui, session: &Session, settings: &mut Settings) {
    let topics = plots::topics::topics(session.document(), session.messages());
    let now = settings.plot.as_deref().and_then(|key| topics.iter().find(|t| t.key == key));
    let words = now.map_or(session.say("export-none"), |t| t.title.as_str()).to_owned();
    form::row(ui, session.say("export-plot"), session.say("export-plot-tip"), |ui| {
        let combo = ComboBox::from_id_salt("plot")
            .width(sizes().exporting.field)
            .truncate()
            .selected_text(small(words));
        let shown = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut settings.plot, None, small(session.say("export-none")));
            for topic in &topics {
                ui.selectable_value(&mut settings.plot, Some(topic.key.clone()), small(&topic.title));
            }
        });
        shown.response
    });
}
