//! No color, width or size of the picture and the window stands in code: they are in `assets/style`.
//!
//! The rule, for `crates/tumen-scene/src` (but for the style itself) and `src/ui`, tests left out:
//! 1. A number with a fraction (`4.0`, `0.35`) is a size, and so is any number from which a color, a margin or a
//!    corner is made (`Margin::same(4)`, `from_black_alpha(40)`, `Rgba([0, 0, 0, 255])`); a color that has a name
//!    (`Color32::RED`) is a color.
//! 2. 0, ½, 1 and 2 are none: nothing, the middle, one, both sides.
//! 3. A conversion is none: a power of ten from 10 to 1,000,000, a byte's 255, or degrees (90, 180, 360), right behind
//!    `*`, `/`, `%` or a comparison, and degrees behind `+` and `-`.
//! 4. Everything else needs a line in [`NOT_VISUAL`], which names the constant or function and says what its numbers
//!    are. A line that nothing needs any more fails, too.
//!
//! So the count of sizes in code is 0.

use super::layering::{Source, sources};

/// Corners and turns of signs, as shares of a size that is in the style, or on a grid of points of its own.
const SHAPE: &str = "the shape of a sign";
/// Meters, degrees, zooms; what of the globe is drawn.
const GROUND: &str = "geometry on the ground";
/// What may be entered, what is entered at first, how far a drag of one point goes.
const VALUE: &str = "values that a person sets";
/// From which amount on a number has how many digits; round steps of scales and axes.
const DIGITS: &str = "how numbers are rounded";
/// How finely something is computed that is drawn in sizes of the style.
const EXACT: &str = "exactness of a computation";
/// Seconds, and how the map moves under the hand.
const MOTION: &str = "time and motion";
/// Sizes that somebody else has laid down: paper, inches, letters of the font file, file formats.
const STANDARD: &str = "given by a standard or a file";

/// Where numbers stand that are no sizes: what they are, the file below [`FOLDERS`] or the start of its name, and the
/// constants and functions; `*` for all of them.
const NOT_VISUAL: &[(&str, &str, &[&str])] = &[
    (SHAPE, "chart.rs", &["circle", "mark"]),
    (SHAPE, "compose/leaders.rs", &["DIRECTIONS"]),
    (SHAPE, "compose/names.rs", &["AROUND"]),
    (SHAPE, "export/cff.rs", &["quad_to"]),
    (SHAPE, "flow.rs", &["arrow", "bubble", "outlines", "pause"]),
    (SHAPE, "frame.rs", &["slant"]),
    (SHAPE, "line_labels.rs", &["*"]),
    (SHAPE, "logistics/legs.rs", &["sign"]),
    (SHAPE, "map/cut.rs", &["show"]),
    (SHAPE, "paint.rs", &["is_convex"]),
    (SHAPE, "place_labels.rs", &["glyph_rect"]),
    (SHAPE, "plots/series_style.rs", &["marker"]),
    (SHAPE, "sankey/mod.rs", &["curve"]),
    (SHAPE, "symbol.rs", &["anchor", "arch", "paths"]),
    (SHAPE, "timebar/axis.rs", &["sign"]),
    (SHAPE, "tools/toolbar.rs", &["icon"]),
    (GROUND, "camera.rs", &["*"]),
    (GROUND, "card/corridor.rs", &["length"]),
    (GROUND, "card/feature.rs", &["times"]),
    (GROUND, "export/relief.rs", &["CUT"]),
    (GROUND, "logistics/profile.rs", &["LEAST_HEIGHT", "NEAR_M"]),
    (GROUND, "logistics/stop.rs", &["bounds"]),
    (GROUND, "relief.rs", &["shade_pixel"]),
    (GROUND, "tools/measure.rs", &["STEP_M"]),
    (GROUND, "tours/take.rs", &["NAMED", "SAME", "place_in_sight"]),
    (GROUND, "user/gather.rs", &["*"]),
    (VALUE, "exporting/form.rs", &["size"]),
    (VALUE, "exporting/moving.rs", &["SPEEDS", "default", "show", "years"]),
    (VALUE, "exporting/page.rs", &["SCALES", "USUAL_SCALE", "scale"]),
    (VALUE, "exporting/picture.rs", &["PRESETS", "show"]),
    (VALUE, "layers/style.rs", &["editor", "number"]),
    (VALUE, "logistics/assumptions.rs", &["BEYOND", "value"]),
    (VALUE, "logistics/flows.rs", &["DAYS"]),
    (VALUE, "logistics/mod.rs", &["default"]),
    (VALUE, "logistics/query.rs", &["EXAMPLES", "TONNES", "default"]),
    (VALUE, "plots/draw.rs", &["PRESENT", "YEARS"]),
    (VALUE, "presenter/notes.rs", &["SCALES"]),
    (VALUE, "tools/windows.rs", &["FIRST_TOLERANCE", "TOLERANCES"]),
    (VALUE, "tours/fields.rs", &["FIRST_FLIGHT", "FLIGHT", "SECONDS", "length", "transition"]),
    (VALUE, "user/classes.rs", &["of"]),
    (DIGITS, "card/feature/profile.rs", &["round_marks"]),
    (DIGITS, "compose/furniture.rs", &["nice_length"]),
    (DIGITS, "compose/furniture/overlay.rs", &["millions"]),
    (DIGITS, "logistics/legs.rs", &["line"]),
    (DIGITS, "logistics/variants.rs", &["bottleneck"]),
    (DIGITS, "overlay/classes.rs", &["band", "flow"]),
    (DIGITS, "plots/draw.rs", &["date_at", "round_marks", "year_marks"]),
    (DIGITS, "shell/bottom/promises.rs", &["percent"]),
    (DIGITS, "sankey/mod.rs", &["amount"]),
    (EXACT, "bundle", &["*"]),
    (EXACT, "compose/leaders.rs", &["GRAIN_SHARE"]),
    (EXACT, "compose/user.rs", &["REACH"]),
    (EXACT, "compose/user_names.rs", &["COARSER"]),
    (EXACT, "export/mod.rs", &["dashes"]),
    (EXACT, "export/pdf/ink.rs", &["GRAIN"]),
    (EXACT, "export/pdf/painter.rs", &["RELIEF_SCALE"]),
    (EXACT, "export/walk.rs", &["DRIFT", "MARGIN", "MIN_GAP"]),
    (EXACT, "gpu/", &["*"]),
    (EXACT, "halo.rs", &["LONGEST"]),
    (EXACT, "line_ink.rs", &["*"]),
    (EXACT, "logistics/profile.rs", &["SAMPLES"]),
    (EXACT, "outline.rs", &["OUTLINE_SIZE"]),
    (EXACT, "overlay/classes.rs", &["BANDS", "WIDTHS"]),
    (EXACT, "page/flow.rs", &["balanced", "fitting"]),
    (EXACT, "page/lines.rs", &["add"]),
    (EXACT, "page/sheet.rs", &["map"]),
    (EXACT, "pick.rs", &["hit"]),
    (EXACT, "place_labels.rs", &["CELL"]),
    (EXACT, "prepared", &["*"]),
    (EXACT, "presenter/mod.rs", &["SAME_ZOOM"]),
    (EXACT, "sankey/mod.rs", &["draw"]),
    (EXACT, "timebar/axis.rs", &["nearest"]),
    (EXACT, "tools/snap.rs", &["user_shapes"]),
    (MOTION, "map.rs", &["FRICTION", "KEY_STEP", "SLOW", "STILL", "ZOOM_PER_POINT"]),
    (MOTION, "paint.rs", &["REST"]),
    (MOTION, "presenter/flight.rs", &["JUDGED_AFTER"]),
    (MOTION, "presenter/keys.rs", &["PAN", "SPOT"]),
    (MOTION, "presenter/mod.rs", &["POINTER_REST", "TYPE_STEP"]),
    (MOTION, "theme.rs", &["SOON"]),
    (MOTION, "timebar/clock.rs", &["LONGEST_STEP"]),
    (STANDARD, "export/palette.rs", &["of"]),
    (STANDARD, "export/pdf/mod.rs", &["LONGEST", "POINTS_PER_PIXEL"]),
    (STANDARD, "export/png.rs", &["METERS_PER_INCH", "PIXELS_PER_INCH"]),
    (STANDARD, "page/mod.rs", &["sides"]),
    (STANDARD, "text.rs", &["ASCENT", "CAP_HEIGHT", "DESCENT", "look_up"]),
];

const FOLDERS: [&str; 2] = ["crates/tumen-scene/src/", "src/ui/"];
/// Nothing, half, whole, twice.
const NEUTRAL: [f64; 4] = [0.0, 0.5, 1.0, 2.0];
const POWERS: [f64; 6] = [10.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0];
const DEGREES: [f64; 3] = [90.0, 180.0, 360.0];
const BYTE: f64 = 255.0;
/// What makes colors, margins and corners of whole numbers.
const MAKERS: [&str; 12] = [
    "from_black_alpha(",
    "from_white_alpha(",
    "from_gray(",
    "from_rgb(",
    "from_rgba_unmultiplied(",
    "Rgba([",
    "Margin::same(",
    "Margin::symmetric(",
    "CornerRadius::same(",
    "corner_radius(",
    "inner_margin(",
    "outer_margin(",
];
/// Named colors that are none: no color, any color, and the color by which a picture is multiplied to stay as it is.
const NO_COLORS: [&str; 3] = ["TRANSPARENT", "PLACEHOLDER", "WHITE"];

/// A number of the code and where it begins.
struct Number {
    at: usize,
    value: f64,
}

/// The numbers with a fraction in a code without comments and strings.
fn fractions(code: &str) -> Vec<Number> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let number = |word: &str| {
        let word = word.trim_end_matches("f32").trim_end_matches("f64").replace('_', "");
        let (whole, fraction) = word.split_once('.')?;
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        // A field of a tuple and the end of a range are no fractions.
        let is = !whole.is_empty() && digits(whole) && fraction.starts_with(|c: char| c.is_ascii_digit());
        is.then(|| word.parse().ok()).flatten()
    };
    // A range is as long as before without its dots.
    let code = code.replace("..", "  ");
    let words = code.split(|c| !part(c));
    let at = |word: &str| word.as_ptr() as usize - code.as_ptr() as usize;
    words.filter_map(|word| number(word).map(|value| Number { at: at(word), value })).collect()
}

/// Whether a number is arithmetic (rules 2 and 3).
fn is_arithmetic(code: &str, number: &Number) -> bool {
    let before = code[..number.at].trim_end();
    let scaled = before.ends_with(['*', '/', '%', '>', '<'])
        || [">=", "<=", "==", "*="].iter().any(|o| before.ends_with(o));
    let turned = before.ends_with(['+', '-']);
    let is = |list: &[f64]| list.contains(&number.value);
    is(&NEUTRAL) || scaled && (is(&POWERS) || is(&DEGREES) || number.value == BYTE) || turned && is(&DEGREES)
}

/// Whole numbers and names that are colors, margins or corners.
fn makers(code: &str) -> Vec<usize> {
    let digit = |at: usize| code[at..].starts_with(|c: char| c.is_ascii_digit());
    let made = MAKERS
        .iter()
        .flat_map(|maker| code.match_indices(maker).map(|(at, _)| at).filter(|at| digit(at + maker.len())));
    const COLOR: &str = "Color32::";
    let named = code.match_indices(COLOR).map(|(at, _)| at).filter(|at| {
        let name: String = code[at + COLOR.len()..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_constant = !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        is_constant && name != "BLACK" && !NO_COLORS.contains(&&*name)
    });
    // All colors of one channel value are no colors but a measure of nothing or everything.
    let all =
        |at: &usize| code[*at..].starts_with("Rgba([0; 4])") || code[*at..].starts_with("Rgba([255; 4])");
    made.filter(|at| !all(at)).chain(named).collect()
}

/// The constant or function in which a place of the code stands: the last one that begins before it and, if it is a
/// constant, has not ended.
fn item(code: &str, at: usize) -> &str {
    let word = |from: usize| {
        let rest = &code[from..];
        &rest[..rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len())]
    };
    let constant = |from: &usize| {
        let ended = code[*from..at].lines().any(|l| l.trim_end().ends_with(';'));
        !ended && code[*from..].starts_with(|c: char| c.is_ascii_uppercase())
    };
    let last = |keyword: &str| code[..at].rmatch_indices(keyword).map(|(i, _)| i + keyword.len()).next();
    let fixed = last("const ").filter(constant);
    match (fixed, last("fn ")) {
        (Some(fixed), Some(function)) if fixed < function => word(function),
        (Some(fixed), _) => word(fixed),
        (None, Some(function)) => word(function),
        (None, None) => "",
    }
}

/// What of a source would be a size: where, and in which item.
fn sizes(source: &Source) -> Vec<(usize, &str)> {
    let code = &source.code;
    let numbers = fractions(code).into_iter().filter(|n| !is_arithmetic(code, n)).map(|n| n.at);
    numbers.chain(makers(code)).map(|at| (at, item(code, at))).collect()
}

#[test]
fn no_color_width_or_size_stands_in_code() {
    let rows = || NOT_VISUAL.iter().flat_map(|(_, file, items)| items.iter().map(move |i| (*file, *i)));
    let covers = |row: &(&str, &str), path: &str, item: &str| match row.1 {
        "*" => path.starts_with(row.0),
        name => path == row.0 && item == name,
    };
    let mut unused: Vec<(&str, &str)> = rows().collect();
    let mut found = Vec::new();
    for source in &sources() {
        let Some(path) = FOLDERS.iter().find_map(|f| source.path.strip_prefix(f)) else { continue };
        // What the style is where its file lacks a part is part of the style.
        if source.path.starts_with("crates/tumen-scene/src/style") {
            continue;
        }
        for (at, item) in sizes(source) {
            unused.retain(|row| !covers(row, path, item));
            if !rows().any(|row| covers(&row, path, item)) {
                found.push(source.violation(at, &format!("a size in `{item}`: put it into assets/style")));
            }
        }
    }
    assert!(found.is_empty(), "{} sizes in code:\n{}", found.len(), found.join("\n"));
    assert!(unused.is_empty(), "without a number: {unused:?}");
}

#[test]
fn a_fraction_is_told_from_fields_and_ranges() {
    let code = "a.0 + 1.5 * f(2.25_f32) - x[1..2] + 3. + 1_000.25 + b2.5 + (0.25..0.75)";
    let values: Vec<f64> = fractions(code).iter().map(|n| n.value).collect();
    assert_eq!(values, [1.5, 2.25, 1000.25, 0.25, 0.75]);
    assert!(fractions(code).iter().all(|n| code[n.at..].starts_with(|c: char| c.is_ascii_digit())));
}

#[test]
fn sizes_are_told_from_arithmetic() {
    let of = |code: &str| sizes(&Source::new("src/ui/a.rs", code)).len();
    for size in [
        "fn f() { ui.add_space(6.0); }",
        "fn f() { x * 0.6 }",
        "fn f() { x - 100.0 }",
        "fn f() { size(360.0) }",
        "const WIDTH: f32 = 10.0;",
        "fn f() { Margin::symmetric(8, 4) }",
        "fn f() { Color32::from_black_alpha(40) }",
        "fn f() { Color32::RED }",
        "fn f() { Rgba([0, 0, 0, 190]) }",
    ] {
        assert!(of(size) > 0, "{size}");
    }
    for none in [
        "fn f() { 0.5 * x + 2.0 - 1.0 }",
        "fn f() { meters / 1_000.0 }",
        "fn f() { if share >= 100.0 { lon - 360.0 } else { lon % 180.0 } }",
        "fn f() { f32::from(a) / 255.0 }",
        "fn f() { Color32::TRANSPARENT }",
        "fn f() { [4; 2] }",
        "#[cfg(test)]\nmod tests { fn f() { g(6.0); } }",
    ] {
        assert_eq!(of(none), 0, "{none}");
    }
}

#[test]
fn a_number_is_found_in_its_constant_or_function() {
    let code =
        "const A: [f32; 2] = [\n    3.0,\n    4.0,\n];\nfn f() {\n    const B: f32 = 5.0;\n    g(6.0)\n}\n";
    let source = Source::new("src/ui/a.rs", code);
    let items: Vec<&str> = sizes(&source).into_iter().map(|(_, item)| item).collect();
    assert_eq!(items, ["A", "A", "B", "f"]);
}
