//! Colors and strokes.

/// A color, sRGB with straight alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgba(pub [u8; 4]);

impl Rgba {
    /// The same color with its alpha multiplied, `0.0..=1.0`.
    #[must_use]
    pub fn faded(self, alpha: f32) -> Self {
        let [r, g, b, a] = self.0;
        Self([r, g, b, (f32::from(a) * alpha.clamp(0.0, 1.0)).round() as u8])
    }

    /// `t` of the way from this color to another, alpha included.
    #[must_use]
    pub fn mixed(self, other: Self, t: f32) -> Self {
        let mix = |i: usize| {
            let (a, b) = (f32::from(self.0[i]), f32::from(other.0[i]));
            (a + (b - a) * t.clamp(0.0, 1.0)).round() as u8
        };
        Self([mix(0), mix(1), mix(2), mix(3)])
    }
}

/// How a line is stroked. Pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Full width.
    pub width: f32,
    /// Color.
    pub color: Rgba,
    /// Lengths of on, off, on, off; all zero for a solid line. Dashes have flat ends.
    pub dash: [f32; 4],
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub const fn solid(width: f32, color: Rgba) -> Self {
        Self { width, color, dash: [0.0; 4] }
    }

    /// Length of one dash period; 0 for a solid line.
    #[must_use]
    pub fn period(&self) -> f32 {
        self.dash.iter().sum()
    }
}
