//! In which order lines run side by side: so that as few as possible cross.
//!
//! Two lines along a stretch cross at its end if they go on together in the other order, or apart to the
//! wrong sides. What it costs that one line stands left of another therefore adds up over pairs, and the best
//! order of a stretch, its neighbors given, is found exactly (linear ordering by dynamic programming over
//! subsets). Stretches are gone through again until none can be improved.

use super::share::{Edge, Shared, Step, Strand};

/// Up to so many lines the best order is found; more keep the order they have.
const MOST: usize = 12;
/// Rounds over all stretches.
const ROUNDS: usize = 12;
/// Cost of a crossing; what is less only decides among orders with equally many.
const CROSSING: u32 = 1000;

/// Gives the lines of every edge their order.
pub(super) fn choose(shared: &mut Shared) {
    let wide: Vec<usize> =
        (0..shared.edges.len()).filter(|e| (2..=MOST).contains(&shared.edges[*e].strands.len())).collect();
    if wide.is_empty() {
        return;
    }
    let angles = angles(shared);
    let mut known: Vec<bool> = shared.edges.iter().map(|e| !(2..=MOST).contains(&e.strands.len())).collect();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for edge in &wide {
            let costs = costs(shared, &angles, *edge, &known);
            let order = best(&costs);
            let old = std::mem::take(&mut shared.edges[*edge].strands);
            let new: Vec<Strand> = order.iter().map(|i| old[*i]).collect();
            let identity: Vec<usize> = (0..old.len()).collect();
            let better = !known[*edge] || cost_of(&costs, &order) < cost_of(&costs, &identity);
            changed |= better;
            known[*edge] = true;
            shared.edges[*edge].strands = if better { new } else { old };
        }
        if !changed {
            break;
        }
    }
}

/// The angle at which each edge leaves its start, and its end, clockwise on the screen.
fn angles(shared: &Shared) -> Vec<[f64; 2]> {
    let of = |edge: &Edge| {
        let track = &shared.tracks[edge.track];
        let [from, to] = edge.ends;
        let reach = (shared.beside.angle * shared.slot).min(to - from);
        let angle = |a: f64, b: f64| {
            let (a, b) = (track.at(a), track.at(b));
            (b[1] - a[1]).atan2(b[0] - a[0])
        };
        [angle(from, from + reach), angle(to, to - reach)]
    };
    shared.edges.iter().map(of).collect()
}

/// For all pairs of lines of an edge what it costs that the first stands left of the second.
fn costs(shared: &Shared, angles: &[[f64; 2]], edge: usize, known: &[bool]) -> Vec<Vec<u32>> {
    let strands = &shared.edges[edge].strands;
    let mut costs = vec![vec![0; strands.len()]; strands.len()];
    for a in 0..strands.len() {
        for b in a + 1..strands.len() {
            for end in 0..2 {
                match crosses(shared, angles, known, edge, end, strands[a], strands[b]) {
                    Some(true) => costs[a][b] += CROSSING,
                    Some(false) => costs[b][a] += CROSSING,
                    None => {}
                }
            }
            // Otherwise as the lines really lie.
            let lateral = |s: Strand| {
                let step = shared.steps[s.way][s.step];
                shared.legs[s.way][step.leg].lateral
            };
            match lateral(strands[a]).total_cmp(&lateral(strands[b])) {
                std::cmp::Ordering::Less => costs[b][a] += 1,
                std::cmp::Ordering::Greater => costs[a][b] += 1,
                std::cmp::Ordering::Equal => {}
            }
        }
    }
    costs
}

/// Whether two lines cross at an end of an edge if the first stands left of the second in the direction of its
/// track; `Some(false)` if they cross the other way round, nothing if they do not care.
fn crosses(
    shared: &Shared,
    angles: &[[f64; 2]],
    known: &[bool],
    edge: usize,
    end: usize,
    a: Strand,
    b: Strand,
) -> Option<bool> {
    // A line arrives at the end of the track if it runs forward.
    let onward = |s: Strand| shared.onward(s, shared.steps[s.way][s.step].forward == (end == 1));
    let ((next_a, strand_a), (next_b, strand_b)) = (onward(a)?, onward(b)?);
    // Seen from the node outward, left of each other in the direction of the track at its start only.
    let a_is_left = end == 0;
    if next_a.edge == next_b.edge && next_a.forward == next_b.forward {
        if !known[next_a.edge] || strand_a == strand_b {
            return None;
        }
        let strands = &shared.edges[next_a.edge].strands;
        let place = |s: Strand| strands.iter().position(|other| *other == s);
        // `forward` is the way from the node outward.
        let a_is_left_there = (place(strand_a)? < place(strand_b)?) == next_a.forward;
        return Some(a_is_left == a_is_left_there);
    }
    let turn = |next: Step| {
        let out = angles[next.edge][usize::from(!next.forward)];
        (angles[edge][end] - out).rem_euclid(std::f64::consts::TAU)
    };
    let (turn_a, turn_b) = (turn(next_a), turn(next_b));
    (turn_a != turn_b).then_some(a_is_left != (turn_a < turn_b))
}

/// The order with the least cost.
fn best(costs: &[Vec<u32>]) -> Vec<usize> {
    let n = costs.len();
    let mut least = vec![u32::MAX; 1 << n];
    let mut last = vec![0_usize; 1 << n];
    least[0] = 0;
    for set in 0..1_usize << n {
        let so_far = least[set];
        for next in (0..n).filter(|i| set & 1 << i == 0) {
            let more: u32 = (0..n).filter(|i| set & 1 << i != 0).map(|i| costs[i][next]).sum();
            let with = set | 1 << next;
            if so_far + more < least[with] {
                (least[with], last[with]) = (so_far + more, next);
            }
        }
    }
    let mut order = Vec::with_capacity(n);
    let mut set = (1_usize << n) - 1;
    while set != 0 {
        order.push(last[set]);
        set &= !(1 << last[set]);
    }
    order.reverse();
    order
}

/// What an order costs.
fn cost_of(costs: &[Vec<u32>], order: &[usize]) -> u32 {
    let pairs = order.iter().enumerate().flat_map(|(i, a)| order[i + 1..].iter().map(move |b| (*a, *b)));
    pairs.map(|(a, b)| costs[a][b]).sum()
}

/// How many lines cross at the ends of stretches.
#[cfg(test)]
pub(super) fn crossings(shared: &Shared) -> u32 {
    let (angles, known) = (angles(shared), vec![true; shared.edges.len()]);
    let mut doubled = 0;
    for (edge, of) in shared.edges.iter().enumerate() {
        for (i, a) in of.strands.iter().enumerate() {
            for b in &of.strands[i + 1..] {
                for end in 0..2 {
                    let crosses = crosses(shared, &angles, &known, edge, end, *a, *b) == Some(true);
                    // Two that go on together are seen from both sides.
                    let onward =
                        |s: &Strand| shared.onward(*s, shared.steps[s.way][s.step].forward == (end == 1));
                    let together = onward(a).map(|n| n.0.edge) == onward(b).map(|n| n.0.edge);
                    doubled += u32::from(crosses) * if together { 1 } else { 2 };
                }
            }
        }
    }
    doubled / 2
}
