//! Settings of a page.

use super::{ExportState, form};
use crate::ui::plots;
use crate::ui::typeset::small;
use eframe::egui::{ComboBox, TextEdit, Ui};
use tumen_scene::page::{Orientation, PageSetup, PageSize, Parts};
use tumen_session::Session;
use tumen_session::export::PictureFormat;

const ORIENTATIONS: [(Orientation, &str); 3] = [
    (Orientation::Auto, "As the map is"),
    (Orientation::Landscape, "Landscape"),
    (Orientation::Portrait, "Portrait"),
];

/// What is wanted of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub size: PageSize,
    orientation: Orientation,
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
            title: text(&self.title),
            subtitle: text(&self.subtitle),
            parts: self.parts,
            plot,
            ..PageSetup::new(seen)
        }
    }
}

/// The choice of paper.
pub(super) fn paper(ui: &mut Ui, size: &mut PageSize) {
    let sizes = PageSize::ALL.map(|s| (s, if s == PageSize::Wide { "16:9 slide" } else { s.id() }));
    form::choice(ui, "Paper", "Size of the page", size, &sizes);
}

/// Shows the settings.
pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut ExportState) {
    let settings = &mut state.page;
    let formats: Vec<_> = PictureFormat::ALL.iter().map(|f| (*f, f.row().files)).collect();
    let tip = "PDF has text that can be searched, and links to the sources";
    form::choice(ui, "Format", tip, &mut settings.format, &formats);
    paper(ui, &mut settings.size);
    form::choice(ui, "Orientation", "Which way up the page is", &mut settings.orientation, &ORIENTATIONS);
    let language = state.look.1.unwrap_or(session.view().language);
    let own = session.words().get("map_title", language);
    form::row(ui, "Title", "At the head of the page; the usual one if nothing is written", |ui| {
        ui.add(TextEdit::singleline(&mut settings.title).hint_text(own).desired_width(form::FIELD))
    });
    form::row(ui, "Line below it", "The as-of date if nothing is written", |ui| {
        let edit = TextEdit::singleline(&mut settings.subtitle).hint_text("As-of date");
        ui.add(edit.desired_width(form::FIELD))
    });
    plot(ui, session, settings);
    form::parts(ui, &mut settings.parts, true);
    form::look(ui, session, &mut state.look);
}

fn plot(ui: &mut Ui, session: &Session, settings: &mut Settings) {
    let topics = plots::topics::topics(session.document(), session.messages());
    let now = settings.plot.as_deref().and_then(|key| topics.iter().find(|t| t.key == key));
    let words = now.map_or("None", |t| &t.title).to_owned();
    form::row(ui, "Plot", "A plot on the page", |ui| {
        let combo = ComboBox::from_id_salt("plot").width(form::FIELD).truncate().selected_text(small(words));
        let shown = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut settings.plot, None, small("None"));
            for topic in &topics {
                ui.selectable_value(&mut settings.plot, Some(topic.key.clone()), small(&topic.title));
            }
        });
        shown.response
    });
}
