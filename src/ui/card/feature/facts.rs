//! What the card of a feature says, worked out once for each state of a feature.

use super::Page;
use super::text;
use crate::ui::background::Later;
use eframe::egui::{Id, Ui};
use std::sync::Arc;
use tumen_core::model::Feature;
use tumen_core::model::geography::Passage;
use tumen_core::model::measure::{self, Measures, Profile};

/// With more positions than this it is worked out beside the window.
const MANY: usize = 2_000;
/// Longer values are cut in the card; the table and the file have them whole.
const LONGEST: usize = 4_000;
/// So many properties are shown.
pub(super) const MOST: usize = 200;

/// A property as the card shows it.
#[derive(Debug)]
pub(super) struct PropertyRow {
    pub name: String,
    pub text: String,
    /// A web address in it.
    pub link: Option<String>,
}

/// All that is worked out about a feature.
#[derive(Debug)]
pub(super) struct Facts {
    pub measures: Measures,
    pub profile: Option<Profile>,
    /// Countries by name, with the meters within each; an empty name is the high sea.
    pub countries: Vec<(String, f64)>,
    pub properties: Vec<PropertyRow>,
}

type Kept = (Arc<Feature>, Later<Facts>);

/// The facts of a feature, begun when it is first shown and kept until another is.
pub(super) fn facts(ui: &Ui, page: &mut Page<'_>, feature: &Arc<Feature>) -> Later<Facts> {
    let session = page.session;
    let id = Id::unique("feature facts");
    let kept: Option<Arc<Kept>> = ui.data(|d| d.get_temp(id));
    if let Some(kept) = kept.filter(|k| Arc::ptr_eq(&k.0, feature)) {
        return kept.1.clone();
    }
    let long = feature.geometry.vertices() > MANY;
    let (own, basemap, countries) = (feature.clone(), session.basemap().clone(), session.countries().clone());
    let later = Later::start(page.commands, long, move || {
        let countries = countries.get();
        let name = |p: &Passage| p.country.and_then(|i| countries.list.get(i)).map(|c| c.name.clone());
        let passages = countries.passages(&own.geometry);
        Facts {
            measures: measure::measure(&own),
            profile: measure::profile(&own, &|p| basemap.elevation.sample(p)),
            countries: passages.iter().map(|p| (name(p).unwrap_or_default(), p.meters)).collect(),
            properties: own.properties.iter().take(MOST).map(|(k, v)| shown(k, v.display())).collect(),
        }
    });
    let kept: Arc<Kept> = Arc::new((feature.clone(), later.clone()));
    ui.data_mut(|d| d.insert_temp(id, kept));
    later
}

fn shown(name: &str, value: &str) -> PropertyRow {
    let mut text = text::plain(value);
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    PropertyRow { name: name.to_owned(), link: text::link(&text).map(str::to_owned), text }
}
