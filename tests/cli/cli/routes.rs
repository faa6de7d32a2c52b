//! `tumen route`: its JSON, its sentences, scenarios, tables of requests.

use super::*;

#[test]
fn route_answers_in_the_agreed_json() {
    let words = ["route", "Novosibirsk", "Pohang", "--cargo", "coal", "--tonnes", "40000", "--json"];
    let output = tumen(&[&words[..], &["--as-of", "2016-01-15"]].concat());
    assert_eq!((code(&output), err(&output)), (0, String::new()));
    let answer: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(answer["as_of"], "2016-01-15");
    assert_eq!((&answer["from"], &answer["tonnes"]), (&Value::from("novosibirsk"), &Value::from(40000.0)));
    let variants = answer["variants"].as_array().unwrap();
    for port in ["rajin-port-3", "vostochny"] {
        let over = |v: &&Value| v["legs"].as_array().unwrap().iter().any(|l| l["to_id"] == port);
        assert!(variants.iter().any(|v| over(&v)), "no variant over {port}");
    }
    for variant in variants {
        for field in ["rank", "km", "days", "cost_usd", "co2_t"] {
            assert!(variant[field].is_number(), "{field}");
        }
        for bound in ["low", "high"] {
            assert!(variant[bound]["cost_usd"].is_number(), "{bound}");
        }
        for leg in variant["legs"].as_array().unwrap() {
            assert!(
                ["haul", "transfer", "border", "gauge-change", "port"]
                    .contains(&leg["kind"].as_str().unwrap())
            );
            assert!(leg["mode"].is_string() && leg["from"].is_string() && leg["days"].is_number());
        }
        for assumption in variant["assumptions"].as_array().unwrap() {
            assert!(assumption["source"].is_string() && assumption["unit"].is_string());
        }
    }
    assert!(answer["why_not"].is_array());
}

#[test]
fn route_says_what_is_wrong_in_a_sentence() {
    let unknown = tumen(&["route", "Vladivostokk-on-Don", "Pohang"]);
    assert_eq!(code(&unknown), 2);
    assert!(err(&unknown).contains("no place"), "{}", err(&unknown));
    let korean = tumen(&["route", "부산", "Владивосток", "--cargo", "container"]);
    assert_eq!(code(&korean), 0, "{}", err(&korean));
    let alone = ["route", "Busan", "Moscow", "--cargo", "container", "--by", "rail"];
    let without = tumen(&alone);
    assert_eq!(code(&without), 2, "{}", out(&without));
    let with = tumen(&[&alone[..], &["--with", "trans-korean-rail"]].concat());
    assert_eq!(code(&with), 0, "{}", err(&with));
}

#[test]
fn route_is_short_and_tells_more_when_asked() {
    let words = ["route", "Busan", "Moscow", "--cargo", "container", "--as-of", "2026-11-21"];
    let short = out(&tumen(&words));
    let table: Vec<&str> =
        short.lines().skip(2).take_while(|l| !l.trim_start().starts_with("and ")).collect();
    let rows = table.iter().take_while(|l| !l.is_empty()).count();
    assert!((2..=9).contains(&rows), "{short}");
    for word in ["why it is here", "Trans-Siberian, by Chita", "equal by cost within", "USD of 20"] {
        assert!(short.contains(word), "no {word}:\n{short}");
    }
    assert!(!short.contains("tariff.rail") && !short.contains("rail 1520"), "{short}");
    let coal = ["route", "Novosibirsk", "Pohang", "--cargo", "coal", "--as-of", "2026-11-21"];
    assert!(out(&tumen(&coal)).contains("\nClosed\n"), "the way by Rajin is closed");
    assert!(out(&tumen(&[&words[..], &["--legs"]].concat())).contains("rail 1520"));
    assert!(out(&tumen(&[&words[..], &["--parameters"]].concat())).contains("tariff.rail.container"));
}

#[test]
fn route_refuses_in_one_sentence() {
    let base = ["route", "Moscow", "Pyongyang"];
    let more: [&[&str]; 6] = [
        &["--avoid", "RU"],
        &["--assume", "speed.rail=0"],
        &["--assume", "tariff.rail.general=0"],
        &["--tonnes", "1e9"],
        &["--as-of", "1850"],
        &["--assume", "nothing=1"],
    ];
    for words in more {
        let refused = tumen(&[&base[..], words].concat());
        assert_eq!((code(&refused), out(&refused)), (2, String::new()), "{words:?}");
        assert_eq!(err(&refused).lines().count(), 1, "{words:?}: {}", err(&refused));
    }
    // What a crossing states for itself is listed, so it can be assumed.
    let words =
        ["route", "Novosibirsk", "Chongjin", "--cargo", "coal", "--by", "rail", "--avoid", "CN", "--json"];
    let usd = |more: &[&str]| {
        let answer: Value = serde_json::from_str(&out(&tumen(&[&words[..], more].concat()))).unwrap();
        answer["variants"][0]["cost_usd"].as_f64().unwrap()
    };
    assert!(usd(&["--assume", "usd.border.crossing-khasan-tumangang=20"]) > usd(&[]) + 10_000.0);
}

#[test]
fn scenarios_are_saved_used_and_compared() {
    let folder = TempDir::new().unwrap();
    let [saved, other] = ["as-is.toml", "open.toml"].map(|n| folder.path().join(n));
    fs::write(&other, "name = \"Through Korea\"\nwith = [\"trans-korean-rail\"]\n").unwrap();
    let [saved, other] = [&saved, &other].map(|p| p.to_str().unwrap());
    let words = ["route", "Busan", "Moscow", "--cargo", "container"];
    let first = [&words[..], &["--as-of", "2026-11-21", "--assume", "speed.sea.container=650"]].concat();
    let made = tumen(&[&first[..], &["--save-scenario", saved, "--json"]].concat());
    assert_eq!(code(&made), 0, "{}", err(&made));
    let text = fs::read_to_string(saved).unwrap();
    assert!(text.contains("2026-11-21") && text.contains("speed.sea.container"), "{text}");
    let again = tumen(&[&words[..], &["--scenario", saved, "--json"]].concat());
    assert_eq!(out(&made), out(&again), "a scenario gives the answer it was saved from");
    let both = [&words[..], &["--by", "rail", "--scenario", other, "--compare", saved]].concat();
    let none = tumen(&both);
    assert_eq!(code(&none), 2, "by rail alone there is a way in one of them only: {}", out(&none));
    let both = [&words[..], &["--scenario", saved, "--compare", other]].concat();
    let told = out(&tumen(&both));
    for word in ["as-is", "Through Korea", "difference", "cost_usd", "days"] {
        assert!(told.contains(word), "no {word}:\n{told}");
    }
    let json: Value = serde_json::from_str(&out(&tumen(&[&both[..], &["--json"]].concat()))).unwrap();
    assert!(json["first"]["variants"].is_array() && json["second"]["variants"].is_array());
    assert!(json["difference"]["days"]["difference"].is_number());
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/data/network/od-border-2024.csv");
    let flows = tumen(&["flow", table, "--compare", other, "--json"]);
    let json: Value = serde_json::from_str(&out(&flows)).unwrap();
    assert!(json["difference"]["sent_t"]["first"].is_number(), "{}", err(&flows));
    fs::write(other, "wiht = []\n").unwrap();
    let refused = tumen(&both);
    assert_eq!((code(&refused), out(&refused)), (2, String::new()));
}

#[test]
fn a_table_of_requests_gives_a_table_of_results() {
    let folder = TempDir::new().unwrap();
    let [requests, results] = ["requests.csv", "results.csv"].map(|n| folder.path().join(n));
    let table = "from,to,cargo,tonnes,date,with,without,mine\nVostochny,Shanghai,coal,50000,2026-11-21,,,a\n\
                 Busan,Moscow,container,12,2026-11-21,trans-korean-rail,,b\nNowhere,Busan,coal,1,,,,c\n";
    fs::write(&requests, table).unwrap();
    let [requests, results] = [&requests, &results].map(|p| p.to_str().unwrap());
    let done = tumen(&["route", "--batch", requests, "-o", results]);
    assert_eq!(code(&done), 1, "{}", err(&done));
    let text = fs::read_to_string(results).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(
        lines[0].starts_with("from,to,cargo,tonnes,date,with,without,mine,variant,km,days,usd_per_tonne")
    );
    assert!(lines[1].contains(",a,By sea,"), "{text}");
    assert!(lines[2].contains("Trans-Korean"), "{text}");
    assert!(lines[3].contains("no place `Nowhere`"), "{text}");
    // As a spreadsheet in Russia saves it: another encoding, semicolons, a comma before decimals, quotes.
    let russian = "Откуда;Куда;Груз;Тонн;моё\r\n\"Восточный\";Шанхай;coal;\"50 000,5\";а\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
    fs::write(requests, bytes).unwrap();
    let done = tumen(&["route", "--batch", requests, "-o", results]);
    assert_eq!(code(&done), 0, "{}", err(&done));
    let text = fs::read_to_string(results).unwrap();
    assert!(text.lines().nth(1).is_some_and(|l| l.contains("а,By sea,")), "{text}");
}

#[test]
fn route_draws_its_variants() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("routes.svg");
    let words = ["route", "Novosibirsk", "Pohang", "--cargo", "coal", "--tonnes", "40000"];
    let more = ["--as-of", "2016-01-15", "--size", "900x600", "-o", path.to_str().unwrap()];
    let output = tumen(&[&words[..], &more[..]].concat());
    assert_eq!((code(&output), err(&output)), (0, String::new()));
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(svg.contains("coal over Vostochny") && svg.contains("Novosibirsk"), "the legend names the ways");
}

/// A pipe would be waited for without end, a device read without end.
#[cfg(unix)]
#[test]
fn tables_and_scenarios_are_ordinary_files_of_some_size() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert!(Command::new("mkfifo").arg(at("pipe.toml")).status().unwrap().success());
    let large = fs::File::create(at("large.csv")).unwrap();
    large.set_len(50_000_001).unwrap();
    fs::write(at("latin.toml"), b"name = \"Se\xf1or\"\n").unwrap();
    let route = ["route", "Vladivostok", "Busan"];
    for (path, said) in [
        (at("pipe.toml"), "pipe"),
        ("/dev/zero".to_owned(), "device"),
        (at(""), "folder"),
        (at("large.csv"), "larger than"),
        (at("none.toml"), "no such file"),
    ] {
        let scenario = [&route[..], &["--scenario", &path]].concat();
        let requests = ["route", "--batch", &path, "-o", &at("out.csv")];
        let all = [&["flow", &path][..], &requests, &["export", "--batch", &path], &scenario];
        for words in all {
            let refused = tumen(words);
            assert_eq!((code(&refused), out(&refused)), (2, String::new()), "{words:?}");
            assert!(err(&refused).to_lowercase().contains(said), "{words:?}: {}", err(&refused));
        }
    }
    let refused = tumen(&[&route[..], &["--scenario", &at("latin.toml")]].concat());
    assert_eq!(code(&refused), 2);
    assert!(err(&refused).contains("UTF-8"), "{}", err(&refused));
}
