//! Routes: names become places of the network, the network is built when it is first needed.

use super::Session;
use super::place_names::{Found, Missed, PlaceNames};
use std::sync::{Arc, OnceLock};
use tumen_assets::Bundle;
use tumen_core::diag::Report;
use tumen_core::message;
use tumen_core::message::{Message, joined};
use tumen_core::model::date::{self, BadAsked};
use tumen_core::model::{Date, Document, Id};
use tumen_network::{Answer, Network, Request, RouteError};

/// The logistics network of a bundle, built when it is first asked for; it can be asked from another thread.
#[derive(Debug, Clone)]
pub struct LazyNetwork {
    bundle: Bundle,
    document: Arc<Document>,
    /// The first and the last day that routes are told for.
    range: (Date, Date),
    made: Arc<OnceLock<Made>>,
}

#[derive(Debug)]
struct Made {
    network: Network,
    spellings: PlaceNames,
}

/// So many similar names are proposed.
const PROPOSED: usize = 4;

impl LazyNetwork {
    pub(super) fn new(bundle: &Bundle, document: &Arc<Document>, today: Date) -> Self {
        let (bundle, document, made) = (bundle.clone(), Arc::clone(document), Arc::default());
        Self { bundle, document, range: date::told_range(today), made }
    }

    fn made(&self) -> &Made {
        self.made.get_or_init(|| {
            let railways =
                tumen_formats::basemap::railways(&|name| self.bundle.get(name), &mut Report::new());
            let network = Network::build(&self.document, &railways);
            let spellings = PlaceNames::new(&self.document, &network);
            Made { spellings, network }
        })
    }

    /// The network. The first call takes some tens of milliseconds.
    #[must_use]
    pub fn get(&self) -> &Network {
        &self.made().network
    }

    /// The network, if somebody has asked for it already.
    #[must_use]
    pub fn ready(&self) -> Option<&Network> {
        self.made.get().map(|made| &made.network)
    }

    /// The place or terminal that a text means: an id, a UN/LOCODE, or a name in any of three scripts.
    ///
    /// # Errors
    /// A sentence with the nearest names, if it means none.
    pub fn resolve(&self, text: &str) -> Result<Id, RouteError> {
        self.find(text).map(|found| found.id)
    }

    /// Like [`Self::resolve`], with what to tell if the name was taken for another spelling.
    ///
    /// # Errors
    /// A sentence with the nearest names, if it means none or several.
    pub fn find(&self, text: &str) -> Result<Found, RouteError> {
        let made = self.made();
        let id = text.trim().to_lowercase();
        let found = |id: Id| Ok(Found { id, note: None });
        if !made.network.nodes_of(&id).is_empty() {
            return found(id.into());
        }
        // A place of the document without railway, port or road: the network says how far it is from one.
        let of_document = || {
            self.document.places.iter().find(|p| *p.id == *id || p.names.all().any(|n| **n == *text.trim()))
        };
        match made.spellings.find(text) {
            Ok(found) if found.note.is_none() => Ok(found),
            missed => match of_document() {
                Some(place) => found(place.id.clone()),
                None => missed.map_err(|m| self.missed(text, &m)),
            },
        }
    }

    /// What to say of a name that means no place, or several.
    fn missed(&self, text: &str, missed: &Missed) -> RouteError {
        if let Missed::Several(names) = missed {
            let names = names.iter().map(|n| Message::verbatim(n.as_str()));
            let names = joined("route-or", names);
            return RouteError::Unknown(message!("route-several", text = text.trim(), names = names));
        }
        let near = self.made().spellings.like(text, PROPOSED);
        let hint = match near.as_slice() {
            [] => message!("route-name-a-place"),
            near => message!("route-nearest-names", names = near.join(", ")),
        };
        RouteError::Unknown(message!("route-unknown", text = text.trim(), hint = hint))
    }

    /// The project, corridor, segment, link, crossing, terminal, place or country that a text means.
    ///
    /// # Errors
    /// A sentence with the nearest names, if it means none.
    pub fn subject(&self, text: &str) -> Result<Id, RouteError> {
        let (document, logistics) = (&self.document, &self.document.logistics);
        let id = text.trim().to_lowercase();
        let is_link = logistics.links.iter().any(|l| *l.id == *id);
        let is_crossing = logistics.crossings.iter().any(|c| *c.id == *id);
        if document.has_target(&id) || is_link || is_crossing {
            return Ok(id.into());
        }
        let country = text.trim().to_uppercase();
        if self.get().nodes.iter().any(|n| n.country == country && country.len() == 2) {
            return Ok(country.into());
        }
        // The name of a town, port or crossing is that, though a project may bear it, too.
        let on_network = |id: &Id| !self.get().nodes_of(id).is_empty();
        let place = self.find(text).ok().filter(|found| found.note.is_none() && on_network(&found.id));
        if let Some(place) = place {
            return Ok(place.id);
        }
        if let Some(project) = document.find_project(text) {
            return Ok(project.id.clone());
        }
        self.resolve(text)
    }

    /// Answers a request whose names are resolved already.
    ///
    /// # Errors
    /// As [`Network::route`], and if routes are not told for the date.
    pub fn route(&self, request: &Request) -> Result<Answer, RouteError> {
        let (first, last) = self.range;
        if request.as_of < first || request.as_of > last {
            return Err(BadAsked::Range { text: request.as_of.to_string(), first, last }.into());
        }
        self.get().route(&self.document, request)
    }
}

impl Session {
    /// The logistics network; it can be asked from another thread.
    #[must_use]
    pub fn network(&self) -> &LazyNetwork {
        &self.network
    }

    /// Answers a request with the assumptions of the project; names are ids. Those that the request brings
    /// along win.
    ///
    /// # Errors
    /// As [`Network::route`].
    pub fn route(&self, request: &Request) -> Result<Answer, RouteError> {
        let mut request = request.clone();
        for (id, value) in &self.workspace().assumptions {
            request.assumptions.entry(id.clone()).or_insert(*value);
        }
        self.network.route(&request)
    }
}
