// Filled areas: triangles of one color.

@vertex
fn vs_main(@location(0) point: vec2<i32>) -> @builtin(position) vec4<f32> {
    return to_clip(to_pixels(point));
}

@fragment
fn fs_main() -> @location(0) vec4<f32> {
    return to_target(locals.color);
}
