//! Numbers with a fraction in the sources of the picture and the window: sizes, widths and shares belong into the
//! style files. The counts below are what is left in code; they only go down.

use super::layering::sources;

/// Below which folder there are at most so many.
const LEFT: [(&str, usize); 2] = [("src/ui/", 682), ("crates/tumen-scene/src/", 449)];
/// Numbers of arithmetic: nothing, half, whole, twice.
const NEUTRAL: [f64; 4] = [0.0, 0.5, 1.0, 2.0];

/// The numbers with a fraction in a code without comments and strings.
fn fractions(code: &str) -> Vec<f64> {
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let number = |word: &str| {
        let word = word.trim_end_matches("f32").trim_end_matches("f64").replace('_', "");
        let (whole, fraction) = word.split_once('.')?;
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        // A field of a tuple and the end of a range are no fractions.
        let is = !whole.is_empty() && digits(whole) && fraction.starts_with(|c: char| c.is_ascii_digit());
        is.then(|| word.parse().ok()).flatten()
    };
    code.replace("..", " ").split(|c| !part(c)).filter_map(number).collect()
}

#[test]
fn sizes_in_code_do_not_grow() {
    let all = sources();
    for (folder, most) in LEFT {
        // What the style is where its file lacks a part is part of the style.
        let is_style = |path: &str| path.starts_with("crates/tumen-scene/src/style");
        let inside = all.iter().filter(|s| s.path.starts_with(folder) && !is_style(&s.path));
        let count = inside.flat_map(|s| fractions(&s.code)).filter(|f| !NEUTRAL.contains(f)).count();
        println!("{folder}: {count}");
        assert!(
            count <= most,
            "{count} sizes in the code below {folder}, at most {most}: put them into the style files"
        );
    }
}

#[test]
fn a_fraction_is_told_from_fields_and_ranges() {
    assert_eq!(
        fractions("a.0 + 1.5 * f(2.25_f32) - x[1..2] + 3. + 1_000.25 + b2.5 + (0.25..0.75)"),
        [1.5, 2.25, 1000.25, 0.25, 0.75]
    );
}
