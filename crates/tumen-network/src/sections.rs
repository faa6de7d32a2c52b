//! What shares a capacity: the edges of a link between the same two places.

use super::graph::Graph;
use std::collections::BTreeMap;

/// The piece of a link between two places; or what a link is at one place, as a port's cranes are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Section {
    /// The link.
    pub link: u32,
    /// The two places, the lower number first.
    pub places: [u32; 2],
    /// The most it carries a year in both directions together, tonnes: the largest that its edges state.
    /// Unlimited as far as known if none states any.
    pub capacity: Option<f64>,
}

/// The sections of one or more graphs over the same places and links.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    /// All sections, sorted by link and places.
    pub list: Vec<Section>,
    of_edge: Vec<Vec<u32>>,
}

impl Sections {
    /// Finds the sections of graphs that share places and links, one per kind of cargo for instance.
    #[must_use]
    pub fn of(graphs: &[&Graph]) -> Self {
        let mut numbers = BTreeMap::<(u32, [u32; 2]), Option<f64>>::new();
        for graph in graphs {
            for (index, edge) in graph.edges().iter().enumerate() {
                let known = numbers.entry(key(graph, index)).or_default();
                let stated = edge.capacity.filter(|c| !c.is_nan()).map(|c| c.max(0.0));
                *known = [*known, stated].into_iter().flatten().reduce(f64::max);
            }
        }
        let list: Vec<Section> = numbers
            .iter()
            .map(|((link, places), c)| Section { link: *link, places: *places, capacity: *c })
            .collect();
        let number = |graph: &Graph, index: usize| {
            let wanted = key(graph, index);
            list.partition_point(|s| (s.link, s.places) < wanted) as u32
        };
        let of_edge = graphs.iter().map(|g| (0..g.edges().len()).map(|i| number(g, i)).collect()).collect();
        Self { list, of_edge }
    }

    /// The section of an edge of one of the graphs, as an index into `list`.
    #[must_use]
    pub fn of_edge(&self, graph: usize, edge: usize) -> usize {
        self.of_edge[graph][edge] as usize
    }

    /// The section of every edge of one of the graphs, as indices into `list`.
    #[must_use]
    pub fn of_graph(&self, graph: usize) -> &[u32] {
        self.of_edge.get(graph).map_or(&[], Vec::as_slice)
    }
}

fn key(graph: &Graph, index: usize) -> (u32, [u32; 2]) {
    let edge = &graph.edges()[index];
    let (p, q) = (graph.place(edge.from), graph.place(edge.to));
    (edge.link, [p.min(q), p.max(q)])
}

/// Whether an edge goes from the lower place of its section to the higher.
#[must_use]
pub fn forward(graph: &Graph, index: usize) -> bool {
    graph.edges().get(index).is_none_or(|a| graph.place(a.from) <= graph.place(a.to))
}
