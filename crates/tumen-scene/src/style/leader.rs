//! Lines that lead from a crowd to the names of what stands in it.

/// Lines that lead to names aside. Pixels.
#[derive(Debug, Clone, Copy, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeaderStyle {
    /// Width of the line.
    pub width: f32,
    /// Halo on each side.
    pub halo: f32,
    /// Radius of the dot on a corridor.
    pub dot: f32,
    /// Between the end of the line and the name.
    #[serde(deserialize_with = "super::sizes::checked")]
    pub space: f32,
    /// A line is looked at, and taken, in boxes of this size.
    #[serde(deserialize_with = "super::sizes::checked")]
    pub grain: f32,
    /// Length of the shortest line, of the longest, and the steps between.
    #[serde(deserialize_with = "super::beside::lengths_px")]
    pub reach: [f32; 3],
    /// Corridors without room along their line are named aside from this zoom on.
    pub corridors_from: f64,
    /// Countries beside their border without room on their land are named aside from this zoom on.
    pub countries_from: f64,
    /// Corridors are named aside of which more than this is in view.
    pub least: f32,
}

impl Default for LeaderStyle {
    fn default() -> Self {
        Self {
            width: 0.8,
            halo: 1.2,
            dot: 2.0,
            space: 3.0,
            grain: 3.0,
            reach: [8.0, 64.0, 8.0],
            corridors_from: 7.0,
            countries_from: 9.0,
            least: 60.0,
        }
    }
}
