//! What the playlist of a `gx:Tour` plays, and the best tour that can be made of one of another program.

use super::html;
use super::look_at::{View, view};
use super::tree::{Node, Tree};
use std::collections::HashMap;
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Layer;
use tumen_core::model::layer::Value;
use tumen_core::model::tour::{Stop, Tour, Transition};

/// No talk has more stops; what follows is left out.
const MOST_STOPS: usize = 10_000;
/// A caption of another program is cut after so many bytes of HTML.
const CAPTION: usize = 8_000;

/// A flight of a playlist, with what happens before the next one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub(super) view: View,
    /// How long the flight takes, seconds.
    pub(super) flight: f64,
    /// Whether it passes on without coming to rest.
    smooth: bool,
    /// How long nothing moves after it, seconds.
    pub(super) wait: f64,
    /// Whether the tour stops until it is started again.
    paused: bool,
    /// The placemark whose balloon is opened.
    balloon: Option<String>,
}

/// A playlist, and what of it a tour cannot hold.
#[derive(Debug, Default)]
pub(super) struct Playlist {
    pub(super) id: Option<String>,
    pub(super) name: String,
    pub(super) steps: Vec<Step>,
    lost: Lost,
}

#[derive(Debug, Default)]
struct Lost {
    nowhere: usize,
    sounds: usize,
    updates: usize,
    others: usize,
}

impl Playlist {
    /// Reads a kept `gx:Tour`; nothing if it is none.
    pub(super) fn parse(raw: &str) -> Option<Self> {
        let tree = Tree::parse(raw).ok()?;
        let root = tree.root().filter(|root| root.name == "Tour")?;
        let mut list = Self {
            id: root.id.clone(),
            name: tree.text(root, "name").unwrap_or_default().to_owned(),
            ..Self::default()
        };
        let playlist = tree.child(root, "Playlist");
        for node in playlist.into_iter().flat_map(|playlist| tree.children(playlist)) {
            list.add(&tree, node);
        }
        Some(list)
    }

    fn add(&mut self, tree: &Tree, node: &Node) {
        let seconds = tree.number(node, "duration").unwrap_or(0.0).max(0.0);
        match (node.name.as_str(), self.steps.last_mut()) {
            ("FlyTo", _) => match view(tree, node) {
                Some(view) => self.steps.push(Step {
                    view,
                    flight: seconds,
                    smooth: tree.text(node, "flyToMode") == Some("smooth"),
                    wait: 0.0,
                    paused: false,
                    balloon: None,
                }),
                None => self.lost.nowhere += 1,
            },
            ("Wait", Some(step)) => step.wait += seconds,
            ("TourControl", Some(step)) => step.paused = true,
            ("AnimatedUpdate", step) => match (balloon(tree, node), step) {
                (Some((Some(target), true)), Some(step)) => step.balloon = Some(target),
                (Some(_), _) => {}
                (None, _) => self.lost.updates += 1,
            },
            ("SoundCue", _) => self.lost.sounds += 1,
            ("Wait" | "TourControl", None) => {}
            _ => self.lost.others += 1,
        }
    }

    fn title(&self, layer: &str) -> String {
        if self.name.is_empty() { layer.to_owned() } else { self.name.clone() }
    }

    /// Whether a tour was made of it, from a layer of that name.
    pub(super) fn became(&self, tour: &Tour, layer: &str) -> bool {
        self.title(layer) == tour.title
    }

    /// The best tour that can be made of it; what cannot be kept is told.
    pub(super) fn tour(&self, layer: &Layer, number: usize, file: &str, report: &mut Report) -> Tour {
        let captions = captions(layer);
        let (mut stops, mut passed, mut way) = (Vec::new(), 0, 0.0);
        for (at, step) in self.steps.iter().enumerate() {
            way += step.flight;
            let rests = !step.smooth || step.wait > 0.0 || step.paused || step.balloon.is_some();
            if !rests && at + 1 < self.steps.len() {
                passed += 1;
                continue;
            }
            let caption = step.balloon.as_ref().and_then(|id| captions.get(id.as_str()));
            stops.push(Arc::new(stop(step, way, stops.len() + 1, caption)));
            way = 0.0;
            if stops.len() == MOST_STOPS {
                break;
            }
        }
        let title = self.title(&layer.name);
        let id = slug(&title, number);
        let tour = Tour { id, title, stops, ..Tour::default() };
        self.tell(&tour, passed, file, report);
        tour
    }

    fn tell(&self, tour: &Tour, passed: usize, file: &str, report: &mut Report) {
        let steps = &self.steps;
        let count = |test: fn(&Step) -> bool| steps.iter().filter(|step| test(step)).count();
        let mut say = |n: usize, what: fn(usize) -> Message| {
            if n > 0 {
                let place = Place::file(file).feature(message!("notice-in-tour", title = &tour.title));
                report.info("tour-simplified", place, what(n), Message::NONE);
            }
        };
        say(count(|s| s.view.askew), |n| message!("notice-tour-tilted", n = n));
        say(passed, |n| message!("notice-tour-passed", n = n));
        let restless = count(|s| s.wait == 0.0).saturating_sub(passed);
        say(restless, |n| message!("notice-tour-no-wait", n = n, seconds = Stop::SECONDS));
        say(count(|s| s.paused), |n| message!("notice-tour-pauses", n = n));
        let beyond = steps.len().saturating_sub(passed + tour.stops.len());
        say(beyond, |n| message!("notice-tour-beyond", n = n));
        say(self.lost.sounds, |n| message!("notice-tour-sounds", n = n));
        say(self.lost.updates, |n| message!("notice-tour-updates", n = n));
        say(self.lost.nowhere, |n| message!("notice-tour-nowhere", n = n));
        say(self.lost.others, |n| message!("notice-tour-unknown-parts", n = n));
    }
}

fn stop(step: &Step, way: f64, number: usize, caption: Option<&Caption<'_>>) -> Stop {
    let title = caption.map(|c| c.name.to_owned()).filter(|name| !name.is_empty());
    let mut stop = Stop::new(title.unwrap_or_else(|| format!("Stop {number}")), step.view.look.bounds());
    stop.caption = caption.map(|c| html::to_markdown(c.html)).unwrap_or_default();
    stop.as_of = step.view.as_of;
    if step.wait > 0.0 {
        stop.seconds = step.wait;
    }
    stop.transition = if way > 0.0 { Transition::FlyFor(way) } else { Transition::Cut };
    stop
}

/// The placemark whose balloon an update opens or closes. Nothing if it does more or something else.
fn balloon(tree: &Tree, update: &Node) -> Option<(Option<String>, bool)> {
    let change = tree.child(tree.child(update, "Update")?, "Change")?;
    let mut targets = tree.children(change);
    let target = targets.next().filter(|_| targets.next().is_none())?;
    let only = tree.children(target).count() == 1;
    let visible = tree.text(target, "balloonVisibility").filter(|_| only)?;
    Some((target.target.clone(), visible == "1"))
}

struct Caption<'a> {
    name: &'a str,
    html: &'a str,
}

/// Names and descriptions of placemarks by their ids.
fn captions(layer: &Layer) -> HashMap<&str, Caption<'_>> {
    let mut all = HashMap::new();
    for feature in layer.features.iter() {
        let Some(Value::Text(id)) = &feature.id else { continue };
        let text = |name| match feature.property(name) {
            Some(Value::Text(text)) => cut(text),
            _ => "",
        };
        all.insert(&**id, Caption { name: text("name"), html: text("description") });
    }
    all
}

fn cut(text: &str) -> &str {
    let end = (0..=CAPTION.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// A short word for a title.
fn slug(title: &str, number: usize) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c.is_alphanumeric() {
            true => slug.push(c),
            false if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            false => {}
        }
    }
    match slug.trim_end_matches('-') {
        "" => format!("tour-{number}"),
        slug => slug.chars().take(40).collect(),
    }
}
