//! How results of the logistics network are drawn: routes, flows, isochrones, Sankey diagrams.

use super::{PerRank, Theme, Themed, dash4};
use crate::color::{Rgba, Stroke};

/// Results over the map.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverlayStyle {
    /// Casing beyond a line on each side, pixels.
    pub casing: f32,
    /// Opacity of the corridors beneath.
    pub beneath: f32,
    /// The smaller of the two samples of flows in the legend, as a share of the largest flow, and the share at
    /// which their colors are shown.
    pub samples: [f32; 2],
    /// Radius of the ring around an end of a route, and the width of its line, pixels.
    pub ring: [f32; 2],
    /// Width of routes by rank, pixels.
    route: PerRank,
    /// Widths of the least and the largest flow, pixels.
    flow: [f32; 2],
    /// Dash of a flow on a link of unknown capacity.
    unknown: Vec<f32>,
    /// Loads over capacity from which the colors of `load` after the first hold.
    pub steps: Vec<f32>,
    /// Width of lines within reach, pixels.
    reach: f32,
    /// Colors of routes by rank.
    routes: Themed<Vec<Rgba>>,
    /// Colors of flows by load over capacity; the last is that of unknown capacity.
    load: Themed<Vec<Rgba>>,
    /// Colors from near to far.
    days: Themed<Vec<Rgba>>,
    /// Colors of commodities in Sankey diagrams, in turn.
    commodities: Themed<Vec<Rgba>>,
    /// Sankey diagrams.
    pub sankey: SankeyStyle,
}

/// A Sankey diagram. Pixels, where it does not say otherwise.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SankeyStyle {
    /// Space around the picture.
    pub edge: f32,
    /// Between a node and its name.
    pub beside: f32,
    /// Width of the outline of a node.
    pub outline: f32,
    /// Distance of the lines of names, of the legend and of the small print, in their sizes.
    pub leading: [f32; 3],
    /// From the title to the unit, in sizes of names.
    pub unit: f32,
    /// Space before a name of the legend, which has its color, and behind it, in sizes of names.
    pub legend: f32,
    /// How far a color of the legend reaches above and below the baseline, in sizes of names.
    pub sample: [f32; 2],
    /// Names outside take at most this share of the width on each side.
    pub names: f32,
    /// Gaps take at most this share of the height.
    pub gaps: f32,
    /// Width of a node.
    pub node: f32,
    /// Least space between two nodes of a column.
    pub gap: f32,
    /// Opacity of ribbons.
    pub opacity: f32,
    /// Size of the title.
    pub title: f32,
    /// Size of names.
    pub font: f32,
    /// Size of the small print.
    pub small: f32,
}

/// The color of a place in a list; beyond its end the list begins again.
fn in_turn(colors: &[Rgba], index: usize) -> Rgba {
    colors.get(index % colors.len().max(1)).copied().unwrap_or(Rgba([128, 128, 128, 255]))
}

impl OverlayStyle {
    /// The line of a route of a rank, from 0.
    #[must_use]
    pub fn route(&self, rank: usize, theme: Theme) -> Stroke {
        Stroke::solid(self.route.get(rank), in_turn(self.routes.get(theme), rank))
    }

    /// The line of a flow: `share` of the largest, and its load over capacity, if that is known.
    #[must_use]
    pub fn flow(&self, share: f32, load: Option<f32>, theme: Theme) -> Stroke {
        let [least, most] = self.flow;
        let color = self.load_color(load.map(|l| self.step(l)), theme);
        let dash = if load.is_none() { dash4(&self.unknown, 1.0) } else { [0.0; 4] };
        Stroke { width: least + (most - least) * share.clamp(0.0, 1.0), color, dash }
    }

    /// Which of the steps a load over capacity has reached.
    #[must_use]
    pub fn step(&self, load: f32) -> usize {
        self.steps.iter().filter(|s| load >= **s).count()
    }

    /// The color of a step of load, or that of an unknown capacity.
    #[must_use]
    pub fn load_color(&self, step: Option<usize>, theme: Theme) -> Rgba {
        let colors = self.load.get(theme);
        let known = colors.len().saturating_sub(2);
        in_turn(colors, step.map_or(colors.len().saturating_sub(1), |s| s.min(known)))
    }

    /// The line of what is reached at `share` of the time, from 0 to 1.
    #[must_use]
    pub fn reach(&self, share: f32, theme: Theme) -> Stroke {
        let colors = self.days.get(theme);
        let at = share.clamp(0.0, 1.0) * (colors.len().saturating_sub(1)) as f32;
        let (from, to) = (in_turn(colors, at.floor() as usize), in_turn(colors, at.ceil() as usize));
        Stroke::solid(self.reach, from.mixed(to, at.fract()))
    }

    /// The color of a commodity.
    #[must_use]
    pub fn commodity(&self, index: usize, theme: Theme) -> Rgba {
        in_turn(self.commodities.get(theme), index)
    }

    /// For when even the bundled style cannot be read: gray.
    pub(super) fn plain() -> Self {
        let grays = || {
            let list = || [60, 110, 160, 200].map(|v| Rgba([v, v, v, 255])).to_vec();
            Themed { light: list(), dark: list(), projector: list() }
        };
        Self {
            casing: 1.0,
            beneath: 0.4,
            samples: [0.25, 0.2],
            ring: [6.0, 2.0],
            route: PerRank::One(4.0),
            flow: [1.0, 12.0],
            unknown: vec![4.0, 2.0],
            steps: vec![0.5, 1.0],
            reach: 4.0,
            routes: grays(),
            load: grays(),
            days: grays(),
            commodities: grays(),
            sankey: SankeyStyle {
                edge: 18.0,
                beside: 6.0,
                outline: 0.6,
                leading: [1.25, 1.4, 1.3],
                unit: 1.6,
                legend: 1.5,
                sample: [0.8, 0.1],
                names: 0.3,
                gaps: 0.45,
                node: 12.0,
                gap: 10.0,
                opacity: 0.5,
                title: 17.0,
                font: 12.0,
                small: 9.5,
            },
        }
    }
}
