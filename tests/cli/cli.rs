//! The program as a script meets it: exit codes, what goes to which stream, files byte for byte.

mod facts;
mod routes;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::{env, fs};
use tempfile::TempDir;

fn tumen(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tumen"));
    // No window can open by accident.
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    command.args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn info(arguments: &[&str]) -> Value {
    let output = tumen(&[&["info", "--json"], arguments].concat());
    assert_eq!((code(&output), err(&output)), (0, String::new()), "tumen info {arguments:?}");
    serde_json::from_str(&out(&output)).unwrap()
}

/// All of `tumen info --json`, asked once.
fn whole() -> &'static Value {
    static ALL: OnceLock<Value> = OnceLock::new();
    ALL.get_or_init(|| info(&["--as-of", "2026-11-21"]))
}

/// What a field must be.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text,
    Number,
    Array,
    Names,
    TextOrNull,
    NumberOrNull,
    Any,
}
use Kind::*;

impl Kind {
    fn holds(self, value: &Value) -> bool {
        match self {
            Text => value.is_string(),
            Number => value.is_number(),
            Array => value.is_array(),
            Names => ["en", "ru", "ko"].iter().all(|l| value[l].is_string()),
            TextOrNull => value.is_string() || value.is_null(),
            NumberOrNull => value.is_number() || value.is_null(),
            Any => true,
        }
    }
}

/// Checks that every record has the fields, each of its kind.
fn has_fields(what: &str, records: &Value, fields: &[(&str, Kind)]) {
    let records = records.as_array().unwrap();
    assert!(!records.is_empty(), "there are no {what}");
    for record in records {
        for (field, kind) in fields {
            let value = record.get(field);
            let holds = value.is_some_and(|v| kind.holds(v));
            assert!(holds, "{what} {}: `{field}` should be {kind:?} and is {value:?}", record["id"]);
        }
    }
}

#[test]
fn info_has_the_fields_of_the_contract() {
    let all = whole();
    assert_eq!(all["as_of"], "2026-11-21");
    let project = [
        ("id", Text),
        ("kind", Text),
        ("names", Names),
        ("status", TextOrNull),
        ("status_since", TextOrNull),
    ];
    let lists = [("corridors", Array), ("places", Array), ("figures", Array), ("events", Array)];
    has_fields("projects", &all["projects"], &[project.as_slice(), &lists].concat());
    let corridor = [
        ("id", Text),
        ("project", Text),
        ("mode", Text),
        ("names", Names),
        ("status", TextOrNull),
        ("length_m", Number),
        ("published_km", Array),
        ("accuracy_m", Number),
        ("vertices", Number),
        ("bbox", Array),
    ];
    has_fields("corridors", &all["corridors"], &corridor);
    let place = [
        ("id", Text),
        ("names", Names),
        ("aliases", Array),
        ("kind", Text),
        ("country", Text),
        ("position", Array),
        ("population", NumberOrNull),
        ("sources", Array),
    ];
    has_fields("places", &all["places"], &place);
    let source = [("id", Text), ("title", Text), ("publisher", Text), ("url", Any), ("date", Any)];
    has_fields("sources", &all["sources"], &source);
    for part in ["river_m", "sea_m", "total_m"] {
        assert!(all["border"][part].is_number(), "border.{part} is {}", all["border"][part]);
    }
}

#[test]
fn figures_and_events_have_the_fields_of_the_contract() {
    let all = whole();
    let figure = [
        ("id", Text),
        ("label", Text),
        ("value", Any),
        ("unit", Text),
        ("date", Any),
        ("source", Text),
        ("confidence", Text),
        ("note", Text),
        ("seed", TextOrNull),
    ];
    let event =
        [("date", Text), ("status", TextOrNull), ("text", Text), ("source", Text), ("confidence", Text)];
    let projects = all["projects"].as_array().unwrap();
    let (mut figures, mut events) = (0, 0);
    for project in projects {
        for (list, fields, count) in
            [("figures", &figure[..], &mut figures), ("events", &event[..], &mut events)]
        {
            *count += project[list].as_array().unwrap().len();
            if !project[list].as_array().unwrap().is_empty() {
                has_fields(list, &project[list], fields);
            }
        }
    }
    assert!(figures > 100 && events > 100, "{figures} figures and {events} events");
}

#[test]
fn info_refers_only_to_what_it_lists() {
    let all = whole();
    let ids = |list: &str| -> BTreeSet<String> {
        all[list].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect()
    };
    let (corridors, places, sources) = (ids("corridors"), ids("places"), ids("sources"));
    assert!(ids("projects").len() >= 12 && places.len() >= 60, "at least 12 systems and 60 places");
    for project in all["projects"].as_array().unwrap() {
        for (list, known) in [("corridors", &corridors), ("places", &places)] {
            for id in project[list].as_array().unwrap() {
                assert!(known.contains(id.as_str().unwrap()), "{} names the unknown {id}", project["id"]);
            }
        }
    }
    for place in all["places"].as_array().unwrap() {
        let own = place["sources"].as_array().unwrap();
        assert!(
            !own.is_empty() && own.iter().all(|s| sources.contains(s.as_str().unwrap())),
            "{}",
            place["id"]
        );
    }
}

#[test]
fn info_numbers_make_sense() {
    let all = whole();
    let border = &all["border"];
    let km = |part: &str| border[part].as_f64().unwrap() / 1000.0;
    assert!((km("river_m") - 17.3).abs() <= 0.5 && (km("sea_m") - 22.1).abs() <= 0.5, "{border}");
    assert!((km("river_m") + km("sea_m") - km("total_m")).abs() < 1e-6 && km("total_m") < 40.0, "{border}");
    for corridor in all["corridors"].as_array().unwrap() {
        let bbox: Vec<f64> =
            corridor["bbox"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
        assert!(bbox.len() == 4 && bbox[1] <= bbox[3], "{}: {bbox:?}", corridor["id"]);
        assert!(bbox[0].abs() <= 180.0 && bbox[2].abs() <= 180.0, "{}: {bbox:?}", corridor["id"]);
        assert!(corridor["length_m"].as_f64().unwrap() > 0.0 && corridor["vertices"].as_u64().unwrap() > 1);
    }
}

#[test]
fn the_date_changes_the_status() {
    let status = |date| info(&["road-bridge", "--as-of", date])["projects"][0]["status"].clone();
    assert_eq!(status("2016-01-01"), "proposed");
    assert_eq!(status("2025-06-01"), "under-construction");
    assert_eq!(status("1999-01-01"), Value::Null, "nothing was known then");
    let one = info(&["road-bridge"]);
    assert_eq!(one["projects"].as_array().unwrap().len(), 1);
    assert!(one["corridors"][0]["id"].is_string() && one["sources"].as_array().unwrap().len() < 60);
}

#[test]
fn a_year_or_month_is_its_last_day() {
    let day = |date| info(&["road-bridge", "--as-of", date])["as_of"].clone();
    assert_eq!(day("2016"), "2016-12-31");
    assert_eq!(day("2016-02"), "2016-02-29");
    assert_eq!(day("2016-02-03"), "2016-02-03");
}

#[test]
fn info_tells_since_when_and_how_old_the_evidence_is() {
    let bridge = &info(&["road-bridge", "--as-of", "2026-11-21"])["projects"][0];
    let told = ["status", "status_since", "last_evidence"].map(|field| bridge[field].as_str().unwrap());
    assert_eq!(told, ["under-construction", "2025-04-30", "2026-03"]);
    assert_eq!((&bridge["stale"], &bridge["evidence"]["months"]), (&json!(false), &json!(8)));
    let line = info(&["khasan-rajin", "--as-of", "2026-11-21"]);
    assert_eq!(line["projects"][0]["stale"], true);
    assert_eq!(line["corridors"][0]["last_evidence"], "2025-06-17");
    let rail = info(&["trans-korean-rail", "--as-of", "2026-11-21"]);
    let sections = rail["projects"][0]["sections"].as_array().unwrap();
    let find = |name: &str| sections.iter().find(|s| s["names"]["en"] == name).unwrap();
    assert_eq!(find("inter-Korean links")["decides"], true);
    assert_eq!(find("Jejin–Gangneung")["status_since"], "2022-01-05");
    assert_eq!(find("Gangneung–Busan")["status"], "operating");
    let nothing = &info(&["road-bridge", "--as-of", "1999"])["projects"][0];
    for field in ["status", "status_since", "last_evidence", "evidence"] {
        assert_eq!(nothing[field], Value::Null, "{field}");
    }
    let page = out(&tumen(&["info", "trans-korean-rail", "--as-of", "2026-11-21"]));
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "Dismantled: inter-Korean links, since 2024-08; ";
    assert!(
        page.contains(words) && page.contains("Jejin–Gangneung under construction since 2022-01-05"),
        "{page}"
    );
}

#[test]
fn a_project_answers_to_its_names() {
    for name in ["khasan-rajin", "Hasan-Rajin", "KHASAN–RAJIN RAILWAY", "하산–나진 철도"] {
        assert_eq!(info(&[name])["projects"][0]["id"], "khasan-rajin", "{name}");
    }
}

#[test]
fn plain_info_lists_the_projects() {
    let output = tumen(&["info"]);
    assert_eq!(code(&output), 0);
    for word in ["khasan-rajin", "road-bridge", "Border: river 17.", "published km"] {
        assert!(out(&output).contains(word), "`tumen info` lacks {word}");
    }
}

#[test]
fn wrong_arguments_name_the_right_ones() {
    let folder = TempDir::new().unwrap();
    let map = folder.path().join("map.svg");
    let map = map.to_str().unwrap();
    let cases: [(&[&str], &[&str]); 22] = [
        (&["info", "atlantis"], &["atlantis", "khasan-rajin", "trans-korean-rail"]),
        (&["info", "--as-of", "soon"], &["soon", "YYYY, YYYY-MM or YYYY-MM-DD"]),
        (&["info", "--as-of", "1948"], &["1948", "1949-01-01 to "]),
        (&["route", "Khasan", "Rajin", "--as-of", "1850-01-01"], &["1850-01-01", "1949-01-01 to "]),
        (&["export", "-o", map, "--as-of", "2100"], &["2100", "1949-01-01 to "]),
        (&["export", "-o", map, "--view", "moon"], &["moon", "theatre, tumen, primorye, korea, chukotka"]),
        (&["export", "-o", map, "--theme", "pink"], &["pink", "light, dark, projector"]),
        (&["export", "-o", map, "--lang", "fr"], &["fr", "en, ru, ko"]),
        (&["export", "-o", map, "--projection", "flat"], &["flat", "mercator, conic"]),
        (&["export", "-o", map, "--layers", "rivers,gold"], &["gold", "rivers", "railway", "corridors"]),
        (&["export", "-o", map, "--size", "10x10"], &["10x10", "WIDTHxHEIGHT"]),
        (&["export", "-o", map, "--bbox", "1,2,3"], &["1,2,3", "west,south,east,north"]),
        (&["export", "-o", map, "--bbox", "130,44,131,43"], &["130,44,131,43"]),
        (&["export", "-o", map, "--as-of", "2025-02-30"], &["2025-02-30"]),
        (&["export", "-o", "map.bmp"], &["map.bmp", ".svg", ".png"]),
        (&["fly"], &["fly"]),
        (&["facts", "SF168"], &["SF168", "SF068"]),
        (&["facts", "SF168"], &["nearest", "SF16"]),
        (&["facts", "SF001", "--check"], &["--check"]),
        (&["series", "trade-totl-seed"], &["trade-totl-seed", "trade-total-seed"]),
        (&["series", "--csv"], &["tumen series"]),
        (&["series", "coal-rajin", "--csv", "--json"], &["--json"]),
    ];
    for (arguments, words) in cases {
        let output = tumen(arguments);
        assert_eq!((code(&output), out(&output)), (2, String::new()), "{arguments:?}: {}", err(&output));
        for word in words {
            assert!(err(&output).contains(word), "{arguments:?} does not name {word}: {}", err(&output));
        }
    }
    assert!(!Path::new(map).exists(), "a wrong argument writes nothing");
}

#[test]
fn help_names_the_subcommands() {
    let output = tumen(&["--help"]);
    assert_eq!(code(&output), 0);
    assert!(out(&output).contains("export") && out(&output).contains("info"), "{}", out(&output));
    assert!(out(&tumen(&["--version"])).contains(env!("CARGO_PKG_VERSION")));
}

/// Exports with small size and quick layers, and gives the bytes.
fn export(name: &str, arguments: &[&str]) -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    let base = ["export", "-o", path.to_str().unwrap(), "--as-of", "2026-11-21"];
    let output = tumen(&[&base, arguments].concat());
    assert_eq!(
        (code(&output), out(&output), err(&output)),
        (0, String::new(), String::new()),
        "{arguments:?}"
    );
    fs::read(path).unwrap()
}

const SMALL: [&str; 4] = ["--size", "360x240", "--view", "tumen"];
/// The same without the relief, which takes its time.
const FLAT: [&str; 6] = ["--size", "360x240", "--view", "tumen", "--layers", "corridors,places,names"];

fn png_size(bytes: &[u8]) -> (u32, u32) {
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    (reader.info().width, reader.info().height)
}

#[test]
fn the_same_map_is_the_same_bytes() {
    for name in ["map.svg", "map.png"] {
        let (a, b) = (export(name, &SMALL), export(name, &SMALL));
        assert!(a == b, "two runs of {name} differ: {} and {} bytes", a.len(), b.len());
    }
    let other = export("map.svg", &[FLAT.as_slice(), &["--theme", "dark"]].concat());
    assert!(other != export("map.svg", &FLAT), "another theme is another picture");
}

#[test]
fn a_png_has_the_size_asked_for() {
    assert_eq!(png_size(&export("map.png", &FLAT)), (360, 240));
    let twice = [FLAT.as_slice(), &["--scale", "2"]].concat();
    assert_eq!(png_size(&export("map.PNG", &twice)), (720, 480));
}

#[test]
fn a_world_file_says_where_the_picture_lies() {
    let folder = TempDir::new().unwrap();
    let picture = folder.path().join("mouth.png");
    let base = ["export", "-o", picture.to_str().unwrap(), "--bbox", "130,42,131,43", "--size", "400x300"];
    let rest = ["--scale", "2", "--layers", "corridors", "--world-file"];
    let output = tumen(&[base.as_slice(), &rest].concat());
    assert_eq!((code(&output), err(&output)), (0, String::new()));
    let text = fs::read_to_string(folder.path().join("mouth.pgw")).unwrap();
    let n: Vec<f64> = text.lines().map(|line| line.parse().unwrap()).collect();
    // The middle of the file is that of the box, meters of EPSG:3857 from 20,037,508.34 at 180°.
    let east = n[4] + n[0] * (400.0 - 0.5);
    assert!((east - 130.5 / 180.0 * 20_037_508.342_789).abs() < 0.01, "{east}");
    assert_eq!((n.len(), n[1], n[2]), (6, 0.0, 0.0));
    assert!(n[0] > 0.0 && (n[0] + n[3]).abs() < 1e-6, "pixels are squares, and rows run down: {text}");
    // The box fits whole, and not loosely: its 155 km of northing are most of the 600 rows.
    let rows = [42.0_f64, 43.0].map(|lat| {
        let north = 6_378_137.0 * (0.25 * std::f64::consts::PI + 0.5 * lat.to_radians()).tan().ln();
        (north - n[5]) / n[3]
    });
    assert!(rows[1] >= -1.0 && rows[0] <= 600.0 && rows[0] - rows[1] > 400.0, "{rows:?}");
    let system = fs::read_to_string(folder.path().join("mouth.png.aux.xml")).unwrap();
    assert!(system.contains(r#"AUTHORITY["EPSG","3857"]"#), "{system}");
    let svg = folder.path().join("mouth.svg");
    let output = tumen(&["export", "-o", svg.to_str().unwrap(), "--world-file"]);
    assert!(code(&output) != 0 && err(&output).contains("mouth.svg"), "{}", err(&output));
    assert!(!svg.exists());
}

#[test]
fn an_svg_has_real_text_in_a_font_of_its_own() {
    for (lang, title) in [("en", "Corridors between"), ("ru", "Коридоры между"), ("ko", "러시아 극동과")]
    {
        let bytes = export(
            "map.svg",
            &["--size", "800x600", "--view", "tumen", "--lang", lang, "--layers", "corridors,places,names"],
        );
        let text = String::from_utf8(bytes).unwrap();
        let document = roxmltree::Document::parse(&text).unwrap();
        let words: Vec<String> = document
            .descendants()
            .filter(|n| n.has_tag_name("text") || n.tag_name().name() == "text")
            .map(|n| n.descendants().filter(|d| d.is_text()).filter_map(|d| d.text()).collect())
            .collect();
        assert!(words.len() > 10, "{lang}: only {} texts", words.len());
        assert!(words.iter().any(|w| w.starts_with(title)), "{lang}: no title among {words:?}");
        assert!(words.iter().any(|w| w.contains("OpenStreetMap contributors")), "{lang}: no attribution");
        assert!(words.iter().any(|w| w.contains("2026-11-21")), "{lang}: no date");
        assert!(text.contains("@font-face") && text.contains("Pretendard"), "{lang}: no font");
    }
}

#[test]
fn a_box_across_180_degrees_is_drawn() {
    let bytes =
        export("map.svg", &["--size", "640x400", "--bbox", "170,60,-170,70", "--layers", "places,names"]);
    assert!(String::from_utf8(bytes).unwrap().contains("Anadyr"));
}

#[test]
fn only_the_layers_asked_for_are_drawn() {
    let draw = |layers| {
        let arguments = ["--size", "360x240", "--view", "tumen", "--layers", layers];
        String::from_utf8(export("map.svg", &arguments)).unwrap()
    };
    let (more, few) = (draw("corridors,places"), draw("places"));
    assert!(few.len() < more.len(), "fewer layers, {} and {} bytes", few.len(), more.len());
    let corridor = "corridor:";
    assert!(more.contains(corridor), "the corridors can be told in the picture");
    assert!(!few.contains(corridor), "no corridor is left");
    let one = draw("railway");
    assert!(one.contains("corridor:khasan-rajin") && !one.contains("corridor:tumen-road-bridge"));
}

/// A folder with a damaged place in `data/places.toml`, and the line of the damage.
fn damaged() -> (TempDir, usize) {
    let folder = TempDir::new().unwrap();
    let root = env::var("CARGO_MANIFEST_DIR").unwrap();
    let text = fs::read_to_string(Path::new(&root).join("data/places.toml")).unwrap();
    let line = text.lines().position(|l| l.starts_with("rank = ")).unwrap();
    let broken: Vec<&str> =
        text.lines().enumerate().map(|(i, l)| if i == line { "rank = \"high\"" } else { l }).collect();
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data/places.toml"), broken.join("\n")).unwrap();
    (folder, line + 1)
}

#[test]
fn damaged_data_is_named_and_the_rest_is_written() {
    let (folder, line) = damaged();
    let map = folder.path().join("map.svg");
    let data = folder.path().to_str().unwrap();
    let export =
        ["export", "--data", data, "--view", "primorye", "--size", "640x400", "-o", map.to_str().unwrap()];
    let output = tumen(&export);
    let expected = format!("data/places.toml:{line}");
    assert_eq!((code(&output), out(&output)), (1, String::new()), "{}", err(&output));
    assert!(err(&output).contains(&expected), "{expected} is not in: {}", err(&output));
    assert!(fs::read_to_string(&map).unwrap().contains("Ussuriysk"), "the rest of the map is there");
    let output = tumen(&["info", "--json", "--data", data]);
    assert_eq!(code(&output), 1);
    let json: Value = serde_json::from_str(&out(&output)).unwrap();
    assert!(json["places"].as_array().unwrap().len() > 300, "the other places are there");
}

#[test]
fn a_data_folder_that_is_none_is_refused() {
    let output = tumen(&["info", "--data", "/no/such/folder"]);
    assert_eq!((code(&output), out(&output)), (2, String::new()));
    assert!(err(&output).contains("/no/such/folder"), "{}", err(&output));
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let folder = TempDir::new().unwrap();
    let target = folder.path().join("no/such/folder/map.svg");
    let target = target.to_str().unwrap();
    let output = tumen(&["export", "--size", "360x240", "--layers", "places", "-o", target]);
    assert_eq!((code(&output), out(&output)), (2, String::new()));
    assert!(err(&output).contains(target), "{}", err(&output));
    let folder_as_file = folder.path().join("map.svg");
    fs::create_dir(&folder_as_file).unwrap();
    let output =
        tumen(&["export", "--size", "360x240", "--layers", "places", "-o", folder_as_file.to_str().unwrap()]);
    assert_eq!(code(&output), 2, "{}", err(&output));
}

#[test]
fn an_old_picture_is_replaced_and_nothing_is_left_beside_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("map.svg");
    fs::write(&path, "old").unwrap();
    let arguments = ["export", "--size", "360x240", "--layers", "places", "-o", path.to_str().unwrap()];
    assert_eq!(code(&tumen(&arguments)), 0);
    assert!(fs::read_to_string(&path).unwrap().starts_with('<'), "the new picture is there");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
}

fn json_of(arguments: &[&str]) -> Value {
    let output = tumen(arguments);
    assert_eq!((code(&output), err(&output)), (0, String::new()), "tumen {arguments:?}");
    serde_json::from_str(&out(&output)).unwrap()
}

#[test]
fn a_project_is_a_page_to_read() {
    let page = out(&tumen(&["info", "road-bridge", "--as-of", "2025-06-01"]));
    let words = [
        "Tumen road bridge (Khasan–Tumangang) (road-bridge)",
        "Status as of 2025-06-01: Under construction since 2025-04-30",
        "last evidence 2025-06, in the month shown: Draft decree",
        "Lines\n",
        "Figures\n",
        "Events\n",
        "(after the date)",
        "Sources\n",
        "https://",
    ];
    for words in words {
        assert!(page.contains(words), "the page lacks {words}: {page}");
    }
    let page = out(&tumen(&["info", "trans-korean-gas"]));
    assert!(page.contains("Conditions\n") && page.contains("Obstacles\n"), "{page}");
    assert!(out(&tumen(&["info", "khasan-rajin"])).contains("Constraints\n"));
}

#[test]
fn a_project_tells_its_constraints_and_conditions() {
    let gas = info(&["trans-korean-gas"]);
    let project = &gas["projects"][0];
    assert_eq!(project["conditions"].as_array().unwrap().len(), 3);
    assert!(project["obstacles"].as_array().unwrap().len() > 3);
    let rail = info(&["khasan-rajin"]);
    let records = rail["projects"][0]["constraint_records"].as_array().unwrap();
    let named: BTreeSet<&str> = records.iter().map(|c| c["id"].as_str().unwrap()).collect();
    let ids = rail["projects"][0]["constraints"].as_array().unwrap();
    assert!(ids.iter().all(|id| named.contains(id.as_str().unwrap())), "{named:?}");
    has_fields(
        "constraints",
        &rail["projects"][0]["constraint_records"],
        &[("title", Text), ("date", TextOrNull), ("effect", Text), ("source", Text), ("exemption", Text)],
    );
}

#[test]
fn statuses_at_dates_follow_the_events() {
    let chains: [(&str, &[(&str, &str)]); 2] = [
        (
            "khasan-rajin",
            &[
                ("2005-06-01", "operating"),
                ("2014-10-01", "operating"),
                ("2018-03-15", "suspended"),
                ("2018-10-15", "operating"),
                ("2021-06-01", "suspended"),
                ("2024-06-15", "operating"),
            ],
        ),
        (
            "trans-korean-rail",
            &[
                ("2007-06-01", "under-construction"),
                ("2018-12-01", "suspended"),
                ("2025-06-01", "dismantled"),
            ],
        ),
    ];
    for (id, chain) in chains {
        for (date, status) in chain {
            let json = info(&[id, "--as-of", date]);
            assert_eq!(json["projects"][0]["status"], *status, "{id} at {date}");
        }
    }
}

/// As `tumen facts | head` does.
#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tumen"));
    command.arg("facts").stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), err(&output)), (0, String::new()));
}

#[test]
fn a_list_of_pictures_is_drawn_as_one_by_one() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("my track.geojson"), r#"{"type":"LineString","coordinates":[[130.4,42.3],[131.9,43.1]]}"#)
        .unwrap();
    let [track, first, second, alone] = ["my track.geojson", "first.svg", "second.png", "alone.png"].map(at);
    let look = ["--size", "400x300", "--theme", "dark"];
    let list = format!(
        "# two that can be drawn, two that cannot\n\n'{track}' -o '{first}' --view tumen --size 400x300\n\
         '{track}' -o '{second}' {}\n-o '{}' --view nowhere\n'{}' -o '{}'\n",
        look.join(" "),
        at("third.svg"),
        at("missing.gpx"),
        at("fourth.svg"),
    );
    fs::write(at("list.txt"), list).unwrap();
    let done = tumen(&["export", "--batch", &at("list.txt")]);
    assert_eq!(code(&done), 1, "{}", err(&done));
    let told = err(&done);
    assert!(told.contains("tumen: 2 of 4 pictures written"), "{told}");
    assert!(told.contains("line 5: ") && told.contains("line 6: "), "{told}");
    assert!(fs::read_to_string(&first).unwrap().contains("</svg>"));
    let one = tumen(&[&["export", &track, "-o", &alone][..], &look].concat());
    assert_eq!(code(&one), 0, "{}", err(&one));
    assert!(fs::read(&alone).unwrap() == fs::read(&second).unwrap(), "the same picture, byte by byte");
    assert!(!Path::new(&at("third.svg")).exists() && !Path::new(&at("fourth.svg")).exists());
}

#[test]
fn a_list_without_a_picture_is_refused() {
    let folder = TempDir::new().unwrap();
    let list = folder.path().join("list.txt");
    for (text, why) in [("# nothing\n", "names no picture"), ("--view tumen\n", "no picture was written")] {
        fs::write(&list, text).unwrap();
        let done = tumen(&["export", "--batch", list.to_str().unwrap()]);
        assert_eq!(code(&done), 2);
        assert!(err(&done).contains(why), "{}", err(&done));
    }
}

#[test]
fn reports_speak_the_language_that_is_asked_for() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/gpx/unclosed.gpx");
    let check = |arguments: &[&str], locale: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tumen"));
        command.arg("check").arg(file).args(arguments);
        for name in ["LC_ALL", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        out(&command.env("LANG", locale).output().unwrap())
    };
    let english = check(&[], "C");
    assert!(english.contains("warning: <name> of line 3 is not closed"), "{english}");
    let russian = check(&["--messages-lang", "ru"], "C");
    assert!(russian.contains("предупреждение: <name> из строки 3"), "{russian}");
    assert_eq!(check(&[], "ru_RU.UTF-8"), russian, "the locale counts without the argument");
    assert!(check(&[], "ko_KR.UTF-8").contains("경고"), "{}", check(&[], "ko_KR.UTF-8"));
    assert_eq!(check(&["--messages-lang", "en"], "ko_KR.UTF-8"), english);
    assert_eq!(check(&["--messages-lang", "ko", "--json"], "ru_RU.UTF-8"), check(&["--json"], "C"));
}

#[test]
fn letters_that_no_font_has_are_boxes_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("names.svg");
    let project = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/faults/names-in-other-scripts.tumen");
    let output = tumen(&["export", project, "--bbox", "129,41.5,132,43", "-o", picture.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(
        err(&output).contains("4 letters are not in the bundled fonts and stand as boxes"),
        "{}",
        err(&output)
    );
    let svg = std::fs::read_to_string(&picture).unwrap();
    for name in [">□□□<", ">ракета □<", ">두만강<"] {
        assert!(svg.contains(name), "{name}");
    }
}
