//! Tours, assumptions and loupes of a project: a line for each tour and each stop, one for all assumptions and one for
//! all loupes.

use super::json::json;
use crate::tour::record::{self, Exact, Head};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::sync::Arc;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::layer::Workspace;
use tumen_core::model::{Loupe, Tour};

/// Writes assumptions, loupes and tours.
pub(super) fn write(workspace: &Workspace, out: &mut Vec<u8>) {
    // A number that is none cannot be computed with, so nothing is lost without it.
    let finite = workspace.assumptions.iter().filter(|(_, value)| value.is_finite());
    let assumptions: BTreeMap<&String, Exact> = finite.map(|(id, value)| (id, Exact(*value))).collect();
    if !assumptions.is_empty() {
        line("assumptions", |out| json(&assumptions, out), out);
    }
    if !workspace.loupes.is_empty() {
        let loupes: Vec<String> = workspace.loupes.iter().map(Loupe::to_string).collect();
        line("loupes", |out| json(&loupes, out), out);
    }
    for tour in &workspace.tours {
        line("tour", |out| json(&Head::of(tour), out), out);
        for stop in &tour.stops {
            line("stop", |out| out.extend_from_slice(record::stop_json(stop).as_bytes()), out);
        }
    }
}

fn line(name: &str, value: impl FnOnce(&mut Vec<u8>), out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
    value(out);
    out.extend_from_slice(b"}\n");
}

/// A tour whose stops are being read.
#[derive(Default)]
pub(super) struct Open {
    tour: Option<(Tour, usize)>,
}

/// What is wrong with a line: a word for scripts, a sentence, and what became of it.
pub(super) type Wrong = (&'static str, Message, Message);

/// No project has more tours; those that follow are left out.
const MOST_TOURS: usize = 1000;

/// What a tour is called whose head is lost.
const RECOVERED: &str = "recovered-tour";

impl Open {
    /// Begins a tour.
    pub(super) fn tour(&mut self, raw: &str, workspace: &mut Workspace) -> Option<Wrong> {
        let wrong = self.close(workspace);
        match serde_json::from_str::<Head<'_>>(raw) {
            Ok(head) => {
                let stated = head.stops.unwrap_or(0);
                self.tour = Some((head.tour(), stated));
                wrong
            }
            Err(error) => Some(self.lost(&error, workspace)),
        }
    }

    /// Begins a tour whose head is damaged.
    pub(super) fn lost(&mut self, error: &serde_json::Error, workspace: &mut Workspace) -> Wrong {
        self.close(workspace);
        self.recovered();
        let what = message!("notice-head-tour-damaged", error = error.to_string());
        ("syntax", what, message!("notice-stops-loaded-tour"))
    }

    fn recovered(&mut self) -> &mut Tour {
        let title = "Recovered tour".to_owned();
        let tour = Tour { id: RECOVERED.to_owned(), title, ..Tour::default() };
        &mut self.tour.insert((tour, 0)).0
    }

    /// Adds a stop to the tour.
    pub(super) fn stop(&mut self, raw: &str) -> Vec<Wrong> {
        let (stop, odd) = match record::read_stop(raw) {
            Ok(read) => read,
            Err(error) => {
                let what = message!("notice-stop-tour-damaged", error = error);
                return vec![("bad-record", what, message!("notice-stop-left-out"))];
            }
        };
        let tour = match &mut self.tour {
            Some((tour, _)) => tour,
            None => self.recovered(),
        };
        tour.stops.push(Arc::new(stop));
        odd.into_iter().map(|what| ("odd-value", what, message!("notice-stop-loaded-without"))).collect()
    }

    /// Puts the tour that was read into the workspace.
    pub(super) fn close(&mut self, workspace: &mut Workspace) -> Option<Wrong> {
        let (mut tour, stated) = self.tour.take()?;
        if workspace.tours.len() == MOST_TOURS {
            let what = message!("notice-project-more-tours", most_tours = MOST_TOURS);
            return Some(("limit", what, message!("notice-first-ones-loaded")));
        }
        let found = tour.stops.len();
        let what = message!(
            "notice-tour-should-stops",
            title = format!("{:?}", tour.title),
            stated = stated,
            found = found
        );
        let wrong = stated != found && (stated > 0 || tour.id != RECOVERED);
        tour.id = workspace.free_tour_id(&tour.id);
        workspace.tours.push(Arc::new(tour));
        wrong.then_some(("count-differs", what, super::AGAIN))
    }
}

/// Reads the assumptions; a value that is no number costs itself.
pub(super) fn assumptions(raw: &str, workspace: &mut Workspace) -> Vec<Wrong> {
    let all: BTreeMap<String, &RawValue> = match serde_json::from_str(raw) {
        Ok(all) => all,
        Err(error) => {
            let what = message!("notice-assumptions-damaged", error = error.to_string());
            return vec![("syntax", what, message!("notice-network-loaded-data"))];
        }
    };
    let mut wrong = Vec::new();
    for (id, value) in all {
        match serde_json::from_str::<Exact>(value.get()) {
            Ok(value) => drop(workspace.assumptions.insert(id, value.0)),
            Err(_) => {
                let what = message!("notice-assumption-not-a-number", id = id);
                wrong.push(("bad-record", what, message!("notice-left-out-data")));
            }
        }
    }
    wrong
}

/// Reads the loupes; one that is none costs itself.
pub(super) fn loupes(raw: &str, workspace: &mut Workspace) -> Vec<Wrong> {
    let all: Vec<String> = match serde_json::from_str(raw) {
        Ok(all) => all,
        Err(error) => {
            let what = message!("notice-loupes-damaged", error = error.to_string());
            return vec![("syntax", what, message!("notice-loupes-left-out"))];
        }
    };
    let mut wrong = Vec::new();
    let mut loupes = Vec::new();
    for text in all.iter().take(Loupe::MOST) {
        match text.parse() {
            Ok(loupe) => loupes.push(loupe),
            Err(_) => {
                let what = message!("notice-no-loupe", text = text);
                wrong.push(("bad-record", what, message!("notice-loupes-left-out")));
            }
        }
    }
    if all.len() > Loupe::MOST {
        let what = message!("notice-more-loupes", most = Loupe::MOST);
        wrong.push(("limit", what, message!("notice-first-ones-loaded")));
    }
    workspace.loupes = loupes.into();
    wrong
}
