//! Where nodes and ribbons of a Sankey diagram stand: pure geometry, no colors, no words.
//!
//! Layers by longest way, after K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of
//! hierarchical system structures", IEEE Transactions SMC-11 (1981); the order within a column by their
//! barycenter method, which keeps ribbons from crossing where it can.

use std::collections::BTreeMap;

/// An amount that goes from one node to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// Name of the node it leaves.
    pub from: String,
    /// Name of the node it reaches.
    pub to: String,
    /// What it consists of.
    pub commodity: String,
    /// How much.
    pub tonnes: f64,
}

/// A node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Its column, from the left.
    pub column: usize,
    /// Left, top, right, bottom.
    pub rect: [f32; 4],
    /// What comes in, tonnes.
    pub inflow: f64,
    /// What goes out, tonnes.
    pub outflow: f64,
}

impl Node {
    /// The larger of what comes in and what goes out, tonnes: its height.
    #[must_use]
    pub fn tonnes(&self) -> f64 {
        self.inflow.max(self.outflow)
    }

    fn middle(&self) -> f32 {
        0.5 * (self.rect[1] + self.rect[3])
    }
}

/// A ribbon: all of one commodity between two nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Ribbon {
    /// The node it leaves.
    pub from: usize,
    /// The node it reaches.
    pub to: usize,
    /// Its commodity, an index into [`Layout::commodities`].
    pub commodity: usize,
    /// How much, tonnes.
    pub tonnes: f64,
    /// Its upper end at the node that it leaves, and at the node that it reaches.
    pub tops: [f32; 2],
    /// Its width.
    pub width: f32,
    /// Where it passes the columns between: left, right, and its upper edge from left to right.
    pub by: Vec<[f32; 3]>,
}

/// A laid out diagram.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The nodes, in the order in which flows name them.
    pub nodes: Vec<Node>,
    /// The ribbons, by nodes and commodity.
    pub ribbons: Vec<Ribbon>,
    /// The commodities, in the order in which flows name them.
    pub commodities: Vec<String>,
    /// Number of columns.
    pub columns: usize,
    /// Flows that could not be drawn: from a node to itself, or of no positive amount.
    pub left_out: usize,
}

/// Sizes in the unit of the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Left, top, right, bottom of everything.
    pub rect: [f32; 4],
    /// Width of a node.
    pub node: f32,
    /// Space wanted between nodes of a column; less if there are many.
    pub gap: f32,
    /// Gaps take at most this share of the height.
    pub share: f32,
}

/// How often the columns are sorted.
const SWEEPS: usize = 12;
/// With more ribbons crossings are not counted, and the last order is taken.
const COUNTED: usize = 800;

/// Lays out flows. Parallel flows of one commodity are added up.
#[must_use]
pub fn lay(flows: &[Flow], extent: Extent) -> Layout {
    let mut layout = gather(flows);
    if layout.nodes.is_empty() {
        return layout;
    }
    assign_columns(&mut layout);
    let whole = expand(&mut layout);
    let mut order = initial_order(&layout);
    stack(&mut layout, &order, extent);
    let mut best = (crossings(&layout), order.clone());
    for sweep in 0..SWEEPS {
        sort(&layout, &mut order, sweep % 2 == 0);
        stack(&mut layout, &order, extent);
        let count = crossings(&layout);
        if count < best.0 || layout.ribbons.len() > COUNTED {
            best = (count, order.clone());
        }
    }
    stack(&mut layout, &best.1, extent);
    contract(&mut layout, whole);
    layout
}

/// What the layout was before it was cut at the columns.
struct Whole {
    nodes: usize,
    ribbons: Vec<Ribbon>,
    /// The ribbon that each piece is of.
    of: Vec<usize>,
}

/// Cuts ribbons that pass columns, with a node in each of them, so that they get room there of their own.
fn expand(layout: &mut Layout) -> Whole {
    let ribbons = std::mem::take(&mut layout.ribbons);
    let nodes = layout.nodes.len();
    let mut of = Vec::new();
    for (i, ribbon) in ribbons.iter().enumerate() {
        let last = layout.nodes[ribbon.to].column;
        let mut from = ribbon.from;
        for column in layout.nodes[ribbon.from].column + 1..last {
            let to = layout.nodes.len();
            let (inflow, outflow) = (ribbon.tonnes, ribbon.tonnes);
            layout.nodes.push(Node { name: String::new(), column, rect: [0.0; 4], inflow, outflow });
            layout.ribbons.push(Ribbon { from, to, ..ribbon.clone() });
            of.push(i);
            from = to;
        }
        layout.ribbons.push(Ribbon { from, ..ribbon.clone() });
        of.push(i);
    }
    Whole { nodes, ribbons, of }
}

/// Puts the pieces together again.
fn contract(layout: &mut Layout, whole: Whole) {
    let Whole { nodes, mut ribbons, of } = whole;
    for (piece, i) in layout.ribbons.iter().zip(of) {
        let ribbon = &mut ribbons[i];
        ribbon.width = piece.width;
        if piece.from < nodes {
            ribbon.tops[0] = piece.tops[0];
        }
        if piece.to < nodes {
            ribbon.tops[1] = piece.tops[1];
        } else {
            let [left, top, right, _] = layout.nodes[piece.to].rect;
            ribbon.by.push([left, right, top]);
        }
    }
    layout.nodes.truncate(nodes);
    layout.ribbons = ribbons;
}

/// The place of a name in a list, at its end if it is new.
fn number_of<'a>(numbers: &mut BTreeMap<&'a str, usize>, name: &'a str) -> usize {
    let next = numbers.len();
    *numbers.entry(name).or_insert(next)
}

fn named(numbers: BTreeMap<&str, usize>) -> Vec<String> {
    let mut names = vec![String::new(); numbers.len()];
    numbers.into_iter().for_each(|(name, i)| name.clone_into(&mut names[i]));
    names
}

fn gather(flows: &[Flow]) -> Layout {
    let (mut nodes, mut commodities) = (BTreeMap::new(), BTreeMap::new());
    let mut sums = BTreeMap::<(usize, usize, usize), f64>::new();
    let mut left_out = 0;
    for flow in flows {
        if flow.from == flow.to || !flow.tonnes.is_finite() || flow.tonnes <= 0.0 {
            left_out += 1;
            continue;
        }
        let ends = (number_of(&mut nodes, &flow.from), number_of(&mut nodes, &flow.to));
        let commodity = number_of(&mut commodities, &flow.commodity);
        *sums.entry((ends.0, ends.1, commodity)).or_default() += flow.tonnes;
    }
    let node = |name| Node { name, column: 0, rect: [0.0; 4], inflow: 0.0, outflow: 0.0 };
    let mut nodes: Vec<Node> = named(nodes).into_iter().map(node).collect();
    let ribbon = |((from, to, commodity), tonnes): ((usize, usize, usize), f64)| {
        nodes[from].outflow += tonnes;
        nodes[to].inflow += tonnes;
        Ribbon { from, to, commodity, tonnes, tops: [0.0; 2], width: 0.0, by: Vec::new() }
    };
    let ribbons = sums.into_iter().map(ribbon).collect();
    Layout { nodes, ribbons, commodities: named(commodities), columns: 0, left_out }
}

/// Columns by the longest way from the left. Ribbons that would close a circle do not count; nodes that
/// nothing leaves stand in the last column.
fn assign_columns(layout: &mut Layout) {
    let mut next = vec![Vec::new(); layout.nodes.len()];
    layout.ribbons.iter().for_each(|r| next[r.from].push(r.to));
    let order = without_circles(&mut next);
    for node in order {
        for to in &next[node] {
            layout.nodes[*to].column = layout.nodes[*to].column.max(layout.nodes[node].column + 1);
        }
    }
    layout.columns = layout.nodes.iter().map(|n| n.column + 1).max().unwrap_or(0);
    let last = layout.columns.saturating_sub(1);
    for (node, next) in layout.nodes.iter_mut().zip(&next) {
        if next.is_empty() && node.inflow > 0.0 {
            node.column = last;
        }
    }
}

/// Takes out the steps that lead back to where a walk came from, and returns the nodes so that every step
/// that is left leads on. Depth first, without recursion.
fn without_circles(next: &mut [Vec<usize>]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Visit {
        New,
        Open,
        Done,
    }
    let mut visits = vec![Visit::New; next.len()];
    let mut done = Vec::new();
    for root in 0..next.len() {
        if visits[root] != Visit::New {
            continue;
        }
        visits[root] = Visit::Open;
        let mut walk = vec![(root, 0)];
        while let Some((node, at)) = walk.pop() {
            match next[node].get(at).copied() {
                None => {
                    visits[node] = Visit::Done;
                    done.push(node);
                }
                Some(to) if visits[to] == Visit::Open => {
                    next[node].remove(at);
                    walk.push((node, at));
                }
                Some(to) => {
                    walk.push((node, at + 1));
                    if visits[to] == Visit::New {
                        visits[to] = Visit::Open;
                        walk.push((to, 0));
                    }
                }
            }
        }
    }
    done.reverse();
    done
}

/// The larger nodes of a column first.
fn initial_order(layout: &Layout) -> Vec<Vec<usize>> {
    let mut order = vec![Vec::new(); layout.columns];
    layout.nodes.iter().enumerate().for_each(|(i, n)| order[n.column].push(i));
    let size = |i: &usize| layout.nodes[*i].tonnes();
    order.iter_mut().for_each(|c| c.sort_by(|a, b| size(b).total_cmp(&size(a)).then(a.cmp(b))));
    order
}

/// Sorts each column by the middle of what its nodes are joined to, on the left or on the right.
fn sort(layout: &Layout, order: &mut [Vec<usize>], by_left: bool) {
    let mut sums = vec![(0.0_f64, 0.0_f64); layout.nodes.len()];
    for ribbon in &layout.ribbons {
        let (node, other) = if by_left { (ribbon.to, ribbon.from) } else { (ribbon.from, ribbon.to) };
        sums[node].0 += f64::from(layout.nodes[other].middle()) * ribbon.tonnes;
        sums[node].1 += ribbon.tonnes;
    }
    let center = |i: &usize| {
        let (sum, tonnes) = sums[*i];
        if tonnes > 0.0 { sum / tonnes } else { f64::from(layout.nodes[*i].middle()) }
    };
    order.iter_mut().for_each(|c| c.sort_by(|a, b| center(a).total_cmp(&center(b)).then(a.cmp(b))));
}

/// Stacks the nodes of each column, and the ribbons at each node.
fn stack(layout: &mut Layout, order: &[Vec<usize>], extent: Extent) {
    let [left, top, right, bottom] = extent.rect;
    let height = (bottom - top).max(1.0);
    let gap = |nodes: usize| {
        let gaps = nodes.saturating_sub(1).max(1) as f32;
        extent.gap.min(extent.share * height / gaps)
    };
    let scale = order.iter().map(|column| {
        let tonnes: f64 = column.iter().map(|i| layout.nodes[*i].tonnes()).sum();
        let free = height - gap(column.len()) * column.len().saturating_sub(1) as f32;
        f64::from(free) / tonnes.max(f64::MIN_POSITIVE)
    });
    let scale = scale.fold(f64::INFINITY, f64::min);
    let step = (right - left - extent.node) / layout.columns.saturating_sub(1).max(1) as f32;
    for (i, column) in order.iter().enumerate() {
        let x = left + step * i as f32;
        let heights: Vec<f32> = column.iter().map(|n| (layout.nodes[*n].tonnes() * scale) as f32).collect();
        let gaps = gap(column.len()) * column.len().saturating_sub(1) as f32;
        let mut y = top + 0.5 * (height - heights.iter().sum::<f32>() - gaps).max(0.0);
        for (node, height) in column.iter().zip(heights) {
            layout.nodes[*node].rect = [x, y, x + extent.node, y + height];
            y += height + gap(column.len());
        }
    }
    for side in 0..2 {
        stack_ribbons(layout, side, scale);
    }
}

/// Stacks ribbons where they leave (side 0) or reach (side 1) a node, in the order of their other ends.
fn stack_ribbons(layout: &mut Layout, side: usize, scale: f64) {
    let ends = |r: &Ribbon| if side == 0 { (r.from, r.to) } else { (r.to, r.from) };
    let mut order: Vec<usize> = (0..layout.ribbons.len()).collect();
    order.sort_by(|a, b| {
        let ((p, p_other), (q, q_other)) = (ends(&layout.ribbons[*a]), ends(&layout.ribbons[*b]));
        let middle = |i: usize| layout.nodes[i].middle();
        p.cmp(&q).then_with(|| middle(p_other).total_cmp(&middle(q_other))).then(a.cmp(b))
    });
    let mut next: Vec<f32> = layout.nodes.iter().map(|n| n.rect[1]).collect();
    for i in order {
        let node = ends(&layout.ribbons[i]).0;
        let ribbon = &mut layout.ribbons[i];
        ribbon.width = (ribbon.tonnes * scale) as f32;
        ribbon.tops[side] = next[node];
        next[node] += ribbon.width;
    }
}

/// How many pairs of ribbons cross.
fn crossings(layout: &Layout) -> usize {
    if layout.ribbons.len() > COUNTED {
        return usize::MAX;
    }
    let columns = |r: &Ribbon| {
        let (a, b) = (layout.nodes[r.from].column, layout.nodes[r.to].column);
        (a.min(b), a.max(b))
    };
    let cross = |a: &Ribbon, b: &Ribbon| {
        let ((p, q), (s, t)) = (columns(a), columns(b));
        p < t && s < q && (a.tops[0] - b.tops[0]) * (a.tops[1] - b.tops[1]) < 0.0
    };
    let pairs = layout.ribbons.iter().enumerate();
    pairs.map(|(i, a)| layout.ribbons[..i].iter().filter(|b| cross(a, b)).count()).sum()
}
