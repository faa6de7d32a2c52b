//! The views of the Tumen mouth and what is around it as text: five views, three languages, two sizes. A theme
//! changes colors and nothing else, so that the other two themes are compared with the first.

use super::harness::updates;
use super::reduce::{self, reduced};
use super::{camera, seeing, with};
use std::fs;
use std::path::{Path, PathBuf};
use tumen_core::geo::Projection;
use tumen_core::model::Language;
use tumen_scene::page::Parts;
use tumen_scene::{Theme, export};

const VIEWS: [&str; 5] = ["tumen", "rajin", "khasan", "vladivostok", "primorye"];
/// As in `tools/contact-sheets.sh`, pixels.
const SIZES: [[f32; 2]; 2] = [[1280.0, 800.0], [600.0, 400.0]];
const LANGUAGES: [Language; 3] = [Language::En, Language::Ru, Language::Ko];

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/session/golden/mouth").join(format!("{name}.txt"))
}

/// The display list of a view with all furniture, in short.
fn dump(view: &str, theme: Theme, language: Language, size: [f32; 2]) -> String {
    let session = seeing(camera(view, Projection::Mercator, size), |v| {
        v.theme = theme;
        v.language = language;
    });
    let furniture = session.furniture(session.map_title(), &Parts::default());
    reduced(&export::dump(&with(&session, size, furniture, 1.0)))
}

/// A dump without its colors and opacities.
fn colorless(dump: &str) -> String {
    let word = |w: &str| !w.starts_with('#');
    dump.lines().map(|l| l.split(' ').filter(|w| word(w)).collect::<Vec<_>>().join(" ") + "\n").collect()
}

#[test]
fn views_of_the_mouth_in_words() {
    let mut differ = Vec::new();
    for view in VIEWS {
        for language in LANGUAGES {
            for size in SIZES {
                let name = format!("{view}-{}-{}", language.id(), size[0]);
                let new = dump(view, Theme::Light, language, size);
                if updates() {
                    fs::write(file(&name), &new).unwrap();
                    continue;
                }
                let old = fs::read_to_string(file(&name)).unwrap_or_default();
                let lines = reduce::differences(&old, &new);
                differ.extend(lines.first().map(|l| format!("{name}: {} lines, such as {l}", lines.len())));
            }
        }
    }
    assert!(
        differ.is_empty(),
        "look at the pictures that tools/contact-sheets.sh makes\n{}",
        differ.join("\n")
    );
}

#[test]
fn a_theme_changes_colors_alone() {
    let mut differ = Vec::new();
    for view in VIEWS {
        for (language, size) in LANGUAGES.into_iter().flat_map(|l| SIZES.map(|s| (l, s))) {
            let light = colorless(&dump(view, Theme::Light, language, size));
            for theme in [Theme::Dark, Theme::Projector] {
                let lines = reduce::differences(&light, &colorless(&dump(view, theme, language, size)));
                let name = format!("{view} {} {} {}", theme.id(), language.id(), size[0]);
                differ.extend(lines.first().map(|l| format!("{name}: {} lines, such as {l}", lines.len())));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

/// The three countries that meet at the river are named on every map of the place, once each.
#[test]
fn the_three_countries_are_named_at_the_mouth() {
    let names = [["Russia", "China", "North Korea"], ["Россия", "Китай", "КНДР"], ["러시아", "중국", "북한"]];
    for view in ["tumen", "khasan"] {
        for (language, countries) in LANGUAGES.into_iter().zip(names) {
            for size in SIZES {
                let dump = dump(view, Theme::Light, language, size);
                for country in countries {
                    let count = dump.lines().filter(|l| l.contains(&format!("\"{country}\""))).count();
                    assert_eq!(count, 1, "{country} in {view} {} {size:?}", language.id());
                }
            }
        }
    }
}
