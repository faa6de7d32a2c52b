//! Kinds and statuses can be told apart: with usual sight, without the red or the green cones, and in gray.
//!
//! Distances are CIEDE2000 (Sharma, Wu, Dalal 2005), from D65; sight without cones of a kind is simulated by the
//! matrices of Machado, Oliveira and Fernandes (2009) for severity 1; gray is the relative luminance. A difference of
//! about 2 is just seen side by side; what is looked up in a legend has to differ by several times that.

use crate::common::bundled;
use tumen_core::model::Status;
use tumen_scene::style::KindMark;
use tumen_scene::{Rgba, Theme};

/// Least distance of the kinds that are lines on the map, and of all, of which some are only chips in lists.
const APART: [f64; 2] = [12.0, 8.5];
/// Least distance of lines in gray that have the same mark.
const APART_IN_GRAY: f64 = 10.0;
/// Least contrast of a line with land and with its casing; with the sea, which is darker than both.
const CONTRAST: [f64; 2] = [3.0, 2.6];
/// A weight differs if one line is so many times as wide as the other.
const WEIGHT: f32 = 1.35;

type Linear = [f64; 3];
type Lab = [f64; 3];
type Sight = (&'static str, fn(Linear) -> Linear);

const SIGHTS: [Sight; 3] = [("usual", |c| c), ("deuteranopia", without_green), ("protanopia", without_red)];

fn times(matrix: [[f64; 3]; 3], c: Linear) -> [f64; 3] {
    matrix.map(|row| row[0] * c[0] + row[1] * c[1] + row[2] * c[2])
}

fn without_green(c: Linear) -> Linear {
    let seen = times(
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        c,
    );
    seen.map(|v| v.clamp(0.0, 1.0))
}

fn without_red(c: Linear) -> Linear {
    let seen = times(
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        c,
    );
    seen.map(|v| v.clamp(0.0, 1.0))
}

fn luminance(c: Linear) -> f64 {
    0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]
}

fn gray(c: Linear) -> Linear {
    [luminance(c); 3]
}

fn linear(color: Rgba) -> Linear {
    [0, 1, 2].map(|i| {
        let v = f64::from(color.0[i]) / 255.0;
        if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(a: Rgba, b: Rgba) -> f64 {
    let [a, b] = [a, b].map(|c| luminance(linear(c)) + 0.05);
    a.max(b) / a.min(b)
}

fn lab(c: Linear) -> Lab {
    const TO_XYZ: [[f64; 3]; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192_0, 0.950_304_1],
    ];
    let (xyz, white) = (times(TO_XYZ, c), times(TO_XYZ, [1.0; 3]));
    let [x, y, z] = [0, 1, 2].map(|i| {
        let t = xyz[i] / white[i];
        if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Lightness, chroma and hue in degrees as CIEDE2000 wants them, for both colors.
fn cylinders(a: Lab, b: Lab) -> [[f64; 3]; 2] {
    let strong = |c: f64| (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let mean = (a[1].hypot(a[2]) + b[1].hypot(b[2])) / 2.0;
    [a, b].map(|[l, x, y]| {
        let x = x * (1.0 + 0.5 * (1.0 - strong(mean)));
        [l, x.hypot(y), y.atan2(x).to_degrees().rem_euclid(360.0)]
    })
}

/// The difference of two hues, and the hue between them, degrees.
fn hues(a: [f64; 3], b: [f64; 3]) -> [f64; 2] {
    if a[1] * b[1] == 0.0 {
        return [0.0, a[2] + b[2]];
    }
    let difference = (b[2] - a[2] + 180.0).rem_euclid(360.0) - 180.0;
    [difference, (a[2] + difference / 2.0).rem_euclid(360.0)]
}

/// CIEDE2000.
fn distance(a: Lab, b: Lab) -> f64 {
    let [one, two] = cylinders(a, b);
    let [hue, between] = hues(one, two);
    let (l, c) = ((one[0] + two[0]) / 2.0, (one[1] + two[1]) / 2.0);
    let cos = |times: f64, shift: f64| (times * between + shift).to_radians().cos();
    let t =
        1.0 - 0.17 * cos(1.0, -30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, 6.0) - 0.20 * cos(4.0, -63.0);
    let light = (two[0] - one[0]) / (1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt());
    let chroma = (two[1] - one[1]) / (1.0 + 0.045 * c);
    let turned = 2.0 * (one[1] * two[1]).sqrt() * (hue / 2.0).to_radians().sin() / (1.0 + 0.015 * c * t);
    let turn = (60.0 * (-((between - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    let rotation = -turn * 2.0 * (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    (light.powi(2) + chroma.powi(2) + turned.powi(2) + rotation * chroma * turned).sqrt()
}

/// Kinds of which corridors are lines on the map, and the rest; beside them the line of the border zone.
fn kinds() -> Vec<(&'static str, bool)> {
    let document = bundled().document();
    let line = |id: &str| document.corridors.iter().any(|c| &*c.kind == id);
    document.kinds.iter().map(|k| (&*k.id, line(&k.id))).collect()
}

fn pairs<T: Copy>(all: &[T]) -> impl Iterator<Item = (T, T)> + '_ {
    all.iter().enumerate().flat_map(|(i, a)| all[i + 1..].iter().map(|b| (*a, *b)))
}

fn marks_differ(a: KindMark, b: KindMark) -> bool {
    (a.rim > 0.0) != (b.rim > 0.0) || a.weight.max(b.weight) >= WEIGHT * a.weight.min(b.weight)
}

#[test]
fn distances_are_those_of_the_published_pairs() {
    // Sharma, Wu, Dalal 2005, table 1: pairs 1, 7, 16, 17, 25, 34.
    for (a, b, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.5, 0.0], [50.0, 0.0, -2.5], 4.3065),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let found = distance(a, b);
        assert!((found - expected).abs() < 0.000_1, "{a:?} {b:?}: {found} for {expected}");
    }
}

#[test]
fn kinds_are_told_apart_in_every_theme_and_by_every_sight() {
    let style = bundled().style();
    for theme in Theme::ALL {
        let frontier = ("frontier", true, linear(style.palette(theme).frontier));
        let mut all: Vec<_> =
            kinds().into_iter().map(|(k, line)| (k, line, linear(style.kind(k, theme)))).collect();
        all.push(frontier);
        for (sight, seen) in SIGHTS {
            let mut closest = [(f64::INFINITY, "", ""); 2];
            for ((a, a_line, a_color), (b, b_line, b_color)) in pairs(&all) {
                let far = distance(lab(seen(a_color)), lab(seen(b_color)));
                let class = usize::from(!(a_line && b_line));
                if far < closest[class].0 {
                    closest[class] = (far, a, b);
                }
            }
            println!("{theme:?}, {sight}: {closest:.1?}");
            for ((far, a, b), least) in closest.into_iter().zip(APART) {
                assert!(far >= least, "{theme:?}, {sight}: {a} and {b} are {far:.1} apart");
            }
        }
    }
}

#[test]
fn kinds_of_lines_are_told_apart_in_gray() {
    let style = bundled().style();
    let lines: Vec<_> = kinds().into_iter().filter(|k| k.1).map(|k| k.0).collect();
    for theme in Theme::ALL {
        let mut closest = (f64::INFINITY, "", "");
        for (a, b) in pairs(&lines).filter(|(a, b)| !marks_differ(style.kind_mark(a), style.kind_mark(b))) {
            let [one, two] = [a, b].map(|k| lab(gray(linear(style.kind(k, theme)))));
            let far = distance(one, two);
            closest = if far < closest.0 { (far, a, b) } else { closest };
        }
        println!("{theme:?}, gray: {closest:.1?}");
        assert!(closest.0 >= APART_IN_GRAY, "{theme:?}: {closest:.1?}");
    }
}

#[test]
fn lines_stand_out_from_what_is_beneath_them() {
    let style = bundled().style();
    for theme in Theme::ALL {
        let palette = style.palette(theme);
        let beneath = [
            ("land", palette.land, CONTRAST[0]),
            ("casing", palette.casing, CONTRAST[0]),
            ("sea", palette.water, CONTRAST[1]),
        ];
        for (name, color, least) in beneath {
            let of = |k: &'static str| (contrast(style.kind(k, theme), color), k);
            let lines = kinds().into_iter().filter(|k| k.1).map(|k| of(k.0));
            let (weakest, kind) = lines.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
            println!("{theme:?}, {name}: {kind} {weakest:.2}");
            assert!(weakest >= least, "{theme:?}: {kind} has a contrast of {weakest:.2} to {name}");
        }
        // Ships go over deep water.
        let deep = contrast(style.kind("sea", theme), palette.water_deep);
        assert!(deep >= CONTRAST[0], "{theme:?}: a sea lane has a contrast of {deep:.2} to the deep sea");
    }
}

/// Width, rim, length of a period (that of a solid line has none), and how much of it is line.
fn look(status: Option<Status>) -> (Option<Status>, [f32; 4]) {
    let status_style = bundled().style().status(status);
    let [a, b, c, d] = status_style.stroke(Rgba([0; 4]), 1.0).dash;
    let period = if [a, b] == [c, d] { a + b } else { a + b + c + d };
    let on = if period > 0.0 { (a + c) / (a + b + c + d) } else { 1.0 };
    (status, [status_style.width, status_style.edge, period, on])
}

#[test]
fn statuses_are_told_apart_by_rim_weight_or_dash_alone() {
    let looks: Vec<_> = Status::ALL.map(Some).into_iter().chain([None]).map(look).collect();
    let ratio = |a: f32, b: f32| a.max(b) / a.min(b);
    for ((a, [wide, rim, period, on]), (b, [wide2, rim2, period2, on2])) in pairs(&looks) {
        let rims = (rim > 0.0) != (rim2 > 0.0);
        let dash = (on - on2).abs() >= 0.15 || period > 0.0 && period2 > 0.0 && ratio(period, period2) >= 1.4;
        let apart = rims || ratio(wide, wide2) >= WEIGHT || dash;
        assert!(apart, "{a:?} and {b:?} look alike: {wide} {period} {on}, {wide2} {period2} {on2}");
        // A kind of another weight keeps its statuses, and a line's gaps are more than a pixel in the theatre.
        let gap = period * (1.0 - on) * bundled().style().corridor.factor(4.0);
        assert!(period <= 0.0 || gap > 1.5, "{a:?}: gaps of {gap} pixels");
    }
}
