//! Sizes of signs of places and of what stands around names.

use super::sizes::sizes;

sizes! {
    /// Signs of places. Pixels.
    SymbolStyle {
        /// Radius of the ring with a dot.
        capital: f32,
        /// Radius of that dot.
        capital_dot: f32,
        /// Radius of the ring.
        city: f32,
        /// Radius of the dot.
        dot: f32,
        /// Half the side of the square.
        station: f32,
        /// Radius of the discs of ports, piers and bridges.
        disc: f32,
        /// Half the diagonal of the diamond.
        crossing: f32,
        /// Radius of the triangle.
        field: f32,
        /// Width of outlines.
        outline: f32,
        /// Width of the rim of a dot.
        dot_rim: f32,
        /// Width of the lines on a disc.
        disc_line: f32,
        /// Glow of a selected sign beyond its radius.
        selected: f32,
    }

    /// Names and what keeps clear of them. Pixels, where it does not say otherwise.
    NameStyle {
        /// Halo around names.
        halo: f32,
        /// Opacity of the halo, and of that of names on water.
        halo_opacity: [f32; 2],
        /// No name comes nearer to the edge of the picture.
        margin: f32,
        /// Between a sign and its name.
        gap: f32,
        /// Names diagonal from their sign come so much nearer, as a share of the way.
        diagonal: f32,
        /// Names of corridors stand so far from the middle of their line.
        corridor: f32,
        /// Names of rivers do.
        river: f32,
        /// Names of the user's lines do.
        user: f32,
        /// Areas of the user are named from this width on.
        user_area: f64,
    }

    /// Pictures of heights and depths.
    ShadeStyle {
        /// Depth at which the sea has its deepest color, meters.
        deepest_m: f32,
        /// How the color deepens with the depth: 1 evenly, less at once.
        depth: f32,
        /// Heights are drawn steeper by this factor before shading.
        exaggeration: f32,
        /// Opacity of the strongest shadow, and of the strongest light.
        strongest: [f32; 2],
        /// How fast shadow and light reach it.
        contrast: [f32; 2],
        /// Width over which the picture fades at the edge of its grid, degrees.
        fade_deg: f32,
    }
}
