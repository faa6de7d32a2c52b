//! How moving cargo is drawn.

use std::collections::BTreeMap;
use tumen_core::model::Carrier;

/// Bands by amount, the capacity as outline, and the signs that move.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowStyle {
    /// Width of the band of the smallest amount, pixels.
    pub least: f32,
    /// Width of the band of the amount that `full` names, pixels; a smaller one is narrower as the
    /// square root of its share.
    pub most: f32,
    /// The amount in a year drawn at the greatest width, by unit.
    full: BTreeMap<String, f64>,
    /// Opacity of the band.
    pub opacity: f32,
    /// Outline of the capacity beyond its width, pixels.
    pub rim: f32,
    /// Opacity of what is between the band and the outline of the capacity.
    pub room: f32,
    /// Signs of both directions stand so far from the middle of the line, in widths of a sign.
    pub lane: f32,
    /// Length and width of the bars of what stands still, in widths of a sign.
    pub pause: f32,
    /// Size of question marks, in sizes of labels.
    pub question: f32,
    /// Halo of question marks, and of labels, pixels.
    pub halo: [f32; 2],
    /// Labels stand beside bands at this share of their width.
    pub clear: f32,
    /// Outline of signs, pixels.
    pub outline: f32,
    /// Signs that stand still are so many times farther apart.
    pub still: f32,
    /// Size of the labels, pixels.
    pub label: f32,
    /// The zoom from which there are labels.
    pub label_zoom: f64,
    /// Signs.
    sign: BTreeMap<Carrier, SignStyle>,
}

/// How one kind of sign is drawn. Pixels.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignStyle {
    /// Length along the line.
    pub length: f32,
    /// Width across the line.
    pub width: f32,
    /// From one sign to the next.
    pub spacing: f32,
    /// Pixels a second.
    pub speed: f32,
}

impl Default for FlowStyle {
    fn default() -> Self {
        Self {
            least: 2.0,
            most: 16.0,
            full: BTreeMap::new(),
            opacity: 1.0,
            rim: 1.0,
            room: 1.0,
            lane: 0.5,
            pause: 1.5,
            question: 1.0,
            halo: [2.0, 2.0],
            clear: 1.0,
            outline: 1.0,
            still: 2.0,
            label: 11.0,
            label_zoom: 5.0,
            sign: BTreeMap::new(),
        }
    }
}

impl FlowStyle {
    /// Width of the band of an amount in a unit, pixels; the least one for a unit without a scale.
    #[must_use]
    pub fn width(&self, amount: f64, unit: &str) -> f32 {
        let share = self.full.get(unit).map_or(0.0, |full| (amount / full).max(0.0));
        (self.most * share.sqrt() as f32).clamp(self.least, 2.0 * self.most)
    }

    /// The sign of a carrier.
    #[must_use]
    pub fn sign(&self, carrier: Carrier) -> SignStyle {
        let plain = SignStyle { length: 12.0, width: 6.0, spacing: 40.0, speed: 24.0 };
        self.sign.get(&carrier).copied().unwrap_or(plain)
    }
}
