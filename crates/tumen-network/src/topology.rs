//! Nodes and links of the network, the same at every date.

use super::quantity::{Kilometers, Tonnes};
use super::request::LengthBasis;
use std::collections::HashMap;
use tumen_core::geo::LonLat;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Cargo, Stated, Validity, stated_at};
use tumen_core::model::{Date, Document, Id, Names, Period};

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
    /// Nobody's: its own record alone tells when it is open, if it has one.
    #[default]
    Nobody,
    /// A corridor, or one of its segments; indices into the document.
    Corridor(usize, Option<usize>),
    /// A project, corridor or segment named by the record.
    Target(Id),
}

/// What a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LinkKind {
    /// Cargo moves along it.
    #[default]
    Haul,
    /// The crossing of a border, without length: index of the record in `data/network/crossings.toml`.
    Border(usize),
}

/// A stretch between two nodes that is used as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Whether cargo moves along it or crosses a border by it.
    pub kind: LinkKind,
    /// Id: that of the record it comes from, empty for a railway of the base map without a record.
    pub id: Id,
    /// Names; empty if it has none of its own.
    pub names: Names,
    /// Node where it begins.
    pub from: u32,
    /// Node where it ends.
    pub to: u32,
    /// How things move on it.
    pub mode: Mode,
    /// Whose status decides.
    pub owner: Owner,
    /// The corridor it belongs to, for names and colors.
    pub corridor: Option<Id>,
    /// Length used for time and cost, without the factor of drawn lengths.
    pub km: Kilometers,
    /// Length as drawn.
    pub drawn: Kilometers,
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
    /// Sea only: what goes aboard with its cargo, if it is a ferry.
    pub ferry: Option<Mode>,
    /// Off unless a request switches it on.
    pub proposed: bool,
    /// Places whose own cargo it is there for; any cargo if none are named.
    pub only_for: Vec<Id>,
    /// When it is open by its own record, or that of the line it is part of.
    pub validity: Validity,
    /// The line to draw, from the first node to the second; longitudes continuous.
    pub line: Vec<LonLat>,
}

impl Link {
    /// A link with a drawn length and nothing else known of it.
    #[must_use]
    pub(super) fn new(id: Id, from: u32, to: u32, mode: Mode, drawn: Kilometers, line: Vec<LonLat>) -> Self {
        Self {
            kind: LinkKind::Haul,
            id,
            names: Names::default(),
            from,
            to,
            mode,
            owner: Owner::Nobody,
            corridor: None,
            km: drawn,
            drawn,
            basis: LengthBasis::Drawn,
            gauges: Vec::new(),
            country: String::new(),
            cargoes: Vec::new(),
            capacity: None,
            ferry: None,
            proposed: false,
            only_for: Vec::new(),
            validity: Validity::default(),
            line,
        }
    }

    /// Whether it is a way over water that no record, corridor or ferry stands for.
    #[must_use]
    pub fn is_open_water(&self) -> bool {
        let recorded = self.corridor.is_some() || self.ferry.is_some() || self.proposed;
        self.mode == Mode::Sea && self.owner == Owner::Nobody && !recorded
    }

    /// The other end.
    #[must_use]
    pub fn other(&self, node: u32) -> u32 {
        if self.from == node { self.to } else { self.from }
    }

    /// The gauges at a date, millimeters.
    #[must_use]
    pub fn gauges_at(&self, date: Date) -> &[u32] {
        let begun = |from: &Option<Period>| from.as_ref().is_none_or(|p| p.first <= date);
        self.gauges.iter().rfind(|(from, _)| begun(from)).map_or(&[], |(_, gauges)| gauges)
    }
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
    /// Links at each node.
    around: Vec<Vec<u32>>,
    /// Published lengths beside drawn ones.
    pub(super) distances: Vec<Comparison>,
    /// For each link what is stated of sections it is part of, the most particular last: indices into the document.
    pub(super) sections: Vec<Vec<usize>>,
}

/// What a link can carry at a date, each with who says so; `None` is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Capability<'a> {
    /// Overhead line.
    pub electrification: Option<&'a Stated<String>>,
    /// Running tracks.
    pub tracks: Option<&'a Stated<f64>>,
    /// Axle load, tonnes.
    pub axle_load_t: Option<&'a Stated<f64>>,
    /// Length of a freight train, meters.
    pub train_m: Option<&'a Stated<f64>>,
    /// Gross weight of a freight train, tonnes.
    pub train_t: Option<&'a Stated<f64>>,
    /// Freight trains a day in one direction.
    pub trains_a_day: Option<&'a Stated<f64>>,
}

/// A published length beside the drawn one.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Place where the stretch begins.
    pub from: Id,
    /// Place where it ends.
    pub to: Id,
    /// As drawn on the map.
    pub drawn: Kilometers,
    /// As the network counts it for time and cost.
    pub counted: Kilometers,
    /// As published.
    pub published: Kilometers,
    /// Who published it.
    pub source: Id,
}

impl Network {
    /// The nodes of a place or terminal, those of its whole town; none if it is not of the network.
    #[must_use]
    pub fn nodes_of(&self, id: &str) -> &[u32] {
        self.by_id.get(id).map_or(&[], Vec::as_slice)
    }

    /// Ids of all places and terminals that cargo can come from and go to, in alphabetical order.
    #[must_use]
    pub fn ids(&self) -> Vec<&Id> {
        let mut ids: Vec<&Id> = self.by_id.keys().collect();
        ids.sort();
        ids
    }

    /// The links at a node, as indices into `links`.
    #[must_use]
    pub fn around(&self, node: u32) -> &[u32] {
        self.around.get(node as usize).map_or(&[], Vec::as_slice)
    }

    /// What a link can carry at a date: for each field the most particular record that speaks of it.
    #[must_use]
    pub fn capability<'a>(&self, document: &'a Document, link: u32, date: Date) -> Capability<'a> {
        let own = self.sections.get(link as usize).into_iter().flatten();
        let mut all = Capability::default();
        for section in own.filter_map(|i| document.logistics.sections.get(*i)) {
            all.electrification = stated_at(&section.electrification, date).or(all.electrification);
            all.tracks = stated_at(&section.tracks, date).or(all.tracks);
            all.axle_load_t = stated_at(&section.axle_load_t, date).or(all.axle_load_t);
            all.train_m = stated_at(&section.train_m, date).or(all.train_m);
            all.train_t = stated_at(&section.train_t, date).or(all.train_t);
            all.trains_a_day = stated_at(&section.trains_a_day, date).or(all.trains_a_day);
        }
        all
    }

    /// Finds for each railway link the sections that it is part of.
    pub(super) fn index_sections(&mut self, document: &Document) {
        let all = &document.logistics.sections;
        let of = |link: &Link| -> Vec<usize> {
            let segment = match &link.owner {
                Owner::Corridor(corridor, Some(segment)) => {
                    let corridor = document.corridors.get(*corridor);
                    corridor.and_then(|c| Some(c.target_of(c.segments.get(*segment)?)))
                }
                Owner::Target(target) => Some(target.to_string()),
                Owner::Corridor(_, None) | Owner::Nobody => None,
            };
            let corridor = link.corridor.as_deref();
            let ids = [Some(&*link.country), corridor, segment.as_deref(), Some(&*link.id)];
            let named = ids.into_iter().flatten().filter(|id| !id.is_empty() && link.mode == Mode::Rail);
            named.flat_map(|id| (0..all.len()).filter(move |i| *all[*i].of == *id)).collect()
        };
        self.sections = self.links.iter().map(of).collect();
    }

    /// Every published length of a railway beside the drawn one, in the order of the records.
    #[must_use]
    pub fn distances(&self) -> &[Comparison] {
        &self.distances
    }

    pub(super) fn add_node(&mut self, node: Node, ids: Vec<Id>) -> u32 {
        let index = self.nodes.len() as u32;
        for id in ids {
            let nodes = self.by_id.entry(id).or_default();
            if !nodes.contains(&index) {
                nodes.push(index);
            }
        }
        self.nodes.push(node);
        index
    }

    pub(super) fn index_links(&mut self) {
        self.around = vec![Vec::new(); self.nodes.len()];
        for (i, link) in self.links.iter().enumerate() {
            self.around[link.from as usize].push(i as u32);
            self.around[link.to as usize].push(i as u32);
        }
    }
}
