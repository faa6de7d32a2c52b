//! Tours in KML: `gx:Tour` of any program, and our own with every value exact.
//!
//! Beside what Google Earth plays, a tour that Tumen writes has its values as `ExtendedData`: those of the
//! tour in the document, those of each stop in its placemark. What somebody has changed in the playlist or
//! in a balloon since counts more than they.

mod folders;
mod html;
mod look_at;
mod playlist;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub(super) use write::document;

use super::{DOCUMENT, FOLDER, TOUR as KEPT};
use crate::input::RawLayer;
use crate::tour::record::{Head, read_stop};
use look_at::LookAt;
use playlist::{Playlist, Step};
use std::collections::BTreeSet;
use std::sync::Arc;
use tree::Tree;
use tumen_core::diag::{Place, Report};
use tumen_core::markdown::{self, Run};
use tumen_core::message;
use tumen_core::model::layer::{Feature, FeatureKey, Value};
use tumen_core::model::tour::{Stop, Tour};
use tumen_core::model::{Layer, Workspace};

/// The data that hold a tour, or the id of the one that a stop belongs to.
const TOUR: &str = "tumen:tour";
/// The data that hold a stop.
const STOP: &str = "tumen:stop";

/// No file has more tours; those that follow are left out.
const MOST_TOURS: usize = 200;
/// A longer caption is not compared with its balloon, bytes.
const COMPARED: usize = 50_000;

/// Takes the tours out of what was read. Stops that Tumen wrote are no features of a layer; a layer of which
/// nothing is left goes.
pub fn tours(file: &str, raw_layers: &mut Vec<RawLayer>, report: &mut Report) -> Vec<Arc<Tour>> {
    let mut found = Workspace::default();
    raw_layers.retain_mut(|raw| {
        let all = of_layer(file, &mut raw.layer, report);
        let any = !all.is_empty();
        for mut tour in all {
            if found.tours.len() == MOST_TOURS {
                let what = message!("notice-file-more-tours", n = MOST_TOURS);
                report.error("limit", Place::file(file), what, message!("notice-first-ones-loaded"));
                break;
            }
            tour.id = found.free_tour_id(&tour.id);
            found.set_tour(Arc::new(tour));
        }
        !any || !raw.layer.features.is_empty()
    });
    found.tours
}

/// A tour that Tumen wrote, and the placemark of each of its stops.
struct Own {
    tour: Tour,
    balloons: Vec<Arc<Feature>>,
}

impl Own {
    fn is_of(&self, list: &Playlist) -> bool {
        list.id.as_deref() == Some(&*write::xml_id(&self.tour.id))
    }
}

/// Whether a kept playlist of a layer is one of the tours, which are written anew.
pub(super) fn is_written_anew(raw: &str, layer: &str, tours: &[Arc<Tour>]) -> bool {
    let list = Playlist::parse(raw);
    list.is_some_and(|list| tours.iter().any(|tour| list.became(tour, layer)))
}

/// At most one tour more than a file may have, so that it can be told.
fn of_layer(file: &str, layer: &mut Layer, report: &mut Report) -> Vec<Tour> {
    let mut own_folders = BTreeSet::new();
    let mut own = own_tours(file, layer, &mut own_folders, report);
    let lists: Vec<Playlist> = playlists(layer).take(MOST_TOURS + 1).collect();
    let mut others = Vec::new();
    for list in &lists {
        // The playlist of another program may stand beside the tour that was once made of it.
        let became = own.iter().any(|own| list.became(&own.tour, &layer.name));
        match own.iter_mut().find(|own| own.is_of(list)) {
            Some(own) => follow(file, own, &list.steps, report),
            None if became => {}
            None => others.push(list.tour(layer, others.len() + 1, file, report)),
        }
    }
    if !own.is_empty() {
        forget(layer, &own);
        folders::drop_empty(layer, &own_folders);
        folders::hoist(layer, file);
    }
    own.into_iter().map(|own| own.tour).chain(others).collect()
}

fn playlists(layer: &Layer) -> impl Iterator<Item = Playlist> + '_ {
    let tours = layer.foreign_members.iter().filter(|(key, _)| **key == *KEPT);
    tours.filter_map(|(_, raw)| Playlist::parse(raw))
}

/// The tours that Tumen wrote, with their stops; and the folders that were made for them.
fn own_tours(
    file: &str,
    layer: &mut Layer,
    own_folders: &mut BTreeSet<u32>,
    report: &mut Report,
) -> Vec<Own> {
    let heads = heads(file, layer, own_folders, report).into_iter().take(MOST_TOURS + 1);
    let mut own: Vec<Own> = heads.map(|tour| Own { tour, balloons: Vec::new() }).collect();
    for feature in take_stops(layer) {
        own_folders.extend(feature.folder);
        let id = tour_id(&feature);
        let at = own.iter().position(|own| own.tour.id == id);
        if at.is_none() && own.len() <= MOST_TOURS {
            let tour = Tour { title: id.clone(), id, ..Tour::default() };
            own.push(Own { tour, balloons: Vec::new() });
        }
        let last = own.len().saturating_sub(1);
        if let Some(own) = own.get_mut(at.unwrap_or(last)) {
            add_stop(file, own, feature, report);
        }
    }
    own
}

fn add_stop(file: &str, own: &mut Own, feature: Arc<Feature>, report: &mut Report) {
    match read_stop(text(&feature, STOP).unwrap_or_default()) {
        Ok((stop, odd)) => {
            for what in odd {
                let hint = message!("notice-stop-loaded-without");
                report.warning("odd-value", place(file, &feature), what, hint);
            }
            own.tour.stops.push(Arc::new(stop));
            own.balloons.push(feature);
        }
        Err(error) => {
            let what = message!("notice-stop-tour-damaged", error = error);
            report.error("bad-record", place(file, &feature), what, message!("notice-stop-left-out"));
        }
    }
}

fn place(file: &str, feature: &Feature) -> Place {
    Place::file(file).line(feature.line as usize)
}

fn text<'a>(feature: &'a Feature, name: &str) -> Option<&'a str> {
    match feature.property(name)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// The id of the tour that a stop belongs to.
fn tour_id(feature: &Feature) -> String {
    let id = text(feature, TOUR).and_then(|json| serde_json::from_str(json).ok());
    id.unwrap_or_else(|| "tour".to_owned())
}

/// The heads of tours that Tumen wrote.
fn heads(file: &str, layer: &mut Layer, own_folders: &mut BTreeSet<u32>, report: &mut Report) -> Vec<Tour> {
    let mut tours = Vec::new();
    layer.foreign_members.retain(|(key, raw)| {
        let here = **key == *DOCUMENT || key.starts_with(FOLDER);
        if !here || !raw.starts_with("<ExtendedData") || !raw.contains(TOUR) {
            return true;
        }
        let Ok(tree) = Tree::parse(raw) else { return true };
        let data = tree.all().find(|node| node.named.as_deref() == Some(TOUR));
        let Some(json) = data.and_then(|node| tree.text(node, "value")) else { return true };
        own_folders.extend(folders::number(key));
        match serde_json::from_str::<Head<'_>>(json) {
            Ok(head) => tours.push(head.tour()),
            Err(error) => {
                let what = message!("notice-head-tour-damaged", error = error.to_string());
                let hint = message!("notice-tour-head-lost");
                report.error("bad-record", Place::file(file), what, hint);
            }
        }
        false
    });
    tours
}

/// Takes the placemarks of stops out of a layer.
fn take_stops(layer: &mut Layer) -> Vec<Arc<Feature>> {
    let is_stop = |feature: &Arc<Feature>| feature.property(STOP).is_some();
    if !layer.features.iter().any(is_stop) {
        return Vec::new();
    }
    let all = std::mem::take(Arc::make_mut(&mut layer.features));
    let (stops, mut rest): (Vec<_>, Vec<_>) = all.into_iter().partition(is_stop);
    for (key, feature) in (0..).zip(&mut rest) {
        Arc::make_mut(feature).key = FeatureKey(key);
    }
    layer.next_key = rest.len() as u32;
    layer.features = Arc::new(rest);
    stops
}

/// The playlists of tours that Tumen wrote need not be kept: they are written anew.
fn forget(layer: &mut Layer, tours: &[Own]) {
    layer.foreign_members.retain(|(key, raw)| {
        let is_own = |list: &Playlist| tours.iter().any(|own| own.is_of(list));
        **key != *KEPT || !Playlist::parse(raw).is_some_and(|list| is_own(&list))
    });
}

/// Takes over what was changed in the playlist or the balloons since Tumen wrote them.
fn follow(file: &str, own: &mut Own, steps: &[Step], report: &mut Report) {
    let Own { tour, balloons } = own;
    let at = Place::file(file).feature(message!("notice-in-tour", title = &tour.title));
    if steps.len() != tour.stops.len() {
        let what = message!("notice-playlist-count", flights = steps.len(), stops = tour.stops.len());
        report.warning("count-differs", at, what, message!("notice-playlist-take"));
        return;
    }
    for (number, (stop, step)) in tour.stops.iter_mut().zip(steps).enumerate() {
        let balloon = balloons.get(number).and_then(|feature| changed_caption(stop, feature));
        let mut new = (**stop).clone();
        let mut what = Vec::new();
        if !LookAt::of(stop.bounds).is_like(&step.view.look) {
            new.bounds = step.view.look.bounds();
            what.push(message!("notice-stop-look"));
        }
        if (stop.seconds - step.wait).abs() > 1e-3 * (1.0 + stop.seconds) {
            new.seconds = step.wait;
            what.push(message!("notice-stop-seconds"));
        }
        if let Some(caption) = balloon {
            new.caption = caption;
            what.push(message!("notice-stop-caption"));
        }
        let list = |first, then| message!("notice-list", first = first, then = then);
        if let Some(what) = what.into_iter().reduce(list) {
            *stop = Arc::new(new);
            let message = message!("notice-stop-changed", n = number + 1, what = what);
            report.info("tour-changed", at.clone(), message, message!("notice-change-taken"));
        }
    }
}

/// The caption of a balloon, if it is not the one that Tumen wrote.
fn changed_caption(stop: &Stop, feature: &Feature) -> Option<String> {
    let said = text(feature, "description").unwrap_or_default();
    if said.len().max(stop.caption.len()) > COMPARED {
        return None;
    }
    let letters = |t: &str| {
        t.chars().filter(|c| !c.is_whitespace() && !c.is_control() && *c < '\u{fffe}').collect::<String>()
    };
    if letters(said) == letters(&html::from_markdown(&stop.caption)) {
        return None;
    }
    // Earlier versions wrote some marks otherwise; what is read in them is the same.
    let caption = html::to_markdown(said);
    let read = |text: &str| -> Vec<Run> {
        let runs = markdown::blocks(text).into_iter().flat_map(|b| b.runs);
        runs.map(|r| Run { text: letters(&r.text), ..r }).filter(|r| !r.text.is_empty()).collect()
    };
    (read(&caption) != read(&stop.caption)).then_some(caption)
}
