//! `tumen facts` and `tumen series`: printed as stated, all accounted for.

use super::*;

#[test]
fn a_fact_is_printed_as_stated_with_what_carries_it() {
    let text = out(&tumen(&["facts", "sf066"]));
    for words in [
        "SF066",
        "DPRK share in Russia's trade turnover",
        "0.0072",
        "figure trade-share-2019",
        "667 bn USD",
        "shown in",
    ] {
        assert!(text.contains(words), "`tumen facts SF066` lacks {words}: {text}");
    }
    let fact = json_of(&["facts", "66", "--json"]);
    assert_eq!((&fact["id"], &fact["value"]), (&"SF066".into(), &"0.0072".into()));
    assert_eq!(fact["seed_file"], "Russia and the DPRK are close, but not together, 2020-09");
    let carrier = &fact["carrier"];
    assert_eq!(carrier["source"], "seed1");
    assert_eq!(carrier["confidence"], "high");
    assert!(!carrier["shown"].as_array().unwrap().is_empty());
}

/// Words of the data's own bookkeeping: a value in words and one that is a date have no unit.
#[test]
fn words_and_dates_are_printed_without_a_unit() {
    for arguments in [&["info", "--json"][..], &["facts", "--json"]] {
        let text = out(&tumen(arguments));
        for unit in ["text", "date"] {
            let printed = format!("\"unit\": \"{unit}\"");
            assert!(!text.contains(&printed), "{arguments:?} prints {printed}");
        }
    }
    let deadline = json_of(&["facts", "76", "--json"]);
    assert_eq!(deadline["unit"], "", "{deadline}");
}

#[test]
fn all_facts_are_listed_and_accounted_for() {
    let list = tumen(&["facts"]);
    assert_eq!((code(&list), out(&list).lines().count()), (0, 167));
    assert!(out(&list).lines().next().unwrap().ends_with("→ source:seed0 (source only)"));
    assert_eq!(json_of(&["facts", "--json"]).as_array().unwrap().len(), 167);
    let check = tumen(&["facts", "--check"]);
    assert_eq!(code(&check), 0);
    assert!(out(&check).starts_with("167 of 167 accounted for\n"), "{}", out(&check));
    let check = json_of(&["facts", "--check", "--json"]);
    assert_eq!((&check["accounted"], &check["of"]), (&167.into(), &167.into()));
    assert!(check["missing"].as_array().unwrap().is_empty());
    assert_eq!(check["source_only"].as_array().unwrap().len(), 4);
}

#[test]
fn facts_print_ranges_and_no_words_for_units() {
    let band = out(&tumen(&["facts", "SF050"]));
    assert!(band.contains("Trade level before 2014: 100 – 150 m USD"), "{band}");
    for id in ["SF034", "SF039", "SF076", "SF166"] {
        let text = out(&tumen(&["facts", id]));
        let unit = |l: &str| l.ends_with(" text") || l.ends_with(" date");
        assert!(!text.lines().any(unit), "{text}");
    }
    let list = out(&tumen(&["facts"]));
    assert!(list.contains("· 18 September (2020 inferred)"), "the unit of SF034 is a word");
    let tourists = out(&tumen(&["facts", "SF080"]));
    assert!(tourists.contains("topic tourism"), "{tourists}");
}

/// A folder with one file of `data/` in which one line is replaced.
fn with_line(file: &str, starts: &str, new: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let root = env::var("CARGO_MANIFEST_DIR").unwrap();
    let text = fs::read_to_string(Path::new(&root).join("data").join(file)).unwrap();
    assert!(text.lines().any(|l| l.starts_with(starts)), "{file} has no line {starts}");
    let changed: Vec<&str> = text.lines().map(|l| if l.starts_with(starts) { new } else { l }).collect();
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data").join(file), changed.join("\n")).unwrap();
    folder
}

#[test]
fn a_fact_that_nothing_shows_is_named() {
    let cases = [
        ("figures.csv", "trade-share-2019,", "# gone", "SF066"),
        ("seed_facts.csv", "SF100,", "# gone", "SF100"),
        ("seed_facts.csv", "SF100,", "SF100,rail", "SF100"),
    ];
    for (file, starts, new, id) in cases {
        let folder = with_line(file, starts, new);
        let output = tumen(&["facts", "--check", "--data", folder.path().to_str().unwrap()]);
        assert_eq!(code(&output), 1, "{}", err(&output));
        let expected = format!("166 of 167 accounted for\nshown nowhere: {id}\n");
        assert!(out(&output).starts_with(&expected), "{}", out(&output));
    }
}

#[test]
fn series_are_listed_and_printed() {
    let list = out(&tumen(&["series"]));
    let line = list.lines().find(|l| l.starts_with("trade-total-seed ")).unwrap();
    assert!(line.contains("m USD") && line.contains(" 3 ") && line.contains("2017 to 2019"), "{line}");
    assert_eq!(json_of(&["series", "--json"]).as_array().unwrap().len(), list.lines().count());
    let csv = tumen(&["series", "trade-total-seed", "--csv"]);
    let expected = "date,period,value,unit,source,confidence,derived,note,seed\n2017,year,77.9,m USD,seed1,high,0,,SF055\n";
    assert!(code(&csv) == 0 && out(&csv).starts_with(expected), "{}", out(&csv));
    for name in ["Trade turnover (founding document)", "товарооборот (исходный документ)"]
    {
        let series = json_of(&["series", name, "--json"]);
        assert_eq!(series["id"], "trade-total-seed");
        assert_eq!(series["rows"][1]["value"], 34.065);
        assert_eq!(series["rows"][1]["date"], "2018");
    }
    assert!(out(&tumen(&["series", "trade-total-seed"])).contains("34.065"));
}

/// What is printed as CSV is what stands in the file, whatever it quotes.
#[test]
fn every_series_comes_out_as_it_stands_in_the_data() {
    let root = env::var("CARGO_MANIFEST_DIR").unwrap();
    for id in ["trade-total-seed", "coal-rajin", "oil-refined-russia"] {
        let file = fs::read_to_string(Path::new(&root).join(format!("data/series/{id}.csv"))).unwrap();
        let rows = |text: &str| -> Vec<csv::StringRecord> {
            let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes());
            reader.records().map(Result::unwrap).collect()
        };
        let (printed, stored) = (rows(&out(&tumen(&["series", id, "--csv"]))), rows(&file));
        assert_eq!(printed.len(), stored.len(), "{id}");
        for (printed, stored) in printed.iter().zip(&stored) {
            for (p, s) in printed.iter().zip(stored) {
                assert!(p == s || p.parse::<f64>().ok() == s.parse::<f64>().ok(), "{id}: {p} is not {s}");
            }
        }
    }
}
