// What egui draws: triangles in colors, some of them with a texture.

struct Window {
    /// Points.
    size: vec2<f32>,
}
@group(0) @binding(0) var<uniform> window: Window;

struct Corner {
    @builtin(position) position: vec4<f32>,
    // Premultiplied gamma.
    @location(0) color: vec4<f32>,
    @location(1) uv: vec2<f32>,
}

@vertex
fn vs_main(
    @location(0) position: vec2<f32>,
    @location(1) uv: vec2<f32>,
    @location(2) color: vec4<f32>,
) -> Corner {
    let q = position / window.size * 2.0 - 1.0;
    return Corner(vec4<f32>(q.x, -q.y, 0.0, 1.0), color, uv);
}

@fragment
fn fs_plain(in: Corner) -> @location(0) vec4<f32> {
    return in.color;
}

@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;

@fragment
fn fs_textured(in: Corner) -> @location(0) vec4<f32> {
    return in.color * textureSampleLevel(picture, picture_sampler, in.uv, 0.0);
}
