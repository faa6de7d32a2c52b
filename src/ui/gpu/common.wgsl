// Shared by all map shaders. `LINEAR_TARGET` is written above by the program.

/// What one draw call needs. Pixels are physical pixels of the target, y down.
struct Locals {
    /// The point looked at, fixed-point map units.
    eye: vec2<i32>,
    /// Where that point appears.
    center: vec2<f32>,
    /// Size of the target.
    screen: vec2<f32>,
    /// Pixels per fixed-point step.
    scale: f32,
    /// Half of the line's width.
    half_width: f32,
    /// Premultiplied, gamma space; of the relief only the alpha counts.
    color: vec4<f32>,
    /// Lengths of on, off, on, off; zero for a solid line.
    dash: vec4<f32>,
    /// Dash cycles per fixed-point step, a 64-bit binary fraction: high word, low word.
    dash_rate: vec2<u32>,
    /// Pixels per step of a line point's shift.
    spread: f32,
    unused: u32,
}

@group(0) @binding(0) var<uniform> locals: Locals;

/// Pixels of a point. The difference is taken between integers, so it is exact however far the
/// view is from the origin, and no compiler may reorder it into something less exact.
fn to_pixels(point: vec2<i32>) -> vec2<f32> {
    return vec2<f32>(point - locals.eye) * locals.scale + locals.center;
}

/// Clip space of pixels.
fn to_clip(p: vec2<f32>) -> vec4<f32> {
    let q = p / locals.screen * 2.0 - 1.0;
    return vec4<f32>(q.x, -q.y, 0.0, 1.0);
}

/// A premultiplied gamma color as the target wants it.
fn to_target(color: vec4<f32>) -> vec4<f32> {
    if !LINEAR_TARGET {
        return color;
    }
    let low = color.rgb / 12.92;
    let high = pow((color.rgb + 0.055) / 1.055, vec3<f32>(2.4));
    return vec4<f32>(select(high, low, color.rgb < vec3<f32>(0.04045)), color.a);
}
