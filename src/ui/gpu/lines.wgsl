// Lines: one instance a segment, extruded to pixels. A fragment belongs to the nearest of a segment
// and its two neighbors, so a translucent line is not drawn twice where segments meet.

/// The step from this point to the next is not drawn.
const HIDDEN: u32 = 1u;
/// The line does not go on from this point.
const BREAK: u32 = 2u;

struct Segment {
    @builtin(position) position: vec4<f32>,
    /// Both ends, pixels.
    @location(0) @interpolate(flat, either) ends: vec4<f32>,
    /// The far ends of the neighbors before and after, pixels.
    @location(1) @interpolate(flat, either) around: vec4<f32>,
    /// Pixels into the dash pattern at the first end; whether there is a neighbor before, and after; length of
    /// the pattern over that of the segment, which is not 1 on the inner and outer sides of bends.
    @location(2) @interpolate(flat, either) more: vec4<f32>,
}

/// Pixels of a point of a line that is moved beside an alignment that it shares with others.
fn shifted(point: vec2<i32>, shift: vec2<i32>) -> vec2<f32> {
    return to_pixels(point) + vec2<f32>(shift) * locals.spread;
}

/// The part of a segment near the target: from which to which fraction; none if x > y.
fn clip_range(a: vec2<f32>, b: vec2<f32>) -> vec2<f32> {
    let margin = locals.half_width + 16.0;
    let low = vec2<f32>(-margin);
    let high = locals.screen + margin;
    // A step so short that it crosses no border stands for none.
    let d = select(b - a, vec2<f32>(1e-20), b == a);
    let u = (low - a) / d;
    let v = (high - a) / d;
    let enter = min(u, v);
    let leave = max(u, v);
    return vec2<f32>(max(max(enter.x, enter.y), 0.0), min(min(leave.x, leave.y), 1.0));
}

/// A point of a segment; its very ends are given back unchanged.
fn at(a: vec2<f32>, b: vec2<f32>, t: f32) -> vec2<f32> {
    return select(select(a + (b - a) * t, a, t <= 0.0), b, t >= 1.0);
}

/// The fraction of the dash cycle at a distance from the start of the line. The product of a 32-bit
/// distance and a 64-bit rate modulo one cycle: wrapping integers keep what a float would lose.
fn dash_cycle(along: u32) -> f32 {
    let high = f32(along * locals.dash_rate.x) / 4294967296.0;
    let low = f32(along) / 4294967296.0 * (f32(locals.dash_rate.y) / 4294967296.0);
    return fract(high + low);
}

fn nothing() -> Segment {
    return Segment(vec4<f32>(2.0, 2.0, 2.0, 1.0), vec4<f32>(0.0), vec4<f32>(0.0), vec4<f32>(0.0));
}

/// A corner of the segment from `p` to `q`, pixels, between its neighbors. `pace` is the length of the dash pattern over
/// that of the segment.
fn segment(
    corner: u32,
    before: vec2<f32>,
    p: vec2<f32>,
    q: vec2<f32>,
    after: vec2<f32>,
    prev_word: u32,
    first_word: u32,
    second_word: u32,
    pace: f32,
) -> Segment {
    let t = clip_range(p, q);
    if t.x > t.y {
        return nothing();
    }
    let a = at(p, q, t.x);
    let b = at(p, q, t.y);
    // Each neighbor is cut as it cuts itself, so that both sides of a join agree on every distance.
    let from_prev = at(before, p, clip_range(before, p).x);
    let to_next = at(q, after, clip_range(q, after).y);
    let has_prev = (prev_word & BREAK) == 0u && t.x <= 0.0;
    let has_next = (second_word & BREAK) == 0u && t.y >= 1.0;

    let length = distance(a, b);
    var along = vec2<f32>(1.0, 0.0);
    if length > 1e-6 {
        along = (b - a) / length;
    }
    let reach = locals.half_width + 1.0;
    let side = vec2<f32>(-along.y, along.x) * select(-reach, reach, (corner & 1u) == 1u);
    let end = select(a - along * reach, b + along * reach, corner >= 2u);
    let period = dot(locals.dash, vec4<f32>(1.0));
    let phase = dash_cycle(first_word & 0xfffffffcu) * period + distance(p, a) * pace;
    return Segment(
        to_clip(end + side),
        vec4<f32>(a, b),
        vec4<f32>(from_prev, to_next),
        vec4<f32>(phase, f32(has_prev), f32(has_next), pace),
    );
}

@vertex
fn vs_main(
    @builtin(vertex_index) corner: u32,
    @location(0) prev: vec2<i32>,
    @location(1) prev_word: u32,
    @location(2) first: vec2<i32>,
    @location(3) first_word: u32,
    @location(4) second: vec2<i32>,
    @location(5) second_word: u32,
    @location(6) next: vec2<i32>,
) -> Segment {
    if (first_word & HIDDEN) != 0u {
        return nothing();
    }
    return segment(
        corner,
        to_pixels(prev),
        to_pixels(first),
        to_pixels(second),
        to_pixels(next),
        prev_word,
        first_word,
        second_word,
        1.0,
    );
}

@vertex
fn vs_side_by_side(
    @builtin(vertex_index) corner: u32,
    @location(0) prev: vec2<i32>,
    @location(1) prev_word: u32,
    @location(2) first: vec2<i32>,
    @location(3) first_word: u32,
    @location(4) second: vec2<i32>,
    @location(5) second_word: u32,
    @location(6) next: vec2<i32>,
    @location(7) prev_shift: vec2<i32>,
    @location(8) first_shift: vec2<i32>,
    @location(9) second_shift: vec2<i32>,
    @location(10) next_shift: vec2<i32>,
) -> Segment {
    if (first_word & HIDDEN) != 0u {
        return nothing();
    }
    let p = shifted(first, first_shift);
    let q = shifted(second, second_shift);
    var pace = 1.0;
    if any(first_shift != vec2<i32>(0)) || any(second_shift != vec2<i32>(0)) {
        pace = distance(to_pixels(first), to_pixels(second)) / max(distance(p, q), 1e-3);
    }
    return segment(
        corner,
        shifted(prev, prev_shift),
        p,
        q,
        shifted(next, next_shift),
        prev_word,
        first_word,
        second_word,
        pace,
    );
}

/// Distance of a point from a segment. Beyond an end it is the distance from that very end, so that
/// two segments that share it give the same number.
fn distance_to(p: vec2<f32>, a: vec2<f32>, b: vec2<f32>) -> f32 {
    let d = b - a;
    let along = dot(p - a, d);
    let whole = dot(d, d);
    if along <= 0.0 || whole <= 0.0 {
        return length(p - a);
    }
    if along >= whole {
        return length(p - b);
    }
    return abs((p.x - a.x) * d.y - (p.y - a.y) * d.x) * inverseSqrt(whole);
}

/// How much of the pixel around `x` lies between two borders.
fn overlap(x: f32, low: f32, high: f32) -> f32 {
    return max(min(x + 0.5, high) - max(x - 0.5, low), 0.0);
}

/// How much of the pixel at a place in the dash pattern is on.
fn dash_coverage(s: f32) -> f32 {
    let dash = locals.dash;
    let period = dot(dash, vec4<f32>(1.0));
    let x = s - floor(s / period) * period;
    let second = dash.x + dash.y;
    var sum = 0.0;
    for (var turn = -1; turn <= 1; turn++) {
        let start = f32(turn) * period;
        sum += overlap(x, start, start + dash.x);
        sum += overlap(x, start + second, start + second + dash.z);
    }
    return min(sum, 1.0);
}

@fragment
fn fs_main(in: Segment) -> @location(0) vec4<f32> {
    let p = in.position.xy;
    let a = in.ends.xy;
    let b = in.ends.zw;
    let own = distance_to(p, a, b);
    // A tie goes to the earlier segment.
    if in.more.y > 0.5 && distance_to(p, in.around.xy, a) <= own {
        discard;
    }
    if in.more.z > 0.5 && distance_to(p, b, in.around.zw) < own {
        discard;
    }
    var coverage = overlap(own, -locals.half_width, locals.half_width);
    if dot(locals.dash, vec4<f32>(1.0)) > 0.0 {
        let length = distance(a, b);
        let s = dot(p - a, b - a) / max(length, 1e-6);
        coverage *= dash_coverage(in.more.x + clamp(s, 0.0, length) * in.more.w);
        // The ends of a dashed line are flat, like those of its dashes.
        if in.more.y < 0.5 {
            coverage *= clamp(s + 0.5, 0.0, 1.0);
        }
        if in.more.z < 0.5 {
            coverage *= clamp(length - s + 0.5, 0.0, 1.0);
        }
    }
    if coverage <= 0.0 {
        discard;
    }
    return to_target(locals.color * coverage);
}
