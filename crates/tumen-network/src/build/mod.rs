//! From document and base map to nodes and links.
//!
//! Points of the railway become nodes where lines meet or end, at stations, where the corridor changes, and
//! on borders; everything between two nodes is one link. A border cuts its point in two nodes, one in each
//! country, joined by a link that stands for the crossing.

mod dates;
mod lengths;
mod links;
pub(super) mod rails;
mod regions;
mod sea;

use super::quantity::{Kilometers, Tonnes};
use super::request::LengthBasis;
use super::topology::{Link, LinkKind, Network, Node, Owner};
use rails::{Rails, Tag};
use std::collections::HashMap;
use tumen_core::geo::{LonLat, measure};
use tumen_core::model::basemap::VectorLayer;
use tumen_core::model::corridor::{Corridor, Mode};
use tumen_core::model::place::{Place, PlaceKind};
use tumen_core::model::{Document, Id, Names};

/// A place counts as lying by a railway within this distance, kilometers.
const BY_RAIL_KM: f64 = 6.0;
/// A terminal likewise: ports lie at the end of branches that the base map does not always draw.
const TERMINAL_KM: f64 = 9.0;
/// A border is looked for within this distance of its recorded position, kilometers.
const BORDER_KM: f64 = 5.0;

impl Network {
    /// Joins the base map's railways, the document's corridors and the links of `data/network/`.
    #[must_use]
    pub fn build(document: &Document, railways: &VectorLayer) -> Self {
        build(document, railways)
    }
}

fn build(document: &Document, railways: &VectorLayer) -> Network {
    let rails = Rails::new(document, railways);
    let mut builder = Builder::new(document, rails);
    builder.name_points();
    builder.make_rail_nodes();
    builder.make_rail_links();
    builder.join_borders();
    let mut network = builder.network;
    links::add(document, &mut network);
    network.index_links();
    dates::set(document, &mut network);
    regions::set_countries(document, &mut network);
    sea::add(document, &mut network);
    network.index_links();
    network.index_sections(document);
    let stretches = lengths::stretches(document, &network);
    lengths::publish(&stretches, &mut network);
    network.distances = lengths::compare(&stretches, &network);
    regions::set_gauges(document, &mut network);
    links::group_towns(document, &mut network);
    links::name_crossings(&mut network);
    network
}

/// What is to become of a point of the railway.
#[derive(Debug, Default, Clone)]
struct Mark {
    /// Ids of places and terminals here.
    ids: Vec<Id>,
    /// Crossing, and which of its cuts.
    border: Option<(usize, usize)>,
}

struct Builder<'a> {
    document: &'a Document,
    rails: Rails,
    marks: HashMap<u32, Mark>,
    /// Node of each point; several at a border are in `sides`.
    node_of: Vec<Option<u32>>,
    /// For each cut: point, crossing, number of the cut, nodes by piece.
    sides: Vec<Cut>,
    network: Network,
}

struct Cut {
    crossing: usize,
    number: usize,
    nodes: Vec<u32>,
}

impl<'a> Builder<'a> {
    fn new(document: &'a Document, rails: Rails) -> Self {
        let node_of = vec![None; rails.points.len()];
        let network = Network::default();
        Self { document, rails, marks: HashMap::new(), node_of, sides: Vec::new(), network }
    }

    /// Decides which points are stations, terminals and borders.
    fn name_points(&mut self) {
        for (place, points) in self.rails.stations.clone() {
            for point in points.into_iter().filter(|_| !place.is_empty()) {
                self.mark(point).ids.push(place.clone());
            }
        }
        for place in &self.document.places {
            let used = !matches!(place.kind, PlaceKind::Waypoint | PlaceKind::Boundary | PlaceKind::Field);
            if used && !self.rails.stations.contains_key(&place.id) && !self.is_abroad(place) {
                self.snap(&place.id, place.position, BY_RAIL_KM);
            }
        }
        for terminal in self.document.logistics.terminals.iter().filter(|t| t.rail) {
            let place = self.document.place(&terminal.id);
            let known = place.is_some() && self.rails.stations.contains_key(&terminal.id);
            let Some(position) = terminal.position.or(place.map(|p| p.position)) else { continue };
            if !known && !self.is_named(&terminal.id) {
                self.snap(&terminal.id, position, TERMINAL_KM);
            }
        }
        for (i, crossing) in self.document.logistics.crossings.iter().enumerate().filter(|(_, c)| !c.road) {
            for (number, at) in crossing.at.iter().enumerate() {
                if let Some(point) = self.rails.cut(*at, BORDER_KM) {
                    self.node_of.push(None);
                    self.mark(point).border = Some((i, number));
                }
            }
        }
    }

    /// Whether the railway by a place is that of a nearer place in another country, beyond a border river.
    fn is_abroad(&self, place: &Place) -> bool {
        let Some(point) = self.rails.nearest(place.position, BY_RAIL_KM) else { return false };
        let far = |p: &Place| measure::distance(p.position, self.rails.points[point as usize]);
        let nearer = |p: &&Place| p.country != place.country && far(p) < far(place);
        let inland = |p: &&Place| {
            !matches!(
                p.kind,
                PlaceKind::Waypoint | PlaceKind::Boundary | PlaceKind::Field | PlaceKind::Crossing
            )
        };
        self.document.places.iter().filter(inland).any(|p| nearer(&p) && far(p) <= far(place))
    }

    fn mark(&mut self, point: u32) -> &mut Mark {
        self.marks.entry(point).or_default()
    }

    fn is_named(&self, id: &Id) -> bool {
        self.marks.values().any(|m| m.ids.contains(id))
    }

    fn snap(&mut self, id: &Id, position: LonLat, limit_km: f64) {
        if let Some(point) = self.rails.nearest(position, limit_km) {
            self.mark(point).ids.push(id.clone());
        }
    }

    /// Makes a node of every point where something happens.
    fn make_rail_nodes(&mut self) {
        for point in 0..self.rails.points.len() as u32 {
            let around = &self.rails.around[point as usize];
            if around.is_empty() {
                continue;
            }
            let mark = self.marks.get(&point).cloned();
            let passes = around.len() == 2 && self.tag(around[0]) == self.tag(around[1]);
            if mark.is_none() && passes {
                continue;
            }
            let mark = mark.unwrap_or_default();
            if let Some((crossing, number)) = mark.border {
                let nodes = (0..around.len()).map(|_| self.node(point, &mark)).collect();
                self.node_of[point as usize] = Some(u32::MAX);
                self.sides.push(Cut { crossing, number, nodes });
                self.marks.entry(point).or_default().border = Some((self.sides.len() - 1, number));
            } else {
                self.node_of[point as usize] = Some(self.node(point, &mark));
            }
        }
    }

    /// Corridor and segment of a piece; legs of one segment are one.
    fn tag(&self, piece: u32) -> Tag {
        self.rails.pieces[piece as usize].tag
    }

    fn node(&mut self, point: u32, mark: &Mark) -> u32 {
        let mut ids = mark.ids.clone();
        // The place that the document draws first gives the name.
        ids.sort_by_key(|id| (self.document.place(id).map_or(u8::MAX, |p| p.rank), id.clone()));
        let id = ids.first().cloned().unwrap_or_default();
        let names = names_of(self.document, &id);
        let position = self.rails.points[point as usize];
        self.network.add_node(Node { id, names, position, country: String::new(), terminal: None }, ids)
    }

    /// The node at a point as seen from one of its pieces.
    fn node_at(&self, point: u32, piece: u32) -> Option<u32> {
        let node = self.node_of[point as usize]?;
        if node != u32::MAX {
            return Some(node);
        }
        let (cut, _) = self.marks.get(&point)?.border?;
        let side = self.rails.around[point as usize].iter().position(|p| *p == piece)?;
        self.sides[cut].nodes.get(side).copied()
    }

    /// Walks from every node along its pieces to the next node.
    fn make_rail_links(&mut self) {
        let mut used = vec![false; self.rails.pieces.len()];
        for point in 0..self.rails.points.len() as u32 {
            if self.node_of[point as usize].is_none() {
                continue;
            }
            for i in 0..self.rails.around[point as usize].len() {
                let piece = self.rails.around[point as usize][i];
                if !used[piece as usize] {
                    self.walk(point, piece, &mut used);
                }
            }
        }
    }

    fn walk(&mut self, start: u32, first: u32, used: &mut [bool]) {
        let tag = self.tag(first);
        let (mut at, mut piece) = (start, first);
        let mut line = vec![self.rails.points[start as usize]];
        loop {
            used[piece as usize] = true;
            at = self.rails.other(piece, at);
            line.push(self.rails.points[at as usize]);
            if self.node_of[at as usize].is_some() {
                break;
            }
            let Some(next) = self.rails.around[at as usize].iter().copied().find(|p| *p != piece) else {
                break;
            };
            piece = next;
        }
        let (Some(from), Some(to)) = (self.node_at(start, first), self.node_at(at, piece)) else { return };
        let drawn = Kilometers(rails::line_km(&line));
        let mut link = Link::new(Id::default(), from, to, Mode::Rail, drawn, line);
        if let Some((corridor, leg)) = tag {
            let record = &self.document.corridors[corridor as usize];
            let segment = record.segment_of_legs().get(leg as usize).copied().flatten();
            link.owner = Owner::Corridor(corridor as usize, segment);
            link.corridor = Some(record.id.clone());
        }
        self.network.links.push(link);
    }

    /// Joins the two sides of each border.
    fn join_borders(&mut self) {
        for cut in &self.sides {
            let crossing = &self.document.logistics.crossings[cut.crossing];
            let ([a, b], 0, false) = (cut.nodes.as_slice(), cut.number, crossing.barred) else { continue };
            let position = self.network.nodes[*a as usize].position;
            let line = vec![position, position];
            let mut link = Link::new(crossing.id.clone(), *a, *b, Mode::Rail, Kilometers(0.0), line);
            link.kind = LinkKind::Border(cut.crossing);
            link.basis = LengthBasis::Published;
            link.owner = crossing.status_of.clone().map_or(Owner::Nobody, Owner::Target);
            link.validity = crossing.validity();
            link.capacity = crossing.capacity_t.map(Tonnes).zip(crossing.sources.first().cloned());
            for node in [*a, *b] {
                let node = &mut self.network.nodes[node as usize];
                if node.id.is_empty() {
                    node.names.clone_from(&crossing.names);
                }
            }
            self.network.links.push(link);
        }
    }
}

/// Names of a place or terminal.
fn names_of(document: &Document, id: &str) -> Names {
    let terminal = document.logistics.terminals.iter().find(|t| &*t.id == id).map(|t| &t.names);
    let place = document.place(id).map(|p| &p.names);
    terminal.filter(|n| !n.en.is_empty()).or(place).cloned().unwrap_or_default()
}

/// The nodes that a corridor's line begins and ends at, by the places of its via points.
fn ends_of(corridor: &Corridor) -> Option<(&Id, &Id)> {
    Some((&corridor.via.first()?.place, &corridor.via.last()?.place))
}
