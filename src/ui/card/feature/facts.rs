//! What the card of a feature says, worked out once for each state of a feature.

use super::Page;
use super::text;
use crate::ui::background::Later;
use crate::ui::card::state::{Facts, PropertyRow};
use std::sync::Arc;
use tumen_core::model::Feature;
use tumen_core::model::geography::Passage;
use tumen_core::model::measure;

/// With more positions than this it is worked out beside the window.
const MANY: usize = 2_000;
/// Longer values are cut in the card; the table and the file have them whole.
const LONGEST: usize = 4_000;
/// So many properties are shown.
pub(super) const MOST: usize = 200;

/// The facts of a feature, begun when it is first shown and kept until another is.
pub(super) fn facts(page: &mut Page<'_>, feature: &Arc<Feature>) -> Later<Facts> {
    let session = page.session;
    let known = page.state.as_ref().and_then(|s| s.facts.as_ref());
    if let Some((_, facts)) = known.filter(|(of, _)| Arc::ptr_eq(of, feature)) {
        return facts.clone();
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
    page.state.iter_mut().for_each(|s| s.facts = Some((feature.clone(), later.clone())));
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
