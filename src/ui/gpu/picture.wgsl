// A kept picture of the map on a rectangle of the window, in the opacity of `locals.color.a`.

@group(1) @binding(0) var picture: texture_2d<f32>;
@group(1) @binding(1) var picture_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4<f32>,
    @location(0) uv: vec2<f32>,
}

/// `locals.center` is where its top left corner appears, `locals.dash.xy` how large it is there.
@vertex
fn vs_main(@builtin(vertex_index) corner: u32) -> Corner {
    let uv = vec2<f32>(f32(corner & 1u), f32(corner >> 1u));
    return Corner(to_clip(locals.center + uv * locals.dash.xy), uv);
}

@fragment
fn fs_main(in: Corner) -> @location(0) vec4<f32> {
    // Kept as the target wants it.
    return textureSample(picture, picture_sampler, in.uv) * locals.color.a;
}
