// Shaded relief: a picture on a grid of projected positions.

@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
}

@vertex
fn vs_main(@location(0) point: vec2<i32>, @location(1) uv: vec2<f32>) -> Corner {
    return Corner(to_clip(to_pixels(point)), uv);
}

@fragment
fn fs_main(in: Corner) -> @location(0) vec4<f32> {
    let straight = textureSample(picture, picture_sampler, in.uv);
    let alpha = straight.a * locals.color.a;
    return to_target(vec4<f32>(straight.rgb * alpha, alpha));
}
