//! What the program carries: every fact has its source, every letter its glyph, every file its licence,
//! and a damaged file costs itself and is named.

use crate::common::{CITIES, TODAY, bundled, notices};
use std::collections::BTreeSet;
use tumen_assets::Bundle;
use tumen_core::diag::{Notice, Severity};
use tumen_core::geo::LonLat;
use tumen_core::model::Language;
use tumen_scene::frame::Weight;
use tumen_scene::text;
use tumen_scene::{Camera, Furniture};
use tumen_session::{Output, Session};

/// The systems the map must show, by project.
const SYSTEMS: [&str; 15] = [
    "khasan-rajin",
    "friendship-bridge",
    "rajin-pier-3",
    "road-bridge",
    "trans-korean-rail",
    "trans-siberian",
    "bam",
    "trans-korean-gas",
    "korea-power-line",
    "primorye-500kv",
    "vladivostok-rajin-ferry",
    "rajin-sea-legs",
    "passenger-trains",
    "far-east-ports",
    "rzd-logistics-transsib",
];

fn fail_if_any(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_bundle_opens_without_a_notice() {
    assert!(bundled().notices().is_empty(), "{}", notices(bundled()));
}

#[test]
fn the_twelve_cities_are_there_in_three_languages() {
    let document = bundled().document();
    for names in CITIES {
        let city = document.places.iter().find(|p| &*p.names.en == names[0]);
        let city = city.unwrap_or_else(|| panic!("{} is not among the places", names[0]));
        let known = [&city.names.en, &city.names.ru, &city.names.ko].map(|n| &**n);
        assert_eq!(known, names);
        assert!(city.far_east_city, "{} is not marked as one of the twelve", names[0]);
    }
    assert_eq!(document.places.iter().filter(|p| p.far_east_city).count(), CITIES.len());
}

#[test]
fn every_system_is_there_with_its_sources() {
    let document = bundled().document();
    for id in SYSTEMS {
        assert!(document.project(id).is_some(), "there is no project `{id}`");
    }
    for project in &document.projects {
        let id = &project.id;
        assert!(!project.sources.is_empty(), "{id} names no source");
        assert!(document.kind(&project.kind).is_some(), "{id} has the unknown kind {}", project.kind);
        let shown = project.corridors.len() + project.places.len();
        assert!(shown > 0, "{id} has neither a corridor nor a place on the map");
        assert!(project.names.all().count() == 3, "{id} lacks a name in one of the languages");
    }
}

#[test]
fn every_place_has_a_source_and_a_position() {
    let places = &bundled().document().places;
    assert!(places.len() >= 60, "only {} places", places.len());
    for place in places {
        assert!(!place.sources.is_empty(), "{} names no source", place.id);
        assert!(place.position.is_valid(), "{} lies at {:?}", place.id, place.position);
    }
}

#[test]
fn the_border_has_its_published_length() {
    let border = &bundled().document().border;
    let [river, sea] = ["river", "sea"].map(|part| border.part_m(part) / 1000.0);
    assert!((river - 17.3).abs() <= 0.5, "the river part has {river:.2} km, 17.3 ± 0.5 were expected");
    assert!((sea - 22.1).abs() <= 0.5, "the sea part has {sea:.2} km, 22.1 ± 0.5 were expected");
    assert!(river + sea < 40.0, "together {:.2} km, less than 40 were expected", river + sea);
}

#[test]
fn every_corridor_has_a_line() {
    let mut problems = Vec::new();
    for corridor in &bundled().document().corridors {
        let mut check = |holds: bool, what: &str| {
            if !holds {
                problems.push(format!("{}: {what}", corridor.id));
            }
        };
        let line = corridor.line();
        check(corridor.legs.len() + 1 == corridor.via.len(), "one leg between each pair of via points");
        check(line.iter().all(|p| p.is_valid()), "all points on the Earth");
        check(corridor.length_m() > 0.0, "a length above 0");
        check(corridor.accuracy_m > 0.0, "a stated accuracy");
        let far = |w: &[LonLat]| (w[1].lon - w[0].lon).abs() > 180.0;
        check(!line.windows(2).any(far), "no step over 180° of longitude");
        check(!corridor.sources.is_empty(), "a source");
    }
    fail_if_any(&problems);
}

#[test]
fn drawn_lengths_stand_near_the_published_ones() {
    let mut problems = Vec::new();
    for corridor in &bundled().document().corridors {
        for published in &corridor.published_km {
            let ratio = corridor.length_m() / 1000.0 / published.value;
            // A slip of a digit or of an axis is far outside. Where a source counts another stretch, its
            // note says which.
            if !(0.4..=1.6).contains(&ratio) && published.note.is_empty() {
                let km = corridor.length_m() / 1000.0;
                problems.push(format!("{}: drawn {km:.1} km, published {}", corridor.id, published.value));
            }
        }
    }
    fail_if_any(&problems);
}

/// The characters of a bundled text that one of the two fonts lacks.
fn missing_glyphs(text: &str) -> BTreeSet<char> {
    let faces = [Weight::Regular, Weight::SemiBold].map(text::face);
    let lacks = |c: &char| faces.iter().any(|f| f.glyph(*c).is_none());
    text.chars().filter(|c| !c.is_control()).filter(lacks).collect()
}

#[test]
fn every_letter_has_a_glyph() {
    let bundle = Bundle::embedded();
    let folders = ["data/", "assets/i18n/", "assets/places/", tumen_assets::SOURCES];
    let names: Vec<String> = folders.iter().flat_map(|f| bundle.names(f)).collect();
    assert!(names.len() > 60, "only {} files of text were found", names.len());
    let mut problems = Vec::new();
    // Spellings are read and never drawn.
    let drawn = |name: &&String| !name.ends_with(".md") && !name.ends_with("network/spellings.toml");
    for name in names.iter().filter(drawn) {
        let bytes = bundle.get(name).unwrap();
        let text = std::str::from_utf8(&bytes).expect(name);
        for (i, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}');
            let missing = missing_glyphs(line);
            if !missing.is_empty() {
                problems.push(format!("{name}:{}: {missing:?}", i + 1));
            }
        }
    }
    assert_eq!(missing_glyphs("a豆б"), BTreeSet::from(['豆']), "the check itself");
    fail_if_any(&problems);
}

#[derive(serde::Deserialize)]
struct Sources {
    file: Vec<SourceFile>,
}

#[derive(serde::Deserialize)]
struct SourceFile {
    path: String,
    bytes: usize,
    licence: String,
}

/// Bundled files of messages are read when first wanted, so nothing else tells what is wrong with them.
#[test]
fn every_file_of_messages_is_read_without_fault() {
    let bundle = Bundle::embedded();
    for language in Language::ALL {
        let names = bundle.names(&format!("{}{}/", tumen_assets::WORDS, language.id()));
        assert!(names.len() > 3, "{names:?}");
        for name in names {
            let text = String::from_utf8(bundle.get(&name).unwrap().into_owned()).unwrap();
            assert_eq!(tumen_core::words::Words::default().add(language, &text), [], "{name}");
        }
    }
}

#[test]
fn every_message_is_there_in_every_language_with_the_same_arguments() {
    let session = bundled();
    let keys = |l| session.words().arguments(l).unwrap();
    assert!(keys(Language::En).len() > 50, "only {} messages were found", keys(Language::En).len());
    for language in [Language::Ru, Language::Ko] {
        let differ = |(key, names): &(&String, &BTreeSet<String>)| keys(language).get(*key) != Some(names);
        let mut wrong: Vec<_> = keys(Language::En).iter().filter(differ).map(|(key, _)| key).collect();
        wrong.extend(keys(language).keys().filter(|k| !keys(Language::En).contains_key(*k)));
        assert!(wrong.is_empty(), "{language:?}: {wrong:?}");
    }
}

#[test]
fn every_asset_has_a_licence() {
    let sources: Sources =
        toml::from_str(std::str::from_utf8(tumen_assets::bytes(tumen_assets::SOURCES)).unwrap()).unwrap();
    let listed: BTreeSet<String> = sources.file.iter().map(|f| format!("assets/{}", f.path)).collect();
    let own = ["assets/style/", "assets/i18n/", "assets/icons/", tumen_assets::SOURCES];
    let names = Bundle::embedded().names("assets/");
    for name in names.iter().filter(|n| !own.iter().any(|o| n.starts_with(o))) {
        assert!(listed.contains(name), "{name} is not listed in {}", tumen_assets::SOURCES);
    }
    for file in &sources.file {
        let size = tumen_assets::bytes(&format!("assets/{}", file.path)).len();
        assert_eq!(size, file.bytes, "bytes of {}", file.path);
        assert!(!file.licence.is_empty(), "{} has no licence", file.path);
    }
    let shown = bundled().attribution().join("\n");
    for needed in
        ["© OpenStreetMap contributors (ODbL 1.0)", "GeoNames", "Natural Earth", "GSHHG", "Pretendard"]
    {
        assert!(shown.contains(needed), "the attribution lacks {needed}: {shown}");
    }
}

#[test]
fn assets_are_small() {
    let names = Bundle::embedded().names("assets/");
    let total: usize =
        names.iter().filter(|n| !n.starts_with("assets/fonts/")).map(|n| tumen_assets::bytes(n).len()).sum();
    assert!(total < 8 << 20, "assets without fonts have {total} bytes, less than 8 MiB were expected");
}

#[test]
fn heights_are_those_of_the_grid() {
    let grid = &bundled().basemap().elevation;
    let height = |lon, lat| grid.sample(LonLat::new(lon, lat)).unwrap();
    let khanka = height(132.4, 45.0);
    assert!((khanka - 64.0).abs() <= 10.0, "Lake Khanka lies at {khanka:.0} m, 64 ± 10 were expected");
    let sea = height(135.0, 41.0);
    assert!((sea + 3519.0).abs() <= 60.0, "the Sea of Japan is at {sea:.0} m, −3519 ± 60 were expected");
}

#[test]
fn chukotka_is_one_piece() {
    let rings = bundled().basemap().land.features.iter().flat_map(|f| &f.parts);
    let mut across = 0;
    for ring in rings {
        let far = |w: &[LonLat]| (w[1].lon - w[0].lon).abs() > 180.0;
        assert!(!ring.windows(2).any(far), "a ring steps over 180° of longitude");
        let chukotka = |p: &&LonLat| (62.0..72.0).contains(&p.lat) && (170.0..190.5).contains(&p.lon);
        let (west, east): (Vec<&LonLat>, Vec<&LonLat>) =
            ring.iter().filter(chukotka).partition(|p| p.lon < 179.9);
        across += usize::from(west.len() > 20 && east.iter().filter(|p| p.lon > 180.1).count() > 20);
    }
    assert!(across >= 1, "no ring of land lies on both sides of 180°");
}

/// A damaged file: what is laid over, which line must be named, and the code of the notice.
struct Damage {
    file: &'static str,
    content: Vec<u8>,
    line: Option<usize>,
    code: &'static str,
}

fn bundled_bytes(file: &str) -> Vec<u8> {
    let bytes = tumen_assets::bytes(file);
    assert!(!bytes.is_empty(), "{file} is not bundled");
    bytes.to_vec()
}

/// The file with one line replaced by another, and the number of that line.
fn with_line(file: &'static str, starts: &str, nth: usize, new: &str, code: &'static str) -> Damage {
    let text = String::from_utf8(bundled_bytes(file)).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let hits = lines.iter().enumerate().filter(|(_, l)| l.starts_with(starts));
    let at = hits.map(|h| h.0).nth(nth).unwrap_or_else(|| panic!("{file} has no line {starts}"));
    lines[at] = new;
    Damage { file, content: lines.join("\n").into_bytes(), line: Some(at + 1), code }
}

/// The file with its last data row cut to two columns.
fn with_short_row(file: &'static str) -> Damage {
    let text = String::from_utf8(bundled_bytes(file)).unwrap();
    let content = format!("{}\none,two\n", text.trim_end());
    let line = content.lines().count();
    Damage { file, content: content.into_bytes(), line: Some(line), code: "bad-row" }
}

/// The file with a byte that is no UTF-8 at the start of its third line.
fn not_utf8(file: &'static str) -> Damage {
    let mut content = bundled_bytes(file);
    let ends: Vec<usize> = (0..content.len()).filter(|i| content[*i] == b'\n').collect();
    content.insert(ends[1] + 1, 0xff);
    Damage { file, content, line: Some(3), code: "not-utf8" }
}

fn cut_short(file: &'static str) -> Damage {
    let mut content = bundled_bytes(file);
    content.truncate(content.len() / 2);
    Damage { file, content, line: None, code: "bad-asset" }
}

fn wrong_magic(file: &'static str) -> Damage {
    let mut content = bundled_bytes(file);
    content[..4].copy_from_slice(b"PK\x03\x04");
    Damage { file, content, line: None, code: "bad-asset" }
}

fn damages() -> Vec<Damage> {
    let mut all: Vec<Damage> = ["places", "corridors", "projects", "kinds", "statuses", "series", "promises"]
        .map(|n| format!("data/{n}.toml").leak() as &'static str)
        .into_iter()
        .map(|file| with_line(file, "names = ", 1, "names = broken", "bad-record"))
        .collect();
    all.push(with_line("data/places.toml", "position = ", 3, "position = [1, \"east\"]", "bad-record"));
    all.push(with_line("data/places.toml", "kind = ", 3, "kind = \"castle\"", "bad-record"));
    all.push(with_line("data/border.toml", "accuracy_m = ", 0, "accuracy_m = \"much\"", "bad-record"));
    all.push(with_line("data/constraints.toml", "kind = ", 1, "kind = 7", "bad-record"));
    all.push(with_line("data/conditions.toml", "id = ", 1, "id = 7", "bad-record"));
    let tables = ["events", "figures", "sources", "agreements", "contradictions", "not_found", "seed_facts"];
    let tables = tables.map(|n| format!("data/{n}.csv").leak() as &'static str);
    for file in tables.into_iter().chain(["data/series/coal-rajin.csv"]) {
        all.push(with_short_row(file));
        all.push(not_utf8(file));
    }
    all.push(not_utf8("data/projects.toml"));
    all.push(with_line("assets/style/map.toml", "coast = \"", 0, "coast = \"blue\"", "bad-asset"));
    all.push(with_line("assets/i18n/en/map.ftl", "statuses = ", 0, "statuses", "bad-asset"));
    all.push(with_line("assets/SOURCES.toml", "attribution = ", 1, "attribution = ", "bad-asset"));
    all.push(with_line("assets/places/places.tsv", "1816670\t", 0, "1816670\tPeking\tx", "bad-row"));
    all.push(not_utf8("assets/places/labels.tsv"));
    for file in ["assets/ne/land_world.tmb", "assets/osm/rail.tmb", "assets/dem/relief.tmg"] {
        all.push(cut_short(file));
        all.push(wrong_magic(file));
    }
    all
}

/// The notice about a damage: an error that names the file, and the line where there are lines.
fn names_it(damage: &Damage, notice: &Notice) -> bool {
    let place = &notice.place;
    place.file.as_deref() == Some(damage.file)
        && place.line == damage.line
        && notice.code == damage.code
        && notice.severity == Severity::Error
}

/// Whether what is left of the map is still there and can be drawn.
fn still_draws(session: &mut Session) -> Result<(), String> {
    let document = session.document();
    let left = document.places.len() + document.corridors.len() + document.projects.len();
    if left < 50 || session.basemap().coast.features.is_empty() {
        return Err(format!("only {left} records are left"));
    }
    session.run(tumen_session::ViewCommand::Layer("relief".into(), false));
    session.prepare();
    let frame = session.compose([300.0, 200.0], Furniture::default(), Output::Paper { scale: 1.0 });
    match frame.map_or(0, |f| f.items().count()) {
        0..20 => Err("the map is nearly empty".into()),
        _ => Ok(()),
    }
}

#[test]
fn a_damaged_file_is_named_and_the_rest_opens() {
    let mut problems = Vec::new();
    for damage in damages() {
        let bundle = Bundle::embedded().overlaid(damage.file, damage.content.clone());
        let session = Session::open(&bundle, TODAY);
        let expected = format!("{}:{:?} [{}]", damage.file, damage.line, damage.code);
        if !session.notices().notices().iter().any(|n| names_it(&damage, n)) {
            problems.push(format!("expected {expected}, got:\n  {}", notices(&session)));
        }
        let records = session.document().places.len() + session.document().projects.len();
        if records < 20 || session.document().corridors.is_empty() && !damage.file.contains("corridors") {
            problems.push(format!("{expected}: the rest did not open"));
        }
    }
    fail_if_any(&problems);
}

#[test]
fn a_damaged_map_is_still_drawn() {
    for file in [
        "data/places.toml",
        "assets/ne/land_world.tmb",
        "assets/style/map.toml",
        "assets/style/window.toml",
        "assets/SOURCES.toml",
    ] {
        let bundle = Bundle::embedded().overlaid(file, b"\xff\xfe damaged".as_slice());
        let mut session = Session::open(&bundle, TODAY);
        assert!(session.notices().has_errors(), "{file}: nothing was reported");
        still_draws(&mut session).unwrap_or_else(|why| panic!("{file}: {why}"));
    }
}

#[test]
fn an_id_that_refers_to_nothing_is_named() {
    let damage = with_line("data/projects.toml", "sources = ", 0, "sources = [\"nobody\"]", "unknown-id");
    let session = Session::open(&Bundle::embedded().overlaid(damage.file, damage.content), TODAY);
    assert!(notices(&session).contains("There is no source `nobody`"), "{}", notices(&session));
    assert!(!session.notices().has_errors(), "the record is still shown, so this is a warning only");
}

#[test]
fn an_id_used_twice_is_named() {
    let text = String::from_utf8(bundled_bytes("data/places.toml")).unwrap();
    let (_, tail) = text.split_once("[[place]]").unwrap();
    let first = tail.split("[[place]]").next().unwrap();
    let doubled = format!("{text}\n[[place]]{first}");
    let session = Session::open(&Bundle::embedded().overlaid("data/places.toml", doubled), TODAY);
    assert!(notices(&session).contains("duplicate-id"), "{}", notices(&session));
    assert_eq!(session.document().places.len(), bundled().document().places.len());
}

#[test]
fn a_damaged_corridor_leaves_the_camera_able_to_look_at_it() {
    let damage =
        with_line("data/corridors.toml", "via = ", 0, "via = [[\"khasan\", 130.6, 142.4]]", "short-corridor");
    let session = Session::open(&Bundle::embedded().overlaid(damage.file, damage.content), TODAY);
    let seen = notices(&session);
    assert!(seen.contains("short-corridor") || seen.contains("bad-record"), "{seen}");
    let camera = Camera::at(tumen_core::geo::Projection::Mercator, LonLat::new(130.6, 42.4), 9.0);
    assert!(camera.position().is_valid());
}

#[test]
fn a_missing_file_is_named() {
    let damage = with_line("data/series.toml", "file = ", 0, "file = \"series/none.csv\"", "missing-file");
    let session = Session::open(&Bundle::embedded().overlaid(damage.file, damage.content), TODAY);
    let named = session.notices().notices().iter().any(|n| {
        n.code == damage.code
            && n.place.file.as_deref() == Some("data/series/none.csv")
            && n.place.line.is_none()
    });
    assert!(named, "the missing file is not named: {}", notices(&session));
    assert_eq!(
        session.document().series.len(),
        bundled().document().series.len(),
        "the other series are there"
    );
}

#[test]
fn every_measure_of_a_series_has_its_words() {
    let session = bundled();
    for series in &session.document().series {
        let key = format!("plots-measure-{}", series.measure);
        for language in Language::ALL {
            let known = session.words().arguments(language).is_some_and(|keys| keys.contains_key(&key));
            assert!(known, "{key} is missing in {}", language.id());
        }
    }
}
