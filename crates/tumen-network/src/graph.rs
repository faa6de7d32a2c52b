//! A directed graph whose edges have several weights: what every search runs on.
use super::marks::Marks;
use super::request::Objective;

/// The amounts that a route is judged by. They add up along a route.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Weights {
    /// Length, kilometers.
    pub km: f64,
    /// Time, days.
    pub days: f64,
    /// Cost of the whole consignment, United States dollars.
    pub usd: f64,
    /// Emissions of the whole consignment, tonnes of CO₂ equivalent.
    pub co2: f64,
}

impl Weights {
    /// The weight that an objective looks at.
    #[must_use]
    pub fn by(&self, objective: Objective) -> f64 {
        match objective {
            Objective::Cost => self.usd,
            Objective::Time => self.days,
            Objective::Distance => self.km,
            Objective::Co2 => self.co2,
        }
    }
}

impl std::ops::Add for Weights {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            km: self.km + other.km,
            days: self.days + other.days,
            usd: self.usd + other.usd,
            co2: self.co2 + other.co2,
        }
    }
}

impl std::ops::Mul<f64> for Weights {
    type Output = Self;

    fn mul(self, by: f64) -> Self {
        Self { km: self.km * by, days: self.days * by, usd: self.usd * by, co2: self.co2 * by }
    }
}

/// A step from one state to another. Never negative in any weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// State it leaves.
    pub from: u32,
    /// State it reaches.
    pub to: u32,
    /// What it adds.
    pub weights: Weights,
    /// The most it carries a year, tonnes; none is known if none is given.
    pub capacity: Option<f64>,
    /// The thing in the network that it belongs to; edges of both directions and of parallel modes share
    /// it. Avoiding, closing and loading go by link. Links are numbered from 0 without wide gaps.
    pub link: u32,
}

/// Arcs sorted by the state they leave.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    edges: Vec<Edge>,
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Graph {
    /// A graph of `states` states. Arcs that name a state beyond them are left out.
    #[must_use]
    pub fn new(states: u32, mut edges: Vec<Edge>) -> Self {
        edges.retain(|a| a.from < states && a.to < states);
        edges.sort_by_key(|a| a.from);
        let mut starts = vec![0_u32; states as usize + 1];
        edges.iter().for_each(|a| starts[a.from as usize + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        Self { edges, starts, places: Vec::new() }
    }

    /// Says at which place each state is. Several states lie at one place: rail of either gauge, road, quay.
    /// A route passes a place once, and the edges of a link between the same two places share its capacity.
    /// States without a place are places of their own.
    #[must_use]
    pub fn with_places(mut self, places: Vec<u32>) -> Self {
        self.places = places;
        self
    }

    /// The place of a state.
    #[must_use]
    pub fn place(&self, state: u32) -> u32 {
        self.places.get(state as usize).copied().unwrap_or(state)
    }

    /// Number of states.
    #[must_use]
    pub fn states(&self) -> u32 {
        self.starts.len().saturating_sub(1) as u32
    }

    /// All edges; their indices name them.
    #[must_use]
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The edges that leave a state, as indices into [`Graph::edges`].
    #[must_use]
    pub fn leaving(&self, state: u32) -> std::ops::Range<usize> {
        let at = |i: usize| self.starts.get(i).map_or(self.edges.len(), |s| *s as usize);
        at(state as usize)..at(state as usize + 1)
    }

    /// The states that wanted edges lead to from one.
    #[must_use]
    pub fn reached(&self, from: u32, wanted: impl Fn(usize, &Edge) -> bool) -> Marks {
        let mut reached: Marks = [from as usize].into_iter().collect();
        let mut open = vec![from];
        while let Some(state) = open.pop() {
            for index in self.leaving(state) {
                let edge = &self.edges[index];
                if !reached.contains(edge.to as usize) && wanted(index, edge) {
                    reached.insert(edge.to as usize);
                    open.push(edge.to);
                }
            }
        }
        reached
    }

    /// The graph with every edge turned round, of the edges that are wanted, and for each of its edges the index
    /// here: what leads to a state is then found by a search from it.
    #[must_use]
    pub fn reversed(&self, wanted: impl Fn(usize, &Edge) -> bool) -> (Self, Vec<usize>) {
        let mut order: Vec<usize> = (0..self.edges.len()).filter(|i| wanted(*i, &self.edges[*i])).collect();
        order.sort_by_key(|i| self.edges[*i].to);
        let turned = |i: &usize| Edge { from: self.edges[*i].to, to: self.edges[*i].from, ..self.edges[*i] };
        let edges = order.iter().map(turned).collect();
        // Sorting is stable, so the new graph keeps this order.
        (Self::new(self.states(), edges).with_places(self.places.clone()), order)
    }
}
