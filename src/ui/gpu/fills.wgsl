// Filled areas: triangles of one color.

@vertex
fn vs_main(@location(0) point: vec2<i32>) -> @builtin(position) vec4<f32> {
    return to_clip(to_pixels(point));
}

/// One triangle that covers the whole target.
@vertex
fn vs_cover(@builtin(vertex_index) corner: u32) -> @builtin(position) vec4<f32> {
    let x = select(-1.0, 3.0, corner == 1u);
    let y = select(-1.0, 3.0, corner == 2u);
    return vec4<f32>(x, y, 0.0, 1.0);
}

@fragment
fn fs_main() -> @location(0) vec4<f32> {
    return to_target(locals.color);
}
