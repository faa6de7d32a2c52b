//! At which scales the relief is drawn.

/// At which scales the relief is drawn: its grid says nothing about less than its own cells, about 10 km.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReliefStyle {
    /// Drawn in full from this scale on outwards, as the number behind `1 :` on a screen of 96 pixels an inch.
    pub full: f64,
    /// Not drawn at larger scales than this one.
    pub none: f64,
    /// Fades from the first to the second of these scales, where the picture reaches beyond its grid.
    pub far: [f64; 2],
}

impl Default for ReliefStyle {
    fn default() -> Self {
        Self { full: 1_500_000.0, none: 1_000_000.0, far: [35_000_000.0, 60_000_000.0] }
    }
}

impl ReliefStyle {
    /// Opacity at a number of meters of ground under a pixel.
    #[must_use]
    pub fn opacity(&self, meters_per_pixel: f64) -> f32 {
        /// Steps from nothing to full.
        const STEPS: f64 = 16.0;
        /// Pixels of a screen in a meter.
        const PIXELS_PER_METER: f64 = 96.0 / 0.0254;
        let scale = meters_per_pixel * PIXELS_PER_METER;
        let near = (scale - self.none) / (self.full - self.none);
        let far = (self.far[1] - scale) / (self.far[1] - self.far[0]);
        // In steps, so that a map that only moves north or south is the same picture, moved.
        ((near.min(far).clamp(0.0, 1.0) * STEPS).round() / STEPS) as f32
    }
}
